"""Letters and statements that a page's author prints in passing, each signed by another.

Words of the author lead to the text, and a line with a name ends it: below that line
the author goes on. No salutation need open it, nor a formula close it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.document import Document
from content.language.sentence_marks import COLONS, FULL_STOPS
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.language.word_lists import all_words
from content.language.words.word_patterns import WORD
from content.reasons import MAY_BE_READ_OUT
from content.segment.basis import Basis, Reason
from content.segment.kinds import COMMENTARY, HEADING, MESSAGE, SPEECH
from content.segment.messages.signatures.sign_off import SignOff
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.signatures.signatures import is_closing
from content.segment.messages.words import (
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_text.same_person import same_person
from content.segment.names.offices import has_role
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.titles import strip_titles
from content.segment.pieces import Piece, doubted, unattribute
from content.segment.result import MIN_CONFIDENCE
from content.segment.turns.page_head.own_speech import page_author
from content.segment.voices.letters.letter_signatures import may_sign, signer_in
from content.segment.voices.one_speech.told.passages import TOLD
from content.segment.wording.in_person import FIRST_PERSON

_SURE, _DOUBT = 0.9, 0.6
_MIN_BELOW_QUOTE = 15
_MAX_PARAGRAPHS, _MIN_CHARS, _MIN_TOLD, _MAX_SIGNATURE = 8, 60, 40, 60
_NEAR_SENTENCES, _MAX_OFFICES = 3, 2
_BEHIND_NAME, _DASHES = ",;(/–—", " –—-"
_ENDS = (*FULL_STOPS, *CLOSING_QUOTES, "!", "?", "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """A signed text: its first piece, the last line that signs it, by whom, and how sure it is.

    It may be a quotation in its marks, which that line credits.
    """

    start: int
    signed: int
    name: str
    confidence: float
    credited: bool = False


def with_printed_letters(found: Sequence[Piece], document: Document) -> list[Piece]:
    """Return the pieces of a page with the signed texts that its author prints given to who signs.

    Args:
        found: All of the page.
        document: The page.
    """
    given, shown = list(found), _with_quotes_open(found)
    for n in range(2, len(found)):
        letter = _letter_signed_at(shown, n)
        if letter is None or _is_authors(letter, given, document):
            continue
        if _heads_speech(letter, found):
            continue
        if letter.credited:
            words = f"the line below the quotation names {letter.name}"
            for k in range(letter.start, letter.signed):
                said = found[k].attributed(
                    SPEECH, letter.name, None, _SURE, Reason(words, Basis.TAG)
                )
                given[k] = shown[k] = replace(said, turn=1)
            continue
        reason = Reason(f"signed by {letter.name}", Basis.SIGNATURE)
        for k in range(letter.start, letter.signed + 1):
            given[k] = shown[k] = found[k].attributed(
                MESSAGE, letter.name, None, letter.confidence, reason
            )
        for k in _authors_around(found, letter):
            given[k] = shown[k] = unattribute(found[k], COMMENTARY, TOLD, _DOUBT)
    for n in _led_inside(found, shown):
        given[n] = doubted(given[n], _DOUBT, MAY_BE_READ_OUT)
    return given


def _led_inside(found: Sequence[Piece], shown: Sequence[Piece]) -> Iterator[int]:
    """Yield the pieces of block quotes in a letter that its words lead to, and nobody signs."""
    led = False
    for n in range(1, len(found)):
        opens = found[n].quoted and not found[n - 1].quoted
        led = found[n].quoted and (_leads(_as_nobodys(found[n - 1])) if opens else led)
        if led and found[n].kind is MESSAGE and shown[n].kind is COMMENTARY:
            yield n


def _opens_inside(above: Piece, piece: Piece) -> bool:
    """Return whether a block quote opens below words of the letter that it stands in."""
    letter = above.kind is piece.kind is MESSAGE and above.speaker == piece.speaker
    return letter and piece.quoted and not above.quoted


def _with_quotes_open(found: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a page, a letter that quotes others as if it were nobody's yet.

    Whoever signs the page may print another's letter in a block quote.
    """
    quoting = {two.speaker for one, two in pairwise(found) if _opens_inside(one, two)}
    return [
        _as_nobodys(p) if p.kind is MESSAGE and p.speaker in quoting else p
        for p in found
    ]


def _heads_speech(letter: _Letter, found: Sequence[Piece]) -> bool:
    """Return whether the line that seems to sign a text stands above what that person says."""
    below = found[letter.signed + 1 : letter.signed + 2]
    return any(p.spoken and same_person(p.speaker or "", letter.name) for p in below)


def _is_authors(letter: _Letter, found: Sequence[Piece], document: Document) -> bool:
    """Return whether who signs a text is the page's author, as what stands above it shows."""
    above = document.blocks[: found[letter.start].block]
    author, _ = page_author(replace(document, blocks=above))
    return author != "" and same_person(author, letter.name)


def _authors_around(found: Sequence[Piece], letter: _Letter) -> Iterator[int]:
    """Yield the pieces around a letter that somebody has in doubt and the author likely writes.

    They lead to it, or stand below it up to the next label.
    """
    if found[letter.start - 1].kind is SPEECH:
        yield letter.start - 1
    for n in range(letter.signed + 1, len(found)):
        piece = found[n]
        if piece.label or piece.kind in {HEADING, MESSAGE} or _is_served(piece):
            return
        if piece.text.rstrip().endswith(COLONS):
            return  # "And then he went on:"
        if piece.kind is SPEECH:
            yield n


def _is_served(piece: Piece) -> bool:
    return piece.kind is SPEECH and piece.confidence >= MIN_CONFIDENCE


def _letter_signed_at(found: Sequence[Piece], n: int) -> _Letter | None:
    """Return the text that a line of a page signs; None if it signs none."""
    line = found[n]
    signs = _is_open(line) and len(line.text) <= _MAX_SIGNATURE
    if not (signs and may_sign(_as_nobodys(line)) and _ends_paragraph(found[n - 1])):
        return None
    closes = _closes_block_quote(found, n) or _alone_below_letter(found, n)
    name = closes or signer_in([line.text])
    signed = _last_line(found, n)
    held = signed > n and " " in name and strip_titles(line.text.strip()) == name
    whole = (held or _is_all_of(name, line.text)) and _goes_on(found, signed)
    if not (name and (closes or whole)):
        return None
    start, sure = _start_above(found, n)
    chars = sum(len(piece.text) for piece in found[start:n])
    if start >= n or chars < _MIN_CHARS:
        return None
    if _credits(found[start : n + 1], name):
        return _Letter(
            start=start, signed=n, name=name, confidence=_SURE, credited=True
        )
    personal = any(FIRST_PERSON.is_in(p.text) for p in found[start:n])
    if not (sure or personal or (line.quoted and _leads(found[start - 1]))):
        return None
    confidence = _SURE if sure else _DOUBT
    return _Letter(start=start, signed=signed, name=name, confidence=confidence)


def _last_line(found: Sequence[Piece], n: int) -> int:
    """Return where the lines end that sign a block quote: below a name stands an office."""
    below = n + 1
    while (
        below <= n + _MAX_OFFICES
        and below < len(found)
        and found[n].quoted
        and found[below].quoted
        and may_sign(_as_nobodys(found[below]))
    ):
        below += 1
    ends = below == len(found) or not found[below].quoted
    return below - 1 if ends else n


def _credits(quoted: Sequence[Piece], name: str) -> bool:
    """Return whether a block quote holds words in marks, and below them a name and an office."""
    *said, line = quoted
    behind = line.text.strip(_DASHES).removeprefix(name)
    office = behind[:1] in set(_BEHIND_NAME) and has_role(
        WORD.findall(behind.casefold())
    )
    marks = said[0].text.lstrip()[:1] in OPENING_QUOTES and said[
        -1
    ].text.rstrip().endswith(tuple(CLOSING_QUOTES))
    return office and marks and all(piece.quoted for piece in quoted)


def _closes_block_quote(found: Sequence[Piece], n: int) -> str:
    """Return who signs a block quote with a formula on its last line: "Love, Ada"."""
    last = found[n].quoted and not any(p.quoted for p in found[n + 1 : n + 2])
    signs = sign_off([found[n].text], letter=False) if last else SignOff()
    return (signs.name or signs.first) if signs.closed else ""


def _alone_below_letter(found: Sequence[Piece], n: int) -> str:
    """Return the given name that is all of the last line of a letter in a block quote.

    What leads to it tells of a letter: the song that ends in "Hope" is nobody's called so.
    """
    if not found[n].quoted or any(p.quoted for p in found[n + 1 : n + 2]):
        return ""
    word = found[n].text.strip(f" .,–—-{''.join(CLOSING_QUOTES)}")
    if not (word.istitle() and is_given_name(word)):
        return ""
    above = found[_start_above(found, n)[0] - 1].text
    near = " ".join(sentences_of(above)[-_NEAR_SENTENCES:])
    return word if speaks_of_message(near) or tells_of_writing(near) else ""


def _is_all_of(name: str, line: str) -> bool:
    """Return whether a line has a whole name, and else an office, or words behind a comma.

    >>> _is_all_of("Ada Brook", "Ada Brook, Upper Moor")
    True
    >>> _is_all_of("Ada Brook", "Mayor Ada Brook"), _is_all_of("Ada Brook", "To Ada Brook")
    (True, False)
    """
    first, _, more = name.partition(" ")
    owned = first.casefold() in all_words("messages.possessives")
    shown = has_given_name(name) or first.endswith(".")
    if not (more and shown) or owned or line.rstrip().endswith(COLONS):
        return False
    before, _, behind = line.partition(name)
    described = not behind.strip() or behind.strip()[0] in _BEHIND_NAME
    held = has_role(WORD.findall(before.casefold()))
    return (not before.strip(_DASHES) or held) and (
        described or has_role(WORD.findall(behind.casefold()))
    )


def _is_open(piece: Piece) -> bool:
    """Return whether a piece is prose that no label, and no letter, has."""
    return piece.kind in {COMMENTARY, SPEECH} and not piece.label and not piece.rule


def _as_nobodys(piece: Piece) -> Piece:
    return piece.attributed(COMMENTARY, None, None, 1.0, Reason())


def _ends_paragraph(piece: Piece) -> bool:
    """Return whether a piece is a paragraph that ends as sentences do, or a farewell."""
    ends = piece.text.rstrip().endswith(_ENDS) or is_closing(piece.text)
    return _is_open(piece) and ends


def _goes_on(found: Sequence[Piece], n: int) -> bool:
    """Return whether the author goes on right below a signature."""
    if n + 1 >= len(found):
        return False
    below = found[n + 1]
    # Below a block quote a brief answer goes on, too: "Now you know, Ada."
    least = _MIN_BELOW_QUOTE if found[n].quoted and not below.quoted else _MIN_TOLD
    long = len(below.text) >= least and below.text.rstrip().endswith(_ENDS)
    return long and _is_open(below)


def _start_above(found: Sequence[Piece], n: int) -> tuple[int, bool]:
    """Return where the text starts that a line signs, and whether that is sure; `n` if nowhere.

    It is set off, or words above lead to it: a colon, or those that tell of a letter.
    """
    if found[n].quoted:
        start = n
        while start and found[start - 1].quoted and _is_open(found[start - 1]):
            start -= 1
        told = start > 0 and _is_open(found[start - 1])
        return (start, _leads(found[start - 1])) if told else (n, False)
    for start in range(n - 1, max(0, n - 1 - _MAX_PARAGRAPHS), -1):
        above = found[start - 1]
        if not (_is_open(found[start]) and _is_open(above)):
            break
        if _leads(above):
            return start, above.text.rstrip().endswith(COLONS) and not above.spoken
    return n, False


def _leads(piece: Piece) -> bool:
    """Return whether a paragraph that is surely nobody else's leads to a text of another."""
    if _is_served(piece):
        return False
    text = piece.text.rstrip()
    last = " ".join(sentences_of(text)[-_NEAR_SENTENCES:])
    return text.endswith(COLONS) or (
        speaks_of_message(last) and not SPEECH_WORD.is_in(last)
    )
