"""Whether a paragraph is worded as people speak, or as authors tell, by its words and their endings.

"And I say to you all" is spoken, "she put down her basket and laughed" is told. What each
word and ending counts is learned, language by language, from documents in which it is
known who speaks (`python -m bench.told_speeches`).
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from content.language.words.word_patterns import WORD

WORDING_WEIGHTS = Path(__file__).with_name("tables")
"""The folder with a table for each language: a word, or an ending after "-", and its log odds."""

ALWAYS = "-"
"""The entry of a table that counts for every paragraph."""

_MIN_STEM, _ENDINGS, _MOST_TIMES, _SURELY = 5, (2, 3), 3, 3.0
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LAST_LETTERS = re.compile(r"\w{2}(?=[。！？])")


def spoken_wording(text: str, language: str) -> float:
    """Return how much a paragraph is worded as people speak: log odds, 3 either way at most.

    Where nothing is learned of the language, it is 0.
    """
    return weigh_wording(text, _weights(language))


def weigh_wording(text: str, weights: Mapping[str, float]) -> float:
    """Return what the words of a text count by some weights, as log odds."""
    found = {part: n for part, n in wording_of(text).items() if part in weights}
    if not found:
        return 0.0
    much = sum(weights[part] * n for part, n in found.items())
    score = weights.get(ALWAYS, 0.0) + much / math.sqrt(sum(found.values()))
    return max(-_SURELY, min(_SURELY, score))


def wording_of(text: str) -> Mapping[str, int]:
    """Return the words and endings of a text, and how often each stands there, at most thrice.

    Where no spaces part words, it is the letters, the pairs of these, and how sentences end.
    """
    words = [word.casefold() for word in WORD.findall(text)]
    # A name or a remark in Han letters stands in other texts, too.
    if not text.isascii() and 2 * len(_HAN_OR_KANA.findall(text)) > sum(
        map(len, words)
    ):
        letters = "".join(words)
        pairs = {letters[n : n + 2] for n in range(len(letters))}
        return Counter(
            {*letters, *pairs, *(f"-{e}" for e in _LAST_LETTERS.findall(text))}
        )
    endings = [
        f"-{word[-long:]}"
        for word in words
        # A Korean word is as short as its letters are whole syllables.
        if len(word) >= _MIN_STEM or "가" <= word[0] <= "힣"
        for long in _ENDINGS
    ]
    parts = Counter(words + endings)
    return {part: min(n, _MOST_TIMES) for part, n in parts.items()}


@cache
def _weights(language: str) -> Mapping[str, float]:
    table = WORDING_WEIGHTS / f"{language}.tsv"
    if not language or not table.exists():
        return {}
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if "\t" in line)
    return {part: float(weight) for part, weight in rows}
