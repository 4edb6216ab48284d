"""Features of an excerpt's sentences, and of where it begins.

None decides alone: `quotability.toml` says how much each weighs.
"""

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from itertools import pairwise

from content.excerpts.features.context_dependence import CONTINUING, DEPENDENT
from content.excerpts.features.sentence_features import SentenceFeatures, capped_share
from content.excerpts.features.wholeness import wholeness
from content.language.question_marks import asks
from content.language.word_lists import entries, fast_pattern, flag, words
from content.language.words.text_size import SIZE_OF_WORD, text_size
from content.model import Turn, TurnKind

_NUMBERED = re.compile(r"(?:^|[\s(])\(?(?:\d{1,2}|[IVX]{1,4}|[a-z])[.)]\s")
_MIN_KNOWN_WORDS, _MIN_OWN_SHARE = 5, 0.08
"""Words from which a text should hold function words of its language, and how many."""

_FULL_SIZE, _LONG_SENTENCE_SIZE = 350, 180
"""Sizes (see `text_size`) of a full excerpt, and of a long sentence."""

_SHORT_SIZE = 200
"""Size under which an excerpt may be a saying."""

_PROMISED_SIZE = 120
"""Size of what follows a promise ("three things") under which it is not all there."""

_MAX_COUNT = 4
"""Words or sentences that are counted; more say no more."""

_MAX_LISTENERS, _MAX_COURTESIES, _MAX_CHAIRING = 3, 2, 2
"""The same for words of some kinds."""

_LIST_SEMICOLONS, _LIST_COMMAS = 3, 7
"""Marks that make a list: in an excerpt, and in one sentence."""


class Place(Enum):
    """Where an excerpt begins in its transcript."""

    FIRST_WORDS = auto()  # of the event
    ANSWER = auto()  # right after somebody else's question
    REPLY = auto()  # right after what somebody else said
    PARAGRAPH = auto()  # of a turn that has begun
    WITHIN_PARAGRAPH = auto()
    UNKNOWN = auto()


def opening_place(turn: Turn, last: Turn | None) -> Place:
    """Return where the first excerpt of a turn begins, by the last that somebody said."""
    if last is None:
        return Place.FIRST_WORDS
    if last.speaker is not None and last.speaker == turn.speaker:
        return Place.PARAGRAPH
    return (
        Place.ANSWER
        if asks(last.text) or last.kind is TurnKind.QUESTION
        else Place.REPLY
    )


def read_features(
    said: Sequence[SentenceFeatures],
    place: Place = Place.UNKNOWN,
    around: Mapping[str, float] | None = None,
    before: SentenceFeatures | None = None,
) -> dict[str, float]:
    """Return the features of an excerpt by name; those that are not named are 0.

    Args:
        said: Its sentences; at least one that is not blank.
        place: Where it begins, where nothing of its turn is before it.
        around: The features of its surroundings, where they are known.
        before: The sentence of its turn that is before it.
    """
    if before is not None:
        ends = before.ends_paragraph
        place = Place.PARAGRAPH if ends else Place.WITHIN_PARAGRAPH
    within = place is Place.WITHIN_PARAGRAPH
    telling = [each for each in said if not each.is_remark] or list(said)
    text = "".join(each.text for each in said).strip()
    unknown = float(not _is_known(telling))
    opening = telling[0].opening_features
    if unknown:
        # The words of another language tell nothing.
        opening = {name: opening[name] for name in ("scrap_opening", "short_opening")}
    if place in {Place.FIRST_WORDS, Place.PARAGRAPH}:
        # A short sentence is a beginning here; elsewhere it may be half an exchange.
        opening = {**opening, "scrap_opening": 0.0}
    size = sum(each.size for each in telling)
    return {
        **opening,
        **_substance(telling, text),
        "short_and_free": 0.0
        if opening.keys() & DEPENDENT
        else max(0.0, 1 - size / _SHORT_SIZE),
        **wholeness(text),
        "salutation_end": float(len(telling) > 1 and telling[-1].is_salutation),
        **(around or {}),
        "later_paragraph": float(_goes_on_later(telling)),
        "named_before_next": float(
            len(telling) > 1 and "named_before" in telling[1].opening_features
        ),
        "promised": _promised(telling),
        # What stands before it is the end of something else.
        "later_salutation": float(any(each.is_salutation for each in telling[1:])),
        "answer": float(place is Place.ANSWER),
        "reply": float(place in {Place.ANSWER, Place.REPLY}),
        "first_words": float(place is Place.FIRST_WORDS),
        "within_paragraph": float(within),
        # In a row of short sentences, each mostly is a saying of its own.
        "after_short": float(within and before is not None and before.is_scrap),
        "after_question": float(before is not None and before.asks),
        "brief_within": max(0.0, 1 - len(telling) / _MAX_COUNT) if within else 0.0,
        "unknown_language": unknown,
    }


def _goes_on_later(said: Sequence[SentenceFeatures]) -> bool:
    """Return whether a later paragraph opens by going on from something.

    What it goes on from is seldom the end of the paragraph before it alone.
    """
    return any(
        before.ends_paragraph and any(map(after.opening_features.get, CONTINUING))
        for before, after in pairwise(said)
    )


def _promised(said: Sequence[SentenceFeatures]) -> float:
    """Return how far it ends before what it promises ("I ask three things of you.")."""
    after = 0.0
    for each in reversed(said):
        found = fast_pattern(each.language, "excerpts.promises")
        ends = [at.end() for at in found.finditer(each.searched)] if found else []
        if ends:
            rest = after + text_size(each.text[ends[-1] :])
            return max(0.0, 1 - rest / _PROMISED_SIZE)
        after += each.size
        if after >= _PROMISED_SIZE:
            break
    return 0.0


def _is_known(said: Sequence[SentenceFeatures]) -> bool:
    """Return whether it is known which words of these sentences would point back.

    A document may hold words in another language than its own: then few of them are
    the function words of its own.
    """
    language = said[0].language
    if not entries(language, "excerpts.pointers"):
        return False
    if not words(language, "stop_words") or not flag(language, "spaced"):
        return True
    count = sum(len(each.words) for each in said)
    own = sum(each.own_words for each in said)
    return count < _MIN_KNOWN_WORDS or own > _MIN_OWN_SHARE * count


def _substance(said: Sequence[SentenceFeatures], text: str) -> dict[str, float]:
    """Return the features of whether an excerpt says something."""
    language = said[0].language
    size = sum(each.size for each in said)
    if flag(language, "spaced"):
        count = max(sum(len(each.words) for each in said), 1)
    else:
        count = max(int(size // SIZE_OF_WORD), 1)
    names = 0 if flag(language, "capital_nouns") else sum(s.large_words for s in said)
    is_list = (
        text.count(";") >= _LIST_SEMICOLONS
        or len(_NUMBERED.findall(text)) > 1
        or max(each.commas for each in said) >= _LIST_COMMAS
    )
    return {
        "procedure": capped_share(sum(each.procedure for each in said), _MAX_COUNT),
        "chairing": capped_share(sum(each.chairing for each in said), _MAX_CHAIRING),
        "offices": capped_share(8 * sum(each.offices for each in said), count),
        "courtesy": capped_share(
            sum(each.courtesies for each in said), _MAX_COURTESIES
        ),
        "measures": capped_share(sum(each.measures for each in said), _MAX_COUNT),
        "figures": capped_share(sum(each.figures for each in said), _MAX_COUNT),
        "names": capped_share(5 * names, 2 * count),
        "list": float(is_list),
        "formula": float(any(each.is_empty for each in said)),
        "question": float(all(each.asks for each in said)),
        "asks": float(said[-1].asks),
        "addressed": capped_share(sum(each.listeners for each in said), _MAX_LISTENERS),
        "sentences": capped_share(len(said), _MAX_COUNT),
        "long_sentences": min(2.0, size / len(said) / _LONG_SENTENCE_SIZE),
        "small": max(0.0, 1 - size / 60),
        "long_words": capped_share(6 * sum(each.long_words for each in said), count)
        if not flag(language, "bends_names")
        else 0.0,
        "size": min(2.0, size / _FULL_SIZE),
        "claims": capped_share(5 * sum(each.claims for each in said), count),
    }
