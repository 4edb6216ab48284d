"""Find what is named, in scripts that part words by spaces.

A phrase is a run of telling words, as `content.topics.words` tells them, with "of" and
its like inside. Whether a word is a noun or a verb is learnt from its neighbours in the
same transcript: articles go before nouns, pronouns and auxiliaries before verbs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from content.topics.phrases import Key, Passage, Phrase, free_counts, usual
from content.topics.words import EDGE, LARGE_NOUNS, Word, word

MOST_WORDS = 4

LEAST_SINGLE = 3
"""Times that a single word has to be said, unless it is a name or the speech short."""

SHORT_SPEECH = 1_500
"""Words."""

HEADS_NAME, HEADS_PHRASE, HEADS_ALONE, HEADS_ADJECTIVE = 0.2, 0.4, 0.5, 0.95
"""Share of the times that nothing telling follows: it is no part of longer names."""

PHRASE, LINKED, NAME = 1.5, 1.0, 1.3
"""What a phrase of several words is worth, one with "of" in it, and a name."""

VERB = 0.25
"""Share of the times from which a word that stands as verbs do is taken for one."""

_BREAK = re.compile(
    r"[.,;:!?…()\[\]{}<>\"“”„«»‹›*/|=+~•·\n\t—–‒―]|--+| [-'‘’] | ['‘]|['’](?= )"
)

_Run = list[Word]
_Span = tuple[int, int, int]
"""Which run, and the first word and the one after the last."""


def spaced_phrases(
    passages: Sequence[Passage], language: str, names: frozenset[str]
) -> list[Phrase]:
    """Return the phrases that are said twice or more, in any order.

    Args:
        passages: What is said.
        language: Primary tag.
        names: Words, as printed, that no phrase may hold.
    """
    runs, speakers = _runs(passages, language)
    cased = language not in LARGE_NOUNS
    short = sum(map(len, runs)) < SHORT_SPEECH
    least = 2 if short else LEAST_SINGLE
    often = _often(runs, names)
    leaning = _leaning(runs, often)
    good = {
        stem for stem, count in often.items() if leaning.get(stem, 0) <= VERB * count
    }
    spans = _spans(runs, good, names)
    counts = {key: len(places) for key, places in spans.items() if len(places) > 1}
    free = free_counts(counts)
    found = []
    for key in counts:
        if free[key] < 1:
            continue
        noun = leaning.get(key[0], 0) < 0
        worth = _worth([(runs[r], a, b) for r, a, b in spans[key]], noun, least, cased)
        if worth:
            said = Counter(speakers[r] for r, _, _ in spans[key])
            printed = usual(
                " ".join([each.form for each in runs[r][a:b]]) for r, a, b in spans[key]
            )
            found.append(
                Phrase(
                    key=key,
                    printed=printed,
                    weight=free[key] * worth,
                    said=tuple(sorted(said.items())),
                )
            )
    return found


def _runs(passages: Sequence[Passage], language: str) -> tuple[list[_Run], list[int]]:
    """Return the words between two marks of punctuation, each run closed by an edge."""
    runs, speakers = [], []
    for passage in passages:
        for stretch in _BREAK.split(passage.text):
            run = [word(form, language) for form in stretch.split()]
            if run:
                run.append(EDGE)
                runs.append(run)
                speakers.append(passage.speaker)
    return runs, speakers


def _often(runs: Sequence[_Run], names: frozenset[str]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for run in runs:
        counts.update([w.stem for w in run if w.fits and w.form not in names])
    return {stem: count for stem, count in counts.items() if count > 1}


def _leaning(runs: Sequence[_Run], among: Collection[str]) -> dict[str, int]:
    """Return how much oftener a stem stands where verbs do than where nouns do."""
    sways: defaultdict[str, int] = defaultdict(int)
    for run in runs:
        before = EDGE
        for at, each in enumerate(run):
            if each.fits and each.stem in among:
                after = run[at + 1]
                # "to Congress" is no verb: nothing is done to anything.
                acts = before.actor and not (before.infinitive and after is EDGE)
                if acts or after.article:
                    sways[each.stem] += 1
                elif before.article or before.link or after.link:
                    sways[each.stem] -= 1
            before = each
    return sways


def _spans(
    runs: Sequence[_Run], good: Collection[str], names: frozenset[str]
) -> dict[Key, list[_Span]]:
    spans: defaultdict[Key, list[_Span]] = defaultdict(list)
    for number, run in enumerate(runs):
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
                        spans[key].append((number, start, end + 1))
                elif not each.link:
                    break
    return spans


def _worth(
    places: Sequence[tuple[_Run, int, int]], noun: bool, least: int, cased: bool
) -> float:
    """Judge whether a phrase names something; return what it is worth, or 0."""
    run, start, end = places[0]
    words = run[start:end]
    count = len(places)
    heads = sum(not run[end].fits for run, _, end in places) / count
    large = sum(
        run[start].form[0].isupper() and run[end - 1].form[0].isupper() and start > 0
        for run, start, end in places
    )
    name = cased and large > count / 2
    if not any(each.tells for each in words):
        return 0.0
    adjective = words[-1].adjective and not name
    if len(words) == 1:
        alone = HEADS_ADJECTIVE if adjective else HEADS_ALONE
        if heads < alone or not (name or (noun and count >= least)):
            return 0.0
    elif heads < (
        HEADS_ADJECTIVE if adjective else HEADS_NAME if name else HEADS_PHRASE
    ):
        return 0.0
    linked = any(each.link for each in words)
    worth = 1.0 if len(words) == 1 else LINKED if linked else PHRASE
    return worth * (NAME if name else 1.0)
