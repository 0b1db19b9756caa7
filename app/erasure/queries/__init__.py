"""Questions about holds, about what erasing would do, and about who is due."""
