"""In which grammatical case running text names somebody, and the nominative."""
