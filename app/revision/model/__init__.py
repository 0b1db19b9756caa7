"""Values of the revision: they travel inside events and compare by value."""
