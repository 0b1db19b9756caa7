"""The team: who is on it, who may do what, and whether the journal holds."""
