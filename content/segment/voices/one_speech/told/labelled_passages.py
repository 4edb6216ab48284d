"""Which paragraphs below labels their speakers say, and which the page's author writes.

On a post an author may print what people say under labels, break in between, and go on
below the last turn, with nothing that shows it to the eye. The course of such a page is
weighed as that of a page without labels (`passages.py`), by more signs: where the labels
stand, how far above, and whether the speaker is named below his own label. The weights
are fitted to pages with labels below an author's words (`python -m bench.told_speeches`).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from content.segment.fitted_weights import Signs
from content.segment.kinds import COMMENTARY, HEADING, SPEECH, STAGE
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.pieces import Piece, turn_spans, unattribute
from content.segment.speakers.chairs import presides_again
from content.segment.turns.announced import is_prose
from content.segment.voices.one_speech.told.passages import (
    ParagraphSigns,
    shares_of_steps,
    signs_of_passages,
    weigh,
)
from content.segment.voices.one_speech.told.told_page import (
    ToldPage,
)
from content.segment.voices.words import says_goodbye
from content.segment.wording.spoken_wording import spoken_wording

LABELLED_WEIGHTS = Path(__file__).with_name("labelled_passages.toml")
"""What each sign counts on a page with labels, as log odds, as in `passages.toml`."""

_MIN_TOLD, _MIN_TOLD_IN_HAN = 160, 60
_MIN_NAME, _FAR_BELOW, _MANY_TURNS, _FEW_TURNS = 3, 3.0, 4.0, 2
_SURELY_SPOKEN = 0.9
# Signs that weigh otherwise below a label than on the rest of the page.
_TELLING = frozenset(
    (
        "aside",
        "asks",
        "at this point",
        "calls",
        "first person",
        "in person",
        "italic",
        "leads",
        "long",
        "may tell",
        "named",
        "past",
        "present",
        "quotes",
        "reactions",
        "resumes",
        "speech",
        "spoken",
        "takes leave",
        "wording",
    )
)


class LabelledPage:
    """A page with turns below labels, and an author's words above the first."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.turns = [(a, b) for a, b in turn_spans(pieces) if pieces[a].turn > 0]

    @cached_property
    def plain(self) -> Sequence[Piece]:
        """Its pieces as if nobody spoke."""
        return [_plain(piece) for piece in self.pieces]

    @cached_property
    def page(self) -> ToldPage:
        """The page as if nobody spoke."""
        return ToldPage(self.plain, self.turns[0][0])

    @property
    def is_told(self) -> bool:
        """Whether an author writes above the first label, on a page that can be weighed."""
        if not self.turns:
            return False
        above = self.pieces[: self.turns[0][0]]
        told = "".join(piece.text for piece in above if is_prose(piece))
        least = _MIN_TOLD_IN_HAN if WITHOUT_CASE.search(told) else _MIN_TOLD
        return len(told) >= least and self.page.known

    @cached_property
    def shares(self) -> Mapping[int, float]:
        """How likely each paragraph is spoken, by its piece, but for the first below a label."""
        found = signs_of_labelled(self)
        weights = [weigh(one, LABELLED_WEIGHTS) for one in found.values()]
        shares = (one.inside for one in shares_of_steps(weights))
        labelled = {n for n, depth in self.depths.items() if not depth}
        return {
            n: share
            for n, share in zip(found, shares, strict=True)
            if n not in labelled
        }

    @cached_property
    def shares_below(self) -> Mapping[int, float]:
        """The same of the paragraphs below labels."""
        return {n: share for n, share in self.shares.items() if n in self.depths}

    @cached_property
    def below_farewell(self) -> frozenset[int]:
        """What stands below the last thanks of a turn, where not all of it is surely spoken.

        It is shorter than what stands above: somebody may thank in the first words, too.
        """
        found: set[int] = set()
        for start, end in self.turns:
            said = [n for n in self.shares_below if start <= n < end]
            ends = [n for n in said if says_goodbye(self.pieces[n].text)]
            rest = [n for n in said if ends and n > ends[-1]]
            sizes = [len(self.pieces[n].text) for n in said]
            longer = 2 * sum(sizes[len(said) - len(rest) :]) > sum(sizes)
            if not longer and any(self.shares[n] < _SURELY_SPOKEN for n in rest):
                found.update(rest)
        return frozenset(found)

    @cached_property
    def turn_of(self) -> Mapping[int, int]:
        """The turn of each piece that stands in one."""
        return {n: t for t, (a, b) in enumerate(self.turns) for n in range(a, b)}

    @cached_property
    def depths(self) -> Mapping[int, int]:
        """How many paragraphs of its turn stand above each paragraph of one."""
        found: dict[int, int] = {}
        seen = [0] * len(self.turns)
        for n in self.page.prose:
            if (turn := self.turn_of.get(n)) is not None:
                found[n] = seen[turn]
                seen[turn] += 1
        return found

    @cached_property
    def names(self) -> Sequence[frozenset[str]]:
        """The words of the name of who has each turn."""
        return [self._names_of(start, end) for start, end in self.turns]

    @cached_property
    def share_again(self) -> float:
        """The share of turns whose speaker has another one."""
        again = sum(self.names.count(one) > 1 for one in self.names)
        return again / len(self.turns)

    @cached_property
    def presided(self) -> frozenset[int]:
        """The turns of whoever leads a meeting and has several of them, but for the last.

        Below the last turn of all an author may tell how it went on.
        """
        labels = [
            next((piece.label for piece in self.pieces[a:b] if piece.label), "")
            for a, b in self.turns
        ]
        return frozenset(
            n for n, label in enumerate(labels[:-1]) if presides_again(label, labels)
        )

    @cached_property
    def share_alone(self) -> float:
        """The share of turns that are one paragraph, of several turns."""
        if len(self.turns) <= _FEW_TURNS:
            return 0.0
        longer = {self.turn_of[n] for n, depth in self.depths.items() if depth}
        return 1 - len(longer) / len(self.turns)

    def _names_of(self, start: int, end: int) -> frozenset[str]:
        said = (p for p in self.pieces[start:end] if p.kind is SPEECH and p.speaker)
        first = next(said, None)
        words = (first.speaker or "").split() if first else []
        return frozenset(word for word in words if len(word) >= _MIN_NAME)


def _plain(piece: Piece) -> Piece:
    """Return a piece without whose it is."""
    return unattribute(piece, COMMENTARY, "") if piece.kind is SPEECH else piece


def signs_of_labelled(
    labelled: LabelledPage, wording: Callable[[str, str], float] = spoken_wording
) -> Mapping[int, ParagraphSigns]:
    """Return the signs of each paragraph of a page with labels, by its piece.

    Args:
        labelled: The page.
        wording: What says how much a text in a language is worded as people speak.
    """
    signs = signs_of_passages(labelled.page, wording)
    return {
        n: ParagraphSigns(
            inside=_inside(labelled, k, one.inside),
            start={**one.start, **_start(labelled, n)},
            end={**one.end, **_end(labelled, k)},
        )
        for k, (n, one) in enumerate(signs.items())
    }


def _inside(labelled: LabelledPage, k: int, own: Signs) -> Signs:
    n = labelled.page.prose[k]
    depth = labelled.depths.get(n)
    if depth is None:
        return {**own, "above labels": 1.0}
    if not depth:
        return {"labelled": 1.0}
    telling = {f"below: {name}": much for name, much in own.items() if name in _TELLING}
    return {**own, **telling, **_below(labelled, k, depth)}


def _below(labelled: LabelledPage, k: int, depth: int) -> Signs:
    """Return how a paragraph stands to the label above it, and to all labels."""
    page, turn = labelled.page, labelled.turn_of[labelled.page.prose[k]]
    names, words = labelled.names, page.paragraphs[k].words
    others = frozenset().union(*names[:turn], *names[turn + 1 :]) - names[turn]
    lines = page.pieces[page.prose[k - 1] + 1 : page.prose[k]]
    following = names[turn + 1 : turn + 2] if _is_last_of_turn(labelled, k) else ()
    return {
        "under": 1.0,
        "under: depth": min(_FAR_BELOW, math.log2(depth)),
        "under: named": bool(words & names[turn]),
        "under: other named": bool(words & others),
        "under: last turn": turn + 1 == len(names),
        "under: lone turns": labelled.share_alone,
        "under: again": labelled.share_again,
        "under: turns": min(_MANY_TURNS, math.log2(len(names))),
        "under: before label": bool(following),
        "under: next named": any(words & name for name in following),
        "under: stage above": any(one.kind is STAGE for one in lines),
        "under: heading above": any(one.kind is HEADING for one in lines),
    }


def _is_last_of_turn(labelled: LabelledPage, k: int) -> bool:
    """Return whether the next paragraph stands below another label."""
    here, below = labelled.page.prose[k], labelled.page.prose[k + 1 : k + 2]
    turns = labelled.turn_of
    return any(n in turns and turns[n] != turns.get(here) for n in below)


def _start(labelled: LabelledPage, n: int) -> Signs:
    depth = labelled.depths.get(n)
    return {
        "start: labelled": depth == 0,
        "start: under": bool(depth),
        "start: above": depth is None,
    }


def _end(labelled: LabelledPage, k: int) -> Signs:
    n = labelled.page.prose[k]
    first = labelled.depths.get(n) == 0
    return {
        "end: before label": _is_last_of_turn(labelled, k),
        "end: last turn": labelled.turn_of.get(n) == len(labelled.turns) - 1,
        "end: labelled": first,
        "end: alone": labelled.share_alone if first else 0.0,
    }
