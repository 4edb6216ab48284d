"""A librarian's overrides: excerpts that a transcript's file says to offer, or never to.

A score is an estimate; a librarian who has read an excerpt knows better. It is named by
some of its words, so that a person sees what is meant, and a boundary may move.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from content.excerpts.ids import normalise_text
from content.transcript_file.fields import MAX_MARK_CHARS, can_name_excerpt
from content.transcript_file.text import tidy_line

MIN_NAMING_CHARS = 40
"""Characters of an excerpt that name it in a file, where no other excerpt has them."""

_WORD = re.compile(r"\S+")
_MAX_WHOLE_WORD_CHARS = 24
"""Characters of what is not cut: more without a space is of a script that has none."""

_CUT_STEP = 8


@lru_cache(maxsize=1)
def normalise_texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts of a transcript's excerpts as `normalise_text` does.

    Those of the last transcript are kept, since several questions are asked of them.
    """
    return tuple(map(normalise_text, texts))


def find_matching(phrases: Sequence[str], texts: Sequence[str]) -> set[int]:
    """Return the numbers of the excerpts that hold the words of any phrase."""
    if not phrases:
        return set()
    sought = [normalise_text(phrase) for phrase in phrases]
    return {
        number
        for number, text in enumerate(normalise_texts(tuple(texts)))
        if any(words in text for words in sought)
    }


def find_unmatched(phrases: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    """Return the phrases whose words are in no excerpt."""
    if not phrases:
        return ()
    said = normalise_texts(tuple(texts))
    return tuple(
        phrase
        for phrase in phrases
        if not any(normalise_text(phrase) in text for text in said)
    )


def find_naming_words(texts: Sequence[str], number: int) -> str | None:
    """Return words by which an override means one excerpt and no other.

    They are its first words, as few as tell it from the others; where another excerpt
    holds all of these, words from further in. Excerpts with the same words are one.

    Args:
        texts: Of all excerpts of a transcript.
        number: Of the excerpt among them.

    Returns:
        A line, or None where others hold every word of it, or it is too short.
    """
    normal = normalise_texts(tuple(texts))
    own = normal[number]
    others = [text for text in normal if text != own]
    line = tidy_line(texts[number])

    def names(words: str) -> bool:
        sought = normalise_text(words)
        return (
            can_name_excerpt(words)
            and sought in own
            and not any(sought in text for text in others)
        )

    for start in _cuts(line, at_ends=False):
        rest = line[start:]
        ends = [end for end in _cuts(rest, at_ends=True) if end <= MAX_MARK_CHARS]
        # What the longest does not tell apart, no shorter one does.
        if not ends or not names(rest[: ends[-1]]):
            continue
        long_enough = [end for end in ends if end >= MIN_NAMING_CHARS] or ends[-1:]
        return next(rest[:end] for end in long_enough if names(rest[:end]))
    return None


def _cuts(line: str, *, at_ends: bool) -> Iterator[int]:
    """Yield where words start or end, and places inside very long ones."""
    for word in _WORD.finditer(line):
        inside = range(word.start(), word.end(), _CUT_STEP)[1:]
        if not at_ends:
            yield word.start()
        if len(word[0]) > _MAX_WHOLE_WORD_CHARS:
            yield from inside
        if at_ends:
            yield word.end()
