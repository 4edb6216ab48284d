"""What a page writes below the last answer of an interview: boxes and notes."""

from collections.abc import Sequence

from content.language.question_marks import asks_unmarked
from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.wording.in_person import FIRST_PERSON, SPOKEN_WORDS, says_i

BELOW_ANSWERS = "written about who answers, below the last answer"
"""Why a piece below the last answer is nobody's."""

_MAX_BOX_WORDS = 5
_MAX_BESIDE_NAME = 24


def written_below_answers(
    name: str, pieces: Sequence[Piece], places: Sequence[int], language: str
) -> set[int]:
    """Return what the page writes below the last answer.

    Args:
        name: Of who answers.
        pieces: Of the whole page.
        places: Where the questions are.
        language: The document's language.
    """
    return (
        _box_about(name, pieces, places, language)
        | _below_last_heading(pieces, places)
        | _set_off_alone(pieces, places, language)
    )


def _set_off_alone(
    pieces: Sequence[Piece], places: Sequence[int], language: str
) -> set[int]:
    """Return what stands in italics, or in a block quote, below the last answer alone.

    No answer has such a paragraph, and nobody says "I" in it: "*The interview was
    shortened.*"
    """
    below = range(places[-1] + 2, len(pieces))
    answers = [
        pieces[n] for n in range(places[0], places[-1] + 2) if n not in {*places}
    ]
    told: set[int] = set()
    if not any(piece.italic for piece in answers):
        told = {
            n
            for n in below
            if pieces[n].italic and not says_i(pieces[n].text, language)
        }
    quoted = {n for n in below if pieces[n].quoted}
    said = any(says_i(pieces[n].text, language) for n in quoted)
    return told if said or any(p.quoted for p in answers) else told | quoted


def _box_about(
    name: str, pieces: Sequence[Piece], places: Sequence[int], language: str
) -> set[int]:
    """Return the line with little more than the name of who answers, and what is below.

    So papers head a box behind the last answer: "Ada Brook (49)", "About Ada Brook". It
    may ask, if nobody speaks in person below: "Who is Ada Brook?".
    """
    whole = " " in name or WITHOUT_CASE.search(name) is not None
    for n in range(places[-1], len(pieces)) if whole else ():
        text = pieces[n].text.strip()
        brief = len(text) <= len(name) + _MAX_BESIDE_NAME and name in text
        if not brief or n == places[-1] + 1:
            continue
        asked = n == places[-1] > places[0] and asks_unmarked(text)
        spoken = any(_says_i(piece.text, language) for piece in pieces[n:])
        # "What now, Ada Brook?" is asked of her, "Who is Ada Brook?" of nobody.
        asked = asked and "," not in text and len(text.split()) <= _MAX_BOX_WORDS
        below = next((p.text for p in pieces[n + 1 :] if is_prose(p)), "")
        # An age heads a box; below a caption without one the answer may go on.
        aged = any(map(str.isdigit, text))
        headed = not text.endswith(SENTENCE_ENDS) and (
            aged or not _says_i(below, language)
        )
        if headed or (asked and not spoken):
            return set(range(n, len(pieces)))
    return set()


def _says_i(text: str, language: str) -> bool:
    """Return whether somebody says "I"; Croatian "je" is no Frenchman's, and "us" too little."""
    return FIRST_PERSON.is_in(text) and says_i(text, language)


def _below_last_heading(pieces: Sequence[Piece], places: Sequence[int]) -> set[int]:
    """Return what stands below a heading behind the last answer, if nobody speaks there.

    So magazines set a box: "The organ in five words".
    """
    last = places[-1] + 1
    box = next(
        (
            n
            for n in range(last + 1, len(pieces))
            if pieces[n].kind is SegmentKind.HEADING
        ),
        len(pieces),
    )
    if any(SPOKEN_WORDS.is_in(piece.text) for piece in pieces[box:]):
        return set()
    return set(range(box + 1, len(pieces)))
