"""Labels with the office between family name and given name: "王委員小明"."""

import re

from content.language.word_lists import WordPattern
from content.segment.names.given_names import is_han_surname

_OFFICE_INSIDE = WordPattern(
    "((?:[\u3400-\u9fff]{1,12}[課课室處处部局署廳厅府隊队組组科股院會会所館馆廠厂場场站里村])?)"
    "([\u3400-\u9fff]{1,2}?)"
    "((?:[副代]|代理|常務|常务|執行|执行)?(?:<labels.roles_in_words>)+)"
    "([\u3400-\u9fff]{1,2})",
    re.NOFLAG,
)
_OFFICE = WordPattern("[副代]?(?:<labels.roles_in_words>)+", re.NOFLAG)
# An office may open with these, and with a place stands what no family name does.
_NO_FAMILY = frozenset(
    "副代前元正總总総助本各該该首全新老女男省州國国都道府県縣市區区町村鎮镇鄉乡里郡"
)
_OF_PLACE = re.compile(
    ".*(?:[省州國国縣县市區区町村鎮镇鄉乡里]長|[省州县市区镇乡里]长|知事)"
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
    >>> split_around_office("王委員長")
    """
    found = _OFFICE_INSIDE.regex.fullmatch(text)
    if found is None:
        return None
    unit, family, office, given = found.groups()
    if _OFFICE.regex.fullmatch(office + given):
        return None
    known = is_han_surname(family) or all(map(is_han_surname, family))
    alone = len(family) == 1 and family not in _NO_FAMILY and len(given) == _GIVEN
    known = known or (alone and not _OF_PLACE.fullmatch(office))
    if not known or (len(given) > 1 and is_han_surname(given)):
        return None
    return family + given, unit + office
