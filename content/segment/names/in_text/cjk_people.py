"""People whom running text names in Chinese, Japanese and Korean.

Nothing parts a name from other words there, but an office or a mark before it, or a
form of address or a particle behind it.
"""

import re
from collections.abc import Iterator

from content.language.word_lists import WordPattern

_CJK = re.compile("[\u3400-\u9fff\uac00-\ud7af]")
_HAN = WordPattern(
    r"(?:(?<=[・·\s，、。：])|(?:<labels.roles_in_words>)|^)"
    "([\u3400-\u9fff々]{2,4}?[\u3041-\u3096]{0,3}?)"
    r"(?:<labels.honorific_suffixes>)"
    "|[・·]([\u3400-\u9fff々]{2,4}[\u3041-\u3096]{0,3}?)(?=の|が|は|より)"
)
_HANGUL = re.compile(
    "(?<![\uac00-\ud7af])([\uac00-\ud7af]{2,4})\\s(?:씨|양|군|님|선생)(?=[가이는은의께,\\s:]|$)"
)
_INTERVIEW = WordPattern(
    "<headlines.interviews>|<headlines.interview_words>", re.NOFLAG
)
# "陶芸家 小野寺葵 インタビュー", "[인터뷰] 시계 장인 윤보라": behind what the person does.
_LAST_WORD = re.compile(
    "\\S[\\s\u3000]([\u3400-\u9fff々]{3,4}|[\uac00-\ud7af]{3})[\\s\u3000\\W]*$"
)


def person_ending_headline(text: str) -> str:
    """Return the whole name with which the headline of an interview ends.

    A word for interview may stand behind it.

    >>> person_ending_headline("「土は待ってくれる」陶芸家 小野寺葵 インタビュー")
    '小野寺葵'
    >>> person_ending_headline("港の未来 第二回報告書")
    ''
    """
    told = _INTERVIEW.regex.search(text) if _CJK.search(text) else None
    if told is None:
        return ""
    head = text[: told.start()] if not text[told.end() :].strip() else text
    found = _LAST_WORD.search(head)
    return found.group(1) if found else ""


def people_in_cjk(text: str) -> Iterator[str]:
    """Yield the names in a text, each as often as it stands there.

    >>> list(people_in_cjk("校長・宮下恵子のあいさつ")), list(people_in_cjk("이장 박노식 씨가 말했다."))
    (['宮下恵子'], ['박노식'])
    """
    if not _CJK.search(text):
        return
    for found in _HAN.regex.finditer(text):
        yield found.group(1) or found.group(2)
    for found in _HANGUL.finditer(text):
        yield found.group(1)
