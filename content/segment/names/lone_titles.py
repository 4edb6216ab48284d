"""Titles of people who are called by one name: "Bishop Gregory", "Pope Leo"."""

import re
from collections.abc import Iterable

from content.language.folding import fold_letters
from content.language.word_lists import all_words
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import label_words


def is_titled_alone(name: str, texts: Iterable[str]) -> bool:
    """Return whether a name of one word stands behind a title that is said before such.

    >>> is_titled_alone("Leo", ["On Sunday Pope Leo spoke."])
    True
    >>> is_titled_alone("Leo", ["On Sunday Pope Leo Brook spoke."])
    False
    >>> is_titled_alone("Leo", ["On Sunday Captain Leo spoke."])
    False
    """
    if " " in name or not name[:1].isupper():
        return False
    named = re.compile(rf"([^\W\d_]+)\s{re.escape(name)}(?!\w)(?!\s{CAPITAL})")
    # "Dona Ada" may have a surname.
    titles = all_words("citations.before_lone_names") - label_words().honorifics
    return any(
        fold_letters(found[1]) in titles
        for text in texts
        if name in text
        for found in named.finditer(text)
    )
