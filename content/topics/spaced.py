"""Find phrases in scripts that put spaces between words.

A phrase is a run of candidates, as `content.topics.word_classes` classifies words, with
"of" and its like inside. Whether a word is a noun or a verb is learnt from its neighbours in the
same transcript: articles go before nouns, pronouns and auxiliaries before verbs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from content.language.word_lists import flag
from content.topics.phrases import (
    Key,
    Passage,
    Phrase,
    independent_counts,
    most_frequent_form,
)
from content.topics.word_classes import (
    EDGE,
    Word,
    classify_word,
    has_determiners,
    has_stop_words,
    without_elision,
)

MAX_PHRASE_WORDS = 4

MIN_WORD_COUNT = 3
"""Times that a single word has to be said, unless it is a name or the speech short."""

SHORT_SPEECH_WORDS = 1_500
"""Words up to which a speech is short: a single word said twice may be a topic."""

NAME_HEAD_SHARE = 0.2
PHRASE_HEAD_SHARE = 0.4
WORD_HEAD_SHARE = 0.5
ADJECTIVE_HEAD_SHARE = 0.95
"""Share of its places, at least, in which a name, another phrase, a single word, or what
ends with an adjective is not followed by a candidate, so is no part of a longer name."""

PHRASE_FACTOR, LINKED_FACTOR, NAME_FACTOR = 1.5, 1.0, 1.3
"""Factors for a phrase of several words, for one with "of" in it, and for a name."""

FREQUENT_STEMS, MAX_FILLER_LETTERS = 30, 4
"""Of so many most frequent stems, those of so few letters are taken for stop words
where a language's own are not known."""

MIN_VERB_SHARE = 0.25
"""Share of its places, balanced, from which a word that stands as verbs do is one."""

_BREAK = re.compile(
    r"[.,;:!?…()\[\]{}<>\"“”„«»‹›*/|=+~•·\n\t—–‒―]|--+| [-'‘’] | ['‘]|['’](?= )"
)

_Run = list[Word]
"""The words between two marks of punctuation, closed by an edge."""

_Place = tuple[_Run, int, int, int]
"""A run, the first word of a phrase in it, the one after its last, and who speaks."""


def spaced_phrases(
    passages: Sequence[Passage], language: str, names: frozenset[str]
) -> list[Phrase]:
    """Return the phrases that are said twice or more, in any order.

    Args:
        passages: What is said.
        language: Primary tag.
        names: Words, as printed, that no phrase may hold.
    """
    runs = [
        (passage.speaker, [*words, EDGE])
        for passage in passages
        for stretch in _BREAK.split(passage.text)
        if (words := [classify_word(form, language) for form in stretch.split()])
    ]
    often = _repeated_stems(runs, names)
    if not has_stop_words(language):
        often = _without_fillers(often)
    balance = _verb_balance(runs, often)
    good = {
        stem
        for stem, count in often.items()
        if balance.get(stem, 0) <= MIN_VERB_SHARE * count
    }
    places = {
        key: where
        for key, where in _phrase_places(runs, good, names).items()
        if len(where) > 1
    }
    short = sum(len(run) for _, run in runs) < SHORT_SPEECH_WORDS
    scorer = _PhraseScorer(
        nouns={stem for stem in good if balance.get(stem, 0) < 0}
        if has_determiners(language)
        else good,
        least=2 if short else MIN_WORD_COUNT,
        cased=not flag(language, "capital_nouns"),
    )
    counts = independent_counts({key: len(where) for key, where in places.items()})
    return [
        Phrase(
            key=key,
            printed=_most_frequent_printed(where),
            weight=counts[key] * factor,
            said=tuple(sorted(Counter(speaker for _, _, _, speaker in where).items())),
        )
        for key, where in places.items()
        if counts[key] >= 1 and (factor := scorer.factor(where))
    ]


def _repeated_stems(
    runs: Sequence[tuple[int, _Run]], names: frozenset[str]
) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for _, run in runs:
        counts.update([w.stem for w in run if w.is_candidate and w.form not in names])
    return {stem: count for stem, count in counts.items() if count > 1}


def _without_fillers(often: Mapping[str, int]) -> dict[str, int]:
    """Return the stems without short and frequent ones, which are mostly function words."""
    common = sorted(often, key=lambda stem: (-often[stem], stem))[:FREQUENT_STEMS]
    short = {stem for stem in common if len(stem) <= MAX_FILLER_LETTERS}
    return {stem: count for stem, count in often.items() if stem not in short}


def _verb_balance(
    runs: Sequence[tuple[int, _Run]], among: Collection[str]
) -> dict[str, int]:
    """Return how many times more a stem stands where verbs do than where nouns do."""
    balance: defaultdict[str, int] = defaultdict(int)
    for _, run in runs:
        before = EDGE
        for at, each in enumerate(run):
            if each.is_candidate and each.stem in among:
                after = run[at + 1]
                # "to Congress" is no verb: nothing is done to anything.
                lone = before.before_infinitive and after is EDGE
                acts = before.before_verb and not lone
                if acts or after.is_determiner:
                    balance[each.stem] += 1
                elif before.before_noun or after.is_link or each.is_elided_noun:
                    balance[each.stem] -= 1
            before = each
    return balance


def _phrase_places(
    runs: Sequence[tuple[int, _Run]], good: Collection[str], names: frozenset[str]
) -> dict[Key, list[_Place]]:
    """Return where each run of good stems stands, short ones inside long ones too."""
    places: defaultdict[Key, list[_Place]] = defaultdict(list)
    for speaker, run in runs:
        fits = [w.is_candidate and w.stem in good and w.form not in names for w in run]
        for start, opens in enumerate(fits):
            if not opens:
                continue
            key: Key = ()
            for end in range(start, min(start + MAX_PHRASE_WORDS, len(run) - 1)):
                each = run[end]
                key += (each.stem,)
                if fits[end]:
                    if each.may_be_last:
                        places[key].append((run, start, end + 1, speaker))
                elif not each.is_link and not (
                    each.is_determiner and run[end - 1].is_link
                ):
                    break
    return places


@dataclass(frozen=True, slots=True, kw_only=True)
class _PhraseScorer:
    """A scorer of the phrases of one transcript.

    Attributes:
        nouns: Stems that stand where nouns do.
        least: How often a single word has to be said, unless it is a name.
        cased: Whether capitals mark names.
    """

    nouns: Collection[str]
    least: int
    cased: bool

    def factor(self, places: Sequence[_Place]) -> float:
        """Return the factor for a phrase's count, 0 where it is no topic."""
        run, start, end, _ = places[0]
        words = run[start:end]
        if not any(each.is_specific for each in words):
            return 0.0
        count = len(places)
        heads = sum(not run[end].is_candidate for run, _, end, _ in places) / count
        name = self.cased and sum(map(_has_capitals, places)) > count / 2
        single = len(words) == 1
        several = NAME_HEAD_SHARE if name else PHRASE_HEAD_SHARE
        least = WORD_HEAD_SHARE if single else several
        if words[-1].is_adjective and not name:
            least = ADJECTIVE_HEAD_SHARE
        known = name or (words[0].stem in self.nouns and count >= self.least)
        if heads < least or (single and not known):
            return 0.0
        linked = any(each.is_link for each in words)
        factor = 1.0 if single else LINKED_FACTOR if linked else PHRASE_FACTOR
        return factor * (NAME_FACTOR if name else 1.0)


def _has_capitals(place: _Place) -> bool:
    """Return whether a phrase has capitals though no sentence begins with it."""
    run, start, end, _ = place
    return start > 0 and run[start].form[0].isupper() and run[end - 1].form[0].isupper()


def _most_frequent_printed(places: Sequence[_Place]) -> str:
    """Return the most frequent printed form of a phrase."""
    forms: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for run, start, end, _ in places:
        form = " ".join([each.form for each in run[start:end]])
        forms[form] += 1
        inside[form] += start > 0
    form = most_frequent_form(forms, inside)
    run, start, end, _ = places[0]
    # Several words are looked for as printed, one by its stem.
    elided = end - start == 1 and run[start].is_elided_noun
    return without_elision(form) if elided else form
