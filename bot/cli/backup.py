"""`rostra backup` and `rostra restore`: a database copied, and put back."""

import shlex
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.progress import progress_bar
from bot.rendering.sanitize import one_line
from bot.settings import Settings
from storage.database.errors import StorageError
from storage.database.sqlite.backup import back_up, restore


def make_backup(settings: Settings, target: Path, *, force: bool) -> int:
    """Copy the database, also while a bot runs on it, and say where it is.

    Raises:
        StorageError: There is none, or the copy can't be made.
    """
    database = _file_of(settings)
    with progress_bar(lines=settings.log_format != "json") as notice:
        size = back_up(
            database,
            target,
            force=force,
            progress=lambda done, total: notice("Copying", done, total),
        )
    back = f"`rostra restore {_as_typed(target)}` puts it back."
    print(one_line(f"{target}: {size:,} bytes, checked. {back}"))  # noqa: T201 - the answer
    return 0


def restore_backup(settings: Settings, backup: Path, *, force: bool) -> int:
    """Put a backup in the place of the database, and say where that is kept.

    Raises:
        StorageError: The backup can't be used, or something uses the database, or what
            is there is none and was not to be set aside.
    """
    database = _file_of(settings)
    with progress_bar(lines=settings.log_format != "json") as notice:
        aside = restore(
            backup,
            database,
            now=datetime.now(UTC),
            force=force,
            progress=lambda done, total: notice("Copying", done, total),
        )
    kept = f" What was there is kept as {aside}." if aside else ""
    print(one_line(f"{database} is what {backup} holds.{kept}"))  # noqa: T201 - the answer
    return 0


def _as_typed(path: Path) -> str:
    """Return a path as one argument that a person can type in a shell.

    >>> _as_typed(Path("monday.db")), _as_typed(Path("my copy.db")), _as_typed(Path("-x.db"))
    ('monday.db', "'my copy.db'", './-x.db')
    """
    text = str(path)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)


def _file_of(settings: Settings) -> Path:
    """Return the file of the database.

    Raises:
        StorageError: It is on a server.
    """
    if isinstance(settings.database, Path):
        return settings.database
    raise StorageError(
        f"The database {settings.database} is PostgreSQL's, whose own tools copy it: "
        "pg_dump --format=custom writes a backup while bots run, and pg_restore --clean "
        "puts it back once they are stopped."
    )
