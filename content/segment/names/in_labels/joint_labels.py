"""Labels of several people at once, whom other labels have alone: "ADA HALL, BEN ROSS"."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from content.language.word_lists import WordPattern
from content.segment.names.descriptions import is_person
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.name_score import label_key, without_brackets

_SEVERAL = 2
_QUOTES = re.compile('[“”"„«»]')
_MAX_CHARS = 120
# "Ada & Tom", "Ada, Tom and Eva"; a comma or a stroke may part a name from what it is.
_AND = r"(?:\s*,)?\s(?:<names.and>|<names.and_elsewhere>|[&+])\s|\s?&\s?"
_JOINING = WordPattern(rf"({_AND})", for_every_line=True)
_PARTING = WordPattern(rf"({_AND}|,\s|\s?[/;]\s?)", for_every_line=True)


@dataclass(frozen=True, slots=True)
class JointLabel:
    """The people of one label.

    Attributes:
        people: Each as printed.
        joins: The word or the sign for "and"; empty if only commas or strokes part them.
    """

    people: tuple[str, ...]
    joins: str

    def named(self, names: Sequence[str], joins: str) -> str:
        """Return the people as one speaker.

        Args:
            names: The name of each.
            joins: What joins them if the label has no word for it.
        """
        *others, last = names
        return f"{', '.join(others)} {self.joins or joins} {last}"


def joint_labels(labels: Iterable[str]) -> dict[str, JointLabel]:
    """Return the labels of several people by label.

    >>> found = joint_labels(["ADA HALL", "BEN ROSS", "ADA HALL, BEN ROSS", "HALL AND ROSS"])
    >>> found["ADA HALL, BEN ROSS"].people, found["HALL AND ROSS"].joins
    (('ADA HALL', 'BEN ROSS'), 'and')
    >>> joint_labels(["Ada Hall", "Chair", "Ada Hall, Chair", "Ada Hall and Son"])
    {}
    >>> joint_labels(["Y Llywydd", "The Speaker", "Y Llywydd / The Speaker"])
    {}
    """
    each = list(dict.fromkeys(labels))
    possible = [text for text in each if may_be_joint(text)]
    if not possible:
        return {}
    # "HALL, Ada and ROSS, Tom" beside "HALL, Ada"
    alone = {label_key(text) for text in each if not _JOINING.is_in(text)}
    plain = {label_key(text) for text in each if text not in possible}
    ends = {key.rpartition(" ")[2] for key in plain if " " in key}
    found = {text: _split(text, alone | ends) for text in possible}
    return {text: joint for text, joint in found.items() if joint}


def may_be_joint(printed: str) -> bool:
    """Return whether a sign or a word in a label may part several people.

    >>> may_be_joint("HALL/ROSS"), may_be_joint("Ada Hall")
    (True, False)
    """
    return len(printed) <= _MAX_CHARS and _PARTING.is_in(without_brackets(printed))


def _split(printed: str, alone: Collection[str]) -> JointLabel | None:
    """Return the people of a label; None unless most of them have labels of their own."""
    text = without_brackets(printed)
    for pattern in (_JOINING, _PARTING):
        people = tuple(part.strip() for part in pattern.regex.split(text)[::2])
        joins = [sign.strip(" ,;/") for sign in pattern.regex.split(text)[1::2]]
        if len(people) < _SEVERAL or not _are_people(people, alone):
            continue
        word = next(filter(None, reversed(joins)), "").lower()
        if word or not any(map(_names_nobody, people)):
            return JointLabel(people, word)
    return None


def _are_people(parts: Sequence[str], alone: Collection[str]) -> bool:
    """Return whether parts are people, of whom most have a label of their own."""
    known = [label_key(part) in alone for part in parts]
    in_capitals = {part.isupper() for part in parts if " " not in part}
    rest = (part for part, own in zip(parts, known, strict=True) if not own)
    return (
        sum(known) >= _SEVERAL
        and len(set(map(label_key, parts))) == len(parts)
        and len(in_capitals) <= 1
        and all(map(is_person, rest))
    )


def _names_nobody(part: str) -> bool:
    """Return whether a part is an office or a paper, which say what somebody is.

    >>> _names_nobody("The Deputy Speaker"), _names_nobody("«Moor News»")
    (True, True)
    >>> _names_nobody("Minister Hall"), _names_nobody("ADA HALL")
    (False, False)
    """
    return _QUOTES.search(part) is not None or parse_label(part).voice
