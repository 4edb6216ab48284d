"""How it is worded that a passage is in doubt for the name of its speaker.

Whoever segments writes these words, and whoever reviews knows by them what a name settles,
and which label stood above a passage.
"""

import re
from collections.abc import Iterable

READ_OUT_FOR = "read out for "
"""How the reason opens of a text that is read out; its sender follows."""

MAY_BE_READ_OUT = "may still be the text that is read out"
"""Why words of who reads a text are doubted, which may belong to it."""

BELOW_LABEL = "further below a label that a person has shown, maybe somebody else's"
"""Why words are doubted that stand some way below a label that was taught."""

SPEAKER_UNNAMED = "a speech is announced, and nobody is named who gives it"
SPEECH_UNNAMED = "a speech, and nobody is named who gives it"

NAME_IS_BENT = "the page may have the name in another grammatical case"
NAME_IS_CUT = "the name may have a word too many or too few"
NAME_IS_COMMON = "a word of the name is a common one here"
ANOTHER_IS_NAMED = "the page names another person as often"
HEADLINE_NAMES_ANOTHER = "a headline says that it is another person's speech"
MAY_BE_NO_PERSON = "nothing shows that the name is a person's"

OF_NAMES = frozenset(
    (
        NAME_IS_BENT,
        NAME_IS_CUT,
        NAME_IS_COMMON,
        ANOTHER_IS_NAMED,
        HEADLINE_NAMES_ANOTHER,
        MAY_BE_NO_PERSON,
    )
)
"""What speaks against a name; it may follow another reason behind "; "."""

_UNDER_LABEL = re.compile("(?:^|; )under the label “(.+?)” [(]")


_ABOUT_PART = re.compile(r" [(]about “[^“”]*”[)]\Z")
_MAX_PART_CHARS = 60
_NO_QUOTES = str.maketrans("", "", "“”")


_QUOTED = re.compile("“[^“”]*(?:“[^“”]*”[^“”]*)*”")


_NAME = r"[^\W\d_a-z][\w.'’-]*"  # no word of the reasons opens with a capital
_NAMES = re.compile(rf"(?<!\w){_NAME}(?:\s(?:[a-z]{{1,4}}\s){{0,2}}{_NAME})*")


def sign_of_reason(doubt: str, names: Iterable[str]) -> str:
    """Return a reason without the words of its document: those in quotes, and names.

    Args:
        doubt: The reason.
        names: Those that it may hold without a capital.

    >>> sign_of_reason(under_label("Ada “Bo” Brook", "colon"), ["Ada Brook"])
    'under the label “…” (colon)'
    >>> sign_of_reason(f"{READ_OUT_FOR}Jo van der Hall; {NAME_IS_CUT}", [])
    'read out for …; the name may have a word too many or too few'
    >>> sign_of_reason(about_part("it does not look like speech", "Jo Hall, Fenby"), [])
    'it does not look like speech'
    """
    sign = _NAMES.sub("…", _QUOTED.sub("“…”", without_part(doubt)))
    for name in sorted(names, key=len, reverse=True):
        if name in sign:
            sign = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", sign)
    return sign


def about_part(reason: str, words: str) -> str:
    """Return a reason that says about which part of a passage it is, by first words.

    >>> about_part("it does not look like speech", "Jo “Joe” Hall")
    'it does not look like speech (about “Jo Joe Hall”)'
    """
    flat = " ".join(words[: 2 * _MAX_PART_CHARS].translate(_NO_QUOTES).split())
    if len(flat) > _MAX_PART_CHARS:
        flat = f"{flat[:_MAX_PART_CHARS].rpartition(' ')[0] or flat[:_MAX_PART_CHARS]}…"
    return f"{reason} (about “{flat}”)"


def without_part(doubt: str) -> str:
    """Return a reason without the part of the passage that it is about.

    >>> without_part(about_part("it does not look like speech", "Jo Hall"))
    'it does not look like speech'
    """
    return _ABOUT_PART.sub("", doubt)


def under_label(printed: str, ending: str) -> str:
    """Return the reason that words stand under a label."""
    return f"under the label “{printed}” ({ending})"


def label_of_reason(doubt: str) -> str:
    """Return the label that a reason says words stand under; empty for none.

    >>> label_of_reason(under_label("Ada “Bo” Brook", "colon"))
    'Ada “Bo” Brook'
    """
    found = _UNDER_LABEL.search(doubt)
    return found[1] if found else ""
