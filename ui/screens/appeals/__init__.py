"""Appeals: the original decision beside the statement, and the ruling.

`presenter` decides and knows no Qt; `view` and its panes show; `screen` puts them
together.
"""
