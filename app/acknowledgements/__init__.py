"""Which members said that they read the rules: entered by hand, or from a file."""
