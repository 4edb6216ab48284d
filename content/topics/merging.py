"""Merge the topics of many transcripts into one list, the most telling first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log, log2

from content.topics.phrases import most_frequent_form
from content.topics.unspaced import PHRASE_CHARS, count_unspaced

PHRASE_FACTOR = 2.0
"""Factor for a phrase of several words, which says more than a single one."""

ADDED_TRANSCRIPTS = 10
"""Transcripts without any topic that are counted beside the real ones, so that what half
of a small library speaks of does not count as common yet."""

MIN_RARITY = 0.01
"""Rarity of a topic that nearly every transcript has."""

MAX_SHARED = 0.5
"""Share of a topic's transcripts that a better one with the same words may have too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMention:
    """A topic of one transcript, as one speaker says it.

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
class LibraryTopic:
    """A topic of the library, or of one speaker in it.

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


def merge_topics(
    entries: Iterable[TopicMention], transcripts: int, *, speaker: int = 0
) -> tuple[LibraryTopic, ...]:
    """Merge topics with the same key, and rank them.

    A topic counts for how much of each transcript is about it, and less the more of
    all transcripts have it: what everybody speaks of tells nothing.

    Args:
        entries: Of all transcripts.
        transcripts: How many there are.
        speaker: Whose topics alone are wanted; 0 for all.
    """
    together: defaultdict[str, list[TopicMention]] = defaultdict(list)
    for entry in entries:
        together[entry.key].append(entry)
    ranked = sorted(
        (
            _merged(key, own, _rarity(all_, transcripts))
            for key, all_ in together.items()
            if (own := [e for e in all_ if e.speaker == speaker or not speaker])
        ),
        key=lambda topic: (-topic.score, topic.key),
    )
    return tuple(_without_overlaps(ranked))


def _rarity(entries: Iterable[TopicMention], transcripts: int) -> float:
    """Return the weight of a topic by how few transcripts have it, as in BM25."""
    having = len({entry.transcript for entry in entries})
    lacking = ADDED_TRANSCRIPTS + transcripts - having
    return max(log((lacking + 0.5) / (having + 0.5)), MIN_RARITY)


def _merged(key: str, entries: Sequence[TopicMention], rarity: float) -> LibraryTopic:
    weights = {entry.transcript: entry.weight for entry in entries}
    forms: Counter[str] = Counter()
    speakers: Counter[int] = Counter()
    for entry in entries:
        forms[entry.phrase] += entry.said
        if entry.speaker:
            speakers[entry.speaker] += entry.said
    phrase = most_frequent_form(forms)
    several = " " in phrase or count_unspaced(phrase) >= PHRASE_CHARS
    return LibraryTopic(
        key=key,
        phrase=phrase,
        said=forms[phrase] > 0,
        score=(PHRASE_FACTOR if several else 1.0)
        * rarity
        * sum(log2(1 + weight) for weight in weights.values()),
        transcripts=tuple(sorted(weights, key=lambda each: (-weights[each], each))),
        speakers=tuple(sorted(speakers, key=lambda each: (-speakers[each], each))),
    )


def _without_overlaps(ranked: Iterable[LibraryTopic]) -> Iterator[LibraryTopic]:
    """Yield the topics that neither hold nor are held by a better one of the same speeches."""
    # By word and transcript, so that no word is in many: a common one would make this
    # quadratic.
    kept: defaultdict[tuple[str, int], list[LibraryTopic]] = defaultdict(list)
    for topic in ranked:
        words = set(topic.key.split())
        places = [(word, where) for word in words for where in topic.transcripts]
        near = {each.key: each for place in places for each in kept[place]}
        if any(_overlaps(each, topic, words) for each in near.values()):
            continue
        for place in places:
            kept[place].append(topic)
        yield topic


def _overlaps(better: LibraryTopic, topic: LibraryTopic, words: set[str]) -> bool:
    others = set(better.key.split())
    if not (words <= others or others <= words):
        return False
    shared = set(better.transcripts) & set(topic.transcripts)
    return len(shared) > MAX_SHARED * len(topic.transcripts)
