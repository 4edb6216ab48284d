"""Parties behind the names in labels: "Ada Brook SVD", where no sign parts them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from unicodedata import combining, normalize

from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import label_key
from content.segment.names.spelling.capitals import CAPITAL, SMALL
from content.segment.names.words import label_words

_BEHIND = re.compile(rf"([^\W\d_][^()]*\w\.?) ({CAPITAL}{{2,5}})$")
# "FDP/DVP", "DIE LINKE", "AfD"
_PARTY = (
    rf"(?:(?:{CAPITAL}{{2,3}} )?{CAPITAL}{{2,7}}(?:/{CAPITAL}{{2,7}})?"
    rf"|{CAPITAL}{SMALL}{CAPITAL}{{1,2}})"
)
_BEHIND_SMALL = re.compile(rf"([^\W\d_][^()]* [^\W\d_]\S*{SMALL}\.?) ({_PARTY})$")
_VOWELS = frozenset("AEIOUYÆØŒİIАЕЁИОУЫЭЮЯІЄΑΕΗΙΟΥΩ")
# "ROUX", "PARK", "NG" with each vowel as A: families share them, as members do parties.
_LIKE_SURNAME = re.compile("[^A]?[HLRW]?A{1,3}[^A]{0,2}|NG")
_MIN_LABELS = 2
_MAX_ACRONYM = 3


def with_parties_apart(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels with their parties in brackets, where the last words of most are such.

    A surname in capitals is nobody else's; a party is, or it cannot be pronounced, or
    the text tells of it as of a body: "applause from the SVD".
    """
    printed = {one.label.printed for one in labels.values()}
    behind = _shared(printed) or _told_of(printed, lines)

    def apart(one: ScoredLabel) -> ScoredLabel:
        found = behind.get(one.label.printed)
        if found is None:
            return one
        name = f"{found[1]} ({found[2]})"
        return replace(one, label=replace(one.label, printed=name), key=label_key(name))

    return {n: apart(one) for n, one in labels.items()}


def without_party(words: Sequence[str]) -> list[str]:
    """Return the words of a name without a party in capitals behind two in small letters.

    >>> without_party("Ada Hall SVD".split()), without_party("Ada HALL".split())
    (['Ada', 'Hall'], ['Ada', 'HALL'])
    """
    found = _BEHIND_SMALL.match(" ".join(words))
    if found is None or found[2] == found[2].lower():
        return [*words]
    named, party = found[1].split(), found[2]
    sure = not party.isupper() or "/" in party or not _has_vowel(party)
    # "Jean Paul MARTI" has a surname.
    likely = not (is_given_name(named[-1]) or _is_like_surname(party))
    return named if sure or likely else [*words]


def _shared(printed: Iterable[str]) -> dict[str, re.Match[str]]:
    """Return where the parties start that labels share, or that nobody can pronounce."""
    names = [*printed]
    behind = {
        words: found
        for words in names
        if (found := _BEHIND.match(words)) and _may_be_party(found[1], found[2])
    }
    if len(behind) < _MIN_LABELS or 2 * len(behind) < len(names):
        return {}
    parties = [found[2] for found in behind.values()]
    shared = len({*parties}) < len(parties)
    if all(map(_is_like_surname, parties)):
        return {}
    return behind if shared or not any(map(_has_vowel, parties)) else {}


def _told_of(printed: Iterable[str], lines: Sequence[Line]) -> dict[str, re.Match[str]]:
    """Return where the parties start of which the text tells as of bodies."""
    names = [*printed]
    behind = {
        words: found
        for words in names
        if (found := _BEHIND_SMALL.match(words))
        and found[2] != found[2].lower()
        and _is_whole_name(found[1])
    }
    times = Counter(found[2] for found in behind.values())
    parties = times.keys()
    sure = sum(n > 1 or _is_like_acronym(party) for party, n in times.items())
    if len(parties) < _MIN_LABELS or 3 * len(behind) < len(names):
        return {}
    if 2 * sure <= len(parties):
        return {}
    either = "|".join(map(re.escape, sorted(parties, key=len, reverse=True)))
    named = re.compile(
        rf"(?:\b({SMALL}{{2,}}) )?\b({either})\b(?!/)(-{CAPITAL}{SMALL})?"
    )
    w = label_words()
    bodies = {
        found[2]
        for line in lines
        for found in named.finditer(line.text)
        if found[3] or (found[1] and found[1] not in w.honorifics | w.titles_and_roles)
    }
    told = len(bodies) >= _MIN_LABELS and 2 * len(bodies) > len(parties)
    return behind if told else {}


def _is_whole_name(name: str) -> bool:
    """Return whether a name has a surname behind a given name: not "M. Jean"."""
    w = label_words()
    address = w.titles | w.titles_and_roles
    words = [one for one in name.split() if one.casefold().strip(".") not in address]
    return len(words) > 1 and not is_given_name(words[-1]) and "." not in words[-2]


def _is_like_acronym(party: str) -> bool:
    """Return whether capitals are hardly a surname: "CDU", "FDP/DVP", "AfD", "ČSSD"."""
    if not party.isupper() or "/" in party or not _has_vowel(party):
        return True
    return len(party) <= _MAX_ACRONYM and not _is_like_surname(party)


def _has_vowel(party: str) -> bool:
    return not _VOWELS.isdisjoint(normalize("NFD", party))


def _is_like_surname(party: str) -> bool:
    letters = (one for one in normalize("NFD", party) if not combining(one))
    plain = "".join("A" if one in _VOWELS else one for one in letters)
    return _LIKE_SURNAME.fullmatch(plain) is not None


def _may_be_party(name: str, behind: str) -> bool:
    return " " in name and behind.isupper() and not is_given_name(behind.title())
