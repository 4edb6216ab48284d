"""Regular expressions of very many words, written so that searching for them is fast."""
