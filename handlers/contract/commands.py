"""The table of commands, in the order in which menus list them."""

from dataclasses import replace

from handlers.contract.parameters import Command, Kind, Parameter, Subcommand

_ID = Parameter(
    name="id",
    kind=Kind.EXCERPT,
    summary="an excerpt's id, such as 7K3M9QXA; the one shown last if left out",
)
_TIME = Parameter(name="time", kind=Kind.TIME, summary="the hour, such as 08:30 or 7pm")
_ZONE = Parameter(
    name="zone",
    kind=Kind.ZONE,
    summary="a city, a country, an IANA zone or an offset such as +05:30",
)
_DAYS = Parameter(
    name="days",
    kind=Kind.DAYS,
    summary="days of the week, such as mon-fri or saturday, sunday",
    marker="every",
)

COMMANDS = (
    Command(
        name="quote",
        summary="an excerpt at random, of one speaker, about something",
        parameters=(
            Parameter(name="speaker", kind=Kind.SPEAKER, summary="whose words"),
            Parameter(
                name="about",
                kind=Kind.TOPIC,
                summary="what about",
                marker="about",
                display="[about words]",
            ),
        ),
        words_are="a speaker's name",
    ),
    Command(
        name="topic",
        summary="what was said about a subject, best first",
        parameters=(
            Parameter(
                name="words",
                kind=Kind.TOPIC,
                summary="a word or a few, “words as they stand”, speaker:name, after:1940",
                required=True,
            ),
        ),
        words_are="a subject",
    ),
    Command(
        name="topics",
        summary="what this library is about",
        parameters=(
            Parameter(
                name="about",
                kind=Kind.SPEAKER_OR_TOPIC,
                summary="whose topics, or words that topics are near to",
                display="[speaker or words]",
            ),
        ),
        words_are="a speaker's name",
    ),
    Command(
        name="speakers",
        summary="who speaks in this library",
        parameters=(
            Parameter(
                name="name",
                kind=Kind.SPEAKER,
                summary="who is called so",
                display="[name or page]",
            ),
            Parameter(
                name="page",
                kind=Kind.PAGE,
                summary="the number of a page, counted from 1",
                display="",
            ),
        ),
        words_are="a speaker's name",
    ),
    Command(
        name="daily",
        summary="today's excerpt, and when and what comes by itself",
        subcommands=(
            Subcommand(name="now", summary="today's excerpt", display=""),
            Subcommand(
                name="on",
                summary="let an excerpt come by itself every day",
                parameters=(_TIME, _ZONE, _DAYS),
                display="on 08:30 Europe/Berlin",
            ),
            Subcommand(name="off", summary="let none come by itself any more"),
            Subcommand(name="status", summary="when the next one comes, and from what"),
            Subcommand(
                name="speaker",
                summary="draw it from the words of one speaker",
                parameters=(
                    Parameter(
                        name="speaker",
                        kind=Kind.SPEAKER,
                        summary="whose words",
                        required=True,
                    ),
                ),
                words_are="a name",
            ),
            Subcommand(
                name="topic",
                summary="draw it from what was said about something",
                parameters=(
                    Parameter(
                        name="words",
                        kind=Kind.TOPIC,
                        summary="a word or a few",
                        required=True,
                    ),
                ),
                words_are="a topic",
            ),
            Subcommand(name="all", summary="draw it from the whole library"),
            Subcommand(
                name="every",
                summary="let it come on some days of the week only",
                parameters=(replace(_DAYS, required=True), _TIME, _ZONE),
                words_are="days of the week",
            ),
        ),
        words_are="an hour and a zone",
    ),
    Command(
        name="comments", summary="what people say about an excerpt", parameters=(_ID,)
    ),
    Command(
        name="comment",
        summary="say something about the excerpt shown last; >12 answers comment 12",
        parameters=(
            Parameter(
                name="answer_to",
                kind=Kind.COMMENT,
                summary="the number of a comment to answer",
                marker=">",
                display="",
            ),
            Parameter(name="text", kind=Kind.TEXT, summary="your words", required=True),
        ),
    ),
    Command(
        name="uncomment",
        summary="take back a comment of yours",
        parameters=(
            Parameter(
                name="number",
                kind=Kind.COMMENT,
                summary="the number that stands before your name in the comments",
                required=True,
            ),
        ),
        menu=False,
    ),
    Command(
        name="excerpt",
        summary="the excerpt with this id",
        parameters=(replace(_ID, required=True),),
        menu=False,
    ),
    Command(
        name="context",
        summary="what was said just before and after",
        parameters=(_ID,),
        menu=False,
    ),
    Command(
        name="source",
        summary="where an excerpt is from, and under what licence",
        parameters=(_ID,),
        menu=False,
    ),
    Command(name="start", summary="what this is", menu=False),
    Command(name="help", summary="all commands"),
    Command(
        name="reload",
        summary="read the transcript files again; check only shows what would change",
        parameters=(
            Parameter(
                name="mode",
                kind=Kind.CHOICE,
                summary="check only shows what would change",
                choices=("check",),
            ),
        ),
        admin=True,
        menu=False,
    ),
)
"""To add a command: write `handlers/<name>.py`, add its entry here, and name its handler
in `HANDLERS` of `bot/app.py`. Reading its words, `/help`, menus and completion follow
from the entry.
"""

COMMANDS_BY_NAME = {command.name: command for command in COMMANDS}
