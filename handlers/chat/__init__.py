"""The chat itself: how to begin, its settings, what is kept of people."""
