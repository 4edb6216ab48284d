"""The Bot API: its calls, their errors, its updates and links."""
