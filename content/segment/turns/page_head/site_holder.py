"""Whose site a page is on, as the head of the site says.

A president's office prints "Speech at the opening of the library", and who gave it
stands only in the title of the window or above the menu: "President Ada Brook".
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from content.document import Document
from content.language.folding import fold_letters
from content.language.word_lists import WordPattern
from content.language.words.word_patterns import WORD
from content.segment.names.body_names import may_be_named_body
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.publishers import title_parts
from content.segment.names.in_text.uncased.cjk_people import people_named_in_cjk
from content.segment.names.in_text.uncased.names_alone import is_name_alone
from content.segment.names.offices import is_office_in_some_case, is_role
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import CJK_ROLE, label_words
from content.segment.turns.page_head.page_top import title_lines
from content.segment.turns.unspoken.menus import is_home

_MIN_WORDS, _MAX_WORDS = 2, 4
_STEM, _STEM_OF_OFFICE, _MIN_STEM = 8, 6, 4
"""Letters that "presidente" and "presidência" have in common; also "minister", "ministry"."""

# "Speech by the First Lady"
_BY = WordPattern(r"(?<!\w)(?:<headlines.by>)\s\D")
# "Former Mayor Ada Brook", "Editor Ada Brook", "Ada Brook, historian"
_NO_HOLDER = WordPattern(r"(?<!\w)(?:<labels.former>|<pages.occupations>)(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whom the head of a site names with an office, or beside one.

    Attributes:
        is_sure: Whether the site is that office's, so that its speeches are this person's.
        is_headed: Whether a headline has the office.
    """

    name: str
    is_sure: bool
    is_headed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """Whom a text of a site's head names alone, with which office; empty without one."""

    name: str
    office: str
    part: str


def site_holder(document: Document, headlines: Sequence[str]) -> Holder | None:
    """Return the one person with an office whom the head of a page's site names, if any.

    Nobody, too, where a headline of the page names somebody, or another office.

    Args:
        document: The page.
        headlines: The lines at its top.
    """
    titles = [*headlines, *title_lines(document)]
    if any(map(_names_person, titles)):
        return None
    people = _people_of(document)
    if not people:
        return None
    for with_office in (True, False):
        possible = [one for one in people if one.office or not with_office]
        told = with_office or any(map(_offices, [*document.site, *titles]))
        if len({one.name for one in possible}) == 1 and told:
            return _holder(possible, document, titles)
    return None


def _holder(
    named: Sequence[_Person], document: Document, titles: Sequence[str]
) -> Holder | None:
    """Return a person as holder of a site, unless a headline has another's office.

    It is sure where a headline has the office ("Speech by the President"), where the
    title of the window names the person, and where the site has the name of the office
    alone, beside the person ("Ministry of Ports"). An editor's page prints what others say.
    """
    beside = [
        part
        for text in (document.window_title, *document.site)
        for part in _parts_of(text)
        if not any(one.part == part for one in named) and part not in titles
    ]
    own = {office for one in named for office in _offices(one.office)}
    named_beside = [found for part in beside if (found := _offices(part))]
    around = {office for found in named_beside for office in found}
    headed = {office for title in titles for office in _offices(title)}
    by_office = _is_one(own or around, headed)
    if (headed or any(map(_BY.is_in, titles))) and not by_office:
        return None
    window = _parts_of(document.window_title)
    shown = any(one.part in window for one in named)
    alike = _is_one(own, around) and all(_is_one(own, found) for found in named_beside)
    bureau = not own and any(map(_has_bureau, beside))
    sure = by_office or (shown and bool(own)) or alike or bureau
    return Holder(name=named[0].name, is_sure=sure, is_headed=by_office)


def _parts_of(text: str) -> Sequence[str]:
    """Return the parts of a title without blanks around them."""
    return [part.strip() for part in title_parts(text)]


def _is_one(offices: Collection[str], others: Collection[str]) -> bool:
    """Return whether one of some offices is one of others: "president" and "presidency"."""
    return any(
        one.startswith(other) or other.startswith(one)
        for one in offices
        for other in others
    )


def _people_of(document: Document) -> list[_Person]:
    parts = (
        part
        for text in (document.window_title, *document.site)
        for part in _parts_of(text)
        # "Speech by the Mayor at the funeral of Ada Brook" is about her.
        if part not in document.title and not SPEECH_WORD.is_in(part)
    )
    return [one for part in parts for one in _people(part)]


def _names_person(title: str) -> bool:
    """Return whether a headline names a person: "Ada Brook's speech", "Speech by Mr Ferro".

    A given name alone may be a place: "On the line through Val".
    """
    honorifics = label_words().honorifics
    if WITHOUT_CASE.search(title) and any(people_named_in_cjk(title)):
        return True
    return any(
        (has_given_name(one.name) and " " in one.name)
        or one.name.partition(" ")[0].rstrip(".").casefold() in honorifics
        for one in mentions_in(title)
    )


def _people(part: str) -> Iterator[_Person]:
    """Yield the person whom a text of a site's head names alone, with an office or without."""
    label = parse_label(part)
    words = () if is_home(part) else label.name.split()
    unspaced = is_name_alone(label.name)
    least = 1 if unspaced else _MIN_WORDS
    whole = not label.voice and least <= len(words) <= _MAX_WORDS
    office = label.role if _offices(label.role) else ""
    if not whole or (label.role and not office) or may_be_named_body(label.name):
        return
    known = unspaced or any(map(is_given_name, words))
    if known and not _NO_HOLDER.is_in(part):
        yield _Person(name=label.name, office=office, part=part)


def _offices(text: str) -> set[str]:
    """Return the offices of a text by their first letters, in whatever case, and bureaus'.

    >>> _offices("Виступ Президента України"), _offices("Home page")
    ({'презид'}, set())
    >>> _offices("Presidência da República"), _offices("The Vice President")
    ({'presid'}, {'vice presid'})
    >>> _offices("Intervention sur le port")
    set()
    """
    found: set[str] = set()
    before = ""
    for word in map(str.casefold, WORD.findall(text)):
        if SPEECH_WORD.is_in(word):
            continue  # An "interventor" makes none of an "intervention" an office.
        if is_role(word) or is_office_in_some_case(word) or _is_bureau(word):
            deputy = f"{before} " if before in label_words().deputies else ""
            # "глава", "главы": the last letter of a short word may be its ending.
            stem = max(_MIN_STEM, min(_STEM_OF_OFFICE, len(word) - 1))
            found.add(deputy + fold_letters(word)[:stem])
        before = word
    if WITHOUT_CASE.search(text):
        found |= {one.group() for one in CJK_ROLE.regex.finditer(text)}
    return found


def _has_bureau(text: str) -> bool:
    return any(_is_bureau(word) for word in map(str.casefold, WORD.findall(text)))


def _is_bureau(word: str) -> bool:
    """Return whether a word may be a bureau's: "presidência"."""
    return fold_letters(word)[:_STEM] in _office_stems()


@cache
def _office_stems() -> frozenset[str]:
    """Return the first letters of long offices, which the word for their bureau has, too."""
    long = [role for role in label_words().roles if len(role) > _STEM]
    return frozenset(fold_letters(role)[:_STEM] for role in long)
