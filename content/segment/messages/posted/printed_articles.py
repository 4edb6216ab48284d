"""Articles that a speaker has printed in the record: "[From the Moor Post, July 17, 2025]".

Below that line stand a title, perhaps who wrote it, and the article, which the page sets
off.
"""

from collections.abc import Sequence
from itertools import takewhile

from content.language.word_lists import WordPattern
from content.reasons import READ_OUT_FOR
from content.segment.names.descriptions import is_person
from content.segment.pieces import Piece, as_read_out

_SOURCE = WordPattern(
    r"[\[(]\s?(?:<messages.from>)\s(?:(?:<labels.articles>|<labels.leading_articles>)\s)?"
    r"(?P<paper>[^\[\]()]{3,80}?),\s[^\[\]()]{3,40}\d{4}\.?\s?[\])]"
)
_WRITTEN_BY = WordPattern(
    r"[\[(]?\s?(?:<messages.from>)\s(?P<name>[^\[\]()]{3,60}?)[\])]?"
)
_MAX_HEADS = 5
_SIGNED, _PAPERS = 0.85, 0.7


def with_printed_articles(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with each article given to who wrote it, or else to its paper."""
    found = list(pieces)
    for n, piece in enumerate(pieces):
        source = None if piece.spoken else _SOURCE.regex.fullmatch(piece.text.strip())
        if source is None:
            continue
        below = pieces[n + 1 :]
        heads = [*takewhile(lambda p: not p.spoken and not p.label, below[:_MAX_HEADS])]
        names = [name for one in heads if (name := _writer(one.text.strip()))]
        sender = names[0] if names else source["paper"]
        text = below[len(heads) :]
        for m, one in enumerate(takewhile(lambda p: p.quoted and not p.label, text)):
            if one.spoken:
                place = n + 1 + len(heads) + m
                confidence = _SIGNED if names else _PAPERS
                reason = one.reason.for_sender(f"{READ_OUT_FOR}{sender}")
                found[place] = as_read_out(one, sender, confidence, reason)
    return found


def _writer(line: str) -> str:
    """Return the person whom a by-line names; empty if it is none.

    >>> _writer("(By Ada Brook)"), _writer("The Ditch That Gave Some Back")
    ('Ada Brook', '')
    """
    by = _WRITTEN_BY.regex.fullmatch(line)
    return by["name"] if by and is_person(by["name"]) else ""
