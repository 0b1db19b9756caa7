"""The community's members: working data open to the staff, identity sealed."""
