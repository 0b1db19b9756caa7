"""What happened in the vault, who did it, and whether it still stands as written.

Speaks to the vault through queries and the witness alone.
"""
