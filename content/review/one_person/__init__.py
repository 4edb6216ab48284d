"""A file of which all is one person's: whose it may be, which paragraphs, and the answer."""
