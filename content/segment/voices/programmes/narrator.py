"""What a narrator without a label tells in a programme, below the turns of others.

The narrator says whose voice was heard ("That's Ada Brook."), and may go on there.
"""

from collections.abc import Sequence
from dataclasses import replace

from content.language.sentence_marks import FULL_STOPS
from content.language.word_lists import WordPattern
from content.segment.names.in_text.credits import names_makers
from content.segment.names.in_text.same_person import names_in_full
from content.segment.names.offices import has_role
from content.segment.pieces import Piece, doubted, unattribute
from content.segment.result import SegmentKind
from content.segment.voices.programmes.brief_turns import brief_turns
from content.segment.wording.in_person import FIRST_PERSON

_THANKS = WordPattern("<<queries.thanks>>")
_BY = WordPattern("<<headlines.by>>")
_MIN_BRIEF_SHARE = 0.4
"""How many of the turns have to be one paragraph."""
_MIN_VOICES, _MAX_TAG = 2, 60
_DOUBT = 0.6
_MAY_NARRATE = "perhaps told by who says whose voice is heard"
_NARRATES = "told by who says whose voice is heard"


def without_narrator(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what a narrator tells below the turns of others given to nobody.

    The narrator says whose voice was heard, twice or more, and may go on there; many turns
    are one paragraph. Further paragraphs of other turns are doubted, and so is what is in
    the first person, which may be of who speaks.
    """
    found = list(pieces)
    turns = [said for said in brief_turns(pieces, _MIN_BRIEF_SHARE) if len(said) > 1]
    tags = {said[1] for said in turns if _says_who_spoke(pieces, said[1])}
    if len({pieces[n].speaker for n in tags}) < _MIN_VOICES:
        return found
    for said in turns:
        for n in said[1:]:
            if n in tags:
                found[n] = unattribute(pieces[n], SegmentKind.COMMENTARY, _NARRATES)
            elif said[1] in tags and not FIRST_PERSON.is_in(pieces[n].text):
                told = unattribute(pieces[n], SegmentKind.COMMENTARY, _NARRATES)
                found[n] = replace(told, confidence=_DOUBT)
            else:
                found[n] = doubted(pieces[n], _DOUBT, _MAY_NARRATE)
    return found


def _says_who_spoke(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a short sentence names who spoke right above: "That's Ada Brook."."""
    text = pieces[n].text.strip()
    name = pieces[n].speaker or ""
    ends = text.endswith(FULL_STOPS) and names_in_full(text, name)
    told = ends and text.rstrip(" .!").endswith(name.split()[-1])
    led = told and text.split()[0] not in name and not has_role(text.casefold().split())
    # "Written by Ada Brook.", "Foto von Anna Holm.": credits name who made the page.
    led = led and not (_BY.is_in(text) or names_makers(text))
    # "Thank you, Ada Brook." calls somebody.
    led = led and "," not in text and not _THANKS.is_in(text)
    return led and len(text) <= _MAX_TAG and not FIRST_PERSON.is_in(text)
