"""Parties behind the names in labels: "Ada Brook SVD", where no sign parts them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import label_key
from content.segment.names.words import label_words

_BEHIND = re.compile(r"([^\W\d_][^()]*\w\.?) ([A-ZÀ-Þ]{2,5})$")
# "FDP/DVP", "DIE LINKE", "AfD"
_PARTY = (
    r"(?:(?:[A-ZÀ-Þ]{2,3} )?[A-ZÀ-Þ]{2,7}(?:/[A-ZÀ-Þ]{2,7})?"
    r"|[A-ZÀ-Þ][a-zß-ÿ][A-ZÀ-Þ]{1,2})"
)
_BEHIND_SMALL = re.compile(rf"([^\W\d_][^()]* [^\W\d_]\S*[a-zß-ÿ]\.?) ({_PARTY})$")
_VOWELS = frozenset("AEIOUYÄÖÜÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÅÆØ")
# "ROUX", "PARK", "NG": families share them, as members do parties.
_LIKE_SURNAME = re.compile("[^AEIOUY]?[HLRW]?[AEIOUYÄÖÜÉÈ]{1,3}[^AEIOUY]{0,2}|NG")
_MIN_LABELS = 2


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
    if found is None:
        return [*words]
    named, party = found[1].split(), found[2]
    sure = not party.isupper() or "/" in party or _VOWELS.isdisjoint(party)
    # "Jean Paul MARTI" has a surname.
    likely = not (is_given_name(named[-1]) or _LIKE_SURNAME.fullmatch(party))
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
    if all(map(_LIKE_SURNAME.fullmatch, parties)):
        return {}
    return behind if shared or all(map(_VOWELS.isdisjoint, parties)) else {}


def _told_of(printed: Iterable[str], lines: Sequence[Line]) -> dict[str, re.Match[str]]:
    """Return where the parties start of which the text tells as of bodies."""
    names = [*printed]
    behind = {words: found for words in names if (found := _BEHIND_SMALL.match(words))}
    parties = {found[2] for found in behind.values()}
    if len(parties) < _MIN_LABELS or 3 * len(behind) < len(names):
        return {}
    either = "|".join(map(re.escape, sorted(parties, key=len, reverse=True)))
    named = re.compile(rf"(?:\b([a-zß-ÿ]{{2,}}) )?\b({either})\b(?!/)(-[A-ZÀ-Þ][a-z])?")
    w = label_words()
    bodies = {
        found[2]
        for line in lines
        for found in named.finditer(line.text)
        if found[3] or (found[1] and found[1] not in w.honorifics | w.titles_and_roles)
    }
    sure = len(bodies) >= _MIN_LABELS and 2 * len(bodies) > len(parties)
    return behind if sure else {}


def _may_be_party(name: str, behind: str) -> bool:
    return " " in name and not is_given_name(behind.title())
