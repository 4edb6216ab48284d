"""Loads of transcripts, in a worker process while others are answered."""
