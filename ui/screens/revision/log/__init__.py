"""What became of what members said and proposed, with reasons."""
