"""`/daily` and the digest."""
