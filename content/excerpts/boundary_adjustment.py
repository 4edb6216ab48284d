"""Move boundaries by a sentence where that makes an excerpt worth offering."""

from collections.abc import Callable, Sequence

from content.excerpts.boundaries import MAX_EXCERPT_CHARS, MAX_SENTENCES
from content.excerpts.sentences.sentence import ends_paragraph


def adjust_boundaries(
    said: Sequence[str],
    cuts: Sequence[int],
    *,
    offered: Callable[[int, int], bool],
    goes_on: Callable[[int], bool],
) -> list[int]:
    """Return boundaries of which some moved by a sentence, so that more can be offered.

    A sentence goes to the excerpt before or after it, inside its paragraph, where more
    of the two can be offered then; nothing else moves.

    Args:
        said: A turn's sentences with their white space.
        cuts: The numbers of the sentences before which to cut, from 0 to the last + 1.
        offered: Returns whether an excerpt from a sentence up to another is worth it.
        goes_on: Returns whether a sentence goes on from the one before it, so that no
            boundary is put there.
    """
    moved = list(cuts)
    for place in range(1, len(moved) - 1):
        start, cut, end = moved[place - 1 : place + 2]
        kept = offered(start, cut) + offered(cut, end)
        both = 2
        if kept == both:
            continue
        for other in (cut - 1, cut + 1):
            if (
                start < other < end
                and not goes_on(other)
                and _fits(said, start, other, cut)
                and _fits(said, other, end, cut)
                and offered(start, other) + offered(other, end) > kept
            ):
                moved[place] = other
                break
    return moved


def _fits(said: Sequence[str], start: int, end: int, cut: int) -> bool:
    """Return whether an excerpt is none too long, and no sentence left its paragraph."""
    length = len("".join(said[start:end]).strip())
    if end - start > MAX_SENTENCES or (end - start > 1 and length > MAX_EXCERPT_CHARS):
        return False
    if not start < cut < end:
        return True
    return not ends_paragraph(said[cut - 1])
