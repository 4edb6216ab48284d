"""The foot of a page that prints a speech: links, downloads, whose the site is.

What people say ends in a full stop. The last lines of such a page do not, and some of
them show that they are the page's: strokes part links, a file or an address is named,
words say "See also". Who signs the speech stands above them.
"""

import re
from collections.abc import Sequence

from content.language.sentence_marks import SENTENCE_ENDS
from content.language.word_lists import WordPattern
from content.segment.messages.signatures.signatures import (
    beside_cross,
    is_closing,
    signature_line,
)
from content.segment.messages.words import greets_reader, may_date_letter
from content.segment.names.descriptions import is_person
from content.segment.names.in_text.credits import names_makers
from content.segment.names.offices import has_role
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.presenters import (
    name_beside_office,
    name_in_cjk_line,
)
from content.segment.turns.unspoken.page_lines import is_page_line
from content.segment.voices.one_speech.cjk_speakers import CJK_DATE
from content.segment.voices.one_speech.salutations import is_notice
from content.segment.voices.words import says_goodbye
from content.segment.wording.in_person import SPOKEN_WORDS

_SIGN = re.compile(
    r"©|\(c\)\s\d{4}|\S\s[|•·›]\s\S|https?://|\bwww\.|\S@\S|\b(?:PDF|MP[34])\b"
    r"|\d\s?[kKMm][bBoO]\b|(?:\d[\s/().-]{0,2}){9}"
)
_NETWORK = WordPattern(r"\b(?:<pages.networks>)", re.NOFLAG)
_ENDS = (*SENTENCE_ENDS, *"»”“\"’'」』")
_TOP, _MAX_TOP_CHARS = 16, 400
_MAX_LINE, _MAX_SPOKEN = 160, 60
_MAX_SIGNATURE, _MAX_NAME = 4, 80
_FOOT, _NOTES = "the foot of the page", "notes to the text above"
_NUMBERED = re.compile(r"\s*\W?(\d{1,3})\W{0,2}\s\S")
# "the bar[2]", or "the bar.2" where the page lost how the number looks
_MARK = re.compile(r"\[(\d{1,3})\]|(?<=[^\W\d_][.,;»”])(\d{1,3})(?=\s|$)")
_MAX_HEAD = 40
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")


def without_page_foot(pieces: list[Piece], title: str) -> list[Piece]:
    """Return pieces with the last lines of a page that prints a speech as the page's."""
    top = (piece.text[:_MAX_TOP_CHARS] for piece in pieces[:_TOP])
    if not any(SPEECH_WORD.is_in(text) or is_notice(text) for text in (title, *top)):
        return pieces
    start, notes = _start_of_foot(pieces), _notes(pieces)
    return [
        unattribute(piece, SegmentKind.BOILERPLATE, _NOTES if n in notes else _FOOT)
        if (n >= start or n in notes) and is_prose(piece)
        else piece
        for n, piece in enumerate(pieces)
    ]


def _notes(pieces: Sequence[Piece]) -> range:
    """Return where counted notes stand whose numbers the text above has as marks.

    "… into that sea.[1]", and below it "Notes" and "1. The barque was lost."
    """
    counted = [_NUMBERED.match(piece.text) for piece in pieces]
    numbers = [int(found[1]) if found else 0 for found in counted]
    start = next((n for n in reversed(range(len(pieces))) if numbers[n] == 1), 0)
    end = start
    while end < len(pieces) and numbers[end] == end - start + 1:
        end += 1
    marks = {
        int(mark[1] or mark[2])
        for piece in pieces[:start]
        for mark in _MARK.finditer(piece.text)
    }
    if start == end or not marks.issuperset(range(1, end - start + 1)):
        return range(0)
    above = pieces[start - 1].text.strip()
    headed = len(above) <= _MAX_HEAD and not above.endswith(_ENDS)
    return range(start - headed, end)


def _start_of_foot(pieces: Sequence[Piece]) -> int:
    """Return where the last short lines start below who signs; the length if nowhere."""
    start = len(pieces)
    while start > 1 and (
        _may_be_of_foot(pieces[start - 1].text.strip())
        if is_prose(pieces[start - 1])
        else pieces[start - 1].kind is not SegmentKind.COMMENT
    ):
        start -= 1
    run = [n for n in range(start, len(pieces)) if is_prose(pieces[n])]
    signed = 0
    while signed < min(len(run), _MAX_SIGNATURE) and _signs(pieces[run[signed]].text):
        signed += 1
    if run and beside_cross(pieces[run[0]].text):
        # "Given in Moor,", "on the feast of St Ada,", and the day stand below a bishop.
        below = run[signed : signed + _MAX_SIGNATURE]
        dated = (n for n, at in enumerate(below, 1) if _YEAR.search(pieces[at].text))
        signed += max(dated, default=0)
    rest = run[signed:]
    shown = any(_is_shown(pieces[n].text.strip()) for n in rest)
    return rest[0] if shown else len(pieces)


def _may_be_of_foot(text: str) -> bool:
    """Return whether a line may be the page's: short, without a stop, or shown to be."""
    if len(text) > _MAX_LINE:
        return "©" in text
    # "Fő tér 1."
    if text.endswith(_ENDS) and not text[:-1][-1:].isdigit():
        return _is_shown(text)
    spoken = len(text) > _MAX_SPOKEN and SPOKEN_WORDS.is_in(text)
    return not (spoken or says_goodbye(text) or greets_reader(f"{text},"))


def _is_shown(text: str) -> bool:
    """Return whether a line shows that it is the page's.

    >>> _is_shown("Speech (PDF, 84 kB)"), _is_shown("Long live the harbour")
    (True, False)
    """
    return (
        _SIGN.search(text) is not None
        or _NETWORK.search(text) is not None
        or is_page_line(text)
        or (":" in text and names_makers(text))
    )


def _signs(text: str) -> bool:
    """Return whether a line may sign a speech: a closing, a name, an office, a date."""
    bare = text.strip(" ✠†+")
    if len(bare) > _MAX_NAME or _is_shown(bare):
        return False
    return bool(
        is_closing(bare)
        or beside_cross(text)
        or is_person(bare)
        or signature_line(bare)
        or name_in_cjk_line(bare)
        or name_beside_office(bare)
        or may_date_letter(bare)
        or CJK_DATE.fullmatch(bare)
        or has_role(bare.casefold().split())
    )
