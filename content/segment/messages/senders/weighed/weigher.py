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
from math import exp
from pathlib import Path
from typing import NamedTuple

from content.segment.messages.senders.origin import SURE, UNSURE, Origin
from content.segment.messages.senders.read_text import ReadText
from content.segment.messages.senders.weighed.same_sender import may_be_one_sender
from content.segment.messages.senders.weighed.signs import SenderSigns
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


def weighed_origin(text: ReadText, found: Origin) -> Origin:
    """Return who the rules found, with doubt where signs speak against it, or who is likelier.

    Only whom the rules guess is given up for another, and for nobody who reads the text:
    whether words are another's at all is not weighed here. Nor are names in scripts without
    capitals, which are not told from words.
    """
    if not may_weigh(found):
        return found
    weighed = weigh(SenderSigns(text).of_all(found), read_weights())
    if not weighed:
        return found
    best, share = likeliest(weighed)
    if may_be_one_sender(best, found.name):
        others = (one.share for one in weighed if not may_be_one_sender(one.name, best))
        rival = max(others, default=0.0) >= _MIN_RIVAL_SHARE
        sure = found.confidence >= SURE
        return replace(found, doubted=rival if sure else share < MIN_SERVED_SHARE)
    own = sum(one.share for one in weighed if may_be_one_sender(one.name, found.name))
    guessed = found.confidence <= UNSURE and own < _MAX_GUESSED_SHARE
    named = is_person(best) or may_be_named_body(best)
    taken = guessed and named and share >= _MIN_TAKEN_SHARE
    if taken and not text.rules_out(best):
        return Origin(name=best, doubted=True)
    return replace(found, doubted=True)


def may_weigh(found: Origin) -> bool:
    """Return whether who the rules found is weighed: somebody, in a script with capitals."""
    name = found.name
    uncased = WITHOUT_CASE.search(name) or HEBREW_OR_ARABIC.search(name)
    return name != "" and uncased is None


def weigh(
    named: Iterable[tuple[str, frozenset[str]]], weights: Mapping[str, float]
) -> list[Weighed]:
    """Return all who are named around a text, the likeliest sender first.

    Args:
        named: The names, and the signs of each.
        weights: What each sign counts, as log odds; others count nothing.
    """
    odds = [
        (sum(weights.get(sign, 0.0) for sign in signs), name) for name, signs in named
    ]
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
def read_weights() -> Mapping[str, float]:
    """Return what each sign counts, as log odds."""
    return tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
