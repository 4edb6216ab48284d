"""Count how often rules and weights are right about who sent a text, where they agree and differ.

What the weights are worth beside the rules that were written by hand shows in how often
the rules are right, by how likely the weights hold their sender.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from content.segment.messages.senders.origin import UNSURE, Origin
from content.segment.messages.senders.weighed.same_sender import may_be_one_sender
from content.segment.messages.senders.weighed.signs import NameSigns
from content.segment.messages.senders.weighed.weigher import (
    MIN_SERVED_SHARE,
    SenderWeights,
    likeliest,
    may_weigh,
    weigh,
)

VERY_LIKELY = 0.95
"""How likely the likeliest sender is, at least, in the first row."""


class Compared(NamedTuple):
    """Whom the rules and the weights take for the sender of one text.

    Attributes:
        agree: Whether both mean the same sender.
        share: How likely the weights hold the likeliest, from 0 to 1.
        sure: Whether the rules do more than guess.
        rules_right: Whether the rules are right.
        likeliest_right: Whether the likeliest sender by the weights is the right one.
    """

    agree: bool
    share: float
    sure: bool
    rules_right: bool
    likeliest_right: bool


class Agreement(NamedTuple):
    """How often the rules and the weights are right about some texts.

    Attributes:
        told: Which texts these are, for people.
        texts: How many there are.
        rules_right: The share of them about which the rules are right; 0 without texts.
        likeliest_right: The share whose likeliest sender by the weights is the right one.
    """

    told: str
    texts: int
    rules_right: float
    likeliest_right: float


def compare(
    found: Origin,
    named: Sequence[NameSigns],
    weights: SenderWeights,
    is_sender: Callable[[str], bool],
) -> Compared | None:
    """Return whom the rules and the weights take for a sender; None if nobody is weighed.

    Args:
        found: Who the rules found.
        named: All who are named around the text, and the signs of each.
        weights: What the signs count.
        is_sender: Whether a name is that of who really sent the text.
    """
    if not (may_weigh(found) and named):
        return None
    best = likeliest(weigh(named, weights))
    return Compared(
        agree=may_be_one_sender(best.name, found.name),
        share=best.share,
        sure=found.confidence > UNSURE,
        rules_right=is_sender(found.name),
        likeliest_right=is_sender(best.name),
    )


def count_agreement(texts: Iterable[Compared]) -> list[Agreement]:
    """Count texts by whether rules and weights agree, and by how sure of it they are."""
    rows: dict[str, list[Compared]] = {
        f"agree, likely by {VERY_LIKELY:.2f} or more": [],
        f"agree, by {MIN_SERVED_SHARE:.2f} to {VERY_LIKELY:.2f}": [],
        "agree, less likely": [],
        "differ, rules sure or nearly": [],
        "differ, rules in doubt": [],
    }
    very_likely, likely, less_likely, sure, in_doubt = rows.values()
    for one in texts:
        if not one.agree:
            (sure if one.sure else in_doubt).append(one)
        elif one.share >= VERY_LIKELY:
            very_likely.append(one)
        else:
            (likely if one.share >= MIN_SERVED_SHARE else less_likely).append(one)
    return [
        Agreement(
            told=told,
            texts=len(row),
            rules_right=sum(one.rules_right for one in row) / max(1, len(row)),
            likeliest_right=sum(one.likeliest_right for one in row) / max(1, len(row)),
        )
        for told, row in rows.items()
    ]
