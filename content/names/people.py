"""Decide which speakers of many transcripts are one person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from content.model import Transcript
from content.names.index import fold

NAMED = 3
"""Names that a sentence lists; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Say who is who in a library.

    Attributes:
        canonical: From (slug, a speaker's name in that transcript) to the one name
            the library knows the person by.
        unresolved: Names that may or may not be somebody known.
    """

    canonical: dict[tuple[str, str], str]
    unresolved: tuple["Unsure", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """Hold a doubt about a name.

    Attributes:
        sentence: What is unsure, where, and how to mend it.
        slugs: The transcripts that it is about.
        others: For each person whom the name may mean, where that person speaks.
    """

    sentence: str
    slugs: frozenset[str]
    others: tuple[frozenset[str], ...] = ()

    def is_news(self, changed: frozenset[str]) -> bool:
        """Tell whether a change of transcripts may have brought the doubt.

        It may where the name stands, and where somebody comes whom it may mean.
        """
        return bool(self.slugs & changed) or any(
            each <= changed for each in self.others
        )


def resolve(transcripts: Sequence[Transcript]) -> People:
    """Join speakers whose names are surely one person's; list the unsure ones.

    Two names are one person's when they are equal but for case, accents and
    punctuation, or when one is declared as an alias of the other and of nobody
    else. Sharing a surname proves nothing: such names stay apart and are listed.
    """
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[str, set[str]] = defaultdict(set)
    claims: dict[str, set[str]] = defaultdict(set)
    voices: set[str] = set()
    for transcript in transcripts:
        for speaker in transcript.speakers:
            key = fold(speaker.name)
            printed[key][speaker.name] += 1
            where[key].add(transcript.slug)
            if speaker.voice:
                voices.add(key)
                continue
            for alias in speaker.aliases:
                claims[fold(alias)].add(key)
    owner = {key: _owner(key, claims) for key in printed}
    canonical = {
        (transcript.slug, speaker.name): _spelling(printed[owner[fold(speaker.name)]])
        for transcript in transcripts
        for speaker in transcript.speakers
    }
    persons = {owner[key] for key in printed if key not in voices}
    unresolved = [
        *_disputed(claims, printed, where),
        *_partial(persons, printed, where),
    ]
    return People(canonical=canonical, unresolved=tuple(unresolved))


def _owner(key: str, claims: Mapping[str, set[str]]) -> str:
    """Follow aliases from a name to the person who alone claims it."""
    seen = {key}
    while True:
        others = claims.get(key, set()) - {key}
        if len(others) != 1:
            return key
        (following,) = others
        if following in seen:
            # Two names that are declared as each other's alias: either will do, so
            # long as it is always the same one.
            return max(seen, key=lambda name: (len(name), name))
        seen.add(following)
        key = following


def _spelling(spellings: Counter[str]) -> str:
    return max(spellings, key=lambda name: (spellings[name], len(name), name))


def _disputed(
    claims: Mapping[str, set[str]],
    printed: Mapping[str, Counter[str]],
    where: Mapping[str, set[str]],
) -> Iterator[Unsure]:
    for alias, keys in sorted(claims.items()):
        if len({_owner(key, claims) for key in keys}) > 1:
            slugs = frozenset().union(*(where[key] for key in keys))
            names = _named((_spelling(printed[key]) for key in keys), "and")
            yield Unsure(
                sentence=f"{alias!r} is an alias of {names} (in {_named(slugs, 'and')}"
                "); whoever asks for it is asked which one",
                slugs=slugs,
            )


def _partial(
    persons: set[str],
    printed: Mapping[str, Counter[str]],
    where: Mapping[str, set[str]],
) -> Iterator[Unsure]:
    holders: dict[str, set[str]] = defaultdict(set)
    for person in persons:
        for word in person.split():
            holders[word].add(person)
    for person in sorted(persons):
        words = person.split()
        fuller = set.intersection(*(holders[word] for word in words)) - {person}
        if fuller:
            names = _named((_spelling(printed[name]) for name in fuller), "or")
            slugs = frozenset(where[person])
            yield Unsure(
                sentence=f"{_spelling(printed[person])!r} in {_named(slugs, 'and')} "
                f"may be {names}; give the full name, or declare it as an alias",
                slugs=slugs,
                others=tuple(frozenset(where[name]) for name in sorted(fuller)),
            )


def _named(names: Iterable[str], joint: str) -> str:
    """List a few names, and count the others.

    >>> _named(["Bo", "Ada"], "or"), _named("fedcba", "and")
    ('Ada or Bo', 'a, b, c and 3 others')
    """
    first, rest = (ordered := sorted(set(names)))[:NAMED], ordered[NAMED:]
    if rest:
        first.append(f"{len(rest):,} others" if len(rest) > 1 else rest[0])
    return f" {joint} ".join(filter(None, [", ".join(first[:-1]), first[-1]]))
