"""Appeals: a decision heard again, by somebody who had no part in it.

`model` and `rules` are pure. An appeal belongs to its case.
"""
