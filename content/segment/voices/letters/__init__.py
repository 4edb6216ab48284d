"""Pages of letters and other texts, each of which its writer signs."""
