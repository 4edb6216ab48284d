"""Surnames that stand alone behind an office or a form of address: "Minister Voss"."""

import re
from collections.abc import Iterator, Sequence

from content.language.calendar_words import whole_days_and_months
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import label_words

_PAIR = re.compile(
    r"(?<!\w)([^\W\d_]{2,})(\.?)\s"
    rf"(?=({CAPITAL}[^\W\d_]+(?:[’'-][^\W\d_]+)*)(?!\s{CAPITAL}|\w))"
)
_POSSESSIVE = re.compile(r"['’]s$")


def titled_surnames(text: str) -> Iterator[tuple[str, str]]:
    """Yield each office or form of address that stands before one capitalized word.

    >>> [*titled_surnames("Minister Voss on the harvest of Mayor Ada Brook")]
    [('Minister', 'Voss')]
    >>> [*titled_surnames("Minister May's harvest on Tuesday, President Mayor")]
    [('Minister', 'May')]
    >>> [*titled_surnames("Ask the mayor. She knows Mr. Hall.")]
    [('Mr', 'Hall')]
    """
    for found in _PAIR.finditer(text):
        title, name = found[1], _POSSESSIVE.sub("", found[3])
        folded = title.casefold()
        office = is_role(folded) and not found[2]  # else a sentence ends
        if not (office or folded in label_words().titles):
            continue
        other = is_role(name.casefold()) or name.casefold() in label_words().titles
        if not (other or (is_day_or_month(name) and not title[0].isupper())):
            yield title, name


def is_day_or_month(word: str) -> bool:
    """Return whether a word is the whole name of a day or a month in some language."""
    return word.casefold() in whole_days_and_months()


def headed_by_office(heads: Sequence[str], texts: Sequence[str]) -> str:
    """Return the office and the surname that headlines have, where a text has the office.

    >>> headed_by_office(["Minister Voss on bread"], ["What the minister told us:"])
    'Minister Voss'
    >>> headed_by_office(["Minister Voss on bread"], ["What the mayor told us:"])
    ''
    """
    told = {word for text in texts for word in re.findall(r"\w+", text.casefold())}
    found = {
        f"{office} {name}"
        for head in heads
        for office, name in titled_surnames(head)
        if is_role(office.casefold()) and office.casefold() in told
    }
    return found.pop() if len(found) == 1 else ""
