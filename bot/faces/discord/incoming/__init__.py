"""How events reach the bot, and how they are read as requests."""
