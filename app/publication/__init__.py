"""The rulebook outside the vault: announcements, pages, and text to work on.

Everything is made from values alone: a version that was published, or a draft that
says so on every page. Reads no table and writes no file.
"""
