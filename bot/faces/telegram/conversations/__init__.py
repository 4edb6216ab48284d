"""Who asks what on Telegram, and what answers it."""
