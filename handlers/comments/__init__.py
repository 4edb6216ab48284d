"""Comments: read, written, taken back."""
