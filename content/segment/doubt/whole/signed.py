"""Texts read out or printed that their sender signs alone, with given name and surname."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from content.language.sentence_marks import SENTENCE_ENDS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.words.word_patterns import WORD
from content.segment.doubt.document import Name
from content.segment.kinds import MESSAGE
from content.segment.messages.signatures.signatures import behind_on_behalf
from content.segment.names.body_names import may_be_named_body
from content.segment.names.given_names import is_given_name
from content.segment.pieces import Piece

_NAME_WORDS = 2
_SIGNING_LINES = 2
"""Who signs may have an office on the line below the name."""
_MAX_OFFICE, _MAX_LINE = 60, 90
_EDGES = " .,!)\"”“»«’'"
_CLOSING = "\"”“»’' "
_PARTED = re.compile(r"\s*(?:$|\n|[^\w\s])")
_CLOSED = tuple('"”»“')
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?…]\W*(?:\s|$)")


def signed_messages(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the pieces of texts whose last line has the plain name of their sender.

    Where others sign beside, or who signs does so for others, who sent it is another
    question; and what a single paragraph holds may as well be made up.
    """
    return frozenset(
        n
        for start, end in _messages(pieces)
        if _is_signed(
            [piece.text.strip() for piece in pieces[start:end]], pieces[start]
        )
        for n in range(start, end)
    )


def _messages(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    def own(numbered: tuple[int, Piece]) -> tuple[int, str | None, str | None] | None:
        piece = numbered[1]
        sent = piece.kind is MESSAGE
        return (piece.turn, piece.speaker, piece.read_by) if sent else None

    for key, group in groupby(enumerate(pieces), own):
        if key is not None:
            places = [n for n, _ in group]
            yield places[0], places[-1] + 1


def _is_signed(texts: Sequence[str], first: Piece) -> bool:
    name = first.speaker or ""
    said = [text for text in texts if text]
    if len(name.split()) < _NAME_WORDS or not Name(name).is_plain:
        return False
    if said[-1].endswith(_CLOSED) and said[0][:1] not in OPENING_QUOTES:
        return False  # The text opens further below, with the quotation.
    printed = re.compile(re.escape(name), re.IGNORECASE)
    for n in range(len(said) - 1, max(0, len(said) - 1 - _SIGNING_LINES), -1):
        text = said[n]
        found = max(printed.finditer(text), key=re.Match.start, default=None)
        if found:
            before, behind = text[: found.start()], text[found.end() :]
            ends = _PARTED.match(behind) is not None and _is_office(behind)
            return ends and not (_is_others(said[n - 1]) or _is_others(before))
        if not _is_office(text) or text.rstrip(_CLOSING).endswith(SENTENCE_ENDS):
            return False
    return False


def _is_others(line: str) -> bool:
    """Return whether a line is another's name, or says for whom somebody signs."""
    own = line.strip()
    body = len(own) <= _MAX_LINE and may_be_named_body(own.rstrip(",:; "))
    sentence = own.endswith(SENTENCE_ENDS)
    return _is_name(own) or behind_on_behalf(own) is not None or (body and not sentence)


def _is_office(line: str) -> bool:
    """Return whether what stands behind or below a name may be an office or a place.

    No sentence is, nor another name.
    """
    inner = line.strip(_EDGES)
    ends = _SENTENCE_END.search(inner) is not None
    return len(inner) <= _MAX_OFFICE and not (ends or _is_name(inner))


def _is_name(line: str) -> bool:
    """Return whether a short line has two words with capitals, the first a given name.

    A line with a sentence has not.
    """
    short = len(line) <= _MAX_OFFICE and not _SENTENCE_END.search(line)
    words = WORD.findall(line) if short else []
    return any(
        one[:1].isupper() and other[:1].isupper() and is_given_name(one)
        for one, other in pairwise(words)
    )
