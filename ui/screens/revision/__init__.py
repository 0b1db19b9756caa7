"""Revision with the members: what they say, propose and vote, and what becomes of it.

Each tab is a `Part` in a package of its own, built as a screen is: `presenter` decides
and knows no Qt, `view` and its panes show, `part` puts them together.
"""
