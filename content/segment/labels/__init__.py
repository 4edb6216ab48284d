"""Speaker labels: finding them, and reading the names and offices in them."""
