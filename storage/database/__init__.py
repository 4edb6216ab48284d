"""The database engine: connections, batches, schema, migrations, errors, time."""
