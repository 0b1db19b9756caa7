"""What happened, for people: the history of commits, with words for every kind.

It has no events and no tables of its own; it reads the journal through
`app.journal.reading` and names things by the features' tables.
"""
