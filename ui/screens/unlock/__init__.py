"""Opening a vault, or making one; the only screen there is before that."""
