"""Where a text by somebody else is announced, or shows by itself, and where it starts."""
