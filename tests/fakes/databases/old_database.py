"""Databases as earlier versions made them.

    python -m tests.fakes.databases.old_database

writes the script of the current schema, before it is changed.
"""

import sqlite3
import textwrap
from contextlib import closing
from pathlib import Path

from storage.database.schema import SCHEMA, VERSION

SCRIPTS = Path(__file__).parents[2] / "storage" / "database"
SCHEMAS = SCRIPTS / "schemas"
"""A script for each schema that there ever was; several had the same version."""


def make_version_7(path: Path) -> None:
    """Make a database of version 7 with the village's library and chats."""
    _make(path, SCRIPTS / "version_7.sql")


def make_schema(path: Path, name: str) -> None:
    """Make a database without a library, of a schema in `SCHEMAS`.

    A chat has chosen a digest and written a comment there, and has a long button.
    """
    _make(path, SCHEMAS / f"{name}.sql")
    with closing(sqlite3.connect(path)) as old:
        words = old.execute(
            "SELECT name FROM sqlite_master WHERE name IN ('phrases', 'button_words')"
        ).fetchone()[0]
        old.execute("INSERT INTO chats (id, key) VALUES (7, 'telegram:1')")
        old.execute(
            """
            INSERT INTO subscriptions (chat_id, thread, active, time, zone, changed)
            VALUES (7, '', 1, '08:30', 'Europe/Berlin', '2026-11-20T08:00:00.000+00:00')
            """
        )
        for id_, parent in ((1, None), (2, 1)):
            old.execute(
                """
                INSERT INTO comments
                    (id, slug, excerpt_id, parent_id, chat, author, written, text)
                VALUES (?, 'floods', 'abcd1234', ?, 'telegram:1', 'Ada', '2026-11-20', ?)
                """,
                (id_, parent, f"Comment {id_}."),
            )
        columns = old.execute("SELECT name FROM pragma_table_info('comments')")
        if ("path",) in columns.fetchall():
            # Since version 13, who writes a comment places it in its thread.
            old.execute("UPDATE comments SET path = '0000000001', answered = 1")
            old.execute(
                """
                UPDATE comments SET path = '00000000010000000002', answered = 0
                WHERE id = 2
                """
            )
        old.execute(
            f"INSERT INTO {words} (key, words) VALUES ('=0011', 'long words')"  # noqa: S608 - one of two
        )
        old.commit()


def _make(path: Path, script: Path) -> None:
    with closing(sqlite3.connect(path)) as old:
        old.executescript(script.read_text(encoding="utf-8"))
        old.commit()


def write_script() -> Path:
    """Write the script that makes the current schema; return where it is."""
    path = SCHEMAS / f"{VERSION:02}.sql"
    made = (f"{textwrap.dedent(statement).strip()};\n" for statement in SCHEMA)
    path.write_text("".join(made) + f"PRAGMA user_version = {VERSION};\n")
    return path


if __name__ == "__main__":
    write_script()
