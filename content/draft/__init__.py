"""A segmented document becomes a draft transcript for a person to check."""
