"""Decides what the calendar tab shows and does; knows no Qt."""
