"""Who says in the text itself who they are: "My name is Ada Brook", "I'm Ada, the eldest"."""

import re
from collections.abc import Iterable
from itertools import islice

from content.language.word_lists import WordPattern
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.words import label_words

_BEFORE = WordPattern(r"(?<![\w’'-])(?:<pages.before_own_names>)\s", by_words=True)
_WORD = re.compile(r"([^\W\d_]\w*\.?)\s")
# "I'm Ada, the eldest"; but not "I am Ada's sister", nor a language or a faith.
_ALONE = re.compile(r"([^\W\d_a-z][^\W\d_]+)(?=[,.;!]|\s[–—-]\s)")
# "He said, “I am Ada Brook.”": another's words, behind some of the speaker's.
_QUOTED = re.compile(r"\w.{0,200}[“„«‟「『‘\"‹]\s?$", re.DOTALL)
_OWNED = re.compile(r"[’']\w")
# "해양부 장관 한도겸입니다.", "潮見市長の大野木和彦です。"
_IN_CJK = WordPattern(
    r"(?:<labels.roles_in_words>)(?:\s|の)?\s?"
    "((?:<names.families>)[\uac00-\ud7af]{1,2}|[\u3400-\u9fff々]{2,6}[\u3041-\u3096]{0,3}?)"
    r"\s?(?:<pages.behind_own_names>)",
    re.NOFLAG,
)
_FIRST_TEXTS, _MAX_CHARS, _MAX_TITLES = 3, 600, 3


def own_name(texts: Iterable[str]) -> str:
    """Return who the first of a speaker's paragraphs say that they are; empty if nobody.

    >>> own_name(["Good morning. My name is Ada Brook and I keep the lamp."])
    'Ada Brook'
    >>> own_name(["Guten Tag, ich bin Pfarrerin Ada Holm."])
    'Ada Holm'
    >>> own_name(["I'm Winifred, the eldest."]), own_name(["I am Canadian, and proud."])
    ('Winifred', '')
    """
    for text in islice(texts, _FIRST_TEXTS):
        opening = text[:_MAX_CHARS]
        for found in _BEFORE.finditer(opening):
            quoted = _QUOTED.search(opening[: found.start()])
            if not quoted and (name := _name_at(opening[found.end() :])):
                return name
    return ""


def says_who_speaks(text: str, surname: str) -> bool:
    """Return whether a paragraph says in person that its speaker has a surname.

    >>> says_who_speaks("I'm Ada Brook. Thanks for listening.", "brook")
    True
    >>> says_who_speaks("Ada Brook is a producer.", "brook")
    False
    """
    if own_name_in_cjk(text):
        return True
    return surname.casefold() in own_name([text]).casefold().split()


def _name_at(text: str) -> str:
    """Return the name that a text opens with, behind titles if it has any."""
    start, titles = 0, label_words().titles | label_words().roles
    for _ in range(_MAX_TITLES):
        word = _WORD.match(text, start)
        if word is None or word.group(1).casefold().strip(".") not in titles:
            break
        start = word.end()
    one = next(mentions_in(text[start:]), None)
    if one and not one.start:
        owned = _OWNED.match(text, start + one.end)
        return one.name if has_given_name(one.name) and not owned else ""
    alone = _ALONE.match(text, start)
    return alone.group(1) if alone and is_given_name(alone.group(1)) else ""


def own_name_in_cjk(text: str) -> str:
    """Return who somebody says in Japanese or Korean that they are; empty if nobody.

    >>> own_name_in_cjk("산림청장 오정훈입니다."), own_name_in_cjk("오정훈이 말했다.")
    ('오정훈', '')
    """
    found = _IN_CJK.regex.search(text)
    return found.group(1) if found else ""
