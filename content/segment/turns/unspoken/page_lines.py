"""Lines of the page between turns and after them: numbers, running heads, titles.

What a reader sees who does not know the language: a record's words are sentences, and
so a short line without a full stop right above the next label is a title; a line of
figures is the number of a page or of a speech; wide blanks part what stands at the
edges of a page; strokes and dots part the links of a site.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern
from content.segment.labels import stamps
from content.segment.labels.exclusions.letter_lines import is_signed
from content.segment.labels.label import VOICE_ENDING
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.captions.above_hours import places_below_names
from content.segment.labels.shapes.posts.post_dates import is_stamp
from content.segment.lines import Line
from content.segment.messages.starts.announced_text import COUNTED_TITLE
from content.segment.names.business import heads_item, opens_item
from content.segment.result import SegmentKind
from content.segment.turns.unspoken.bold_titles import titles_in_bold
from content.segment.turns.unspoken.running_heads import (
    AGENDA_REASON,
    agenda_again,
    heads_again,
    is_running_head,
    names_above_labels,
    names_at_heads,
    page_numbers,
    running_heads,
)
from content.segment.turns.unspoken.shaped_titles import (
    items_in_order,
    titles_in_order,
    titles_twice,
)
from content.segment.turns.unspoken.titles_in_prose import (
    LEADING_NUMBER,
    MAX_COUNTED_CHARS,
    MAX_HOUR_CHARS,
    TITLE_KINDS,
    TURN_ENDS,
    Kinds,
    reads_as_title,
    titles_at_end,
    titles_in_prose,
)

_PAGE_LINE = WordPattern("<pages.page_lines>")
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
_STANDS_FOR_SIGNS = "–—=:-"
_STANDS_FOR = re.compile(rf"[{_STANDS_FOR_SIGNS}]\s")
_MIN_ABBREVIATIONS = 3
_MAX_BEFORE_LIST = 40
_DAY_AND_HOUR = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d|\d\d?[./]\d\d?[./]\d\d)\D{1,6}\d\d?[:.h]\d\d(?::\d\d)?(?:\s?[^\W\d_]{1,4})?\W{0,2}$"
)
_SEPARATOR = re.compile(r"\s[|·•‧›>]\s")
_SEPARATOR_SIGN = re.compile("[|·•‧›>]")  # which few lines have
_ADDRESS = re.compile(r"[\w.-]+@[\w-]+\.\w{2,}|©|\(c\)\s\d{4}")
_ADDRESS_SIGNS = ("@", "©", "(c)")
# "Copyright © 2019", "<End of part 3> © 2019"
_COPYRIGHT = re.compile(r"[^\w©]*(?:[^\W\d_]{4,12}\s)?©\s?\S|<[^<>]{3,40}>.*©")
_SECTION = re.compile(r"§{1,2}\s?\d{1,3}\.?")
# "« First 6 7 8 Last »"
_PAGES = re.compile(
    r"[«‹<]{1,2}\s?(?:[^\W\d_]+\s){0,2}(?:\d{1,4}\s|…\s){2,}(?:[^\W\d_]+\s){0,2}?[»›>]{1,2}"
)
_MAX_PAGE_LINE_CHARS = 120
_MAX_HEAD_CHARS = 140
_MAX_FOOT_CHARS = 400
_MIN_SEPARATORS = 2
_MIN_PROSE_LINES = 4
_MIN_PROSE_CHARS = 40
_MIN_LONG_CHARS = 160
_MIN_PROSE_SHARE = 0.85
ITEM_REASON = "the head of an item of business"
"""Why a line is a heading, whatever stands around it."""


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
        (SegmentKind.HEADING, AGENDA_REASON),
    )
    found |= dict.fromkeys(
        titles_in_bold(lines, labels, under),
        (SegmentKind.HEADING, "a title in bold type, within a turn"),
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
        item = LEADING_NUMBER.match(lines[n].text.strip())
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
        found = titles_in_prose(lines, labels, found, under, items) | found
        found |= dict.fromkeys(
            titles_at_end(lines, labels, found, under),
            (SegmentKind.BOILERPLATE, "lines without sentences end the record"),
        )
    numbers = page_numbers(lines, labels, under)
    number = SegmentKind.BOILERPLATE, "the number of a page"
    return dict.fromkeys(numbers, number) | found


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
        elif (
            _is_link_line(text)
            or ((n + 1 in labels or n + 1 == len(lines)) and is_stamp(text))
            or (_is_voiced(labels.get(n + 1)) and _ends_dated(text))
        ):
            found[n] = (
                SegmentKind.BOILERPLATE,
                "links, an address or an hour of the page",
            )
    return found


def _is_voiced(one: ScoredLabel | None) -> bool:
    return one is not None and one.label.ending is VOICE_ENDING


def _ends_dated(text: str) -> bool:
    """Return whether a short line ends in a day of some year and an hour.

    >>> _ends_dated("Reply 4.5.2022, 9:05 h"), _ends_dated("We met at 9:05.")
    (True, False)
    """
    return len(text) <= _MAX_HEAD_CHARS and _DAY_AND_HOUR.search(text) is not None


def _is_shown_count(lines: Sequence[Line], n: int) -> bool:
    """Return whether a line is a count and stands right below an hour alone."""
    hour, line = lines[n - 1], lines[n]
    return (
        n > 0
        and len(hour.text) <= MAX_HOUR_CHARS
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
    >>> _is_link_line("« First 6 7 8 Last »"), _is_link_line("« We won 6 to 2 there. »")
    (True, False)
    """
    if len(text) <= _MAX_FOOT_CHARS and "©" in text and _COPYRIGHT.match(text):
        return True
    if text[:1] in "«‹<" and _PAGES.fullmatch(text):
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
    # Nor have they so many signs, which are counted faster than those before a blank.
    signs = sum(map(text.count, _STANDS_FOR_SIGNS))
    if signs < _MIN_ABBREVIATIONS:
        return False
    if len(_STANDS_FOR.findall(text)) < _MIN_ABBREVIATIONS:
        return False
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
        if not above.spoken or above.text.rstrip().endswith((*TURN_ENDS, *COLONS)):
            yield n


def _items_in_order(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> list[int]:
    """Return the heads of items that count up, below the first label."""

    def may_be(n: int) -> bool:
        line, text = lines[n], lines[n].text.strip()
        own = line.opens and line.spoken and n not in labels and n not in under
        short = own and len(text) <= MAX_COUNTED_CHARS and not text.endswith(COLONS)
        counted = opens_item(text) or COUNTED_TITLE.match(text) or is_section(text)
        return short and bool(counted)

    return [n for n in items_in_order(lines, may_be) if n > min(labels)]


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
    sentences = sum(text.endswith((*TURN_ENDS, ":", "—", "–")) for text in long)
    return len(long) >= _MIN_PROSE_LINES and sentences >= _MIN_PROSE_SHARE * len(long)


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
        and lines[n - 1].kind in TITLE_KINDS
        and reads_as_title(LEADING_NUMBER.sub("", lines[n - 1].text.strip()))
    ]
