"""Where to cut a turn: a shortest path over its sentences.

Every sentence is a place, every excerpt that may be is a step with a price, and the
cheapest way through the turn wins. Prices of what an excerpt is in itself stand here,
those of a place to cut in `content.excerpts.seams`; they only compare with one another, and
each stands for one thing that reads badly.
"""

from collections.abc import Sequence
from itertools import accumulate

from content.excerpts.seams import Seam, seams
from content.excerpts.standing import FRAGMENT

MOST_SENTENCES = 5
MOST_CHARACTERS = 700

GOOD_SIZE = (200, 600)
"""Letters' worth of a passage that reads well in a chat."""

PER_EXCERPT = 0.5
TOO_SHORT = 4.0  # for nothing at all; less the nearer it comes to a good size
FRAGMENTARY = 3.0
TOO_LONG = 1.0  # for every hundred letters over a good size
TOO_FEW_OR_MANY = 0.5  # one sentence, or the full five
FORMULA_AND_MORE = 2.5


def cuts(said: Sequence[str], language: str) -> list[int]:
    """Return the numbers of the sentences before which to cut, from 0 to the last + 1.

    Args:
        said: A turn's sentences with their white space.
        language: Primary tag.
    """
    if not any(each.strip() for each in said):
        return []
    known = seams(said, language)
    lengths = [0, *accumulate(map(len, said))]
    shown = [
        end - len(s) + len(s.rstrip()) for end, s in zip(lengths[1:], said, strict=True)
    ]
    cheapest = [0.0] + [float("inf")] * len(said)
    came_from = [0] * (len(said) + 1)
    for end in range(1, len(said) + 1):
        over = 0.0
        for start in range(end - 1, max(-1, end - 1 - MOST_SENTENCES), -1):
            if start < end - 1:
                over += known[start + 1].over
                if shown[end - 1] - lengths[start] > MOST_CHARACTERS:
                    break
            price = cheapest[start] + known[start].cut + over + _price(known[start:end])
            if price < cheapest[end]:
                cheapest[end], came_from[end] = price, start
    path = [len(said)]
    while path[-1]:
        path.append(came_from[path[-1]])
    return path[::-1]


def _price(passage: Sequence[Seam]) -> float:
    """Price what an excerpt is in itself."""
    if all(each.formula or each.stage for each in passage):
        return PER_EXCERPT
    letters = sum(each.size for each in passage)
    least, most = GOOD_SIZE
    price = PER_EXCERPT + TOO_SHORT * max(0.0, 1 - letters / least)
    price += FRAGMENTARY * (letters < FRAGMENT)
    if len(passage) > 1:
        price += TOO_LONG * max(0.0, letters - most) / 100
    price += TOO_FEW_OR_MANY * (len(passage) in {1, MOST_SENTENCES})
    return price + FORMULA_AND_MORE * any(each.formula for each in passage)
