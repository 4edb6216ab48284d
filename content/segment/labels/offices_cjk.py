"""Part an office from who holds it in Chinese and Japanese labels."""

import re

from content.segment.labels import words as w

# Forms of address stand behind names only; "さん" is in no office.
_ADDRESS = "先生|女士|小姐|君|さん|氏|씨|同学"
_OFFICES = "|".join(
    sorted(
        set("|".join(w.CJK_ROLES).split("|")) - set(_ADDRESS.split("|")),
        key=len,
        reverse=True,
    )
)
_WHOLE = re.compile(rf"(?:[副前代]|부)?(?:{_OFFICES})+(?:{_ADDRESS})?|{_ADDRESS}")
_BEFORE = re.compile(rf"(.*(?:{_OFFICES}))(.+)")
_HANGUL = re.compile("[\uac00-\ud7af]")
_NAME = re.compile("[\u3400-\u9fff々ぁ-ゖ]{2,4}|[\u3400-\u9fff·・‧ァ-ヺー]{4,14}")
# What stands behind an office and is nobody's name: an institution, an act, a helper.
_THING = re.compile(
    "[团團们們会會室部院局处處国國委省市县縣党黨]$"
    "|(?:代表|助理|秘书|秘書|致[辞詞辭]|提[问問]|声明|聲明|发言|發言|讲话|講話|开场|開場|团队|團隊|质询|質詢|医师|"
    "醫師|护士|热线|官房|政務官|研究生)$"
)


def cjk_holder(text: str) -> tuple[str, str] | None:
    """Part a label into name and office; None where it is only an office.

    What is not surely a name beside an office stays as it is printed.

    >>> cjk_holder("总统林肯"), cjk_holder("会议主席"), cjk_holder("副部长")
    (('林肯', '总统'), ('会议主席', ''), None)
    """
    if _WHOLE.fullmatch("".join(text.split())):
        return None
    # Korean parts its words, and a part is found by itself.
    found = None if _HANGUL.search(text) else _BEFORE.fullmatch(text)
    if found and _is_name(found.group(2)):
        return found.group(2), found.group(1)
    return text, ""


def _is_name(word: str) -> bool:
    return (
        _NAME.fullmatch(word) is not None
        and not _THING.search(word)
        and not w.CJK_ROLE.search(word)
        and not w.CJK_NOT_NAME.search(word)
    )
