"""Features of whether a sentence depends on what was said before it.

Words that point back are found by tables of each language, anywhere in the sentence. The
more is said before them there, the likelier that is what they mean.
"""

import re

from content.excerpts.sentences.openings import Opening, first_word_start
from content.excerpts.sentences.sentence import WORD, Sentence, is_function_word
from content.language.word_lists import fast_pattern, flag
from content.language.words.text_size import SIZE_OF_WORD, text_size

CONTINUING = (
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
"""Features of a sentence that goes on from the one before it."""

DEPENDENT = frozenset(
    {
        *CONTINUING,
        "counted",
        "pronoun_middle",
        "pointer_middle",
        "thing_first",
        "time",
        "elision",
        "unnamed",
    }
)
"""Features of a sentence that can't be read as a saying of its own, however short."""

_OPENINGS = {
    Opening.REFERENCE: "reference",
    Opening.CONNECTIVE: "connective",
    Opening.ENUMERATOR: "counted",
}
_ANYWHERE = {
    "named_before": "excerpts.named_before",
    "link": "excerpts.links",
    "thing": "excerpts.things",
    "time": "excerpts.times",
    "elision": "excerpts.elisions",
}
_AT_THE_START = {
    "continuation": ("excerpts.continuations",),
    "thing_first": ("excerpts.subjects", "excerpts.things"),
    "hypothetical": ("excerpts.hypotheses",),
    "concludes": ("excerpts.conclusions",),
}

_FEW_WORDS, _SOME_WORDS, _MANY_WORDS = 2, 5, 8
"""Telling words before one that points back: too few to hold what it means, or enough."""

_MASKED = re.compile("·+")


def context_dependence(sentence: Sentence) -> dict[str, float]:
    """Return the features of a sentence by name; those that are not named are 0."""
    language = sentence.language
    features = {
        name: 1.0
        for name, table in _ANYWHERE.items()
        if _place(sentence, table) is not None
    }
    start = sentence.searched[first_word_start(sentence.text) :]
    for name, tables in _AT_THE_START.items():
        if any(
            each.match(start)
            for table in tables
            if (each := fast_pattern(language, table))
        ):
            features[name] = 1.0
    if sentence.opening in _OPENINGS:
        features[_OPENINGS[sentence.opening]] = 1.0
    if _is_unnamed(sentence):
        features["unnamed"] = 1.0
    return features | _by_place(sentence)


def _place(sentence: Sentence, table: str) -> int | None:
    """Return where an entry of a table first stands; None for nowhere."""
    found = fast_pattern(sentence.language, table)
    match = found.search(sentence.masked) if found else None
    return match.start() if match else None


def _before(sentence: Sentence, place: int) -> str:
    """Return what stands before a place, as it is written, with dots as it is masked."""
    return "".join(
        "·" if masked == "·" else char
        for masked, char in zip(
            sentence.masked[:place], sentence.text[:place], strict=True
        )
    )


def _telling_words_before(sentence: Sentence, table: str) -> int | None:
    """Return how many stand before a table's first entry; None without one."""
    place = _place(sentence, table)
    if place is None:
        return None
    return _telling_words(_before(sentence, place), sentence.language)


def _is_unnamed(sentence: Sentence) -> bool:
    """Return whether one person is spoken of, and nobody is named before that."""
    place = _place(sentence, "excerpts.persons")
    if place is None:
        return False
    before = WORD.findall(_before(sentence, place))
    return not any(word[0].isupper() for word in before[1:])


def _by_place(sentence: Sentence) -> dict[str, float]:
    """Return the features of words that point back, by how much stands before the first."""
    features = {}
    before = _telling_words_before(sentence, "excerpts.pronouns")
    if before is not None:
        middle = "pronoun_middle" if before <= _SOME_WORDS else "pronoun_later"
        early = "pronoun_early" if before <= _FEW_WORDS else middle
        features[early if before else "pronoun_at_once"] = 1.0
    before = _telling_words_before(sentence, "excerpts.pointers")
    if before is not None:
        middle = "pointer_middle" if before <= _MANY_WORDS else "pointer_later"
        features["pointer_early" if before <= _FEW_WORDS else middle] = 1.0
    for name, table in _EARLY_OR_LATER.items():
        before = _telling_words_before(sentence, table)
        if before is not None:
            place = "early" if before <= _FEW_WORDS else "later"
            features[f"{name}_{place}"] = 1.0
    return features


_EARLY_OR_LATER = {
    "weak_pointer": "excerpts.weak_pointers",
    "likeness": "excerpts.likenesses",
}


def _telling_words(text: str, language: str) -> int:
    if not flag(language, "spaced"):
        return int(text_size(text) // (2 * SIZE_OF_WORD))
    masked = len(_MASKED.findall(text))
    return masked + sum(
        len(word) > 2 and not is_function_word(word, language)
        for word in WORD.findall(text)
    )
