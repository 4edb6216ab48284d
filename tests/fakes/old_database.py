"""Databases as earlier versions made them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.database.migration_steps import MIGRATIONS

SCRIPTS = Path(__file__).parents[1] / "storage" / "database"


def make_version(path: Path, version: int) -> None:
    """Make a database of a version; one of 7 has the village's library and chats."""
    script = SCRIPTS / ("version_7.sql" if version == 7 else "version_1.sql")
    with closing(sqlite3.connect(path)) as old:
        old.executescript(script.read_text(encoding="utf-8"))
        if version != 7:
            for number in range(2, version + 1):
                for statement in MIGRATIONS[number]:
                    old.execute(statement)
            old.execute(f"PRAGMA user_version = {version:d}")
        old.commit()
