"""The mails of an archive or a thread: whose each is, and whose words it quotes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from content.document import BlockKind
from content.language.sentence_marks import STOPS
from content.segment.basis import Basis, Reason
from content.segment.labels.label import Ending, Label
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.mails.digests import (
    digest_above,
    end_of_digest,
    lists_senders,
)
from content.segment.labels.shapes.mails.heads import (
    ADDRESS,
    MAX_LINES_ABOVE,
    Head,
    find_heads,
    whole_sender,
)
from content.segment.labels.shapes.mails.quotations import People, list_names, read_body
from content.segment.labels.shapes.mails.unheaded import (
    body_above,
    end_above,
    writer_above,
)
from content.segment.labels.shapes.page_ends import end_of_page
from content.segment.labels.shapes.written_messages import Medium, WrittenMessages
from content.segment.lines import Line, parts_texts
from content.segment.names.descriptions import is_person
from content.segment.names.name_score import label_key
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind

_OPENING = re.compile(r"[^\W\d_][^:：]{1,40}[:：](?:\s|$)")
_MIN_MAILS, _MIN_FIELDS_ALONE = 2, 3
_MAX_LABELLED, _MAX_TITLE_CHARS = 400, 80


def read_mails(lines: Sequence[Line]) -> WrittenMessages | None:
    """Return the mails of an archive or a thread; None if the document is none."""
    heads = list(find_heads(lines))
    if not heads or not _are_mails(lines, heads):
        return None
    labels: dict[int, ScoredLabel] = {}
    quoted: dict[tuple[int, int], tuple[str, float]] = {}
    top = heads[0].start
    own: set[int] = set(range(top)) if len(heads) == 1 else set()
    people = People()
    digest = lists_senders(lines[:top], heads)
    framed = digest_above(lines, heads)
    writer = writer_above(lines, heads) if top and not digest else ""
    if writer:
        start = body_above(lines, top)
        own = {*range(start), *range(end_above(lines, top), top)}
        labels[start] = _label(Head(start, start, start, writer), lines[start], end=0)
        people.names[writer] = None
        body = read_body(lines, start, end_above(lines, top), writer, people)
        own |= body.own
        quoted |= body.quoted
    elif digest:
        own |= set(range(top))
    elif top > MAX_LINES_ABOVE:
        return None
    for one, end in zip(
        heads, [*(h.start for h in heads[1:]), len(lines)], strict=True
    ):
        if one.start in framed:
            continue
        head = whole_sender(one, lines, end)
        labels[head.named] = _label(head, lines[head.named])
        people.remember_sender(head, lines)
        lists = list_names(lines, head)
        body = read_body(lines, head.end, end, head.sender, people, lists=lists)
        own |= {n for n in range(head.start, head.end) if n != head.named} | body.own
        quoted |= body.quoted
    own |= {*framed, *range(end_of_page(lines, heads[-1].end), len(lines))}
    if digest or framed:
        own |= set(range(end_of_digest(lines, heads), len(lines)))
    return WrittenMessages(
        medium=Medium.MAIL,
        lines=list(lines),
        labels=labels,
        own=frozenset(own),
        quoted=quoted,
    )


def pieces_of_mails(thread: WrittenMessages) -> list[Piece]:
    """Return mails or posts as pieces: each its writer's, the rest nobody's."""
    pieces: list[Piece] = []
    turn, writer, printed = 0, "", ""
    called = "mail" if thread.medium is Medium.MAIL else "post"
    for n, line in enumerate(thread.lines):
        if one := thread.labels.get(n):
            if printed:
                pieces.append(_without_words(pieces[-1], printed, called))
            turn += 1
            writer = one.label.printed
            printed = line.text if one.label.end else ""
            if printed:
                continue
        piece = Piece(
            text=line.text,
            block=line.block,
            line=line.number,
            kind=SegmentKind.SPEECH,
            turn=turn,
            speaker=writer,
            reason=Reason(f"a {called} from {writer}", Basis.MESSAGE_HEAD),
            quoted=line.kind is BlockKind.QUOTE,
            rule=line.kind is BlockKind.RULE or parts_texts(line.text),
            ruled=line.ruled,
        )
        if n in thread.own or not writer or not line.spoken:
            above = not turn and n not in thread.own
            piece = unattribute(piece, *_own_line(line, thread.medium, above=above))
        else:
            piece = replace(piece, label=printed)
            printed = ""
        pieces.append(piece)
    if printed:
        pieces.append(_without_words(pieces[-1], printed, called))
    return pieces


def _own_line(line: Line, medium: Medium, *, above: bool) -> tuple[SegmentKind, str]:
    """Return kind and reason of a line that nobody speaks."""
    if medium is Medium.MAIL:
        return SegmentKind.BOILERPLATE, "a line of the mail's own"
    if not above:
        return SegmentKind.STAGE, "a line beside a post"
    title = len(line.text) <= _MAX_TITLE_CHARS and not line.text.endswith(STOPS)
    kind = SegmentKind.HEADING if title else SegmentKind.COMMENTARY
    return kind, "above the first post"


def _without_words(last: Piece, printed: str, called: str) -> Piece:
    """Return the line that names the sender of a mail in which nothing is said."""
    piece = replace(last, text=printed, label="")
    return unattribute(piece, SegmentKind.HEADING, f"a {called} without words")


def _are_mails(lines: Sequence[Line], heads: Sequence[Head]) -> bool:
    """Return whether heads are those of mails: several, or one that is whole."""
    addressed = sum(
        any(ADDRESS.search(lines[n].text) for n in range(head.start, head.end))
        for head in heads
    )
    if len(heads) < _MIN_MAILS:
        (head,) = heads
        whole = head.bare or head.end - head.start >= _MIN_FIELDS_ALONE
        named = addressed > 0 or is_person(head.sender)
        return named and whole and not _has_labels(lines[head.end :])
    several = len({head.sender for head in heads}) > 1
    return several or 2 * addressed >= len(heads)


def _has_labels(lines: Sequence[Line]) -> bool:
    """Return whether several lines open with the same words and a colon."""
    found = (
        _OPENING.match(line.text)
        for line in lines[:_MAX_LABELLED]
        if line.kind is BlockKind.PARAGRAPH
    )
    times = Counter(one.group() for one in found if one)
    return bool(times) and max(times.values()) > 1


def _label(head: Head, line: Line, *, end: int | None = None) -> ScoredLabel:
    label = Label(
        printed=head.sender,
        end=len(line.text) if end is None else end,
        ending=Ending.COLON,
        alone=True,
    )
    return ScoredLabel(
        line=head.named, label=label, score=1.0, key=label_key(head.sender)
    )
