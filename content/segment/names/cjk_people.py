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
