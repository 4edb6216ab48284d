"""Find where the words under a label stop being the speaker's, and classify the rest.

A sure sign ends a turn: a closing sentence, a heading, a plug. Without one, each
paragraph at its end is weighed by phrases of authors and of speakers, and how much it
takes depends on the page: little on a blog, more where no author has written at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.segment.lines import has_letters
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.unspoken.directions import is_reaction
from content.segment.turns.unspoken.page_lines import is_page_line
from content.segment.voices.frames import PageFrame, find_closing_sign, mentions_of
from content.segment.voices.words import (
    AUTHOR_PHRASE,
    SPEAKER_PHRASE,
    THIRD_PERSON,
    is_comments_heading,
    is_emphasis_note,
    is_plug,
    says_goodbye,
)
from content.segment.wording.in_person import FIRST_PERSON as SPOKEN_FIRST_PERSON

_MAX_AHEAD, _MAX_OPENING_THANKS = 6, 80
_VOICE_CHANGES = "the voice changes: the author speaks about the speech"
_MIN_MARKED = 1.4
"""What closes a speech where a note, a plug or a rule after the thanks marks the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnEnd:
    """Where a turn ends.

    Attributes:
        place: The first piece that is not the speaker's; else the length.
        doubt: The first piece that may not be, at most `place`.
        reason: Why it ends there.
        sure: Whether a sign says so, not only the words.
    """

    place: int
    doubt: int
    reason: str = _VOICE_CHANGES
    sure: bool = False


def find_turn_end(turn: Sequence[Piece], page: PageFrame, *, last: bool) -> TurnEnd:
    """Return where a turn stops being its speaker's."""
    end, reason = find_closing_sign(turn, page, last=last)
    short = short_lines_start(turn) if last else len(turn)
    for n, piece in enumerate(turn[:end]):
        text = piece.text.strip()
        if not piece.spoken or n == 0:
            continue  # the first words open the turn, and cannot end it
        near_end = last or (page.is_blog and n >= len(turn) - 2)
        if (last and is_comments_heading(text)) or (n >= short and is_page_line(text)):
            end, reason = n, ""
        elif near_end and is_plug(text):
            end, reason = _start_with_rules(turn, n), ""
        else:
            continue
        break
    if not page.is_blog and not last:
        return TurnEnd(place=end, doubt=end, reason=reason, sure=bool(reason))
    minimum = 2.0 if page.is_blog else 2.5 if page.framed else 4.0
    if page.is_blog and end < len(turn):
        minimum = _MIN_MARKED
    doubt = 0.7 if page.is_blog or page.framed else 1.6
    change = _find_voice_change(turn[:end], page)
    if change.strength >= (_MIN_MARKED if change.marked else minimum):
        return TurnEnd(place=change.place, doubt=change.place)
    return TurnEnd(
        place=end,
        doubt=change.place if change.strength >= doubt else end,
        reason=reason or _VOICE_CHANGES,
        sure=bool(reason),
    )


def _start_with_rules(turn: Sequence[Piece], n: int) -> int:
    while n > 1 and (turn[n - 1].rule or not has_letters(turn[n - 1].text)):
        n -= 1
    return n


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """Where the author most likely takes over from the speaker.

    Attributes:
        strength: The sum of what speaks for it.
        marked: Whether a note, or a rule after the thanks, marks the place.
    """

    place: int
    strength: float = 0.0
    marked: bool = False


def _find_voice_change(turn: Sequence[Piece], page: PageFrame) -> _Change:
    """Return where the author most likely takes over from the speaker.

    Each paragraph has a score: phrases of authors add to it, phrases of speakers take
    from it. The change is where the sum of all that follows, and of what marks the
    place itself, is highest. Nobody claps for what the page says.
    """
    best = _Change(place=len(turn))
    about = mentions_of(turn)
    told = _tells_of_others(turn)
    rules = sum(piece.rule or piece.ruled for piece in turn[1:])
    between_rules = turn[0].ruled and rules == 1
    total, paragraphs = 0.0, 0
    for n in range(len(turn) - 1, 0, -1):
        piece = turn[n]
        if is_reaction(piece.text):
            break
        noted = piece.kind is SegmentKind.COMMENTARY and is_emphasis_note(piece.text)
        if piece.spoken:
            paragraphs += 1
            total += _author_score(piece.text, about, told=told) - 0.25 * (
                paragraphs <= 4
            )
        elif not noted or not paragraphs:
            continue
        bonus = 2.0 * noted
        before = _start_with_rules(turn, n)
        ruled = piece.ruled or (before < n and turn[n - 1].rule)
        thanks = turn[before - 1]
        # Short thanks on top open a speech.
        thanked = thanks.spoken and says_goodbye(thanks.text)
        thanked = thanked and (before > 1 or len(thanks.text) > _MAX_OPENING_THANKS)
        bonus += thanked + ruled * (1.0 if rules == 1 else 0.4) + ruled * between_rules
        if total + bonus > best.strength:
            marked = noted or (ruled and thanked and page.framed)
            best = _Change(place=n, strength=total + bonus, marked=marked)
    return best


def _tells_of_others(turn: Sequence[Piece]) -> bool:
    """Return whether a turn speaks of somebody in most paragraphs of its first half.

    Who praises the dead says "she" from the start; an author who does so later shows
    nothing by it.
    """
    spoken = [piece.text for piece in turn if piece.spoken]
    first = spoken[: len(spoken) // 2]
    return 2 * sum(THIRD_PERSON.is_in(text) for text in first) > len(first)


def _author_score(text: str, about: re.Pattern[str] | None, *, told: bool) -> float:
    score = min(3.0, 0.8 * AUTHOR_PHRASE.count_in(text))
    if about is not None:
        score += min(1.6, 0.8 * len(about.findall(text)))
    if not told and THIRD_PERSON.is_in(text):
        score += 0.3 if SPOKEN_FIRST_PERSON.is_in(text) else 0.6
    return score - 0.8 * SPEAKER_PHRASE.count_in(text)


def classify_after_turn(
    rest: Sequence[Piece], end: TurnEnd, *, last: bool
) -> Iterator[Piece]:
    """Classify what follows a speech: commentary, plugs, then readers' comments."""
    plugged = commented = trailing = False
    short = short_lines_start(rest)
    for n, piece in enumerate(rest):
        text = piece.text.strip()
        if piece.kind is SegmentKind.COMMENT:
            yield piece
        elif is_comments_heading(text):
            commented = True
            yield unattribute(piece, SegmentKind.BOILERPLATE, "heads the comments")
        elif is_plug(text) or (
            (piece.rule or not has_letters(text)) and is_plug(_ahead(rest, n).text)
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
            noted = piece.kind is SegmentKind.COMMENTARY
            reason = piece.reason.words if noted else end.reason or _VOICE_CHANGES
            confidence = 1.0 if noted or end.sure else 0.7
            yield unattribute(piece, SegmentKind.COMMENTARY, reason, confidence)


def _ahead(rest: Sequence[Piece], n: int) -> Piece:
    """Return the next piece with letters, of those near; else the piece itself."""
    near = rest[n : n + _MAX_AHEAD]
    return next((piece for piece in near if has_letters(piece.text)), rest[n])


def short_lines_start(rest: Sequence[Piece]) -> int:
    """Return the index from which only short lines follow."""
    total = 0
    for n in range(len(rest) - 1, -1, -1):
        total += len(rest[n].text)
        if len(rest[n].text) > 400 or total > 90 * (len(rest) - n) + 200:
            return n + 1
    return 0
