"""Names in scripts that have no capitals."""
