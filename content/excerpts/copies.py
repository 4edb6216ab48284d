"""Transcripts of the same words: two files of one document, of which one is quoted."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from content.model import Transcript
from content.names.people import ResolvedNames

MIN_SHARED = 0.8
"""The share of what a transcript says that makes it a copy of a longer one, or of its like."""

MIN_PIECE_CHARS = 20
"""Letters of a sentence that counts: "Thank you." is in every speech."""

_ENDS = re.compile(r"[.!?…。！？।]+\s*|\n+")
_WORD = re.compile(r"\w+")


def find_copies(
    transcripts: Iterable[Transcript], people: ResolvedNames
) -> Mapping[str, str]:
    """Return, by the slugs of transcripts that are copies, the slug of what they copy.

    The same words have to be the same person's. Of several, the longest is the original,
    and of two of one length the first by its slug. How a text is broken into paragraphs,
    spelt in small or large letters and punctuated does not count.
    """
    said = {each.slug: _pieces(each, people) for each in transcripts}
    holders: dict[int, str] = {}
    copies: dict[str, str] = {}
    for slug in sorted(said, key=lambda slug: (-len(said[slug]), slug)):
        pieces = said[slug]
        shared = Counter(holders[piece] for piece in pieces if piece in holders)
        for original, count in shared.most_common(1):
            if count >= MIN_SHARED * len(pieces):
                copies[slug] = original
        if slug not in copies:
            for piece in pieces:
                holders.setdefault(piece, slug)
    return copies


def _pieces(transcript: Transcript, people: ResolvedNames) -> frozenset[int]:
    """Return hashes of a transcript's sentences and of who says each."""
    return frozenset(
        hash((people.canonical.get((transcript.slug, turn.speaker)), words))
        for turn in transcript.turns
        if turn.kind.attributed and turn.speaker and not turn.doubt
        for piece in _ENDS.split(turn.text)
        if len(words := "".join(_WORD.findall(piece.casefold()))) >= MIN_PIECE_CHARS
    )
