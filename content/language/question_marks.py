"""How a question is known by its marks, in the scripts that have marks of their own."""

import re

OUTER_MARKS = "\"'“”„‟«»‹›‘’「」『』()[]（）【】《》¿¡ \n\t"
"""Characters that may stand before and after the words of a sentence."""

_ASKS = re.compile(
    "[?？؟\u037e][!！?？]*$"
    # A semicolon asks in Greek alone.
    "|[\u0370-\u03ff\u1f00-\u1fff]['’»”]?;[!]*$"
    # Armenian marks the word that asks, inside the sentence.
    "|\u055e[^\u0589:]*[\u0589:]?$"
)


def asks(text: str) -> bool:
    """Return whether a text ends by asking.

    >>> asks("You built it?!"), asks("Τι είναι;"), asks("One; two;"), asks("Ո՞վ է։")
    (True, True, False, True)
    """
    return _ASKS.search(text.rstrip(OUTER_MARKS)) is not None
