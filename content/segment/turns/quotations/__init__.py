"""Who says what a report quotes, by the words around it."""
