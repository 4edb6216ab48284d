"""Telephone numbers that stand for writers in an exported chat, and what is kept of them.

A number says to nobody whose words these are, and belongs to somebody: of each writer the
transcript has the last two digits, as many more as tell two writers apart.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from content.packed import packed
from content.segment import Segment, SegmentKind
from content.segment.labels import stamps

MIN_DIGITS, MAX_DIGITS = 7, 15
"""Digits of a telephone number, in its country or with the country before it (E.164)."""

_PLUS = "[+\uff0b]"
_SIGNS = r"\d \t\u00a0\u2009\u202f()./*•x\-\u2010-\u2015\u2060\u200e\u2066-\u2069\u202a\u202c"
_NUMBER = re.compile(rf"(?:\({_PLUS}|{_PLUS})?[{_SIGNS}]+", re.IGNORECASE)
_NUMBER_WITHIN = re.compile(
    rf"[(\[<]{{0,2}}{_PLUS} ?\d[{_SIGNS}]{{6,24}}\d[)\]>]{{0,2}}"
)
_NATIONAL = re.compile(r"(?<!\w)\(?0\d(?:[\s()/.-]{0,2}\d){7,12}(?!\w)")
"""A number without its country's, of which a name may hold one; a date has fewer digits."""

_MARKS = r"(?:[^\S\n]|[\u200e\u200f\u202a]){0,8}"
_WRITER = re.compile(
    rf"^{_MARKS}{stamps.BEFORE_LABEL}(?P<name>[^:\n]{{7,40}}):\s", re.MULTILINE
)
_UNSTAMPED = re.compile(
    rf"^{_MARKS}(?P<name>{_PLUS}\d[{_SIGNS}]{{6,24}}):\s", re.MULTILINE
)
_STAMPED = re.compile(rf"^{_MARKS}{stamps.BEFORE_LABEL}", re.MULTILINE)
_AROUND = " \t\u00a0\u202f~<>[]\u200e\u2060\u2066\u2067\u2068\u2069\u202a\u202c"
_ADDRESS = re.compile(r"(?<=\d)@[\w.]+$")
"""What stands behind a number that is an account: "@s.whatsapp.net"."""

_MENTION = re.compile(rf"@[\u2068\u200e]?{_PLUS}?(\d{{10,{MAX_DIGITS}}})(?!\w)\u2069?")
"""How an exported message speaks to somebody who is no contact of whoever exported it."""

_MASKED = "Writer …"
_DATE = re.compile(
    r"\d{1,4}([-./])\d{1,2}\1\d{1,4}|(?:1[5-9]|20)\d\d\s?[-/–]\s?(?:1[5-9]|20)\d\d"
)
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
    bare = _ADDRESS.sub("", name.strip(_AROUND))
    size = len(_digits(bare)) + len(_HIDDEN.findall(bare))
    return (
        MIN_DIGITS <= size <= MAX_DIGITS
        and len(_digits(bare)) >= KEPT_DIGITS
        and _NUMBER.fullmatch(bare) is not None
        and not _DATE.fullmatch(bare)
    )


def is_masked(name: str) -> bool:
    """Return whether a name stands for a number: in another chat it is somebody else."""
    return name.startswith(_MASKED)


def writers_of(segments: Iterable[Segment]) -> Sequence[str]:
    """Return everybody whom segments name, each once."""
    names = (
        name
        for one in segments
        for name in (one.speaker, one.read_by, one.author, *_unread_writers(one))
        if name
    )
    return tuple(dict.fromkeys(names))


def mask_phone_numbers(segments: Sequence[Segment]) -> Sequence[Segment]:
    """Return segments whose writers are not called by their telephone numbers.

    Names, labels and reasons have "Writer …43" instead, and so has what is nobody's
    words, such as a notice that somebody joined. What people write is left as it is, but
    for whom the program has written into it, as "@447700900143".
    """
    names = writers_of(segments)
    masks = _masks(filter(is_phone_number, names))
    masks |= _without_numbers(name for name in names if name not in masks)
    spelled = sorted(map(re.escape, masks), key=len, reverse=True)
    known = re.compile("|".join(spelled)) if masks else None
    return packed(_masked(one, masks, known) for one in segments)


def mask_all(text: str, writers: Iterable[str] = ()) -> str:
    """Return a title, or a notice, whose telephone numbers are masked.

    Args:
        text: The title.
        writers: Names of writers; the numbers among them are masked in any spelling.

    >>> mask_all("WhatsApp Chat with +44 7700 900143")
    'WhatsApp Chat with …43'
    >>> mask_all("Chat with 07700-900143", ["07700 900143"])
    'Chat with …43'
    """
    text = _NUMBER_WITHIN.sub(_last_digits, text)
    for digits in {_digits(number) for name in writers for number in _numbers(name)}:
        spelled = rf"[{_SIGNS}]{{0,3}}".join(digits)
        text = re.sub(rf"(?<!\d){spelled}(?!\d)", _last_digits, text)
    return text


def _numbers(name: str) -> Iterator[str]:
    if is_phone_number(name):
        yield name
    else:
        yield from (found[0] for found in _NATIONAL.finditer(name))


def _last_digits(found: re.Match[str]) -> str:
    return f"…{_digits(found[0])[-KEPT_DIGITS:]}"


def _without_mentions(text: str) -> str:
    return _MENTION.sub(lambda found: f"@{_last_digits(found)}", text)


def _is_somebodys(one: Segment) -> bool:
    return one.kind.attributed or one.kind is SegmentKind.COMMENT


def _unread_writers(one: Segment) -> Iterator[str]:
    """Yield the numbers, and names with one, before messages that were given to nobody."""
    # Behind a time, a number and a colon open a message that is not of who wrote before.
    patterns = [_WRITER] if _is_somebodys(one) else [_WRITER, _UNSTAMPED]
    for pattern in patterns:
        for writer in pattern.finditer(one.text):
            name = writer["name"].strip()
            if is_phone_number(name) or _without_number(name) != name:
                yield name


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


def _masked(
    one: Segment, masks: Mapping[str, str], known: re.Pattern[str] | None
) -> Segment:
    def mask(text: str) -> str:
        return known.sub(lambda found: masks[found[0]], text) if known else text

    def named(name: str) -> str:
        return masks.get(name, name)

    # A reason may quote the first words of what it is about.
    text, reason = one.text, mask(one.reason)
    if not _is_somebodys(one):
        text = mask(text)
        if masks or _STAMPED.search(text):
            text, reason = mask_all(text), mask_all(reason)
    else:
        if any(_unread_writers(one)):
            text = _WRITER.sub(lambda found: mask(found[0]), text)
        if masks:
            text, reason = map(_without_mentions, (text, reason))
    is_label = one.speaker in masks or _NUMBER_WITHIN.search(one.label)
    if not masks and not is_label and text == one.text:
        return one
    return replace(
        one,
        speaker=named(one.speaker) if one.speaker else one.speaker,
        read_by=named(one.read_by) if one.read_by else one.read_by,
        author=named(one.author),
        label="" if is_label else one.label,
        reason=reason,
        text=text,
    )


def _without_numbers(names: Iterable[str]) -> dict[str, str]:
    """Return names without the telephone numbers beside them, where they are more.

    Two writers of one name keep the last digits, by which they are told apart.
    """
    found = {name: _without_number(name) for name in names}
    found = {name: rest for name, rest in found.items() if rest != name}
    shared = Counter(found.values())
    return {
        name: rest if shared[rest] == 1 else f"{rest} …{_digits(name)[-KEPT_DIGITS:]}"
        for name, rest in found.items()
    }


def _without_number(name: str) -> str:
    bare = _NATIONAL.sub(" ", _NUMBER_WITHIN.sub(" ", name))
    rest = " ".join(bare.split()).strip(" ,:–-")
    return rest if any(map(str.isalpha, rest)) else name


def _digits(number: str) -> str:
    return "".join(filter(str.isdecimal, number))
