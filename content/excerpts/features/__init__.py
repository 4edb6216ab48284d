"""Features: numbers read from an excerpt, by which its quality is estimated."""
