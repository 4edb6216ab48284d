"""The surname that a form of address has apart, behind a given name and a place."""

import re

from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import label_words

# "Lydia from Linden, Mrs Hudson, teaches there"
_SURNAME_APART = re.compile(
    rf"(?:\s[^\W\d_A-Z]{{1,5}}(?:\s{CAPITAL}[\w’'-]+){{1,3}})?,\s"
    rf"(?P<title>[^\W\d_]{{2,10}}\.?)\s(?P<surname>{CAPITAL}[^\W\d_]+(?:-{CAPITAL}[^\W\d_]+)?)(?=[,.:;–—])"
)


def surname_behind(behind: str) -> str:
    """Return the surname that a form of address has behind a given name, and a place.

    >>> surname_behind(" from Linden, Mrs Hudson, teaches there:"), surname_behind(" and Mrs Hudson")
    (' Hudson', '')
    """
    found = _SURNAME_APART.match(behind)
    if found is None:
        return ""
    titled = found["title"].strip(".").casefold() in label_words().honorifics
    surname = found["surname"]
    return f" {surname}" if titled and not is_role(surname.casefold()) else ""
