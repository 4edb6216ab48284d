"""Names: what words of a label or a text are a person's name, an office, a title or a party."""
