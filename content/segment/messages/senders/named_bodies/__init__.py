"""Which body an announcement names as the sender, by a word for what it is."""
