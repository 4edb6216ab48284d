"""The line above a comment that says who wrote it, and perhaps when."""

import re
from functools import lru_cache
from typing import NamedTuple

from content.formats.readers_comments.dates import DateSpan, date_in, is_date
from content.formats.rows import Row
from content.language.sentence_marks import COLONS, FULL_STOPS
from content.language.word_lists import WordPattern, all_words

_MAX_NAME_CHARS, _MAX_NAME_WORDS, _MAX_HEAD_CHARS, _MAX_ADDED = 48, 7, 160, 2
_SIGNS = ' \t,;:：–—-|·•>»›/@#↳*_~"“”„«'
_SIGNS_BEHIND = _SIGNS.translate(dict.fromkeys(map(ord, "*_~")))  # "kim**"
_VERB = WordPattern(
    r"(?:^|(?<=\s))(?:<pages.comment_verbs>)\s*(?:\.\.\.|…|[:：])?\s*$", by_words=True
)
_OPENING_VERB = WordPattern(
    r"(?:<pages.comment_verbs>)\s*(?:\.\.\.|…|[:：])?(?=\s|$)\s*"
)
_LED = WordPattern(r"(?:<pages.comment_leads>)\s?[:：]?\s+")
_NUMBERED = re.compile(r"[#(]?\d{1,5}[.):．）]\s*(?=\D)|#\d{1,5}\s+(?=\D)")
_ADDED = re.compile(r"\s*[(\[][^()\[\]]{2,40}[)\]]$")
_COLON = re.compile(r"([^:：]{2,60}?)\s?[:：]\s+(?=\S)|([^:：]{2,30})：(?=\S)")
_DASH = re.compile(r"([^:：!?–—]{2,48}?)\s+[–—-]\s+(?=\S)")
_GAP = re.compile(r"(\S{2,30}(?: \S{1,20}){0,3})\s{2,}(?=\S)")
_NO_NAME = frozenset("?!？！。;={}<>:：|·•")


class Head(NamedTuple):
    """Who wrote a comment.

    Attributes:
        author: The name as printed.
        date: When, as printed; empty if the row does not say.
        words: Where the words of the comment start in the row, or its length.
        form: How the row says so; the heads of one page are alike.
    """

    author: str
    date: str
    words: int
    form: str


def dated_head(row: Row) -> Head | None:
    """Return the head of a comment that has a name and a date in one row.

    >>> def read(text):
    ...     return dated_head(Row(0, 0, text, 0, False, "paragraph", True))
    >>> read("Tom of Moor – 3 May 2020 at 10:05")[:2]
    ('Tom of Moor', '3 May 2020 at 10:05')
    >>> read("lamp_7 (12. 6. 2020 18:20): It is lit.")[:2]
    ('lamp_7', '12. 6. 2020 18:20')
    >>> read("Posted by Ada Brook on 3 May 2020 | Reply")[:2]
    ('Ada Brook', '3 May 2020')
    >>> read("On 3 May 2020 at 10:05, by Ada Brook")[:2]
    ('Ada Brook', '3 May 2020 at 10:05')
    >>> read("I was there on 3 May 2020. It rained.")
    """
    text = row.text
    found = date_in(text)
    if found is None:
        return None
    if _is_small(text[: found.start]):
        return _behind_date(text, found)
    author = name_of(text[: found.start])
    if not author:
        return None
    words, form = found.end, "dated"
    left = text[words:].lstrip(" ")
    left = left[1:] if left[:1] in {")", "]"} else left
    bare = left.lstrip(_SIGNS)
    verb = _OPENING_VERB.match(bare)
    said = verb is not None
    if verb is not None:
        bare = bare[verb.end() :].lstrip(_SIGNS)
    led = said or left[:1] in tuple(":：–—-|·•")
    added = led and len(bare.split()) <= _MAX_ADDED and bare[-1:] not in FULL_STOPS
    if not bare or is_control(bare) or (added and left[:1] not in COLONS):
        words = len(text)  # "Ada Brook · 3 May · Author"
    else:
        # "Ada Brook 3 May 2020, 10:05 It is lit.", but not "We met on 3 May 2020. Moor …"
        set_off = 0 < row.set_off <= found.end and row.set_off + 3 >= len(author)
        if not (found.sure and (led or set_off or (found.hour and bare[:1].isupper()))):
            return None
        form = "led" if led else "run on"
        words = len(text) - len(bare)
    date = text[found.start : found.end].strip(" ()[],")
    return Head(author, date, words, form)


def _is_small(text: str) -> bool:
    """Return whether a text has nothing but words that lead to a date: "On", "Le"."""
    return all(word.casefold().strip(_SIGNS) in _small_words() for word in text.split())


def _behind_date(text: str, date: DateSpan) -> Head | None:
    """Return the head of a comment that has its date first, and then "by Ada Brook"."""
    behind = text[date.end :].lstrip(_SIGNS)
    led = _LED.match(behind)
    author = name_of(behind[led.end() :]) if led is not None and date.sure else ""
    printed = text[date.start : date.end].strip(" ()[],")
    return Head(author, printed, len(text), "dated") if author else None


def is_date_line(text: str) -> bool:
    """Return whether a row is a date, and perhaps what a page offers beside it.

    >>> is_date_line("3 May 2020 10:05 am UTC (Reply)"), is_date_line("3 May 2020. It rained.")
    (True, False)
    """
    if is_date(text):
        return True
    found = date_in(text)
    return found is not None and not found.start and is_control(text[found.end :])


def said_head(row: Row) -> Head | None:
    """Return the head of a comment that has a name and a verb: "Tom of Moor says:"."""
    text = row.text
    if len(text) > _MAX_HEAD_CHARS:
        return None
    found = _VERB.search(text)
    if found is None or not found.start():
        return None
    author = name_of(text[: found.start()])
    return Head(author, "", len(text), "said") if author else None


def said_and_words(row: Row) -> Head | None:
    """Return the head of a comment whose words stand behind a name and a verb.

    "Tom of Moor says: It is lit."
    """
    found = _COLON.match(row.text) or re.match(r"(.{2,60}?)(?:\.\.\.|…)\s+", row.text)
    if found is None:
        return None
    said = _VERB.search(found[1] or "")
    if said is None or not said.start():
        return None
    author = name_of((found[1] or "")[: said.start()])
    return Head(author, "", found.end(), "said on") if author else None


def set_off_head(row: Row) -> Head | None:
    """Return the head of a comment that opens with a name in a style of its own.

    The words stand behind it or below.
    """
    if not 0 < row.set_off <= _MAX_NAME_CHARS + 2:
        return None
    name, left = row.text[: row.set_off], row.text[row.set_off :]
    if name.rstrip()[-1:] in FULL_STOPS and len(name.split()) > 2:
        return None
    added = re.match(r"\s*[(\[][^()\[\]]{2,40}[)\]]", left)
    behind = left[added.end() :] if added else left
    bare = behind.lstrip(_SIGNS)
    author = name_of(name)
    if not author:
        return None
    return Head(author, "", len(row.text) - len(bare), "set off")


def parted_head(row: Row) -> Head | None:
    """Return the head of a comment whose words a colon or a dash parts from the name."""
    for form, shape in (("colon", _COLON), ("dash", _DASH), ("gap", _GAP)):
        found = shape.match(row.text)
        if found is None:
            continue
        author = name_of(next(filter(None, found.groups())))
        if author:
            return Head(author, "", found.end(), form)
    return None


def name_alone(row: Row) -> str:
    """Return the name that is all of a row; empty if it is none."""
    text = row.text
    if len(text) > _MAX_HEAD_CHARS or text[-1:] in "!?？！。,;" or is_date(text):
        return ""
    if text[-1:] == "." and len(text.rsplit(maxsplit=1)[-1]) > 3:
        return ""
    return "" if is_control(text) else name_of(text)


def name_of(text: str) -> str:
    """Return the name in what stands before a date or a verb; empty if it is none.

    >>> name_of("Posted by Ada Brook on"), name_of("1. lamp_7 says:")
    ('Ada Brook', 'lamp_7')
    >>> name_of("It was as dark as in a cow, and nobody had")
    ''
    """
    bare = text.strip().lstrip(_SIGNS).rstrip(_SIGNS_BEHIND)
    if not bare or len(bare) > 2 * _MAX_NAME_CHARS:
        return ""
    numbered = _NUMBERED.match(bare)
    bare = bare[numbered.end() :] if numbered else bare
    led = _LED.match(bare)
    bare = bare[led.end() :] if led else bare
    bare = _without_last_words(bare)
    verb = _VERB.search(bare)
    if verb is not None and verb.start():
        bare = bare[: verb.start()]
    bare = _without_last_words(bare.rstrip(_SIGNS_BEHIND))
    added = _ADDED.search(bare)
    if added and bare[added.start() :].strip(" ([")[:1].islower():
        bare = bare[: added.start()]  # "Ada Brook (author)"
    bare = bare.rstrip(_SIGNS_BEHIND + "([").lstrip(_SIGNS)
    words = bare.split()
    if not (0 < len(bare) <= _MAX_NAME_CHARS and len(words) <= _MAX_NAME_WORDS):
        return ""
    if not any(map(str.isalnum, bare)) or not _NO_NAME.isdisjoint(bare):
        return ""
    if ". " in bare and any(
        len(word) > 4 and word.endswith(".") for word in words[:-1]
    ):
        return ""
    return bare


def _without_last_words(text: str) -> str:
    """Return a name without small words behind it that lead to a date: "on", "le"."""
    words = text.split(" ")
    small = _small_words()
    while len(words) > 1 and words[-1].islower() and words[-1].strip(",") in small:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    tables = ("dates.beside_dates", "dates.prepositions", "dates.after_weekdays")
    return frozenset(word for table in tables for word in all_words(table))


_CONTROL = WordPattern(
    r"(?:<pages.comment_controls>|<pages.forum_words>)(?:\s?\(?[+\d.,]{1,8}\)?)?(?!\w)"
)
_MAX_CONTROL_CHARS = 90
_BETWEEN = re.compile(r"[\s|·•,/\d()+−–—#:↩▲▼△▽-]*")


@lru_cache(maxsize=4096)
def is_control(text: str) -> bool:
    """Return whether a row only has what a page prints at each comment: "Reply", "+12 −3".

    >>> is_control("Reply  |  Like (3)"), is_control("▲ 12"), is_control("I like it")
    (True, True, False)
    """
    bare = text.strip()
    if not 0 < len(bare) <= _MAX_CONTROL_CHARS:
        return not bare
    if not any(map(str.isalpha, bare)):
        return not is_date(bare)
    place = 0
    while place < len(bare):
        gap = _BETWEEN.match(bare, place)
        place = gap.end() if gap else place
        if place >= len(bare):
            break
        if not bare[place].isalpha() and not bare[place].isdigit():
            place += 1  # a picture
            continue
        found = _CONTROL.regex.match(bare, place)
        if found is None or found.end() == place:
            return False
        place = found.end()
    return True
