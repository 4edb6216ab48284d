"""Decide which speakers of many transcripts are one person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from content.model import Transcript
from content.names.parsing import fold_name

MAX_LISTED_NAMES = 3
"""Names that a sentence lists; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedNames:
    """The one name of each person in a library.

    Attributes:
        canonical: From (slug, a speaker's name in that transcript) to the one name
            the library knows the person by.
        unresolved: Names that may or may not be somebody known.
    """

    canonical: dict[tuple[str, str], str]
    unresolved: tuple["UnresolvedName", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvedName:
    """A name that may or may not be somebody's.

    Attributes:
        sentence: What is uncertain, where, and how to resolve it.
        slugs: The transcripts with the name.
        others: For each person whom the name may mean, where that person speaks.
    """

    sentence: str
    slugs: frozenset[str]
    others: tuple[frozenset[str], ...] = ()

    def is_affected_by(self, changed: frozenset[str]) -> bool:
        """Return whether a change of transcripts may have made the name uncertain.

        It may where the name stands, and where somebody comes whom it may mean.
        """
        return bool(self.slugs & changed) or any(
            each <= changed for each in self.others
        )


def resolve_names(transcripts: Sequence[Transcript]) -> ResolvedNames:
    """Resolve names that certainly are one person's; list the uncertain ones.

    Two names are one person's when they are equal but for case, accents and
    punctuation, or when one is declared as an alias of the other and of nobody
    else. Sharing a surname proves nothing: such names stay separate and are listed.
    """
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[str, set[str]] = defaultdict(set)
    claims: dict[str, set[str]] = defaultdict(set)
    voices: set[str] = set()
    for transcript in transcripts:
        for speaker in transcript.speakers:
            key = fold_name(speaker.name)
            printed[key][speaker.name] += 1
            where[key].add(transcript.slug)
            if speaker.voice:
                voices.add(key)
                continue
            for alias in speaker.aliases:
                claims[fold_name(alias)].add(key)
    owner = {key: _owner(key, claims) for key in printed}
    canonical = {
        (transcript.slug, speaker.name): _spelling(
            printed[owner[fold_name(speaker.name)]]
        )
        for transcript in transcripts
        for speaker in transcript.speakers
    }
    persons = {owner[key] for key in printed if key not in voices}
    unresolved = [
        *_shared_aliases(claims, printed, where),
        *_partial_names(persons, printed, where),
    ]
    return ResolvedNames(canonical=canonical, unresolved=tuple(unresolved))


def _owner(key: str, claims: Mapping[str, set[str]]) -> str:
    """Follow a name to the person who declares it an alias, while only one does."""
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


def _shared_aliases(
    claims: Mapping[str, set[str]],
    printed: Mapping[str, Counter[str]],
    where: Mapping[str, set[str]],
) -> Iterator[UnresolvedName]:
    for alias, keys in sorted(claims.items()):
        if len({_owner(key, claims) for key in keys}) > 1:
            slugs = frozenset().union(*(where[key] for key in keys))
            names = _listed((_spelling(printed[key]) for key in keys), "and")
            yield UnresolvedName(
                sentence=f"{alias!r} is an alias of {names} (in {_listed(slugs, 'and')}"
                "); whoever asks for it is asked which one",
                slugs=slugs,
            )


def _partial_names(
    persons: set[str],
    printed: Mapping[str, Counter[str]],
    where: Mapping[str, set[str]],
) -> Iterator[UnresolvedName]:
    holders: dict[str, set[str]] = defaultdict(set)
    for person in persons:
        for word in person.split():
            holders[word].add(person)
    for person in sorted(persons):
        words = person.split()
        fuller = set.intersection(*(holders[word] for word in words)) - {person}
        if fuller:
            names = _listed((_spelling(printed[name]) for name in fuller), "or")
            slugs = frozenset(where[person])
            yield UnresolvedName(
                sentence=f"{_spelling(printed[person])!r} in {_listed(slugs, 'and')} "
                f"may be {names}; give the full name, or declare it as an alias",
                slugs=slugs,
                others=tuple(frozenset(where[name]) for name in sorted(fuller)),
            )


def _listed(names: Iterable[str], joint: str) -> str:
    """Return a few names as text, and the number of the others.

    >>> _listed(["Bo", "Ada"], "or"), _listed("fedcba", "and")
    ('Ada or Bo', 'a, b, c and 3 others')
    """
    ordered = sorted(set(names))
    first, rest = ordered[:MAX_LISTED_NAMES], ordered[MAX_LISTED_NAMES:]
    if rest:
        first.append(f"{len(rest):,} others" if len(rest) > 1 else rest[0])
    return f" {joint} ".join(filter(None, [", ".join(first[:-1]), first[-1]]))
