"""Whether a text shows anything: many characters take no room, or are blank."""

import re
import unicodedata

_BLANK = re.compile(
    # Unicode's Default_Ignorable_Code_Point, and the blank among the Braille patterns.
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp", "Zs"})


def shows_anything(text: str) -> bool:
    r"""Return whether any character of a text can be seen.

    >>> shows_anything("a"), shows_anything("\u3164\u2800 \ufe0f"), shows_anything("👍🏽")
    (True, False, True)
    """
    return any(
        unicodedata.category(sign) not in _UNSEEN_CATEGORIES
        and not _BLANK.fullmatch(sign)
        for sign in text
    )
