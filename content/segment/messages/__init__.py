"""Messages that one person reads aloud for another."""
