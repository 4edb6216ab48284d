"""Whose words a post or a mail quotes: who has written them before, or whom a line names."""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from content.document import BlockKind
from content.language.sentence_marks import COLONS
from content.language.words.word_patterns import joined_words
from content.segment.basis import Basis, Reason
from content.segment.lines import Line
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.pieces import Piece, split_piece, unattribute
from content.segment.result import SegmentKind

SURE, LIKELY, UNKNOWN = 0.95, 0.8, 0.4
_MARK = re.compile(
    r"\[(?P<closes>/)?quote(?:[\s=:](?P<name>[^\[\];,]{1,60})[^\[\]]{0,60})?\]",
    re.IGNORECASE,
)
_MARKED = "a mark of a forum"
_UNNAMED = "quoted, and nothing says whose it is"
_REMEMBERED, _COMPARED_CHARS, _MIN_COMPARED_CHARS = 60, 80, 12
_MAX_HEAD_CHARS = 120
Quoted = Mapping[tuple[int, int], tuple[str, float]]
"""Who wrote what is quoted, by block and line, and how sure that is; without a name where
nobody knows."""


@dataclass(slots=True)
class Written:
    """What each of several people has written last."""

    texts: deque[tuple[str, str]] = field(
        default_factory=lambda: deque(maxlen=_REMEMBERED)
    )

    def remember(self, name: str, text: str) -> None:
        """Remember what somebody has written."""
        self.texts.append((name, joined_words(text)))

    def writer_of(self, text: str) -> str:
        """Return who has written a text before; empty if nobody has."""
        bare = joined_words(text)[:_COMPARED_CHARS]
        if len(bare) + len(WITHOUT_CASE.findall(bare)) < _MIN_COMPARED_CHARS:
            return ""
        return next((who for who, said in reversed(self.texts) if bare in said), "")


def quotes_in_posts(
    lines: Sequence[Line], writers: Mapping[int, str]
) -> tuple[set[int], dict[tuple[int, int], tuple[str, float]]]:
    """Return the lines that say whose words posts quote, and whose these are.

    Args:
        lines: The document's.
        writers: Who posts, by the lines with which blocks open.
    """
    names = sorted(set(writers.values()), key=len, reverse=True)
    written = Written()
    heads: set[int] = set()
    quoted: dict[tuple[int, int], tuple[str, float]] = {}
    writer = named = ""
    own = _with_own_words(lines, writers)
    block = 0
    for n, line in enumerate(lines):
        writer = writers.get(n, "" if line.opens else writer)
        block = n if line.opens else block
        if line.kind is not BlockKind.QUOTE:
            named = ""
            if writer:
                written.remember(writer, line.text)
            continue
        whose = _named_by_head(lines, n, names)
        if whose:
            named = whose
            heads.add(n)
            continue
        known = written.writer_of(line.text)
        known = known if known != writer else ""
        # What a post sets off is hardly its own: an old speech, a page of a paper.
        sure = SURE if known else LIKELY if named else UNKNOWN
        if known or named or block in own:
            quoted[line.position] = known or named, sure
    return heads, quoted


def _with_own_words(lines: Sequence[Line], writers: Mapping[int, str]) -> set[int]:
    """Return the blocks of posts that hold more than what they set off."""
    posts: dict[int, int] = {}
    own: set[int] = set()
    last, post = "", 0
    for n, line in enumerate(lines):
        if line.opens:
            writer = writers.get(n, "")
            post += writer != last
            posts[n], last = post, writer
        if line.kind is not BlockKind.QUOTE:
            own.add(post)
    return {n for n, one in posts.items() if one in own}


def _named_by_head(lines: Sequence[Line], n: int, names: Sequence[str]) -> str:
    """Return whom a line names above what is quoted: "ada72 wrote:", "Quote: ada72, 5 May"."""
    text = lines[n].text.strip()
    below = n + 1 < len(lines) and lines[n + 1].kind is BlockKind.QUOTE
    if not below or len(text) > _MAX_HEAD_CHARS:
        return ""
    name = next((name for name in names if name in text), "")
    rest = text.replace(name, "", 1)
    tells = rest.rstrip().endswith(COLONS) or any(map(str.isdigit, rest))
    first = not n or lines[n - 1].kind is not BlockKind.QUOTE
    return name if name and (tells or (first and len(rest.split()) <= 3)) else ""


def with_quoted(pieces: Iterable[Piece], quoted: Quoted) -> Iterator[Piece]:
    """Yield pieces, what is quoted given to whoever wrote it."""
    for piece in pieces:
        found = quoted.get(piece.position)
        if found is None or not piece.spoken:
            yield piece
            continue
        name, confidence = found
        if name:
            reader = piece.read_by or piece.speaker
            yield replace(
                piece,
                kind=SegmentKind.MESSAGE,
                speaker=name,
                read_by=reader if reader != name else None,
                confidence=confidence,
                reason=Reason(f"quotes what {name} wrote", Basis.SENDER),
            )
        elif piece.kind is SegmentKind.MESSAGE:
            yield piece
        else:
            yield unattribute(piece, SegmentKind.COMMENTARY, _UNNAMED, confidence)


def with_marked_quotes(
    pieces: Iterable[Piece], known: Collection[int] = ()
) -> Iterator[Piece]:
    """Yield pieces, those between the marks of a forum given to whom the marks name.

    "[quote="ada72"]Who has the key?[/quote]", as archives of forums print it.

    Args:
        pieces: Each its writer's, or nobody's.
        known: The turns in which it is known whose each piece is.
    """
    listed = list(pieces)
    writers = {piece.speaker for piece in listed if piece.speaker}
    turn, name = -1, ""
    for piece in (part for one in listed for part in at_marks(one)):
        mark = _MARK.fullmatch(piece.text.strip()) if "[" in piece.text else None
        if mark:
            turn = -1 if mark["closes"] or piece.turn in known else piece.turn
            name = (mark["name"] or "").strip("\"'“”„« »")
            spoken = piece.spoken
            yield unattribute(piece, SegmentKind.STAGE, _MARKED) if spoken else piece
        elif piece.turn == turn and piece.spoken:
            writer = name if name in writers and name != piece.speaker else ""
            if writer:
                yield replace(
                    piece,
                    kind=SegmentKind.MESSAGE,
                    speaker=writer,
                    read_by=piece.read_by or piece.speaker,
                    confidence=LIKELY,
                    reason=Reason(f"quotes what {writer} wrote", Basis.SENDER),
                )
            else:
                yield unattribute(piece, SegmentKind.COMMENTARY, _UNNAMED, UNKNOWN)
        else:
            yield piece


def is_unnamed_mark(text: str) -> bool:
    """Return whether a line is a mark around what a post quotes of nobody named.

    >>> is_unnamed_mark("[quote]"), is_unnamed_mark("[/quote]"), is_unnamed_mark('[quote="ada"]')
    (True, True, False)
    """
    mark = _MARK.fullmatch(text.strip()) if "[" in text else None
    return mark is not None and not mark["name"]


def at_marks(piece: Piece) -> Sequence[Piece]:
    """Return a piece, parted before and behind marks in it."""
    if "[" not in piece.text:
        return [piece]
    marks = list(_MARK.finditer(piece.text))
    places = sorted({place for mark in marks for place in mark.span()})
    inner = [place for place in places if 0 < place < len(piece.text)]
    return split_piece(piece, inner) if inner else [piece]
