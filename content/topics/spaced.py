"""Find what is named, in scripts that part words by spaces.

A phrase is a run of telling words, as `content.topics.words` tells them, with "of" and
its like inside. Whether a word is a noun or a verb is learnt from its neighbours in the
same transcript: articles go before nouns, pronouns and auxiliaries before verbs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from content.language.word_lists import flag
from content.topics.phrases import Key, Passage, Phrase, free_counts, usual
from content.topics.words import (
    EDGE,
    Word,
    bare,
    has_fillers,
    shows_nouns,
    word,
)

MOST_WORDS = 4

LEAST_SINGLE = 3
"""Times that a single word has to be said, unless it is a name or the speech short."""

SHORT_SPEECH = 1_500
"""Words."""

HEADS_NAME, HEADS_PHRASE, HEADS_ALONE, HEADS_ADJECTIVE = 0.2, 0.4, 0.5, 0.95
"""Share of the times that nothing telling follows: it is no part of longer names."""

PHRASE, LINKED, NAME = 1.5, 1.0, 1.3
"""What a phrase of several words is worth, one with "of" in it, and a name."""

FILLERS, FILLER = 30, 4
"""Of so many most frequent stems, those of so few letters are taken for stop words
where a language's own are not known."""

VERB = 0.25
"""Share of the times from which a word that stands as verbs do is taken for one."""

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
        if (words := [word(form, language) for form in stretch.split()])
    ]
    often = _often(runs, names)
    if not has_fillers(language):
        often = _without_fillers(often)
    leaning = _leaning(runs, often)
    good = {
        stem for stem, count in often.items() if leaning.get(stem, 0) <= VERB * count
    }
    places = {
        key: where
        for key, where in _places(runs, good, names).items()
        if len(where) > 1
    }
    short = sum(len(run) for _, run in runs) < SHORT_SPEECH
    judge = _Judge(
        nouns={stem for stem in good if leaning.get(stem, 0) < 0}
        if shows_nouns(language)
        else good,
        least=2 if short else LEAST_SINGLE,
        cased=not flag(language, "capital_nouns"),
    )
    free = free_counts({key: len(where) for key, where in places.items()})
    return [
        Phrase(
            key=key,
            printed=_printed(where),
            weight=free[key] * worth,
            said=tuple(sorted(Counter(speaker for _, _, _, speaker in where).items())),
        )
        for key, where in places.items()
        if free[key] >= 1 and (worth := judge.worth(where))
    ]


def _often(runs: Sequence[tuple[int, _Run]], names: frozenset[str]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for _, run in runs:
        counts.update([w.stem for w in run if w.fits and w.form not in names])
    return {stem: count for stem, count in counts.items() if count > 1}


def _without_fillers(often: Mapping[str, int]) -> dict[str, int]:
    """Leave out what is short and frequent, as words are that hold others together."""
    common = sorted(often, key=lambda stem: (-often[stem], stem))[:FILLERS]
    short = {stem for stem in common if len(stem) <= FILLER}
    return {stem: count for stem, count in often.items() if stem not in short}


def _leaning(
    runs: Sequence[tuple[int, _Run]], among: Collection[str]
) -> dict[str, int]:
    """Return how much oftener a stem stands where verbs do than where nouns do."""
    sways: defaultdict[str, int] = defaultdict(int)
    for _, run in runs:
        before = EDGE
        for at, each in enumerate(run):
            if each.fits and each.stem in among:
                after = run[at + 1]
                # "to Congress" is no verb: nothing is done to anything.
                acts = before.actor and not (before.infinitive and after is EDGE)
                if acts or after.article:
                    sways[each.stem] += 1
                elif before.nominal or after.link or each.elided:
                    sways[each.stem] -= 1
            before = each
    return sways


def _places(
    runs: Sequence[tuple[int, _Run]], good: Collection[str], names: frozenset[str]
) -> dict[Key, list[_Place]]:
    """Return where each run of good words stands, short ones inside long ones too."""
    places: defaultdict[Key, list[_Place]] = defaultdict(list)
    for speaker, run in runs:
        fits = [w.fits and w.stem in good and w.form not in names for w in run]
        for start, opens in enumerate(fits):
            if not opens:
                continue
            key: Key = ()
            for end in range(start, min(start + MOST_WORDS, len(run) - 1)):
                each = run[end]
                key += (each.stem,)
                if fits[end]:
                    if each.closes:
                        places[key].append((run, start, end + 1, speaker))
                elif not (each.link or (each.article and run[end - 1].link)):
                    break
    return places


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """Tell what names something in one transcript.

    Attributes:
        nouns: Stems that stand where nouns do.
        least: How often a single word has to be said, unless it is a name.
        cased: Whether capitals mark names.
    """

    nouns: Collection[str]
    least: int
    cased: bool

    def worth(self, places: Sequence[_Place]) -> float:
        """Return what a phrase is worth, 0 where it names nothing."""
        run, start, end, _ = places[0]
        words = run[start:end]
        if not any(each.tells for each in words):
            return 0.0
        count = len(places)
        heads = sum(not run[end].fits for run, _, end, _ in places) / count
        name = self.cased and sum(map(_large, places)) > count / 2
        single = len(words) == 1
        least = HEADS_ALONE if single else HEADS_NAME if name else HEADS_PHRASE
        if words[-1].adjective and not name:
            least = HEADS_ADJECTIVE
        known = name or (words[0].stem in self.nouns and count >= self.least)
        if heads < least or (single and not known):
            return 0.0
        linked = any(each.link for each in words)
        worth = 1.0 if single else LINKED if linked else PHRASE
        return worth * (NAME if name else 1.0)


def _large(place: _Place) -> bool:
    """Tell capitals that no beginning of a sentence has called for."""
    run, start, end, _ = place
    return start > 0 and run[start].form[0].isupper() and run[end - 1].form[0].isupper()


def _printed(places: Sequence[_Place]) -> str:
    """Return the most usual form of a phrase."""
    forms: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for run, start, end, _ in places:
        form = " ".join([each.form for each in run[start:end]])
        forms[form] += 1
        inside[form] += start > 0
    form = usual(forms, inside)
    run, start, end, _ = places[0]
    # Several words are looked for as printed, one by its stem.
    return bare(form) if end - start == 1 and run[start].elided else form
