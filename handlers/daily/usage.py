"""Say what goes with `/daily`, and offer what was nearly typed."""

from rapidfuzz import fuzz, process

from handlers.contract.commands import COMMANDS_BY_NAME
from handlers.contract.reply import Reply
from handlers.schedule.clock import read_hour
from handlers.schedule.timetable import read_timetable
from handlers.text.phrasing import press, sentence, shortened

SUBCOMMANDS = [each.name for each in COMMANDS_BY_NAME["daily"].subcommands]

NEAR = 75.0
"""Likeness (0 to 100) from which a word is taken for a slip of another."""


def usage(words: str) -> Reply:
    """Say what may follow the command, where its words begin with nothing known."""
    text = (
        "/daily shows today's excerpt. /daily on 08:30 Europe/Berlin and /daily off say "
        "whether it comes by itself; /daily speaker, topic or all, what it draws from; "
        "/daily every weekday, on which days."
    )
    offered = []
    if meant := _meant(words):
        label = f"/daily {shortened(meant, 60)}"
        text = f"Did you mean {label}? {text}"
        offered.append(press(label, "daily", words=meant))
    return sentence(
        text,
        *offered,
        press("Today's excerpt", "daily"),
        press("Status", "daily", words="status"),
    )


def _meant(words: str) -> str:
    """Return what would be understood and is near; empty for nothing.

    >>> _meant("of"), _meant("topics peace")
    ('off', 'topic peace')
    >>> _meant("at 8:30 Berlin"), _meant("tomorrow")
    ('on 8:30 Berlin', '')
    """
    verb, _, rest = words.partition(" ")
    # The longest first: "of" is as near to "on" as to "off", which it begins.
    known = sorted(SUBCOMMANDS, key=len, reverse=True)
    near = process.extractOne(
        verb.casefold(), known, scorer=fuzz.ratio, score_cutoff=NEAR
    )
    if near:
        return f"{near[0]} {rest}".strip()
    hour = rest if verb.casefold() == "at" else words
    begins = read_hour("".join(hour.split()[:1]))
    return f"on {hour}" if begins and not read_timetable(hour).second else ""
