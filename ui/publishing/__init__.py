"""What is published, on paper: the one form that needs Qt to be made."""
