"""The community's public rules: versions, clauses and the sanctions ladder.

`model` holds the values that travel inside events; `rules` is pure; `templates`
reads the rulebooks that come with the product. Imports no Qt and no other
feature.
"""
