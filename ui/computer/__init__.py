"""What only the operating system tells or does: sleep, locked screens, screen capture.

One file a system. Every one of them is a help, never a need: where a system has none
of it, or refuses, the idle lock still holds.
"""
