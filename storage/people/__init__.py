"""What is kept of a person, whatever chat they ask in."""
