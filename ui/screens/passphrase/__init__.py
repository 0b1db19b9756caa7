"""Changing one's own passphrase; a part of the settings."""
