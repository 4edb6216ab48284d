"""Paragraphs in which an author breaks into a speech to tell what happened, by their signs.

"Here she stopped, since half of the yard was crying. Then she went on:" The weights are
fitted to pages on which the speech is known (`python -m bench.told_speeches`).
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from content.language.word_lists import WordPattern
from content.segment.messages.words import CLOSING_QUOTES
from content.segment.names.document_language import guess_language
from content.segment.pieces import Piece
from content.segment.turns.announced import is_prose
from content.segment.voices.narration import opens_aside
from content.segment.voices.one_speech.told.paragraphs import Paragraph, count_words

ASIDE_WEIGHTS = Path(__file__).with_name("asides.toml")
"""What each sign of an aside counts, as log odds."""

_AT_THIS_POINT = WordPattern(r"[\W_]{0,3}(?:<pages.at_this_point>)")
_LONG, _LAST_WORDS = 400, 100


@cache
def _weights() -> Mapping[str, float]:
    text = ASIDE_WEIGHTS.read_text(encoding="utf-8")
    weights: Mapping[str, float] = tomllib.loads(text)
    return weights


def shares_of_asides(pieces: Sequence[Piece]) -> Mapping[int, float]:
    """Return how likely each paragraph of a page, in a speech, is its author's, from 0 to 1."""
    weights = _weights()
    return {
        n: 1
        / (1 + math.exp(-sum(weights.get(s, 0.0) * much for s, much in one.items())))
        for n, one in signs_of_asides(pieces).items()
    }


def signs_of_asides(pieces: Sequence[Piece]) -> Mapping[int, Mapping[str, float]]:
    """Return the signs of whether each paragraph of a page is its author's."""
    prose = [n for n, p in enumerate(pieces) if is_prose(p) and p.text.strip()]
    language = guess_language([pieces[n].text for n in prose])
    paragraphs = {n: Paragraph(pieces[n], language) for n in prose}
    named = frozenset[str]().union(*(one.named for one in paragraphs.values()))
    ends = [paragraphs[n].text.endswith(tuple(CLOSING_QUOTES)) for n in prose]
    opens = [paragraphs[n].is_quoted for n in prose]
    around = zip([False, *ends[:-1]], opens, [*opens[1:], False], strict=True)
    unquoted = [above and below and not own for above, own, below in around]
    return {
        n: {
            **one.signs(named),
            "between quotations": unquoted[place],
            "always": 1.0,
            "long": min(1.0, len(one.text) / _LONG),
            "at this point": _AT_THIS_POINT.regex.match(one.text) is not None,
            "aside": opens_aside(one.told),
            "resumes": tells_of_resumption(one.told, language),
        }
        for place, (n, one) in enumerate(paragraphs.items())
    }


def tells_of_resumption(text: str, language: str) -> bool:
    """Return whether a text ends by telling that somebody went on: "Then she continued:"."""
    return count_words("pages.resumes", text.strip()[-_LAST_WORDS:], language) > 0
