"""Parties behind the names in labels: "Ada Brook SVD", where no sign parts them."""

import re
from collections.abc import Mapping
from dataclasses import replace

from content.segment.labels.scoring import ScoredLabel
from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import label_key

_BEHIND = re.compile(r"([^\W\d_][^()]*\w\.?) ([A-ZÀ-Þ]{2,5})$")
_VOWELS = frozenset("AEIOUYÄÖÜÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÅÆØ")
# "ROUX", "PARK", "NG": families share them, as members do parties.
_LIKE_SURNAME = re.compile("[^AEIOUY]?[HLRW]?[AEIOUYÄÖÜÉÈ]{1,3}[^AEIOUY]{0,2}|NG")


def with_parties_apart(labels: Mapping[int, ScoredLabel]) -> dict[int, ScoredLabel]:
    """Return labels with their parties in brackets, where the last words of most are such.

    A surname in capitals is nobody else's; a party is, or it cannot be pronounced.
    """
    printed = {one.label.printed for one in labels.values()}
    behind = {
        words: found
        for words in printed
        if (found := _BEHIND.match(words)) and _may_be_party(found[1], found[2])
    }
    if len(behind) < 2 or 2 * len(behind) < len(printed):
        return dict(labels)
    parties = [found[2] for found in behind.values()]
    shared = len({*parties}) < len(parties)
    if all(map(_LIKE_SURNAME.fullmatch, parties)):
        return dict(labels)
    if not shared and not all(map(_VOWELS.isdisjoint, parties)):
        return dict(labels)

    def apart(one: ScoredLabel) -> ScoredLabel:
        found = behind.get(one.label.printed)
        if found is None:
            return one
        name = f"{found[1]} ({found[2]})"
        return replace(one, label=replace(one.label, printed=name), key=label_key(name))

    return {n: apart(one) for n, one in labels.items()}


def _may_be_party(name: str, behind: str) -> bool:
    return " " in name and not is_given_name(behind.title())
