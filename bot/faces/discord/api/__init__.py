"""Discord's API: its calls, their errors, and what they need."""
