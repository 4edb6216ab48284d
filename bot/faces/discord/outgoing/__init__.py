"""How replies are written for Discord, and sent."""
