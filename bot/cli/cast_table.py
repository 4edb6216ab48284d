"""Tables of a transcript's voices, paragraphs and labels, for who imports or reviews it."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from bot.rendering.sanitize import one_line
from content.model import Transcript
from content.review import CastVoice, Paragraph, Step, TaughtLabel
from content.review.cast import count_nobodys
from content.review.one_person.paragraphs import parse_numbers, shown_numbers
from handlers.library.review.names.wording import (
    describe_doubt,
    describe_nobodys,
    describe_owner,
)

MAX_VOICES_SHOWN = 60
"""Voices in a table; the others are counted."""

MAX_PARAGRAPHS_SHOWN = 24

_MAX_NAME_WIDTH = 40
_NUMBERS_WIDTH, _DOUBT_WIDTH = 22, 10
_MIN_OPENING_WIDTH = 16
_NEW = " (new)"


def cast_table(
    voices: Mapping[int, CastVoice],
    transcript: Transcript,
    *,
    width: int,
    left_out: int = 0,
) -> Table:
    """Return a table of voices by their numbers, and of what is nobody's.

    Args:
        voices: The voices.
        transcript: Which has them.
        width: Of the terminal.
        left_out: Words of page furniture that are not in it.
    """
    table = Table(box=None, pad_edge=False)
    table.add_column("", justify="right", style="bold cyan")
    table.add_column("voice", overflow="fold", max_width=_MAX_NAME_WIDTH)
    table.add_column("turns", justify="right")
    table.add_column("words", justify="right")
    doubtful = any(voice.doubtful for voice in voices.values())
    if doubtful:
        table.add_column("doubtful", justify="right", style="yellow")
    table.add_column("first words", style="dim")
    shown = list(voices.items())[:MAX_VOICES_SHOWN]
    names = {number: _name(voice) for number, voice in shown}
    widest = max((name.cell_len for name in names.values()), default=0)
    beside = _NUMBERS_WIDTH + _DOUBT_WIDTH * doubtful
    room = width - min(widest, _MAX_NAME_WIDTH) - beside
    for number, voice in shown:
        doubt = [describe_doubt(voice)] if doubtful else []
        opening = Text(one_line(voice.opening))
        opening.truncate(max(_MIN_OPENING_WIDTH, room), overflow="ellipsis")
        table.add_row(
            f"{number}",
            names[number],
            f"{voice.turns:,}",
            f"{voice.words:,}",
            *doubt,
            opening,
        )
    if (more := len(voices) - MAX_VOICES_SHOWN) > 0:
        table.add_row("", f"… and {more:,} more")
    nobodys = {
        describe_nobodys(kind): count
        for kind, count in count_nobodys(transcript).items()
    }
    if left_out:
        nobodys["left out: page furniture"] = left_out
    for what, words in nobodys.items():
        table.add_row("", Text(what, "dim"), "", Text(f"{words:,}", "dim"))
    return table


def paragraph_lines(
    paragraphs: Sequence[Paragraph], given: Step | None, *, width: int
) -> Iterator[Text]:
    """Yield the first words of paragraphs by numbers from 1, with a * before a person's.

    Args:
        paragraphs: As they were before they were given to the person.
        given: The answer that said whose they are; None for none.
        width: Of the terminal.
    """
    theirs = parse_numbers(given.paragraphs) if given else []
    own, before = {*theirs}, -1
    for n in shown_numbers(len(paragraphs), theirs, MAX_PARAGRAPHS_SHOWN):
        if n > before + 1:
            yield Text("        …", "dim")
        before = n
        owner = describe_owner(
            paragraphs[n], given.person if given and n in own else ""
        )
        line = Text.assemble(
            (f"  {'*' if n in own else ' '} {n + 1:3}", "bold cyan"),
            (f"  {one_line(owner)}" if owner else "", "yellow"),
            (f"  {one_line(paragraphs[n].text)}", "" if n in own else "dim"),
        )
        line.truncate(width, overflow="ellipsis")
        yield line


def label_table(found: TaughtLabel, left_out: Collection[int], *, width: int) -> Table:
    """Return a table of who speaks under labels like one, by numbers from 1.

    Args:
        found: The labels.
        left_out: Voices that are none, by their numbers from 0.
        width: Of the terminal.
    """
    table = Table(box=None, pad_edge=False)
    table.add_column("", justify="right", style="bold cyan")
    table.add_column(f"like {one_line(found.printed)}", overflow="fold", max_width=40)
    table.add_column("turns", justify="right")
    table.add_column("first words", style="dim")
    widest = max(len(voice.name) for voice in found.voices) + len(_NEW)
    room = width - min(widest, _MAX_NAME_WIDTH) - _NUMBERS_WIDTH
    for number, voice in enumerate(found.voices[:MAX_VOICES_SHOWN]):
        name = Text(one_line(voice.name))
        name.append("" if voice.known else _NEW, "dim")
        opening = Text(one_line(voice.opening))
        if number in left_out:
            name, opening = Text(f"({one_line(voice.name)}: nobody)", "dim"), Text("")
        opening.truncate(max(_MIN_OPENING_WIDTH, room), overflow="ellipsis")
        table.add_row(f"{number + 1}", name, f"{len(voice.lines):,}", opening)
    if (more := len(found.voices) - MAX_VOICES_SHOWN) > 0:
        table.add_row("", f"… and {more:,} more")
    return table


def _name(voice: CastVoice) -> Text:
    """Return a name, and small beside it the role, or that it is none."""
    role = "no name" if voice.speaker.voice else one_line(voice.speaker.role)
    beside = f" ({role})" if role else ""
    return Text.assemble(one_line(voice.name), (beside, "dim"))
