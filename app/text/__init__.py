"""Words in texts: search tokens.

Pure functions of text; knows no feature, no vault and no screen.
"""
