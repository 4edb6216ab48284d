"""Decide which speakers of many transcripts are one person."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from content.model import Transcript
from content.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Say who is who in a library.

    Attributes:
        canonical: From (slug, a speaker's name in that transcript) to the one name
            the library knows the person by.
        unresolved: A sentence for each name that may or may not be somebody known.
    """

    canonical: dict[tuple[str, str], str]
    unresolved: tuple[str, ...]


def resolve(transcripts: Sequence[Transcript]) -> People:
    """Join speakers whose names are surely one person's; list the unsure ones.

    Two names are one person's when they are equal but for case, accents and
    punctuation, or when one is declared as an alias of the other and of nobody
    else. Sharing a surname proves nothing: such names stay apart and are listed.
    """
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    claims: dict[str, set[str]] = defaultdict(set)
    voices: set[str] = set()
    for transcript in transcripts:
        for speaker in transcript.speakers:
            key = fold(speaker.name)
            printed[key][speaker.name] += 1
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
        *_disputed(claims, printed),
        *_partial(persons, printed),
    ]
    return People(canonical=canonical, unresolved=tuple(unresolved))


def _owner(key: str, claims: dict[str, set[str]]) -> str:
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
    claims: dict[str, set[str]], printed: dict[str, Counter[str]]
) -> list[str]:
    return [
        f"{alias!r} is an alias of "
        + " and of ".join(sorted(_spelling(printed[key]) for key in keys))
        + "; whoever asks for it is asked which one"
        for alias, keys in sorted(claims.items())
        if len({_owner(key, claims) for key in keys}) > 1
    ]


def _partial(persons: set[str], printed: dict[str, Counter[str]]) -> list[str]:
    holders: dict[str, set[str]] = defaultdict(set)
    for person in persons:
        for word in person.split():
            holders[word].add(person)
    unresolved = []
    for person in sorted(persons):
        words = person.split()
        fuller = set.intersection(*(holders[word] for word in words)) - {person}
        if fuller:
            names = " or ".join(sorted(_spelling(printed[name]) for name in fuller))
            unresolved.append(
                f"{_spelling(printed[person])!r} may be {names}; give the full name, "
                "or declare it as an alias"
            )
    return unresolved
