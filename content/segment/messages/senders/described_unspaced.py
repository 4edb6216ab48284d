"""Who is described as the sender of a text in Chinese, Japanese or Korean: "白沙漁會總幹事"."""

import re

from content.language.word_lists import WordPattern
from content.segment.messages.senders.likeliest import sender_told_of_in_cjk
from content.segment.messages.senders.origin import DOUBTFUL, Origin

_UNSPACED = WordPattern(
    "(?P<who>(?:ある)?[\u3005\u30a1-\u30fa\u30fc\u3400-\u9fff]{0,16}?[の的]?"
    "(?:<labels.roles_in_words>|<messages.people>|<messages.bodies>)<labels.polite_suffixes>?)"
    "(?=(?:の方々?)?(?:から|より)[^。]{0,16}(?:<messages.nouns>)"
    "|の(?:<messages.nouns>)|(?:の方)?[がは][^。]{0,16}(?:<messages.writes>)"
    r"|(?:<messages.written_when>)?(?:<messages.towards><messages.us>\w{0,4})?"
    "<messages.us>?(?:<messages.writes_in_words>))"
)
# "승객 한 분이", "부산에 사는 할머니께서", "4417님이": whom a particle shows to write.
_HANGUL = WordPattern(
    "(?P<who>(?:[가-힣]+(?:에\\s사는|의)\\s)?"
    "(?:[가-힣]{0,6}(?:<messages.people>)|[가-힣]{2,6}(?=\\s[한두]\\s[분명])|\\d{3,6}님))"
    "[들님]?(?:\\s[한두]\\s[분명])?(?:께서는?|에게서|한테서|으?로부터|[이가은는])\\s"
    "(?=[^.?!]{0,40}(?:<messages.writes>))"
)
_UNSPACED_LEAD = WordPattern("<messages.before_writers>", re.NOFLAG)
_UNSPACED_THEY = re.compile(
    "[她他彼](?:女)?(?:[給给]我)?(?:[寫写寄傳传留]|の手紙|から)"
)
# "网友“三楼不想说话”，他写得比较长：", "リスナーの「港の猫」さんから": a name for the occasion.
_HANDLE = WordPattern(
    "(?:<messages.people>|<messages.pen_names>)の?"
    '[“「『"](?P<who>[^“”「」『』"。？！?!]{2,20})[”」』"]'
)
_MAX_UNSPACED = 200


def described_unspaced(introduction: str) -> Origin | None:
    """Return who wrote a text in Chinese or Japanese words, by an office or the like.

    >>> described_unspaced("我手上有一封白沙漁會總幹事寫來的信：").name
    '白沙漁會總幹事'
    >>> described_unspaced("岬小学校の校長先生から手紙をいただきました。").name
    '岬小学校の校長先生'
    >>> described_unspaced("一位住在河邊的老人給我們電台寫信，信裡說：").name
    '住在河邊的老人'
    >>> described_unspaced("第一个，网友“三楼不想说话”，他写得比较长：").name
    '三楼不想说话'
    """
    near = introduction[-_MAX_UNSPACED:]
    if handles := [*_HANDLE.regex.finditer(near)]:
        return Origin(name=handles[-1].group("who"), confidence=DOUBTFUL)
    found = [*_UNSPACED.regex.finditer(near)]
    if not found:
        called = sender_told_of_in_cjk(near, ()) if _UNSPACED_THEY.search(near) else ""
        return Origin(name=called, confidence=DOUBTFUL) if called else None
    name = _UNSPACED_LEAD.regex.split(found[-1].group("who"))[-1]
    return Origin(name=name, confidence=DOUBTFUL) if len(name) > 1 else None


def described_in_hangul(introduction: str) -> Origin | None:
    """Return who wrote a text in Korean words, by what he or she is, or a number.

    >>> described_in_hangul("승객 한 분이 저에게 편지를 보내셨습니다.").name
    '승객'
    >>> described_in_hangul("장관님, 승객 한 분이 기다렸습니다.")
    """
    found = [*_HANGUL.regex.finditer(introduction[-_MAX_UNSPACED:])]
    return Origin(name=found[-1].group("who"), confidence=DOUBTFUL) if found else None
