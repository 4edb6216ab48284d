"""What of a name shows that it is short: a surname alone, an initial, a form of address."""

import re
from collections import defaultdict
from collections.abc import Iterable

from content.language.word_lists import WordPattern
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_labels.small_forms import is_abbreviated
from content.segment.names.name_score import label_key
from content.segment.names.offices import bare_word, is_role
from content.segment.names.titles import leads_home, without_address_behind
from content.segment.names.words import label_words

_FULL_NAME = 2
_BEFORE_HOME = WordPattern(r"\s<labels.before_homes>\s", re.NOFLAG)


def ends_in(whole: str, surname: str) -> bool:
    """Return whether a name is a surname, or ends in it."""
    last = label_key(surname).rpartition(" ")[2]
    return bool(last) and label_key(whole).rpartition(" ")[2] == last


def untitled(printed: str, name: str) -> str:
    """Return the key of a name in a label without forms of address before it."""
    # "p. Hall": such a title is in no table.
    words = without_address_behind(name.split()[is_abbreviated(printed) :])
    titles = label_words().titles
    # "D-na Hall" is one title, and no key has its hyphen.
    while len(words) > 1 and bare_word(words[0]) in titles:
        words = words[1:]
    return label_key(" ".join(words))


def without_short_title(name: str) -> str:
    """Return a listed name without a form of address that looks like an initial.

    >>> without_short_title("D. Pedro Hall Roca"), without_short_title("D.ª Ana Hall"), without_short_title("D. Hall")
    ('Pedro Hall Roca', 'Ana Hall', 'D. Hall')
    """
    first, *rest = name.split()
    if len(rest) < _FULL_NAME:
        return name
    if len(first) > len("D.ª") and first.endswith("."):
        return " ".join(rest)  # "PaedDr. Peter Hall"
    known = len(first) == len("D.") and is_given_name(rest[0])
    return " ".join(rest) if known or first.strip(".").endswith(("ª", "º")) else name


def names_by_surname(names: Iterable[str]) -> defaultdict[str, set[str]]:
    """Return names by the keys of their surnames."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        found[surname_key(name)].add(name)
    return found


def surname_key(name: str) -> str:
    """Return the surname of a name, as it is compared with others."""
    if is_surname_alone(name):
        # "Mr. HALL of Northmoor" is a HALL.
        name = _BEFORE_HOME.regex.split(name)[0]
    return label_key(name).rpartition(" ")[2]


def is_surname_alone(name: str) -> bool:
    """Return whether a name is a surname alone, with or without a form of address."""
    if parse_label(name).office:
        return True
    tokens = [bare_word(token) for token in name.split()]
    w = label_words()
    # "La señora Sanhueza"
    if (
        len(tokens) > _FULL_NAME
        and tokens[1] in w.titles
        and tokens[0] in w.leading_articles | w.articles
    ):
        tokens = tokens[1:]
    while len(tokens) > 1 and (tokens[0] in w.titles or is_role(tokens[0])):
        tokens = tokens[1:]
    return len(tokens) == 1 or (len(tokens) > 2 and leads_home(tokens[1]))


def opens_with_initial(name: str) -> bool:
    """Return whether a name opens with a single letter: "A. Lund"."""
    return label_key(name)[1:2] == " "


def have_one_address(name: str, others: set[str]) -> bool:
    """Return whether all have one form of address; Mr. and Mrs. Hall are two people."""
    forms = {
        bare_word(word)
        for other in {name, *others}
        for word in other.split()[:_FULL_NAME]
    } & label_words().honorifics
    return len(forms) <= 1
