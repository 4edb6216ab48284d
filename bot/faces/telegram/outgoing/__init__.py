"""How replies are written for Telegram, and sent."""
