"""The command line `rostra`, with all of its commands."""

import argparse
import asyncio
import errno
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from pydantic import ValidationError

from bot.cli.progress import report_error
from bot.cli.stopping import EXIT_STOPPED, run_stoppable
from bot.faces.port import SetupRefusedError
from bot.logs import LogFormat, set_up_logging
from bot.rendering.sanitize import one_line
from bot.settings import (
    Settings,
    describe_faults,
    describe_unknown_settings,
    read_address,
)
from storage.database.address import Address, passwords_of, without_password
from storage.database.errors import ServerLostError, StorageError

log = logging.getLogger(__name__)

_INVALID_CHOICE = re.compile(
    r"invalid choice: '(?P<typed>[^']*)' \(choose from (?P<known>.*)\)"
)
_ADDRESS = re.compile(r"\S+://\S+")

EXIT_REFUSED = 2
"""The exit code for a problem that the operator has to fix."""

EXIT_LOST = 3
"""The exit code where the database server was lost on the way: start the same again."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with its code."""
    options = make_parser().parse_args(arguments)
    try:
        settings = Settings()
    except ValidationError as error:
        for sentence in describe_faults(error):
            _report(sentence)
        sys.exit(EXIT_REFUSED)
    except (UnicodeDecodeError, OSError) as error:
        _report(f".env can't be read ({error}). Save it as plain text in UTF-8.")
        sys.exit(EXIT_REFUSED)
    in_terminal = options.command == "run" and not settings.platforms
    quiet = in_terminal and settings.log_level == "INFO"
    level = "WARNING" if quiet else settings.log_level
    secrets = [*settings.secrets, *_passwords(options)]
    set_up_logging(level, secrets, form=settings.log_format)
    for sentence in describe_unknown_settings():
        log.warning("%s", sentence)
    try:
        code = _run(options, settings)
        sys.stdout.flush()
        sys.exit(code)
    except (StorageError, SetupRefusedError) as error:
        _report(str(error), settings.log_format)
        sys.exit(EXIT_LOST if isinstance(error, ServerLostError) else EXIT_REFUSED)
    except BrokenPipeError:
        # The reader of our output went away; Python would complain at exit.
        _discard_output()
        sys.exit(1)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        complaint = "There is no space left to write to; nothing more was written."
        _report(complaint, settings.log_format)
        _discard_output()
        sys.exit(EXIT_REFUSED)
    except KeyboardInterrupt:
        _report("Stopped.", settings.log_format)
        sys.exit(EXIT_STOPPED)


def _run(options: argparse.Namespace, settings: Settings) -> int:  # noqa: PLR0911 - one a command
    # Each command imports only what it needs: readers of documents and clients of
    # platforms are large, and nobody should wait for what a command does not use.
    # ruff: noqa: PLC0415
    match options.command:
        case "load":
            from bot.cli.load import load

            return run_stoppable(
                load(settings, dry_run=options.dry_run), form=settings.log_format
            )
        case "segment":
            from bot.cli.segment import segment_file

            return segment_file(options.file, as_json=options.json)
        case "import":
            from bot.cli.import_documents import import_files

            return import_files(
                options.files,
                options.output,
                library=settings.library,
                force=options.force,
            )
        case "review":
            from bot.cli.review import review

            return review(
                options.file,
                library=settings.library,
                names=options.names,
                excerpts=options.excerpts,
                everything=options.all,
            )
        case "discord":
            from bot.cli.discord_invite import invite

            return asyncio.run(invite(settings))
        case "backup":
            from bot.cli.backup import make_backup

            return make_backup(settings, options.file, force=options.force)
        case "restore":
            from bot.cli.backup import restore_backup

            return restore_backup(settings, options.file, force=options.force)
        case "copy":
            from bot.cli.copy import copy

            return asyncio.run(
                copy(
                    options.source,
                    options.target,
                    while_used=options.while_used,
                    anew=options.anew,
                )
            )
        case "status":
            from rich.console import Console

            from bot.cli.status import check, status

            show = check if options.check else status
            return asyncio.run(show(settings, Console()))
    from bot.cli.run import serve

    return run_stoppable(serve(settings), form=settings.log_format)


def _passwords(options: argparse.Namespace) -> Iterator[str]:
    """Yield those of the databases that a command names."""
    for name in ("source", "target"):
        if address := getattr(options, name, None):
            yield from passwords_of(address)


def _database(text: str) -> Address:
    """Return the database that a word of the command line names."""
    try:
        return read_address(text)
    except ValueError as error:
        # Of a ValueError, argparse shows the word that was typed, password and all.
        raise argparse.ArgumentTypeError(str(error)) from None


def _discard_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(message: str, form: LogFormat = "console") -> None:
    log.debug("exiting: %s", message)
    report_error(message, log, form=form)


_AddCommand = Callable[[str, str], argparse.ArgumentParser]
"""Adds a command with a summary; returns the parser of its own arguments."""


class _Parser(argparse.ArgumentParser):
    """A parser that quotes what was typed without what acts on a terminal."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the words that were typed, and exit."""
        shown = _ADDRESS.sub(lambda found: without_password(found[0]), message)
        super().error(one_line(shown + _hint(message)))


def _hint(message: str) -> str:
    """Return what to type instead of what argparse complains about, if that is known."""
    if message.startswith("unrecognized arguments"):
        return "; `rostra COMMAND --help` shows what a command takes"
    if found := _INVALID_CHOICE.search(message):
        # Python 3.11 quotes what it knows, 3.13 does not.
        known = [word.strip("' ") for word in found["known"].split(",")]
        if near := get_close_matches(found["typed"], known, n=1):
            return f"; did you mean '{near[0]}'?"
    return ""


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = _Parser(
        prog="rostra",
        description="Serve excerpts of speeches in chat. Settings come from the "
        "environment and from .env; .env.example lists them.",
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"rostra {version('rostra')}",
        help="show which Rostra this is, and leave",
    )
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", help="one of these; run, if left out"
    )

    def add(name: str, summary: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=summary, description=f"{summary}.")

    add("run", "serve each platform whose token is set, else talk here (default)")
    _add_document_commands(add)
    _add_database_commands(add)
    _add_operator_commands(add)
    parser.set_defaults(command="run")
    return parser


def _add_document_commands(add: _AddCommand) -> None:
    """Add what brings documents and transcript files into the library."""
    loading = add("load", "bring the database to what the transcript files say")
    loading.add_argument(
        "--dry-run", action="store_true", help="only show what would change"
    )
    splitting = add("segment", "show whose words a document holds")
    splitting.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a web page, text, Word or PDF file, subtitles, a feed, or a folder",
    )
    splitting.add_argument(
        "--json", action="store_true", help="print a list of segments as JSON"
    )
    importing = add("import", "write a document as a transcript file, to be checked")
    importing.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="documents, folders of them, feeds, or exports of blogs",
    )
    importing.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="where to write it (default: here)",
    )
    importing.add_argument(
        "--force", action="store_true", help="update a file though corrections are lost"
    )
    reviewing = add(
        "review", "settle the doubtful passages of a transcript file, one by one"
    )
    reviewing.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a transcript file, such as mine/talk.md, or a folder of them",
    )
    what = reviewing.add_mutually_exclusive_group()
    what.add_argument(
        "--names",
        action="store_true",
        help="show whose words it holds, put wrong names right, add who is missing",
    )
    what.add_argument(
        "--excerpts",
        action="store_true",
        help="choose which of its excerpts are offered by themselves",
    )
    what.add_argument(
        "--all",
        action="store_true",
        help="ask about what nobody was given, too, such as commentary",
    )


def _add_database_commands(add: _AddCommand) -> None:
    """Add what copies the whole database."""
    backing_up = add("backup", "copy the database, also while a bot runs on it")
    backing_up.add_argument(
        "file", type=Path, metavar="FILE", help="where to write the copy"
    )
    backing_up.add_argument(
        "--force", action="store_true", help="replace a file that is there"
    )
    restoring = add(
        "restore", "put a backup in the place of the database; stop the bot first"
    )
    restoring.add_argument(
        "file", type=Path, metavar="FILE", help="what `rostra backup` wrote"
    )
    restoring.add_argument(
        "--force",
        action="store_true",
        help="set aside what is there, even if it is damaged or no database of Rostra",
    )
    copying = add(
        "copy", "copy all of a database into another, such as a file's into a server's"
    )
    for name, what in (
        (
            "source",
            "what to copy, as ROSTRA_DATABASE names it: a file or postgresql://…",
        ),
        ("target", "where to: a new file, or an empty database on a server"),
    ):
        copying.add_argument(name, type=_database, metavar=name.upper(), help=what)
    copying.add_argument(
        "--while-used",
        action="store_true",
        help="copy what is there now, although a bot goes on using the source",
    )
    copying.add_argument(
        "--anew",
        action="store_true",
        help="empty the target of what an unfinished copy has left, and begin again",
    )


def _add_operator_commands(add: _AddCommand) -> None:
    """Add what tells operators about a bot."""
    showing = add(
        "status", "show how a running bot is doing; exit code 0 if it is ready"
    )
    showing.add_argument(
        "--check", action="store_true", help="one line, for whoever restarts bots"
    )
    inviting = "print the links that add the bot to a server or an account"
    add("discord", "what a Discord bot needs").add_subparsers(
        dest="what", metavar="WHAT", required=True, help="what to do"
    ).add_parser("invite", help=inviting, description=f"{inviting}.")
