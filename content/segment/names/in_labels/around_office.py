"""Labels with the office between family name and given name: "王委員小明"."""

import re

from content.language.word_lists import WordPattern
from content.segment.names.given_names import is_han_surname

_OFFICE_INSIDE = WordPattern(
    "([\u3400-\u9fff]{1,2}?)"
    "([副代]?(?:<labels.roles_in_words>)+)"
    "([\u3400-\u9fff]{1,2})",
    re.NOFLAG,
)


def split_around_office(text: str) -> tuple[str, str] | None:
    """Split such a label into the whole name and the office; None if it is none.

    A wife may put her husband's family name before her own. What stands behind a town's
    office is a family name.

    >>> split_around_office("王委員小明"), split_around_office("高金委員素梅")
    (('王小明', '委員'), ('高金素梅', '委員'))
    >>> split_around_office("千葉市長熊谷")
    """
    found = _OFFICE_INSIDE.regex.fullmatch(text)
    if found is None:
        return None
    family, office, given = found.groups()
    known = is_han_surname(family) or all(map(is_han_surname, family))
    if not known or (len(given) > 1 and is_han_surname(given)):
        return None
    return family + given, office
