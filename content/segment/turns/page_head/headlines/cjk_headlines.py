"""Whom an East Asian headline says to have been asked: "面包师柯美云：“好面包急不得”"."""

import re
from collections.abc import Sequence

from content.language.word_lists import WordPattern, all_words
from content.segment.names.given_names import opens_with_han_surname
from content.segment.names.in_text.uncased.cjk_people import (
    people_in_cjk,
    people_in_korean,
    people_named_in_cjk,
)
from content.segment.names.spelling.capitals import WITHOUT_CASE

# "小野寺恵子さん「雨のことはもう誰も書かない」"
_CJK_NAME_HEAD = re.compile('([\u3400-\u9fff·・]{2,4})[:：]\\s?([「『“"])?')
# "面包师柯美云：“好面包急不得”"
_CJK_TRADE_HEAD = re.compile('([\u3400-\u9fff]{3,14})[:：]\\s?[「『“"]')
_HAN_NAME_SIZES = (3, 2)
_CJK_QUOTED_HEAD = re.compile('([^「『“"]{3,30}?)\\s?[「『“"]')
# "[인터뷰] 채인모 “항구는 오래됐다”"
_KOREAN_QUOTED = WordPattern(
    "((?:<names.families>)[\uac00-\ud7af]{2})(?:\\s[^“”\"‘’']{0,20})?\\s?[“\"‘']",
    re.NOFLAG,
)
_KOREAN_NAME = WordPattern("(?:<names.families>)[\uac00-\ud7af]{2}", re.NOFLAG)
_INTERVIEW_FIRST = WordPattern(
    r"[\W_]*(?:<headlines.interviews>|<headlines.interview_words>)[\W_]+"
)


def person_in_cjk_headline(line: str, below: Sequence[str]) -> str:
    """Return the one person beside an office in an East Asian headline.

    It quotes, or has a word for an interview; or a name and a colon open it, and the
    lines below have the name again.
    """
    if WITHOUT_CASE.search(line) is None:
        return ""
    if name := _person_before_quotation(line, below):
        return name
    led = _INTERVIEW_FIRST.regex.match(line)
    if led is None:
        return ""
    if korean := _KOREAN_QUOTED.regex.match(line, led.end()):
        return korean.group(1)
    named = {*people_in_korean(line)} or {*people_in_cjk(line)}
    return named.pop() if len(named) == 1 else ""


def _person_before_quotation(line: str, below: Sequence[str]) -> str:
    """Return whom an East Asian headline has before its colon or what it quotes."""
    headed = _CJK_NAME_HEAD.match(line)
    if headed and opens_with_han_surname(headed.group(1)):
        name, mark = headed.groups()
        if mark or any(name in text for text in below):
            return name
    traded = _CJK_TRADE_HEAD.match(line)
    if traded and (name := _han_name_behind_trade(traded.group(1), below)):
        return name
    quoting = _CJK_QUOTED_HEAD.match(line)
    if quoting and (name := _korean_name_at_end(quoting.group(1), below)):
        return name
    quoted = people_named_in_cjk(quoting.group(1)) if quoting else []
    return quoted[0] if len(quoted) == 1 else ""


def _han_name_behind_trade(head: str, below: Sequence[str]) -> str:
    """Return the name at the end of a head that the lines below have, too; else empty.

    Below something else than the head has to stand before it, or an office: "上海市民" is
    no 海市民.
    """
    for size in _HAN_NAME_SIZES:
        name, before = head[-size:], head[:-size]
        if not opens_with_han_surname(name):
            continue
        titled = before.endswith(tuple(all_words("labels.roles_in_words")))
        own = re.escape(name)
        apart = own if titled else rf"(?<!{re.escape(before[-1:])}){own}"
        if any(re.search(apart, text) for text in below):
            return name
    return ""


def _korean_name_at_end(head: str, below: Sequence[str]) -> str:
    """Return the name at the end of a head, "제빵사 강미숙", that lines below have; else empty."""
    name = head.rsplit(maxsplit=1)[-1] if head.split() else ""
    known = _KOREAN_NAME.regex.fullmatch(name) is not None
    return name if known and any(name in text for text in below) else ""
