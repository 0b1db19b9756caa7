"""What the team screen does; it knows no Qt."""
