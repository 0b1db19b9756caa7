"""Four eyes: what does lasting harm is proposed by one person, approved by another.

`duals` lists what that is. `gate` sees to it that none of it is done by one person
alone while somebody else could approve.
"""
