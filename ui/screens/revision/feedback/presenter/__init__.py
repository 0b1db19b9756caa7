"""Decides what the feedback tab shows and does; knows no Qt."""
