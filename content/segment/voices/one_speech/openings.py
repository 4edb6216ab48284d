"""Where a speech opens that no salutation shows: below the last line of the page's head.

A note such as "Check against delivery" says that it is a speech, or a word for one in the
headline does. Between them and the speech stand places, dates, offices, and who speaks.
"""

from collections.abc import Sequence
from itertools import pairwise

from content.language.sentence_marks import COLONS, PHRASE_ENDS
from content.language.word_lists import WordPattern
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.own_name import own_name_in_cjk
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.turns.announced import is_by_line, is_prose
from content.segment.turns.page_head.notes_below import FIELD
from content.segment.turns.page_head.presenters import presenter
from content.segment.voices.narration import unquoted
from content.segment.voices.one_speech.endings import starts_page_text
from content.segment.voices.one_speech.salutations import (
    find_salutation,
    is_notice,
    opens_with_audience,
    prints_speech,
)
from content.segment.wording.in_person import FIRST_PERSON

_SPEAKS = WordPattern("<<messages.takes_floor>>|<<headlines.sent>>")
_MAX_HEAD = 14
_MAX_LINE, _MAX_LEAD, _MAX_FIELD = 80, 600, 40
_MIN_PERSONAL = 2
_PERSONAL_SHARE = 0.3


def find_opening(pieces: Sequence[Piece], title: str) -> int | None:
    """Return where the one speech of a page opens; None if no sign says that it is one.

    That is at its salutation, or below a note on its delivery and all other lines of the
    head, whichever comes first. One short line right above a salutation is of the head,
    too: "Accept cookies to watch the video."
    """
    greeting = find_salutation(pieces)
    below = _below_head(pieces, title, noted=True)
    if below is not None and greeting is not None and below + 1 == greeting:
        text = pieces[below].text.strip()
        personal = FIRST_PERSON.is_in(text)
        if len(text) <= _MAX_LINE and not personal and not opens_with_audience(text):
            return greeting
    return min((n for n in (greeting, below) if n is not None), default=None)


def find_unmarked_opening(pieces: Sequence[Piece], title: str) -> int | None:
    """Return where a speech opens whose headline alone says that it is one; else None."""
    greeting = find_salutation(pieces)
    return _below_head(pieces, title, noted=False) if greeting is None else greeting


def _below_head(pieces: Sequence[Piece], title: str, *, noted: bool) -> int | None:
    prose = [n for n, piece in enumerate(pieces) if is_prose(piece)]
    after = dict(pairwise(prose))
    start = next(
        (
            n
            for n in prose[:_MAX_HEAD]
            if not _is_of_head(pieces[n].text.strip())
            and not (n in after and _is_field(pieces[n].text, pieces[after[n]].text))
        ),
        None,
    )
    if start is None:
        return None
    heads = [title, *(piece.text for piece in pieces[:start])]
    said = any(map(is_notice, heads)) or (
        not noted and (any(map(SPEECH_WORD.is_in, heads)) or bool(presenter(heads)))
    )
    # Readers say "I" in their comments, too.
    below = (n for n in range(start + 1, len(pieces)) if starts_page_text(pieces, n))
    end = next(below, len(pieces))
    texts = [pieces[n].text for n in prose if start <= n < end]
    personal = sum(
        FIRST_PERSON.is_in(unquoted(text)) or bool(own_name_in_cjk(text))
        for text in texts
    )
    enough = personal >= max(_MIN_PERSONAL, _PERSONAL_SHARE * len(texts))
    return start if said and enough else None


def _is_field(text: str, after: str) -> bool:
    """Return whether a line is the word for a field, which the next one holds."""
    bare = text.strip()
    return (
        len(bare) <= _MAX_FIELD
        and bare.endswith(COLONS)
        and not opens_with_audience(bare)
        and not after.strip().endswith(PHRASE_ENDS)
    )


def _is_of_head(text: str) -> bool:
    """Return whether a line above a speech is the page's: a place, a field, a lead."""
    if is_notice(text) or is_by_line(text) or prints_speech(text):
        return True
    if len(text) > _MAX_LEAD or FIRST_PERSON.is_in(text):
        return False
    if len(text) <= _MAX_LINE and (FIELD.match(text) or not text.endswith(PHRASE_ENDS)):
        return True
    named = [*mentions_in(text)]
    told = any(one.office for one in named) or SPEECH_WORD.is_in(text)
    return told or (bool(named) and _SPEAKS.is_in(text))
