"""Who asks what on Discord, and what answers it."""
