"""The form of a label that a person shows once, by which the other labels are found."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from content.language.sentence_marks import FULL_STOPS, STOPS
from content.segment.labels.opening_label import is_in_capitals, is_word_in_capitals
from content.segment.labels.stopped_labels import ends_abbreviated
from content.segment.turns.unspoken.directions import is_direction

MAX_LABEL_CHARS = 120

_MAX_NAME_CHARS = 100
_MORE_WORDS = 3
_OPEN, _CLOSE = "([{（【〔<〈《", ")]}）】〕>〉》"
_LETTER = re.compile(r"[^\W\d_]")
# What stands before a name: numbers, hours, signs, pictures.
_LEAD = re.compile(
    r"(?:\d{1,2}\s?h\s?\d{2}(?!\w)|\d\s?[ap]\.?m\b\.?|[^\w\n]|[\d_])*", re.IGNORECASE
)
_WIDE = re.compile("\u3000|\\s{2,}|\\t")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"[!?…。！？][\s\"”»]|(?<!\d)[.](?=\s)")
_PLAIN_SIGNS = str.maketrans("", "", "0 .,;:()'\"“”„«»‘’–—-")
_NO_NAME = re.compile(r"[:：;；?？!！=|｜]|[^\W\d_]{4,}\.$")
_ASIDE = re.compile(r"[,，(（\[【].*")
# Signs that end a label; an opening bracket or quotation mark belongs to the words.
_SIGNS = r"[:：=|｜>›»→*_~.,;)\]】〉》）–—―•·/\\-]"
_ENDING = re.compile(
    rf"(?P<aside>\s*[(（\[][^()（）\[\]]{{1,60}}[)）\]])?\s*{_SIGNS}+(?:\s+|$)"
    rf"|\s*{_SIGNS}+|\s+|$"
)


class Look(StrEnum):
    """How the words of a label look."""

    CAPITALS = "capitals"
    NAME = "name"
    SMALL = "small letters"
    SIGNS = "signs that have no capitals"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLabel:
    """The label at the start of a line.

    Attributes:
        printed: Its words, without the signs around them.
        end: Where the words under it start.
    """

    printed: str
    end: int


@dataclass(frozen=True, kw_only=True)
class LabelForm:
    """What labels of one convention have in common.

    Attributes:
        lead: What stands before the name: a digit for a number, a picture for any.
        closing: The signs behind the name, without blanks; empty for none.
        spaced: Whether a blank stands before these signs.
        parted: Whether a blank stands behind them.
        alone: Whether the label stands on a line of its own.
        wide: Whether more than a blank parts name and words, and no sign.
        look: How the name looks.
        words: How many words the name has.
        printed: The name, where nothing but its words tells the label.
    """

    lead: str
    closing: str
    spaced: bool
    parted: bool
    alone: bool
    wide: bool
    look: Look
    words: int
    printed: str = ""

    def find(self, text: str) -> LineLabel | None:
        """Return the label of this form at the start of a line; None for none."""
        if self.closing not in text:
            return None
        lead = self._lead.match(text)
        if lead is None or is_direction(text):
            return None
        start = lead.end()
        if start == len(text) or not _LETTER.match(text, start):
            return None
        for name_end, end in self._ends(text, start):
            printed = text[start:name_end].rstrip()
            if len(printed) > _MAX_NAME_CHARS or not self._fits(printed):
                return None
            return LineLabel(printed=printed, end=end)
        return None

    @property
    def is_plain(self) -> bool:
        """Whether sentences may start so, for all that stands around the name."""
        signs = self.lead.translate(_PLAIN_SIGNS)
        return not (signs or self.has_hour or self.closing.translate(_PLAIN_SIGNS))

    @property
    def has_hour(self) -> bool:
        """Whether several numbers stand before the name, as in an hour."""
        return self.lead.count("0") > 1

    @cached_property
    def _lead(self) -> re.Pattern[str]:
        return _lead_pattern(self.lead)

    @cached_property
    def _sign(self) -> re.Pattern[str]:
        before = r"\s+" if self.spaced else ""
        behind = r"(?:\s+|$)" if self.parted or self.alone else r"\s*"
        return re.compile(before + re.escape(self.closing) + behind)

    @cached_property
    def _marks(self) -> re.Pattern[str]:
        """What can end a name, or the search for its end."""
        return _mark_pattern(r"\s" if self.spaced else self.closing[0])

    def _ends(self, text: str, start: int) -> Iterator[tuple[int, int]]:
        """Yield where a name may end, and where the words under it start."""
        if not self.closing and self.alone:
            if not text.endswith(STOPS) or ends_abbreviated(text):
                yield len(text), len(text)
        elif self.closing:
            yield from self._ends_at_signs(text, start)
        elif self.printed:
            end = start + len(self.printed)
            if text[start:end] == self.printed and text[end : end + 1].isspace():
                yield end, end + 1
        elif self.wide:
            if found := _WIDE.search(text, start):
                yield found.start(), found.end()
        else:
            end = end_of_capitals(text, start)
            if start < end < len(text):
                yield end, end + 1

    def _ends_at_signs(self, text: str, start: int) -> Iterator[tuple[int, int]]:
        depth = 0
        for mark in self._marks.finditer(text, start, start + MAX_LABEL_CHARS):
            char, place = mark.group(), mark.start()
            found = self._sign.match(text, place) if not depth else None
            if found and not self._goes_on(text, start, found):
                alone = found.end() == len(text)
                if self.closing == "." and alone != self.alone:
                    return
                yield place, found.end()
                return
            if char in _OPEN:
                depth += 1
            elif char in _CLOSE:
                depth = max(0, depth - 1)
            elif not depth and _SENTENCE_END.match(text, place):
                if char == "." and ends_abbreviated(text[start : place + 1]):
                    continue
                return

    def _goes_on(self, text: str, start: int, found: re.Match[str]) -> bool:
        """Return whether a full stop is an initial's or an abbreviation's."""
        if not self.closing.startswith("."):
            return False
        if _is_short(text[start : found.start()].split()[-1:]):
            return True
        return not self.alone and ends_abbreviated(text[start : found.start()] + ".")

    def _fits(self, printed: str) -> bool:
        if not printed or _NO_NAME.search(printed):
            return False
        if self.printed:
            return True
        more = _MORE_WORDS if self.closing else 1
        few = len(_ASIDE.sub("", printed).split()) <= self.words + more
        return few and look_of(printed) is self.look


_PICTURES = (
    "(?:[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)+"
)
_PICTURE = re.compile(_PICTURES)


@lru_cache(maxsize=256)
def _lead_pattern(lead: str) -> re.Pattern[str]:
    parts = []
    for part in re.findall(r"\d+|\s+|☺|.", lead):
        if part.isdigit():
            parts.append(r"\d{1,6}")
        elif part.isspace():
            parts.append(r"\s*")
        else:
            parts.append(_PICTURES if part == "☺" else re.escape(part))
    return re.compile(r"\s*" + "".join(parts))


@lru_cache(maxsize=256)
def _mark_pattern(first: str) -> re.Pattern[str]:
    """Return what a sign starts with that ends a label, and what ends a search for it."""
    known = re.escape(_OPEN + _CLOSE + "".join(FULL_STOPS))
    return re.compile(f"[{known}{first if len(first) > 1 else re.escape(first)}]")


def end_of_label(text: str, typed: str) -> int:
    """Return where the words under a label start that somebody typed.

    Blanks may be others than in the line, and what stands before the name may be left
    out. 0 if the line does not start so.

    >>> end_of_label("HALL = Yes, I do.", "HALL"), end_of_label("(Femke) “Ja.”", "(Femke)")
    (7, 8)
    """
    words = r"\s+".join(map(re.escape, typed.split()))
    found = re.match(r"\s*" + words, text) or re.compile(words).match(
        text, name_start(text)
    )
    if found is None or not words:
        return 0
    last = typed.strip()[-1]
    end = found.end()
    if last.isalnum() and text[end : end + 1].isalnum():
        return 0
    if not last.isalnum() and not (last == "." and _is_short(typed.split()[-1:])):
        return end + len(text[end:]) - len(text[end:].lstrip())
    ending = _ENDING.match(text, end)
    return ending.end() if ending else 0


def name_start(text: str) -> int:
    """Return where a name may start in a line, behind numbers, hours and signs."""
    lead = _LEAD.match(text)
    return lead.end() if lead else 0


def form_of(text: str, end: int) -> LabelForm | None:
    """Return the form of the label that ends at a place in a line; None for no label."""
    start = name_start(text)
    name = text[start:end].rstrip()
    while name and not name[-1].isalnum():
        closes = name[-1] in _CLOSE and _OPEN[_CLOSE.index(name[-1])] in name
        if closes or (name[-1] == "." and _is_short(name.split()[-1:])):
            break
        name = name[:-1]
    if not name or len(name) > _MAX_NAME_CHARS or not _LETTER.match(name):
        return None
    behind = text[start + len(name) : end]
    closing = behind.strip()
    alone = not text[end:].strip()
    wide = not closing and not alone and _WIDE.search(behind) is not None
    look = look_of(name)
    by_words = not (closing or alone or wide) and look is not Look.CAPITALS
    return LabelForm(
        lead=_lead_of(text[:start]),
        closing=closing,
        spaced=bool(closing) and behind[0].isspace(),
        parted=bool(closing) and behind[-1].isspace(),
        alone=alone,
        wide=wide,
        look=look,
        words=len(_ASIDE.sub("", name).split()),
        printed=name if by_words or (look is Look.SMALL and not closing) else "",
    )


def look_of(name: str) -> Look:
    """Return how the words of a label look.

    >>> look_of("Dr. HALL"), look_of("p. Brezina"), look_of("clerk")
    (<Look.CAPITALS: 'capitals'>, <Look.NAME: 'name'>, <Look.SMALL: 'small letters'>)
    """
    bare = _ASIDE.sub("", name).strip() or name
    if _CJK.search(bare):
        return Look.SIGNS
    if is_in_capitals(name) or (len(bare) == 1 and bare.isupper()):
        return Look.CAPITALS
    capital = any(word[:1].isupper() for word in bare.split())
    return Look.NAME if capital else Look.SMALL


def _lead_of(text: str) -> str:
    """Return what stands before a name, with one digit for any number."""
    blank = re.sub(r"\s+", " ", re.sub(r"\d+", "0", text))
    pictured = _PICTURE.sub("☺", blank)
    return unicodedata.normalize("NFC", pictured)


def _is_short(words: list[str]) -> bool:
    """Return whether the last of some words is an initial."""
    return bool(words) and len(re.split(r"[.\s]", words[-1].strip("."))[-1]) == 1


def end_of_capitals(text: str, start: int) -> int:
    """Return where the capitals at the start of a line end; `start` for none."""
    end = start
    ends: list[tuple[str, int]] = []
    for word in re.finditer(r"\S+", text[start : start + MAX_LABEL_CHARS]):
        bare = word.group().strip(".,")
        if not _LETTER.match(bare) or not is_word_in_capitals(bare):
            break
        end = start + word.end()
        ends.append((bare, end))
        if word.group().endswith(","):
            return start
    # A word of one letter opens the sentence: "HALL I thank you."
    while ends and len(ends[-1][0]) == 1:
        ends.pop()
    return ends[-1][1] if ends else start
