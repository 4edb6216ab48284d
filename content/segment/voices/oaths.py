"""Oaths, which name whoever swears: “I, Ada Brook, do swear …”.

A record prints them below the words of who presides, or of the clerk who reads them first.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from content.language.typography.quotation_marks import CLOSING_MARKS, OPENING_QUOTES
from content.language.word_lists import all_words, entries, flag
from content.segment.basis import Basis, Reason
from content.segment.kinds import MESSAGE, SPEECH
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_text.capitalized_runs import words_for_and
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.pieces import Piece

_SPOKEN = (SPEECH, MESSAGE)
_QUOTED, _UNQUOTED = 0.95, 0.8
_MAX_PARAGRAPHS = 6
_MAX_OPENING = 100
_AROUND = 20
_INITIAL = 2


def with_oaths(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with oaths below the label of another given to who swears them.

    So are texts that somebody reads out and that open so: “I, Ada Brook, resign.”
    """
    found: list[Piece] = []
    rest = 0
    for n, piece in enumerate(pieces):
        if n < rest:
            continue
        name = _who_swears(piece.text) if _may_be_oath(piece) else ""
        speaker = piece.speaker or ""
        around = pieces[max(0, n - _AROUND) : n + _AROUND] if name else ()
        if not name or _is_same(name, speaker) or not _says_i(piece.text, around):
            found.append(piece)
            continue
        closing = CLOSING_MARKS.get(piece.text.lstrip()[:1], "")
        rest = _end(pieces, n, closing)
        *whole, last = pieces[n:rest]
        last, *behind = _parted(last, closing)
        sure = _QUOTED if closing else _UNQUOTED
        reason = Reason(f"{name} says whose words these are", Basis.ANNOUNCEMENT)
        found += [
            one.attributed(one.kind, name, one.read_by, sure, reason)
            for one in (*whole, last)
        ]
        found += behind
    return found


def _may_be_oath(piece: Piece) -> bool:
    """Return whether words may be an oath of another than whom the label above names.

    What stands right behind a label is whose label that is, or said before for another to
    say it again, unless it is quoted.
    """
    quoted = piece.text.lstrip()[:1] in CLOSING_MARKS
    return piece.kind in _SPOKEN and (quoted or not piece.label)


def _who_swears(text: str) -> str:
    """Return whom the words for "I" that open a text name; empty if nobody.

    >>> _who_swears("“I, Ada Brook, do solemnly swear …”")
    'Ada Brook'
    >>> _who_swears("„Én, Kovács Anna fogadom, hogy …”")
    'Kovács Anna'
    >>> _who_swears("I, Claudius, is a book."), _who_swears("I, for one, …")
    ('', '')
    >>> _who_swears("I, Ada Brook, and Tom Ferro saw it."), _who_swears("I, Ada Brook is a film.")
    ('', '')
    """
    found = _opening().match(text[:_MAX_OPENING])
    if found is None or not has_given_name(found["name"]):
        return ""
    next_word = (
        text[found.end() : found.end() + _MAX_OPENING].strip(", ").partition(" ")[0]
    )
    alone = found["comma"] or flag(guess_language([text]), "surname_first")
    quoted = text.lstrip()[:1] in OPENING_QUOTES
    several = next_word in words_for_and() or is_given_name(next_word.strip(","))
    return found["name"] if (alone or quoted) and not several else ""


@cache
def _opening() -> re.Pattern[str]:
    """Return what finds "I" on top of a text and the whole name behind its comma."""
    words = "|".join(map(re.escape, all_words("messages.i")))
    word = rf"{CAPITAL}[\w’'-]+"
    return re.compile(
        rf"\s*[{re.escape(OPENING_QUOTES)}]?\s?(?i:{words}),\s"
        rf"(?:[^\W\d_]{{2,4}}\.\s)?(?P<name>{word}(?:\s{word}){{1,3}})(?:(?P<comma>,)|\s)"
    )


def _is_same(name: str, speaker: str) -> bool:
    """Return whether a speaker has two words of a name, or one and only initials besides.

    >>> _is_same("Ada Brook", "Brook A.B."), _is_same("Ada Brook", "Ada Hall")
    (True, False)
    """
    words = {*speaker.casefold().split()}
    rest = words - {*name.casefold().split()}
    shared = len(words) - len(rest)
    initials = all(len(word.replace(".", "")) <= _INITIAL for word in rest)
    return shared > 1 or (shared == 1 and initials)


def _says_i(text: str, around: Sequence[Piece]) -> bool:
    """Return whether the word that opens a text is "I" in its language.

    "Ja, Ada" is not in all.
    """
    language = guess_language(piece.text for piece in around)
    word = text[:_MAX_OPENING].lstrip(f"{OPENING_QUOTES} \n").partition(",")[0]
    return word.casefold() in entries(language, "messages.i")


def _end(pieces: Sequence[Piece], start: int, closing: str) -> int:
    """Return where the paragraphs of an oath end: with its closing mark, or its first one."""
    own = pieces[start]
    for n in range(start, min(start + _MAX_PARAGRAPHS, len(pieces))):
        if (pieces[n].speaker, pieces[n].turn) != (own.speaker, own.turn):
            break
        if any(mark in pieces[n].text[1:] for mark in closing):
            return n + 1
    return start + 1


def _parted(piece: Piece, closing: str) -> list[Piece]:
    """Return a piece in two, the second behind the first closing mark in it, if words follow."""
    ends = [piece.text.find(mark, 1) + 1 for mark in closing]
    end = min(filter(None, ends), default=0)
    behind = piece.text[end:].lstrip() if end else ""
    if not any(map(str.isalnum, behind)):
        return [piece]
    first = replace(piece, text=piece.text[:end])
    return [first, replace(piece, text=behind, label="")]
