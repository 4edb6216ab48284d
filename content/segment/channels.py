"""A channel or a diary that one writer fills, copied as a chat: read as an author's page.

Where all messages are one writer's, nobody answers. If others speak in them, under labels
or as the writer tells, the stamps are no more than what a program prints above paragraphs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from content.document import Block, BlockKind, Document
from content.language.sentence_marks import STOPS
from content.packed import packed
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.messages.posted.posts import forwarded_from
from content.segment.names.in_text.same_person import same_person
from content.segment.pieces import UNNAMED, Piece

_Key = tuple[int, BlockKind, str]

_MIN_MESSAGES, _MIN_CHARS, _MIN_OTHERS = 2, 1000, 0.3


def page_of_channel(
    document: Document, lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> Document | None:
    """Return the page that the messages of one writer make; None if it is no channel.

    Args:
        document: The document.
        lines: Its lines.
        labels: What names who wrote each message.
    """
    writers = {one.key for one in labels.values()}
    chars = sum(len(line.text) for line in lines)
    if len(writers) != 1 or len(labels) < _MIN_MESSAGES or chars < _MIN_CHARS:
        return None
    return replace(document, blocks=packed(_blocks(lines, labels)))


def _blocks(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> Iterator[Block]:
    """Yield lines as blocks: stamps as furniture, what is forwarded as posts."""
    parts: list[tuple[_Key, int, str]] = []
    sender = ""
    for n, line in enumerate(lines):
        end = labels[n].label.end if n in labels else 0
        words = line.text[end:].strip()
        if n in labels:
            sender = ""
            key = line.block, BlockKind.FURNITURE, ""
            parts.append((key, line.number, line.text[:end].strip()))
        if n in labels or n - 1 in labels:
            forwarded = forwarded_from(words)
            if forwarded:
                parts.append(
                    ((line.block, BlockKind.FURNITURE, ""), line.number, words)
                )
                sender, words = forwarded, ""
        kind = (
            BlockKind.POST if sender and line.text.rstrip()[-1:] in STOPS else line.kind
        )
        if words:
            key = line.block, kind, sender if kind is BlockKind.POST else ""
            parts.append((key, line.number, words))
    for (_, kind, author), group in groupby(parts, key=lambda part: part[0]):
        shown = [*group]
        text = "\n".join(text for _, _, text in shown)
        yield Block(text=text, line=shown[0][1], kind=kind, author=author)


def others_speak(pieces: Sequence[Piece], writer: str) -> bool:
    """Return whether much of a page is in the words of others than its writer."""
    said = sum(
        len(piece.text)
        for piece in pieces
        if piece.spoken
        and piece.speaker not in {None, UNNAMED}
        and not same_person(piece.speaker or "", writer)
    )
    return said >= _MIN_OTHERS * sum(len(piece.text) for piece in pieces)
