"""Lines at the edges of pages that a printed record has in the middle of turns.

A running head repeats words of the document's head, or comes back with other figures;
wide blanks part what stands at both edges; and below it may stand who speaks there.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from content.language.sentence_marks import SENTENCE_ENDS
from content.language.words.word_patterns import WORD_OR_NUMBER
from content.segment.labels import stamps
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.name_score import label_key
from content.segment.names.words import label_words
from content.segment.wording.in_person import SPOKEN_WORDS

AGENDA_REASON = "a title of the agenda"
"""Why a line is a heading that the head of the document lists."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\s*[-–—―]?\s*\d{1,5}\s*[-–—―]?\s*")
_NO_HEAD_ENDS = tuple('.!?:;…。！？：；,，"，”»]）』」—–-')
# Of a word that the language bends, the part that stays.
_STEM, _MIN_STEM = 6, 3
_MIN_HEAD_WORDS, _MAX_HEAD_LINES, _MAX_HEAD_PARTS = 3, 40, 4
_MIN_KNOWN_WORDS = 0.75
_MIN_YEAR_DIGITS = 4
_WIDE_BLANK = "   "
_MIN_SAME, _MAX_PAGE_DIGITS = 3, 4
_DASHED_NUMBER = re.compile(r"([-–—―－])[-–—―－]*\s?\d{1,4}\s?\1[-–—―－]*")
# "8 May 2021 r."
_YEAR_END = re.compile(r"(?<=\d)\s?[^\W\d_]{1,2}\.$")
_WIDE_PARTS = re.compile(r"\s{5,}")
# "Debate on bridges    41": the number of a page, apart from the words.
_EDGE_NUMBER = re.compile(
    r"^\d{1,5}\s{3,}\D|\D\s{3,}\d{1,5}$|^\S.*\S\s{3,}\S.*\S\s{3,}\S"
)
# "Page 2", "Seite 3 von 9"
_COUNTED = re.compile(
    r"([^\W\d_]{2,10})\.?\s\d{1,4}(?:\s?(?:[^\W\d_]{1,3}|/)\s?\d{1,4})?"
)
_MAX_HEAD_CHARS = 140
_MIN_TITLE_CHARS, _MAX_TITLE_CHARS, _MIN_TITLE_WORDS = 8, 320, 4
_MIN_TITLES_AGAIN, _MAX_CONTENTS_LINES = 3, 300
_MAX_NAME_WORDS = 6
# "Oral questions ..... 12"
_PAGE = re.compile(r"(?<=[^\W\d_])[\s.…]{2,}\d{1,5}$")
_ENTRY = re.compile(r"(?P<title>[^\W\d_][^\n]{2,200}?)[\s.…]+(?P<page>\d{1,4})")
_MIN_ENTRIES = 4
# "1. ", "– ", "Item 1. ", and "Item 1", "Sak nr. 1 [10:03:48]".
_ITEM = re.compile(r"^(?:\d{1,3}[.)]?\s+|[-–—•*]\s+|[^\W\d_]{3,8}\s\d{1,3}[.):]\s+)")
_CHAPTER = re.compile(stamps.BEFORE_LABEL)
# "(doc. no. 47316, 11/PNC-004418)", behind a title of the agenda
_NUMBER_OF_PAPER = re.compile(r"\s\([^()\d]{0,24}\d[^()]{0,60}\)$")
_COUNTS = re.compile(
    r"[^\W\d_]{2,12}\.?\s(?:[^\W\d_]{1,3}\.?\s)?\d{1,3}\.?(?:\s\S{1,12})?"
)


def is_running_head(text: str) -> bool:
    """Return whether wide blanks part the words of a line with a number, or it counts pages.

    >>> is_running_head("Page 2 of 9"), is_running_head("Two of 9")
    (True, False)
    >>> is_running_head("Debate on bridges    41"), is_running_head("We have    41.")
    (True, False)
    """
    bare = text.strip()
    counted = _COUNTED.fullmatch(bare)
    if counted is not None and counted[1].casefold() in label_words().numbered:
        return True
    if bare.endswith((".", "?", "!", ":")) or _WIDE_BLANK not in bare:
        return False
    if _DIGITS.search(bare) is None:
        return False
    if _WIDE_PARTS.search(bare) is None:
        return len(bare) <= _MAX_HEAD_CHARS and _EDGE_NUMBER.search(bare) is not None
    return all(len(part) <= _MAX_HEAD_CHARS for part in _WIDE_PARTS.split(bare))


def heads_again(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> Iterator[int]:
    """Yield lines of the head that come back, and words of it beside a page's number.

    These lines are short and hold a figure. The number is yielded with them.
    """
    start = min(labels)
    head = [line.text.strip() for line in lines[: min(start, _MAX_HEAD_LINES)]]
    whole = {text for text in head if may_be_head(text) or _is_dated(text)}
    words = {word for text in head for word in WORD_OR_NUMBER.findall(text.casefold())}
    if not words:
        return
    stems = _stems_of(words)

    def is_again(n: int) -> bool:
        inside = start < n < len(lines) and n not in labels and n not in under
        return inside and _repeats(lines[n].text.strip(), words, stems)

    for n in range(start + 1, len(lines)):
        line = lines[n]
        short = line.opens and len(line.text) <= _MAX_HEAD_CHARS
        if not short or n in labels or n in under:
            continue
        if line.text.strip() in whole:
            yield n
        elif _PAGE_NUMBER.fullmatch(line.text):
            found = [
                *takewhile(is_again, range(n - 1, n - 1 - _MAX_HEAD_PARTS, -1)),
                *takewhile(is_again, range(n + 1, n + 1 + _MAX_HEAD_PARTS)),
            ]
            texts = " ".join(lines[m].text for m in found)
            if may_be_head(texts):
                yield from (n, *found)


def agenda_again(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> Iterator[int]:
    """Yield titles that the agenda in the head has, and what counts them right above.

    "1. Report of the board on the lamp" in the head, and "Item 1" above "Report of the
    board on the lamp" between turns. What ends as a sentence may be said. Where several
    come back, so do those of a word or two: "Petitions".
    """
    start = min(labels)
    head = lines[: min(start, _MAX_CONTENTS_LINES)]
    titles = _titles_in(
        _NUMBER_OF_PAPER.sub("", _PAGE.sub("", line.text.strip())) for line in head
    )
    contents = _titles_with_pages(head)
    titles |= contents
    found = {
        n: title
        for n in (range(start + 1, len(lines)) if titles else ())
        if lines[n].opens
        and n not in labels
        and n not in under
        and (title := _ITEM.sub("", lines[n].text.strip()).casefold()) in titles
    }
    long = {
        n for n, one in found.items() if len(_LETTERS.findall(one)) >= _MIN_TITLE_WORDS
    }
    several = len({found[n] for n in long}) >= _MIN_TITLES_AGAIN
    paged = {n for n, title in found.items() if title in contents}
    for n in found if several else sorted(long | paged):
        yield n
        above = lines[n - 1].text.strip()
        counts = _COUNTS.fullmatch(above) is not None and n - 1 > start
        if counts and n - 1 not in labels and n - 1 not in under:
            yield n - 1


def _titles_with_pages(head: Sequence[Line]) -> set[str]:
    """Return the titles of a head that end in numbers of pages, case-folded.

    "Other business 8": only where several do, and their numbers rise.
    """
    entries = [one for line in head if (one := _ENTRY.fullmatch(line.text.strip()))]
    pages = [int(one["page"]) for one in entries]
    rising = sum(one <= two for one, two in pairwise(pages))
    listed = len(pages) >= _MIN_ENTRIES and rising >= len(pages) - 2
    return {one["title"].casefold() for one in entries} if listed else set()


def _titles_in(head: Iterable[str]) -> set[str]:
    """Return what may be titles among the lines of a head, case-folded."""
    lines = [*head]
    plain = (_ITEM.sub("", whole) for whole in lines)
    titles = {
        text.casefold()
        for text in plain
        if _MIN_TITLE_CHARS <= len(text) <= _MAX_TITLE_CHARS
        # What stops inside a bracket is an abbreviation: "… on the lamp (Rep."
        and (not text.endswith(SENTENCE_ENDS) or text.count("(") > text.count(")"))
    }
    # "4:12 – First years", in the contents of a recording
    chapters = (
        whole[found.end() :] for whole in lines if (found := _CHAPTER.match(whole))
    )
    return titles | {title.casefold() for title in chapters if title}


def names_above_labels(
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    under: set[int],
    known: Collection[int],
) -> Iterator[int]:
    """Yield whole names on lines of their own, right above the label of who bears them.

    A sentence ends above, or a line that is known to be the page's.

    "M. Tom Hall" above "M. Hall : …", as some records head a speech.
    """
    for n, one in labels.items():
        above = lines[n - 1].text.strip() if n else ""
        free = n > min(labels) and n - 1 not in labels and n - 1 not in under
        if not free or not lines[n - 1].opens or not lines[n].opens:
            continue
        words = label_key(above).split()
        own = label_key(one.label.printed).split()
        longer = len(own) < len(words) <= _MAX_NAME_WORDS and words[-1:] == own[-1:]
        # "the words of / Mr Tom Hall": a sentence goes on there.
        ended = lines[n - 2].text.rstrip().endswith(SENTENCE_ENDS) or n - 2 in known
        named = ended and "," not in above and is_person(above)
        if longer and named and {*own} <= {*words}:
            yield n - 1


def may_be_head(text: str) -> bool:
    """Return whether a line has a few words, and a figure among them."""
    figures = any(map(str.isdigit, text)) and any(map(str.isalpha, text))
    return figures and len(WORD_OR_NUMBER.findall(text)) >= _MIN_HEAD_WORDS


def _is_dated(text: str) -> bool:
    """Return whether a short line without a full stop may hold a year."""
    short = len(text) <= _MAX_HEAD_CHARS and not text.endswith(_NO_HEAD_ENDS)
    return short and sum(map(str.isdigit, text)) >= _MIN_YEAR_DIGITS


def has_words_of(text: str, words: Collection[str]) -> bool:
    """Return whether all words of a short line are also others, maybe cut or inflected."""
    return _repeats(text, words, _stems_of(words))


def _repeats(text: str, words: Collection[str], stems: Collection[str]) -> bool:
    own = (
        WORD_OR_NUMBER.findall(text.casefold()) if len(text) <= _MAX_HEAD_CHARS else []
    )
    return bool(own) and all(word in words or word[:_STEM] in stems for word in own)


def _stems_of(words: Iterable[str]) -> frozenset[str]:
    """Return how words begin that may be cut or inflected."""
    return frozenset(
        word[:size] for word in words for size in range(_MIN_STEM, _STEM + 1)
    )


def running_heads(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> Iterator[int]:
    """Yield lines that come back, or repeat words of the head, and numbers beside them.

    "Sitting 12 of 8 May, page 3", and "Sitting 12 of 8 May, page 4".
    """
    start = min(labels)
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        text = line.text.strip()
        if _may_run(text) and n not in labels and n not in under:
            alike[_DIGITS.sub("0", text)].append(n)
    if not alike:
        return
    head = " ".join(line.text for line in lines[: min(start, _MAX_HEAD_LINES)])
    stems = _stems_of(_LETTERS.findall(head.casefold()))
    for shape, places in alike.items():
        own = _LETTERS.findall(shape.casefold())
        repeats = len(own) >= _MIN_HEAD_WORDS and (
            sum(word[:_STEM] in stems for word in own) >= _MIN_KNOWN_WORDS * len(own)
        )
        if not (repeats or _stand_apart(places, lines, labels)):
            continue
        for n in places:
            beside = (
                m
                for m in (n - 1, n + 1)
                if start < m < len(lines)
                and not (m in labels or m in under)
                and _PAGE_NUMBER.fullmatch(lines[m].text)
            )
            if n > start:
                yield from (n, *beside)


def _stand_apart(
    places: Sequence[int], lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> bool:
    """Return whether lines are several, most with others in between; two of them differ.

    Those of a list stand one below the other. Between three, labels are enough.
    """
    many = len(places) >= _MIN_SAME
    apart = [
        b - a > _MAX_HEAD_PARTS or (many and any(n in labels for n in range(a, b)))
        for a, b in pairwise(places)
    ]
    differ = many or len({lines[n].text for n in places}) > 1
    return differ and 2 * sum(apart) > len(apart)


def _may_run(text: str) -> bool:
    """Return whether a short line of words and figures ends no sentence."""
    return (
        len(text) <= _MAX_HEAD_CHARS
        and (text[:1].isupper() or text[:1].isdigit())
        and not _YEAR_END.sub("", text).endswith(_NO_HEAD_ENDS)
        and _DIGITS.search(text) is not None
        and len(_LETTERS.findall(text)) > 1
        and not SPOKEN_WORDS.is_in(text)
    )


def page_numbers(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: set[int]
) -> Iterator[int]:
    """Yield lines of a number between dashes, and of numbers alone that only rise.

    "- 5 -"; "15", and pages below it "16". Whoever counts has no others in between.
    """
    alone: list[int] = []
    for n in range(min(labels) + 1, len(lines)):
        if n in labels or n in under or not lines[n].opens:
            continue
        if _DASHED_NUMBER.fullmatch(text := lines[n].text.strip()):
            yield n
        elif text.isdecimal() and len(text) <= _MAX_PAGE_DIGITS:
            alone.append(n)
    numbers = [int(lines[n].text) for n in alone]
    rise = all(a < b for a, b in pairwise(numbers))
    if rise and len(alone) > 1 and _stand_apart(alone, lines, labels):
        yield from alone


def names_at_heads(
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    under: set[int],
    heads: Iterable[int],
) -> Iterator[int]:
    """Yield lines next to heads of pages that only name who speaks there."""
    printed: set[str] = set()
    for head in heads:
        printed = printed or {
            one.label.printed.split(" (")[0].strip(" :") for one in labels.values()
        }
        for n in range(max(head - 2, 0), min(head + 3, len(lines))):
            if n not in labels and n not in under and lines[n].text.strip() in printed:
                yield n
