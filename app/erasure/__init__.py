"""Erasing members: what is held about them, why it must wait, what remains of it.

The journal erases by subject; this room knows which subjects belong to a member. It
knows every feature that holds something, and no feature knows it.
"""
