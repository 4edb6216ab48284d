"""Telephone numbers that stand for writers in an exported chat, and what is kept of them.

A number says to nobody whose words these are, and belongs to somebody: of each writer the
transcript has the last two digits, as many more as tell two writers apart.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from content.segment import Segment, SegmentKind
from content.segment.labels import stamps

MIN_DIGITS, MAX_DIGITS = 7, 15
"""Digits of a telephone number, in its country or with the country before it (E.164)."""

_SIGNS = r"\d\s()./*•x\-\u2010-\u2015\u2060\u200e\u202a\u202c"
_NUMBER = re.compile(rf"~?\s*\+?[{_SIGNS}]+", re.IGNORECASE)
_NUMBER_WITHIN = re.compile(rf"[(\[]?\+\d[{_SIGNS}]{{6,24}}\d[)\]]?")
_WRITER = re.compile(
    rf"^\s*{stamps.BEFORE_LABEL}(?P<number>~?\s?\+\d[{_SIGNS}]{{6,24}}):\s",
    re.MULTILINE,
)
_MASKED = "Writer …"
_DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}")
_HIDDEN = re.compile("[*•x]", re.IGNORECASE)

KEPT_DIGITS = 2
"""Last digits by which people who know the writers may tell them apart."""


def is_phone_number(name: str) -> bool:
    """Return whether a name is nothing but a telephone number.

    >>> is_phone_number("+44 7700 900143"), is_phone_number("(030) 123-4567")
    (True, True)
    >>> is_phone_number("2021-05-03"), is_phone_number("Speaker 12"), is_phone_number("1999")
    (False, False, False)
    """
    size = len(_digits(name)) + len(_HIDDEN.findall(name))
    return (
        MIN_DIGITS <= size <= MAX_DIGITS
        and len(_digits(name)) >= KEPT_DIGITS
        and _NUMBER.fullmatch(name.strip()) is not None
        and not _DATE.fullmatch(name.strip())
    )


def is_masked(name: str) -> bool:
    """Return whether a name stands for a number: in another chat it is somebody else."""
    return name.startswith(_MASKED)


def mask_phone_numbers(segments: Sequence[Segment]) -> Sequence[Segment]:
    """Return segments whose writers are not called by their telephone numbers.

    Names, labels and reasons have "Writer …43" instead, and so has what is nobody's
    words, such as a notice that somebody joined; what people write is left as it is.
    """
    names = [
        name
        for one in segments
        for name in (one.speaker, one.read_by, one.author, *_unread_writers(one))
        if name
    ]
    masks = _masks(dict.fromkeys(filter(is_phone_number, names)))
    mixed = {name for name in names if _without_number(name) != name} - masks.keys()
    if not (masks or mixed):
        return segments
    return [_masked(one, masks) for one in segments]


def mask_all(text: str) -> str:
    """Return a title, or a notice, whose telephone numbers are masked.

    >>> mask_all("WhatsApp Chat with +44 7700 900143")
    'WhatsApp Chat with …43'
    """
    return _NUMBER_WITHIN.sub(
        lambda found: f"…{_digits(found[0])[-KEPT_DIGITS:]}", text
    )


def _is_somebodys(one: Segment) -> bool:
    return one.kind.attributed or one.kind is SegmentKind.COMMENT


def _unread_writers(one: Segment) -> Iterator[str]:
    """Yield the numbers that stand as a writer's, of messages nobody was given."""
    if not _is_somebodys(one):
        for writer in _WRITER.finditer(one.text):
            yield writer["number"].strip()


def _masks(numbers: Iterable[str]) -> dict[str, str]:
    """Return what stands for each number: the same for one, however it is spaced."""
    by_digits: dict[str, list[str]] = {}
    for number in numbers:
        by_digits.setdefault(_digits(number), []).append(number)
    masks: dict[str, str] = {}
    for digits, spellings in by_digits.items():
        kept = KEPT_DIGITS
        others = [each for each in by_digits if each != digits]
        while kept < len(digits) and any(x.endswith(digits[-kept:]) for x in others):
            kept += 1
        masks |= dict.fromkeys(spellings, f"{_MASKED}{digits[-kept:]}")
    return masks


def _masked(one: Segment, masks: Mapping[str, str]) -> Segment:
    def named(name: str) -> str:
        return masks.get(name) or _without_number(name)

    label, reason, text = one.label, one.reason, one.text
    if one.speaker in masks or _NUMBER_WITHIN.search(label):
        label = ""
    for number, mask in masks.items():
        reason = reason.replace(number, mask)
        if not _is_somebodys(one):
            text = text.replace(number, mask)
    if masks and not _is_somebodys(one):
        text = mask_all(text)
    return replace(
        one,
        speaker=named(one.speaker) if one.speaker else one.speaker,
        read_by=named(one.read_by) if one.read_by else one.read_by,
        author=named(one.author),
        label=label,
        reason=reason,
        text=text,
    )


def _without_number(name: str) -> str:
    """Return a name without the telephone number beside it, where it is more than that."""
    rest = " ".join(_NUMBER_WITHIN.sub(" ", name).split()).strip(" ,:–-")
    return rest if any(map(str.isalpha, rest)) else name


def _digits(number: str) -> str:
    return "".join(filter(str.isdecimal, number))
