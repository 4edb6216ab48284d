"""Find where the words under a label stop being the speaker's, and name the rest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.segment.pieces import Piece, nobodys
from content.segment.result import SegmentKind
from content.segment.voices.words import (
    AUTHOR,
    SPEAKER,
    closes,
    heads_comments,
    is_meta,
    is_plug,
)


def tail_of(turn: Sequence[Piece], *, bloggy: bool, framed: bool, last: bool) -> int:
    """Find where a turn's speaker stops; the turn's length if nowhere sooner."""
    ends = [len(turn)]
    short = short_from(turn) if last else len(turn)
    for n, piece in enumerate(turn):
        text = piece.text.strip()
        if not piece.spoken or (n == 0 and piece.label):
            continue
        if last and heads_comments(text):
            ends.append(n)
            break
        if n >= short and is_meta(text):
            ends.append(n)
            break
        if (bloggy or last) and is_plug(text) and (last or n >= len(turn) - 2):
            ends.append(_rules_before(turn, n))
            break
    end = min(ends)
    if not bloggy and not last:
        return end
    bar = 2.0 if bloggy else 2.5 if framed and last else 4.0
    return change_of_voice(turn[:end], bar=1.4 if bloggy and (end < len(turn)) else bar)


def _rules_before(turn: Sequence[Piece], n: int) -> int:
    while n > 1 and (turn[n - 1].rule or not has_letters(turn[n - 1].text)):
        n -= 1
    return n


def has_letters(text: str) -> bool:
    """Tell whether a line holds any words at all."""
    return any(sign.isalpha() for sign in text)


def change_of_voice(turn: Sequence[Piece], *, bar: float) -> int:
    """Find the change of voice inside a turn, its length if there is none.

    Each paragraph is heard for the author's words against the speaker's; the
    change is where the sum of all that follows is highest, if it is high enough.
    """
    if len(turn) < 2:
        return len(turn)
    surname = (turn[0].speaker or turn[-1].speaker or "").split()
    about = re.compile(rf"\b{re.escape(surname[-1])}\b(?!:)") if surname else None
    best, place, total = 0.0, len(turn), 0.0
    for n in range(len(turn) - 1, 0, -1):
        piece = turn[n]
        if piece.kind is SegmentKind.COMMENTARY:
            total += 1.5
        elif piece.spoken:
            total += _heard(piece.text, about)
        bonus = 0.0
        if turn[n - 1].spoken and closes(turn[n - 1].text):
            bonus += 1.0
        if piece.kind is SegmentKind.COMMENTARY:
            bonus += 0.5
        if total + bonus > best:
            best, place = total + bonus, n
    marked = any(piece.kind is SegmentKind.COMMENTARY for piece in turn[place:])
    return place if best >= (1.4 if marked else bar) else len(turn)


def _heard(text: str, about: re.Pattern[str] | None) -> float:
    score = -0.25
    score += min(3.0, 0.8 * len(AUTHOR.findall(text)))
    if about is not None:
        score += min(1.6, 0.8 * len(about.findall(text)))
    score -= 0.8 * len(SPEAKER.findall(text))
    return score


def close_turn(rest: Sequence[Piece], *, last: bool) -> Iterator[Piece]:
    """Name what follows the speech: commentary, a plug, then the readers."""
    plugged = commented = trailing = False
    short = short_from(rest)
    for n, piece in enumerate(rest):
        text = piece.text.strip()
        near = rest[n : n + 6]
        ahead = next((p for p in near if has_letters(p.text)), piece)
        if piece.kind is SegmentKind.COMMENT:
            yield piece
        elif heads_comments(text):
            commented = True
            yield nobodys(piece, SegmentKind.BOILERPLATE, "heads the comments")
        elif is_plug(text) or (
            (piece.rule or not has_letters(text)) and is_plug(ahead.text)
        ):
            plugged = True
            yield nobodys(piece, SegmentKind.BOILERPLATE, "a plug")
        elif piece.kind is SegmentKind.HEADING or piece.rule:
            yield piece
        elif trailing or (is_meta(text) and not commented and n >= short):
            trailing = True
            yield nobodys(piece, SegmentKind.BOILERPLATE, "the page's own words")
        elif last and (commented or plugged):
            yield nobodys(
                piece,
                SegmentKind.COMMENT,
                "after the comments' heading" if commented else "after the plug",
                1.0 if commented else 0.7,
            )
        else:
            yield nobodys(
                replace(piece, label=piece.label),
                SegmentKind.COMMENTARY,
                piece.reason
                if piece.kind is SegmentKind.COMMENTARY
                else "the voice changes: the author speaks about the speech",
                0.7,
            )


def short_from(rest: Sequence[Piece]) -> int:
    """Find from where on only short lines follow."""
    total = 0
    for n in range(len(rest) - 1, -1, -1):
        total += len(rest[n].text)
        if len(rest[n].text) > 400 or total > 90 * (len(rest) - n) + 200:
            return n + 1
    return 0
