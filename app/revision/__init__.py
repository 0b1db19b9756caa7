"""Revising the rules with the members: feedback, motions, ballots, clause reviews.

`model` holds the values that travel inside events, `rules` is pure. The rulebook knows
nothing of this room; what is passed here becomes a rule by a draft and its publication.
"""
