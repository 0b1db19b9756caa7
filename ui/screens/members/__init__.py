"""The members screen: the list, one member's record, and the import of lists.

`presenter` is plain Python and imports no Qt; the panes hold widgets and decide
nothing; `screen` puts both together for the shell.
"""
