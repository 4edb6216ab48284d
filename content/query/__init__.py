"""The query that people type: parsed, restricted, and marked in what is found."""
