"""What a chat keeps: zone, comments, rounds of excerpts, what is hidden, button words."""
