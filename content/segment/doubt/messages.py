"""Trust in the short messages of an exported chat, which say little by themselves.

The stamp has told whose they are; that nothing else speaks for them is no doubt. What
is quoted, announced or long may be somebody else's all the same.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.basis import Basis
from content.segment.labels.shapes.written_messages import Medium
from content.segment.pieces import Piece, turn_spans
from content.segment.result import SegmentKind

_MAX_CHARS, _MAX_LINES, _MAX_LEAVE = 300, 5, 40
_OF_OTHERS = re.compile(r"\s*[\"“„«»「>]|.*[:：]\s*$")
"""What opens in quotation marks, or leads to what is quoted."""

_MIN_ITEMS, _MAX_ITEM_CHARS = 2, 120
_ITEM = re.compile(r"[-–—•*·✅☑✔▪►]\s?[^\W_]|\d{1,2}[.)]\s")
"""What opens an item of a list: "- the fence", "2. the bench"."""

_CLOSED = tuple('"”“»«」』')


def trust_messages(
    weighed: Sequence[Piece], first: Sequence[Piece], medium: Medium
) -> list[Piece]:
    """Return weighed pieces, those of short messages as sure as the first reader was.

    What is quoted, long, or announced may be somebody else's, and stays weighed. A mail
    has a head that names its writer, so that it may be long.
    """
    mails = medium is not Medium.CHAT
    known = {(piece.block, piece.line, piece.text): piece for piece in first}
    pieces: list[Piece] = []
    for start, end in turn_spans(weighed):
        turn = weighed[start:end]
        short = _is_short([piece for piece in turn if piece.spoken])
        last = end == len(weighed)
        own = _end_of_own(turn) if mails else 0
        for place, piece in enumerate(turn):
            one = known.get((piece.block, piece.line, piece.text))
            # What an export adds at its end looks like more of the last message.
            trusted = short and not (last and place)
            if mails and not trusted:
                trusted = place < own or (one is not None and _is_leave(one))
            same = one is not None and one.speaker == piece.speaker
            # Who writes a mail may be plain, and not who sent a letter that it quotes.
            sure = piece.reason.basis is not Basis.UNSURE_SENDER
            if mails and trusted and one is not None and one.kind is SegmentKind.SPEECH:
                pieces.append(one)
            elif trusted and piece.doubtful and one is not None and same and sure:
                pieces.append(
                    replace(piece, confidence=one.confidence, reason=one.reason)
                )
            else:
                pieces.append(piece)
    return pieces


def _end_of_own(turn: Sequence[Piece]) -> int:
    """Return where a mail leads to words that may be another's, and nothing ends these.

    What leads to words that others were given is the writer's, and so is what follows
    them, where they are closed or set off.
    """
    for place, piece in enumerate(turn):
        if piece.kind is not SegmentKind.SPEECH or not _OF_OTHERS.match(piece.text):
            continue
        # "Hola a todos:" greets.
        if piece.label and len(piece.text) <= _MAX_LEAVE:
            continue
        below = turn[place + 1 :]
        given = list(takewhile(lambda one: one.kind is SegmentKind.MESSAGE, below))
        if not given:
            return place
        last = given[-1]
        if not (last.quoted or last.text.rstrip().endswith(_CLOSED)):
            return place + 1
    return len(turn)


def _is_leave(piece: Piece) -> bool:
    """Return whether a piece may be no more than a writer's leave or name."""
    spoken = piece.kind is SegmentKind.SPEECH
    return spoken and len(piece.text) <= _MAX_LEAVE and not _OF_OTHERS.match(piece.text)


def _is_short(spoken: Sequence[Piece]) -> bool:
    """Return whether the pieces of a turn are a short message in its writer's words.

    A list that a colon leads to is its writer's, and may have any number of items.
    """
    leads, items = _lists(spoken)
    rest = [piece for n, piece in enumerate(spoken) if n not in items]
    return (
        len(rest) <= _MAX_LINES
        and sum(len(piece.text) for piece in rest) <= _MAX_CHARS
        and all(
            piece.kind is SegmentKind.SPEECH
            and (n in leads or not _OF_OTHERS.match(piece.text))
            for n, piece in enumerate(spoken)
        )
    )


def _lists(spoken: Sequence[Piece]) -> tuple[set[int], set[int]]:
    """Return the pieces that lead to lists, and the items below these.

    Several short lines below a colon are items where a sign opens them, or where two tell
    of a number and none is a sentence: "Plan:", "Saturday at 10: the fence", "Sunday …".
    """
    leads: set[int] = set()
    items: set[int] = set()
    for n, piece in enumerate(spoken):
        if n in items or not piece.text.rstrip().endswith((":", "：")):
            continue
        below = (one.text.strip() for one in islice(spoken, n + 1, None))
        short = [*takewhile(_may_be_item, below)]
        signed = [*takewhile(_ITEM.match, short)]
        counted = [one for one in short if any(map(str.isdigit, one))]
        stopped = any(one.endswith(SENTENCE_ENDS) for one in short)
        if len(signed) < _MIN_ITEMS:
            whole = n + 1 + len(short) == len(spoken) and not stopped
            signed = short if whole and len(counted) >= _MIN_ITEMS else []
        if signed:
            leads.add(n)
            items.update(range(n + 1, n + 1 + len(signed)))
    return leads, items


def _may_be_item(text: str) -> bool:
    return len(text) <= _MAX_ITEM_CHARS and not _OF_OTHERS.match(text)
