"""Documents become transcripts, transcripts become excerpts; pure, no I/O beyond files."""
