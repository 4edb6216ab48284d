"""Whose words a mail quotes, and what programs add to it.

Lines behind ">" are whose the line above them says ("On 5 May, Tom Ferro wrote:"), or
whose mail above holds them. Signatures stand behind "--", the foot of a list below a rule.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from content.document import BlockKind
from content.language.mail_fields import mail_subject
from content.language.sentence_marks import COLONS, FULL_STOPS
from content.language.word_lists import WordPattern
from content.language.words.word_patterns import WORD
from content.segment.labels.shapes.mails.heads import (
    ADDRESS,
    BRACKETS,
    DIVIDER,
    Head,
    capitalized,
    end_of_links,
)
from content.segment.labels.shapes.quoted_words import (
    LIKELY,
    SURE,
    UNKNOWN,
    Written,
)
from content.segment.lines import Line
from content.segment.names.given_names import is_given_name
from content.segment.names.titles import strip_titles
from content.segment.wording.in_person import FIRST_PERSON

_SIGNED = re.compile(r"\s*--\s*")
# "Sent from my iPhone", in whatever language; "[Attachment: IMG_4471.jpeg, 2 MB]".
_ADDED = re.compile(
    r"\s*(?:[^.!?]{0,40}\b(?:iPhone|iPad|Android|Outlook|Samsung|Galaxy|BlackBerry|Huawei)"
    r"[^.!?]{0,30}|\[[^\[\]]{0,80}\w\.[A-Za-z]{3,4}\b[^\[\]]{0,40}\])\s*"
)
_FOOT_RULE = re.compile(r"\s*[_-]{10,}\s*")
# "moor-members", "mech84-batch": no name of a person, and no date.
_LIST_NAME = re.compile(r"(?<![\w.-])[^\W\d_]\w{2,}(?:-\w{2,}){1,5}(?=@|\s|$)")
_LINK = re.compile(r"https?://|www\.|@|\sat\s[\w-]+\.\w|\bmailman\b")
_WROTE = WordPattern(r"(?:<<messages.writes>>)(?![^\W\d_])", by_words=True)
_LEADS = (":", "：", "...", "…")
_SENTENCE_ENDS = (*FULL_STOPS, *COLONS)
_MAX_TOLD_CHARS, _MAX_BROKEN_CHARS = 200, 100
_MAX_FOOT_LINES, _MAX_FOOT_CHARS, _MAX_SIGNED_LINES = 6, 100, 12
# "PS:", "P. S."
_POSTSCRIPT = re.compile(r"\W*[^\W\d_]\.?\s?[^\W\d_](?![^\W\d_])")
_MIN_SIGNED_WORDS, _MAX_SIGNED_CHARS = 2, 60


@dataclass(slots=True)
class People(Written):
    """Who writes in a thread, and what each has written last."""

    names: dict[str, None] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def remember_sender(self, head: Head, lines: Sequence[Line]) -> None:
        """Remember whose a mail is."""
        self.names[head.sender] = None
        if address := ADDRESS.search(lines[head.named].text):
            self.addresses[address.group().strip(BRACKETS)] = head.sender


@dataclass(slots=True)
class Body:
    """What a mail says.

    Attributes:
        own: Lines that programs wrote.
        quoted: Who wrote what it quotes, by block and line, and how sure that is; without
            a name where nobody knows.
    """

    own: set[int] = field(default_factory=set)
    quoted: dict[tuple[int, int], tuple[str, float]] = field(default_factory=dict)


def read_body(
    lines: Sequence[Line],
    start: int,
    end: int,
    writer: str,
    people: People,
    *,
    lists: Collection[str] = (),
) -> Body:
    """Return what the lines of a mail are whose they are not its writer's.

    Args:
        lines: The document's.
        start: The mail's first line below its head.
        end: The line behind its last.
        writer: Who wrote it.
        people: Who writes in the thread.
        lists: The names of lists to which the mail goes.
    """
    body = Body()
    writers: dict[int, str] = {}
    outermost = _outermost_depths(lines, start, end)
    said: list[str] = []
    signed = False
    added = _added_by_programs(lines, start, end)
    for n in range(start, end):
        line = lines[n]
        depth = line.level if line.kind is BlockKind.QUOTE else 0
        leads = _leads_to_quote(lines, n, end, depth)
        if leads is not None:
            signed = False
            if leads < n and said:
                said.pop()
            body.own.update(range(leads, n + 1))
            told = " ".join(lines[m].text for m in range(leads, n + 1))
            writers[outermost[n + 1]] = _quoted_writer(told, writer, people)
        elif depth:
            signed = False
            name, sure = _writer_of_quote(line.text, writers.get(depth, ""), people)
            body.quoted[line.position] = name, sure
        elif _is_scrubbed(lines, n, end):
            body.own.update(range(n, end))
            break
        elif signed or n in added or DIVIDER.fullmatch(line.text):
            body.own.add(n)
        elif _opens_signature(lines, n, end):
            signed = True
            body.own.add(n)
        elif _is_foot(lines, n, end, lists) or _is_of_list(lines, n, end, lists):
            body.own.update(range(n, end))
            break
        else:
            said.append(line.text)
            signed = _signs(lines, n, end, writer)
    people.remember(writer, " ".join(said))
    return body


def _writer_of_quote(text: str, led: str, people: People) -> tuple[str, float]:
    """Return who has written a quoted line, which is remembered, and how sure that is.

    Args:
        text: The line.
        led: Whom the line above the quotation names; empty if nobody.
        people: Who writes in the thread.
    """
    known = people.writer_of(text)
    name = known or led
    if name:
        people.remember(name, text)
    return name, SURE if known else LIKELY if name else UNKNOWN


def _added_by_programs(lines: Sequence[Line], start: int, end: int) -> set[int]:
    """Return the lines of a mail that an archive or the writer's program added."""
    links = (n for m in range(start, end) for n in range(m, end_of_links(lines, m)))
    return {n for n in links if n < end} | {*_added_below(lines, start, end)}


def _added_below(lines: Sequence[Line], start: int, end: int) -> Iterator[int]:
    """Yield the last lines of a mail, but for quotations, that a program added."""
    for n in range(end - 1, max(start, end - _MAX_FOOT_LINES - 1), -1):
        if lines[n].kind is BlockKind.QUOTE or not lines[n].text.strip():
            continue
        if not _ADDED.fullmatch(lines[n].text):
            return
        yield n


def _outermost_depths(lines: Sequence[Line], start: int, end: int) -> dict[int, int]:
    """Return how deep the outermost is of each quoted line and those right below it."""
    found: dict[int, int] = {}
    for n in range(end - 1, start - 1, -1):
        if lines[n].kind is BlockKind.QUOTE:
            found[n] = min(lines[n].level, found.get(n + 1, lines[n].level))
    return found


def _leads_to_quote(lines: Sequence[Line], n: int, end: int, depth: int) -> int | None:
    """Return where the words start that say who is quoted below; None if they do not."""
    if n + 1 >= end or lines[n + 1].kind is not BlockKind.QUOTE:
        return None
    if lines[n + 1].level <= depth:
        return None
    text = lines[n].text.strip()
    if len(text) > _MAX_TOLD_CHARS or not text.endswith(_LEADS):
        return None
    if not (_WROTE.is_in(text) or ADDRESS.search(text) or any(map(str.isdigit, text))):
        return None
    above = lines[n - 1] if n else lines[n]
    broken = (
        above.number == lines[n].number - 1
        and above.level == lines[n].level
        and len(above.text) <= _MAX_BROKEN_CHARS
        and (not above.text.rstrip().endswith(_SENTENCE_ENDS))
        and (ADDRESS.search(above.text) or any(map(str.isdigit, above.text)))
    )
    return n - 1 if broken else n


def _quoted_writer(text: str, writer: str, people: People) -> str:
    """Return whom a line says to have written what it leads to."""
    for address, name in people.addresses.items():
        if address in text:
            return name
    named = [name for name in people.names if name and name in text]
    if named:
        return max(named, key=len)
    behind = next(iter(capitalized(ADDRESS.sub(" ", text))), "")
    if " " not in behind:
        near = [
            name for name in people.names if name != writer and behind in name.split()
        ]
        if behind and len(near) == 1:
            return near[0]
    return behind


def _opens_signature(lines: Sequence[Line], n: int, end: int) -> bool:
    """Return whether a line is "--", and what stands below may be a signature."""
    below = lines[n + 1 : min(end, n + 1 + _MAX_SIGNED_LINES)]
    short = all(len(line.text) <= _MAX_TOLD_CHARS for line in below)
    return short and _SIGNED.fullmatch(lines[n].text) is not None


def _signs(lines: Sequence[Line], n: int, end: int, writer: str) -> bool:
    """Return whether a line is the writer's name above an office, a telephone, a place."""
    words = {word.casefold() for word in WORD.findall(strip_titles(lines[n].text))}
    named = {word.casefold() for word in WORD.findall(writer)}
    if len(named) < _MIN_SIGNED_WORDS or words != named:
        return False
    below: list[Line] = []
    for line in lines[n + 1 : min(end, n + 2 + _MAX_SIGNED_LINES)]:
        if line.kind is BlockKind.QUOTE or DIVIDER.fullmatch(line.text):
            break
        below.append(line)
    if len(below) > 1 and _is_notice(below[-1], below[-2]):
        below.pop()
    return 0 < len(below) <= _MAX_SIGNED_LINES and not any(
        len(line.text) > _MAX_SIGNED_CHARS or line.text.rstrip().endswith(("!", "?"))
        for line in below
    )


def _is_notice(line: Line, above: Line) -> bool:
    """Return whether a line is set off, and no postscript: "This mail is confidential."."""
    return line.number - above.number > 1 and not _POSTSCRIPT.match(line.text)


def _is_scrubbed(lines: Sequence[Line], n: int, end: int) -> bool:
    """Return whether a list tells below a rule of what was attached."""
    below = lines[n + 1 : min(end, n + 2 + _MAX_FOOT_LINES)]
    return (
        0 < len(below) <= _MAX_FOOT_LINES
        and DIVIDER.fullmatch(lines[n].text) is not None
        and any(_LINK.search(line.text) for line in below)
        and all(len(line.text) <= _MAX_FOOT_CHARS for line in below)
    )


def _is_foot(lines: Sequence[Line], n: int, end: int, lists: Collection[str]) -> bool:
    """Return whether a rule stands above what a list adds to each mail."""
    if end - n > _MAX_FOOT_LINES + 1:
        return False
    if lines[n].ruled and end == len(lines):
        return all(len(line.text) <= _MAX_FOOT_CHARS for line in lines[n:end])
    if not _FOOT_RULE.fullmatch(lines[n].text):
        return False
    below = [line.text for line in lines[n + 1 : end]]
    return any(map(_LINK.search, below)) or _names_list(below, lists)


def _is_of_list(
    lines: Sequence[Line], n: int, end: int, lists: Collection[str]
) -> bool:
    """Return whether a mail ends in what its list adds: 'sent to the group "moor-list"'."""
    if not lists or end - n > _MAX_FOOT_LINES or not lines[n].opens:
        return False
    texts = [line.text for line in lines[n:end]]
    return (
        lines[n].number - lines[n - 1].number > 1
        and _names_list(texts[:1], lists)
        and all(len(text) <= _MAX_TOLD_CHARS for text in texts)
        and not any(FIRST_PERSON.is_in(text) for text in texts)
    )


def _names_list(texts: Sequence[str], lists: Collection[str]) -> bool:
    if not lists:
        return False
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, lists))})(?![\w-])")
    return any(map(named.search, texts))


def list_names(lines: Sequence[Line], head: Head) -> frozenset[str]:
    """Return the names of lists that the head of a mail has, besides its sender's line.

    "To: moor-members", "To: moor-members@example.org". What a mail is about names none,
    and "anne-marie@example.org" is a person.
    """
    fields = (lines[n].text for n in range(head.start, head.end) if n != head.named)
    return frozenset(
        name
        for text in fields
        if not mail_subject(text)
        for name in _LIST_NAME.findall(text)
        if not is_given_name(name.partition("-")[0].capitalize())
    )
