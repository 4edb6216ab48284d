"""The engine for one file: SQLite, a writer, a pool of readers, batches, backups."""
