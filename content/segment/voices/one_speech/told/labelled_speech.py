"""Speeches under labels that an author tells of: where they end, and how sure that is.

A label says who speaks and where it starts; what is told around it, where it ends.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from content.document import Document
from content.segment.labels.evidence import FIRST_PERSON
from content.segment.labels.scoring import ScoredLabel
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.offices import is_role
from content.segment.pieces import Piece, turn_spans, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.voices.frames import Page, read_page
from content.segment.voices.one_speech.endings import takes_leave
from content.segment.voices.one_speech.told.frame import (
    ToldPage,
    likeliest_start_from,
    shares_below,
)
from content.segment.voices.one_speech.told.labels import told_name
from content.segment.voices.one_speech.told.passages import (
    IS_ASIDE,
    MAY_BE_ASIDE,
    MAY_BE_TOLD,
    TOLD,
    averaged,
    find_passages,
    shares_of_asides,
)
from content.segment.voices.turn_end import find_turn_end

_MAX_TURNS, _MIN_TOLD, _MIN_TOLD_IN_HAN = 4, 160, 60
_SERVED, _DOUBT, _GREAT_DOUBT = 0.9, 0.6, 0.5
_SURELY_INSIDE, _LIKELY_INSIDE, _HARDLY_INSIDE = 0.9, 0.5, 0.2
_BEFORE_COLON = re.compile(r"([^.!?:：]{2,60})[:：]\s+[^\W\d_a-z]")


def attribute_labelled_speeches(
    pieces: Sequence[Piece], labels: Sequence[ScoredLabel], document: Document
) -> list[Piece] | None:
    """Return the pieces of a page on which an author tells of speeches under labels; None if not so.

    All whom the labels name are told of above, and each speech ends where the author goes on.

    Args:
        pieces: All of the page, given to whom its labels name.
        labels: The labels, in their order.
        document: The page.
    """
    turns = [(a, b) for a, b in turn_spans(pieces) if pieces[a].turn > 0]
    if not 0 < len(turns) <= _MAX_TURNS or len(turns) != len(labels):
        return None
    told = "".join(p.text for p in pieces[: turns[0][0]] if is_prose(p))
    if len(told) < (_MIN_TOLD if " " in told else _MIN_TOLD_IN_HAN):
        return None
    plain = [_plain(piece) for piece in pieces]
    found, page = [*pieces], read_page(pieces)
    above = 0
    for (start, end), one in zip(turns, labels, strict=True):
        spoken = [n for n in range(start, end) if pieces[n].kind is SegmentKind.SPEECH]
        name = told_name(one.label.printed, plain[:start], document) if spoken else ""
        first, last = not above, end == turns[-1][1]
        if not name:
            return None
        part, own = found[above:end], plain[above:end]
        weighed = _weighed(part, own, spoken[0] - above, page, first=first, last=last)
        if weighed is None:
            return None
        found[above:end] = [_named(piece, name) for piece in weighed]
        above = max(n for n in range(start, end) if found[n].spoken) + 1
        # Where people take turns, no author tells of them.
        if not last and not any(map(is_prose, found[above:end])):
            return None
    return found


def _plain(piece: Piece) -> Piece:
    """Return a piece without whose it is."""
    own = piece.kind is SegmentKind.SPEECH
    return unattribute(piece, SegmentKind.COMMENTARY, "") if own else piece


def _named(piece: Piece, name: str) -> Piece:
    """Return a piece of whoever its label names by one word with the whole name told."""
    short = piece.spoken and piece.speaker and " " not in piece.speaker
    return replace(piece, speaker=name) if short else piece


def _weighed(
    pieces: Sequence[Piece],
    plain: Sequence[Piece],
    start: int,
    page: Page,
    *,
    first: bool,
    last: bool,
) -> list[Piece] | None:
    """Return pieces with the speech that starts at one of them, up to where it likely ends.

    None where that cannot be weighed, or another speech likely starts below.

    Args:
        pieces: What stands between the speech above and the next label.
        plain: The same, with nobody's speech.
        start: The first piece under the label.
        page: What is known of the page.
        first: Whether nobody spoke above; else it may be a few words.
        last: Whether no label follows; else it most likely goes on up to that.
    """
    ending = find_turn_end(pieces[start:], page, last=last)
    shown = ending.sure or ending.doubt < ending.place
    closed = start + ending.doubt if shown else None
    unlabelled = ToldPage(plain)
    passages = find_passages(unlabelled)
    inside = averaged(
        shares_below(unlabelled, start, closed, short=not first), passages
    )
    if not inside or likeliest_start_from(unlabelled, start) != start:
        return None
    spoken = [
        n for n in range(start, len(pieces)) if pieces[n].kind is SegmentKind.SPEECH
    ]
    end = max(n for n in spoken if inside[n] >= _LIKELY_INSIDE or n == start)
    marked = _is_closed(pieces, end) or closed == end + 1
    least = _LIKELY_INSIDE if marked else _SURELY_INSIDE
    least = least if last else 0.0
    asides = shares_of_asides(passages, plain, spoken, goes_on=not last)
    weighed = list(pieces)
    for n in range(start, len(pieces)):
        piece = pieces[n]
        between = start < n and (n < end or not last) and not piece.quoted
        aside = asides.get(n, 0.0) if between else 0.0
        if n not in spoken:
            weighed[n] = replace(piece, turn=piece.turn if n < end else 0)
        elif n > end and inside[n] <= _HARDLY_INSIDE:
            told = unattribute(piece, SegmentKind.COMMENTARY, TOLD, _DOUBT)
            weighed[n] = replace(told, turn=0)
        elif aside >= IS_ASIDE:
            weighed[n] = unattribute(piece, SegmentKind.COMMENTARY, TOLD)
        elif (
            n > end
            or inside[n] < least
            or aside >= MAY_BE_ASIDE
            or (n > start and _opens_another(piece.text))
        ):
            weighed[n] = replace(
                piece,
                confidence=min(piece.confidence, _GREAT_DOUBT),
                reason=piece.reason.doubted(MAY_BE_TOLD),
            )
        elif last or inside[n] >= _SURELY_INSIDE:
            weighed[n] = replace(piece, confidence=max(piece.confidence, _SERVED))
    return weighed


def _opens_another(text: str) -> bool:
    """Return whether somebody else, with a name or an office, seems to be quoted: "The mayor said: No"."""
    words = _BEFORE_COLON.match(text)
    if words is None or FIRST_PERSON.is_in(words[1]):
        return False
    offices = any(is_role(word) for word in words[1].casefold().split())
    return offices or next(mentions_in(words[1]), None) is not None


def _is_closed(pieces: Sequence[Piece], last: int) -> bool:
    """Return whether a speech ends with a farewell, or a rule or a heading stands below it."""
    below = takewhile(lambda p: p.kind is not SegmentKind.SPEECH, pieces[last + 1 :])
    marked = any(p.rule or p.kind is SegmentKind.HEADING for p in below)
    return marked or takes_leave(pieces[last].text)
