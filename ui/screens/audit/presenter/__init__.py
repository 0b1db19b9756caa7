"""What is decided on the history screen; plain Python, no Qt."""
