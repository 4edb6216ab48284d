"""Loading transcripts: one swap, in a process of its own while serving."""
