"""What can be asked, in the order in which menus list it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Describe one command.

    Attributes:
        name: Without a slash, lower case.
        usage: With its words, for the help page.
        summary: What it does, in one short line.
        admin: Only administrators of the library may use it.
        menu: Menus and completion list it; the others are mostly pressed.
    """

    name: str
    usage: str
    summary: str
    admin: bool = False
    menu: bool = True


COMMANDS = (
    Command(
        name="quote",
        usage="/quote [speaker] [about words]",
        summary="an excerpt at random, of one speaker, about something",
    ),
    Command(
        name="topic",
        usage="/topic <words>",
        summary="what was said about a subject, best first",
    ),
    Command(
        name="topics",
        usage="/topics [speaker or words]",
        summary="what this library is about",
    ),
    Command(
        name="speakers",
        usage="/speakers [name or page]",
        summary="who speaks in this library",
    ),
    Command(
        name="daily",
        usage="/daily [on 08:30 Europe/Berlin | off | status | speaker … | topic … | all | every …]",
        summary="today's excerpt, and when and what comes by itself",
    ),
    Command(
        name="comments",
        usage="/comments [id]",
        summary="what people say about an excerpt",
    ),
    Command(
        name="comment",
        usage="/comment <text>",
        summary="say something about the excerpt shown last; >12 answers comment 12",
    ),
    Command(
        name="uncomment",
        usage="/uncomment <number>",
        summary="take back a comment of yours",
        menu=False,
    ),
    Command(
        name="excerpt",
        usage="/excerpt <id>",
        summary="the excerpt with this id",
        menu=False,
    ),
    Command(
        name="context",
        usage="/context [id]",
        summary="what was said just before and after",
        menu=False,
    ),
    Command(
        name="source",
        usage="/source [id]",
        summary="where an excerpt is from, and under what licence",
        menu=False,
    ),
    Command(name="start", usage="/start", summary="what this is", menu=False),
    Command(name="help", usage="/help", summary="all commands"),
    Command(
        name="reload",
        usage="/reload [check]",
        summary="read the transcript files again; check only shows what would change",
        admin=True,
        menu=False,
    ),
)
