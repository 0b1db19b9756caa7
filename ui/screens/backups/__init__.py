"""The vault's backups: when the last was made, and making one now."""
