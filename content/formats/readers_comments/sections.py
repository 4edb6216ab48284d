"""Find the comments of readers below a text, and make each a block of its writer's.

A page's own elements say so where it has such (`html.comments`). What is copied from a
browser, saved as Markdown, or printed by a site of its own making has only its lines: a
heading that names or counts comments, and below it rows that say who wrote each. Where
rows have dates beside the names, these are enough; names alone have to be as many as
the heading counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import NamedTuple

from content.document import Block, BlockKind, Document
from content.formats.readers_comments.dates import is_date
from content.formats.readers_comments.headings import (
    MAX_HEADING_CHARS,
    count_in_heading,
    counts_shown,
)
from content.formats.readers_comments.heads import (
    Head,
    dated_head,
    is_control,
    is_date_line,
    name_alone,
    parted_head,
    said_and_words,
    said_head,
    set_off_head,
)
from content.formats.rows import Row, part_of, row_block, rows_of, text_of
from content.language.word_lists import WordPattern
from content.packed import packed

_MIN_ABOVE, _MIN_PROSE_CHARS, _DENSE = 300, 60, 3
_MAX_TRIED, _MAX_BEFORE_FIRST = 12, 4
_MAX_FOOT_CHARS, _MAX_FOOT_ROW = 1200, 200
_PAGE_LINE = WordPattern("(?:<pages.page_lines>|<pages.comment_invitations>)\\W*")
_NAVIGATION = tuple("←→«»▲↑©‹›")


class _Place(NamedTuple):
    """A comment among the rows.

    Attributes:
        row: The row of its head.
        below: The row where its words start.
        words: Where they start in that row.
    """

    row: int
    below: int
    words: int
    author: str
    date: str


def with_readers_comments(document: Document) -> Document:
    """Return a document whose printed comments of readers are blocks of their own.

    What stands at them ("Reply", votes) and the page's foot below them is furniture.
    """
    blocks = document.blocks
    if document.is_chat:
        return document
    if any(one.kind is BlockKind.COMMENT for one in blocks):
        parted = chain.from_iterable(map(_parted_comment, blocks))
        return replace(document, blocks=packed(parted))
    for heading in _headings(blocks):
        rows = [
            row for row in rows_of(blocks, heading.block) if _is_below(row, heading)
        ]
        places = _comments(rows, heading)
        if places:
            if _is_thread(blocks, heading, places):
                return document
            made = _blocks(blocks, heading, rows, places)
            return replace(document, blocks=packed(made))
    return document


def _parted_comment(block: Block) -> Iterator[Block]:
    """Yield a block, and of a comment what is to press below its words as furniture."""
    block = _with_bare_author(block)
    words = block.text.rstrip()
    said, _, last = words.rpartition("\n")
    if block.kind is not BlockKind.COMMENT or not said or not is_control(last.strip()):
        yield block
        return
    yield part_of(block, 0, len(said.rstrip()))
    below = part_of(block, len(words) - len(last), len(words))
    yield replace(below, kind=BlockKind.FURNITURE, level=0, author="", date="")


def _with_bare_author(block: Block) -> Block:
    """Return a comment without what a page prints around the name: "Ada says:"."""
    if block.kind is not BlockKind.COMMENT or not block.author:
        return block
    row = Row(0, 0, block.author, 0, False, block.kind, True)
    head = dated_head(row) or said_head(row)
    if head is None:
        return block
    return replace(block, author=head.author, date=block.date or head.date)


def _is_thread(blocks: Sequence[Block], heading: Row, places: Sequence[_Place]) -> bool:
    """Return whether several who write below a heading do so above it, too, as in a chat."""
    above = [row for row in rows_of(blocks) if not _is_below(row, heading)]
    posted = {one.author.strip(" [(") for one in _dated(above[:-1], anywhere=True)}
    return len(posted & {one.author for one in places}) > 1


def _is_below(row: Row, heading: Row) -> bool:
    return (row.block, row.start) > (heading.block, heading.start)


def _is_marked(heading: Row) -> bool:
    """Return whether the page sets a line off as a heading."""
    return heading.kind in {
        BlockKind.HEADING,
        BlockKind.FURNITURE,
    } or heading.set_off >= len(heading.text)


def _headings(blocks: Sequence[Block]) -> Iterator[Row]:
    """Yield the rows below a text that may head comments, the first first."""
    above, tried = 0, 0
    for row in rows_of(blocks):
        if (size := _size(row.text)) >= _MIN_PROSE_CHARS:
            above += size
        if above < _MIN_ABOVE or len(row.text) >= MAX_HEADING_CHARS:
            continue
        if count_in_heading(row.text, marked=_is_marked(row)) is not None:
            yield row
            tried += 1
            if tried >= _MAX_TRIED:
                return


def _size(text: str) -> int:
    """Return how long a text is; in a script without blanks a letter is as much as three."""
    dense = not text.isascii() and " " not in text
    return _DENSE * len(text) if dense else len(text)


def _comments(rows: Sequence[Row], heading: Row) -> list[_Place]:
    """Return the comments below a heading; none where it seems to head something else."""
    marked = _is_marked(heading)
    count = count_in_heading(heading.text, marked=marked) or 0
    dated = _dated(rows)
    if dated:
        enough = len(dated) > 1 or count or marked
        if enough and (not count or len(dated) <= 2 * count + 2):
            return dated
    below = _above_dates(rows)
    if below and (not count or len(below) <= count):
        return below
    for found in (_set_off(rows), _parted(rows), _alone(rows)):
        if found and (len(found) == count or counts_shown(heading.text, len(found))):
            return found
    found = _set_off(rows)
    once = len({one.author for one in found}) == len(found)
    return found if not count and marked and once else []


def _dated(rows: Sequence[Row], *, anywhere: bool = False) -> list[_Place]:
    """Return the comments whose heads have a date, or a verb, in their row or the next.

    The first stands near the top, or `anywhere`.
    """
    places: list[_Place] = []
    form = ""
    n = 0
    while n < len(rows) and (places or anywhere or n <= _MAX_BEFORE_FIRST):
        row = rows[n]
        head = dated_head(row)
        below = n + 1
        if head is None:
            head = said_head(row) or said_and_words(row)
            name = "" if head else name_alone(row)
            if name and n + 1 < len(rows) and is_date_line(rows[n + 1].text):
                head = Head(name, "", len(row.text), "above")
        if head is not None and not _fits(head, form):
            head = None
        if head is None:
            n += 1
            continue
        form = form or head.form
        date, words = head.date, head.words
        if words >= len(row.text):
            words = 0
            if not date and below < len(rows) and is_date_line(rows[below].text):
                date, below = rows[below].text, below + 1
        else:
            below = n
        places.append(_Place(n, below, words, head.author, date))
        n = max(below, n + 1)
    return places


def _above_dates(rows: Sequence[Row]) -> list[_Place]:
    """Return the comments that each have a name on top and a date below; none if few do.

    The page's foot stands below the last.
    """
    places: list[_Place] = []
    start = 0
    for n, row in enumerate(rows):
        if not is_date(row.text):
            continue
        name = name_alone(rows[start]) if n - start > 1 else ""
        if not name or is_control(rows[start + 1].text):
            break
        places.append(_Place(start, start + 1, 0, name, ""))
        start = n + 1
    return places if len(places) > 1 else []


def _fits(head: Head, form: str) -> bool:
    """Return whether a head is like the first one: words follow in all rows, or in none."""
    run_on = {"led", "run on", "said on"}
    return not form or form == head.form or not ({form, head.form} & run_on)


def _set_off(rows: Sequence[Row]) -> list[_Place]:
    """Return the comments that open with names in a style of their own."""
    places: list[_Place] = []
    for n, row in enumerate(rows):
        head = set_off_head(row)
        if head is None:
            if not places and n >= 1:
                return []
            continue
        alone = head.words >= len(row.text)
        below, words = (n + 1, 0) if alone else (n, head.words)
        places.append(_Place(n, below, words, head.author, ""))
    return places


def _parted(rows: Sequence[Row]) -> list[_Place]:
    """Return the comments that open with a name before a colon, a dash or a gap."""
    places: list[_Place] = []
    form = ""
    for n, row in enumerate(rows):
        head = parted_head(row)
        if head is None or (form and head.form != form):
            if not places:
                return []
            continue
        form = form or head.form
        places.append(_Place(n, n, head.words, head.author, ""))
    return places


def _alone(rows: Sequence[Row]) -> list[_Place]:
    """Return the comments below names alone: short rows that stand above longer ones."""
    places: list[_Place] = []
    for n, row in enumerate(rows[:-1]):
        follows = bool(places) and places[-1].row == n - 1
        below = rows[n + 1].text
        if follows or not row.opens or is_control(below) or _is_foot(rows[n + 1]):
            continue
        if name_alone(row) and len(below) > len(row.text):
            places.append(_Place(n, n + 1, 0, name_alone(row), ""))
        elif not places:
            return []
    return places


def _blocks(
    blocks: Sequence[Block],
    heading: Row,
    rows: Sequence[Row],
    places: Sequence[_Place],
) -> Iterator[Block]:
    """Yield the blocks of a document with its comments in blocks of their own."""
    yield from blocks[: heading.block]
    if heading.start:
        above = blocks[heading.block].text[: heading.start].rstrip()
        if above:
            yield part_of(blocks[heading.block], 0, len(above))
    yield row_block(blocks, heading, furniture=heading.kind is not BlockKind.HEADING)
    for row in rows[: places[0].row]:
        yield row_block(blocks, row)
    foot = _foot(rows, places)
    for place, following in zip(
        places, [*(one.row for one in places[1:]), foot], strict=True
    ):
        yield from _comment(blocks, rows, place, following)
    below = rows[foot:]
    small = sum(len(row.text) for row in below) <= _MAX_FOOT_CHARS
    small = small and all(len(row.text) <= _MAX_FOOT_ROW for row in below)
    for row in below:
        yield row_block(blocks, row, furniture=small)


def _comment(
    blocks: Sequence[Block], rows: Sequence[Row], place: _Place, end: int
) -> Iterator[Block]:
    """Yield the block of a comment, and what stands at it as furniture."""
    date = place.date
    last = end
    while last > place.below and (
        is_control(rows[last - 1].text)
        or rows[last - 1].kind is BlockKind.RULE
        or (not place.date and not date and is_date(rows[last - 1].text))
    ):
        last -= 1
        if not date and is_date(rows[last].text):
            date = rows[last].text
    said = [row for row in rows[place.below : last] if not is_control(row.text)]
    if not said:
        for row in rows[place.row : end]:
            yield row_block(blocks, row, furniture=False)
        return
    first = said[0]
    text = text_of(said, first=place.words if first is rows[place.below] else 0)
    line = blocks[first.block].line + blocks[first.block].text.count(
        "\n", 0, first.start
    )
    yield Block(
        text=text,
        line=line,
        kind=BlockKind.COMMENT,
        level=1,
        author=place.author,
        date=date,
    )


def _foot(rows: Sequence[Row], places: Sequence[_Place]) -> int:
    """Return the row below the last comment: the page's foot, or the end."""
    last = places[-1]
    first = last.below + 1
    usual = _usual_blocks(rows, places)
    dates_below = usual and not any(one.date for one in places[:-1])
    opened = 1
    for n in range(first, len(rows)):
        row = rows[n]
        if is_control(row.text):
            end = n + 1
            while end < len(rows) and is_control(rows[end].text):
                end += 1
            return end
        if is_date(row.text):
            if dates_below:
                return n + 1
            continue
        if _is_foot(row) or (row.italic and not rows[last.below].italic):
            return n
        opened += row.opens
        if row.opens and usual and opened > usual and len(row.text) < _MAX_FOOT_ROW:
            return n
    return len(rows)


def _usual_blocks(rows: Sequence[Row], places: Sequence[_Place]) -> int:
    """Return in how many blocks most words of a comment stand; 0 if there is one comment."""
    if len(places) < 2:
        return 0
    return max(
        len({row.block for row in rows[one.below : two.row] if not is_date(row.text)})
        for one, two in pairwise(places)
    )


def _is_foot(row: Row) -> bool:
    text = row.text
    return (
        row.kind in {BlockKind.HEADING, BlockKind.RULE}
        or text.startswith(_NAVIGATION)
        or "©" in text
        or text.endswith("(Atom)")
        or (text.endswith(("→", "»", "›")) and len(text) < _MAX_FOOT_ROW)
        or sum(text.count(f" {sign} ") for sign in "|·•") > 1
        or _PAGE_LINE.fullmatch(text) is not None
    )
