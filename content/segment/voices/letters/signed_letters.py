"""Pages that hold one signed text, or several: letters, messages, statements, greetings.

A salutation opens the text, or a headline that says what it is; and whoever sends it
signs it: short lines below the last paragraph, one of which is a name, perhaps beside
an office, a place and a date.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, takewhile

from content.document import Document
from content.language.sentence_marks import CALL_ENDS, COLONS
from content.language.typography.quotation_marks import CLOSING_MARKS, OPENING_QUOTES
from content.language.word_lists import WordPattern
from content.segment.basis import Basis, Reason
from content.segment.messages.signatures.signatures import behind_on_behalf, is_closing
from content.segment.messages.words import (
    greets_reader,
    is_salutation_line,
    last_sentences,
    speaks_of_message,
)
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.text_words import MESSAGE_HEADING, SPEECH_WORD
from content.segment.pieces import Piece, doubted, unattribute
from content.segment.result import SegmentKind
from content.segment.speakers.short_names import full_names_of
from content.segment.turns.announced import COUNTED, is_prose
from content.segment.voices.letters.letter_leads import (
    date_line_above,
    is_announced,
    leads,
)
from content.segment.voices.letters.letter_signatures import (
    may_sign,
    signer_in,
    signers_in,
    signing_body,
)
from content.segment.voices.letters.letters_in_letters import with_signed_quotations
from content.segment.voices.narration import tells_aside, unquoted
from content.segment.voices.one_speech.salutations import (
    addresses_audience,
    calls_office,
    is_call,
    prints_speech,
)
from content.segment.voices.words import is_comments_heading
from content.segment.wording.in_person import FIRST_PERSON

_REPORTED = WordPattern(r"[\"”»“],?\s?(?:<messages.says>)\s[^\W\d_]")
_DASHES = "–—-"
_POSTSCRIPT = WordPattern(r"(?:<messages.postscripts>)\W")
_MAX_LINE = 90
_MAX_NAME_WORDS = 3
_MAX_LINES = 6
_MAX_SALUTATION = 200
_MAX_GREETING = 90
_MIN_TEXT = 60
_YEAR = re.compile(r"\d{4}")
_MIN_SHARE, _MIN_SHARE_PRINTED = 0.6, 0.3
_MAX_LEAD, _MAX_LEAD_SHARE, _MAX_NEWS_SHARE = 12, 0.4, 0.7
_MAX_LEFT_SHARE, _MAX_NOTE = 0.35, 160
_SURE, _LIKELY, _ONE_OF_SEVERAL = 0.93, 0.6, 0.6
_QUOTES = "the letter quotes, perhaps another"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """A signed text of a page.

    Attributes:
        start: Its first piece.
        signed: The first line of its signature.
        end: Behind its last piece.
        name: Who signs it.
        group: Whether that is no person.
        joint: Whether others sign it, too, or somebody signs for them.
    """

    start: int
    signed: int
    end: int
    name: str
    group: bool
    joint: bool


def attribute_signed_letters(
    pieces: Sequence[Piece], document: Document
) -> list[Piece] | None:
    """Return the pieces of a page that is signed texts; None if most of it is not."""
    texts = [document.title, *(piece.text for piece in pieces)]
    letters = _in_full([*_letters(pieces, document)], texts)
    if not letters or _names_stand_above(pieces, letters):
        return None
    inside = {n for one in letters for n in range(one.start, one.end)}
    prose = [n for n, piece in enumerate(pieces) if is_prose(piece)]
    # Addresses, dates and subjects stand on short lines.
    total = sum(
        len(pieces[n].text) for n in prose if n in inside or not may_sign(pieces[n])
    )
    signed = sum(len(pieces[n].text) for n in prose if n in inside)
    first = letters[0]
    printed = not first.group and is_announced_letter(pieces, first.start, first.name)
    least = _MIN_SHARE_PRINTED if printed else _MIN_SHARE
    if signed < least * total:
        return None
    attributed = list(pieces)
    for n in prose:
        if n not in inside:
            reason = "stands beside a signed text"
            attributed[n] = unattribute(pieces[n], SegmentKind.COMMENTARY, reason)
    if printed:
        dated = replace(first, start=date_line_above(pieces, first.start))
        letters = [dated, *letters[1:]]
    before = 0
    for number, one in enumerate(letters, 1):
        heads = _heads(pieces, before, one.start, document)
        turn = number if _is_speech(heads) else 0
        named = any(names_surname(head, one.name) for head in heads)
        for n in range(one.start, one.end):
            sent = _sent(pieces[n], n, one, turn=turn, named=named)
            attributed[n] = (
                doubted(sent, _LIKELY, _QUOTES) if _quotes(pieces, n, one) else sent
            )
        attributed[one.start : one.end] = with_signed_quotations(
            attributed[one.start : one.end], texts
        )
        before = one.end
    return attributed


def is_announced_letter(pieces: Sequence[Piece], start: int, name: str) -> bool:
    """Return whether words above a salutation tell of a letter, and name who signs it in full.

    The last sentence does both; or a line leads to the letter, or to its place and day:
    "We print the letter of Ada Brook in full:".
    """
    if " " not in name or not is_salutation(pieces[start].text):
        return False
    above = [piece.text for piece in pieces[:start] if is_prose(piece)]
    lead = next((text for text in reversed(above) if not is_salutation(text)), "")
    last = " ".join(last_sentences(lead, 1))
    if speaks_of_message(last) and names_surname(last, name):
        return True
    named = any(names_surname(text, name) for text in above)
    return named and any(map(speaks_of_message, above)) and is_announced(pieces, start)


def _quotes(pieces: Sequence[Piece], n: int, letter: _Letter) -> bool:
    """Return whether a letter leads to a block quote here, which may be of another."""
    return not pieces[letter.start].quoted and _is_led(pieces, n, letter.start)


def _is_led(pieces: Sequence[Piece], n: int, start: int) -> bool:
    """Return whether a block quote holds a piece, and a colon leads to it behind a letter's start."""
    above = n
    while above > start and pieces[above].quoted:
        above -= 1
    return above < n and pieces[above].text.rstrip().endswith(COLONS)


def _names_stand_above(pieces: Sequence[Piece], letters: Sequence[_Letter]) -> bool:
    """Return whether the lines that seem to sign texts head the ones below them.

    The first text has such a line above it, too, each stands right above a salutation,
    and the last text has none below it.
    """
    opening, last = letters[0].start, letters[-1].end
    return (
        opening > 0
        and bool(signer_in([pieces[opening - 1].text]))
        and all(
            one.end == one.signed + 1 < len(pieces)
            and is_salutation(pieces[one.end].text)
            for one in letters
        )
        and any(is_prose(piece) and not may_sign(piece) for piece in pieces[last:])
    )


def _in_full(letters: Sequence[_Letter], texts: Sequence[str]) -> Sequence[_Letter]:
    """Return letters under the full names that their page has for a given name alone."""
    alone = [one.name for one in letters if _has_one_name(one)]
    full = full_names_of(dict.fromkeys(alone), texts)
    return [
        replace(one, name=full.get(one.name, one.name)) if _has_one_name(one) else one
        for one in letters
    ]


def _has_one_name(letter: _Letter) -> bool:
    return not letter.group and " " not in letter.name


def _heads(
    pieces: Sequence[Piece], before: int, start: int, document: Document
) -> list[str]:
    """Return the title and what stands above a text, below the one before."""
    return [document.title, *(piece.text for piece in pieces[before:start])]


def _sent(piece: Piece, n: int, letter: _Letter, *, turn: int, named: bool) -> Piece:
    """Return a piece of a signed text as the signer's.

    Args:
        piece: The piece.
        n: Where it stands on the page.
        letter: The text.
        turn: Which of the page's speeches it is; 0 for a message.
        named: Whether the lines above it name who signs.
    """
    if not is_prose(piece) or tells_aside(piece.text):
        return replace(piece, turn=turn)
    if turn and n >= letter.signed:
        signs = unattribute(piece, SegmentKind.COMMENTARY, "signs the speech")
        return replace(signs, turn=turn)
    # The last line of a page may be a link: "Tweet   Email   Print".
    known = has_given_name(letter.name) or not letter.name[:1].isupper()
    sure = _SURE if named or known else _LIKELY
    said = "and others sign" if letter.joint else "signs"
    return replace(
        piece,
        kind=SegmentKind.SPEECH if turn else SegmentKind.MESSAGE,
        speaker=letter.name,
        turn=turn,
        confidence=_ONE_OF_SEVERAL if letter.joint else sure,
        reason=Reason(f"{letter.name} {said} at the end", Basis.SIGNATURE),
    )


def _is_speech(heads: Sequence[str]) -> bool:
    """Return whether the lines above a text call it a speech, and none a message.

    What stands right above it knows best.
    """
    if heads and SPEECH_WORD.is_in(heads[-1]) and not speaks_of_message(heads[-1]):
        return True
    if any(MESSAGE_HEADING.is_in(head) or speaks_of_message(head) for head in heads):
        return False
    return any(SPEECH_WORD.is_in(head) for head in heads)


def _letters(pieces: Sequence[Piece], document: Document) -> Iterator[_Letter]:
    """Yield the signed texts of a page, which stand below one another."""
    start = 0
    sizes = (len(piece.text) * is_prose(piece) for piece in reversed(pieces))
    # How much text stands from each piece on.
    below = [*accumulate(sizes, initial=0)][::-1]
    while start < len(pieces):
        opening = _opening(pieces, start, document, below[start])
        if opening is None:
            return
        heads = _heads(pieces, start, opening, document)
        letter = _letter_from(pieces, opening, heads)
        if letter is not None:
            yield letter
            start = letter.end
        elif pieces[opening].quoted and not is_salutation(pieces[opening].text):
            start = _end_of_quotation(pieces, opening)
        else:
            return


def _opening(
    pieces: Sequence[Piece], start: int, document: Document, total: int
) -> int | None:
    """Return where a text opens: at a salutation, or below a headline that tells of it.

    A short lead may stand before the salutation. A page may set off a text of which it tells.

    Args:
        pieces: Of the page.
        start: The first of them that may open it.
        document: The page.
        total: How much text stands from there on.
    """
    every = (n for n in range(start, len(pieces)) if is_prose(pieces[n]))
    prose = [*islice(every, _MAX_LEAD + 1)]
    before = 0
    for place, n in enumerate(prose):
        far = before > _MAX_LEAD_SHARE * total
        if before > _MAX_NEWS_SHARE * total:
            break
        before += len(pieces[n].text)
        leads_on = _tells_of_letter(pieces, prose[place : place + 2])
        if leads_on or (far and not is_announced(pieces, n)):
            continue
        above = [pieces[m].text.strip() for m in prose[:place]]
        led = all(len(text) <= _MAX_LINE for text in above)
        led = led or above[-1].endswith(COLONS)
        if is_salutation(pieces[n].text, led=led) and _may_be_signed(pieces, n):
            return n
        # "Tom Ferro answered the same day:", and below it "Dear Ada! We thank you …".
        if start and above and leads(above[-1]) and _opens_with_call(pieces[n].text):
            return n
        set_off = place and pieces[n].quoted and not pieces[prose[place - 1]].quoted
        if set_off and speaks_of_message(above[-1]):
            return n
    if not prose:
        return None
    heads = [p.text for p in pieces[start : prose[0]] if not is_prose(p)]
    if not start:
        heads.append(document.title)
    told = any(
        MESSAGE_HEADING.is_in(h) or speaks_of_message(h) or SPEECH_WORD.is_in(h)
        for h in heads
    )
    headed = start > 0 and bool(heads)
    first = pieces[prose[0]].text
    if not (told or headed) or _REPORTED.is_in(first):
        return None
    # "I print his eulogy here, with his leave." leads to what the next one opens.
    led = prints_speech(first)
    below = prose[1:2] if told else []
    return next(iter(below), None) if led else prose[0]


def _tells_of_letter(pieces: Sequence[Piece], places: Sequence[int]) -> bool:
    """Return whether the first of two lines leads to a letter, and the next one opens that.

    "The mayor wrote a letter to the keepers:" has "to the", as a line of address has.
    """
    line, *below = (pieces[n].text.strip() for n in places)
    opens = any(is_salutation(text) for text in below)
    return opens and leads(line) and speaks_of_message(line)


def _without_open_mark(text: str) -> str:
    """Return a line without the mark that opens a quotation of several paragraphs.

    >>> _without_open_mark("“Dear neighbours!"), _without_open_mark("“Dear neighbours!”")
    ('Dear neighbours!', '“Dear neighbours!”')
    """
    closing = CLOSING_MARKS.get(text[:1], "")
    opens = closing and not any(mark in text[1:] for mark in closing)
    return text[1:].lstrip() if opens else text


def _may_be_signed(pieces: Sequence[Piece], start: int) -> bool:
    """Return whether a quotation that opens here ends with a signature, or none opens.

    Who signs below “Dear friends, …” and an author's words writes of who said that.
    """
    text = pieces[start].text.strip()
    closing = CLOSING_MARKS.get(text[:1], "")
    if _without_open_mark(text) == text:
        return True
    rest = range(start + 1, len(pieces))
    ends = (n for n in rest if any(mark in pieces[n].text for mark in closing))
    end = next(ends, None)
    if end is None:
        return True
    first = end
    while (
        first > start + 1 and end - first < _MAX_LINES and may_sign(pieces[first - 1])
    ):
        first -= 1
    lines = [pieces[n].text.strip(f"{closing} .") for n in range(first, end + 1)]
    return may_sign(pieces[end]) and bool(signer_in(lines))


def _opens_with_call(text: str) -> bool:
    """Return whether a paragraph opens with a salutation and goes on.

    >>> _opens_with_call("Dear Ada! We thank you."), _opens_with_call("We thank you, Ada.")
    (True, False)
    """
    ends = [text.find(mark) + 1 for mark in CALL_ENDS]
    end = min(filter(None, ends), default=0)
    return end > 0 and greets_reader(text[:end]) and is_salutation(text[:end])


def is_salutation(text: str, *, led: bool = True) -> bool:
    """Return whether a line opens a letter: it calls somebody, or is short at its place.

    Args:
        text: The line.
        led: Whether it is the first one, or a colon leads to it.

    >>> is_salutation("Dear neighbours,"), is_salutation("The bridge, which is old, holds.")
    (True, False)
    """
    bare = _without_open_mark(text.strip())
    if not bare or bare[0] in OPENING_QUOTES or bare[0] in _DASHES:
        return False
    if is_closing(bare):
        return False  # "Sa poštovanjem," has a word of salutations.
    ends = bare.endswith(CALL_ENDS)
    called = greets_reader(bare) or addresses_audience(bare)
    if ends and len(bare) <= _MAX_SALUTATION and (called or calls_office(bare)):
        return True
    if led and bare[-1].isalpha() and is_salutation_line(bare):
        return True  # "Kære Ruth"
    brief = len(bare) <= _MAX_GREETING and bare[0].isupper()
    return led and brief and bare.endswith((",", "!", "，", "！"))


def _letter_from(
    pieces: Sequence[Piece], start: int, heads: Sequence[str]
) -> _Letter | None:
    """Return the text that opens at a piece, up to its signature; None if nobody signs.

    Without a salutation somebody has to speak in person in it, unless a headline calls
    it a speech, under no heading, or the page sets it off; and nobody is quoted at length.
    What opens in a quotation of the page without a salutation ends with it.
    """
    opened = is_salutation(pieces[start].text)
    end = len(pieces) if opened else _end_of_quotation(pieces, start)
    length, personal = 0, opened or end < len(pieces) or _is_speech(heads)
    for n in range(start, end):
        piece = pieces[n]
        text = piece.text.strip()
        heading = piece.kind is SegmentKind.HEADING
        if piece.kind is SegmentKind.COMMENT or is_comments_heading(text):
            return None
        if heading and (not opened or COUNTED.fullmatch(text)):
            return None
        if not opened and text[:1] in OPENING_QUOTES:
            return None  # A report quotes people.
        # Who signs a telegram in the letter has not sent the letter.
        inner = piece.quoted and not pieces[start].quoted and _is_led(pieces, n, start)
        if length >= _MIN_TEXT and personal and not inner:
            found = _signature(pieces, n, start, heads)
            if found:
                left = _left_over(pieces, found.end, links=not opened)
                whole = left <= max(_MAX_NOTE, _MAX_LEFT_SHARE * length)
                # Names may stand above texts here, and not below them.
                whole &= opened or not _heads_another(pieces[start], found.name)
                return found if whole else None
            if is_closing(text) and may_sign(piece):
                return None  # Somebody signs whose name is not made out.
        if is_prose(piece):
            length += len(text)
            personal = personal or FIRST_PERSON.is_in(unquoted(text))
    return None


def _end_of_quotation(pieces: Sequence[Piece], start: int) -> int:
    """Return where the page's quotation that holds a piece ends; the page's end without."""
    if not pieces[start].quoted:
        return len(pieces)
    beyond = (n for n in range(start, len(pieces)) if not pieces[n].quoted)
    return next(beyond, len(pieces))


def _heads_another(first: Piece, signer: str) -> bool:
    """Return whether the first line of a text is a name, and none of who signs it.

    "Ada B.", and below it when she wrote, and what: readers under a petition.
    """
    given, *more = first.text.split()
    short = may_sign(first) and len(more) < _MAX_NAME_WORDS
    return short and is_given_name(given) and given not in signer.split()


def _sign_together(lines: Sequence[str]) -> bool:
    """Return whether lines name several who sign: below the date may stand the page's name."""
    above = [*takewhile(lambda line: not _YEAR.search(line), lines)]
    return len(signers_in(above or lines)) > 1


def _is_for_another(line: str) -> bool:
    """Return whether a line says for whom somebody signs: "On behalf of the Board"."""
    return bool(behind_on_behalf(line.strip()))


def _left_over(pieces: Sequence[Piece], end: int, *, links: bool) -> int:
    """Return how much text stands below a signature, up to a heading or the next letter.

    What leads to the next text is none, nor is a block quote to which it leads.

    Args:
        pieces: Of the page.
        end: Behind the signature.
        links: Whether short lines without a sentence, as links are, count.
    """
    left, led = 0, False
    for n, piece in enumerate(pieces[end:], end):
        if piece.kind is SegmentKind.HEADING or is_salutation(piece.text, led=False):
            break
        if n > end and leads(pieces[n - 1].text) and _opens_with_call(piece.text):
            break
        leading = piece.text.rstrip().endswith(COLONS)
        led = piece.quoted and (led or (n > end and leads(pieces[n - 1].text)))
        beside = leading or led or (may_sign(piece) and not links)
        left += len(piece.text) * (is_prose(piece) and not beside)
    return left


def _signature(
    pieces: Sequence[Piece], n: int, start: int, heads: Sequence[str]
) -> _Letter | None:
    """Return the text that the lines from a piece on sign, with their closing formula."""
    called = is_call(pieces[n].text) and not is_closing(pieces[n].text)
    if may_sign(pieces[n - 1]) or called:
        return None  # The lines start above, or nobody signs: "Dear friends,".
    end = n
    while end < len(pieces) and end - n < _MAX_LINES and may_sign(pieces[end]):
        called = end > n and is_salutation(pieces[end].text, led=False)
        # Its author goes on: "Tom Ferro answered the same day:"
        left = end > n and (
            (pieces[n].quoted and not pieces[end].quoted) or leads(pieces[end].text)
        )
        if (called or left) and signer_in([pieces[m].text for m in range(n, end)]):
            break  # The next letter opens.
        end += 1
    lines = [pieces[m].text for m in range(n, end)]
    if not lines or any(map(leads, lines)):
        return None
    name = signer_in(lines)
    # A body sends letters, and gives no speech.
    sent = not name and not _is_speech(heads)
    group = signing_body(lines, [*heads, pieces[start].text]) if sent else ""
    if not (name or group):
        return None
    while end < len(pieces) and _POSTSCRIPT.regex.match(pieces[end].text.strip()):
        end += 1
    return _Letter(
        start=start,
        signed=n,
        end=end,
        name=name or group,
        group=bool(group),
        joint=_sign_together(lines) or any(map(_is_for_another, lines)),
    )
