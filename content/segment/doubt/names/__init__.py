"""The names of speakers: their forms, where the document has them, and what that tells."""
