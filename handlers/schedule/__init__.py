"""Hours, days and time zones as people type them."""
