"""Lines that are all a name in Han letters or Hangul, which a family name opens."""

import re

from content.language.word_lists import WordPattern, all_words
from content.segment.names.given_names import is_han_surname, opens_with_han_surname
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import CJK_ROLE, label_words

_HAN_NAME = re.compile("[\u3400-\u9fff々]{2,4}")
_HANGUL_NAME = re.compile("[\uac00-\ud7a3]{3,4}")
_LONG, _COMPOUND = 4, 2
"""Letters of a name that only a family name of two opens."""

_NO_PERSON = WordPattern("<labels.never_holders_in_words>", re.NOFLAG)
_NOUN = WordPattern(
    "(?:<names.never_last>|<labels.last_letters_of_trades>)$|^<names.never_first>",
    re.NOFLAG,
)


def is_name_alone(line: str) -> bool:
    """Return whether a line is all a name with a family name, and no office.

    >>> is_name_alone("박은주"), is_name_alone("청하시장"), is_name_alone("陈秀兰")
    (True, False, True)
    >>> is_name_alone("신년사"), is_name_alone("周年庆典"), is_name_alone("时间")
    (False, False, False)
    """
    bare = re.sub(r"\s", "", line)
    no_name = (
        bare in label_words().never_speakers
        or CJK_ROLE.regex.search(bare)
        or _NO_PERSON.regex.search(bare)
        or SPEECH_WORD.is_in(bare)
    )
    if no_name:
        return False
    if _HAN_NAME.fullmatch(bare):
        family = len(bare) < _LONG or is_han_surname(bare[:_COMPOUND])
        return family and opens_with_han_surname(bare)
    return _HANGUL_NAME.fullmatch(bare) is not None and any(
        bare.startswith(family) and len(bare) - len(family) <= _COMPOUND
        for family in all_words("names.families")
    )


def is_name_before_title(text: str) -> bool:
    """Return whether words before a title are a name, where no office shows it.

    >>> is_name_before_title("林雅芬"), is_name_before_title("高中生")
    (True, False)
    """
    return is_name_alone(text) and not _NOUN.regex.search(text)
