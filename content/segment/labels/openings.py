"""The short openings of a line, and the signs that part each from what follows.

"Ada » …", "(Femke) …", "◇ Ada> …", "Brook, Ada | …": whichever they are, they are the
shape of the opening, without the blanks, and with every number alike.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_MAX_CHARS, _MAX_WORDS, _MAX_SIGNS = 60, 6, 24
_LOOK = 200
# "◇ ", "→ ", "12) ", "[0:41] ": a mark for whoever speaks, a number, or the time.
LEAD = re.compile(
    r"\s*(?:[\[(]?\d{1,4}(?:[:.]\d\d){0,2}[\].):]{0,2}\s+)?"
    r"(?:[•·・●○◆◇◈■□▪▫▶▷►▸▹▲△▼▽★☆☎➤➜→※§~|#*>–—-]{1,2}\s+(?=[^\w\s]{0,3}[^\W\d_]))?"
)
_SIGNS = re.compile(r"(?:[^\w\s]|_){0,3}\s?(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_](?:\w*[^\W_])?(?:[-'’.·]\w*[^\W_])*")
_NOTE = re.compile(r"\s?[(（][^()（）:：]{0,30}[^()（）:：\d]{1,30}[)）]")
_LAST = re.compile(r"(?<=\b[^\W\d_])\.(?=\W)|\s\d{1,3}(?=\s?[^\w\s.,])")
_BETWEEN = re.compile(r"(?:[^\w]|_)*(?:\d[\d:.,]*(?:[^\w]|_)*)?")
_NUMBER = re.compile(r"\d[\d:.,]*")
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
# "座間味 率直に…": no blank parts the words of a sentence there, so it parts a label off.
UNBLANKED = "blank"
NOTED = "note"
_FIRST_UNBLANKED = "\u3005"
_UNBLANKED = re.compile("[\u3040-\u30ff\u3400-\u9fff々ー]")
_BEFORE_BLANK = re.compile("[\u3040-\u30ff\u3400-\u9fff々ー][A-Z]?[)）]?$")
_WIDE = re.compile("[ \u00a0]{2,}|\t|[\u2002\u2003\u3000]")
# A colon has rules of its own, and the others part sentences or their clauses.
_NEVER = frozenset(":：?!。？！؟、，،")
_INSIDE_NAMES = frozenset((" ", "\u00a0", ". ", ", "))
# These stand inside words and between them, so a blank parts them from both.
_NEEDS_BLANKS = frozenset("-–/=+*_~·・#^&%'’")
_OPENERS = {"Ps", "Pi"}
# What a sign before a name asks for behind it.
_PAIRS = dict(
    zip(
        '([{<‹«“„‘⟨〔【〖《〈「『（［｛＜*_/|~=+-–—#`"',
        ')]}>›»”“’⟩〕】〗》〉」』）］｝＞*_/|~=+-–—#`"',
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A short opening of a line: its shape, its words, and where the rest begins."""

    shape: tuple[str, str]
    printed: str
    end: int

    @property
    def timed(self) -> bool:
        """Whether a time stands beside it."""
        return "T" in self.shape[0] or "T" in self.shape[1]

    @property
    def alone(self) -> bool:
        """Whether nothing but signs stands behind it."""
        return self.shape[1].endswith("\n")


def openings(text: str) -> Iterator[Opening]:
    """Yield each opening of a line with each run of signs that may end it."""
    text = text.rstrip()[:_LOOK]
    lead = LEAD.match(text)
    place = lead.end() if lead else 0
    signs = _SIGNS.match(text, place)
    if signs is None:
        return
    before, start = _plain(signs.group()), signs.end()
    if lead and _TIME.search(lead.group()):
        before = f"T{before}"
    place = start
    for _ in range(_MAX_WORDS):
        word = _WORD.match(text, place)
        if word is None or word.end() > start + _MAX_CHARS:
            return
        end = word.end()
        between = _between(text, end)
        if between == " " and not _is_parted(text, end, end + 1):
            # No sign parts anything off; perhaps a style did that the page lost.
            place = end + 1
            if text[place : place + 1].isupper():
                yield Opening((before, ""), " ".join(text[start:end].split()), place)
            continue
        if noted := _NOTE.match(text, end):
            yield from _ended(before, text, start, noted.end())
            yield from _behind_note(before, text, start, noted.end())
        yield from _ended(before, text, start, end)
        if more := _LAST.match(text, end):
            # The full stop of an initial, or a number, belongs to the name.
            yield from _ended(before, text, start, more.end())
        if between not in _INSIDE_NAMES:
            return
        place = end + len(between)


def _between(text: str, end: int) -> str:
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isalpha():
        return " "  # So it is behind most words, which is found out faster.
    found = _BETWEEN.match(text, end)
    return found.group() if found else ""


def _is_parted(text: str, end: int, start: int) -> bool:
    """Return whether a blank stands between letters that words are written in without one."""
    if text[start : start + 1] < _FIRST_UNBLANKED:
        return False  # So are most letters, which is found out faster.
    opening = text[max(0, end - 3) : end]
    return bool(_BEFORE_BLANK.search(opening) and _UNBLANKED.match(text, start))


def _ended(before: str, text: str, start: int, end: int) -> Iterator[Opening]:
    """Yield the opening up to an offset with each part of the signs behind it."""
    between = _between(text, end)
    printed = " ".join(text[start:end].split())
    if end + len(between) == len(text):
        if (before or between) and _may_end(before, f"{between}\n"):
            yield Opening((before, f"{_plain(between)}\n"), printed, len(text))
        return
    if not between or len(between) > _MAX_SIGNS:
        return
    if not _NEVER.isdisjoint(_NUMBER.sub("", between)):
        return
    ends = {len(between)}
    ends.update(
        n
        for n in range(1, len(between))
        if unicodedata.category(between[n]) in _OPENERS
        or (between[n - 1].isspace() and not between[n].isspace())
        or between[n] in "\"'–—-¿¡"
    )
    shapes: dict[str, int] = {}
    for n in sorted(ends):
        signs = between[:n]
        if not signs.strip():
            after = "wide" if _WIDE.search(signs) else ""
            after = after or (UNBLANKED if _is_parted(text, end, end + n) else "")
        else:
            after = _plain(signs)
        if (after or before) and _may_end(before, signs):
            shapes[after] = n
    for after, n in shapes.items():
        yield Opening((before, after), printed, end + n)


def _may_end(before: str, signs: str) -> bool:
    """Return whether signs part an opening from the rest, not two parts of a word."""
    bare = signs.strip()
    if before[-1:] in _PAIRS and _PAIRS[before[-1]] not in bare:
        return False
    numbered = bare[-1:].isdigit() and not _TIME.fullmatch(bare)
    if bare and (unicodedata.category(bare[-1]) in _OPENERS or numbered):
        return False
    apart = signs[-1].isspace()
    joined = not _NEEDS_BLANKS.isdisjoint(bare)
    return (apart and (signs[0].isspace() or bool(before) or not joined)) or (
        not apart and bool(bare) and not joined and bare not in {".", ","}
    )


def _behind_note(before: str, text: str, start: int, end: int) -> Iterator[Opening]:
    """Yield the opening up to a note behind which a sentence begins: "Ada Brook (SVD) We …"."""
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        printed = " ".join(text[start:end].split())
        yield Opening((before, NOTED), printed, end + 1)


def _plain(signs: str) -> str:
    """Return signs without blanks and with times and numbers that are all alike."""
    return _NUMBER.sub("0", _TIME.sub("T", "".join(signs.split())))
