"""Who holds the office that a headline has without a name, as other lines say.

"Speech by the Minister for Ports", and below it "Ada Brook is Minister for Ports."
"""

from collections.abc import Iterator, Sequence

from content.document import Document
from content.language.folding import fold_letters
from content.segment.kinds import FURNITURE_BLOCK
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_labels.speaker_name import is_full_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.office_words import is_former
from content.segment.names.in_text.publishers import is_publisher, publishers_of
from content.segment.names.in_text.same_person import same_person
from content.segment.names.name_score import label_key
from content.segment.names.offices import has_role
from content.segment.pieces import Piece
from content.segment.turns.announced import is_prose

_MAX_ITEM, _MIN_STEM = 60, 5
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
        if place < 0 or bent or is_former(line[:place]):
            continue
        named = [one.name for one in mentions_in(line)]
        if len(named) == 1 and not is_publisher(named[0], publishers):
            found.append(named[0])
    alike = all(same_person(found[0], other) for other in found)
    return max(found, key=len) if found and alike else ""


def owner_of_site(document: Document) -> str:
    """Return the one person whom the menu of an office's site names in full beside it.

    "President Ada Brook" among the items, on the site of the "Presidency".
    """
    aside = (b.text.strip() for b in document.blocks if b.kind is FURNITURE_BLOCK)
    brief = [text for text in aside if len(text) <= _MAX_ITEM]
    words = {fold_letters(w) for text in (document.title, *brief) for w in text.split()}
    found = set()
    for text in brief:
        label = parse_label(text)
        if label.voice or not is_full_name(label.name):
            continue
        for office in filter(
            has_role, ([key] for key in label_key(label.role).split())
        ):
            title = fold_letters(office[0])
            # "Cumhurbaşkanı" and "Cumhurbaşkanlığı", "Bakan" and "Bakanlık"
            stem = title[:-1] if len(title) > _MIN_STEM else title
            if len(stem) >= _MIN_STEM and any(
                word.startswith(stem) and len(word) > len(title) for word in words
            ):
                found.add(label.name)
    return found.pop() if len(found) == 1 else ""


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
