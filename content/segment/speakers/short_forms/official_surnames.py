"""Surnames that are an office in some language: "BISCHOF Karl", "De heer Rechter (Vooruit)".

One label alone cannot tell. What others of the document have where this one has the office
does: a surname before a given name, or a name before the same brackets.
"""

from collections import defaultdict

from content.language.folding import fold_letters
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.name_score import BRACKET, label_key, without_brackets
from content.segment.names.offices import has_role, split_office
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.words import label_words
from content.segment.speakers.chairs import leads_meeting
from content.segment.speakers.known_names import KnownNames
from content.segment.speakers.short_forms.forms import Forms

_FULL_NAME = 2
_MIN_TURNED = 2
_SURELY = 2
_MIN_PER_CONTRARY = 4


def keep_surnames_before_given_names(forms: Forms, known: KnownNames) -> None:
    """Keep "Bischof Karl" whole where other labels put the surname first.

    "Councillor Brook" is an office before a surname, though "Brook" is a given name, too:
    the others are "Ada Hall", or offices before surnames.
    """
    doubtful = {text: name for text, name in forms.items() if _before_given(name)}
    if not doubtful:
        return
    enough = 1 if known.surname_first() else _MIN_TURNED
    if not _puts_surname_first(forms, enough):
        # "MINISTER Hans" beside "HUBER Anna" and "WEISS Karl".
        in_capitals = set(filter(_opens_in_capitals, forms))
        others = len(in_capitals - doubtful.keys())
        doubtful = {
            text: name for text, name in doubtful.items() if text in in_capitals
        }
        if others < _MIN_TURNED or 2 * others < len(forms.keys() - doubtful.keys()):
            return
    for text, name in doubtful.items():
        forms[text] = SpeakerName(name=as_written(name.name), role=name.role)


def _opens_in_capitals(printed: str) -> bool:
    """Return whether a surname in capitals stands before given names that are not.

    >>> _opens_in_capitals("HUBER Anna (SVP)"), _opens_in_capitals("MINISTER LUND"), _opens_in_capitals("A Hall")
    (True, False, False)
    """
    surname, _, given = without_brackets(printed).partition(" ")
    return len(surname) > 1 and surname.isupper() and given.istitle()


def _before_given(name: SpeakerName) -> bool:
    """Return whether what looks like an office stands alone before given names.

    Nobody is called after whoever leads a meeting: "PRÄSIDENT Karl".
    """
    parted = split_office(name.name) if name.office else None
    return (
        parted is not None
        and len(name.office.split()) == 1
        and not leads_meeting(label_key(name.office))
        and label_key(name.name).startswith(label_key(name.office))
        and all(map(is_given_name, parted[0].split()))
    )


def _puts_surname_first(forms: Forms, enough: int) -> bool:
    """Return whether so many surnames stand before a known given name, and few behind one.

    "Brook" and "Hall" are given names, too, so that a sure one has to be there; a title
    before them recurs.
    """
    last: set[str] = set()
    first: set[str] = set()
    sure = False
    for text, name in forms.items():
        words = name.name.split()
        # Who holds the office in a label may be named elsewhere, in whatever order.
        printed = fold_letters(name.name) in fold_letters(text)
        key = label_key(name.name).split()
        titled = has_role(key) or key[0] in label_words().titles
        if name.voice or len(words) != _FULL_NAME or not printed or titled:
            continue
        before, behind = map(_likely_given, words)
        if before < behind:
            last.add(words[0])
            sure = sure or behind == _SURELY
        elif behind < before:
            first.add(words[1])
    return sure and len(last) >= enough and _MIN_PER_CONTRARY * len(first) <= len(last)


def _likely_given(word: str) -> int:
    """Return how likely a word is a given name: 0, 1, or surely."""
    return is_given_name(word) + is_given_name(word, surely=True)


def keep_surnames_before_parties(forms: Forms) -> None:
    """Keep the surname of "De heer Rechter (Vooruit)" where others are of that party.

    Brackets behind an office hold a name, unless they stand behind another's name, too.
    """
    behind_names: defaultdict[str, set[str]] = defaultdict(set)
    for text, name in forms.items():
        inside = _in_brackets(text)
        if inside and label_key(name.name) != inside:
            behind_names[inside].add(text)
    for text, name in forms.items():
        inside = _in_brackets(text)
        if inside and label_key(name.name) == inside and behind_names[inside]:
            surname = as_written(without_brackets(text).strip(" ,"))
            forms[text] = SpeakerName(name=surname, role=name.name)


def _in_brackets(printed: str) -> str:
    """Return the key of what stands in the brackets of a label; empty without any."""
    noted = BRACKET.search(printed)
    return label_key(noted.group(1)) if noted else ""
