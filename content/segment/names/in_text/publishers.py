"""Names of sites and newspapers, which publish a speech and never give it."""

import re

from content.document import BlockKind, Document
from content.segment.names.given_names import is_given_name

_TITLE_PARTS = re.compile(r"\s(?:[|–—›»•·-]|::)\s")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:[–-]\d{2,4})?\s*)?,?\s*")
_ENDS = re.compile(r"[,.|·•–—\n]|\s\d{4}")
_MAX_NAME, _MAX_WORDS = 60, 6


def publishers_of(document: Document) -> frozenset[str]:
    """Return the names that a page has as its site's, in lower case.

    They end its title and are in no heading, or stand behind ©. A name that opens with
    a given name is a person's: "The harbour – Ada Brook".
    """
    heads = [b.text for b in document.blocks if b.kind is BlockKind.HEADING]
    found = [
        parts[-1]
        for line in document.title.split("\n")
        if len(parts := title_parts(line)) > 1
        and not any(parts[-1] in head for head in heads)
    ]
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE or len(block.text) <= _MAX_NAME * 2:
            behind = _COPYRIGHT.search(block.text)
            if behind:
                found.append(_ENDS.split(block.text[behind.end() :], maxsplit=1)[0])
    return frozenset(
        name.casefold()
        for one in found
        if 0 < len(name := one.strip()) <= _MAX_NAME
        and len(name.split()) <= _MAX_WORDS
        and not is_given_name(name.partition(" ")[0])
    )


def title_parts(title: str) -> list[str]:
    """Split a page's title where a sign parts the headline from the site's name.

    >>> title_parts("The harbour – a speech | Courier")
    ['The harbour', 'a speech', 'Courier']
    """
    return _TITLE_PARTS.split(title)


def is_publisher(name: str, publishers: frozenset[str]) -> bool:
    """Return whether a name is a site's, or the first words of one.

    >>> is_publisher("Harbour Courier", frozenset({"harbour courier online"}))
    True
    """
    folded = name.casefold()
    return any(one == folded or one.startswith(f"{folded} ") for one in publishers)
