"""Looking for words, subjects, people and quotes."""
