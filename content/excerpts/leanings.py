"""Signs that a sentence leans on what was said before it, each with a name.

What leans is found by tables of each language, anywhere in the sentence. The more is
said before it there, the likelier that is what it means.
"""

import re
from functools import lru_cache

from content.excerpts.standalone import Opening, classify_opening, text_size
from content.language.folding import fold_letters
from content.language.word_lists import flag, pattern, words

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")

SIZE_OF_WORD = 6
"""Size (see `text_size`) of a word, where words are not parted."""

GOES_ON = (
    "reference",
    "connective",
    "continuation",
    "link",
    "pronoun_at_once",
    "pronoun_early",
    "pointer_early",
    "weak_pointer_early",
    "likeness_early",
)
"""Signs of a sentence that goes on from the one before it."""

LEANS = frozenset(
    {
        *GOES_ON,
        "counted",
        "pronoun_middle",
        "pointer_middle",
        "thing_first",
        "time",
        "elision",
        "unnamed",
    }
)
"""Signs of a sentence that can't be read as a saying of its own, however short."""

_OPENINGS = {
    Opening.REFERENCE: "reference",
    Opening.CONNECTIVE: "connective",
    Opening.ENUMERATOR: "counted",
}
_ANYWHERE = {
    "link": "excerpts.links",
    "thing": "excerpts.things",
    "time": "excerpts.times",
    "elision": "excerpts.elisions",
}
_AT_THE_START = {
    "continuation": ("excerpts.continuations",),
    "thing_first": ("excerpts.subjects", "excerpts.things"),
    "hypothetical": ("excerpts.hypotheses",),
}

_FEW_WORDS, _SOME_WORDS, _MANY_WORDS = 2, 5, 8
"""Telling words before one that points back: too few to hold what it means, or enough."""

_MASKED = re.compile("·+")
_BEFORE_FIRST_WORD = re.compile(r"[\W_]*")


def leanings(sentence: str, language: str) -> dict[str, float]:
    """Return the signs of a sentence by name; those that are not named are 0.

    Args:
        sentence: White space around it does not count.
        language: Primary tag.
    """
    plain = _without_exceptions(sentence.strip(), language)
    signs = {
        name: 1.0 for name, table in _ANYWHERE.items() if _found(plain, language, table)
    }
    start = sentence[_BEFORE_FIRST_WORD.match(sentence).end() :]  # type: ignore[union-attr]  # matches nothing too
    for name, tables in _AT_THE_START.items():
        if any(
            each.match(start) for table in tables if (each := pattern(language, table))
        ):
            signs[name] = 1.0
    opening = classify_opening(sentence, language)
    if opening in _OPENINGS:
        signs[_OPENINGS[opening]] = 1.0
    if _is_unnamed(plain, language):
        signs["unnamed"] = 1.0
    return signs | _by_place(plain, language)


def _without_exceptions(sentence: str, language: str) -> str:
    """Return a sentence with dots for what only looks as if it pointed back."""
    for table in ("openings.independent", "excerpts.excepted"):
        found = pattern(language, table)
        if found:
            sentence = found.sub(lambda match: "·" * len(match[0]), sentence)
    return sentence


def _is_unnamed(sentence: str, language: str) -> bool:
    """Return whether one person is spoken of, and nobody is named before that."""
    match = _found(sentence, language, "excerpts.persons")
    if match is None:
        return False
    before = WORD.findall(sentence[: match.start()])
    return not any(word[0].isupper() for word in before[1:])


def _by_place(sentence: str, language: str) -> dict[str, float]:
    """Return the signs of words that point back, by how much stands before the first."""
    signs = {}
    before = _before(sentence, language, "excerpts.pronouns")
    if before is not None:
        middle = "pronoun_middle" if before <= _SOME_WORDS else "pronoun_later"
        early = "pronoun_early" if before <= _FEW_WORDS else middle
        signs[early if before else "pronoun_at_once"] = 1.0
    before = _before(sentence, language, "excerpts.pointers")
    if before is not None:
        middle = "pointer_middle" if before <= _MANY_WORDS else "pointer_later"
        signs["pointer_early" if before <= _FEW_WORDS else middle] = 1.0
    for name in ("weak_pointer", "likeness"):
        before = _before(sentence, language, _EARLY_OR_LATER[name])
        if before is not None:
            place = "early" if before <= _FEW_WORDS else "later"
            signs[f"{name}_{place}"] = 1.0
    return signs


_EARLY_OR_LATER = {
    "weak_pointer": "excerpts.weak_pointers",
    "likeness": "excerpts.likenesses",
}


def _found(sentence: str, language: str, table: str) -> re.Match[str] | None:
    found = pattern(language, table)
    return found.search(sentence) if found else None


def _before(sentence: str, language: str, table: str) -> int | None:
    """Return how many telling words stand before a table's first match; None for none."""
    match = _found(sentence, language, table)
    return _telling_words(sentence[: match.start()], language) if match else None


def _telling_words(text: str, language: str) -> int:
    if not flag(language, "spaced"):
        return int(text_size(text) // (2 * SIZE_OF_WORD))
    masked = len(_MASKED.findall(text))
    return masked + sum(
        len(word) > 2 and not is_stop_word(word, language)
        for word in WORD.findall(text)
    )


@lru_cache(maxsize=65_536)
def is_stop_word(word: str, language: str) -> bool:
    """Return whether a word is a function word of a language."""
    return fold_letters(word) in words(language, "stop_words")
