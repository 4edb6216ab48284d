"""Letters, words and sentences of many languages; the word lists are data."""
