"""Weigh who sent a text, among all who are named around it.

Rules find a sender where words surely tell of one (`origin_finder.py`); where they do
not, they guess. Here everybody who is named near the text is weighed by many small signs
(`signs.py`), what the rules found among them. Where that agrees with the rules, it says
how far they can be trusted; where somebody else is likelier, he or she is taken, with
doubt. `python -m bench.senders` fits the weights to what older commits found in documents
that they had not seen.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path
from typing import NamedTuple

from content.segment.messages.senders.origin import SURE, UNSURE, Origin
from content.segment.messages.senders.read_text import ReadText, may_be_reader
from content.segment.messages.senders.weighed.name_kinds import KINDS
from content.segment.messages.senders.weighed.same_sender import may_be_one_sender
from content.segment.messages.senders.weighed.signs import (
    NameSigns,
    SenderSigns,
    sign_of_being,
    sign_of_kind,
)
from content.segment.names.body_names import may_be_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.spelling.capitals import HEBREW_OR_ARABIC, WITHOUT_CASE

WEIGHTS = Path(__file__).with_name("weights.toml")
"""What each sign counts, as log odds."""

MIN_SERVED_SHARE = 0.7
"""How likely the sender by the rules has to be, at least, for the text to be served."""
_MIN_RIVAL_SHARE = 0.2
"""How likely somebody else has to be, at least, for doubt where the rules are sure."""
_MAX_GUESSED_SHARE, _MIN_TAKEN_SHARE = 0.1, 0.4
"""How likely a guess of the rules is, at most, and who is taken instead of it, at least."""
_MIN_SHARE, _MAX_CANDIDATES = 0.01, 6


class Weighed(NamedTuple):
    """A name, and how likely it is the sender's, from 0 to 1."""

    name: str
    share: float


class SenderWeights:
    """What the signs of a name count for its being the sender's, as log odds."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """Sum up for each kind of names what a sign counts for all of them, and for these.

        Args:
            weights: What each sign counts; others count nothing.
        """
        signs = {sign.partition("|")[0] for sign in weights}
        self._by_kind = {
            kind: {
                sign: weights.get(sign, 0.0)
                + weights.get(sign_of_kind(sign, kind), 0.0)
                for sign in signs
            }
            for kind in KINDS
        }
        self._of_kind = {kind: weights.get(sign_of_being(kind), 0.0) for kind in KINDS}

    def odds(self, named: NameSigns) -> float:
        """Return how likely a name is the sender's, as log odds."""
        own = self._by_kind[named.kind]
        told = sum(map(own.get, named.signs, repeat(0.0)))
        return told + self._of_kind[named.kind]


def weighed_origin(text: ReadText, found: Origin) -> Origin:
    """Return who the rules found, with doubt where signs speak against it, or who is likelier.

    Only whom the rules guess is given up for another, and whoever reads the text is no rival
    of who surely sent it: whether words are another's at all is not weighed here. Nor are
    names in scripts without capitals, which are not told from words.
    """
    if not may_weigh(found):
        return found
    named = SenderSigns(text).of_all(found)
    signed = found.confidence >= SURE and not may_be_reader(found.name, text.reader)
    if signed:
        named = [one for one in named if not may_be_reader(one.name, text.reader)]
    weighed = weigh(named, read_weights())
    if not weighed:
        return found
    best, share = likeliest(weighed)
    if may_be_one_sender(best, found.name):
        if found.confidence < SURE:
            return replace(found, doubted=share < MIN_SERVED_SHARE)
        rivals = (one.name for one in weighed if one.share >= _MIN_RIVAL_SHARE)
        doubted = any(not may_be_one_sender(name, best) for name in rivals)
        # Two signs that do not hang together: the lead names who signs at the end.
        led = text.extent.signer == found.name and found.name in text.introduction
        return replace(found, doubted=doubted and not led)
    likelier = found.confidence <= UNSURE and share >= _MIN_TAKEN_SHARE
    if likelier and (is_person(best) or may_be_named_body(best)):
        own = (w.share for w in weighed if may_be_one_sender(w.name, found.name))
        if sum(own) < _MAX_GUESSED_SHARE and not text.rules_out(best):
            return Origin(name=best, doubted=True)
    return replace(found, doubted=True)


def may_weigh(found: Origin) -> bool:
    """Return whether who the rules found is weighed: somebody, in a script with capitals."""
    name = found.name
    uncased = WITHOUT_CASE.search(name) or HEBREW_OR_ARABIC.search(name)
    return name != "" and uncased is None


def weigh(named: Iterable[NameSigns], weights: SenderWeights) -> list[Weighed]:
    """Return all who are named around a text, the likeliest sender first.

    Args:
        named: The names, and the signs of each.
        weights: What the signs count.
    """
    odds = [(weights.odds(one), one.name) for one in named]
    most = max((one for one, _ in odds), default=0.0)
    total = sum(exp(one - most) for one, _ in odds)
    weighed = [Weighed(name, exp(one - most) / total) for one, name in odds]
    return sorted(weighed, key=lambda one: one.share, reverse=True)


def likeliest(weighed: Sequence[Weighed]) -> Weighed:
    """Return the likeliest form of the likeliest sender's name, and how likely he or she is.

    "Ada Brook" and "Brook" are one sender, who is as likely as both together, and goes by
    the whole name.
    """
    likely = [one for one in weighed if one.share >= _MIN_SHARE] or weighed[:1]
    found = []
    for one in likely[:_MAX_CANDIDATES]:
        alike = [two for two in likely if may_be_one_sender(one.name, two.name)] or [
            one
        ]
        whole = (two for two in alike if is_person(two.name))
        best = alike[0] if " " in alike[0].name else next(whole, alike[0])
        share = sum(two.share for two in alike)
        found.append(Weighed(best.name, share))
    return max(found, key=lambda one: one.share)


@cache
def read_weights() -> SenderWeights:
    """Return what the signs count by the fit."""
    return SenderWeights(tomllib.loads(WEIGHTS.read_text(encoding="utf-8")))
