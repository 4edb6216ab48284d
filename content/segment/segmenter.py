"""Segment a document: part by part, by the first reader, then by the second."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from content.document import Document
from content.language.word_lists import forget_texts
from content.packed import Packed
from content.segment.channels import others_speak, page_of_channel
from content.segment.doubt.messages import trust_messages
from content.segment.doubt.reading import count_words
from content.segment.doubt.second_reader import weigh
from content.segment.doubt.signature_lines import trust_signatures
from content.segment.doubt.whole.verdict import weigh_whole
from content.segment.first_reader.reader import make_first_reading
from content.segment.first_reader.reading import FirstReading
from content.segment.garbage_collection import rarer_garbage_collection
from content.segment.joined import joined_at, repeated_at
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.written_messages import Medium
from content.segment.line_roles.agreement import agreement
from content.segment.messages.posted.shown_posts import with_shown_posts
from content.segment.pieces import Piece, merge_pieces
from content.segment.result import Segment
from content.segment.turns.unspoken.named_calls import with_named_calls
from content.segment.voices.oaths import with_oaths

_PART_BLOCKS = 50_000
# How often a file is parted in two: what remains is read once more each time.
_MAX_PARTED = 3
_FAR_MORE = 0.15
"""How much more a reading without labels has to agree with the looks of the lines."""
_MOST_LOOK_SO, _MOST_COME_BACK = 0.5, 0.5
"""Shares of the labels that look like labels, or come back: with either, they are kept."""
# Labels of earlier parts that later ones may shorten.
_MAX_EARLIER_LABELS = 5_000


def segment_document(
    document: Document, progress: Callable[[float], None] | None
) -> Sequence[Segment]:
    """Split a document into segments, as `content.segment.segment` says.

    A document of more than `_PART_BLOCKS` blocks is read in parts.
    """
    with rarer_garbage_collection():
        try:
            return _segment(document, progress)
        finally:
            forget_texts()


def _segment(
    document: Document, progress: Callable[[float], None] | None
) -> Sequence[Segment]:
    segments: Packed[Segment] = Packed()
    earlier: dict[str, None] = {}
    start, total = 0, len(document.blocks)
    found: tuple[Segment, ...] = ()
    while start < total:
        end = min(total, start + _PART_BLOCKS)
        whole = end - start == total
        part = (
            document if whole else replace(document, blocks=document.blocks[start:end])
        )

        def report(share: float, start: int = start, size: int = end - start) -> None:
            if progress is not None:
                progress((start + share * size) / total)

        found, labels, rest = _read_part(
            part,
            report=report,
            earlier=tuple(earlier) if start else None,
            more=end < total,
        )
        if not whole:
            segments.extend(found)
        if end < total and len(earlier) < _MAX_EARLIER_LABELS:
            earlier |= labels
        start = end if rest is None else start + rest
        report(0.0, start, 0)
    return found if total <= _PART_BLOCKS else segments


def _read_part(
    part: Document,
    *,
    report: Callable[[float], None],
    earlier: Collection[str] | None,
    more: bool,
    parted: int = 0,
) -> tuple[tuple[Segment, ...], dict[str, None], int | None]:
    """Return a part's segments, its labels, and the block with which the next starts.

    It may hold several documents, if the file was not yet parted too often.

    All else that was made of the part is gone before the next is read.
    """
    may_part = earlier is None and not more and parted < _MAX_PARTED
    if may_part and (below := repeated_at(part.blocks)):
        return _read_apart(part, below, report, parted + 1), {}, None
    first = make_first_reading(part, report=report, earlier=earlier, more=more)
    if may_part and (below := _joined_at(first, part)):
        return _read_apart(part, below, report, parted + 1), {}, None
    part, first = _as_channel(part, first)
    first = _as_it_looks(first, part)
    weighed: Sequence[Piece] = first.pieces
    if not part.is_chat:
        lines, labels, counts = first.lines, first.labels, count_words(first.pieces)
        weighed = weigh(first.pieces, lines, labels, part, report, counts=counts)
        weighed = weigh_whole(weighed, lines, labels, part, counts, roles=first.roles)
        weighed = trust_signatures(weighed)
        weighed = with_oaths(with_named_calls(weighed)) if labels else weighed
        if first.medium is not None:
            weighed = trust_messages(weighed, first.pieces, first.medium)
        weighed = with_shown_posts(weighed)
    printed = dict.fromkeys(one.label.printed for one in first.labels.values())
    return merge_pieces(weighed), printed, first.rest


def _as_channel(
    document: Document, first: FirstReading
) -> tuple[Document, FirstReading]:
    """Return the page that one writer's messages make, and its reading, if others speak there."""
    stamped = all(one.label.ending is Ending.TIME for one in first.labels.values())
    is_chat = first.medium is Medium.CHAT or (first.medium is None and stamped)
    if not is_chat or document.is_chat or first.rest is not None:
        return document, first
    page = page_of_channel(document, first.lines, first.labels)
    if page is None:
        return document, first
    read = make_first_reading(page)
    writer = next(iter(first.labels.values())).label.printed
    return (page, read) if others_speak(read.pieces, writer) else (document, first)


def _as_it_looks(first: FirstReading, document: Document) -> FirstReading:
    """Return the reading of a document without labels, if it looks far more like that.

    What rules take for labels may be fields, days or headings throughout. Labels that look
    like labels stay, and so do those that come back: people may speak in odd ways.
    """
    if not first.labels or _look_like_labels(first):
        return first
    agreed = agreement(first.pieces, first.roles)
    if agreed + _FAR_MORE > 1:
        return first
    plain = make_first_reading(document, labelled=False)
    far_more = agreement(plain.pieces, plain.roles) >= agreed + _FAR_MORE
    return plain if far_more and not plain.labels else first


def _look_like_labels(first: FirstReading) -> bool:
    """Return whether the labels of a document look like labels, or most of them come back."""
    times = Counter(one.key for one in first.labels.values())
    again = sum(n for n in times.values() if n > 1)
    positions = [first.lines[n].position for n in first.labels]
    opens = [first.roles[at].opens_turn for at in positions if at in first.roles]
    likely = not opens or sum(opens) >= _MOST_LOOK_SO * len(opens)
    return likely or again >= _MOST_COME_BACK * len(first.labels)


def _joined_at(first: FirstReading, document: Document) -> int | None:
    """Return the block with which a second document starts in a file, if one does."""

    def labels_alone(
        start: int, end: int, fewest: float
    ) -> list[tuple[int, ScoredLabel]]:
        part = replace(document, blocks=document.blocks[start:end])
        alone = make_first_reading(part, fewest=fewest)
        labels = sorted(alone.labels.items())
        return [(start + alone.lines[n].block, one) for n, one in labels]

    # A mail's words may hold a whole transcript.
    if document.is_chat or first.medium is Medium.MAIL:
        return None
    return joined_at(first.lines, first.labels, document.blocks, labels_alone)


def _read_apart(
    document: Document, below: int, report: Callable[[float], None], parted: int
) -> tuple[Segment, ...]:
    """Return the segments of two documents that stand in one file."""
    found: list[Segment] = []
    for blocks in (document.blocks[:below], document.blocks[below:]):
        alone = replace(document, blocks=blocks)
        read = _read_part(alone, report=report, earlier=None, more=False, parted=parted)
        found += read[0]
    return tuple(found)
