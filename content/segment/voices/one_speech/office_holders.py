"""Who holds the office that a headline has without a name, as other lines say.

"Speech by the Minister for Ports", and below it "Ada Brook is Minister for Ports."
"""

from collections.abc import Iterator, Sequence

from content.document import Document
from content.segment.kinds import FURNITURE_BLOCK
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.office_words import is_former
from content.segment.names.in_text.publishers import is_publisher, publishers_of
from content.segment.names.in_text.same_person import same_person
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.turns.announced import is_prose

_MAX_LINE, _FIRST_LINES, _LAST_LINES = 160, 5, 3


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
        if place < 0 or bent or is_former(line[:place]) or _is_deputy(line[:place]):
            continue
        named = [one.name for one in mentions_in(line)]
        if len(named) == 1 and not is_publisher(named[0], publishers):
            found.append(named[0])
    alike = all(same_person(found[0], other) for other in found)
    return max(found, key=len) if found and alike else ""


def _is_deputy(before: str) -> bool:
    """Return whether the words before an office end in one for who stands in: "Vice"."""
    *_, last = ("", *before.casefold().split())
    return last in label_words().deputies


def _lines(pieces: Sequence[Piece], document: Document) -> Iterator[str]:
    last = [p.text.strip() for p in pieces if is_prose(p)][-_LAST_LINES:]
    first = [p.text.strip() for p in pieces[1:_FIRST_LINES]]
    lines = (*first, *last, *document.site, *_furniture(document))
    return (line for line in lines if len(line) <= _MAX_LINE)


def _furniture(document: Document) -> Iterator[str]:
    """Yield what stands around the text of a page, but for the head of its site."""
    above = (b.kind is not FURNITURE_BLOCK for b in document.blocks)
    start = next((n for n, is_text in enumerate(above) if is_text), 0)
    for block in document.blocks[start:]:
        if block.kind is FURNITURE_BLOCK:
            yield block.text.strip()
