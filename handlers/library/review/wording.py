"""Doubtful passages and the answers to them, as they are worded everywhere."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from content.model import Turn, TurnKind
from content.review import Choice, Passage
from content.review.answers import Voice, voice_of
from handlers.text.wording import format_count, shorten

MAX_NEIGHBOUR_CHARS = 240
"""Characters that are shown of the words before and after a passage."""

_NOBODY = {
    TurnKind.STAGE: "stage direction",
    TurnKind.HEADING: "heading",
    TurnKind.COMMENTARY: "commentary",
    TurnKind.BOILERPLATE: "boilerplate",
}


def review_command(path: str, *options: str) -> str:
    """Return the command that reviews a file, as it can be copied into a shell.

    >>> review_command("mine/fen.md"), review_command("my talks/fen.md", "--names")
    ('rostra review mine/fen.md', "rostra review 'my talks/fen.md' --names")
    """
    return " ".join(("rostra review", shlex.quote(path), *options))


NUMBERS = {choice: number for number, choice in enumerate(Choice, start=1)}
"""What answers are called where they have numbers, whichever of them fit a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One answer that fits a passage.

    Attributes:
        choice: What it says.
        label: In a few words.
    """

    choice: Choice
    label: str


def offers(passage: Passage) -> Iterator[Offer]:
    """Yield the answers that fit a passage, the likeliest first."""
    own = voice_of(passage.turn)
    if passage.turn.doubt:
        yield Offer(choice=Choice.RIGHT, label=f"Right: {describe_voice(own)}")
    before, after = passage.before, passage.after
    if before and before != own:
        where = "before and after" if before == after else "before"
        label = f"{describe_voice(before)} ({where})"
        yield Offer(choice=Choice.BEFORE, label=label)
    if after and after not in (own, before):
        yield Offer(choice=Choice.AFTER, label=f"{describe_voice(after)} (after)")
    yield Offer(choice=Choice.SPEAKER, label="Another speaker")
    yield Offer(choice=Choice.NEW, label="Somebody new")
    for choice, kind in (
        (Choice.COMMENTARY, TurnKind.COMMENTARY),
        (Choice.STAGE, TurnKind.STAGE),
        (Choice.HEADING, TurnKind.HEADING),
    ):
        if own.kind is not kind:
            yield Offer(choice=choice, label=_NOBODY[kind].capitalize())


def describe_voice(voice: Voice) -> str:
    """Describe whose words a passage holds.

    >>> describe_voice(Voice(kind=TurnKind.MESSAGE, speaker="Jo", read_by="Ada"))
    'Jo, read by Ada'
    """
    if not voice.kind.attributed:
        return _NOBODY[voice.kind]
    if voice.read_by is not None:
        return f"{voice.speaker}, read by {voice.read_by}"
    kind = "" if voice.kind is TurnKind.SPEECH else f" ({voice.kind})"
    return f"{voice.speaker}{kind}"


def last_words(turn: Turn) -> str:
    """Return the end of what stands above a passage, on one line."""
    return shorten_from_start(turn.text, MAX_NEIGHBOUR_CHARS)


def shorten_from_start(text: str, limit: int) -> str:
    """Return the end of a text, on one line."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return "… " + flat[-limit:].partition(" ")[2]


def first_words(turn: Turn) -> str:
    """Return the beginning of what stands below a passage, on one line."""
    return shorten(turn.text, MAX_NEIGHBOUR_CHARS)


def format_nobodys(count: int) -> str:
    """Format how many passages nobody was given.

    >>> format_nobodys(1), format_nobodys(12)
    ("1 passage is nobody's", "12 passages are nobody's")
    """
    are = "is" if count == 1 else "are"
    return f"{format_count(count, 'passage')} {are} nobody's"


def format_left(count: int) -> str:
    """Format how many passages are left.

    >>> format_left(1), format_left(0)
    ('1 doubtful passage left', 'no doubtful passage left')
    """
    number = format_count(count, "doubtful passage") if count else "no doubtful passage"
    return f"{number} left"
