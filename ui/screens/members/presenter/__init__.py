"""What happens on the members screen, without a widget."""
