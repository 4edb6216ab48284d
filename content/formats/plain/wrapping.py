"""How lines of a text were wrapped, and where its paragraphs start; None if nothing was."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from content.formats.fillers import are_filled, parts_paragraphs
from content.formats.plain.han_lines import ends_paragraph, han_width
from content.formats.plain.source_line import CJK, COLUMN_GAP, Line
from content.language.sentence_marks import COLONS, LINE_ENDS
from content.language.typography.leaders import LEADER_AND_PAGE
from content.language.word_lists import WordPattern

_ENDING_CHARS = (*LINE_ENDS, *"]’*")
_MAX_WIDTH = 120
_SHORT_LINES = 16
_MIN_SHORT_WIDTH = 50
_MIN_RUN, _MIN_FULL_SHARE = 3, 0.6
_MAX_NAME_WORDS, _STAMP_CHARS = 3, 24
# Of lines that numbers count; of verses hardly any breaks are forced.
_MIN_FORCED_SHARE = 0.1
_MIN_WIDE_INDENT = 9
_MAX_MARGIN = 4
_MIN_RETURNS = 4
_MIN_INDENTED = 2
_MIN_HANGING_SHARE = 0.6
_MIN_LOUD_SHARE = 0.8
_MIN_MARGIN_SHARE = 0.5
_MUCH_ROOM, _MAX_SHORT = 0.85, 0.1
_MIN_FILLED_SHARE, _MAX_UNFILLED = 0.97, 2
_BREAKING_SIGNS = "-–—/\xad"
_DASHES = frozenset("–—-")
_MAX_OPENING, _MAX_ALONE, _MIN_DASHES = 60, 40, 4
# "12.04.2024 18.02 - Ada", "[18:02] Ada"
_HOUR = re.compile(r"(?=.{0,16}\d[.:]\d\d)[\W\d]{6,40}(?=[^\W\d])")
_PARTING = (*COLONS, " -", " –", "]")
_DIGITS_ALIKE = str.maketrans("123456789", "000000000")
# "alice — Today at 10:01 AM", "[10:01] <alice>": what chats print for each message.
_STAMPED = re.compile(
    r"[\[(]?(?:(?:\d[\d./-]{5,9}|\d{1,2}-[^\W\d_]{3,4}-\d{2,4}),?\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?[\])]?",
    re.IGNORECASE,
)
_STAMPED_END = re.compile(rf"[\s\[(]{_STAMPED.pattern}$", re.IGNORECASE)
# Number, letter or name, and a gap as wide as a tabulator's behind it.
_COLUMN = re.compile(r"\s*(?:\d{1,4}[.)]?\s{2,})?[^\s\d]{1,16}\s{2,}(?=\S)")
# "(10:43): I thank the member", below "Mr HALL (Moor—Minister for Water)"
_HOUR_OF_LABEL = re.compile(r"\(\d{1,2}[.:]\d\d\)[:.]\s")
# "Ada Brook (chair of the Friends of the Moor and the Lower Valley)", all of a line
_DESCRIBED_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]+(?:\s[^\W\d_][\w.'’·-]*){1,6}\s"
    r"\([^\W\d_A-Z][^\W\d_]+\s[^():;.?!]{12,}\)"
)
# "»And tell the girl": each paragraph of a quotation opens so; no "»word«" does.
_QUOTED_ON = re.compile(r"\s*»(?=[^\W\d_a-z])[^«]*$")
# "Ada Brook i Hall"
_NAME_ALONE = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_A-Z]+[\s-])+(?:[^\W\d_A-Z]{1,3}\s){0,2}[^\W\d_a-z][^\W\d_A-Z]+"
)
_MIN_JUSTIFIED_SHARE = 0.4
_LABEL = re.compile(
    r"\s*(?:[QA][.:\s]\s|>>|\[?\d\d?:\d\d|[^\W\d_][^:：]{1,40}[:：](?:\s|$))"
)
# "The sitting is suspended at noon."
_MINUTES = WordPattern("<stage.minutes>", by_words=True)
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
        inner_indent: As `first_indent`, in texts that are set off; else 0.
        margin: How far most lines are indented, so that none of them is set off; else 0.
        exact_width: How long lines may be, where each was filled with all words that fit;
            0 where that is not so, as in print.
        justified: Whether blanks were widened until lines were full.
        openings: What opens paragraphs again and again: labels and dashes.
        counted: Whether numbers in the margin count the lines that were wrapped.
        loud: Whether the text is in capitals, so that small letters tell nothing.
        has_fillers: Whether dashes fill the lines in which paragraphs end.
        han_width: The columns of full lines in which no blanks part words; else 0.
    """

    width: int
    exact_width: int = 0
    justified: bool = False
    openings: frozenset[str] = frozenset()
    first_indent: int = 0
    hanging: int = 0
    wide_indent: int = 0
    inner_indent: int = 0
    margin: int = 0
    counted: bool = False
    loud: bool = False
    has_fillers: bool = False
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
    margin, most = Counter(line.indent for line in filled).most_common(1)[0]
    loud = sum(line.text.isupper() for line in filled) >= _MIN_LOUD_SHARE * count
    has_fillers = are_filled(line.text for line in filled)
    del filled, lengths  # A long document has many.
    breaks = _count_breaks(lines, width, loud=loud, has_fillers=has_fillers)
    forced = len(breaks.broken)
    if not (
        _is_wrapped(forced, breaks.pairs, count, width)
        or (counted and forced > _MIN_FORCED_SHARE * breaks.pairs)
    ):
        return None
    # A program that wraps lines twice leaves a short one below each that was long.
    exact = breaks.short <= _MAX_SHORT * forced
    wrap = Wrap(
        width=width,
        exact_width=_exact_width(breaks.broken) if exact else 0,
        justified=breaks.stretched >= _MIN_JUSTIFIED_SHARE * forced,
        openings=_openings(line for line in lines if not line.is_furniture),
        margin=margin if most > _MIN_MARGIN_SHARE * count else 0,
        counted=counted,
        loud=loud,
        has_fillers=has_fillers,
        han_width=han_width(line.text for line in lines if not line.is_furniture),
    )
    return _with_indents(wrap, lines)


@dataclass(slots=True)
class _Breaks:
    """What stands at the breaks between lines that follow each other.

    Attributes:
        pairs: How many there are.
        stretched: How many forced breaks follow a line with a wide blank near its end.
        short: How many sentences go on behind a line that has room.
        broken: Of each forced break, the length of its line, and with the next word.
    """

    pairs: int = 0
    stretched: int = 0
    short: int = 0
    broken: list[tuple[int, int]] = field(default_factory=list)


def _count_breaks(
    lines: Sequence[Line], width: int, *, loud: bool, has_fillers: bool
) -> _Breaks:
    """Return what stands at the breaks between lines, those at fillers left out."""
    breaks = _Breaks()
    for one, two in _pairs(lines):
        if has_fillers and parts_paragraphs(one.text, two.text.lstrip()):
            continue
        breaks.pairs += 1
        if _is_forced_break(one, two, width, loud=loud):
            length = len(one.text)
            breaks.broken.append((length, length + 1 + _first_word(two)))
            # Behind labels and numbers a wide blank may stand in any text.
            breaks.stretched += "  " in one.text[length // 2 :]
        elif two.text[:1].islower() and not one.text.endswith(_ENDING_CHARS):
            breaks.short += 1
    return breaks


def _with_indents(wrap: Wrap, lines: Sequence[Line]) -> Wrap:
    """Return how lines were wrapped, and how paragraphs or the lines below them are indented."""
    steps = [
        (one, two)
        for one, two in _pairs(lines)
        if 0 < two.indent - one.indent < 9 and not hangs_below(two, one)
    ]
    indents = Counter(two.indent for _, two in steps)
    indent, times = indents.most_common(1)[0] if indents else (0, 0)
    if times < _MIN_INDENTED:
        return replace(wrap, wide_indent=_wide_indent(_pairs(lines)))
    # A paragraph starts after a whole sentence; what hangs goes on with one, and no
    # line goes on without hanging.
    hangs = sum(_goes_on(one, wrap.width) for one, two in steps if two.indent == indent)
    others = sum(
        _goes_on(one, wrap.width) for one, two in _pairs(lines) if two.indent < indent
    )
    if hangs >= _MIN_HANGING_SHARE * times and 2 * others < hangs:
        return replace(wrap, hanging=indent)
    wide, inner = _wide_indent(_pairs(lines)), _inner_indent(_pairs(lines), indent)
    return replace(wrap, first_indent=indent, wide_indent=wide, inner_indent=inner)


def _first_word(line: Line) -> int:
    """Return the length of a line's first word."""
    return len(line.text.split(maxsplit=1)[0])


def _exact_width(broken: Sequence[tuple[int, int]]) -> int:
    """Return how long lines may be, if all that were broken have all words that fit.

    Args:
        broken: The length of each, and what it would be with the next word.
    """
    lengths = sorted(length for length, _ in broken)
    width = lengths[int(len(lengths) * 0.99)] if lengths else 0
    filled = sum(length <= width < longer for length, longer in broken)
    if not filled or filled < _MIN_FILLED_SHARE * len(broken):
        return 0
    # No line has to be as long as lines may be.
    room = min(longer for _, longer in broken if longer > width) - 1
    return min(room, width + _MAX_UNFILLED)


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


def _inner_indent(pairs: Iterable[tuple[Line, Line]], first_indent: int) -> int:
    """Return the indentation that opens paragraphs of what is set off further in."""
    steps = Counter(
        one.indent
        for one, two in pairs
        if first_indent < two.indent < one.indent <= two.indent + first_indent
    )
    indent, times = steps.most_common(1)[0] if steps else (0, 0)
    return indent if times >= _MIN_INDENTED else 0


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
    if CJK.match(after[0]):
        return len(text) >= 0.9 * width and CJK.match(text[-1]) is not None
    continues = after[0].isalpha() and not after[0].isupper()
    return continues or (loud and not _LABEL.match(two.text))


def _is_stamped(text: str, after: str) -> bool:
    """Return whether a chat's time stamp stands between two lines."""
    near = text[-_STAMP_CHARS:] + text.lstrip()[:_STAMP_CHARS] + after[:_STAMP_CHARS]
    if ":" not in near:
        return False  # Most lines are so: a quick check first.
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
    listed = text[-1:].isdigit() and LEADER_AND_PAGE.search(text[-_MAX_OPENING:])
    if listed or (wrap.has_fillers and parts_paragraphs(text, two.text.lstrip())):
        return True
    if wrap.hanging and abs(two.indent - wrap.hanging) <= 1:
        # A paragraph inside a turn opens further in, and goes on in the turn's column.
        return one.indent > two.indent and not _goes_on(one, wrap.width)
    on_title_page = wrap.counted and not (two.is_counted or after[0].islower())
    on_title_page = on_title_page or COLUMN_GAP in text.strip()
    is_ended = text.endswith(_ENDING_CHARS)
    steps_in = two.indent - one.indent <= 8 or one.indent == 0 or is_ended
    if on_title_page or (two.indent > one.indent and steps_in):
        return True
    openings = {wrap.first_indent, wrap.wide_indent, wrap.inner_indent}
    opens = two.indent > 0 and two.indent in openings
    steps_out = one.indent - two.indent > 3 and one.indent != wrap.first_indent
    if opens or (steps_out and is_ended):
        return True
    in_han = ends_paragraph(text, two.text.lstrip(), wrap.han_width)
    if in_han is not None:
        return in_han
    return leaves_room(one, two, wrap) or _opens_turn(one, two, wrap)


def leaves_room(one: Line, two: Line, wrap: Wrap) -> bool:
    """Return whether the next word would have fit, so that the author ended the line."""
    after = two.text.split(maxsplit=1)[0]
    longer = len(one.text) + 1 + len(after)
    goes_on = after[0].islower()
    is_ended = one.text.endswith(_ENDING_CHARS)
    much = longer <= _MUCH_ROOM * wrap.width
    if much and (is_ended or not goes_on):
        return True
    # What is set off is narrower than body text.
    whole = one.text[-1] not in _BREAKING_SIGNS
    at_margin = not two.indent and one.indent in {0, wrap.first_indent}
    may_end = is_ended or (whole and (much or not goes_on))
    return at_margin and may_end and longer <= wrap.exact_width


def _opens_turn(one: Line, two: Line, wrap: Wrap) -> bool:
    """Return whether a line that may be full stands above a label or a stamp."""
    if one.text.endswith(")") and _HOUR_OF_LABEL.match(two.text):
        return False
    is_ended = one.text.endswith(_ENDING_CHARS)
    opening = _opening(two.text)
    if opening in wrap.openings and (is_ended or opening.endswith(_PARTING)):
        return True
    if _is_stamped(one.text, two.text.lstrip()) or _is_described(one.text, two.text):
        return True
    if is_ended and not wrap.loud:
        short = len(two.text) <= _MUCH_ROOM * wrap.width
        if _opens_loud(two.text) or (short and two.text.endswith(COLONS)):
            return True
    told = is_ended and (
        _MINUTES.opens(two.text.strip()[:_MAX_OPENING])
        or _is_name(two.text, wrap)
        or _QUOTED_ON.match(two.text) is not None
    )
    return told or ((is_ended or wrap.loud) and _LABEL.match(two.text) is not None)


def _is_described(text: str, below: str) -> bool:
    """Return whether a line is all a name and, in brackets, what the person is.

    >>> _is_described("Ada Brook (chair of the Friends of the Moor)", "Thank you.")
    True
    >>> _is_described("Ada Brook (chair of the Friends of the Moor)", "thanked us.")
    False
    """
    opens = text.endswith(")") and below.lstrip()[:1].isupper()
    return opens and _DESCRIBED_NAME.fullmatch(text.strip()) is not None


def _is_name(text: str, wrap: Wrap) -> bool:
    """Return whether a short line is all words as of a name: no sentence ends so."""
    bare = text.strip()
    short = len(bare) <= _MAX_ALONE and 2 * len(bare) <= wrap.width
    return short and not wrap.loud and _NAME_ALONE.fullmatch(bare) is not None


def _opening(text: str) -> str:
    """Return what may be a label at the start of a line, all digits alike; else nothing.

    It ends in a colon or a bracket, is a dash or an hour, or stands alone.
    """
    if text[:1].isdigit() or text[:1] == "[":
        hour = _HOUR.match(text)
        if hour:
            return hour.group().strip().translate(_DIGITS_ALIKE)
    end = text.find(":", 0, _MAX_OPENING)
    first = text.lstrip()[:1]
    if end < 0 and first in _DASHES:
        return first
    if end < 0 and len(text) > _MAX_ALONE:
        end = text.find(")", 0, _MAX_OPENING)
        if end < 0:
            return ""
    opening = (text if end < 0 else text[: end + 1]).strip()
    return "" if opening[:1].islower() else opening.translate(_DIGITS_ALIKE)


def _openings(lines: Iterable[Line]) -> frozenset[str]:
    """Return what opens lines again and again, where no sentence goes on.

    Once is enough of short words between a sentence and an indented line: a name alone.
    """
    found: Counter[str] = Counter()
    above = last = ""
    for line in lines:
        text = line.text
        if last and line.indent and text.strip():
            found[last] += 1
        opening = _opening(text) if text else ""
        ended = above.endswith(_ENDING_CHARS)
        if opening and (not above or ended or opening in found):
            found[opening] += 1
        alone = ended and not line.indent and opening == text and " " in text
        last = opening if alone and not text.endswith(_ENDING_CHARS) else ""
        above = text
    return frozenset(
        opening
        for opening, times in found.items()
        if opening and times >= (_MIN_DASHES if opening in _DASHES else 2)
    )


def _opens_loud(text: str) -> bool:
    """Return whether a line opens with capitals as of a name, or before a dash, and goes on."""
    opening = _LOUD.match(text)
    return (
        opening is not None
        and opening.group().isupper()
        and any(map(str.islower, text[opening.end() :]))
    )
