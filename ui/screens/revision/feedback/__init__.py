"""What members say about the rules, and what they are answered."""
