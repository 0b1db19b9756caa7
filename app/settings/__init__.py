"""What a vault's people have agreed on: shares and periods, changed by events."""
