"""Statements of reasons, as the transparency database of the DSA takes them.

Built from the case alone: nothing is typed twice. What they say is published for good,
so names are taken out, and what still names somebody is never handed on.
"""
