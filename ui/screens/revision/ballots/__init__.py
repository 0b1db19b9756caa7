"""Ballots: what members vote on, their votes as witnessed, what came of them."""
