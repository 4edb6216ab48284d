"""Labels with the office between family name and given name: "王委員小明"."""

import re

from content.language.word_lists import WordPattern, all_entries, all_words
from content.segment.names.given_names import is_han_surname

_OFFICE_INSIDE = WordPattern(
    "((?:[\u3400-\u9fff]{1,12}<labels.workplaces>)?)"
    "([\u3400-\u9fff]{1,2}?)"
    "((?:<labels.deputies_in_words>|<labels.acting_in_words>)?"
    "(?:<labels.roles_in_words>)+)"
    "([\u3400-\u9fff]{1,2})",
    re.NOFLAG,
)
_OFFICE = WordPattern(
    "<labels.deputies_in_words>?(?:<labels.roles_in_words>)+", re.NOFLAG
)
_GIVEN = 2


def split_around_office(text: str) -> tuple[str, str] | None:
    """Split such a label into the whole name and the office; None if it is none.

    A wife may put her husband's family name before her own. What stands behind a town's
    office is a family name. No table has all family names: before most offices and two
    signs that are none, one sign is a family name. Before all may stand where the
    holder works.

    >>> split_around_office("王委員小明"), split_around_office("高金委員素梅")
    (('王小明', '委員'), ('高金素梅', '委員'))
    >>> split_around_office("竇委員遠帆"), split_around_office("副主席小明")
    (('竇遠帆', '委員'), None)
    >>> split_around_office("農業課簡課長志豪"), split_around_office("外交部部長王毅")
    (('簡志豪', '農業課課長'), None)
    >>> split_around_office("運輸局公車科夏代理科長志豪")
    ('夏志豪', '運輸局公車科代理科長')
    >>> split_around_office("千葉市長熊谷"), split_around_office("堺市長永藤")
    (None, None)
    >>> split_around_office("乾村长志强"), split_around_office("县委书记志强")
    (None, None)
    >>> split_around_office("王委員長")
    """
    found = _OFFICE_INSIDE.regex.fullmatch(text)
    if found is None:
        return None
    unit, family, office, given = found.groups()
    if _OFFICE.regex.fullmatch(office + given):
        return None
    known = is_han_surname(family) or all(map(is_han_surname, family))
    never = all_words("labels.never_families")
    alone = len(family) == 1 and family not in never and len(given) == _GIVEN
    of_place = office.endswith(all_entries("labels.heads_of_places"))
    known = known or (alone and not of_place)
    if not known or (len(given) > 1 and is_han_surname(given)):
        return None
    return family + given, unit + office
