"""Pure decisions about the revision."""
