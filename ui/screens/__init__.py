"""The screens, one folder each. A screen imports no other screen."""
