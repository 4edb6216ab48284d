"""Put texts in lower case, in which searches that ignore case are faster."""

from functools import lru_cache


def lower_letters(text: str) -> str:
    """Return a text in lower case; letters that `re.IGNORECASE` takes for one are one."""
    return text.lower() if text.isascii() else _lower_beyond_ascii(text)


@lru_cache(maxsize=256)
def _lower_beyond_ascii(text: str) -> str:
    """Return a text in lower case, which takes long, and is asked for a text by many rules."""
    lower = text.replace("İ", "i").lower()
    return lower.replace("ı", "i").replace("ς", "σ").replace("ſ", "s")
