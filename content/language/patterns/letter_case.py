"""Whether texts are in capitals, and texts in lower case, in which searches are faster."""

from functools import lru_cache

_ORDINALS = str.maketrans("", "", "ºª")


def is_in_capitals(text: str) -> bool:
    """Return whether all letters of a text are capitals, but for those behind a number.

    >>> is_in_capitals("2º.- FEES"), is_in_capitals("2º.- Fees")
    (True, False)
    """
    ordinal = "º" in text or "ª" in text
    return text.isupper() or (ordinal and text.translate(_ORDINALS).isupper())


def lower_letters(text: str) -> str:
    """Return a text in lower case; letters that `re.IGNORECASE` takes for one are one."""
    return text.lower() if text.isascii() else _lower_beyond_ascii(text)


@lru_cache(maxsize=256)
def _lower_beyond_ascii(text: str) -> str:
    """Return a text in lower case, which takes long, and is asked for a text by many rules."""
    lower = text.replace("İ", "i").lower()
    return lower.replace("ı", "i").replace("ς", "σ").replace("ſ", "s")
