"""Which body sent a text, as its announcement, heading, words and signature name it."""
