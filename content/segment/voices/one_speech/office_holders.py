"""Who holds the office that a headline has without a name, as other lines say.

"Speech by the Minister for Ports", and below it "Ada Brook is Minister for Ports."
"""

import re
from collections.abc import Iterator, Sequence

from content.document import Document
from content.segment.kinds import FURNITURE_BLOCK
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.mentions import Mention, mentions_in
from content.segment.names.in_text.office_words import is_former
from content.segment.names.in_text.publishers import is_publisher, publishers_of
from content.segment.names.in_text.same_person import same_person
from content.segment.pieces import Piece
from content.segment.turns.announced import is_prose

_MAX_LINE, _FIRST_LINES, _LAST_LINES = 160, 5, 3
_SMALL_NEXT = re.compile(r"\s[^\W\d_A-Z]{3}")
_SURNAME = 1


def holder_of(office: str, pieces: Sequence[Piece], document: Document) -> str:
    """Return the one person whom short lines name beside an office; empty if not one.

    The lines are captions and the like, or the last ones of the page.
    """
    publishers = publishers_of(document)
    found: list[str] = []
    for line in _lines(pieces, document):
        place = line.casefold().find(office.casefold())
        # "President" is no nominative in "Presidents of Arland".
        bent = line[place + len(office) :][:1].isalpha()
        if place < 0 or bent or is_former(line[:place]):
            continue
        named = [_before_phrase(one, line) for one in mentions_in(line)]
        if len(named) == 1 and not is_publisher(named[0], publishers):
            found.append(named[0])
    alike = all(same_person(found[0], other) for other in found)
    return max(found, key=len) if found and alike else ""


def _before_phrase(one: Mention, line: str) -> str:
    """Return a name without the word behind it that opens what the line says next.

    Boxes of a page are run together: "President Ada Brook Official site of the President".
    """
    given, *others = one.name.split()
    goes_on = _SMALL_NEXT.match(line, one.end) is not None
    if len(others) <= _SURNAME or not goes_on or not is_given_name(given):
        return one.name
    return " ".join((given, *others[:-1]))


def _lines(pieces: Sequence[Piece], document: Document) -> Iterator[str]:
    last = [p.text.strip() for p in pieces if is_prose(p)][-_LAST_LINES:]
    first = [p.text.strip() for p in pieces[1:_FIRST_LINES]]
    aside = (b.text.strip() for b in document.blocks if b.kind is FURNITURE_BLOCK)
    return (line for line in (*first, *last, *aside) if len(line) <= _MAX_LINE)
