"""Patterns of one word, for rules that ask which words a text has and nothing more.

A rule that counts other signs as part of a word has a pattern of its own, under a name
that says which. What the search index takes for words is in `tokens.py`.
"""

import re

WORD = re.compile(r"[^\W\d_]+")
"""A run of letters."""

LONG_WORD = re.compile(r"[^\W\d_]{3,}")
"""A run of letters that is no initial and no short particle."""

WORD_OR_NUMBER = re.compile(r"[^\W_]+")
"""A run of letters and digits."""


def joined_words(text: str) -> str:
    """Return the words and numbers of a text in small letters, with nothing between them.

    >>> joined_words("It is so, “Ada”!")
    'itissoada'
    """
    return "".join(WORD_OR_NUMBER.findall(text)).casefold()
