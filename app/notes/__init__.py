"""Notes of the staff on members and cases."""
