"""Where a page goes on below the text that its author signs: a note on what came of it."""

from collections.abc import Sequence

from content.segment.messages.signatures.signatures import BEFORE_NAME
from content.segment.names.name_score import label_key
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.wording.in_person import FIRST_PERSON

_AROUND = f"{BEFORE_NAME}.,*_–—-"


def below_signature(pieces: Sequence[Piece], body: int, name: str) -> int:
    """Return where a page goes on below the author's signature; behind all if nowhere.

    A line is the name, or its given name alone. What stands below is shorter than the
    text, and nobody speaks in person in it.
    """
    forms = {label_key(name), label_key(name.partition(" ")[0])}
    prose = [
        n for n in range(body, len(pieces)) if pieces[n].kind is SegmentKind.COMMENTARY
    ]
    signed = next(
        (
            place
            for place, n in enumerate(prose)
            if place and label_key(pieces[n].text.strip(_AROUND)) in forms
        ),
        len(prose),
    )
    if signed == len(prose):
        return len(pieces)
    text, below = (
        [pieces[n].text for n in part] for part in (prose[:signed], prose[signed + 1 :])
    )
    shorter = sum(map(len, below)) < sum(map(len, text))
    ends = shorter and not any(map(FIRST_PERSON.is_in, below))
    return prose[signed] + 1 if ends else len(pieces)
