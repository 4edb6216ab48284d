"""What minutes are known by: who speaks in them, and what nobody does."""
