"""The engine for several processes: PostgreSQL by asyncpg, its dialect, locks and errors."""
