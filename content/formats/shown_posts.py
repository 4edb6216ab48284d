"""Posts of social networks that a page shows within its text, as embeds and copies print them.

A name stands beside an account's name: "Ada Brook @adabrook" above what is posted, or
"— Ada Brook (@adabrook) May 3, 2020" below it. Each becomes a block of its own, with who
posted it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from typing import NamedTuple

from content.document import Block, BlockKind, Document
from content.formats.readers_comments.dates import date_in, is_date
from content.formats.rows import Row, part_of, row_block, rows_of, text_of
from content.packed import packed

_MIN_PROSE, _MIN_PROSE_ROW, _MAX_NAME_WORDS = 120, 60, 8
_MAX_SHOWN, _MAX_ROWS, _MAX_POST_CHARS, _MAX_DATE_ROW = 8, 12, 1500, 90
_HANDLE = r"@[A-Za-z0-9_](?:[\w.-]{0,40}\w)?(?:@[\w.-]{3,40}\w)?"
_NAME = r"(?P<name>[^\W_][^@\n!?:…]{1,58}?)"
_HEAD = re.compile(
    rf"{_NAME}\s*(?:[|·•,–—-]\s*)?\(?{_HANDLE}\)?\s*(?:[|·•,:–—-]\s*(?P<date>.{{0,60}}))?"
)
_FOOT = re.compile(
    rf"(?:(?P<words>.+\S)\s*)?(?:(?<!\w)[–—-]{{1,3}}|—)\s*{_NAME}\s*\({_HANDLE}\)[,.:·|]?\s*"
    r"(?P<date>.{0,60})",
    re.DOTALL,
)
_AROUND_DATE = " ()[]·•∙|–—-"
# "3:41 PM · "
_HOUR = re.compile(
    r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:[\s·•∙|–—-]+|$)", re.IGNORECASE
)
_ACCOUNT = re.compile(_HANDLE)
# "37 replies   6 reposts", "1,408 Likes", "812"
_COUNTS = re.compile(
    r"(?:\d[\d.,]*\s?[KkMm]?\s[^\W\d_]+(?:\s|[|·•,])*){1,5}|\d[\d.,]*[KkMm]?"
)
_PARTING = frozenset({BlockKind.HEADING, BlockKind.RULE, BlockKind.FURNITURE})


class _Post(NamedTuple):
    """A post among the rows.

    Attributes:
        start: The first row of it, its head included.
        end: The row behind its last one.
        first: The row where its words start.
        last: The row behind them.
        words: Where the words end in their last row, if its foot stands behind them; else 0.
    """

    start: int
    end: int
    first: int
    last: int
    author: str
    date: str
    words: int = 0


def with_shown_posts(document: Document) -> Document:
    """Return a document whose posts of social networks are blocks of their own.

    They stand in a text: a thread of posts shows none, nor a chat whose people address
    each other by their accounts.
    """
    if document.is_chat or not any("@" in block.text for block in document.blocks):
        return document
    rows = [*rows_of(document.blocks)]
    posts = [*_posts(rows)]
    if not posts or len(posts) > _MAX_SHOWN or not _stand_in_text(posts, rows):
        return document
    return replace(document, blocks=packed(_blocks(document.blocks, rows, posts)))


def _stand_in_text(posts: Sequence[_Post], rows: Sequence[Row]) -> bool:
    """Return whether more stands around posts than in them, in paragraphs."""
    shown = {n for one in posts for n in range(one.start, one.end)}
    held = sum(len(rows[n].text) for n in shown)
    around = [len(row.text) for n, row in enumerate(rows) if n not in shown]
    prose = sum(length for length in around if length >= _MIN_PROSE_ROW)
    if sum(around) <= held or prose < _MIN_PROSE:
        return False
    openings = {
        row.text.split()[0].casefold() for n, row in enumerate(rows) if n not in shown
    }
    accounts = {
        found[1:].casefold() for n in shown for found in _ACCOUNT.findall(rows[n].text)
    }
    return openings.isdisjoint(accounts)


def _posts(rows: Sequence[Row]) -> Iterator[_Post]:
    end = 0
    for n, row in enumerate(rows):
        if n < end or "@" not in row.text or row.kind in _PARTING:
            continue
        found = _below_head(rows, n, end) or _above_foot(rows, n, end)
        if found is not None:
            yield found
            end = found.end


def _below_head(rows: Sequence[Row], n: int, least: int) -> _Post | None:
    """Return the post below a row with an account, which perhaps stands below the name."""
    row = rows[n]
    start, found = n, _HEAD.fullmatch(row.text)
    name, date = (found["name"], found["date"] or "") if found else ("", "")
    if (
        _ACCOUNT.fullmatch(row.text.strip("()"))
        and n > least
        and rows[n - 1].kind is row.kind
    ):
        start, name = n - 1, rows[n - 1].text
    if not name or not _is_name(name) or (date and not is_date(date)):
        return None
    first = n + 1
    while first < len(rows) and not any(map(str.isalnum, rows[first].text)):
        first += 1
    if not date and first < len(rows) and _is_dated(rows[first].text):
        date, first = rows[first].text, first + 1
    below = rows[first : first + _MAX_ROWS]
    said = [*takewhile(lambda one: _goes_on(one, row), below)]
    last = first + len(said)
    dated = last < len(rows) and _is_dated(rows[last].text)
    if not dated and row.kind is not BlockKind.QUOTE:
        # Where only the head has a date, one paragraph is what it posted.
        said = [one for one in said if one.block == said[0].block] if date else []
        last = first + len(said)
    if not said or sum(len(one.text) for one in said) > _MAX_POST_CHARS:
        return None
    when = date or (rows[last].text if dated else "")
    return _Post(start, _foot(rows, last), first, last, name, when)


def _above_foot(rows: Sequence[Row], n: int, least: int) -> _Post | None:
    """Return the post that ends in a row with a dash, a name, and an account."""
    row = rows[n]
    found = _FOOT.fullmatch(row.text)
    if found is None or not _is_name(found["name"]):
        return None
    date = found["date"]
    if date and not is_date(date):
        return None
    if not date and row.kind is not BlockKind.QUOTE:
        return None
    first = n
    block = row.block if found["words"] or not row.opens else None
    while first > least and n - first < _MAX_ROWS:
        above = rows[first - 1]
        block = above.block if block is None else block
        quoted = row.kind is BlockKind.QUOTE is above.kind
        if above.kind in _PARTING or not (quoted or above.block == block):
            break
        first -= 1
    last = n + 1 if found["words"] else n
    said = sum(len(one.text) for one in rows[first:last])
    if first == last or said > _MAX_POST_CHARS:
        return None
    words = len(found["words"] or "")
    return _Post(first, _foot(rows, n + 1), first, last, found["name"], date, words)


def _goes_on(row: Row, head: Row) -> bool:
    """Return whether a row below the head of a post may be the post's."""
    quoted = head.kind is not BlockKind.QUOTE or row.kind is BlockKind.QUOTE
    text = row.text
    ends = _is_dated(text) or _COUNTS.fullmatch(text) or _ACCOUNT.fullmatch(text)
    return row.kind not in _PARTING and quoted and not ends


def _is_name(text: str) -> bool:
    """Return whether words may be what an account is called."""
    words = text.split()
    return len(words) <= _MAX_NAME_WORDS and not text.endswith((":", "：", ","))


def _is_dated(text: str) -> bool:
    """Return whether a row opens with a day, or an hour alone, and has little else.

    >>> _is_dated("2:14 PM - May 3, 2020"), _is_dated("3:41 PM · 61 reposts")
    (True, True)
    >>> _is_dated("3:41 PM was when it sailed.")
    False
    """
    if len(text) > _MAX_DATE_ROW:
        return False
    hour = _HOUR.match(text)
    if hour is not None and (
        hour.end() == len(text) or _COUNTS.fullmatch(text, hour.end())
    ):
        return True
    found = date_in(text)
    opens = found is not None and not text[: found.start].strip(_AROUND_DATE)
    return opens and found is not None and found.sure


def _foot(rows: Sequence[Row], n: int) -> int:
    """Return the row below the date and the counts that stand below a post."""
    while n < len(rows) and (
        _is_dated(rows[n].text) or _COUNTS.fullmatch(rows[n].text)
    ):
        n += 1
    return n


def _blocks(
    blocks: Sequence[Block], rows: Sequence[Row], posts: Sequence[_Post]
) -> Iterator[Block]:
    """Yield the blocks of a document with its posts in blocks of their own."""
    post_of = {n: post for post in posts for n in range(post.start, post.end)}
    rows_in: defaultdict[int, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        rows_in[row.block].append(n)
    for index, block in enumerate(blocks):
        own = rows_in[index]
        if not any(n in post_of for n in own):
            yield block
            continue
        for post, group in groupby(own, post_of.get):
            ns = [*group]
            if post is None:
                last = rows[ns[-1]]
                yield part_of(block, rows[ns[0]].start, last.start + len(last.text))
            elif ns[0] == post.start:
                yield from _post_blocks(blocks, rows, post)


def _post_blocks(
    blocks: Sequence[Block], rows: Sequence[Row], post: _Post
) -> Iterator[Block]:
    """Yield the block of a post, and what stands around it as furniture."""
    for row in rows[post.start : post.first]:
        yield row_block(blocks, row)
    said = [*rows[post.first : post.last]]
    foot = [*rows[post.last : post.end]]
    if post.words:
        row = said[-1]
        said[-1] = row._replace(text=row.text[: post.words])
        tail = row.text[post.words :].lstrip()
        foot.insert(
            0, row._replace(text=tail, start=row.start + len(row.text) - len(tail))
        )
    at = blocks[said[0].block]
    yield Block(
        text=text_of(said),
        line=at.line + at.text.count("\n", 0, said[0].start),
        kind=BlockKind.POST,
        author=post.author,
        date=post.date,
    )
    for row in foot:
        yield row_block(blocks, row)
