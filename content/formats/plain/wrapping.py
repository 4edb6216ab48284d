"""Hard-wrapped text, joined again; text with a paragraph a line is left as it is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.formats.plain.han_lines import ends_paragraph, han_width
from content.formats.plain.source_line import Line
from content.language.sentence_marks import LINE_ENDS

_ENDING_CHARS = (*LINE_ENDS, *"]’*")
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_MAX_WIDTH = 120
_SHORT_LINES = 16
_MIN_SHORT_WIDTH = 50
_MIN_RUN, _MIN_FULL_SHARE = 3, 0.6
_MAX_NAME_WORDS = 3
# Of lines that numbers count; of verses hardly any breaks are forced.
_MIN_FORCED_SHARE = 0.1
_MIN_WIDE_INDENT = 9
_MAX_MARGIN = 4
_MIN_RETURNS = 4
_MIN_INDENTED = 2
_MIN_HANGING_SHARE = 0.6
_MIN_LOUD_SHARE = 0.8
# "alice — Today at 10:01 AM", "[10:01] <alice>": what chats print for each message.
_STAMPED = re.compile(
    r"[\[(]?(?:(?:\d[\d./-]{5,9}|\d{1,2}-[^\W\d_]{3,4}-\d{2,4}),?\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?[\])]?",
    re.IGNORECASE,
)
_STAMPED_END = re.compile(rf"[\s\[(]{_STAMPED.pattern}$", re.IGNORECASE)
# Number, letter or name, and a gap as wide as a tabulator's behind it.
_COLUMN = re.compile(r"\s*(?:\d{1,4}[.)]?\s{2,})?[^\s\d]{1,16}\s{2,}(?=\S)")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})-\n[ \t]*([^\W\d_]{2,})")
_HYPHENED = re.compile(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+")
_SHORT_WORD = re.compile(r"(?<![\w-])[^\W\d_]{1,4}(?![\w-])")
_MIN_BROKEN, _MIN_BROKEN_SHARE, _MIN_OWN = 4, 0.2, 3
_LABEL = re.compile(
    r"\s*(?:[QA][.:\s]\s|>>|\[?\d\d?:\d\d|[^\W\d_][^:：]{1,40}[:：](?:\s|$))"
)
# What stands at both edges of a page is no sentence that goes on.
_COLUMNS = " " * 10
# "DR. ADA BROOK", "HALL JANE", "CHAIR – "
_LOUD = re.compile(r"\s*[^\W\d_]{2,}\.?\s(?:[^\W\d_]{2,}(?![^\W_])|[–—]\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """How a text was wrapped.

    Attributes:
        width: The column of its longest lines.
        first_indent: How far a paragraph's first line is indented; 0 if not at all.
        hanging: How far all lines but a paragraph's first are, as below "WS:   "; else 0.
        wide_indent: As `first_indent`, where it is as wide as titles elsewhere; else 0.
        counted: Whether numbers in the margin count the lines that were wrapped.
        loud: Whether the text is in capitals, so that small letters tell nothing.
        han_width: The columns of full lines in which no blanks part words; else 0.
    """

    width: int
    first_indent: int = 0
    hanging: int = 0
    wide_indent: int = 0
    counted: bool = False
    loud: bool = False
    han_width: int = 0


def detect_wrap(lines: Sequence[Line]) -> Wrap | None:
    """Return how lines were wrapped, or None where each is a paragraph."""
    filled = [line for line in lines if line.text.strip() and not line.is_furniture]
    if len(filled) < 2:
        return None
    lengths = sorted(len(line.text) for line in filled)
    width = lengths[int(len(lengths) * 0.97)]
    if width > _MAX_WIDTH or lengths[-1] > 2 * _MAX_WIDTH:
        return None
    count, counted = len(filled), any(line.is_counted for line in filled)
    loud = sum(line.text.isupper() for line in filled) >= _MIN_LOUD_SHARE * count
    del filled, lengths
    pairs = forced = 0
    for one, two in _pairs(lines):
        pairs += 1
        forced += _is_forced_break(one, two, width, loud=loud)
    if not (
        _is_wrapped(forced, pairs, count, width)
        or (counted and forced > _MIN_FORCED_SHARE * pairs)
    ):
        return None
    in_han = han_width(line.text for line in lines if not line.is_furniture)
    steps = [
        (one, two)
        for one, two in _pairs(lines)
        if 0 < two.indent - one.indent < 9 and not hangs_below(two, one)
    ]
    indents = Counter(two.indent for _, two in steps)
    indent, times = indents.most_common(1)[0] if indents else (0, 0)
    if times < _MIN_INDENTED:
        wide = _wide_indent(_pairs(lines))
        return Wrap(
            width=width, wide_indent=wide, counted=counted, loud=loud, han_width=in_han
        )
    # A paragraph starts after a whole sentence; what hangs goes on with one, and no
    # line goes on without hanging.
    hangs = sum(_goes_on(one, width) for one, two in steps if two.indent == indent)
    others = sum(
        _goes_on(one, width) for one, two in _pairs(lines) if two.indent < indent
    )
    if hangs >= _MIN_HANGING_SHARE * times and 2 * others < hangs:
        return Wrap(
            width=width, hanging=indent, counted=counted, loud=loud, han_width=in_han
        )
    return Wrap(
        width=width,
        first_indent=indent,
        wide_indent=_wide_indent(_pairs(lines)),
        counted=counted,
        loud=loud,
        han_width=in_han,
    )


def _pairs(lines: Iterable[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield lines with text that follow each other; a long document has millions."""
    for one, two in pairwise(line for line in lines if not line.is_furniture):
        if one.text.strip() and two.text.strip():
            yield one, two


def _wide_indent(pairs: Iterable[tuple[Line, Line]]) -> int:
    """Return an indentation from which lines return to the margin again and again."""
    returns = Counter(
        one.indent
        for one, two in pairs
        if one.indent >= _MIN_WIDE_INDENT and two.indent < _MAX_MARGIN
    )
    indent, times = returns.most_common(1)[0] if returns else (0, 0)
    return indent if times >= _MIN_RETURNS else 0


def _goes_on(one: Line, width: int) -> bool:
    return len(one.text) >= 0.7 * width and not one.text.endswith(_ENDING_CHARS)


def goes_on_throughout(run: Sequence[Line]) -> bool:
    """Return whether lines are one paragraph that was wrapped: most go on in the next."""
    if len(run) < _MIN_RUN or run[-1].text.rstrip()[-1:] not in _ENDING_CHARS:
        return False
    width = max(len(line.text) for line in run)
    if width < _MIN_SHORT_WIDTH or width > _MAX_WIDTH:
        return False
    full = sum(len(line.text) >= _MIN_FULL_SHARE * width for line in run[:-1])
    forced = sum(_is_forced_break(a, b, width, loud=False) for a, b in pairwise(run))
    return full == len(run) - 1 and 2 * forced >= full


def _is_wrapped(forced: int, pairs: int, filled: int, width: int) -> bool:
    """Return whether so many forced breaks between so many lines wrap a text.

    A short text has few lines; most of those that follow each other must be forced.
    """
    if filled < _SHORT_LINES and width >= _MIN_SHORT_WIDTH:
        return 0 < forced >= 0.5 * pairs
    return forced >= max(3, 0.15 * filled)


def _is_forced_break(one: Line, two: Line, width: int, *, loud: bool) -> bool:
    """Return whether a full line's sentence goes on in the next line."""
    text, after = one.text, two.text.lstrip()
    if len(text) < 0.7 * width or text.endswith(_ENDING_CHARS) or one.is_furniture:
        return False
    if _is_stamped(text, after):
        return False
    if _CJK.match(after[0]):
        return len(text) >= 0.9 * width and _CJK.match(text[-1]) is not None
    return after[0].islower() or (loud and not _LABEL.match(two.text))


def _is_stamped(text: str, after: str) -> bool:
    """Return whether a chat's time stamp stands between two lines."""
    opening = _STAMPED.match(text.lstrip())
    # "[10:01] alice" alone on a line.
    heads = opening and len(text.lstrip()[opening.end() :].split()) <= _MAX_NAME_WORDS
    return bool(heads or _STAMPED_END.search(text) or _STAMPED.match(after))


def hangs_below(line: Line, first: Line) -> bool:
    """Return whether a line stands in the column of the words behind a wide gap.

    "12   Q.   Did you see", and below it "          the ferry?".
    """
    if line.indent <= first.indent:
        return False
    column = _COLUMN.match(first.text)
    return column is not None and column.end() == line.indent


def is_paragraph_break(one: Line, two: Line, wrap: Wrap) -> bool:
    """Return whether a new paragraph starts between two neighbouring wrapped lines."""
    after = two.text.split(maxsplit=1)[0]
    text = one.text
    if wrap.hanging and abs(two.indent - wrap.hanging) <= 1:
        return one.indent > two.indent
    on_title_page = wrap.counted and not (two.is_counted or after[0].islower())
    on_title_page = on_title_page or _COLUMNS in text.strip()
    steps_in = two.indent - one.indent <= 8 or one.indent == 0
    if on_title_page or (two.indent > one.indent and steps_in):
        return True
    opens = two.indent > 0 and two.indent in {wrap.first_indent, wrap.wide_indent}
    if opens or (one.indent - two.indent > 3 and text.endswith(_ENDING_CHARS)):
        return True
    in_han = ends_paragraph(text, two.text.lstrip(), wrap.han_width)
    if in_han is not None:
        return in_han
    is_ended = text.endswith(_ENDING_CHARS)
    # Room was left for the next word, so the author ended the line on purpose.
    had_room = len(text) + 1 + len(after) <= 0.85 * wrap.width
    if had_room and (is_ended or not after[0].islower()):
        return True
    named = is_ended and not wrap.loud and _opens_loud(two.text)
    return named or ((is_ended or wrap.loud) and _LABEL.match(two.text) is not None)


def _opens_loud(text: str) -> bool:
    """Return whether a line opens with capitals as of a name, or before a dash, and goes on."""
    opening = _LOUD.match(text)
    return (
        opening is not None
        and opening.group().isupper()
        and any(map(str.islower, text[opening.end() :]))
    )


class OwnWords:
    """The document's own words, which tell whether a hyphen at a line's end is a word's.

    Where words that the document has whole are broken again and again, so are others,
    unless it has their hyphen inside a line, too.
    """

    def __init__(self, text: str) -> None:
        text = text.lower()
        self._whole = frozenset(_LONG_WORD.findall(text))
        broken = Counter(
            (found[1] + found[2]) in self._whole for found in _BROKEN.finditer(text)
        )
        self._breaks = broken[True] >= max(
            _MIN_BROKEN, _MIN_BROKEN_SHARE * broken.total()
        )
        self._hyphened = (
            frozenset(_HYPHENED.findall(text)) if self._breaks else frozenset()
        )
        short = Counter(_SHORT_WORD.findall(text)) if self._breaks else Counter()
        # "Sozial-" above "und": what goes on with a word of its own is not broken.
        self._own = frozenset(word for word, n in short.items() if n >= _MIN_OWN)

    def are_one(self, head: str, tail: str) -> bool:
        """Return whether a word was broken at a line's end, in lower case."""
        if head + tail in self._whole:
            return True
        whole = tail in self._own or f"{head}-{tail}" in self._hyphened
        return self._breaks and not whole


def join_lines(parts: Sequence[str], words: OwnWords) -> str:
    """Return one paragraph's lines as one text.

    Args:
        parts: The lines, stripped.
        words: The document's own.
    """
    pieces = [parts[0]]
    for part in parts[1:]:
        before = pieces[-1]
        if _is_broken_word(before, part, words):
            pieces[-1] = before[:-1]
        elif not _joins_without_blank(before, part):
            pieces.append(" ")
        pieces.append(part)
    return "".join(pieces)


def _joins_without_blank(before: str, after: str) -> bool:
    if _CJK.match(after[0]) and _CJK.match(before[-1]):
        return True
    dashed = before.endswith(("--", "—"))
    return dashed or (before[-1] == "-" and before[-2:-1].isalpha())


def _is_broken_word(left: str, right: str, words: OwnWords) -> bool:
    """Return whether the hyphen at a line's end only broke a word."""
    if not left.endswith("-") or not right[:1].islower():
        return False
    head = re.search(r"[^\W\d_]+(?=-$)", left[-40:])
    tail = re.match(r"[^\W\d_]+", right)
    if head is None or tail is None:
        return False
    return words.are_one(head.group().lower(), tail.group().lower())
