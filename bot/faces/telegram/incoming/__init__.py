"""How updates reach the bot, and how they are read as requests."""
