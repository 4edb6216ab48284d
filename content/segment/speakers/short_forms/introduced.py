"""Whom a label or a list above names in full, and others by less: "Ada Brook", then "Ada".

Two people may share a given name. So the whole name stands above all turns of the short
one, which nobody else's name fits, and never right before it: nobody answers himself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from content.language.word_lists import WordPattern
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.joined_names import holds_and
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.name_score import is_unnamed_voice, label_key
from content.segment.names.offices import has_role
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import CJK_ROLE, label_words
from content.segment.speakers.short_forms.forms import Forms

_MAX_WORDS = 5
_SEVERAL = 2
_CJK_NAME = re.compile("[\u3400-\u9fff]{2,4}|[\uac00-\ud7af]{3,4}")
# "林先生", "오씨"
_HONOUR_BEHIND = WordPattern(r"(?<=.)(?:<labels.honorific_suffixes>)$", re.NOFLAG)
_SHORT_ADDRESS = re.compile(r"[^\W\d_]{1,4}\.?")


def resolve_introduced(
    forms: Forms, turns: Sequence[str], above: Collection[str]
) -> None:
    """Resolve short labels to the one person whom a label above names in full.

    Args:
        forms: What labels mean.
        turns: The label of each turn.
        above: Names that a list above all turns has.
    """
    names = [forms[text].name for text in turns]
    times, pairs = Counter(names), set(pairwise(names))
    first = {name: n for n, name in reversed([*enumerate(names)])}
    last = dict.fromkeys(above, -1) | {name: n for n, name in enumerate(names)}
    by_part: defaultdict[str, set[str]] = defaultdict(set)
    for name in last:
        for part in _parts_of(name) if _is_whole(name) else ():
            by_part[part].add(name)
    found: dict[str, str] = {}
    for short in times:
        people = by_part.get(_part(short), set())
        if len(people) == 1 and (min(people), short) not in pairs:
            found[short] = min(people)
    addresses: defaultdict[str, set[str]] = defaultdict(set)
    for short, name in found.items():
        addresses[name].add(_address(short).strip(".").casefold())
    addressed = sum(bool(_address(short)) for short in found)
    found = {
        short: name
        for short, name in found.items()
        if last[name] < first[short]
        # Mr. and Mrs. Hall are two people.
        and len(addresses[name] - {""}) <= 1
        and (
            not (said := _address(short))
            or addressed >= _SEVERAL
            or WITHOUT_CASE.search(said)
            or said.strip(".").casefold() in label_words().titles
        )
    }
    several = len(set(found.values())) >= _SEVERAL
    for text, one in forms.items():
        name = found.get(one.name, "")
        if name and (several or times[name] < _SEVERAL):
            forms[text] = SpeakerName(name=name, role=one.role or one.office)


def _is_whole(name: str) -> bool:
    """Return whether a name may be whole: of several words, or of three letters or more."""
    if WITHOUT_CASE.search(name):
        named = _CJK_NAME.fullmatch(name.replace(" ", "")) is not None
        return named and not CJK_ROLE.regex.search(name)
    words = label_key(name).split()
    voice = is_unnamed_voice(name) or has_role(words) or holds_and(name)
    return 1 < len(words) <= _MAX_WORDS and not voice and not _address(name)


def _part(short: str) -> str:
    """Return a short name without what addresses the person; empty if it is no name."""
    if is_unnamed_voice(short) or has_role(label_key(short).split()):
        return ""
    if WITHOUT_CASE.search(short):
        bare = _HONOUR_BEHIND.regex.sub("", short).replace(" ", "")
        return "" if CJK_ROLE.regex.search(bare) else bare
    return label_key(short.removeprefix(_address(short)))


def _address(name: str) -> str:
    """Return a word that may address the person: "Ga. Verdnik"; empty if there is none.

    >>> _address("Ga. Verdnik"), _address("林先生"), _address("Ada Brook")
    ('Ga.', '先生', '')
    """
    if honour := _HONOUR_BEHIND.regex.search(name):
        return honour[0]
    first, _, rest = name.partition(" ")
    known = first.strip(".").casefold() in label_words().titles
    short = first.endswith(".") and _SHORT_ADDRESS.fullmatch(first)
    return first if rest and (known or short) else ""


def _parts_of(whole: str) -> set[str]:
    """Return the keys of what may be short for a name: how it opens, and how it ends.

    >>> sorted(_parts_of("John Paul Hall")), sorted(_parts_of("罗怀远"))
    (['hall', 'john', 'john paul'], ['怀远', '罗', '罗怀', '远'])
    """
    if WITHOUT_CASE.search(whole):
        bare = whole.replace(" ", "")
        cuts = range(1, len(bare))
        return {bare[:n] for n in cuts} | {bare[n:] for n in cuts}
    words = label_key(whole).split()
    cuts = range(2, len(words))
    opens = {" ".join(words[:n]) for n in cuts if is_given_name(words[n - 1])}
    ends = {" ".join(words[-n:]) for n in cuts if not is_given_name(words[-n])}
    return {words[0], words[-1]} | opens | ends
