"""Witnesses about how the page sets a passage: rules, headings, quotations, brackets."""

import re
from collections.abc import Collection, Iterator

from content.language.sentence_marks import LINE_ENDS
from content.segment.doubt.reading import Reading, Turn
from content.segment.doubt.witness import Span, Witness, opposes
from content.segment.doubt.witnesses.openings import lists_in
from content.segment.kinds import HEADING, ITEM_BLOCK
from content.segment.lines import has_letters
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.name_score import label_key
from content.segment.names.text_words import MESSAGE_HEADING, SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.result import LEFT_TO_NOBODY, SegmentKind
from content.segment.speakers.chairs import leads_meeting
from content.segment.turns.unspoken.lists_and_counts import is_name_list
from content.segment.turns.unspoken.patterns import is_title
from content.segment.turns.unspoken.running_heads import AGENDA_REASON
from content.segment.voices.words import SPEAKER_PHRASE, has_emphasis_note
from content.segment.wording.in_person import FIRST_PERSON

_FEW_TURNS, _TWO_VOICES = 4, 2
_MAX_OPENINGS, _PERSONAL = 200, 3
_LIST_COMMAS = 4
_MAX_TITLE = 70
_ENDS = '.!?…:;,”»"。！？：；，」』'
_RULE = re.compile(r"\s*(?:[*_—–=·•~#✻◆-]\s*){2,}\s*|\s*[*⁂]\s*")


def _from_first(
    reading: Reading, marks: set[int], *, last_only: bool = False
) -> Iterator[Span]:
    """Yield from the first marked piece of each turn that has words before it, to its end."""
    if not marks:
        return
    for turn in reading.turns:
        if not reading.pieces[turn.start].turn or (last_only and not turn.last):
            continue
        spoken = False
        for n in range(turn.start, turn.end):
            if spoken and n in marks:
                yield n, turn.end
                break
            spoken = spoken or reading.pieces[n].spoken


@opposes("it stands below a rule inside the turn")
def below_rule(reading: Reading) -> Iterator[Span]:
    """Find what stands below a rule, or below a line of signs only."""
    rules = {
        n
        for n, piece in enumerate(reading.pieces)
        if piece.rule or piece.ruled or _RULE.fullmatch(piece.text)
    }
    return _from_first(reading, rules)


@opposes("it stands below a heading inside the turn")
def below_heading(reading: Reading) -> Iterator[Span]:
    """Find what stands below a heading in a turn."""
    heads = {
        n
        for turn in reading.turns
        # A speech on a page of its own may have sections.
        if turn.label is not None or not _speaks_below(reading, turn)
        for n in range(turn.start, turn.end)
        if reading.pieces[n].kind is HEADING
        # Whoever presides goes on with the next item of the agenda.
        and not (_is_chairs(turn) and reading.pieces[n].reason.words == AGENDA_REASON)
    }
    return _from_first(reading, heads)


def _is_chairs(turn: Turn) -> bool:
    return turn.label is not None and leads_meeting(label_key(turn.label.label.printed))


def _speaks_below(reading: Reading, turn: Turn) -> bool:
    """Return whether somebody says "I" or "we" below the last heading of a turn."""
    pieces = reading.pieces[turn.start : turn.end]
    last = max(
        (n for n, p in enumerate(pieces) if p.kind is SegmentKind.HEADING), default=0
    )
    return any(p.spoken and FIRST_PERSON.is_in(p.text) for p in pieces[last:])


@opposes("below a heading nobody speaks in person, as nowhere below one", decides=True)
def tells_below_heading(reading: Reading) -> Iterator[Span]:
    """Find what an author tells below a heading between the turns of a conversation.

    Where people speak in person below headings inside their turns, these part speeches;
    so do several in one turn.
    """
    titles = {
        a for a, _ in is_title_line.spans(reading) if _is_worded(reading.texts[a])
    }
    told: list[int] = []
    for turn, label in reading.labelled:
        parts = _below_headings(reading, turn, titles)
        below = [n for part in parts for n in part]
        chairs = leads_meeting(label.key)
        if any(_speaks_in_person(reading, n) for n in below):
            if not chairs:
                return
        elif len(parts) == 1 and not chairs:
            told += below
    if told and _is_conversation(reading):
        yield from ((n, n + 1) for n in told)


def _is_worded(text: str) -> bool:
    """Return whether a line opens with a letter, not a small one, and has no figure."""
    opens = text[:1].isalpha() and not text[:1].islower()
    return opens and not any(map(str.isdigit, text))


def _is_conversation(reading: Reading) -> bool:
    """Return whether several people take turns, which open in person."""
    if len(reading.labelled) < _FEW_TURNS or len(reading.times) < _TWO_VOICES:
        return False
    openings = [reading.pieces[turn.start].text for turn, _ in reading.labelled]
    personal = sum(map(reading.is_personal, openings[:_MAX_OPENINGS]))
    return _PERSONAL * personal >= min(len(openings), _MAX_OPENINGS)


def _below_headings(
    reading: Reading, turn: Turn, titles: Collection[int]
) -> list[list[int]]:
    """Return the pieces inside a turn below each heading that has any below it."""
    parts: list[list[int]] = []
    inside = frozenset(turn.inside)
    for n in range(turn.start + 1, turn.end):
        if n in titles or _is_heading(reading.pieces[n]):
            parts.append([])
        elif parts and n in inside:
            parts[-1].append(n)
    # The edge of a page may part a sentence.
    return [
        part
        for part in parts
        if part and not any(reading.texts[n][0].islower() for n in part)
    ]


def _is_heading(piece: Piece) -> bool:
    return piece.kind is HEADING and has_letters(piece.text)


def _speaks_in_person(reading: Reading, n: int) -> bool:
    text = reading.pieces[n].text
    return reading.is_personal(text) or SPEAKER_PHRASE.is_in(text)


@opposes("it stands below a note or words of the page's own")
def below_unspoken(reading: Reading) -> Iterator[Span]:
    """Find what stands below commentary inside a turn."""
    other = {
        n
        for n, piece in enumerate(reading.pieces)
        if piece.kind in LEFT_TO_NOBODY
        or (not piece.spoken and has_emphasis_note(piece.text))
    }
    return _from_first(reading, other)


@opposes("it is a short line like a title")
def is_title_line(reading: Reading) -> Iterator[Span]:
    """Find short lines inside a turn that do not end like a sentence."""
    spoken = [piece for piece in reading.pieces if piece.spoken]
    short = sum(is_title(piece.text, _MAX_TITLE) for piece in spoken)
    if 3 * short > len(spoken):
        # Whoever chats ends lines without a full stop.
        return
    listed = lists_in(reading)
    for turn, _ in reading.labelled:
        for n in turn.inside:
            if n not in listed and is_title(reading.pieces[n].text, _MAX_TITLE):
                yield n, n + 1


@opposes("a short line like a title stands above it")
def below_title_line(reading: Reading) -> Iterator[Span]:
    """Find what stands below a short line inside a turn that is like a title."""
    titles = {n + 1 for a, b in is_title_line.spans(reading) for n in range(a, b)}
    return _from_first(reading, titles)


@opposes("a short line like a title stands above it, and no label follows")
def below_last_title_line(reading: Reading) -> Iterator[Span]:
    """Find the end of the last turn, from below a short line that is like a title."""
    titles = {n + 1 for a, b in is_title_line.spans(reading) for n in range(a, b)}
    return _from_first(reading, titles, last_only=True)


@opposes("a line in capitals stands here or above")
def below_capitals(reading: Reading) -> Iterator[Span]:
    """Find what stands from a line in capitals on."""
    shouted = {
        n
        for n, piece in enumerate(reading.pieces)
        if not piece.label and len(piece.text) < 160 and piece.text.strip().isupper()
    }
    return _from_first(reading, shouted)


@opposes("the page sets it off as a quotation")
def is_set_off(reading: Reading) -> Iterator[Span]:
    """Find quotation blocks in turns that start outside of one."""
    for turn, _ in reading.labelled:
        yield from _set_off(reading, turn)


@opposes("the page sets it off in a speech that it prints without a label")
def is_set_off_in_speech(reading: Reading) -> Iterator[Span]:
    """Find quotation blocks in a speech that starts outside of one."""
    for turn in reading.turns:
        if turn.label is None:
            yield from _set_off(reading, turn)


def _set_off(reading: Reading, turn: Turn) -> Iterator[Span]:
    first = next((p for p in reading.pieces[turn.start : turn.end] if p.spoken), None)
    if first is not None and not first.quoted:
        for n in turn.inside:
            if reading.pieces[n].quoted:
                yield n, n + 1


@opposes("it follows a block that the page sets off, and is not in it")
def outside_block(reading: Reading) -> Iterator[Span]:
    """Find what follows a quotation block inside a turn that starts in one."""
    for turn in reading.turns:
        spoken = [n for n in range(turn.start, turn.end) if reading.pieces[n].spoken]
        if spoken and reading.pieces[spoken[0]].quoted:
            after = next((n for n in spoken if not reading.pieces[n].quoted), None)
            if after is not None:
                yield after, turn.end


@opposes("it is in italics, and the rest of the turn is not")
def is_in_italics(reading: Reading) -> Iterator[Span]:
    """Find whole lines in italics or bold inside turns that are set plain."""
    for turn in reading.turns:
        for n in turn.inside:
            line = reading.line(n)
            if line is None or not (line.italic or line.bold):
                continue
            styled = max(line.italic, line.bold) >= len(line.text.rstrip())
            before = reading.line(turn.start)
            plain = before is None or before.italic < len(before.text.rstrip())
            if styled and plain:
                yield n, n + 1


@opposes("a line inside the speech heads words of another", decides=True)
def beside_inner_heading(reading: Reading) -> Iterator[Span]:
    """Find words that a heading inside a speech without a label parts from it.

    What stands below the heading is another's; but where the heading has the speaker's
    own name, what stands above it is. A line without sentences below it heads nothing.
    """
    for turn in reading.turns:
        first = reading.pieces[turn.start]
        if turn.label is not None or not first.turn:
            continue
        for n in range(turn.start + 1, _last_sentence(reading, turn)):
            if not _heads_text(reading.pieces[n]):
                continue
            text = reading.pieces[n].text
            own = [
                m
                for m in range(turn.start, n + 1)
                if (name := reading.pieces[m].speaker) and names_surname(text, name)
            ]
            below = {p.speaker for p in reading.pieces[n + 1 : turn.end] if p.speaker}
            if own:
                yield from ((m, m + 1) for m in own)
            elif not any(names_surname(text, name) for name in below):
                yield n, turn.end
                break


def _last_sentence(reading: Reading, turn: Turn) -> int:
    """Return the last place of a turn at which a spoken paragraph ends as sentences do."""
    return next(
        (
            n
            for n in reversed(range(turn.start, turn.end))
            if reading.pieces[n].spoken and reading.texts[n].endswith(LINE_ENDS)
        ),
        turn.start,
    )


def _heads_text(piece: Piece) -> bool:
    """Return whether a piece is a heading, or a line like one, that names a text."""
    text = piece.text.strip()
    if piece.label or len(text) > _MAX_TITLE or text[-1:] in _ENDS:
        return False
    if piece.kind is not HEADING and not (piece.spoken and not piece.quoted):
        return False
    return SPEECH_WORD.is_in(text) or MESSAGE_HEADING.is_in(text)


@opposes("it is an item of a list or a table")
def is_item(reading: Reading) -> Iterator[Span]:
    """Find items of lists inside a turn."""
    for turn in reading.turns:
        for n in turn.inside:
            line = reading.line(n)
            if line is not None and line.kind is ITEM_BLOCK:
                yield n, n + 1


@opposes("it reads like a list of names")
def is_list_of_names(reading: Reading) -> Iterator[Span]:
    """Find lines of many short parts, most of which have capital letters."""
    for turn in reading.turns:
        for n in range(turn.start, turn.end):
            piece = reading.pieces[n]
            if not piece.spoken or ("," not in piece.text and ";" not in piece.text):
                continue
            commas = sum(map(piece.text[:400].count, ",;"))
            if commas >= _LIST_COMMAS:
                head = piece.text[:400].strip().rstrip(".!?:")
                if 2.5 * commas >= len(head.split()) / 2 and is_name_list(head):
                    yield n, n + 1


WITNESSES: tuple[Witness, ...] = (
    below_rule,
    below_heading,
    tells_below_heading,
    below_unspoken,
    is_title_line,
    below_title_line,
    below_last_title_line,
    below_capitals,
    is_set_off,
    is_set_off_in_speech,
    outside_block,
    is_in_italics,
    beside_inner_heading,
    is_item,
    is_list_of_names,
)
