"""Witnesses about the record between turns: what was decided, and who comes next."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, all_patterns
from content.segment.doubt.reading import Reading, Turn
from content.segment.doubt.witness import Span, Witness, opposes
from content.segment.labels.scoring import ScoredLabel
from content.segment.names.in_text.same_person import names_surname
from content.segment.speakers.chairs import leads_meeting

_DECISION = WordPattern(
    r"(?<![^\W\d_])(?:<stage.decisions>)(?![^\W\d_])", by_words=True
)
_COUNT = WordPattern(
    r"(?<![^\W\d_])(?:<stage.votes>)(?:\s?[:–-])?\s\d+|(?<!\d)\d+\s(?:<stage.votes>)(?![^\W\d_])",
    by_words=True,
)
_ENDED_FIGURE = re.compile(r"\d-[^\W\d_]+")
_ASIDE = re.compile(r"[?!？！]|…|\.\.\.")
_MAX_TOLD_CHARS = 320
_FEW_TURNS = 3
_MIN_COUNTS = 2


def _told(reading: Reading, turn: Turn) -> Iterator[tuple[int, str]]:
    """Yield short paragraphs from the end of a turn in which nobody speaks in person."""
    for n in reversed(turn.inside):
        text, line = reading.pieces[n].text, reading.line(n)
        own = line is not None and line.opens
        if not own or len(text) > _MAX_TOLD_CHARS or _speaks(reading, text):
            return
        yield n, text


def _resolved(reading: Reading, turn: Turn) -> Iterator[Span]:
    """Yield a decision that ends in a colon and what follows, up to words in person."""
    announced = False
    for n in range(turn.start, turn.end):
        text = reading.pieces[n].text.rstrip()
        heads = text.endswith(COLONS) and _DECISION.is_in(text[-_MAX_TOLD_CHARS:])
        if not (heads or announced):
            continue
        said = _speaks(reading, text)
        announced = heads or not said
        if not said and n in turn.inside:
            yield n, n + 1


def _speaks(reading: Reading, text: str) -> bool:
    """Return whether anybody speaks in person; "Yes 163, No 38" is a count.

    A letter behind a figure is no "I": "szeptember 21-i".
    """
    bare = _COUNT.regex.sub("", text) if _COUNT.may_be_in(text) else text
    bare = _ENDED_FIGURE.sub("", bare)
    return bool(reading.is_personal(bare) or _ASIDE.search(bare))


def is_ruling(reading: Reading, n: int, turn: Turn, label: ScoredLabel) -> bool:
    """Return whether who leads a meeting tells a decision below words in person about it.

    "We come to the vote." "The motion is carried." Two counts of votes are the clerk's.
    """
    text = reading.pieces[n].text
    told = _DECISION.is_in(text) and leads_meeting(label.key)
    if not told or _counts(text):
        return False
    texts = (reading.pieces[m].text for m in (*reversed(turn.inside), turn.start))
    spoken = next((text for text in texts if _speaks(reading, text)), "")
    return _chairing().search(spoken) is not None


@cache
def _chairing() -> re.Pattern[str]:
    """Return the words of business that people say in meetings, in any language."""
    return all_patterns("excerpts.chairing")


def _counts(text: str) -> bool:
    """Return whether a text counts the votes of two kinds."""
    return sum(1 for _ in _COUNT.finditer(text)) >= _MIN_COUNTS


@opposes("it tells what was decided, and nobody speaks in person in it", decides=True)
def tells_decision(reading: Reading) -> Iterator[Span]:
    """Find paragraphs at the end of a turn that tell of a decision, or count votes.

    The same of what stands below "… adopted the following decision:". Who leads a
    meeting says so, too.
    """
    for turn, label in reading.labelled:
        yield from _resolved(reading, turn)
        for n, text in _told(reading, turn):
            told = _counts(text) or _DECISION.is_in(text)
            if told and not is_ruling(reading, n, turn, label):
                yield n, n + 1


@opposes(
    "it tells of whoever speaks next, and nobody speaks in person in it", decides=True
)
def tells_who_is_next(reading: Reading) -> Iterator[Span]:
    """Find the last paragraph of a turn that names the next speaker, as a narrator does.

    Who leads a meeting says so, too: whose label says that, or of whom it is true
    more than once.
    """
    if len(reading.labelled) < _FEW_TURNS:
        return
    found: dict[int, str] = {}
    for (turn, label), (after, _) in pairwise(reading.labelled):
        if leads_meeting(label.key):
            continue
        told = next(_told(reading, turn), None)
        follower = reading.pieces[after.start].speaker
        own = reading.pieces[turn.start].speaker
        if told and follower and own and _tells_of(told[1], follower):
            found[told[0]] = own
    for n, own in found.items():
        if list(found.values()).count(own) == 1:
            yield n, n + 1


def _tells_of(text: str, name: str) -> bool:
    """Return whether a text names a person, and does not address one: "Mr. Hall, …"."""
    surname = re.escape(name.rsplit(maxsplit=1)[-1])
    addressed = re.search(rf"(?<!\w){surname}[,!:;]", text)
    return addressed is None and names_surname(text, name)


WITNESSES: tuple[Witness, ...] = (tells_decision, tells_who_is_next)
