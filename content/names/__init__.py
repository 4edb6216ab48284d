"""People by name: aliases, initials, other scripts, slips of the pen."""
