"""Lines of the page between turns and after them: numbers, running heads, titles.

What a reader sees who does not know the language: a record's words are sentences, and
so a short line without a full stop right above the next label is a title; a line of
figures is the number of a page or of a speech; wide blanks part what stands at the
edges of a page; strokes and dots part the links of a site.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from content.document import BlockKind
from content.language.patterns.letter_case import is_in_capitals
from content.language.sentence_marks import COLONS, PHRASE_ENDS, SENTENCE_ENDS
from content.language.word_lists import WordPattern
from content.language.words.word_patterns import WORD_OR_NUMBER
from content.segment.labels import stamps
from content.segment.labels.evidence import SPOKEN_WORDS
from content.segment.labels.exclusions.letter_lines import is_signed
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.captions.above_hours import places_below_names
from content.segment.labels.shapes.posts.post_dates import is_stamp
from content.segment.lines import Line, is_rule
from content.segment.messages.starts.announced_text import COUNTED_TITLE
from content.segment.names.business import heads_item, opens_item
from content.segment.names.descriptions import is_person
from content.segment.result import SegmentKind
from content.segment.turns.unspoken.directions import is_direction
from content.segment.turns.unspoken.running_heads import (
    agenda_again,
    has_words_of,
    heads_again,
    is_running_head,
    may_be_head,
    names_above_labels,
    names_at_heads,
    page_numbers,
    running_heads,
)
from content.segment.turns.unspoken.shaped_titles import (
    items_in_order,
    titles_in_order,
    titles_of_shape,
    titles_twice,
)

_CLOSING = WordPattern("(?:<messages.closings>)")
_PAGE_LINE = WordPattern("<pages.page_lines>")
_SENTENCE_ENDS = (*SENTENCE_ENDS, *"'’)]）")
_NO_TITLE_ENDS = (*PHRASE_ENDS, *"]）—–-")
_QUOTES = tuple("«»“”„\"'‘’「『>")
_CLOSING_QUOTES = frozenset("»”“\"’'」』")
# "For - 206.", right below the hour at which a screen in the hall showed it
_SHOWN_COUNT = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+){0,2}\s?[-–—:]\s?\d{1,4}\.?")
_FIGURES = re.compile(r"(?=(?:\D*\d){4})\d(?:[\d\W]{5,40}|\d{5,400})")
# "Mrs. Brook . . . . . . (Arland)"
_LEADERS = re.compile(r"\w\s?(?:\.\s?){6,}\s*[(\w]")
_MIN_LEADERS = 6
# "AF – Arland's Farmers;"
_ABBREVIATION = re.compile(
    r"(?<!\w)(?=\w?[^\W\d_a-zß-ÿ]{2})[^\W\d_][\w-]{1,9}\s?[–—=:-]\s[^\W\d_][^;–—=]{2,90}?(?:;\s?|,\s(?=\w{2,10}\s?[–—=-]\s)|\.?$)"
)
_STANDS_FOR = re.compile(r"[–—=:-]\s")
_MIN_ABBREVIATIONS, _MAX_BEFORE_LIST = 3, 40
_NUMBER_ALONE = re.compile(r"\d{1,3}\.?|[IVXL]{1,6}\.?")
_LEADING_NUMBER = re.compile(r"^\d{1,3}[.)]\s+")
_MAX_HOUR_CHARS = 20
_SEPARATOR = re.compile(r"\s[|·•‧›>]\s")
_SEPARATOR_SIGN = re.compile("[|·•‧›>]")  # which few lines have
_ADDRESS = re.compile(r"[\w.-]+@[\w-]+\.\w{2,}|©|\(c\)\s\d{4}")
_ADDRESS_SIGNS = ("@", "©", "(c)")
# "Copyright © 2019", "<End of part 3> © 2019"
_COPYRIGHT = re.compile(r"[^\w©]*(?:[^\W\d_]{4,12}\s)?©\s?\S|<[^<>]{3,40}>.*©")
# A sentence ends inside a line, or before the bracket that ends it.
_HOLDS_SENTENCE = re.compile(
    r"(?:[^\W\d_]{4}|[”»\"\d])[.!?…](?:\s+\S|$)|[.!?…]\s*[(\[][^()\[\]]*[)\]]$"
)
_NUMBERED_HEAD = re.compile(r"[^.!?]*\d[^.!?]*:")
_MIN_COUNTED, _MAX_COUNTED_CHARS = 2, 300
_MIN_CALLED_WORDS = 5
# "Ada Brook, keeper", "Ada Brook (Moor) and 21 others"
_BEHIND_SIGNER = re.compile(r"(?:,|\s?\(|\s[^\W\d_]{1,4}\s\d).*$")
# "I.2) Motion of the Harbour Group"
_IN_PARTS = re.compile(r"[IVX]{1,5}(?:\.\d{1,2}){1,3}\)")
_SECTION = re.compile(r"§{1,2}\s?\d{1,3}\.?")
_SMALL_OFFICE = re.compile(r"[^\W\d_]{4,}(?:\s[^\W\d_]+){0,2}")
_MAX_COLON_HEAD_CHARS = 60
_MAX_TITLE_CHARS = 320
_MAX_PAGE_LINE_CHARS = 120
_MAX_HEAD_CHARS = 140
_MAX_FOOT_CHARS = 400
_MIN_SEPARATORS = 2
_MAX_TITLES = 6
_TITLE_KINDS = {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM}
_MIN_PROSE_LINES = 4
_MIN_PROSE_CHARS = 40
_MIN_LONG_CHARS = 160
_MIN_PROSE_SHARE = 0.85
# "And" in several languages, and never "I".
_SMALL_I = re.compile(r"\si(?=\s)")
_MAX_SURE_WORDS, _MAX_HEADED_WORDS = 24, 40

ITEM_REASON = "the head of an item of business"
"""Why a line is a heading, whatever stands around it."""

Kinds = dict[int, tuple[SegmentKind, str]]


def is_page_line(text: str) -> bool:
    """Return whether a short line is the page's own, as "See also"."""
    bare = text.strip()
    return len(bare) < _MAX_PAGE_LINE_CHARS and _PAGE_LINE.is_all_of(bare)


def is_section(text: str) -> bool:
    """Return whether a line only counts a section of a record: "§ 3."."""
    return text.startswith("§") and _SECTION.fullmatch(text.strip()) is not None


def find_page_lines(lines: Sequence[Line], labels: Mapping[int, ScoredLabel]) -> Kinds:
    """Return kind and reason of lines that are the page's, by index."""
    if not labels:
        return {}
    under = {n + 1 for n, one in labels.items() if one.label.alone}
    found = _lines_known_by_themselves(lines, labels, under)
    items = [*_items_counted(lines, labels, under)]
    items += _items_in_order(lines, labels, under)
    found |= dict.fromkeys(items, (SegmentKind.HEADING, ITEM_REASON))
    found |= dict.fromkeys(
        places_below_names(lines, labels),
        (SegmentKind.STAGE, "who somebody is, between the name and the hour"),
    )
    found |= dict.fromkeys(
        heads_again(lines, labels, under),
        (SegmentKind.BOILERPLATE, "the head of the document again, on another page"),
    )
    found |= dict.fromkeys(
        agenda_again(lines, labels, under),
        (SegmentKind.HEADING, "a title of the agenda"),
    )
    found |= dict.fromkeys(
        titles_twice(lines, lambda n: n not in labels and n not in under, labels),
        (SegmentKind.HEADING, "a title that stands twice"),
    )
    found |= dict.fromkeys(
        names_above_labels(lines, labels, under, found.keys()),
        (SegmentKind.HEADING, "who speaks next, above the label"),
    )
    for n in running_heads(lines, labels, under):
        item = _LEADING_NUMBER.match(lines[n].text.strip())
        if item is None:
            found[n] = SegmentKind.BOILERPLATE, "a line that each page has at its edge"
        elif n not in found or found[n][0] is not SegmentKind.BOILERPLATE:
            found[n] = SegmentKind.HEADING, "a title of the head again"
    heads = [n for n, (kind, _) in found.items() if kind is SegmentKind.BOILERPLATE]
    found |= dict.fromkeys(
        names_at_heads(lines, labels, under, heads),
        (SegmentKind.BOILERPLATE, "who speaks, at the edge of a page"),
    )
    found |= dict.fromkeys(
        titles_in_order(lines, _numbered_above_labels(lines, labels, under)),
        (SegmentKind.HEADING, "a title of several in their order"),
    )
    if _is_prose(lines, labels, under):
        found = _titles_in_prose(lines, labels, found, under, items) | found
        found |= dict.fromkeys(
            _titles_at_end(lines, labels, found, under),
            (SegmentKind.BOILERPLATE, "lines without sentences end the record"),
        )
    numbers = page_numbers(lines, labels, under)
    number = SegmentKind.BOILERPLATE, "the number of a page"
    return dict.fromkeys(numbers, number) | found


def _titles_in_prose(
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
        ),
        (SegmentKind.HEADING, "a title above a label"),
    )
    alike = titles_of_shape(
        lines, [*titles, *items], lambda n: n in labels or n in under, _is_title
    )
    return dict.fromkeys(alike, (SegmentKind.HEADING, "a title like others")) | titles


def _lines_known_by_themselves(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: Collection[int]
) -> Kinds:
    """Return kind and reason of lines from the first label on that need no other line."""
    found: Kinds = {}
    for n in range(min(labels), len(lines)):
        text = lines[n].text.strip()
        if n in labels or not lines[n].spoken or n in under:
            continue
        numbered = text[:1].isdigit() and lines[n].opens
        if numbered and _FIGURES.fullmatch(text):
            found[n] = SegmentKind.STAGE, "a number of the record"
        elif text[-2:-1].isdigit() and _is_shown_count(lines, n):
            found[n] = SegmentKind.STAGE, "a count that a screen shows"
        elif is_running_head(lines[n].text):
            found[n] = SegmentKind.BOILERPLATE, "a line at the edge of a page"
        elif _has_leaders(text):
            found[n] = SegmentKind.BOILERPLATE, "a line of a list, with leaders"
        elif _lists_abbreviations(text):
            found[n] = SegmentKind.BOILERPLATE, "what abbreviations stand for"
        elif is_signed(text):
            found[n] = SegmentKind.BOILERPLATE, "who signs the record"
        elif _is_link_line(text) or (
            (n + 1 in labels or n + 1 == len(lines)) and is_stamp(text)
        ):
            found[n] = (
                SegmentKind.BOILERPLATE,
                "links, an address or an hour of the page",
            )
    return found


def _is_shown_count(lines: Sequence[Line], n: int) -> bool:
    """Return whether a line is a count and stands right below an hour alone."""
    hour, line = lines[n - 1], lines[n]
    return (
        n > 0
        and len(hour.text) <= _MAX_HOUR_CHARS
        and hour.number + 1 == line.number
        and stamps.is_time_of_day(hour.text)
        and _SHOWN_COUNT.fullmatch(line.text.strip()) is not None
    )


def _is_link_line(text: str) -> bool:
    """Return whether strokes or dots part a line's words, or it is an address.

    >>> _is_link_line("Contact us | Visit | Privacy"), _is_link_line("Yes | no")
    (True, False)
    >>> _is_link_line("Copyright © 2019 Moor Radio. All rights reserved.")
    True
    """
    if len(text) <= _MAX_FOOT_CHARS and "©" in text and _COPYRIGHT.match(text):
        return True
    if len(text) > _MAX_FOOT_CHARS or text.endswith((".", "!", "?", "…", "。")):
        return False
    parted = (
        _SEPARATOR_SIGN.search(text) is not None
        and len(_SEPARATOR.findall(text)) >= _MIN_SEPARATORS
    )
    # The search of an address tries every word.
    return parted or (
        any(sign in text for sign in _ADDRESS_SIGNS)
        and _ADDRESS.search(text) is not None
    )


def _has_leaders(text: str) -> bool:
    """Return whether a short line has the dots of a list in it."""
    dotted = len(text) <= _MAX_HEAD_CHARS and text.count(".") >= _MIN_LEADERS
    return dotted and _LEADERS.search(text) is not None


def _lists_abbreviations(text: str) -> bool:
    """Return whether a line says what several abbreviations stand for.

    >>> _lists_abbreviations("* Short for: AF – Arland's Farmers; BU – Brook Union; HP – Hall.")
    True
    >>> _lists_abbreviations("We have AF – Arland's Farmers; and I like the Brook Union.")
    False
    """
    if text.count(";") + text.count(",") + 1 < _MIN_ABBREVIATIONS:
        return False  # Most lines have fewer parts, which is found out faster.
    if len(_STANDS_FOR.findall(text)) < _MIN_ABBREVIATIONS:
        return False  # Nor have they so many signs.
    found = [*_ABBREVIATION.finditer(text)]
    if len(found) < _MIN_ABBREVIATIONS or found[-1].end() < len(text):
        return False
    before = text[: found[0].start()].strip()
    listed = sum(one.end() - one.start() for one in found)
    headed = not before or (before.endswith(":") and len(before) <= _MAX_BEFORE_LIST)
    return headed and len(text) - listed <= _MAX_BEFORE_LIST


def _items_counted(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> Iterator[int]:
    """Yield the heads of items of business: "Agenda item 4: Fees"."""
    for n in range(min(labels) + 1, len(lines)):
        own = lines[n].opens and lines[n].spoken and n not in labels
        if not (own and n not in under and heads_item(lines[n].text.strip())):
            continue
        # "We come to" and below it "agenda item 4" is one sentence.
        above = lines[n - 1]
        if not above.spoken or above.text.rstrip().endswith((*_SENTENCE_ENDS, *COLONS)):
            yield n


def _items_in_order(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> list[int]:
    """Return the heads of items that count up, below the first label."""

    def may_be(n: int) -> bool:
        line, text = lines[n], lines[n].text.strip()
        own = line.opens and line.spoken and n not in labels and n not in under
        short = own and len(text) <= _MAX_COUNTED_CHARS and not text.endswith(COLONS)
        counted = opens_item(text) or COUNTED_TITLE.match(text) or is_section(text)
        return short and bool(counted)

    return [n for n in items_in_order(lines, may_be) if n > min(labels)]


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
            not above.endswith(_SENTENCE_ENDS)
            or not may_be_head(text)
            or not _reads_as_title(_LEADING_NUMBER.sub("N ", text))
            or not has_words_of(text, set(WORD_OR_NUMBER.findall(above.casefold())))
        ):
            continue
        yield n
        below = n + 1
        if below < len(lines) and below not in labels and lines[below].opens:
            title = lines[below].text.strip().removesuffix(")")
            if _reads_as_title(title):
                yield below


def _items_called_below(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> Iterator[int]:
    """Yield titles of items whose words all stand in the numbered item called right below.

    "Report on the lamp of the harbour", and below it "We come to item 1: Report on the
    lamp of the harbour (paper 12)."
    """
    for n in range(min(labels) + 1, len(lines) - 1):
        line, text = lines[n], lines[n].text.strip()
        if n in labels or n in under or not _is_title(line):
            continue
        words = WORD_OR_NUMBER.findall(text.casefold())
        if len(words) < _MIN_CALLED_WORDS:
            continue
        above = lines[n - 1].text.rstrip()
        # A number's stop may have broken the paragraph.
        below = [one for m, one in enumerate(lines[n + 1 : n + 3], n + 1)
                 if m not in labels or not labels[m].label.alone]  # fmt: skip
        called = " ".join(one.text for one in below).casefold()
        numbered = any(map(str.isdigit, called)) and above.endswith(_SENTENCE_ENDS)
        if numbered and set(words) <= {*WORD_OR_NUMBER.findall(called)}:
            yield n


def _titles_below_hours(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> Iterator[int]:
    """Yield titles that stand below a line with the hour alone, above a sentence."""
    for n in range(min(labels) + 1, len(lines)):
        hour = lines[n - 1].text
        if len(hour) > _MAX_HOUR_CHARS or not stamps.is_time_of_day(hour):
            continue
        text = lines[n].text.strip()
        if n in labels or n in under:
            continue
        # "… amendment bill (first reading)"
        bare = text.removesuffix(")")
        if len(bare.split()) > 1 and _reads_as_title(bare):
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
        and lines[n].kind in _TITLE_KINDS
        and len(lines[n].text) <= _MAX_COUNTED_CHARS
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
        and not lines[n].text.rstrip().endswith(_SENTENCE_ENDS)
        and len(lines[n + 1].text) <= _MAX_COUNTED_CHARS
    ]
    return sorted({*found, *broken})


def _is_prose(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> bool:
    """Return whether nearly all turns open with whole sentences, and so do long lines."""
    bodies = [
        lines[n].text[labels[n].label.end if n in labels else 0 :].strip()
        for n in range(min(labels), len(lines))
        if lines[n].spoken
        and (n in labels or n in under or len(lines[n].text) > _MIN_LONG_CHARS)
    ]
    long = [text for text in bodies if len(text) > _MIN_PROSE_CHARS]
    sentences = sum(text.endswith((*_SENTENCE_ENDS, ":", "—", "–")) for text in long)
    return len(long) >= _MIN_PROSE_LINES and sentences >= _MIN_PROSE_SHARE * len(long)


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


def _numbered_above_labels(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> list[int]:
    """Return lines right above labels that may be titles behind a number, in order."""
    start = min(labels)
    return [
        n - 1
        for n in sorted(labels)
        if n - 1 > start
        and not (n - 1 in labels or n - 1 in under)
        and lines[n - 1].opens
        and lines[n - 1].kind in _TITLE_KINDS
        and _reads_as_title(_LEADING_NUMBER.sub("", lines[n - 1].text.strip()))
    ]


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
        ended = above.endswith(_SENTENCE_ENDS) or above[-1:].isalpha()
        if not (ended and _NUMBERED_HEAD.fullmatch(text) and _is_title(lines[n + 1])):
            continue
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
            if line.kind not in _TITLE_KINDS or not _reads_as_title(line.text.strip()):
                break
            end += 1
        bold = all(line.is_bold for line in lines[n:end]) and end < len(lines)
        if end > n + 1 and (
            (end in labels and n > first) or (bold and lines[end].opens)
        ):
            yield from range(n, end)


def _titles_at_end(
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
    ended = above.endswith(_SENTENCE_ENDS) or lines[n].kind is not BlockKind.PARAGRAPH
    letter = any(_CLOSING.opens(lines[m].text.strip()) for m in [*found, n])
    # The first line may be the signature below a text that was read out.
    signed = _BEHIND_SIGNER.sub("", lines[found[-1]].text.strip()).strip()
    letter = letter or (is_person(signed) and not signed.isupper())
    return found if ended and not letter else []


def _is_lone_item(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a title stands behind a number below a sentence, and is no list's."""
    text, above = lines[n].text.strip(), lines[n - 1].text.strip() if n else ""
    title = _LEADING_NUMBER.sub("", text)
    return (
        title != text
        and lines[n].opens
        and lines[n].kind in _TITLE_KINDS
        and above.endswith(_SENTENCE_ENDS)
        and not _LEADING_NUMBER.match(above)
        and _reads_as_title(title)
    )


def _is_colon_head(text: str, *, last: bool) -> bool:
    short = last and len(text) <= _MAX_COLON_HEAD_CHARS and text.endswith(":")
    return short or _NUMBERED_HEAD.fullmatch(text) is not None


def _is_between(text: str) -> bool:
    """Return whether a line is a direction, a rule or a time, which titles may stand above."""
    return is_direction(text) or is_rule(text) or stamps.is_time_of_day(text)


def _is_title(line: Line) -> bool:
    return (
        line.opens and line.kind in _TITLE_KINDS and _reads_as_title(line.text.strip())
    )


def _reads_as_title(text: str) -> bool:
    if len(text) > _MAX_TITLE_CHARS:
        return False
    words = len(text.split())
    if words > _MAX_SURE_WORDS and SPOKEN_WORDS.is_in(_SMALL_I.sub(" ", text)):
        # A sentence whose full stop the page left out.
        return False
    return (
        words <= _MAX_HEADED_WORDS
        and not _ends_quotation(text).endswith(_NO_TITLE_ENDS)
        and not text.startswith(_QUOTES)
        and not text[:1].islower()
        and not _HOLDS_SENTENCE.search(text)
        and any(map(str.isalpha, text))
    )


def _ends_quotation(text: str) -> str:
    """Return a text without the mark that closes a quotation opened inside it."""
    inside = text[-1:] in _CLOSING_QUOTES and any(
        char in _QUOTES for char in text[1:-1]
    )
    return text[:-1] if inside else text
