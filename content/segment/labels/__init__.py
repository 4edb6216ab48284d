"""Speaker labels: find them, and take them apart from fields, signatures and lists."""
