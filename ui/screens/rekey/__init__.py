"""Re-keying the vault: the notice that it is owed, and the work itself."""
