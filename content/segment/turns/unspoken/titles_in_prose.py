"""Titles between the turns of a record whose turns are whole sentences.

A short line without a full stop right above the next label, or beside a number, an hour or
the words that call an item of business, is a title.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from content.document import BlockKind
from content.language.patterns.letter_case import is_in_capitals
from content.language.sentence_marks import PHRASE_ENDS, SENTENCE_ENDS
from content.language.word_lists import WordPattern
from content.language.words.word_patterns import WORD_OR_NUMBER
from content.segment.labels import stamps
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line, is_rule
from content.segment.messages.starts.announced_text import COUNTED_TITLE
from content.segment.names.descriptions import is_person
from content.segment.result import SegmentKind
from content.segment.turns.unspoken.directions import is_direction
from content.segment.turns.unspoken.running_heads import (
    has_words_of,
    may_be_head,
)
from content.segment.turns.unspoken.shaped_titles import (
    titles_of_shape,
)
from content.segment.wording.in_person import FIRST_PERSON, SPOKEN_WORDS

_CLOSING = WordPattern("(?:<messages.closings>)")
TURN_ENDS = (*SENTENCE_ENDS, *"'’)]）")
_NO_TITLE_ENDS = (*PHRASE_ENDS, *"]）—–-")
_QUOTES = tuple("«»“”„\"'‘’「『>")
_CLOSING_QUOTES = frozenset("»”“\"’'」』")
_NUMBER_ALONE = re.compile(r"\d{1,3}\.?|[IVXL]{1,6}\.?")
LEADING_NUMBER = re.compile(r"^\d{1,3}[.)]\s+")
MAX_HOUR_CHARS = 20
# A sentence ends inside a line, or before the bracket that ends it.
_HOLDS_SENTENCE = re.compile(
    r"(?:[^\W\d_]{4}|[”»\"\d])[.!?…](?:\s+\S|$)|[.!?…]\s*[(\[][^()\[\]]*[)\]]$"
)
_NUMBERED_HEAD = re.compile(r"[^.!?]*\d[^.!?]*:")
_MIN_COUNTED = 2
MAX_COUNTED_CHARS = 300
_MIN_CALLED_WORDS = 5
# "Ada Brook, keeper", "Ada Brook (Moor) and 21 others"
_BEHIND_SIGNER = re.compile(r"(?:,|\s?\(|\s[^\W\d_]{1,4}\s\d).*$")
# "I.2) Motion of the Harbour Group"
_IN_PARTS = re.compile(r"[IVX]{1,5}(?:\.\d{1,2}){1,3}\)")
_SMALL_OFFICE = re.compile(r"[^\W\d_]{4,}(?:\s[^\W\d_]+){0,2}")
_COLUMN_GAP = re.compile(r"(?<=\S)(?:\s{3,}|\t+)(?=\S)")
_MAX_COLON_HEAD_CHARS = 60
_MAX_TITLE_CHARS = 320
_MAX_TITLES = 6
TITLE_KINDS = {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM}
# "And" in several languages, and never "I".
_SMALL_I = re.compile(r"\si(?=\s)")
_MAX_QUOTED_TITLE = 100
_MAX_SURE_WORDS = 24
_MAX_HEADED_WORDS = 40
# "(She takes the oath:) “I swear …” (Applause.)"
_QUOTED_BELOW_NOTE = re.compile(rf"\([^()]{{3,200}}\)\s?[{''.join(_QUOTES)}]")
Kinds = dict[int, tuple[SegmentKind, str]]


def titles_in_prose(
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    found: Kinds,
    under: set[int],
    items: Sequence[int],
) -> Kinds:
    """Return kind and reason of titles, where sentences stand below labels.

    Args:
        lines: The lines of the document.
        labels: The labels.
        found: The lines that are known to be the page's.
        under: The lines right below a label that has its own.
        items: The items of business among them.
    """
    titles = dict.fromkeys(
        (
            *_numbered_heads(lines, labels, under),
            *_titles_above_labels(lines, labels, found, under),
            *_titles_above_numbers(lines, labels, found, under),
            *_titles_below_numbers(lines, labels, under),
            *_titles_below_hours(lines, labels, under),
            *_items_called(lines, labels, under),
            *_items_called_below(lines, labels, under),
            *_counted_titles(lines, labels, under),
            *_quoted_titles(lines, labels, under),
        ),
        (SegmentKind.HEADING, "a title above a label"),
    )
    alike = titles_of_shape(
        lines, [*titles, *items], lambda n: n in labels or n in under, _is_title
    )
    return dict.fromkeys(alike, (SegmentKind.HEADING, "a title like others")) | titles


def _items_called(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> Iterator[int]:
    """Yield the items of business that the sentence above calls, and their titles.

    "We come to item 14 of the orders." and below it "Item 14 of the orders": all words
    and the figure stand there.
    """
    for n in range(min(labels) + 1, len(lines)):
        line = lines[n]
        short = line.opens and len(line.text) <= _MAX_COLON_HEAD_CHARS
        if not short or n in labels or n in under:
            continue
        text, above = line.text.strip(), lines[n - 1].text.rstrip()
        if (
            not above.endswith(TURN_ENDS)
            or not may_be_head(text)
            or not reads_as_title(LEADING_NUMBER.sub("N ", text))
            or not has_words_of(text, set(WORD_OR_NUMBER.findall(above.casefold())))
        ):
            continue
        yield n
        below = n + 1
        if below < len(lines) and below not in labels and lines[below].opens:
            title = lines[below].text.strip().removesuffix(")")
            if reads_as_title(title):
                yield below


def _items_called_below(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> Iterator[int]:
    """Yield titles of items whose words all stand in the numbered item called right below.

    "Report on the lamp of the harbour", and below it "We come to item 1: Report on the
    lamp of the harbour (paper 12)."
    """
    for n in range(min(labels) + 1, len(lines) - 1):
        if n in labels or n in under or not _is_title(lines[n]):
            continue
        if not lines[n - 1].text.rstrip().endswith(TURN_ENDS):
            continue
        words = WORD_OR_NUMBER.findall(lines[n].text.strip().casefold())
        if len(words) < _MIN_CALLED_WORDS:
            continue
        # A number's stop may have broken the paragraph.
        below = [one for m, one in enumerate(lines[n + 1 : n + 3], n + 1)
                 if m not in labels or not labels[m].label.alone]  # fmt: skip
        called = " ".join(one.text for one in below).casefold()
        numbered = any(map(str.isdigit, called))
        if numbered and set(words) <= {*WORD_OR_NUMBER.findall(called)}:
            yield n


def _titles_below_hours(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> Iterator[int]:
    """Yield titles that stand below a line with the hour alone, above a sentence."""
    for n in range(min(labels) + 1, len(lines)):
        hour = lines[n - 1].text
        if len(hour) > MAX_HOUR_CHARS or not stamps.is_time_of_day(hour):
            continue
        text = lines[n].text.strip()
        if n in labels or n in under:
            continue
        # "… amendment bill (first reading)"
        bare = text.removesuffix(")")
        if len(bare.split()) > 1 and reads_as_title(bare):
            yield n


def _counted_titles(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> list[int]:
    """Return titles of items that a record counts: "B) Motions", "1.- Motion of Ada Brook".

    A letter and a bracket, or a number with a stop and a dash, open several lines of
    their own that end no sentence, or are in capitals: "2º.- FEES."
    """
    found = [
        n
        for n in range(min(labels) + 1, len(lines))
        if lines[n].opens
        and n not in labels
        and n not in under
        and lines[n].kind in TITLE_KINDS
        and len(lines[n].text) <= MAX_COUNTED_CHARS
        and COUNTED_TITLE.match(lines[n].text.strip())
        and (
            is_in_capitals(lines[n].text)
            or _IN_PARTS.match(lines[n].text.strip())
            or not lines[n].text.rstrip().endswith(_NO_TITLE_ENDS)
        )
    ]
    if len(found) < _MIN_COUNTED:
        return []
    # The page may break a title above a label.
    broken = [
        n + 1
        for n in found
        if n + 2 in labels
        and n + 1 not in labels
        and _IN_PARTS.match(lines[n].text.strip())
        and not lines[n].text.rstrip().endswith(TURN_ENDS)
        and len(lines[n + 1].text) <= MAX_COUNTED_CHARS
    ]
    return sorted({*found, *broken})


def _titles_above_labels(
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    known: Kinds,
    under: set[int],
) -> Iterator[int]:
    """Yield lines without a full stop between the end of a turn and a label."""
    first = min(labels)
    for place in labels:
        if place == first or not lines[place].opens:
            continue
        yield from _titles_before(place, lines, labels, known, under)


def _quoted_titles(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> list[int]:
    """Return titles in quotation marks, which some papers take from what is said below.

    Without a stop, each right above a label; at least two, the first of which may stand
    above all labels, where most turns are a paragraph.
    """
    inside = [n for n in labels if not labels[n].label.alone]
    single = sum(n + 1 in labels for n in inside)
    if not inside or 2 * single < len(inside):
        return []
    found = [
        n - 1
        for n in inside
        if n and n - 1 not in labels and n - 1 not in under and _is_quoted(lines[n - 1])
    ]
    first = min(labels)
    above = [n for n in found if n > first]
    ended = all(lines[n - 1].text.rstrip().endswith(TURN_ENDS) for n in above)
    return above if len(found) >= _MIN_COUNTED and ended else []


def _is_quoted(line: Line) -> bool:
    """Return whether a line is one short quotation without a stop."""
    text = line.text.strip()
    marked = text.startswith(_QUOTES) and text[-1:] in _CLOSING_QUOTES
    inner = text[1:-1]
    return (
        marked
        and line.opens
        and line.kind in TITLE_KINDS
        and len(inner.split()) > 1
        and len(inner) <= _MAX_QUOTED_TITLE
        and reads_as_title(inner)
        and _CLOSING_QUOTES.isdisjoint(inner.replace("’", ""))
    )


def _numbered_heads(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> Iterator[int]:
    """Yield heads such as "Item 3:" on lines of their own, and the titles below them."""
    for n in range(min(labels) + 1, len(lines) - 1):
        text = lines[n].text.strip()
        short = len(text) <= _MAX_COLON_HEAD_CHARS and lines[n].opens
        if not (short and text.endswith(":")) or n in labels or n in under:
            continue
        # "I now call", and below it "Item 3:".
        above = lines[n - 1].text.rstrip()
        ended = above.endswith(TURN_ENDS) or above[-1:].isalpha()
        if not (ended and _NUMBERED_HEAD.fullmatch(text) and _is_title(lines[n + 1])):
            continue
        if not FIRST_PERSON.is_in(text):  # "I have item 3 read:"
            yield n
        for m in range(n + 1, min(n + 1 + _MAX_TITLES, len(lines))):
            if m in labels or not (_is_title(lines[m]) or _is_dashed(lines[m])):
                break
            yield m


def _is_dashed(line: Line) -> bool:
    """Return whether dashes stand around a line: "- Printed paper 8/1190 -"."""
    text = line.text.strip()
    return text[:1] == text[-1:] != "" and text[0] in "-–—"


def _titles_above_numbers(
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    known: Kinds,
    under: set[int],
) -> Iterator[int]:
    """Yield titles whose number in the record stands below them."""
    for place, (kind, _) in known.items():
        above = place - 1
        if kind is not SegmentKind.STAGE or above in under or above in labels:
            continue
        if above >= min(labels) and _is_title(lines[above]):
            yield above


def _titles_below_numbers(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> Iterator[int]:
    """Yield numbers alone on a line, and the titles below each, down to a label, or in bold.

    "2" / "The harbour wall" / "First reading"
    """
    first = min(labels)
    for n in range(1, len(lines) - 1):
        alone = lines[n].opens and _NUMBER_ALONE.fullmatch(lines[n].text.strip())
        if not alone or n in under or n in labels:
            continue
        end = n + 1
        while end < len(lines) and end <= n + _MAX_TITLES and end not in labels:
            line = lines[end]
            if line.kind not in TITLE_KINDS or not reads_as_title(line.text.strip()):
                break
            end += 1
        bold = all(line.is_bold for line in lines[n:end]) and end < len(lines)
        if end > n + 1 and (
            (end in labels and n > first) or (bold and lines[end].opens)
        ):
            yield from range(n, end)


def titles_at_end(
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    known: Kinds,
    under: set[int],
) -> list[int]:
    """Return the last lines if they are short, without a full stop, and several."""
    found = _titles_before(len(lines), lines, labels, known, under, last=True)
    figures = any(char.isdigit() for n in found for char in lines[n].text)
    return found if len(found) > 1 or figures else []


def _titles_before(
    place: int,
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    known: Kinds,
    under: set[int],
    *,
    last: bool = False,
) -> list[int]:
    """Return the titles directly above a line; none if they may close a letter.

    At the end of a document ("Certified:", and who certifies) a colon needs no number,
    and an office may stand in small letters.
    """
    found: list[int] = []
    n = place - 1
    while n >= 0 and n not in labels and len(found) <= _MAX_TITLES:
        line, text = lines[n], lines[n].text.strip()
        passed = n in known or not line.spoken or _is_between(text)
        if not passed:
            headed = bool(found) and _is_colon_head(text, last=last)
            small = last and line.opens and _SMALL_OFFICE.fullmatch(text) is not None
            counted = not found and _is_lone_item(n, lines)
            if n in under or not (_is_title(line) or headed or small or counted):
                break
            if not last and _is_below_columns(n, lines):
                return []
            found.append(n)
            if headed:
                n -= 1
                break
        n -= 1
    if not found or n < 0 or len(found) > _MAX_TITLES:
        return []
    above = lines[n].text.strip()
    said = labels[n].label if n in labels else None
    if said is not None and (said.alone or said.ending is Ending.LINE):
        return []
    ended = above.endswith(TURN_ENDS) or lines[n].kind is not BlockKind.PARAGRAPH
    letter = any(_CLOSING.opens(lines[m].text.strip()) for m in [*found, n])
    # The first line may be the signature below a text that was read out.
    signed = _BEHIND_SIGNER.sub("", lines[found[-1]].text.strip()).strip()
    letter = letter or (is_person(signed) and not signed.isupper())
    return found if ended and not letter else []


def _is_below_columns(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a line has columns as the one above: who signs, and places or offices."""
    columns = len(_COLUMN_GAP.findall(lines[n].text.strip()))
    above = lines[n - 1].text.strip() if n else ""
    return columns > 0 and columns == len(_COLUMN_GAP.findall(above))


def _is_lone_item(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a title stands behind a number below a sentence, and is no list's."""
    text, above = lines[n].text.strip(), lines[n - 1].text.strip() if n else ""
    title = LEADING_NUMBER.sub("", text)
    return (
        title != text
        and lines[n].opens
        and lines[n].kind in TITLE_KINDS
        and above.endswith(TURN_ENDS)
        and not LEADING_NUMBER.match(above)
        and reads_as_title(title)
    )


def _is_colon_head(text: str, *, last: bool) -> bool:
    short = last and len(text) <= _MAX_COLON_HEAD_CHARS and text.endswith(":")
    return short or _NUMBERED_HEAD.fullmatch(text) is not None


def _is_between(text: str) -> bool:
    """Return whether a line is a direction, a rule or a time, which titles may stand above."""
    return is_direction(text) or is_rule(text) or stamps.is_time_of_day(text)


def _is_title(line: Line) -> bool:
    return line.opens and line.kind in TITLE_KINDS and reads_as_title(line.text.strip())


def reads_as_title(text: str) -> bool:
    """Return whether a text is short, and neither ends nor holds a sentence, as titles do."""
    if len(text) > _MAX_TITLE_CHARS or text[:1].islower() or text.startswith(_QUOTES):
        return False
    if _ends_quotation(text).endswith(_NO_TITLE_ENDS):
        return False
    words = len(text.split())
    if words > _MAX_SURE_WORDS and SPOKEN_WORDS.is_in(_SMALL_I.sub(" ", text)):
        # A sentence whose full stop the page left out.
        return False
    return (
        words <= _MAX_HEADED_WORDS
        and not _QUOTED_BELOW_NOTE.match(text)
        and not _HOLDS_SENTENCE.search(text)
        and any(map(str.isalpha, text))
    )


def _ends_quotation(text: str) -> str:
    """Return a text without the mark that closes a quotation opened inside it."""
    inside = text[-1:] in _CLOSING_QUOTES and any(
        char in _QUOTES for char in text[1:-1]
    )
    return text[:-1] if inside else text
