"""Cases: from a complaint to a reasoned decision and its notice.

`model` and `rules` are pure; `notices` writes what the member reads. The
rulebook's values are used here; no other feature's commands are.
"""
