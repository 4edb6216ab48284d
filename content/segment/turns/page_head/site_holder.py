"""Whose site a page is on, as the head of the site says.

A president's office prints "Speech at the opening of the library", and who gave it
stands only in the title of the window or above the menu: "President Ada Brook".
"""

from collections.abc import Iterator, Sequence

from content.document import Document
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.publishers import title_parts
from content.segment.names.offices import holds_office
from content.segment.names.text_words import SPEECH_WORD
from content.segment.turns.page_head.page_top import title_lines
from content.segment.turns.unspoken.menus import is_home

_MIN_WORDS, _MAX_WORDS = 2, 4


def site_holder(document: Document, headlines: Sequence[str]) -> str:
    """Return the one person with an office whom the head of a page's site names; else empty.

    Empty, too, where a headline of the page names somebody.

    Args:
        document: The page.
        headlines: The lines at its top.
    """
    titles = [*headlines, *title_lines(document)]
    if any(map(_names_person, titles)):
        return ""
    people = _people_of(document)
    for with_office in (True, False):
        named = {name for name, office in people if office or not with_office}
        told = with_office or any(map(holds_office, [*document.site, *titles]))
        if len(named) == 1 and told:
            return named.pop()
    return ""


def _people_of(document: Document) -> list[tuple[str, bool]]:
    parts = (
        part.strip()
        for text in (document.window_title, *document.site)
        for part in title_parts(text)
        # "Speech by the Mayor at the funeral of Ada Brook" is about her.
        if part.strip() not in document.title and not SPEECH_WORD.is_in(part)
    )
    return [one for part in parts for one in _people(part)]


def _names_person(title: str) -> bool:
    return any(has_given_name(one.name) for one in mentions_in(title))


def _people(part: str) -> Iterator[tuple[str, bool]]:
    """Yield the person whom a text of a site's head names alone, and whether with an office."""
    label = parse_label(part)
    words = () if is_home(part) else label.name.split()
    whole = not label.voice and _MIN_WORDS <= len(words) <= _MAX_WORDS
    office = holds_office(label.role)
    if whole and (office or not label.role) and any(map(is_given_name, words)):
        yield label.name, office
