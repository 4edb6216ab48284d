"""Paragraphs that tell what happened in the hall while somebody had the floor.

"At this point the lights went out and the audience laughed." stands between the words
of those who speak, which are in the present; a witness who remembers such an evening
tells all of it in the past.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.language.guessing import guess_language
from content.language.sentence_marks import COLONS, LINE_ENDS, SENTENCE_GAP
from content.language.word_lists import fast_pattern, searched_text, words
from content.language.words.word_patterns import WORD
from content.segment.basis import Reason
from content.segment.pieces import Piece, turn_spans, unattribute
from content.segment.result import SegmentKind
from content.segment.wording.in_person import pattern_of_words

_REASON = "tells what happened in the hall"
_MAYBE = f"{_REASON}, below words in the past; the author's, perhaps"
_DOUBT = 0.6
_TWO, _MOST_A_TURN = 2, 20
_ASKS = tuple("?？؟;")
_MAX_CHARS, _MAX_SENTENCES = 220, 3
_PAST, _PRESENT = "pages.past_verbs", "pages.present_verbs"
_ELSEWHERE = ("stage.other_times", "dates.months", "dates.weekdays")
_PERSONAL = ("labels.first_person", "labels.first_person_here", "labels.conversation")
# Greek questions end in ";", and Korean speech in polite endings.
_CALLS = re.compile(
    '[?!？！؟"“”„«»「」『』]|[\u03b1-\u03ce];|(?:니다|[요까])\\.|\\d{4}|…'
)


def separate_happenings(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with paragraphs that tell what happened in the hall given to nobody.

    Interviews are left out: what happened in some hall is what is asked about there.
    """
    found = list(pieces)
    if _is_interview(pieces):
        return found
    language = guess_language(piece.text for piece in pieces).language
    for start, end in turn_spans(pieces):
        if pieces[start].turn > 0:
            for n, sure in _happenings(pieces, start, end, language):
                found[n] = (
                    unattribute(pieces[n], SegmentKind.COMMENTARY, _REASON)
                    if sure
                    else replace(pieces[n], confidence=_DOUBT, reason=Reason(_MAYBE))
                )
    return found


def _is_interview(pieces: Sequence[Piece]) -> bool:
    """Return whether somebody is asked: by a label for questions, or in all turns."""
    if any(piece.kind is SegmentKind.QUESTION for piece in pieces):
        return True
    asks: dict[str | None, list[bool]] = {}
    for start, end in turn_spans(pieces):
        spoken = [piece for piece in pieces[start:end] if piece.spoken]
        if spoken and spoken[0].turn > 0:
            asked = spoken[-1].text.rstrip().endswith(_ASKS)
            asks.setdefault(spoken[0].speaker, []).append(asked)
    return len(asks) == _TWO and any(
        len(turns) > 1 and all(turns) for turns in asks.values()
    )


def _happenings(
    pieces: Sequence[Piece], start: int, end: int, language: str
) -> Iterator[tuple[int, bool]]:
    """Yield the paragraphs of a turn that tell what happened, and whether that is sure.

    What stands below words in the past may be told by whoever speaks.
    """
    found: list[int] = []
    for n in range(start, end):
        if _is_own(pieces, n) and tells_happening(pieces[n].text, language):
            above = (pieces[m].text for m in range(start, n) if m not in found)
            yield n, not _is_past(" ".join(above), language)
            found.append(n)
            if len(found) == _MOST_A_TURN:
                return


def _is_past(text: str, language: str) -> bool:
    """Return whether a text tells more of what was than of what is."""
    past, present = words(language, _PAST), words(language, _PRESENT)
    said = WORD.findall(text.lower())
    return sum(word in past for word in said) > sum(word in present for word in said)


def _is_own(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a piece is a whole paragraph without a label."""
    piece = pieces[n]
    spoken = piece.kind is SegmentKind.SPEECH and not piece.label
    said = spoken and not piece.read_by and not piece.quoted
    if not said or len(piece.text) > _MAX_CHARS:
        return False
    around = (*pieces[max(0, n - 1) : n], *pieces[n + 1 : n + 2])
    return all(one.block != piece.block for one in around)


def tells_happening(text: str, language: str) -> bool:
    """Return whether a short paragraph tells what happened in the hall just then.

    >>> tells_happening("The lights went out, and the audience laughed.", "en")
    True
    >>> tells_happening("Last year the lights went out, and we laughed.", "en")
    False
    """
    bare = text.strip()
    if not bare.endswith(LINE_ENDS) or bare.endswith(COLONS):
        return False
    if not names_happening(bare, language):
        return False
    if _CALLS.search(bare):
        return False
    # "We" may be a part of a word: 会员们 are members.
    hall = fast_pattern(language, "stage.hall")
    searched = searched_text(bare, language)
    rest = hall.sub(" ", searched) if hall else searched
    speaks, elsewhere = (
        pattern_of_words(language, *_PERSONAL),
        pattern_of_words(language, *_ELSEWHERE),
    )
    return not any(one and one.search(rest) for one in (speaks, elsewhere))


def names_happening(text: str, language: str) -> bool:
    """Return whether one of a few sentences tells of something in the hall, whoever tells it."""
    happens = fast_pattern(language, "stage.happenings")
    hall = fast_pattern(language, "stage.hall")
    if happens is None or hall is None:
        return False
    sentences = SENTENCE_GAP.split(searched_text(text, language))
    return len(sentences) <= _MAX_SENTENCES and any(
        happens.search(one) and hall.search(one) for one in sentences
    )
