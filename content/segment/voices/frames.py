"""The frame that a page's author puts around speeches, and the signs that close it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.language.sentence_marks import COLONS
from content.language.words.word_patterns import WORD
from content.segment.basis import Reason
from content.segment.kinds import COMMENT, COMMENTARY, HEADING, QUESTION, STAGE
from content.segment.messages.words import names_document, speaks_of_message
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import articles, label_words
from content.segment.pieces import Piece, split_piece, turn_spans, unattribute
from content.segment.result import SegmentKind
from content.segment.voices.words import (
    AUTHOR_HEADING,
    AUTHOR_PHRASE,
    BRACKETS,
    EMPHASIS_NOTE,
    FIRST_PERSON,
    INTRODUCTION,
    NOTE_IN_BRACKETS,
    PLUG,
    RECORD_HEADING,
    has_emphasis_note,
    is_comments_heading,
    is_emphasis_note,
    is_transcript_end,
    opens_with_note_label,
)
from content.segment.wording.in_person import FIRST_PERSON as SPOKEN_FIRST_PERSON

_DOUBT = 0.6
"""The confidence of words that may be the author's."""

_MIN_DIALOGUE_TURNS, _MAX_HEADING = 3, 80
# "[laughs]" is no note.
_BRACKETED = re.compile(r"\[[^\[\]\s]+(?:\s[^\[\]\s]+){2,160}\][.,;]?")
_SIGNED_NOTE = re.compile(
    rf"\[[^\[\]]{{8,800}}[.!?…][\s–—-]{{1,3}}(?P<initials>{CAPITAL}{{2,3}})\][.,;]?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFrame:
    """What the frame of a document's speeches looks like.

    Attributes:
        framed: Whether an author introduces them, in the first person or otherwise.
        is_blog: Whether the author also writes between and after them.
        dialogue: Whether people take turns.
        quoted: Whether the page sets off every turn's first words as a quotation.
        sectioned: Whether turns before the last one go on under headings.
        initials: What signs the author's notes in brackets: "[It was 2019. TW]".
        bracketed: Whether the author says that notes stand in brackets.
        ruled: Whether a rule parts the turns from what an author writes above them, and
            no other stands between them but below the last label.
    """

    framed: bool
    is_blog: bool
    dialogue: bool
    quoted: bool
    sectioned: bool
    ruled: bool
    initials: frozenset[str]
    bracketed: bool


def frame_of_page(pieces: Sequence[Piece]) -> PageFrame:
    """Return what frames the speeches of a document."""
    framed = any(_introduces(piece) for piece in pieces if not piece.turn)
    opening = [turn for turn in _openings(pieces) if turn.turn]
    speakers = {piece.speaker for piece in opening}
    return PageFrame(
        framed=framed,
        is_blog=_is_blog(pieces, framed=framed),
        dialogue=len(opening) >= _MIN_DIALOGUE_TURNS and len(speakers) > 1,
        quoted=bool(opening) and all(piece.quoted for piece in opening),
        sectioned=_is_sectioned(pieces),
        ruled=framed and _is_ruled_off(pieces),
        initials=_initials_below_notes(pieces),
        bracketed=any(
            BRACKETS.is_in(piece.text)
            for piece in pieces
            if not piece.turn and piece.kind is COMMENTARY
        ),
    )


def _initials_below_notes(pieces: Sequence[Piece]) -> frozenset[str]:
    """Return what more than one sentence in square brackets is signed with."""
    times = Counter(
        note["initials"]
        for piece in pieces
        if "[" in piece.text
        for note in _SIGNED_NOTE.finditer(piece.text)
    )
    return frozenset(initials for initials, n in times.items() if n > 1)


def _is_ruled_off(pieces: Sequence[Piece]) -> bool:
    """Return whether a rule stands between an author's words and the first of several turns.

    No other parts the turns, but for what stands below the last label.
    """
    first = next((n for n, piece in enumerate(pieces) if piece.turn), 0)
    last = pieces[-1].turn if pieces else 0
    rules = [n for n in range(first + 1) if pieces[n].rule or pieces[n].ruled]
    written = any(_introduces(piece) for piece in pieces[: rules[-1] if rules else 0])
    parted = any(
        one.ruled or one.rule for one in pieces[first + 1 :] if 0 < one.turn < last
    )
    return written and not parted


def _openings(pieces: Sequence[Piece]) -> list[Piece]:
    return [
        next((p for p in pieces[start:end] if p.spoken), pieces[start])
        for start, end in turn_spans(pieces)
    ]


def _introduces(piece: Piece) -> bool:
    if piece.kind is not SegmentKind.COMMENTARY:
        return False
    text = piece.text.strip()
    return bool(
        FIRST_PERSON.is_in(text)
        or SPOKEN_FIRST_PERSON.is_in(text)
        or AUTHOR_PHRASE.is_in(text)
        or INTRODUCTION.is_in(text)
        or text.endswith(COLONS)
    )


def _is_blog(pieces: Sequence[Piece], *, framed: bool) -> bool:
    last = pieces[-1].turn if pieces else 0
    ends = [piece for piece in pieces if piece.turn == last]
    plugged = any(len(piece.text) < 600 and PLUG.is_in(piece.text) for piece in ends)
    noted = any(
        has_emphasis_note(piece.text) or is_emphasis_note(piece.text)
        for piece in pieces
    )
    commented = any(piece.kind is COMMENT for piece in pieces)
    headed = any(is_comments_heading(piece.text.strip()) for piece in ends)
    return (
        noted or (framed and (plugged or commented or headed)) or (plugged and headed)
    )


def _is_sectioned(pieces: Sequence[Piece]) -> bool:
    last = pieces[-1].turn if pieces else 0
    return any(
        one.kind is HEADING and two.spoken and not two.label
        for one, two in pairwise(pieces)
        if 0 < one.turn == two.turn < last
    )


def split_notes(turn: Sequence[Piece], page: PageFrame) -> list[Piece]:
    """Split a turn at the author's notes, which become commentary.

    These are notes on emphasis, signed brackets, and paragraphs such as "My comment: …".
    """
    split: list[Piece] = []
    for n, piece in enumerate(turn):
        stage = piece.kind is STAGE
        if (stage or piece.spoken) and is_emphasis_note(piece.text):
            split.append(unattribute(piece, SegmentKind.COMMENTARY, _NOTED))
        elif not piece.spoken:
            split.append(piece)
        elif n and not piece.label and opens_with_note_label(piece.text):
            split.append(unattribute(piece, SegmentKind.COMMENTARY, _NOTED))
        else:
            split += _split_inner_notes(piece, page)
    return split


_NOTED = "a note of the author"


def _split_inner_notes(piece: Piece, page: PageFrame) -> list[Piece]:
    if not ("(" in piece.text or "[" in piece.text or "（" in piece.text):
        return [piece]
    spans = {
        found.span()
        for pattern in (EMPHASIS_NOTE, NOTE_IN_BRACKETS)
        for found in pattern.finditer(piece.text)
    }
    signed = _SIGNED_NOTE.finditer(piece.text) if page.initials else ()
    spans |= {note.span() for note in signed if note["initials"] in page.initials}
    if page.bracketed:
        spans |= {note.span() for note in _BRACKETED.finditer(piece.text)}
    if not spans:
        return [piece]
    notes = {piece.text[start:end].strip() for start, end in spans}
    return [
        unattribute(part, SegmentKind.COMMENTARY, _NOTED)
        if part.text.strip() in notes
        else part
        for part in split_piece(
            piece, sorted(place for span in spans for place in span)
        )
    ]


def find_closing_sign(
    turn: Sequence[Piece], page: PageFrame, *, last: bool
) -> tuple[int, str]:
    """Return the first piece that a sure sign takes from the speaker, and the sign.

    The length of the turn and "" where there is none.
    """
    headings = sum(piece.kind is HEADING for piece in turn)
    said = max((n for n, piece in enumerate(turn) if piece.spoken), default=0)
    for n, piece in enumerate(turn):
        if n == 0:
            continue
        if n > said and piece.kind is COMMENTARY:
            return n, piece.reason.words
        text = piece.text.strip()
        if page.ruled and page.dialogue and last and (piece.rule or piece.ruled):
            return n, "below the rule that parts the turns from the author's words"
        ends = piece.spoken or piece.kind is STAGE
        # "So much for the letter." only ends what its reader read.
        ends = ends and is_transcript_end(text) and not piece.label
        if ends and not (speaks_of_message(text) or names_document(text)):
            return n, "the record says that the speech ends here"
        if piece.kind is HEADING and (heads := _what_heads(text, page, last=last)):
            return n, heads
        if page.quoted and piece.spoken and not piece.quoted and not headings:
            return n, "outside the quotation that holds the speech"
    return len(turn), ""


def _what_heads(text: str, page: PageFrame, *, last: bool) -> str:
    """Return why a speech ends at a heading; empty if it does not."""
    if len(text) >= _MAX_HEADING:
        return ""
    if AUTHOR_HEADING.is_all_of(text) and (last or not page.sectioned):
        return f"under the author's heading “{text}”"
    record = last and page.dialogue and not page.sectioned
    if record and RECORD_HEADING.is_all_of(text):
        return f"under the heading “{text}”, after the turns"
    return ""


def doubt_asides(turn: Sequence[Piece], about: re.Pattern[str] | None) -> list[Piece]:
    """Lower the confidence of paragraphs inside a framed speech that may be the author's.

    They speak about the speaker in the third person, or stand in italics as no other does.
    """
    italic = sum(piece.italic for piece in turn if piece.spoken)
    plain = any(piece.spoken and not piece.italic for piece in turn)
    rare = plain and 0 < italic <= max(1, len(turn) // 5)
    return [
        _doubted(piece, reason)
        if piece.spoken
        and not piece.label
        and (reason := _aside(piece, about, italics_are_rare=rare))
        else piece
        for piece in turn
    ]


def _aside(
    piece: Piece, about: re.Pattern[str] | None, *, italics_are_rare: bool
) -> str:
    # Whoever asks in an interview is set in italics.
    asks = piece.kind is QUESTION
    if piece.italic and italics_are_rare and not asks:
        return "in italics, unlike the words around it; the author's, perhaps"
    named = about is not None and about.search(piece.text)
    if named and not SPOKEN_FIRST_PERSON.is_in(piece.text):
        return "speaks about the speaker; the author's, perhaps"
    return ""


def doubt_after_heading(turn: Sequence[Piece], page: PageFrame) -> list[Piece]:
    """Lower the confidence of what stands under a lone heading after the turns."""
    headings = [
        n
        for n, (above, p) in enumerate(pairwise(turn), 1)
        # "I call item 3:" leads to its title.
        if p.kind is SegmentKind.HEADING and not above.text.rstrip().endswith(COLONS)
    ]
    # Where an author writes above the turns, headings below them are the author's, too.
    alone = len(headings) == 1 and not page.sectioned
    if not (page.dialogue and headings and (alone or page.framed)):
        return list(turn)
    reason = "under a heading after the turns; nobody's, perhaps"
    return [
        _doubted(piece, reason) if n > headings[0] and piece.spoken else piece
        for n, piece in enumerate(turn)
    ]


def doubt_from(turn: Sequence[Piece], place: int) -> list[Piece]:
    """Lower the confidence of what may be the author's at the end of a turn."""
    reason = "the last words may be the page's author's"
    return [
        _doubted(piece, reason) if n >= place and piece.spoken else piece
        for n, piece in enumerate(turn)
    ]


def _doubted(piece: Piece, reason: str) -> Piece:
    if piece.confidence <= _DOUBT:
        return piece
    return replace(piece, confidence=_DOUBT, reason=Reason(reason))


def mentions_of(turn: Sequence[Piece]) -> re.Pattern[str] | None:
    """Return a pattern of the speaker's surname, and of his office with an article."""
    first = next((piece for piece in turn if piece.speaker), None)
    words = (first.speaker or "").split() if first else []
    if first is None or not words:
        return None
    last = re.escape(words[-1])
    # What stands before it is asked behind it, since letters are found fastest.
    whole = rf"{last}\b(?<!\w{last})" if words[-1][0].isalnum() else rf"\b{last}\b"
    names = [rf"{whole}(?!:)"]
    name = {word.casefold() for word in words}
    for word in WORD.findall(first.label.casefold()):
        if word in label_words().roles and word not in name and len(word) > 3:
            any_article = "|".join(map(re.escape, sorted(articles())))
            before = rf"(?:{any_article})\s" if word.isascii() else ""
            names.append(rf"(?i:\b{before}{re.escape(word)}\w{{0,2}}\b)")
    return re.compile("|".join(names))
