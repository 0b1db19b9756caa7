"""Moderators' decisions looked at again by a lead: agreed with, or returned.

`model` and `rules` are pure. A review belongs to the case of its decision.
"""
