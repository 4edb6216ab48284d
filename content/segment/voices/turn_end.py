"""Find where the words under a label stop being the speaker's, classify the rest."""

import re
from collections.abc import Iterator, Sequence

from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.voices.words import (
    AUTHOR_PHRASE,
    SPEAKER_PHRASE,
    is_comments_heading,
    is_page_line,
    is_plug,
    says_goodbye,
)


def find_turn_end(
    turn: Sequence[Piece], *, is_blog: bool, framed: bool, last: bool
) -> int:
    """Return the index of the first piece that is not the speaker's; else the length."""
    ends = [len(turn)]
    short = short_lines_start(turn) if last else len(turn)
    for n, piece in enumerate(turn):
        text = piece.text.strip()
        if not piece.spoken or (n == 0 and piece.label):
            continue
        if last and is_comments_heading(text):
            ends.append(n)
            break
        if n >= short and is_page_line(text):
            ends.append(n)
            break
        if (is_blog or last) and is_plug(text) and (last or n >= len(turn) - 2):
            ends.append(_start_with_rules(turn, n))
            break
    end = min(ends)
    if not is_blog and not last:
        return end
    minimum = 2.0 if is_blog else 2.5 if framed and last else 4.0
    return find_voice_change(
        turn[:end], minimum=1.4 if is_blog and (end < len(turn)) else minimum
    )


def _start_with_rules(turn: Sequence[Piece], n: int) -> int:
    while n > 1 and (turn[n - 1].rule or not has_letters(turn[n - 1].text)):
        n -= 1
    return n


def has_letters(text: str) -> bool:
    """Return whether a text has any letters."""
    return any(char.isalpha() for char in text)


def find_voice_change(turn: Sequence[Piece], *, minimum: float) -> int:
    """Return the index where the author takes over from the speaker; else the length.

    Each paragraph has a score: phrases of authors add to it, phrases of speakers take
    from it. The change is where the sum of all that follows is highest, if that sum
    is at least the minimum.
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
            total += _author_score(piece.text, about)
        bonus = 0.0
        if turn[n - 1].spoken and says_goodbye(turn[n - 1].text):
            bonus += 1.0
        if piece.kind is SegmentKind.COMMENTARY:
            bonus += 0.5
        if total + bonus > best:
            best, place = total + bonus, n
    marked = any(piece.kind is SegmentKind.COMMENTARY for piece in turn[place:])
    return place if best >= (1.4 if marked else minimum) else len(turn)


def _author_score(text: str, about: re.Pattern[str] | None) -> float:
    score = -0.25
    score += min(3.0, 0.8 * len(AUTHOR_PHRASE.regex.findall(text)))
    if about is not None:
        score += min(1.6, 0.8 * len(about.findall(text)))
    score -= 0.8 * len(SPEAKER_PHRASE.regex.findall(text))
    return score


def classify_after_turn(rest: Sequence[Piece], *, last: bool) -> Iterator[Piece]:
    """Classify what follows a speech: commentary, plugs, then readers' comments."""
    plugged = commented = trailing = False
    short = short_lines_start(rest)
    for n, piece in enumerate(rest):
        text = piece.text.strip()
        near = rest[n : n + 6]
        ahead = next((p for p in near if has_letters(p.text)), piece)
        if piece.kind is SegmentKind.COMMENT:
            yield piece
        elif is_comments_heading(text):
            commented = True
            yield unattribute(piece, SegmentKind.BOILERPLATE, "heads the comments")
        elif is_plug(text) or (
            (piece.rule or not has_letters(text)) and is_plug(ahead.text)
        ):
            plugged = True
            yield unattribute(piece, SegmentKind.BOILERPLATE, "a plug")
        elif piece.kind is SegmentKind.HEADING or piece.rule:
            yield piece
        elif trailing or (is_page_line(text) and not commented and n >= short):
            trailing = True
            yield unattribute(piece, SegmentKind.BOILERPLATE, "the page's own words")
        elif last and (commented or plugged):
            reason = "after the comments' heading" if commented else "after the plug"
            confidence = 1.0 if commented else 0.7
            yield unattribute(piece, SegmentKind.COMMENT, reason, confidence)
        else:
            reason = "the voice changes: the author speaks about the speech"
            if piece.kind is SegmentKind.COMMENTARY:
                reason = piece.reason
            yield unattribute(piece, SegmentKind.COMMENTARY, reason, 0.7)


def short_lines_start(rest: Sequence[Piece]) -> int:
    """Return the index from which only short lines follow."""
    total = 0
    for n in range(len(rest) - 1, -1, -1):
        total += len(rest[n].text)
        if len(rest[n].text) > 400 or total > 90 * (len(rest) - n) + 200:
            return n + 1
    return 0
