"""Restoring a backup from the unlock screen: choose, look, see what is lost, do it."""
