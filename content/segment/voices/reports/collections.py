"""Collections: several texts on one page, each below a heading that says whose it is.

"1. Speech of the mayor, Ada Brook, at the opening of the bridge (1921)", a note of the
museum's, the speech; "2. Letter of Jane Hall to the parents", a note, and the letter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.language.word_lists import flag
from content.segment.labels.evidence import SPOKEN_WORDS
from content.segment.messages.signatures.signatures import is_closing, signature_line
from content.segment.messages.words import (
    OPENING_QUOTES,
    greets_reader,
    speaks_of_message,
    without_reader,
)
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import has_given_name
from content.segment.names.in_text.nominatives import (
    may_be_given,
    nominative_among,
    nominative_of,
)
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.words import MESSAGE_HEADING, SPEECH
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.headline_names import author_in_headline
from content.segment.voices.narration import unquoted
from content.segment.voices.one_speech.frame_finder import end_in_narration
from content.segment.voices.one_speech.salutations import (
    calls_listeners,
    is_call,
    opens_with_audience,
)
from content.segment.voices.reports.introduced_turns import LINE_ABOVE
from content.segment.voices.reports.people_met import PeopleMet, full_names
from content.segment.voices.words import is_comments_heading

_SURE, _UNSURE = 0.85, 0.6
_MIN_TEXTS, _MAX_HEAD_CHARS, _MAX_NOTES = 2, 160, 4
_MIN_CHARS, _MAX_NAME_LINE, _MAX_CREDIT = 80, 60, 100
_NUMBER = re.compile(r"^\s*(?:\d{1,3}|[IVX]{1,5})\s?[.)–—-]\s*")
_ENDS = (".", "!", "?", "…", ":", ";", ",")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text of a collection: where its heading stands, and it itself (end exclusive).

    Attributes:
        noted: Whether a note stands between its heading and the text.
    """

    head: int
    start: int
    end: int
    name: str
    sure: bool
    noted: bool


def attribute_collection(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Return a collection's pieces with each text given to whom its heading names.

    None where there are not two such texts of two people.
    """
    language = guess_language(piece.text for piece in pieces)
    heads = _heads(pieces, language)
    if len(heads) < _MIN_TEXTS:
        return None
    last = next(
        (n for n, p in enumerate(pieces) if is_comments_heading(p.text.strip())),
        len(pieces),
    )
    found = [
        text
        for head, end in pairwise([*heads, max(last, heads[-1])])
        if (text := _text_below(pieces, head, end, language)) is not None
    ]
    if len({one.name for one in found}) < _MIN_TEXTS:
        return None
    # Speeches alone below headings are the matter of introduced turns.
    if not any(one.noted or _is_written(pieces, one) for one in found):
        return None
    attributed = list(pieces)
    for head in heads:
        attributed[head] = replace(pieces[head], kind=SegmentKind.HEADING)
    for number, one in enumerate(found, 1):
        written = _is_written(pieces, one)
        for n in range(one.start, one.end):
            if is_prose(pieces[n]):
                attributed[n] = replace(
                    pieces[n],
                    kind=SegmentKind.MESSAGE if written else SegmentKind.SPEECH,
                    speaker=one.name,
                    turn=number,
                    confidence=_SURE if one.sure else _UNSURE,
                    reason=f"{LINE_ABOVE} {one.name} {'wrote it' if written else 'speaks'}",
                )
    return attributed


def _is_written(pieces: Sequence[Piece], text: _Text) -> bool:
    return not SPEECH.is_in(pieces[text.head].text)


def _heads(pieces: Sequence[Piece], language: str) -> list[int]:
    """Return where short lines name a text and a person, or are counted as such lines are."""
    found: list[int] = []
    counted: list[int] = []
    for n, piece in enumerate(pieces):
        text = piece.text.strip()
        if len(text) > _MAX_HEAD_CHARS or text.endswith(_ENDS) or piece.quoted:
            continue
        if not (is_prose(piece) or piece.kind is SegmentKind.HEADING):
            continue
        bare = _NUMBER.sub("", text)
        if _is_text(bare) and _named_in(bare, language):
            found.append(n)
        if bare != text:
            counted.append(n)
    several = len({*found} & {*counted}) >= _MIN_TEXTS
    return sorted({*found, *counted}) if several else found


def _is_text(words: str) -> bool:
    """Return whether words name a speech, a letter or another text."""
    told = SPEECH.is_in(words) or MESSAGE_HEADING.is_in(words)
    return told or speaks_of_message(words)


def _named_in(line: str, language: str) -> str:
    """Return whom a heading names beside the word for a text; empty if nobody.

    A given name opens the name, or ends it in Hungarian; "Reply of Mr" is none.
    """
    place = -1 if language and flag(language, "surname_first") else 0
    for name in (author_in_headline(line), *full_names(line)):
        words = name.split()
        while words and _is_text(words[0]):
            words.pop(0)  # "Prejav Eleny Bielej"
        told = any(map(_is_text, words))
        if len(words) > 1 and not told and may_be_given(words[place], language):
            return " ".join(words)
    return ""


def _text_below(
    pieces: Sequence[Piece], head: int, end: int, language: str
) -> _Text | None:
    """Return the text below a heading, behind notes about it; None if there is none."""
    prose = [n for n in range(head + 1, end) if is_prose(pieces[n])]
    line = _NUMBER.sub("", pieces[head].text.strip())
    name, plain = _name(line, [pieces[n].text for n in prose], language)
    start = _start(pieces, prose, name) if name else None
    if start is None:
        return None
    stop, _ = end_in_narration(pieces, start, end)
    stop = _without_credit(pieces, start, stop, name)
    signed = _end_of_letter(pieces, start, stop)
    said = [pieces[n].text for n in prose if start <= n < (signed or stop)]
    if sum(map(len, said)) < _MIN_CHARS:
        return None
    personal = any(SPOKEN_WORDS.is_in(unquoted(text)) for text in said)
    # "Letter of Ada Brook, read by Tom Ferro": who reads may say more than it.
    alone = without_reader(line) == line
    sure = plain and personal and alone and has_given_name(name)
    return _Text(
        head=head,
        start=start,
        end=signed or stop,
        name=name,
        sure=sure,
        noted=start > prose[0],
    )


def _start(pieces: Sequence[Piece], prose: Sequence[int], name: str) -> int | None:
    """Return where a text starts: at its call, or behind notes above words in person."""
    for n in prose[: _MAX_NOTES + 1]:
        text = pieces[n].text.strip()
        calls = is_call(text) or calls_listeners(text) or greets_reader(text)
        if calls or opens_with_audience(text) or text[:1] in OPENING_QUOTES:
            return n
    if not any(SPOKEN_WORDS.is_in(unquoted(pieces[n].text)) for n in prose):
        return None
    return next((n for n in prose if not _is_note(pieces[n].text, name)), None)


def _is_note(text: str, name: str) -> bool:
    """Return whether a paragraph tells of a text, or of who wrote it, and nobody speaks."""
    if SPOKEN_WORDS.is_in(unquoted(text)):
        return False
    brief = len(text.strip()) <= _MAX_NAME_LINE
    told = SPEECH.is_in(text) or speaks_of_message(text)
    return brief or told or names_surname(text, name)


def _without_credit(pieces: Sequence[Piece], start: int, stop: int, name: str) -> int:
    """Return where a text ends above a line that names who prepared the page."""
    last = next((n for n in range(stop - 1, start, -1) if is_prose(pieces[n])), start)
    text = pieces[last].text.strip()
    others = [one for one in full_names(text) if not names_surname(one, name)]
    # A name alone may sign the text, too.
    credits_another = others and text not in others and len(text) <= _MAX_CREDIT
    if last > start and credits_another and not SPOKEN_WORDS.is_in(text):
        return last
    return stop


def _end_of_letter(pieces: Sequence[Piece], start: int, stop: int) -> int | None:
    """Return where a text ends below its closing words and who signs, if it has them."""
    for n in range(start + 1, stop):
        text = pieces[n].text.strip()
        if is_closing(text):
            below = pieces[n + 1].text.strip() if n + 1 < stop else ""
            brief = 0 < len(below) <= _MAX_NAME_LINE and not below.endswith(_ENDS)
            return n + 1 + brief
        if signature_line(text):
            return n + 1
    return None


def _name(line: str, texts: Sequence[str], language: str) -> tuple[str, bool]:
    """Return a heading's person as the texts below have the name, and whether that is sure."""
    people = PeopleMet()
    for text in texts:
        people.meet(text)
    named = _named_in(line, language)
    if not named:
        return "", False
    known = [one for one in people.named(line) if one in people.names]
    if len(known) == 1:
        return known[0], True
    plain = nominative_among(named, people.names, language)
    if plain:
        return plain, True
    plain = nominative_of(named, language, bent=True)
    return plain, plain == named
