"""A file of which all is one person's words: whose, and which paragraphs."""
