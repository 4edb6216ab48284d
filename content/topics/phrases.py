"""Phrases of one transcript, and how their counts are weighed: the C-value."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Key = tuple[str, ...]
"""The stems of a phrase, or its characters where a script has no spaces."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Uninterrupted words of one speaker, who is known by a number."""

    speaker: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase of one transcript.

    Attributes:
        printed: As it is said most often, spaces folded.
        weight: How much of the transcript it is about; comparable within one only.
        said: How often each speaker, by number, says it.
    """

    key: Key
    printed: str
    weight: float
    said: tuple[tuple[int, int], ...]


def independent_counts(counts: Mapping[Key, int]) -> dict[Key, float]:
    """Return how often each phrase is said outside of longer ones.

    What is said only inside longer phrases says nothing beside them: from its count
    is taken the mean count of those. This is the heart of the C-value of Frantzi,
    Ananiadou and Mima, https://doi.org/10.1007/s007999900023.
    """
    within: defaultdict[Key, int] = defaultdict(int)
    longer: Counter[Key] = Counter()
    for key, count in counts.items():
        for part in _parts(key):
            if part in counts:
                within[part] += count
                longer[part] += 1
    return {
        key: count - within[key] / longer[key] if longer[key] else float(count)
        for key, count in counts.items()
    }


def _parts(key: Key) -> Iterable[Key]:
    size = len(key)
    return {
        key[start:end]
        for start in range(size)
        for end in range(start + 1, size + 1)
        if end - start < size
    }


def most_frequent_form(
    forms: Mapping[str, int], telling: Mapping[str, int] | None = None
) -> str:
    """Return the most frequent form, in its most frequent case.

    Args:
        forms: How often each is printed.
        telling: How often where nothing but the word itself decides on capitals; the
            first word of a sentence has one anyhow.
    """
    folded: Counter[str] = Counter()
    for form, count in forms.items():
        folded[form.casefold()] += count
    best = min(folded, key=lambda form: (-folded[form], form))
    return min(
        (form for form in forms if form.casefold() == best),
        key=lambda form: (-(telling or {}).get(form, 0), -forms[form], form.swapcase()),
    )
