"""The workbench: what waits for whoever is signed in, and doing it.

`presenter` decides and knows no Qt; `view` and its panes show; `screen` puts them
together.
"""
