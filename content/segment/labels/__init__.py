"""Speaker labels: find them, and read the names and offices in them."""
