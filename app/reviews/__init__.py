"""What leads look at again: moderators' decisions, and members with many points.

`model` and `rules` are pure. The review of a decision belongs to its case, that of a
member to the member.
"""
