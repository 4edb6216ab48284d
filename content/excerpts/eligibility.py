"""Which excerpts may be offered at all, however well they are rated."""

from collections.abc import Mapping, Sequence

from content.excerpts.features.sentence_features import SentenceFeatures
from content.excerpts.sentences.openings import Opening
from content.excerpts.sentences.sentence import MIN_THOUGHT_SIZE
from content.language.question_marks import asks
from content.language.sentence_marks import COLONS
from content.language.words.text_size import text_size

MAX_SERVED_CHARS = 1_200
"""Characters of an excerpt, mostly one long sentence, up to which it may be offered."""

_MIN_QUESTION_SIZE = 100
"""Size (see `text_size`) below which a question alone says too little."""

_BARRED_FROM = {
    "reference": 1.0,
    "counted": 1.0,
    "continuation": 1.0,
    "concludes": 1.0,
    "dangling": 1.0,
    "pointer_early": 1.0,
    "named_before": 1.0,
    "time": 1.0,
    "likeness_early": 1.0,
    "replies": 1.0,
    "promised": 0.5,
    "that_amount": 1.0,
    # These say nothing yet.
    "preface": 1.0,
    "greets_only": 1.0,
}
"""The features of which half of the judged excerpts or more did not stand alone, and from
what measure of each; docs/excerpt-fits.md has the figures."""

_BARRED_WITHOUT_QUESTION = {
    "pronoun_at_once": 1.0,
    # With a question above, it is what "but" goes on from.
    "adversative": 1.0,
}

_BARRED_WITH_QUESTION = {
    # "it" is seldom what the question names.
    "pronoun_early": 1.0,
    # It leans itself, so that it helps nobody; or it has one telling word.
    "question_leans": 0.5,
    "question_bare": 0.8,
}


def opens_alone(said: Sequence[SentenceFeatures]) -> bool:
    """Return whether the first words that say something do not go on from others."""
    telling = next(each for each in said if not (each.is_remark or each.is_empty))
    announces = said[-1].text.rstrip().endswith(COLONS)
    return telling.opening < Opening.ENUMERATOR and not announces


def is_fit_to_offer(said: Sequence[SentenceFeatures]) -> bool:
    """Return whether sentences are neither too long nor too little to be offered."""
    telling = [each.text for each in said if not (each.is_remark or each.is_empty)]
    length = sum(len(each.text) for each in said)
    return length <= MAX_SERVED_CHARS and _has_substance(telling)


def _has_substance(said: Sequence[str]) -> bool:
    """Return whether sentences are more than a fragment, and more words than figures.

    A question alone needs more words than a statement to interest anybody.
    """
    text = "".join(said)
    letters = sum(map(str.isalpha, text))
    figures = sum(map(str.isdecimal, text))
    least = _MIN_QUESTION_SIZE if all(map(asks, said)) else MIN_THOUGHT_SIZE
    return text_size(text) >= least and letters > 4 * figures


def is_barred(features: Mapping[str, float]) -> bool:
    """Return whether any feature of an excerpt bars it from being offered."""
    more = _BARRED_WITH_QUESTION if features.get("asked") else _BARRED_WITHOUT_QUESTION
    return any(
        features.get(name, 0.0) >= least
        for bars in (_BARRED_FROM, more)
        for name, least in bars.items()
    )
