"""Labels within a section of a report: "Ada Brook, chair of the club: Friends, …".

A live report may print who speaks and what was said in one paragraph, or a few turns of
a debate. Such labels open no turns of the whole page: the next section is told again.
"""

import re
from typing import NamedTuple

from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.names.in_text.people.cast import Cast, Named
from content.segment.names.offices import is_role

_LABEL = re.compile(r"\s*(?P<label>[^\W\d_][^:：.!?“”„«»\"「」\n]{1,90})[:：]\s+")
_PARTS = re.compile(r"\s*[,(（–—]|\s-\s")
_MIN_SAID, _MAX_NAMED = 40, 60


class SectionLabel(NamedTuple):
    """A label that opens a paragraph.

    Attributes:
        name: Whom it names; empty for the office of somebody of whom the section tells.
        end: Where the words behind it start.
        whole: Whether it has the whole name, or an office or surname of that person alone.
    """

    name: str
    end: int
    whole: bool


def section_label(text: str, cast: Cast) -> SectionLabel | None:
    """Return the label with which a paragraph of a section opens; None if it has none.

    It is a name, perhaps with what he or she is behind a comma, or an office before it;
    an office alone is of whom the section tells.

    Args:
        text: The paragraph.
        cast: The people of the page.
    """
    found = _LABEL.match(text)
    if found is None or len(text) - found.end() < _MIN_SAID:
        return None
    label = found["label"].strip()
    name, *rest = _PARTS.split(label, maxsplit=1)
    if text[found.end()] in OPENING_QUOTES or len(name) > _MAX_NAMED:
        return None
    one = _named_alone(name, cast)
    if one is None or not (one.name or not rest):
        return None
    return SectionLabel(
        one.name, found.end(), whole=bool(one.name) and one.name in name
    )


def _named_alone(name: str, cast: Cast) -> Named | None:
    """Return whom a name means, behind offices alone; None if it may be other words."""
    named = cast.named(name) if name[:1].isupper() else []
    if len(named) != 1 or name[named[0].end :].strip():
        return None
    before = name[: named[0].start].split()
    return named[0] if all(map(_is_office, before)) else None


def _is_office(word: str) -> bool:
    return is_role(word.casefold())
