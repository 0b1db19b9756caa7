"""Decides what the log tab shows and does; knows no Qt."""
