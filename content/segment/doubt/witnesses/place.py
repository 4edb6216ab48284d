"""Witnesses about where a passage stands: in its turn, in the document, twice."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from statistics import median

from content.document import BlockKind
from content.language.words.word_patterns import WORD_OR_NUMBER
from content.segment.basis import Basis
from content.segment.doubt.reading import Reading, Turn
from content.segment.doubt.witness import Span, Witness, opposes, supports
from content.segment.doubt.witnesses import labels
from content.segment.doubt.witnesses.record import is_ruling
from content.segment.kinds import MESSAGE
from content.segment.messages.words import reader_ends
from content.segment.result import MIN_CONFIDENCE
from content.segment.voices.words import says_goodbye
from content.segment.wording.in_person import SPOKEN_WORDS

_MANY_TURNS = 6
_MIN_INSIDE = 3
_REPEATED_WORDS = 6
_MAX_OPENING = 80
# What parts words of one sentence, and the first words of sentences; before a text a
# full stop is put. An expression that opens with one set skips to its signs.
_BETWEEN = r"(?:[^\w.!?…。！？]|_|[.!?…](?![\"”»]?\s))"
_FIRST_TWO_WORDS = re.compile(
    r"[.!?…。！？](?:(?<=[。！？])(?<![。！？][。！？])|(?<=[.!?…])[\"”»]?\s)"
    rf"[\W_]*+([^\W_]++){_BETWEEN}++([^\W_]+)"
)
_SIX_WORDS = re.compile(rf"[^\W_]++(?:{_BETWEEN}++[^\W_]++){{5}}")
_MAX_PULL_QUOTE = 300
_FAR_LONGER = 4
_MIN_LONG_CHARS = 2000
_MAX_OPENINGS, _PERSONAL = 200, 3
_CACHED_TEXTS = 1_024


@supports("it stands directly under a label that nothing speaks against")
def opens_turn(reading: Reading) -> Iterator[Span]:
    """Find the first words under each label that is not odd."""
    odd = {start for witness in labels.ODD for start, _ in witness.spans(reading)}
    for turn, _ in reading.labelled:
        if turn.start in odd:
            continue
        for n in range(turn.start, turn.end):
            if reading.pieces[n].spoken:
                yield n, n + 1
                break


@supports("the next label closes the turn")
def turn_is_closed(reading: Reading) -> Iterator[Span]:
    """Find turns that another label follows."""
    for turn, _ in reading.labelled:
        if not turn.last:
            yield turn.start, turn.end


@supports("many turns of the document follow one convention")
def turns_are_many(reading: Reading) -> Iterator[Span]:
    """Find all turns of a document that has many, of two voices or more."""
    if len(reading.labels) >= _MANY_TURNS and len(reading.times) > 1:
        yield 0, len(reading.pieces)


@supports("the page shows plainly who sent what is read out")
def message_is_marked(reading: Reading) -> Iterator[Span]:
    """Find messages that marks or a signature close."""
    for n, piece in enumerate(reading.pieces):
        if piece.read_by and piece.confidence >= 0.85:
            yield n, n + 1


@opposes("no label leads to it")
def lacks_label(reading: Reading) -> Iterator[Span]:
    """Find words given to somebody in a document or a place without a label."""
    for turn in reading.turns:
        if turn.label is None:
            yield turn.start, turn.end


@opposes("nothing marks where the words of another that are read out end")
def message_is_open(reading: Reading) -> Iterator[Span]:
    """Find the last words of messages that neither marks nor a signature close."""
    for n, piece in enumerate(reading.pieces):
        if piece.read_by and piece.open_ended:
            yield n, n + 1


@opposes("nothing says plainly who sent what is read out", decides=True)
def sender_is_unsure(reading: Reading) -> Iterator[Span]:
    """Find messages whose sender is only likely, or is named beside others."""
    for n, piece in enumerate(reading.pieces):
        likely = piece.read_by and piece.confidence < MIN_CONFIDENCE
        if likely or piece.reason.basis is Basis.UNSURE_SENDER:
            yield n, n + 1


@opposes("what gave it to the speaker is a weak sign")
def first_reader_unsure(reading: Reading) -> Iterator[Span]:
    """Find what the first reader gave away with some doubt, other than by its label."""
    for n, piece in enumerate(reading.pieces):
        labelled = piece.reason.basis is Basis.LABEL
        if piece.spoken and not labelled and piece.confidence < 0.9:
            yield n, n + 1


@opposes("it ends the page, on which an author writes before the first label")
def ends_framed_page(reading: Reading) -> Iterator[Span]:
    """Find all but the first words of the last turn of a page with an introduction."""
    if reading.framed and reading.end_is_open:
        for turn, _ in reading.labelled:
            if turn.last:
                for n in turn.inside:
                    yield n, n + 1


@opposes("it is the last paragraph of a page on which an author writes, too")
def ends_framed_page_last(reading: Reading) -> Iterator[Span]:
    """Find the last words of a page with an introduction."""
    if reading.framed and reading.end_is_open:
        for turn, label in reading.labelled:
            if turn.last:
                yield from (
                    (n, n + 1)
                    for n in [*turn.inside][-1:]
                    if not is_ruling(reading, n, turn, label)
                )


@opposes("the document has one or two labels only, and nothing closes the last turn")
def ends_lone_speech(reading: Reading) -> Iterator[Span]:
    """Find the later words of the last turn of a document with few labels."""
    if len(reading.labels) < 3 and reading.end_is_open:
        for turn, _ in reading.labelled:
            if turn.last:
                rest = list(turn.inside)
                yield from ((n, n + 1) for n in rest[-2:])


@opposes("by here the turn is far longer than all others")
def turn_is_long(reading: Reading) -> Iterator[Span]:
    """Find the end of turns that are many times as long as their fellows."""
    lengths = {
        turn.start: sum(
            len(p.text) for p in reading.pieces[turn.start : turn.end] if p.spoken
        )
        for turn, _ in reading.labelled
    }
    if len(lengths) < _MANY_TURNS:
        return
    limit = max(_MIN_LONG_CHARS, _FAR_LONGER * median(lengths.values()))
    others = sorted(lengths.values())[-2]
    for turn, _ in reading.labelled:
        if lengths[turn.start] > max(limit, 2 * others):
            said = 0
            for n in turn.inside:
                said += len(reading.pieces[n].text)
                if said > max(limit, others):
                    yield n, turn.end
                    break


@opposes("nearly all other turns have one paragraph only")
def has_more_paragraphs(reading: Reading) -> Iterator[Span]:
    """Find all but the first paragraph of turns whose fellows have no second one."""
    rest = {turn.start: list(turn.inside) for turn, _ in reading.labelled}
    several = sum(map(bool, rest.values()))
    if len(rest) > 3 and several <= max(1, len(rest) // 5):
        for start, places in rest.items():
            if start not in reading.thanked:
                yield from ((n, n + 1) for n in places)


@opposes(
    "it ends a dialogue of turns of one paragraph, and nobody speaks in person in it"
)
def ends_dialogue(reading: Reading) -> Iterator[Span]:
    """Find the last turn's further paragraphs in which nobody says "I" or "we"."""
    for start, end in has_more_paragraphs.spans(reading):
        text = reading.pieces[start].text
        last = reading.labelled and reading.labelled[-1][0].start < start
        if last and not reading.is_personal(text):
            yield start, end


@opposes("nobody speaks in person from here to the end of the last turn")
def ends_impersonally(reading: Reading) -> Iterator[Span]:
    """Find the last paragraphs of the last turn in which nobody says "I" or "you".

    The same of a speech without a label, whose other paragraphs have such words.
    """
    yield from _impersonal_ends(reading, last=True)
    for turn in reading.turns:
        tail = list(_impersonal_tail(reading, turn)) if turn.label is None else []
        if _MIN_INSIDE <= len(turn.inside) >= 2 * len(tail):
            yield from tail


@opposes("nobody speaks in person from here to the next label")
def turn_ends_impersonally(reading: Reading) -> Iterator[Span]:
    """Find the last paragraphs of other turns in which nobody says "I" or "you"."""
    return _impersonal_ends(reading, last=False)


def _impersonal_ends(reading: Reading, *, last: bool) -> Iterator[Span]:
    """Yield the ends of turns without a word of speech, where turns open with some."""
    opening = [reading.pieces[turn.start].text for turn, _ in reading.labelled]
    sample = opening[:_MAX_OPENINGS]
    # That turns are speech at all, the words of any language may show.
    personal = sum(SPOKEN_WORDS.is_in(text) for text in sample)
    if _PERSONAL * personal < len(sample) or not personal:
        return
    for turn, label in reading.labelled:
        if turn.last is last:
            tail = _impersonal_tail(reading, turn)
            yield from (
                span for span in tail if not is_ruling(reading, span[0], turn, label)
            )


def _impersonal_tail(reading: Reading, turn: Turn) -> Iterator[Span]:
    clapped = reading.clapped_until(turn)
    for n in reversed(turn.inside):
        text = reading.pieces[n].text
        # "That is the end of the letter."
        reads = reading.pieces[n - 1].kind is MESSAGE and reader_ends(text)
        if reading.is_personal(text) or says_goodbye(text) or reads:
            break
        if n < clapped:
            break
        yield n, n + 1


@opposes("the turn has many more paragraphs than all others")
def has_most_paragraphs(reading: Reading) -> Iterator[Span]:
    """Find the last paragraphs of a turn that has three times as many as any other."""
    counts = sorted(len(list(t.inside)) + 1 for t, _ in reading.labelled)
    if len(counts) > 3:
        most = counts[-2]
        for turn, _ in reading.labelled:
            places = list(turn.inside)
            if len(places) + 1 >= 3 * most and turn.start not in reading.thanked:
                yield from ((n, n + 1) for n in places[most:])


@opposes("its words stand elsewhere in the document, too")
def is_repeated(reading: Reading) -> Iterator[Span]:
    """Find short passages whose opening words begin a sentence elsewhere, too."""
    wanted = _openings(reading)
    if not wanted:
        return
    firsts = {words[:2] for words in wanted}
    openings_in = lru_cache(_CACHED_TEXTS)(partial(_sentence_openings, firsts=firsts))
    # The longest pieces that each opening stands in: one may be the passage itself.
    longest: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for m, piece in enumerate(reading.pieces):
        for words in openings_in(piece.text) if piece.spoken else ():
            if words in wanted:
                places = {*longest.get(words, ()), (len(piece.text), m)}
                longest[words] = sorted(places)[-2:]
    for words, passages in wanted.items():
        for n in passages:
            size = len(reading.pieces[n].text)
            if any(m != n and more > size for more, m in longest.get(words, ())):
                yield n, n + 1


def _sentence_openings(
    text: str, firsts: set[tuple[str, ...]]
) -> Sequence[tuple[str, ...]]:
    """Return the first words of the sentences that open with one of some pairs of words."""
    text = f"。{text.casefold()}"
    if firsts.isdisjoint(_FIRST_TWO_WORDS.findall(text)):
        return ()  # Most texts have none: a quick check first.
    found: list[tuple[str, ...]] = []
    for sentence in _FIRST_TWO_WORDS.finditer(text):
        if sentence.groups() in firsts:
            start = sentence.start(1)
            opening = _SIX_WORDS.match(text, start, start + _MAX_OPENING)
            if opening:
                found.append(tuple(WORD_OR_NUMBER.findall(opening.group())))
    return found


def _first_words(text: str) -> tuple[str, ...]:
    found = WORD_OR_NUMBER.findall(text[:_MAX_OPENING].casefold())[:_REPEATED_WORDS]
    return tuple(found) if len(found) == _REPEATED_WORDS else ()


def _openings(reading: Reading) -> dict[tuple[str, ...], list[int]]:
    """Return the passages inside turns that may be pull quotes, by their first words."""
    found: dict[tuple[str, ...], list[int]] = {}
    for turn in reading.turns:
        for n in turn.inside:
            line = reading.line(n)
            text = reading.pieces[n].text
            if len(text) < _MAX_PULL_QUOTE and line is not None and line.opens:
                words = _first_words(text)
                if words:
                    found.setdefault(words, []).append(n)
    return found


@opposes("it stands in another kind of block than the rest of the turn")
def block_differs(reading: Reading) -> Iterator[Span]:
    """Find passages whose block is of another kind than their turn's first."""
    for turn, _ in reading.labelled:
        first = reading.line(turn.start)
        if first is None or first.kind is BlockKind.HEADING:
            continue
        for n in turn.inside:
            line = reading.line(n)
            if line is not None and line.kind is not first.kind:
                yield n, n + 1


WITNESSES: tuple[Witness, ...] = (
    opens_turn,
    turn_is_closed,
    turns_are_many,
    message_is_marked,
    lacks_label,
    message_is_open,
    sender_is_unsure,
    first_reader_unsure,
    ends_framed_page,
    ends_framed_page_last,
    ends_lone_speech,
    turn_is_long,
    has_more_paragraphs,
    ends_dialogue,
    ends_impersonally,
    turn_ends_impersonally,
    has_most_paragraphs,
    is_repeated,
    block_differs,
)
