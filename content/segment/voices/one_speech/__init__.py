"""Pages that print one speech: whole, or between the words of an author who frames it."""
