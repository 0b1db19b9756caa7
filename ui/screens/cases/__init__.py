"""The cases screen: the queue, one case, its decision and its notice.

`presenter` is plain Python and imports no Qt; the panes hold widgets and decide
nothing; `screen` puts both together for the shell.
"""
