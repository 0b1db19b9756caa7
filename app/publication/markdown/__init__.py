"""A rulebook as Markdown: written, read back without loss, and taken from others."""
