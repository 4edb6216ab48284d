"""What operators need of a running bot: upkeep of the database, systemd, health, metrics."""
