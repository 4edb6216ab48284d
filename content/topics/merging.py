"""Merge the topics of many transcripts into one list, the most telling first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log, log2

from content.topics.phrases import usual
from content.topics.unspaced import LONG, unspaced_size

SEVERAL = 2.0
"""What a phrase of several words is worth beside a single one: it says more."""

ELSEWHERE = 10
"""Transcripts added in thought, which have no topic of ours: with them, what half of a
small library speaks of is no commonplace yet."""

COMMONPLACE = 0.01
"""What is left of a topic that nearly every transcript has."""

SAME = 0.5
"""Share of a topic's transcripts from which a better one that says as much hides it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold a topic of one transcript, as one speaker says it.

    Attributes:
        speaker: 0 where nobody says it in these words.
        said: How often.
    """

    transcript: int
    speaker: int
    key: str
    phrase: str
    weight: float
    said: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Hold a topic of the library, or of one speaker in it.

    Attributes:
        phrase: Its most usual form.
        said: Whether that form is said, word for word, by anybody.
        transcripts: Where it is a topic, the weightiest first.
        speakers: Who says it, the most frequent first.
    """

    key: str
    phrase: str
    said: bool
    score: float
    transcripts: tuple[int, ...]
    speakers: tuple[int, ...]


def merge(
    entries: Iterable[Entry], transcripts: int, *, speaker: int = 0
) -> tuple[Merged, ...]:
    """Join what has one key, and rank it.

    A topic counts for how much of each transcript is about it, and less the more of
    all transcripts have it: what everybody speaks of tells nothing.

    Args:
        entries: Of all transcripts.
        transcripts: How many there are.
        speaker: Whose topics alone are wanted; 0 for all.
    """
    together: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        together[entry.key].append(entry)
    ranked = sorted(
        (
            _joined(key, own, _rarity(all_, transcripts))
            for key, all_ in together.items()
            if (own := [e for e in all_ if e.speaker == speaker or not speaker])
        ),
        key=lambda topic: (-topic.score, topic.key),
    )
    return tuple(_without_shadows(ranked))


def _rarity(entries: Iterable[Entry], transcripts: int) -> float:
    """Weigh a topic by how few have it, as BM25 weighs a word."""
    having = len({entry.transcript for entry in entries})
    lacking = ELSEWHERE + transcripts - having
    return max(log((lacking + 0.5) / (having + 0.5)), COMMONPLACE)


def _joined(key: str, entries: Sequence[Entry], rarity: float) -> Merged:
    weights = {entry.transcript: entry.weight for entry in entries}
    forms: Counter[str] = Counter()
    speakers: Counter[int] = Counter()
    for entry in entries:
        forms[entry.phrase] += entry.said
        if entry.speaker:
            speakers[entry.speaker] += entry.said
    phrase = usual(forms)
    several = " " in phrase or unspaced_size(phrase) >= LONG
    return Merged(
        key=key,
        phrase=phrase,
        said=forms[phrase] > 0,
        score=(SEVERAL if several else 1.0)
        * rarity
        * sum(log2(1 + weight) for weight in weights.values()),
        transcripts=tuple(sorted(weights, key=lambda each: (-weights[each], each))),
        speakers=tuple(sorted(speakers, key=lambda each: (-speakers[each], each))),
    )


def _without_shadows(ranked: Iterable[Merged]) -> Iterator[Merged]:
    """Leave out a topic that holds, or is held by, a better one of the same speeches."""
    # By word and transcript, so that no word is in many: a common one would make this
    # quadratic.
    kept: defaultdict[tuple[str, int], list[Merged]] = defaultdict(list)
    for topic in ranked:
        words = set(topic.key.split())
        places = [(word, where) for word in words for where in topic.transcripts]
        near = {each.key: each for place in places for each in kept[place]}
        if any(_shadows(each, topic, words) for each in near.values()):
            continue
        for place in places:
            kept[place].append(topic)
        yield topic


def _shadows(better: Merged, topic: Merged, words: set[str]) -> bool:
    others = set(better.key.split())
    if not (words <= others or others <= words):
        return False
    shared = set(better.transcripts) & set(topic.transcripts)
    return len(shared) > SAME * len(topic.transcripts)
