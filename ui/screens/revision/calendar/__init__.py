"""When each clause is looked at again, and what came of it."""
