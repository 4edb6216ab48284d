"""Tell text that somebody wrote from bytes read in a page that is not theirs."""

import re
import unicodedata
from itertools import islice

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LOOKED_AT = 2000
# What may stand inside a word: an apostrophe, a hyphen, a dash, a middle dot.
_INSIDE = frozenset({"Pd", "Pf", "Pi", "Cf", "Mn", "Mc", "Lm"}) | {"·", "´"}
_NEVER = frozenset({"Cc", "Cn", "Co", "Cs"})


def is_written(text: str) -> bool:
    r"""Tell whether nearly all signs beyond ASCII stand where people write such signs.

    >>> is_written("Größe – «ça va»"), is_written("a br\xa0■Ćüoken byte")
    (True, False)
    >>> is_written("тАЬQuotedтАЭ"), is_written("Itâ€™s fine")
    (False, False)
    """
    found = list(islice(_BEYOND_ASCII.finditer(text), _LOOKED_AT))
    odd = sum(_is_odd(text, one.start()) for one in found)
    return odd * 10 <= len(found)


def _is_odd(text: str, place: int) -> bool:
    sign = text[place]
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    category = unicodedata.category(sign)
    if category in _NEVER or sign in "\ufffdÿ" or "\u2500" <= sign <= "\u25ff":
        return True
    if sign.isalpha():
        near = [other for other in (before, after) if other.isalpha()]
        mixed = any(_is_latin(other) != _is_latin(sign) for other in near)
        return mixed or (sign.isupper() and before.islower())
    if category == "Sc":
        # "Itâ€™s": an amount is a number.
        return before.isalpha() or after.isalpha()
    inside = before.isalpha() and after.isalpha()
    return inside and category not in _INSIDE and sign not in _INSIDE


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN"))
