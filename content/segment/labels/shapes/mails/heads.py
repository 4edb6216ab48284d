"""The heads of mails: runs of fields, one of which says whose the mail is.

"From: Ada Brook <ada@example.org>", "Von: …", or, as archives print it on a page of its
own, a name beside an address, above the date.
"""

import re
from collections.abc import Iterator, Sequence
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from functools import cache
from typing import NamedTuple

from content.document import BlockKind
from content.language.calendar_words import days_and_months
from content.language.mail_fields import is_postmark, mail_field, names_sender
from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, all_words
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.name_score import without_brackets

ADDRESS = re.compile(
    # "ada at example.org", in whatever language.
    r"[<\[(]?(?:mailto:)?[\w.+-]{1,60}(?:@|\s[^\W\d_]{1,4}\s|\s?[(\[]at[)\]]\s?)"
    r"[\w-]{1,40}(?:\.[\w-]{1,40})*\.[a-z]{2,10}\b[>\])]?"
)
BRACKETS = "<>[]()"
# "-----Original Message-----", "---------- Forwarded message ---------".
DIVIDER = re.compile(r"\s*[-_=*]{3,}\s?[^\W\d_].{0,60}?[-_=*]{3,}\s*")
MAX_LINES_ABOVE = 12
"""Above the first mail stands no more than this, but for one without a head."""

_FIRST_LINES = 60

_LINKED = re.compile(r"[<\[]\s?(?:mailto:|https?:)[^<>\[\]]*[>\]]")
_BEHIND = re.compile(r"\(([^()]{2,60})\)")
# "Ada Brook @ 2022-05-04 19:04 UTC (permalink / raw)"
_AT = re.compile(r"\s@\s\d.*")
_VIA = WordPattern(r"\s+(?:<messages.mail_ways>)\s+\S.*")
_SWAPPED = re.compile(
    r"([^\W\d_][\w'’-]+(?:\s[\w'’-]+)?), ([^\W\d_][\w'’.-]+(?:\s[\w.]+)?)"
)
EDGES = " \t\"'“”„«»,;:*_<>[]()"
# "<4E8AC2FD@example.org> <3@example.org>": a field that goes on.
_IDS = re.compile(r"(?:<[^<>\s]+>\s*)+")
_DATED = re.compile(r"\d\d?:\d\d.*\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.*\d\d?:\d\d")
COLON = re.compile("[:：]")
# A name in a script whose names have no blanks.
_UNPARTED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,6}")
_LAST = re.compile(r"[^\d\s,.:;،、，()（）][^\d,.:;،、，()（）]{0,40}$")
# Marks for the direction of writing.
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INITIAL = re.compile(r"[^\W\d_a-z]\.?")
NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
# "* Previous message: [Moor] Damp", "Messages sorted by: [ date ] [ thread ]".
_LINK_LINE = re.compile(r"\W{0,6}[^\W\d_][^:：]{2,40}[:：]\s")
_SORTED = re.compile(r"\[ ?[^\[\]]{2,20} ?\]\s?\[ ?[^\[\]]{2,20} ?\]")
_MAX_LINK_LINES = 4
_TAG = re.compile(r"\[[^\[\]]{2,40}\]")
_ANSWER = re.compile(r"(?:[^\W\d_]{1,4}\s?[:：]\s?)+")
_MAX_LEAD_CHARS = 60
_MAX_LINES_BELOW_RULE, _MAX_TITLE_CHARS = 2, 80
_MAX_NAME_WORDS = 5
_MAX_LINES_SIGNED = 8
_MIN_FIELDS, _MAX_HEAD_LINES = 2, 30
_MAX_FIELD_CHARS, _MAX_BARE_CHARS, _MAX_DATE_CHARS = 400, 200, 60


class Head(NamedTuple):
    """The head of a mail.

    Attributes:
        start: Its first line.
        end: The line behind it.
        named: The line that says whose the mail is.
        sender: Whose it is.
        bare: Whether it has no fields.
    """

    start: int
    end: int
    named: int
    sender: str
    bare: bool = False


def find_heads(lines: Sequence[Line]) -> Iterator[Head]:
    """Yield the heads of mails; none where none stands at the top."""
    n, found, title = 0, False, ""
    while n < len(lines) and (found or n < _FIRST_LINES):
        if _opens_field(lines[n]):
            head = _head_at(lines, n)
        else:
            head = _wrote_head(lines, n)
            if head is None and (n < MAX_LINES_ABOVE or title):
                head, title = _bare_head_below_title(lines, n, title)
        if head:
            yield head
            found = True
        n = max(head.end if head else n, n + 1)


def _bare_head_below_title(
    lines: Sequence[Line], n: int, title: str
) -> tuple[Head | None, str]:
    """Return a head without fields, and the title that each such head has above it.

    Args:
        lines: The lines of the document.
        n: Where the head may start.
        title: The line above the first such head; empty before it is found.
    """
    head = _bare_head(lines, n)
    if head is None:
        return None, title
    above = lines[n - 1].text.strip() if n else ""
    if title and _same_title(title, above):
        head = head._replace(start=n - 1)
    return head, title or above or head.sender


def _head_at(lines: Sequence[Line], n: int) -> Head | None:
    """Return the head that opens with the field of a line; None if nobody sends it."""
    start, senders, fields = n, [], 0
    while n < len(lines) and n - start < _MAX_HEAD_LINES:
        text = lines[n].text
        name = mail_field(text) if len(text) <= _MAX_FIELD_CHARS else ""
        if names_sender(name):
            senders.append(n)
        elif not (name or is_postmark(text) or _IDS.fullmatch(text)):
            break
        fields += bool(name)
        n += 1
    if not senders or fields < _MIN_FIELDS:
        return None
    addressed = (m for m in senders if ADDRESS.search(lines[m].text))
    named = next(addressed, senders[0])
    sender = _sender_name(COLON.split(lines[named].text, maxsplit=1)[1])
    start = _below_rule(lines, start)
    while start and (
        DIVIDER.fullmatch(lines[start - 1].text) or _leads(lines[start - 1])
    ):
        start -= 1
    return Head(start, n, named, sender) if sender else None


def _leads(line: Line) -> bool:
    """Return whether a line only says that a mail is below: "Begin forwarded message:"."""
    text = line.text.strip()
    return line.spoken and len(text) <= _MAX_LEAD_CHARS and text.endswith(COLONS)


def _below_rule(lines: Sequence[Line], start: int) -> int:
    """Return the first line below a rule above a head: "1a. Re: Damp"."""
    for n in range(start - 1, max(-1, start - 1 - _MAX_LINES_BELOW_RULE), -1):
        if lines[n].kind is BlockKind.RULE:
            return n
        if lines[n].kind is BlockKind.QUOTE or len(lines[n].text) > _MAX_TITLE_CHARS:
            break
        if lines[n].ruled:
            return n
    return start


def _bare_head(lines: Sequence[Line], n: int) -> Head | None:
    """Return the head that a name beside an address is, above a date."""
    text = lines[n].text.strip()
    # A full stop inside a line is in few others.
    may_be = len(text) <= _MAX_BARE_CHARS and "." in text[:-2]
    address = ADDRESS.search(text) if may_be else None
    if address is None or n + 1 >= len(lines):
        return None
    name = text[: address.start()].strip(EDGES)
    behind = _BEHIND.fullmatch(text[address.end() :].strip())
    if behind and not name:
        name = behind.group(1).strip(EDGES)
    elif address.end() < len(text):
        return None
    below = lines[n + 1].text
    if len(below) > _MAX_DATE_CHARS or not _DATED.search(below):
        return None
    if not (is_person(name) or _UNPARTED.fullmatch(name)):
        return None
    end = n + 2
    while end < len(lines) and lines[end].kind is BlockKind.ITEM:
        end += 1  # "Previous message: …"
    return Head(n, end_of_links(lines, end), n, name, bare=True)


def end_of_links(lines: Sequence[Line], n: int) -> int:
    """Return where the links to other mails end that an archive prints at a place."""
    end = n
    while end < min(len(lines), n + _MAX_LINK_LINES):
        text = lines[end].text
        if len(text) > _MAX_BARE_CHARS or not _LINK_LINE.match(text):
            return n
        end += 1
        if _SORTED.search(text):
            return end
    return n


def _same_title(title: str, text: str) -> bool:
    """Return whether two lines above mails tell of one thread, or of one list.

    >>> _same_title("[Moor] Damp", "Re: [Moor] Damp"), _same_title("Damp", "[Moor] Damp")
    (True, False)
    """
    one, other = (_ANSWER.sub("", line, count=1) for line in (title, text))
    tags = _TAG.match(one), _TAG.match(other)
    return one == other or (
        tags[0] is not None and tags[1] is not None and tags[0][0] == tags[1][0]
    )


def _wrote_head(lines: Sequence[Line], n: int) -> Head | None:
    """Return the head that says who wrote what is copied below, without marks before it.

    "On 5 May 2021 at 19:04, Ada Brook <ada@example.org> wrote:"
    """
    text = lines[n].text.strip()
    if "@" not in text or len(text) > _MAX_BARE_CHARS:
        return None
    text = _UNSEEN.sub("", text)
    if not text.endswith(COLONS):
        return None
    address = ADDRESS.search(text)
    quotes = n + 1 >= len(lines) or lines[n + 1].kind is BlockKind.QUOTE
    if address is None or quotes or not lines[n].spoken or lines[n].level:
        return None
    if not any(map(str.isdigit, text[: address.start()] + text[address.end() :])):
        return None
    names = capitalized(ADDRESS.sub(" ", text)) or _beside(text[: address.start()])
    name = names[0] if names else address.group().strip(BRACKETS)
    return Head(n, n + 1, n, name, bare=True)


def _beside(text: str) -> list[str]:
    """Return the name that stands last, in scripts without capitals."""
    found = _LAST.search(_UNSEEN.sub("", text).strip(EDGES))
    words = found.group().split() if found else []
    while words and words[0] in _no_names() | all_words("messages.mail_senders"):
        words.pop(0)
    name = " ".join(words)
    return [name] if words and len(words) <= _MAX_NAME_WORDS else []


def capitalized(text: str) -> list[str]:
    """Return the runs of words with capitals, the longest first, without days and months."""
    runs: list[list[str]] = [[]]
    last = 0
    for found in NAME_WORD.finditer(text):
        word = found.group().rstrip(".")
        gap = text[last : found.start()]
        last = found.end()
        if gap.strip():
            runs.append([])
        if word[:1].isupper() and word.casefold() not in _no_names():
            runs[-1].append(found.group())
        else:
            runs.append([])
    names = [
        " ".join(run).rstrip(".") for run in runs if 0 < len(run) <= _MAX_NAME_WORDS
    ]
    return sorted(names, key=lambda name: -len(name.split()))


@cache
def _no_names() -> frozenset[str]:
    """Return words that stand beside a name above a quoted mail: "On Mon, Ada wrote"."""
    return days_and_months() | all_words("messages.before_dates_of_mails")


def _opens_field(line: Line) -> bool:
    if not line.spoken:
        return False
    return mail_field(line.text) != "" or is_postmark(line.text)


def _sender_name(value: str) -> str:
    """Return who sent a mail: "ada at example.org (Ada Brook)", "Brook, Ada <ada@…>".

    >>> _sender_name('"Brook, Ada" <ada@example.org>'), _sender_name("ada@example.org (Ada Brook)")
    ('Ada Brook', 'Ada Brook')
    >>> _sender_name("'Tom Ferro' via Harbour <list@example.org>"), _sender_name("tom@example.org")
    ('Tom Ferro', 'tom@example.org')
    """
    text = _AT.sub("", _decoded(value)).strip()
    behind = _BEHIND.search(text)
    address = ADDRESS.search(text)
    if address and behind and not ADDRESS.search(behind.group()):
        before = text[: address.start()].strip(EDGES)
        if not before:
            return behind.group(1).strip(EDGES)
    if address and text[: address.start()].strip(EDGES):
        text = text[: address.end()]  # "Ada Brook" ada@example.org ada72
    bare = _LINKED.sub(" ", text)
    bare = ADDRESS.sub(" ", bare)
    # "Ada Brook (Harbour Office) <ada@example.org>"
    bare = without_brackets(_VIA.regex.sub("", bare).strip()).strip(EDGES)
    bare = " ".join(bare.split())
    if not bare:
        return address.group().strip("<>[]()") if address else ""
    swapped = _SWAPPED.fullmatch(bare) if address else None
    if swapped:
        # "Ada Brook, Town of Moor" has the names in their order.
        first, last = swapped.group(2), swapped.group(1)
        named = " " in last and is_given_name(last.split()[0])
        return last if named else f"{first} {last}"
    return bare if address else parse_label(bare).name


def whole_sender(head: Head, lines: Sequence[Line], end: int) -> Head:
    """Return a head with the given name of which it has the initial, if it signs the mail.

    "From: A. Brook <ada@example.org>", signed "Ada"; "Alice," on top is who is written to.

    Args:
        head: The head.
        lines: The document's.
        end: The line behind the mail's last.
    """
    initial, _, surname = head.sender.partition(" ")
    if not surname or not _INITIAL.fullmatch(initial):
        return head
    for line in reversed(lines[max(head.end + 1, end - _MAX_LINES_SIGNED) : end]):
        name = line.text.strip(EDGES).removesuffix(surname).strip()
        fits = name[:1] == initial[0] and is_given_name(name)
        if fits and line.kind is not BlockKind.QUOTE and NAME_WORD.fullmatch(name):
            return head._replace(sender=f"{name} {surname}")
    return head


def _decoded(value: str) -> str:
    """Return a value as people read it: "=?utf-8?q?J=C3=BCrg?=" is "Jürg"."""
    if "=?" not in value:
        return value
    try:
        return str(make_header(decode_header(value.strip())))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return value
