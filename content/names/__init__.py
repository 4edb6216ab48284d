"""People by name: aliases, initials, other scripts, misspellings."""
