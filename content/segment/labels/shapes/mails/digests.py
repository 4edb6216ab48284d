"""A digest of a mailing list: what lists the mails above them, and what closes it."""

from collections.abc import Sequence

from content.segment.labels.shapes.mails.heads import Head
from content.segment.labels.shapes.page_ends import RULE
from content.segment.lines import Line
from content.segment.names.descriptions import is_person

_MIN_LISTED = 2
_MAX_TITLE_CHARS, _MAX_CLOSING_LINES = 60, 5


def lists_senders(above: Sequence[Line], heads: Sequence[Head]) -> bool:
    """Return whether lines above mails list them, each with its sender, as a digest does.

    "2. Re: The letter (Ada Brook)"
    """
    return len(_listed(above, heads)) >= _MIN_LISTED


def digest_above(lines: Sequence[Line], heads: Sequence[Head]) -> range:
    """Return the lines of a digest that the first mail only is the frame of.

    A program wrote all of it, or somebody a few words above the list of the mails.
    """
    first, *others = heads
    if not others:
        return range(0)
    end = others[0].start
    listed = _listed(lines[first.end : end], others)
    if len(listed) < _MIN_LISTED:
        return range(0)
    start = first.end + listed[0]
    if start > first.end and len(lines[start - 1].text.strip()) <= _MAX_TITLE_CHARS:
        start -= 1  # "Today's Topics:"
    words = is_person(first.sender) and start > first.end
    return range(start if words else first.start, end)


def end_of_digest(lines: Sequence[Line], heads: Sequence[Head]) -> int:
    """Return where what closes a digest starts, below its last mail; else the end.

    The rule that parts the mails stands there again, or one above the last few lines.
    """
    parting = {lines[head.start].text.strip() for head in heads}
    last = len(lines)
    for n in range(heads[-1].end, len(lines)):
        text = lines[n].text.strip()
        if not RULE.fullmatch(text):
            continue
        if text in parting:
            return n
        if len(lines) - n <= _MAX_CLOSING_LINES:
            last = min(last, n)
    return last


def _listed(above: Sequence[Line], heads: Sequence[Head]) -> list[int]:
    """Return which lines end in the sender of a mail below, in brackets."""
    ends = tuple(f"({sender})" for sender in {head.sender for head in heads})
    return [n for n, line in enumerate(above) if line.text.rstrip().endswith(ends)]
