"""What stands right before a place in a text, or behind it, however long the text is.

To part all that stands above a place takes longer the further down it is.
"""

_NEAR_CHARS = 80


def last_word(text: str, end: int) -> list[str]:
    """Return the last word that stands before a place, if there is one, alone in a list.

    >>> last_word("by Ada Brook", 7), last_word("Ada", 2), last_word(" Ada", 1)
    (['Ada'], ['Ad'], [])
    """
    near = text[max(0, end - _NEAR_CHARS) : end].split()
    if len(near) > 1 or end <= _NEAR_CHARS:
        return near[-1:]
    return text[:end].rsplit(maxsplit=1)[-1:]


def last_sign(text: str, end: int) -> str:
    """Return the last sign that stands before a place and is no blank; empty if none does.

    >>> last_sign("(Ada Brook)", 1), last_sign("Well. Ada", 6), last_sign(" Ada", 1)
    ('(', '.', '')
    """
    while end and text[end - 1].isspace():
        end -= 1
    return text[end - 1 : end] if end else ""


def next_sign(text: str, start: int) -> str:
    """Return the first sign that stands from a place on and is no blank; empty if none does.

    >>> next_sign("(Ada Brook )", 10), next_sign("Ada ", 3)
    (')', '')
    """
    while text[start : start + 1].isspace():
        start += 1
    return text[start : start + 1]
