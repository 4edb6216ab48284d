"""The library, for its administrators: loading, importing, reviewing."""
