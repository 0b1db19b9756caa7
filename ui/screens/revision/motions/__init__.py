"""Motions: changes of the rules that are proposed, amended, voted on, taken up."""
