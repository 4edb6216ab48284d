"""Plain text: paragraphs, hard-wrapped or not, and page furniture."""

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from content.document import Block, BlockKind, Document, Run, TextStyle
from content.formats.copied_text import without_copying_marks
from content.formats.decoding import decode
from content.formats.plain.bracketed_lines import lines_in_brackets, lines_in_calls
from content.formats.plain.furniture import split_lines
from content.formats.plain.joined_lines import (
    OwnWords,
    join_lines,
    without_wide_blanks,
)
from content.formats.plain.mails import with_mail_lines
from content.formats.plain.source_line import Line
from content.formats.plain.wrapping import (
    Wrap,
    detect_wrap,
    goes_on_throughout,
    hangs_below,
    is_paragraph_break,
    leaves_room,
)
from content.language.sentence_marks import SENTENCE_ENDS
from content.language.typography.leaders import LEADER_AND_PAGE
from content.packed import packed

# Each line is asked for these; Python 3.11 takes long to look them up.
_MAX_NAME_LINE = 60
_NO_LETTERS = re.compile(r"[\W\d_]+")
_PARAGRAPH, _QUOTE = BlockKind.PARAGRAPH, BlockKind.QUOTE
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_MIN_HANGING, _MIN_HANGING_SHARE = 4, 0.25
_MIN_SET_OFF = 3
_MIN_ENTRIES = 3
_MAX_TITLE, _MIN_SHARED = 300, 30
_ENDS = (*SENTENCE_ENDS, *'”»“")]:;')
_MIN_INDENT, _MIN_OTHERS = 2, 2
_MIN_TITLE_INDENT, _MAX_TITLE_LINES, _MIN_RAGGED = 10, 3, 4
_OPENING_QUOTES = frozenset('"“„«»「『‘‚‹')

_LEADERS = re.compile(r"(?:\s?\.){5,}")


def read(data: bytes) -> Document:
    """Read a plain-text document.

    Raises:
        UnreadableDocumentError: The document is empty or is not text.
    """
    decoded = decode(data)
    return Document(
        blocks=read_text(without_copying_marks(decoded.text)),
        guessed_encoding=decoded.guessed_encoding,
    )


def read_text(text: str, *, first_line: int = 1) -> Sequence[Block]:
    """Read preformatted text into blocks.

    Args:
        text: With its line breaks and indentation.
        first_line: The source line on which the text starts.
    """
    lines = with_mail_lines(split_lines(text, first_line=first_line))
    wrap = detect_wrap(lines)
    apart = frozenset() if wrap else _wrapped_apart(lines)
    words = OwnWords(text) if wrap or apart else None
    indented = not wrap and _indents_paragraphs(lines) and not _hangs_turns(lines)
    titles = _titles_in_contents(lines) if wrap else frozenset()
    groups: Iterable[list[Line]] = (
        _paragraphs(lines, wrap, titles) if wrap else _each_alone(lines, apart)
    )
    set_off = _set_off(lines) if wrap and not wrap.first_indent else apart
    at_margin = _recurring_at_margin(lines) if indented else frozenset()
    blocks = _blocks(
        groups,
        words,
        wrap,
        indented=indented,
        set_off=set_off,
        at_margin=at_margin,
        titles=titles,
    )
    return _with_bold(packed(blocks))


def _blocks(
    groups: Iterable[list[Line]],
    words: OwnWords | None,
    wrap: Wrap | None,
    *,
    indented: bool,
    set_off: Container[int] = (),
    at_margin: Container[str] = (),
    titles: Collection[str] = (),
) -> Iterator[Block]:
    """Yield the block of each paragraph.

    Args:
        groups: The lines of each paragraph.
        words: The words of the text, to join broken ones; None if no line is wrapped.
        wrap: How lines are wrapped.
        indented: Whether paragraphs are indented.
        set_off: Numbers of lines that are set further in.
        at_margin: The letters of short lines at the margin that come back, as names do.
        titles: Those that a table of contents lists.
    """
    after_brackets = True
    for group in groups:
        if not group[0].text.strip():
            continue
        kind = _kind(group, wrap)
        if kind is _PARAGRAPH and group[0].number in set_off:
            kind = _QUOTE
        if indented and kind is _PARAGRAPH:
            # Where paragraphs are indented, what is not (and does not go on after
            # a stage direction) is set off as a quotation, unless it is a name's line.
            first = group[0]
            apart = first.indent or after_brackets or _is_bracketed(first)
            if not apart and _NO_LETTERS.sub("", first.text) not in at_margin:
                kind = _QUOTE
            after_brackets = _is_bracketed(group[0])
        parts = [line.text.strip() for line in group]
        if wrap and wrap.justified:
            parts = [without_wide_blanks(part) for part in parts]
        whole = join_lines(parts, words) if words is not None else parts[0]
        if kind is _PARAGRAPH and titles and _is_title(whole, titles):
            kind = BlockKind.HEADING
        if group[0].quoted and kind in {_PARAGRAPH, _QUOTE}:
            yield Block(
                text=whole, line=group[0].number, kind=_QUOTE, level=group[0].quoted
            )
        else:
            yield _block(whole, group[0].number, kind)


def _each_alone(lines: list[Line], apart: Container[int]) -> Iterator[list[Line]]:
    """Yield lines one by one, and let go of each: a long document has many.

    Args:
        lines: The lines.
        apart: Numbers of lines that make one paragraph with those right above.
    """
    lines.reverse()
    while lines:
        group = [lines.pop()]
        while lines and group[0].number in apart and lines[-1].number in apart:
            if not lines[-1].text.strip():
                break
            group.append(lines.pop())
        yield group


def _wrapped_apart(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of lines that are indented and wrapped, where others are not.

    So minutes set off a text that somebody pastes; not where most lines are indented.
    """
    found: list[int] = []
    run: list[Line] = []
    filled = 0
    for line in [*lines, None]:
        if line is not None and line.text.strip():
            filled += 1
            if line.indent >= _MIN_INDENT and (not run or run[0].indent == line.indent):
                run.append(line)
                continue
        if goes_on_throughout(run):
            found += (one.number for one in run)
        starts = line is not None and line.indent >= _MIN_INDENT
        run = [line] if line is not None and starts and line.text.strip() else []
    return frozenset(found) if _MIN_OTHERS * len(found) <= filled else frozenset()


def _titles_in_contents(lines: Sequence[Line]) -> frozenset[str]:
    """Return the titles that a table of contents lists, and how long ones open: "Opening ....... 3".

    What a page prints so again heads what stands below it, however full the line is.
    """
    found = set()
    for line in lines:
        # Most lines end in no number: a quick check first.
        text = line.text.rstrip()
        entry = text[-1:].isdigit() and LEADER_AND_PAGE.search(text)
        title = text[: entry.start()].strip() if entry else ""
        if title[:1].isupper() and not title.endswith(SENTENCE_ENDS):
            found.add(title)
    openings = {title[:_MIN_SHARED] for title in found if len(title) > _MIN_SHARED}
    return frozenset(found | openings) if len(found) >= _MIN_ENTRIES else frozenset()


def _is_title(text: str, titles: Collection[str]) -> bool:
    """Return whether a paragraph is a title in a table of contents, or opens as a long one.

    The table may shorten a title, or name the bill by other words at its end.
    """
    if text in titles:
        return True
    opens = len(text) <= _MAX_TITLE and text[:_MIN_SHARED] in titles
    return opens and not text.endswith(_ENDS)


def _paragraphs(
    lines: list[Line], wrap: Wrap, titles: Collection[str]
) -> list[list[Line]]:
    """Group wrapped lines into paragraphs, also across a page's furniture."""
    groups: list[list[Line]] = []
    paragraph: list[Line] = []
    blank = after_furniture = False
    beside = 0
    in_brackets = lines_in_brackets(lines) | lines_in_calls(lines)
    for line in lines:
        if not line.text.strip():
            blank = True
            continue
        if line.is_furniture:
            groups.append([line])
            after_furniture = after_furniture or beside > 0
            beside = line.number
            continue
        # A number in the margin is no edge of a page.
        after_furniture = after_furniture or beside not in {0, line.number}
        beside = 0
        text, above = line.text.strip(), paragraph[-1].text.strip() if paragraph else ""
        titled = text in titles or above in titles
        titled = titled or (above.endswith(_ENDS) and text[:_MIN_SHARED] in titles)
        if titled or (paragraph and _is_apart(paragraph[-1], line, blank=blank)):
            paragraph = [line]
            groups.append(paragraph)
            blank = after_furniture = False
        else:
            is_unfinished = bool(paragraph) and paragraph[-1].text[-1] not in '.!?:"”)'
            continues = (
                after_furniture
                and is_unfinished
                and _may_continue(paragraph[-1], line, wrap)
            )
            starts_paragraph = (
                blank or line.is_rule or (paragraph and paragraph[-1].is_rule)
            )
            continues = continues or bool(
                paragraph
                and not blank
                # A field of a mail's head goes on further in.
                and (
                    paragraph[-1].is_field
                    or line.number in in_brackets
                    or _hangs(line, paragraph[0], wrap)
                )
            )
            if paragraph and not continues:
                starts_paragraph = starts_paragraph or is_paragraph_break(
                    paragraph[-1], line, wrap
                )
            if not paragraph or (starts_paragraph and not continues):
                paragraph = []
                groups.append(paragraph)
            paragraph.append(line)
            blank = after_furniture = False
    return groups


def _is_apart(above: Line, line: Line, *, blank: bool) -> bool:
    """Return whether a mail's head or a quotation in it parts two lines, or dots lead both on."""
    if _leads_on(line.text) and _leads_on(above.text):
        return True
    if line.quoted != above.quoted or line.is_field:
        return True
    return above.is_field and (blank or not line.indent)


def _leads_on(text: str) -> bool:
    """Return whether dots lead the eye on: "China . . . . . Mr. Shen", "Opening.......3"."""
    # Most lines have no two dots together: a quick check first.
    return (".." in text or ". ." in text) and _LEADERS.search(text) is not None


def _hangs(line: Line, first: Line, wrap: Wrap) -> bool:
    """Return whether a line goes on in the column of the words above it.

    Not where paragraphs open in that column: lines return to the margin from it.
    """
    return line.indent != wrap.wide_indent and hangs_below(line, first)


def _may_continue(above: Line, line: Line, wrap: Wrap) -> bool:
    """Return whether a page's first line may go on with the last page's sentence.

    A name alone at the foot of a page leaves room for the words that stand below it.
    """
    if line.text.lstrip()[0].islower():
        return True
    return line.indent < wrap.first_indent and not leaves_room(above, line, wrap)


def _kind(group: list[Line], wrap: Wrap | None) -> BlockKind:
    first = group[0]
    if first.is_furniture:
        return BlockKind.FURNITURE
    if first.is_rule:
        return BlockKind.RULE
    indent = min(line.indent for line in group)
    if wrap and (first.indent == wrap.wide_indent > 0 or indent == wrap.margin > 0):
        return _PARAGRAPH
    if wrap and indent >= _MIN_TITLE_INDENT and len(group) <= _MAX_TITLE_LINES:
        at_right = wrap.first_indent and _is_at_right(group, wrap)
        return _QUOTE if at_right or _is_flush(group) else BlockKind.HEADING
    several = len(group) > 1
    whole = several and (hangs_below(group[1], first) or _is_in_brackets(group))
    if not wrap or indent < 4 or whole:
        return _PARAGRAPH
    set_off = wrap.first_indent and indent > wrap.first_indent + 2
    return _QUOTE if several or set_off else _PARAGRAPH


def _is_at_right(group: Sequence[Line], wrap: Wrap) -> bool:
    """Return whether lines end at the right edge, as a letter's place, date and signature do.

    Titles are centred. A long office below a name that ends in a comma opens further left.
    """
    right = [
        line.indent > _MIN_TITLE_INDENT + 2 * max(0, wrap.width - len(line.text))
        for line in group
    ]
    return all(right) or (right[0] and group[0].text.rstrip().endswith(","))


def _is_flush(group: Sequence[Line]) -> bool:
    """Return whether lines start below each other and end anywhere, or in quotation marks.

    Titles are centred.
    """
    lengths = [len(line.text) for line in group]
    ragged = max(lengths) - min(lengths) >= _MIN_RAGGED
    in_line = len({line.indent for line in group}) == 1
    return (ragged and in_line) or group[0].text.lstrip()[0] in _OPENING_QUOTES


def _set_off(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of lines that are set off by blanks before several in a row.

    Only mails are read so: elsewhere columns and titles are indented, too.
    """
    if not any(line.is_field for line in lines):
        return frozenset()
    found: list[int] = []
    run: list[int] = []
    for line in lines:
        if not line.text.strip():
            continue
        if line.indent and not line.is_field:
            run.append(line.number)
            continue
        if len(run) >= _MIN_SET_OFF:
            found += run
        run = []
    return frozenset(found + (run if len(run) >= _MIN_SET_OFF else []))


def _recurring_at_margin(lines: Iterable[Line]) -> frozenset[str]:
    """Return the letters of short lines at the margin which come back: names, above words."""
    short = (line for line in lines if len(line.text) <= _MAX_NAME_LINE)
    times = Counter(_NO_LETTERS.sub("", line.text) for line in short if not line.indent)
    return frozenset(letters for letters, n in times.items() if letters and n > 1)


def _is_bracketed(line: Line) -> bool:
    return line.text.strip().startswith(("(", "[", "（"))


def _is_in_brackets(group: Sequence[Line]) -> bool:
    """Return whether all lines of a paragraph stand in brackets, as directions do."""
    return _is_bracketed(group[0]) and group[-1].text.rstrip(" .").endswith(")")


def _indents_paragraphs(lines: list[Line]) -> bool:
    """Return whether the first line of most paragraphs is indented."""
    filled = _filled(lines)
    # Long lines are paragraphs; lists and tables say nothing of indentation.
    long = [line for line in filled if len(line.text) > 60]
    indented = [line for line in long if 0 < line.indent < 9]
    # Of a text that is set off and wrapped, most lines break off a sentence.
    ended = sum(line.text.rstrip().endswith(_ENDS) for line in indented)
    most = len(indented) > 0.6 * len(long) and 2 * ended >= len(indented)
    return len(long) >= 8 and most


def _hangs_turns(lines: list[Line]) -> bool:
    """Return whether each turn opens at the margin, and its other paragraphs are indented.

    Quotations at the margin are fewer.
    """
    indented = [line.indent > 0 for line in _filled(lines) if not line.is_rule]
    turns = sum(two and not one for one, two in pairwise(indented))
    return turns >= _MIN_HANGING and turns >= _MIN_HANGING_SHARE * sum(indented)


def _filled(lines: list[Line]) -> list[Line]:
    """Return the lines that may be paragraphs."""
    return [
        line
        for line in lines
        if line.text.strip() and not line.is_furniture and not _is_bracketed(line)
    ]


def _block(text: str, line: int, kind: BlockKind) -> Block:
    heading = _HEADING.match(text) if kind is _PARAGRAPH else None
    if heading:
        body = text[heading.end() :].rstrip("# ")
        level = len(heading.group(1))
        return Block(text=body or text, line=line, kind=BlockKind.HEADING, level=level)
    # Only marks before lines, or elements around them, nest.
    return Block(text=text, line=line, kind=kind)


def _with_bold(blocks: Sequence[Block]) -> Sequence[Block]:
    """Read `**bold**` as bold, where the text does so throughout."""
    starred = sum(block.text.startswith("**") for block in blocks)
    return blocks if starred < 3 else packed(_bold(blocks))


def _bold(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.text.count("**") < 2:
            yield block
            continue
        parts = block.text.split("**")
        if len(parts) % 2 == 0:
            parts[-2:] = ["**".join(parts[-2:])]
        runs, text = [], ""
        for n, part in enumerate(parts):
            if n % 2 and part:
                end = len(text) + len(part)
                runs.append(Run(start=len(text), end=end, style=TextStyle.BOLD))
            text += part
        yield replace(block, text=text, runs=tuple(runs))
