"""A speech of somebody else that a mail or a post passes on, between its writer's words.

"I got the text off him at lunch. Pasting below." The writer tells of the speech, as an
author does on a page, and is not who speaks in it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from content.document import Document
from content.formats.readers_comments.heads import is_control
from content.language.mail_fields import mail_subject
from content.language.sentence_marks import SENTENCE_GAP
from content.segment.basis import Basis, Reason
from content.segment.kinds import BOILERPLATE, COMMENTARY, HEADING, STAGE
from content.segment.labels.shapes.quoted_words import Quoted, at_marks, is_unnamed_mark
from content.segment.messages.words import PRINTED_BELOW
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.same_person import same_person
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import UNNAMED, Piece, turn_spans, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.own_speech import is_own_speech
from content.segment.turns.unspoken.directions import is_direction
from content.segment.voices.one_speech.framed_speech import (
    attribute_framed_speech,
    attribute_speech_between,
    attribute_told_speech,
)
from content.segment.voices.one_speech.told.paragraphs import count_words
from content.segment.voices.one_speech.told.told_page import (
    ToldPage,
)
from content.segment.wording.in_person import FIRST_PERSON

_MIN_CHARS, _MIN_PARAGRAPHS, _MAX_PARAGRAPHS = 300, 4, 200
_RULES, _LAST_SENTENCES, _MIN_SPOKEN, _MAX_LABEL = 2, 3, 120, 40
# "[list] "
_TAG = re.compile(r"\s*\[[^\[\]]*\]\s*")
_TOLD = "whoever posts it tells of a speech"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedSpeeches:
    """The pieces of mails or posts that pass speeches on.

    Attributes:
        pieces: The pieces, those of the speeches given to who speaks.
        quoted: What else the messages quote.
        turns: The messages that pass a speech on.
    """

    pieces: list[Piece]
    quoted: Quoted
    turns: frozenset[int]


def find_posted_speeches(
    pieces: Sequence[Piece],
    quoted: Quoted,
    *,
    few: bool = False,
    read_page: Callable[[Sequence[Piece]], Sequence[Piece]] | None = None,
) -> PostedSpeeches:
    """Return mails or posts with the speeches that they pass on given to who speaks.

    Args:
        pieces: Each its writer's, or nobody's.
        quoted: What the messages quote, by block and line.
        few: Whether they are a post or two, so that people hardly talk to each other.
        read_page: Reads a post with labels as a page of its own; none is, if it is None.
    """
    found: list[Piece] = []
    left = dict(quoted)
    heads: list[Piece] = []
    turns: set[int] = set()
    writers = {piece.speaker for piece in pieces if piece.spoken}
    alone = few or len(writers) == 1
    parted = [part for piece in pieces for part in at_marks(piece)]
    for start, end in turn_spans(parted):
        message = parted[start:end]
        as_page = _read_as_page(message, left, read_page) if read_page else None
        passed_on = as_page if _several_speak(as_page or ()) else None
        if passed_on is None:
            passed_on = _passed_on(message, heads, left, few=few, alone=alone)
        # Without cards to compare, a page that one person speaks on may be no post.
        passed_on = passed_on or (None if few else as_page)
        if passed_on is not None:
            turns.add(message[0].turn)
        for piece in passed_on or ():
            left.pop(piece.position, None)
        found += passed_on or message
        if not start and not message[0].turn:
            heads = [one for one in map(_as_heading, message) if one is not None]
    kept = found if turns else list(pieces)
    return PostedSpeeches(pieces=kept, quoted=left, turns=frozenset(turns))


def without_posters(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces, what posts have in the words of their writers as comments of these."""
    for piece in pieces:
        if piece.label:
            head = replace(piece, text=piece.label, label="")
            yield unattribute(head, BOILERPLATE, "says who wrote what is below")
        if piece.spoken and is_control(piece.text):
            yield unattribute(replace(piece, label=""), BOILERPLATE, "the page's own")
        elif piece.spoken and piece.reason.basis is Basis.MESSAGE_HEAD:
            answer = replace(piece, label="", author=piece.speaker or "")
            yield unattribute(answer, SegmentKind.COMMENT, "another post")
        else:
            yield replace(piece, label="")


def _passed_on(
    message: Sequence[Piece],
    heads: Sequence[Piece],
    quoted: Quoted,
    *,
    few: bool,
    alone: bool,
) -> list[Piece] | None:
    """Return the pieces of a message that passes a speech on; None if it passes none on.

    Where others answer, what stands around the speech stays its writer's.
    """
    own = [piece for piece in message if piece.spoken]
    if not _MIN_PARAGRAPHS <= len(own) <= _MAX_PARAGRAPHS:
        return None
    if sum(_width(piece.text) for piece in own) < _MIN_CHARS:
        return None
    writer = own[0].speaker or ""
    page = [_unread(piece, quoted) for piece in message]
    if any(map(_has_label, page)):
        return None
    read = _read([*heads, *page], writer, few=few)
    if read is None:
        return None
    found = [
        replace(one, turn=piece.turn)
        for one, piece in zip(read[len(heads) :], message, strict=True)
    ]
    if alone:
        return [*_told(message, found)]
    return [
        replace(one, label=piece.label) if one.spoken else piece
        for piece, one in zip(message, found, strict=True)
    ]


def _read_as_page(
    message: Sequence[Piece],
    quoted: Quoted,
    read_page: Callable[[Sequence[Piece]], Sequence[Piece]],
) -> list[Piece] | None:
    """Return the pieces of a long post in which others speak, as a page; None if it is none."""
    own = [n for n, piece in enumerate(message) if piece.spoken]
    if not _MIN_PARAGRAPHS <= len(own) <= _MAX_PARAGRAPHS:
        return None
    writer = message[own[0]].speaker or ""
    page = [_unread(message[n], quoted) for n in own]
    read = read_page(page)
    said = [p for p in read if p.spoken and p.speaker]
    if any(p.speaker == UNNAMED for p in said):
        return None
    others = sum(
        _width(p.text) for p in said if not same_person(p.speaker or "", writer)
    )
    if 2 * others < sum(_width(p.text) for p in page) or any(
        p.kind is HEADING for p in page
    ):
        return None
    first, last = own[0], own[-1]
    found = (replace(one, turn=message[first].turn) for one in read)
    heads = _heads_of(message[first : first + 1])
    return [*message[:first], *heads, *found, *message[last + 1 :]]


def _several_speak(pieces: Sequence[Piece]) -> bool:
    """Return whether more than one person speaks, or sent what is printed."""
    return len({piece.speaker for piece in pieces if piece.spoken}) > 1


def _has_label(piece: Piece) -> bool:
    """Return whether a paragraph opens with a name and a colon: "Ada Brook: Friends, …"."""
    led, colon, _ = piece.text[:_MAX_LABEL].partition(":")
    return bool(colon) and is_prose(piece) and is_person(led.strip())


def _read(page: Sequence[Piece], writer: str, *, few: bool) -> list[Piece] | None:
    """Return the pieces of a page with the speech that it frames; None if it has none."""
    document = Document(blocks=())
    marked = _between_rules(page)
    above = [p.text for p in page[: marked[0] if marked else 0] if is_prose(p)]
    heads = [p.text for p in page if p.kind is HEADING]
    spoken = any(map(SPEECH_WORD.is_in, (*above, *heads)))
    if marked is not None and not is_own_speech(above[-1:], heads):
        between = attribute_speech_between(page, *marked, document)
        between = _named_in_title(between)
        other = spoken or UNNAMED not in {piece.speaker for piece in between}
        return between if other and not _is_own(between, writer) else None
    shown = ToldPage(page)
    framed = attribute_framed_speech(shown, document)
    if framed is not None and _is_of_other(framed, writer):
        return framed
    headed = any(map(SPEECH_WORD.is_in, heads))
    told = attribute_told_speech(shown, document, surely=not (few or headed))
    if told is None or _is_own(told, writer):
        return None
    told = _named_in_title(told)
    return told if few or _is_of_other(told, writer) else None


def _named_in_title(page: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what nobody named speaks given to whom the subject names.

    That is one given name: "What Ada said at the launch".
    """
    heads = [piece.text for piece in page if piece.kind is HEADING]
    given = {name for head in heads for name in _lone_given_names(head)}
    name = given.pop() if len(given) == 1 else UNNAMED
    reason = Reason(f"the subject names {name}")
    return [
        replace(piece, speaker=name, reason=reason)
        if name != UNNAMED and piece.spoken and " " not in (piece.speaker or "")
        else piece
        for piece in page
    ]


def _between_rules(page: Sequence[Piece]) -> tuple[int, int] | None:
    """Return from where up to where two rules part a speech from words that tell of it.

    The rules stand alone on the page; the last sentences above tell of a speech, or of
    how its text came about, or the subject does; and somebody speaks in person.
    """
    prose = [n for n, piece in enumerate(page) if is_prose(piece)]
    rules = [
        n
        for n, piece in enumerate(page)
        if (piece.rule or piece.ruled) and prose and prose[0] < n
    ]
    signs = [page[n].text.strip()[:1] if page[n].rule else "" for n in rules]
    rules = [n for n, sign in zip(rules, signs, strict=True) if sign == signs[0]]
    if len(rules) < _RULES:
        return None
    # Asides may stand between rules, too.
    start, end = rules[0], rules[1] if len(rules) % _RULES else rules[-1]
    above = [page[n].text for n in prose if n < start]
    inside = [page[n].text for n in prose if start <= n < end]
    if sum(map(_width, inside)) < _MIN_SPOKEN or not above:
        return None
    last = " ".join(SENTENCE_GAP.split(" ".join(above))[-_LAST_SENTENCES:])
    heads = [piece.text for piece in page[:start] if piece.kind is HEADING]
    tells = any(map(SPEECH_WORD.is_in, (*above, *heads))) or (
        any(map(PRINTED_BELOW.is_in, above))
        or _kept_words(last) > 0
        or _kept_words(" ".join(above)) > 1
    )
    personal = any(FIRST_PERSON.is_in(text) for text in inside)
    return (start, end) if tells and personal else None


def _kept_words(text: str) -> int:
    """Return how many different words a text has for a sheet, a recording or copying."""
    return count_words("pages.kept_words", text, guess_language([text]))


def _width(text: str) -> int:
    """Return how long a text is, in letters of an alphabet."""
    return len(text) + len(WITHOUT_CASE.findall(text))


def _is_of_other(pieces: Sequence[Piece], writer: str) -> bool:
    """Return whether somebody with a name who is not the writer speaks."""
    speakers = {piece.speaker or "" for piece in pieces if piece.spoken}
    return UNNAMED not in speakers and not _is_own(pieces, writer)


def _lone_given_names(text: str) -> Iterator[str]:
    """Yield given names with no other capital beside them, but for the first word's.

    >>> [*_lone_given_names("[row] What Ada said")], [*_lone_given_names("At Old Drill Hall")]
    (['Ada'], [])
    """
    words = _TAG.sub("", text).split()
    capital = [word[:1].isupper() for word in words]
    for n, word in enumerate(words):
        beside = (n > 1 and capital[n - 1]) or any(capital[n + 1 : n + 2])
        if capital[n] and is_given_name(word) and not beside:
            yield word


def _is_own(pieces: Sequence[Piece], writer: str) -> bool:
    """Return whether it is the writer who speaks, or nobody."""
    speakers = {piece.speaker or "" for piece in pieces if piece.spoken}
    return not speakers or any(same_person(one, writer) for one in speakers)


def _as_heading(piece: Piece) -> Piece | None:
    """Return a line above all messages as a heading, where it is one."""
    if piece.kind is HEADING:
        return piece
    subject = mail_subject(piece.text)
    return replace(piece, text=subject, kind=HEADING) if subject else None


def _unread(piece: Piece, quoted: Quoted) -> Piece:
    """Return a piece as it stands on a page of which nobody knows whose words it has."""
    known, _ = quoted.get(piece.position, ("", 0.0))
    if piece.spoken and not (known or piece.rule or is_unnamed_mark(piece.text)):
        return replace(piece, kind=COMMENTARY, speaker=None, label="")
    heading = _as_heading(piece)
    rule = piece.rule or is_unnamed_mark(piece.text)
    return heading or replace(
        piece, kind=BOILERPLATE, speaker=None, label="", rule=rule
    )


def _told(message: Sequence[Piece], read: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a message, those of the speech as they were read.

    The line that names the writer, with which the message opens, is nobody's.
    """
    yield from _heads_of(message)
    for piece, one in zip(message, read, strict=True):
        if one.spoken and not is_direction(one.text):
            yield one
        elif piece.spoken:
            mark = piece.rule or is_unnamed_mark(piece.text)
            kind = STAGE if mark else COMMENTARY
            yield unattribute(replace(piece, label=""), kind, _TOLD)
        else:
            yield piece


def _heads_of(message: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the lines that name who writes a message, which are nobody's words."""
    for piece in message:
        if piece.label:
            head = replace(piece, text=piece.label, label="")
            yield unattribute(head, BOILERPLATE, "says who wrote what is below")
