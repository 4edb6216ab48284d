"""Where a speech ends: at its last thanks, before notes, before the page's own text."""

import re
from collections.abc import Sequence

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern
from content.segment.messages.words import is_salutation_line, speaks_of_message
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.text_words import MESSAGE_HEADING, SPEECH_WORD
from content.segment.pieces import UNNAMED, Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import COUNTED, is_prose
from content.segment.turns.page_head.notes_below import FIELD, is_note_below
from content.segment.voices.narration import tells_afterwards, tells_aside
from content.segment.voices.one_speech.salutations import opens_with_audience
from content.segment.voices.words import (
    heads_notes,
    is_comments_heading,
    says_goodbye,
)
from content.segment.wording.in_person import FIRST_PERSON

_WISH = WordPattern(r"[\W_]{0,3}(?:<pages.wishes>)")
# "– END –"
_END_MARK = WordPattern(r"[\W_]{0,4}(?:<pages.end_marks>)[\W_]{0,4}")
_NOTE_NUMBER = re.compile(r"(?:[\[(]?\d{1,3}[.)\]]?|↑)\s+\S")
_NUMBER = re.compile(r"\s*(\d{1,3})[\s.)]")
_MIN_SPOKEN = 3
_MAX_EXCLAMATION, _MAX_WISH = 60, 120
_MAX_LEAVE = 2
_MAX_END_MARK, _MAX_BELOW_END = 24, 200


def starts_page_text(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether the page's own text goes on at a piece: comments, or a letter's heading."""
    piece = pieces[n]
    text = piece.text.strip()
    heading = piece.kind is SegmentKind.HEADING and (
        (COUNTED.fullmatch(text) and not _counts_on(pieces, n))
        or heads_message(pieces, n)
    )
    return bool(
        _ends_page(pieces, n)
        or heading
        or piece.kind is SegmentKind.COMMENT
        or is_comments_heading(text)
        or _starts_notes(pieces, n)
    )


def _starts_notes(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether the source of a text, or who spoke, is told from a heading on: "Source".

    Less of the page stands below it than above.
    """
    if not heads_notes(pieces[n].text):
        return False
    above = sum(len(piece.text) for piece in pieces[:n] if is_prose(piece))
    return above > sum(len(piece.text) for piece in pieces[n:] if is_prose(piece))


def _ends_page(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a line says that a text is over, and little stands below: "– END –"."""
    text = pieces[n].text.strip()
    if not text or len(text) > _MAX_END_MARK or not _END_MARK.is_all_of(text):
        return False
    if len(pieces) - n > _MAX_BELOW_END or not (
        text.isupper() or not text[0].isalpha()
    ):
        return False
    left = sum(len(piece.text) for piece in pieces[n:] if is_prose(piece))
    above = 0
    for piece in reversed(pieces[:n]):
        above += len(piece.text) if is_prose(piece) else 0
        if above > 2 * left:
            return True
    return False


def _counts_on(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a heading is the next section of a speech: "2 Outlook" below "1 Today"."""
    found = _NUMBER.match(pieces[n].text)
    before = f"{int(found[1]) - 1}" if found else ""
    # The section before stands nearest, mostly.
    above = (pieces[k] for k in range(n - 1, -1, -1))
    heads = (p.text for p in above if p.kind is SegmentKind.HEADING)
    numbers = (_NUMBER.match(head) for head in heads)
    return any(number is not None and number[1] == before for number in numbers)


def end_of_speech(
    pieces: Sequence[Piece], spoken: Sequence[int], name: str, *, framed: bool
) -> int:
    """Return where the speech ends: after the last thanks, or before notes on it."""
    spoken = _without_letters(pieces, spoken)
    last = [
        place
        for place, n in enumerate(spoken)
        if place > 0
        and (2 * place >= len(spoken) or (framed and _claps(pieces, spoken, place + 1)))
        and takes_leave(pieces[n].text)
        and not _calls_again(pieces, spoken[place + 1 :])
    ]
    for first in last:
        rest = [pieces[n].text for n in spoken[first + 1 :]]
        after = framed and bool(rest) and tells_afterwards(rest[0])
        if after or not any(FIRST_PERSON.is_in(text) for text in rest):
            # "Thanks to them. … Have a good day!" takes its leave twice.
            place = max(n for n in last if n <= first + _MAX_LEAVE)
            return spoken[first if after else place] + 1
    if last and framed:
        return spoken[last[-1]] + 1
    for n in range(spoken[len(spoken) // 2], spoken[-1] + 1):
        piece = pieces[n]
        parted = piece.rule or piece.ruled or piece.kind is SegmentKind.HEADING
        if parted and _is_page_on(pieces[n : spoken[-1] + 1], name):
            return n
    surname = name if name != UNNAMED else ""
    if framed:
        for place, n in enumerate(spoken):
            named = surname and names_surname(pieces[n].text, surname)
            late = 2 * place >= len(spoken) and tells_afterwards(pieces[n].text)
            if place and (named or late):
                return n
    end = len(spoken)
    while end > _MIN_SPOKEN and is_note_below(pieces[spoken[end - 1]], surname):
        end -= 1
    return spoken[end - 1] + 1


def _calls_again(pieces: Sequence[Piece], below: Sequence[int]) -> bool:
    """Return whether a speech goes on below thanks: it calls those who listen once more."""
    return any(opens_with_audience(pieces[n].text) for n in below[:_MAX_LEAVE])


def _without_letters(pieces: Sequence[Piece], spoken: Sequence[int]) -> Sequence[int]:
    """Return the paragraphs of a speech without what the page quotes below it.

    A letter there takes no leave for the speaker.
    """
    if pieces[spoken[0]].quoted:
        return spoken
    return [n for n in spoken if not pieces[n].quoted]


def _claps(pieces: Sequence[Piece], spoken: Sequence[int], place: int) -> bool:
    """Return whether a paragraph tells what people did when the speech was over."""
    text = pieces[spoken[place]].text if place < len(spoken) else ""
    return tells_aside(text) or tells_afterwards(text)


def start_of_wishes(
    pieces: Sequence[Piece], spoken: Sequence[int], end: int, name: str
) -> int:
    """Return where a last line stands behind the last thanks; the length if none does.

    It is a wish, on a page on which nobody else writes: "Přeji vám klidný rok."
    """
    rest = [n for n in spoken if n >= end]
    if rest != [end] or pieces[end].rule or pieces[end].ruled or pieces[end].italic:
        return len(pieces)
    text = pieces[end].text.strip()
    about = name != UNNAMED and names_surname(text, name)
    return end if is_wish(text) and not about else len(pieces)


def is_wish(text: str) -> bool:
    """Return whether a short paragraph opens as a wish, a blessing or a cheer does.

    >>> is_wish("May you have a calm year."), is_wish("Thanks for reading.")
    (True, False)
    """
    bare = text.strip()
    return len(bare) <= _MAX_WISH and _WISH.opens(bare)


def behind_wish(pieces: Sequence[Piece], end: int, limit: int) -> int:
    """Return where a speech ends that a wish closes, right below its last thanks."""
    if end >= limit or not is_prose(pieces[end]):
        return end
    thanks, below = pieces[end - 1], pieces[end]
    alike = below.italic == thanks.italic and not (below.rule or below.ruled)
    return end + (alike and takes_leave(thanks.text) and is_wish(below.text))


def end_below_applause(pieces: Sequence[Piece], end: int, limit: int) -> int:
    """Return where a speech ends if a direction stands below its next paragraph.

    Nobody claps for what the page says.
    """
    below = pieces[end : min(end + 2, limit)]
    claps = [p.kind for p in below] == [SegmentKind.COMMENTARY, SegmentKind.STAGE]
    return end + 1 if claps else end


def _is_page_on(rest: Sequence[Piece], speaker: str) -> bool:
    """Return whether what is left is the page's: notes, fields, words about the speaker."""
    prose = [p.text.strip() for p in rest if p.kind is SegmentKind.COMMENTARY]
    notes = sum(bool(_NOTE_NUMBER.match(t) or FIELD.match(t)) for t in prose)
    about = speaker != UNNAMED and any(names_surname(t, speaker) for t in prose)
    personal = sum(FIRST_PERSON.is_in(text) for text in prose)
    return about or notes * 2 >= len(prose) or personal * 3 < len(prose)


def takes_leave(text: str) -> bool:
    """Return whether a paragraph thanks at its end, or is a short exclamation."""
    bare = text.strip()
    exclaims = len(bare) <= _MAX_EXCLAMATION and bare.endswith(("!", "！"))
    return exclaims or says_goodbye(text)


def heads_message(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a heading speaks of a message, and the page prints one below it.

    It stands in a block quote; or a paragraph announces it that ends in a colon, and in
    which nobody speaks in person: an author's. Or a salutation opens it, or a speech.
    """
    head = pieces[n].text
    below = pieces[n + 1].text.strip() if n + 1 < len(pieces) else ""
    message = MESSAGE_HEADING.is_in(head) or speaks_of_message(head)
    if is_salutation_line(below.rstrip("!！:：")) and (
        message or SPEECH_WORD.is_in(head)
    ):
        return True
    if not message:
        return False
    if n + 1 < len(pieces) and pieces[n + 1].quoted:
        return True
    return below.endswith(COLONS) and not FIRST_PERSON.is_in(below)
