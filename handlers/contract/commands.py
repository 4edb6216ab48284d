"""The table of commands, in the order in which menus list them."""

from dataclasses import replace

from handlers.contract.parameters import Command, Kind, Parameter, Subcommand

SLASHES = ("/", "／")
"""What a command begins with; keyboards for Chinese and Japanese type the second one."""

_ID = Parameter(
    "id",
    Kind.EXCERPT,
    "an excerpt's id, such as 7K3M9QXA; the one shown last if left out",
)
_KEPT = replace(
    _ID, summary="the id of an excerpt that you keep, such as 7K3M9QXA", required=True
)
_LISTED = Parameter(
    "words", Kind.WORDS, "what the list was about", marker="of", pressed=True
)
_ASKED = Parameter(
    "asked",
    Kind.WORDS,
    "what the excerpt was an answer to",
    marker="asked",
    pressed=True,
)
_TIME = Parameter("time", Kind.TIME, "the hour, such as 08:30 or 7pm")
_ZONE = Parameter(
    "zone", Kind.ZONE, "a city, a country, an IANA zone or an offset such as +05:30"
)
_DAYS = Parameter(
    "days",
    Kind.DAYS,
    "days of the week, such as mon-fri or saturday, sunday",
    marker="every",
)
_SOUND = Parameter(
    "sound", Kind.CHOICE, "quiet for no sound, loud for one", choices=("quiet", "loud")
)
_ABOUT = Parameter(
    "about", Kind.TOPIC, "what about", marker="about", display="[about words]"
)
_THESE = Parameter(
    "these", Kind.WORDS, "ids of several excerpts", marker="these", pressed=True
)
_STEP = Parameter(
    "step",
    Kind.WORDS,
    "what a button does",
    marker="step",
    pressed=True,
    changes=True,
)
_WHOM = Parameter(
    "whom",
    Kind.CHOICE,
    "everybody, by administrators of the library; this chat if left out",
    choices=("everybody",),
    marker="for",
    display="[for everybody]",
)
_PAGE = Parameter("page", Kind.PAGE, "the number of a page, counted from 1", display="")

COMMANDS = (
    Command(
        "quote",
        "an excerpt at random, of one speaker, about something",
        parameters=(
            Parameter("speaker", Kind.SPEAKER, "whose words"),
            _ABOUT,
        ),
        words_are="a speaker's name",
    ),
    Command(
        "random",
        "an excerpt at random, of anybody",
        parameters=(_ABOUT,),
        words_are="a subject",
    ),
    Command(
        "topic",
        "what was said about a subject, best first",
        parameters=(
            Parameter(
                "words",
                Kind.TOPIC,
                "a word or a few, “words as they stand”, speaker:name, after:1940",
                required=True,
            ),
        ),
        words_are="a subject",
    ),
    Command(
        "check",
        "whether somebody said this, and who",
        parameters=(
            Parameter(
                "words",
                Kind.TEXT,
                "a quote, with or without a name: Lincoln: “we can not escape history”",
                required=True,
            ),
        ),
    ),
    Command(
        "topics",
        "what this library is about",
        parameters=(
            Parameter(
                "about",
                Kind.SPEAKER_OR_TOPIC,
                "whose topics, or words that topics are near to",
                display="[speaker, words or page]",
            ),
            _PAGE,
        ),
        words_are="a speaker's name",
    ),
    Command(
        "speakers",
        "who speaks in this library",
        parameters=(
            Parameter(
                "name", Kind.SPEAKER, "who is called so", display="[name or page]"
            ),
            _PAGE,
        ),
        words_are="a speaker's name",
    ),
    Command(
        "daily",
        "today's excerpt, and when and what comes by itself",
        undelivered="today's excerpt, and what it is drawn from",
        subcommands=(
            Subcommand("now", "today's excerpt", display=""),
            Subcommand(
                "on",
                "let an excerpt come by itself every day",
                parameters=(_TIME, _ZONE, _DAYS, _SOUND),
                display="on 08:30 Europe/Berlin",
                changes=True,
                by_itself=True,
            ),
            Subcommand(
                "off", "let none come by itself any more", changes=True, by_itself=True
            ),
            Subcommand(
                "status", "when the next one comes, and from what", by_itself=True
            ),
            Subcommand(
                "speaker",
                "draw it from the words of one speaker",
                parameters=(
                    Parameter("speaker", Kind.SPEAKER, "whose words", required=True),
                ),
                words_are="a name",
                changes=True,
            ),
            Subcommand(
                "topic",
                "draw it from what was said about something",
                parameters=(
                    Parameter("words", Kind.TOPIC, "a word or a few", required=True),
                ),
                words_are="a topic",
                changes=True,
            ),
            Subcommand("all", "draw it from the whole library", changes=True),
            Subcommand(
                "every",
                "let it come on some days of the week only",
                parameters=(replace(_DAYS, required=True), _TIME, _ZONE, _SOUND),
                words_are="days of the week",
                changes=True,
                by_itself=True,
            ),
            Subcommand(
                "ping",
                "choose a role that it pings when it comes by itself",
                parameters=(
                    Parameter("role", Kind.ROLE, "the role to ping; none to see which"),
                ),
                display="",
                words_are="a role",
                changes=True,
            ),
            Subcommand(
                "quiet",
                "whether it comes without a sound",
                parameters=(
                    Parameter(
                        "wanted",
                        Kind.CHOICE,
                        "on for no sound, off for one",
                        choices=("on", "off"),
                        required=True,
                    ),
                ),
                changes=True,
                by_itself=True,
            ),
        ),
        words_are="an hour and a zone",
    ),
    Command(
        "comments",
        "what people say about an excerpt",
        parameters=(
            _ID,
            Parameter(
                "where",
                Kind.CHOICE,
                "whether comments open a thread of their own, or are shown in the chat",
                choices=("threads", "chat"),
                marker="in",
                display="",
                changes=True,
            ),
            Parameter(
                "number",
                Kind.COMMENT,
                "the number of a comment to read whole",
                marker=">",
                pressed=True,
            ),
            _ASKED,
        ),
    ),
    Command(
        "comment",
        "say something about the excerpt shown last; >12 answers comment 12",
        parameters=(
            Parameter(
                "answer_to",
                Kind.COMMENT,
                "the number of a comment to answer",
                marker=">",
                display="",
            ),
            Parameter("text", Kind.TEXT, "your words", required=True),
        ),
        changes=True,
    ),
    Command(
        "uncomment",
        "take back a comment of yours",
        parameters=(
            Parameter(
                "number",
                Kind.COMMENT,
                "the number that stands before your name in the comments",
                required=True,
            ),
        ),
        menu=False,
        changes=True,
    ),
    Command(
        "excerpt",
        "the excerpt with this id",
        parameters=(replace(_ID, required=True), _ASKED),
        menu=False,
    ),
    Command(
        "context",
        "what was said just before and after",
        parameters=(_ID, _ASKED),
        menu=False,
    ),
    Command(
        "source",
        "where an excerpt is from, and under what licence",
        parameters=(_ID, _ASKED),
        menu=False,
    ),
    Command(
        "cite",
        "an excerpt cited in a style, to be copied",
        parameters=(
            _ID,
            Parameter(
                "style",
                Kind.CHOICE,
                "apa, mla, chicago, bibtex, csl or markdown; apa if left out",
                choices=("apa", "mla", "chicago", "bibtex", "csl", "markdown"),
                marker="as",
                display="[as bibtex]",
            ),
        ),
        menu=False,
    ),
    Command(
        "save",
        "keep an excerpt, for you alone",
        parameters=(_ID,),
        personal=True,
        changes=True,
    ),
    Command(
        "saved",
        "what you keep, newest first",
        subcommands=(
            Subcommand(
                "list",
                "what you keep, newest first",
                parameters=(
                    Parameter(
                        "page", Kind.PAGE, "the number of a page, counted from 1"
                    ),
                    Parameter("words", Kind.WORDS, "words that all of it has"),
                ),
                display="page or words",
            ),
            Subcommand(
                "open", "one excerpt that you keep", parameters=(_KEPT,), display=""
            ),
            Subcommand(
                "remove",
                "keep an excerpt no longer",
                parameters=(_KEPT, _LISTED),
                display="remove id",
                changes=True,
            ),
            Subcommand(
                "restore",
                "bring back what you removed within a day",
                parameters=(_KEPT, _LISTED),
                display="",
                changes=True,
            ),
            Subcommand(
                "link",
                "have one list on two platforms",
                parameters=(
                    Parameter(
                        "code", Kind.WORDS, "the code of the other one; none for a code"
                    ),
                ),
                display="link",
                changes=True,
            ),
            Subcommand(
                "unlink", "have a list of your own here", display="", changes=True
            ),
        ),
        words_are="words to look for",
        personal=True,
    ),
    Command(
        "export",
        "what you keep, as a file; or all that is kept of you",
        parameters=(
            Parameter(
                "form",
                Kind.CHOICE,
                "markdown, csv or json for what you keep; me for all that is kept of you",
                choices=("markdown", "csv", "json", "me"),
            ),
        ),
        personal=True,
    ),
    Command(
        "forget",
        "remove all that is kept of you, once you have seen what that is",
        parameters=(
            Parameter("who", Kind.CHOICE, "yourself", choices=("me",), display="me"),
            _STEP,
        ),
        personal=True,
        menu=False,
    ),
    Command(
        "hide",
        "never offer an excerpt in this chat again",
        parameters=(
            _ID,
            _THESE,
            _WHOM,
        ),
        menu=False,
        manages=True,
        changes=True,
    ),
    Command(
        "unhide",
        "offer a hidden excerpt again",
        parameters=(
            _ID,
            _THESE,
            replace(
                _WHOM,
                summary="everybody, or this chat if left out; all is all that it has hidden",
                choices=("everybody", "all"),
            ),
        ),
        menu=False,
        manages=True,
        changes=True,
    ),
    Command(
        "hidden",
        "what is hidden in this chat, to be offered again",
        parameters=(
            _PAGE,
            replace(
                _WHOM,
                summary="everybody, for administrators of the library; this chat if left out",
                display="[page] [for everybody]",
            ),
            _STEP,
        ),
        menu=False,
        manages=True,
    ),
    Command(
        "mute",
        "never offer a speaker's words in this chat",
        parameters=(Parameter("speaker", Kind.SPEAKER, "whose words", required=True),),
        words_are="a speaker's name",
        menu=False,
        manages=True,
        changes=True,
    ),
    Command(
        "unmute",
        "offer a muted speaker's words in this chat again",
        parameters=(
            Parameter("speaker", Kind.SPEAKER, "whose words; asks if left out"),
        ),
        words_are="a speaker's name",
        menu=False,
        manages=True,
        changes=True,
    ),
    Command(
        "settings",
        "what comes by itself in this chat, when, and how",
        parameters=(
            _STEP,
            Parameter("value", Kind.WORDS, "what was written for it", pressed=True),
        ),
        manages=True,
        by_itself=True,
    ),
    Command(
        "stop",
        "end what comes by itself in this chat",
        manages=True,
        changes=True,
        by_itself=True,
    ),
    Command("privacy", "what is kept of you and of this chat, and for how long"),
    Command("cancel", "leave what was begun and not finished"),
    Command(
        "start",
        "what this is",
        parameters=(
            Parameter(
                "id", Kind.EXCERPT, "the excerpt that a link opens", pressed=True
            ),
        ),
        menu=False,
    ),
    Command(
        "help",
        "all commands, or what one takes",
        parameters=(
            Parameter("command", Kind.COMMAND, "one of them; all if left out"),
        ),
    ),
    Command(
        "reload",
        "read the transcript files again; check only shows what would change",
        parameters=(
            Parameter(
                "mode",
                Kind.CHOICE,
                "check only shows what would change",
                choices=("check",),
            ),
        ),
        admin=True,
        menu=False,
        changes=True,
    ),
    Command(
        "import",
        "make a transcript of a document, to be reviewed and loaded",
        parameters=(
            Parameter(
                "document",
                Kind.FILE,
                "a web page, text, Word or PDF file, or subtitles",
            ),
            replace(_STEP, changes=False),
        ),
        admin=True,
        menu=False,
        changes=True,
    ),
    Command(
        "review",
        "settle the doubtful passages of a transcript file, one by one",
        parameters=(
            Parameter(
                "file",
                Kind.TRANSCRIPT,
                "a transcript file, such as bridge-opening-2031; all if left out",
            ),
            _STEP,
            Parameter("name", Kind.WORDS, "a new speaker's name", pressed=True),
        ),
        admin=True,
        menu=False,
    ),
)
"""To add a command: write `handlers/<room>/<name>.py`, add its entry here, and name its handler
in `HANDLERS` of `bot/wiring.py`. Reading its words, `/help`, menus and completion follow
from the entry.
"""

COMMANDS_BY_NAME = {command.name: command for command in COMMANDS}
