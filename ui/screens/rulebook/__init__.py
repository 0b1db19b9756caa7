"""The rules: clauses and ladder of every version, and the draft of the next.

`presenter` decides and knows no Qt; `view` and its panes show; `screen` puts them
together.
"""
