"""Draft transcripts, made of segmented documents for a person to check."""
