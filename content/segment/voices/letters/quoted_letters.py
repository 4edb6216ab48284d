"""Letters that a record sets in a block quote or in marks where it says that they are read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from content.document import Document
from content.language.sentence_marks import SENTENCE_ENDS
from content.language.word_lists import all_words
from content.reasons import READ_OUT_FOR
from content.segment.kinds import HEADING, MESSAGE, SPEECH
from content.segment.messages.senders.announced_person import announced_person
from content.segment.messages.words import (
    may_say_it_is_read,
    says_it_is_read,
    speaks_of_message,
)
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import language_of_document
from content.segment.names.in_text.same_person import same_person
from content.segment.pieces import Piece
from content.segment.voices.letters.letter_signatures import signer_in

_MIN_LINES, _NEAR, _MAX_SIGNATURE, _MIN_WORDS = 3, 2, 90, 20
_SIGNED, _MAX_LINES = 0.9, 40
_MAX_TITLES, _TITLE = 2, 3
_CLOSING = {"«": "»", "“": "”", "„": "“"}
_AROUND = '»”“" .,;'


def with_quoted_letters(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what a block quote or marks in a turn hold given to who signs its end.

    Its lines may look like directions or calls; above it, or a line higher, somebody says
    that a letter is read, or a direction does.
    """
    found = list(pieces)
    for start, end in (*_block_quotes(pieces), *_marked(pieces)):
        reader = _reader(pieces, start)
        last = pieces[end - 1].text.rstrip(_AROUND)
        signer = (
            signer_in(_signature(last))
            if reader and len(last) <= _MAX_SIGNATURE
            else ""
        )
        if (
            reader is None
            or not signer
            or not _may_be_letter(pieces[start:end], reader)
        ):
            continue
        for n in range(start, end):
            sent = pieces[n].attributed(
                MESSAGE,
                signer,
                reader.speaker,
                _SIGNED,
                pieces[n].reason.for_sender(f"{READ_OUT_FOR}{signer}"),
            )
            found[n] = replace(sent, turn=reader.turn)
    return found


def with_boxed_texts(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Return pieces with block quotes below headings that name whose text each is.

    "From the diary of Ada Brook" stands in an interview above what is not its answer.
    """
    found = list(pieces)
    for n, head in enumerate(pieces[:-1]):
        first = pieces[n + 1]
        boxed = head.kind is HEADING and first.quoted and first.spoken
        # Where answers are so set off, another stands below a question's heading.
        boxed = boxed and not any(
            one.quoted and one.kind is SPEECH for one in found[:n]
        )
        if not boxed or not speaks_of_message(head.text):
            continue
        # Few pages have one, so that the language is asked only here.
        language = language_of_document(document, [piece.text for piece in pieces])
        whose = announced_person(head.text, language)
        if whose is None or not is_person(whose.name):
            continue
        if same_person(whose.name, first.speaker or ""):
            continue
        reason = first.reason.for_sender(f"{READ_OUT_FOR}{whose.name}")
        for m in range(n + 1, len(pieces)):
            if not (pieces[m].quoted and pieces[m].spoken):
                break
            found[m] = pieces[m].attributed(
                MESSAGE, whose.name, None, whose.confidence, reason
            )
    return found


def _signature(last: str) -> list[str]:
    """Return the last line of a letter, and whom it names as one who signs for others.

    >>> _signature("For the committee: Ada Brook"), _signature("Copy to: Ada Brook")
    (['For the committee: Ada Brook', 'Ada Brook'], ['Copy to: Ada Brook'])
    """
    others, _, name = last.rpartition(":")
    signs = others.partition(" ")[0].casefold() in all_words("messages.for_in_names")
    return [last, name.strip()] if signs else [last]


def _block_quotes(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where the runs of lines in a block quote start and end."""
    for quoted, run in groupby(range(len(pieces)), lambda n: pieces[n].quoted):
        lines = [*run]
        if quoted and len(lines) >= _MIN_LINES:
            yield lines[0], lines[-1] + 1


def _marked(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where lines between two quotation marks start and end: "«Moor, 4 May", "Ada Brook»."."""
    for start, piece in enumerate(pieces):
        mark = piece.text.lstrip()[:1]
        closing = _CLOSING.get(mark, "")
        if not closing or closing in piece.text or piece.label:
            continue
        for end in range(start + 1, min(len(pieces), start + _MAX_LINES)):
            if pieces[end].label:
                break
            if closing in pieces[end].text:
                closed = pieces[end].text.rstrip(" .,;").endswith(closing)
                if closed and end + 1 - start >= _MIN_LINES:
                    yield start, end + 1
                break


def _reader(pieces: Sequence[Piece], start: int) -> Piece | None:
    """Return who speaks above a letter that is said to be read there; None if nobody does."""
    read = False
    above = pieces[max(0, start - _NEAR - _MAX_TITLES) : start]
    # "Courrier 4411", "Lettre": a record may head what is read.
    told = [piece for piece in above if _reads(piece) or not _heads_letter(piece)]
    for piece in reversed(told[-_NEAR:]):
        read = read or _reads(piece)
        if piece.spoken and piece.speaker and read:
            return piece
    return None


def _heads_letter(piece: Piece) -> bool:
    """Return whether a short line is nobody's, or no sentence that tells of a letter or counts it."""
    bare = piece.text.strip()
    if len(bare.split()) > _TITLE or piece.label:
        return False
    counted = any(map(str.isdigit, bare)) or speaks_of_message(bare)
    return not piece.spoken or (counted and not bare.endswith(SENTENCE_ENDS))


def _reads(piece: Piece) -> bool:
    return may_say_it_is_read(piece.text) and says_it_is_read(piece.text)


def _may_be_letter(quote: Sequence[Piece], reader: Piece) -> bool:
    """Return whether a quotation is of the reader's turn, and mostly nobody's message yet."""
    words = [len(piece.text.split()) for piece in quote]
    sent = sum(
        n for n, piece in zip(words, quote, strict=True) if piece.kind is MESSAGE
    )
    within = all(abs(piece.turn) == reader.turn and not piece.label for piece in quote)
    return within and sum(words) >= _MIN_WORDS and 2 * sent < sum(words)
