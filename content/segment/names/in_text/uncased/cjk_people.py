"""People whom running text names in Chinese, Japanese and Korean.

Nothing parts a name from other words there, but an office or a mark before it, or a
form of address or a particle behind it.
"""

import re
from collections.abc import Iterator

from content.language.word_lists import WordPattern, all_words
from content.segment.names.given_names import opens_with_han_surname

_CJK = re.compile("[\u3400-\u9fff\uac00-\ud7af]")
_HAN = WordPattern(
    r"(?:(?<=[・·\s，、。：])|(?:<labels.roles_in_words>)|^)"
    "([\u3400-\u9fff々]{2,5}?[\u3041-\u3096]{0,3}?)"
    r"(?:<labels.honorific_suffixes>)"
    "|(?<=[\u3041-\u3096])([\u3400-\u9fff々]{3,5}[\u3041-\u3096]{0,3}?)"
    r"(?:<labels.honorific_suffixes>)"
    "|[・·]([\u3400-\u9fff々]{2,5}[\u3041-\u3096]{0,3}?)(?=<names.particles_behind>)"
)
_HANGUL = WordPattern(
    r"(?<![\uac00-\ud7af])([\uac00-\ud7af]{2,4})\s"
    r"(?:<labels.honorific_suffixes>|<names.addresses_behind>)(?=<names.particles_behind>|[,\s:]|$)",
    re.NOFLAG,
)
# "박노식 군수", "감순례(84) 어르신", "이장 한도윤": a family name and two syllables.
_KOREAN = WordPattern(
    "(?<![\uac00-\ud7af])((?:<names.families>)(?!생)[\uac00-\ud7af](?![과와를에])[\uac00-\ud7af])"
    r"(?:\s?\(\d{1,3}\))?\s"
    # "박노식 농촌개발부 장관은"
    "(?:[\uac00-\ud7af]{1,9}[부처청원시도군구국]\\s)?"
    "(?=[\uac00-\ud7af]{0,4}(?:<labels.roles_in_words>|<labels.honorific_suffixes>)"
    "|<messages.kin_suffixes>)"
    r"|(?:<labels.roles_in_words>)\s((?:<names.families>)(?!생)[\uac00-\ud7af]{2})"
    r"(?=\s?(?:<labels.honorific_suffixes>)|<names.particles_behind>|\s)"
    "|(?<![\uac00-\ud7af])((?:<names.families>)[\uac00-\ud7af]{2})"
    r"(?=\s?\([1-9]\d\)(?:\s|$))",
    re.NOFLAG,
)
# "한도겸 서연항 기록관장": a line of its own, the office of a house behind the name.
_KOREAN_LINE = WordPattern(
    r"\W{0,3}((?:<names.families>)(?!생)[\uac00-\ud7af]{2})\s(?:[\w·]{1,12}\s){0,3}"
    r"[\uac00-\ud7af]{0,10}(?:<labels.roles_in_words>)\W{0,3}",
    re.NOFLAG,
)
_MAX_LINE = 40
# "历史学者尹静怡，", "作家余小明的书": what follows the name shows its end.
_CHINESE = WordPattern(
    "(?:<labels.roles_in_words>)([\u3400-\u9fff]{2,3})"
    r"(?=[，,、。（(：:；“「\s]|$|<names.behind_in_words>|<names.behind_names_of_trades>)"
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
        if found.group() in all_words("messages.people"):
            continue  # "親御さん"
        yield next(filter(None, found.groups()))
    for found in _HANGUL.regex.finditer(text):
        yield found.group(1)


def people_named_in_cjk(text: str) -> list[str]:
    """Return the names in a text beside an office, a trade or a form of address.

    >>> people_named_in_cjk("历史学者尹静怡一直在收集日记。"), people_named_in_cjk("사학자 윤태섭(71) 명예교수는")
    (['尹静怡'], ['윤태섭'])
    """
    named = [*people_in_cjk(text), *people_in_korean(text)]
    chinese = _CHINESE.regex.finditer(text) if _CJK.search(text) else ()
    names = (found.group(1) for found in chinese)
    return named or [name for name in names if opens_with_han_surname(name)]


def people_in_korean(text: str) -> Iterator[str]:
    """Yield the Korean names beside an office or a form of address, as often as they stand.

    >>> list(people_in_korean("사회는 최미란 부녀회장이, 환영사는 이장 한도윤 씨가 했다."))
    ['최미란', '한도윤']
    >>> list(people_in_korean("한도겸 서연항 기록관장")), list(people_in_korean("도공 한도겸(61) 씨"))
    (['한도겸'], ['한도겸'])
    >>> list(people_in_korean("졸업생 대표로 감순례(84) 어르신이 단상에 올랐다."))
    ['감순례']
    """
    line = text.strip()
    if len(line) <= _MAX_LINE and (headed := _KOREAN_LINE.regex.fullmatch(line)):
        yield headed.group(1)
        return
    for found in _KOREAN.regex.finditer(text) if _CJK.search(text) else ():
        yield found.group(1) or found.group(2) or found.group(3)
