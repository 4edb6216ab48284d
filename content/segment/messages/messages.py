"""Find messages that a speaker reads aloud, and give them to their senders."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from content.language.question_marks import asks
from content.language.sentence_marks import CALL_ENDS, COLONS
from content.reasons import MAY_BE_READ_OUT, READ_OUT_FOR
from content.segment.basis import Basis, Reason
from content.segment.kinds import HEADING, PROSE, STAGE
from content.segment.messages.addresses import addresses_body
from content.segment.messages.announcements.splitting import split_at_texts
from content.segment.messages.extent import Form
from content.segment.messages.found_message import (
    CONFIDENCE,
    DOUBT,
    Message,
)
from content.segment.messages.message_finder import MessageFinder
from content.segment.messages.posted.posts import quoted_speaker
from content.segment.messages.quotations import are_quoted, is_in_marks
from content.segment.messages.senders.introductions import full_titles
from content.segment.messages.starts.announced_text import (
    heads_text_below,
    is_counted_title,
    letterhead,
)
from content.segment.messages.starts.possible_starts import MAY_BE_READ
from content.segment.messages.starts.short_texts import short_text_in
from content.segment.messages.starts.weighed_texts import SURE
from content.segment.messages.words import greets_reader
from content.segment.pieces import (
    READ_FOR_UNNAMED,
    Piece,
    doubted,
    split_piece,
    turn_spans,
    unattribute,
)
from content.segment.result import SegmentKind
from content.segment.wording.in_person import FIRST_PERSON

_MAX_ABOVE = 8
_MAX_NEAR = 3
_MAY_BE_READ_OR_PRINTED = MAY_BE_READ | {SegmentKind.COMMENTARY}
_MAX_DIRECTIONS = 8
_MAX_SALUTATIONS, _MAX_SALUTATION = 12, 160
_MAX_LETTERHEAD, _MAX_HEAD_LINE = 4, 80
_MAX_CALLED = 40


def attribute_messages(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with each message given to its sender, read by the speaker."""
    finder = MessageFinder(
        texts=[piece.text for piece in pieces],
        titles=full_titles(pieces),
        speakers=frozenset(p.speaker for p in pieces if p.speaker),
    )
    result: list[Piece] = []
    quoting = _who_answers_in_quotes(pieces)
    for start, end in _spans(pieces):
        turn = split_at_texts(pieces[start:end])
        if not any(piece.speaker in quoting for piece in turn if piece.spoken):
            turn = _split_at_short_texts(turn, finder, result[-_MAX_ABOVE:])
        turn, addresses = _with_addresses(turn)
        begin = len(result)
        may_start = _where_texts_may_start(turn)
        if quoting:
            # What a page sets in quotation marks below questions is the answers.
            for n in _answers_to_questions(turn, result[-1:]):
                may_start[n] = may_start[n] and turn[n].speaker not in quoting
        _append_turn(result, turn, may_start, finder)
        result[begin:] = _without_addresses(result[begin:], addresses)
    return result


def _append_turn(
    result: list[Piece],
    turn: Sequence[Piece],
    may_start: Sequence[bool],
    finder: MessageFinder,
) -> None:
    """Append a turn to the pieces above it, each message given to its sender.

    Args:
        result: The pieces above.
        turn: The turn.
        may_start: Where in it a text may start.
        finder: Finds the messages.
    """
    place = -1
    while place < len(turn):
        post = finder.post_at(turn, place, result)
        if post is not None:
            result.append(_as_head(turn[place]))
            result += (_as_message(p, post) for p in turn[post.start : post.end])
            place = post.end
            continue
        quoted = quoted_speaker(turn[place].text, result) if place >= 0 else ""
        if quoted:
            result.append(_as_quoted(turn[place], quoted))
            place += 1
            continue
        found = None
        heads_post = place < 0 and finder.post_at(turn, 0, result) is not None
        if may_start[max(place + 1, 0)] and not heads_post:
            found = finder.message_near(turn, place, result[-_MAX_ABOVE:])
        result += turn[max(place, 0) : place + 1]
        if found is None:
            place += 1
            continue
        _append_message(result, turn, place, found)
        behind = _up_to_next(finder, turn, may_start, found)
        result += (_doubted(p) for p in turn[found.end : behind])
        place = behind


def _append_message(
    result: list[Piece], turn: Sequence[Piece], place: int, found: Message
) -> None:
    """Append a message of a turn, with its letterhead, below the piece that announces it."""
    result += _heads(turn, place + 1, found.start)
    head = letterhead(turn, place)
    stands = head > 0 and found.start == place + 1 + head
    head = head if stands else _letterhead(turn, found.start)
    above = len(result) - head
    result[above:] = [_as_message(piece, found) for piece in result[above:]]
    read = turn[found.start : found.end]
    reader = next((p.speaker for p in read if p.spoken), None)
    # Before its last paragraph a text is not at its end.
    ends = [False] * (len(read) - 1) + [found.open_ended]
    result += (
        _as_message(piece, found, reader=reader, open_ended=open_ended)
        for piece, open_ended in zip(read, ends, strict=False)
    )


def _up_to_next(
    finder: MessageFinder,
    turn: Sequence[Piece],
    may_start: Sequence[bool],
    one: Message,
) -> int:
    """Return where the doubt behind a message ends: at the latest where another is announced."""
    for n in range(one.end, one.doubt):
        following = may_start[n + 1] and finder.message_near(turn, n, ())
        if following and following.sender and following.end > following.start:
            return n
    return max(one.end, one.doubt)


def _with_addresses(turn: list[Piece]) -> tuple[list[Piece], dict[int, Piece]]:
    """Return a turn in which lines of address open texts, and what these lines were.

    A record centres "To the Council of Moor" as it does titles, inside a turn.
    """
    found: dict[int, Piece] = {}
    for n in range(1, len(turn) - 1):
        piece, above, below = turn[n], turn[n - 1], turn[n + 1]
        inside = above.spoken and below.spoken and above.speaker == below.speaker
        if piece.kind is not HEADING or not inside or below.label:
            continue
        if addresses_body(piece.text):
            found[piece.line] = piece
            turn[n] = piece.attributed(
                SegmentKind.SPEECH,
                above.speaker or "",
                None,
                above.confidence,
                above.reason,
            )
    return turn, found


def _without_addresses(
    pieces: Sequence[Piece], addresses: Mapping[int, Piece]
) -> list[Piece]:
    """Return pieces with lines of address as they were where no text was found below."""
    return [
        addresses.get(piece.line, piece) if piece.kind is SegmentKind.SPEECH else piece
        for piece in pieces
    ]


def _split_at_short_texts(
    turn: Sequence[Piece], finder: MessageFinder, above: Sequence[Piece]
) -> list[Piece]:
    """Return a turn's pieces, split at short texts whose senders are found.

    Those that only signs of several kinds show are doubted, whosever they are.
    """
    result: list[Piece] = []
    asked = above[-1].text if above and asks(above[-1].text) else ""
    for n, piece in enumerate(turn):
        rest, place = piece, 0
        question = asked if n == 0 else ""
        who = piece.speaker or ""
        while rest.spoken and (found := short_text_in(rest.text, place, question, who)):
            parts = split_piece(rest, found[:2])
            announced = found[2] == 1.0
            if found[2] < SURE:
                parts[1] = _doubted(parts[1])
            near = [*result[-_MAX_NEAR:], *parts, *turn[n + 1 : n + 1 + _MAX_NEAR]]
            head = len(near) - len(parts) - len(turn[n + 1 : n + 1 + _MAX_NEAR])
            message = finder.message_near(near, head, above)
            sent = message is not None and message.sender != ""
            if announced and not (
                sent
                and message
                and (message.start, message.end) == (head + 1, head + 2)
            ):
                place = found[1]
                continue
            result += parts[:2]
            if len(parts) == 2:
                break
            rest, place = parts[2], 0
        else:
            result.append(rest)
    return result


def _who_answers_in_quotes(pieces: Sequence[Piece]) -> frozenset[str | None]:
    """Return the speakers most of whose answers a page sets in quotation marks."""
    answers: defaultdict[str | None, list[str]] = defaultdict(list)
    for n in _answers_to_questions(pieces):
        answers[pieces[n].speaker].append(pieces[n].text)
    return frozenset(who for who, texts in answers.items() if are_quoted(texts))


def _answers_to_questions(
    turn: Sequence[Piece], above: Sequence[Piece] = ()
) -> Iterator[int]:
    """Yield the pieces right below those of whoever asks in an interview."""
    asked = bool(above) and above[-1].kind is SegmentKind.QUESTION
    for n, piece in enumerate(turn):
        if asked and piece.kind is SegmentKind.SPEECH:
            yield n
        asked = piece.kind is SegmentKind.QUESTION


def _spans(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where turns start and end; those of one speaker in a row are one.

    A chat prints a name before each line of a text that somebody pastes; a page may set
    a heading above a text within a turn.
    """
    begin, last = 0, ""
    for start, end in turn_spans(pieces):
        spoken = [p.speaker or "" for p in pieces[start:end] if p.spoken]
        if end == start + 1 < len(pieces) and heads_text_below(pieces, start):
            continue
        if not (spoken and spoken[0] == last):
            if start > begin:
                yield begin, start
            begin = start
        last = spoken[-1] if spoken else ""
    if begin < len(pieces):
        yield begin, len(pieces)


def _as_message(
    piece: Piece,
    found: Message,
    *,
    reader: str | None = None,
    open_ended: bool = False,
) -> Piece:
    """Return a piece of a text as its sender's; heads inside of it are read, too."""
    if not (piece.spoken or piece.kind in PROSE or piece.kind is HEADING):
        return piece
    if not found.sender:
        return unattribute(
            piece, SegmentKind.COMMENTARY, READ_FOR_UNNAMED, found.confidence
        )
    # What few signs show stays in doubt, whosever it is.
    few = piece.reason.words.startswith(MAY_BE_READ_OUT)
    basis = Basis.UNSURE_SENDER if found.doubted else Basis.SENDER
    return piece.attributed(
        SegmentKind.MESSAGE,
        found.sender,
        None if found.printed else piece.speaker or reader,
        min(found.confidence, piece.confidence) if few else found.confidence,
        Reason(f"{READ_OUT_FOR}{found.sender}", basis),
        open_ended=open_ended,
    )


def _heads(turn: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """Return the pieces between an announcement and its text, titles given to nobody."""
    return [
        unattribute(turn[n], HEADING, "a title of what is read out")
        if turn[n].spoken and is_counted_title(turn, n)
        else turn[n]
        for n in range(start, end)
    ]


def _letterhead(turn: Sequence[Piece], start: int) -> int:
    """Return how many brief lines a page sets off right above a text that it sets off.

    They say who writes, where and when.
    """
    if not turn[start].quoted:
        return 0
    above = turn[max(0, start - _MAX_LETTERHEAD - 1) : start]
    lines = list(takewhile(lambda piece: piece.quoted, reversed(above)))
    brief = all(len(piece.text) <= _MAX_HEAD_LINE for piece in lines)
    return len(lines) if brief and len(lines) <= _MAX_LETTERHEAD else 0


def _as_quoted(piece: Piece, speaker: str) -> Piece:
    """Return a line that repeats what somebody said above, as that speaker's."""
    return replace(
        piece,
        kind=SegmentKind.MESSAGE,
        speaker=speaker,
        read_by=piece.speaker if piece.spoken else None,
        confidence=CONFIDENCE[Form.QUOTED],
        reason=Reason(f"repeats what {speaker} said above"),
    )


def _as_head(piece: Piece) -> Piece:
    """Return the line that says whose post is quoted; nobody says it."""
    if not piece.spoken:
        return piece
    return unattribute(piece, SegmentKind.STAGE, "says whose post is quoted")


def _where_texts_may_start(turn: Sequence[Piece]) -> list[bool]:
    """Return of each piece of a turn, and of its end, whether a text may start there.

    It may start behind directions to read and heads, too, of which few are in a row.
    """
    may_start = [False] * (len(turn) + 1)
    directions = 0
    for n in reversed(range(len(turn))):
        headed = turn[n].kind is HEADING and heads_text_below(turn, n)
        if turn[n].kind is STAGE or headed or is_counted_title(turn, n):
            directions += 1
            near = directions < _MAX_DIRECTIONS
            may_start[n] = near and may_start[n + 1]
        else:
            directions = 0
            may_start[n] = turn[n].kind in _MAY_BE_READ_OR_PRINTED
    for n in range(1, _salutations(turn) + 1):
        may_start[n] = False
    for n, (above, piece) in enumerate(pairwise(turn), 1):
        if _go_on_in_marks(above, piece) or _calls_again(turn, n):
            may_start[n] = False
    return may_start


def _calls_again(turn: Sequence[Piece], n: int) -> bool:
    """Return whether a paragraph opens with whom the turn spoke to before: "Madam Speaker, I".

    No letter opens so, unless a colon leads to it.
    """
    above, piece, first = turn[n - 1], turn[n], turn[0]
    said = piece.spoken and first.spoken and piece.speaker == first.speaker
    if not said or above.text.rstrip().endswith(COLONS):
        return False
    called, comma, _ = piece.text.strip()[:_MAX_CALLED].partition(",")
    return bool(comma) and first.text.strip().startswith(f"{called},")


def _go_on_in_marks(above: Piece, piece: Piece) -> bool:
    """Return whether a report sets each of two paragraphs of one speaker in marks."""
    said = above.speaker == piece.speaker and not (above.under or piece.under)
    spoken = above.kind is piece.kind is SegmentKind.SPEECH
    marked = said and spoken and is_in_marks(above.text.strip())
    return marked and is_in_marks(piece.text.strip())


def _salutations(turn: Sequence[Piece]) -> int:
    """Return the last line of address at the start of a turn; 0 if there are not two.

    "Mr. President,", "Ladies and gentlemen," are the speaker's, and no letter opens there.
    """
    last = 0
    for n, piece in enumerate(turn[:_MAX_SALUTATIONS]):
        text = piece.text.strip()
        addresses = text.endswith(CALL_ENDS) and len(text) <= _MAX_SALUTATION
        if not piece.spoken or not addresses:
            break
        if (n == 0 and not greets_reader(text)) or FIRST_PERSON.is_in(text):
            break
        last = n
    return last


def _doubted(piece: Piece) -> Piece:
    return doubted(piece, DOUBT, MAY_BE_READ_OUT) if piece.spoken else piece
