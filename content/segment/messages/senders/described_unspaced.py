"""Who is described as the sender of a text in Chinese or Japanese: "白沙漁會總幹事"."""

import re

from content.language.word_lists import WordPattern
from content.segment.messages.senders.likeliest import sender_told_of_in_cjk
from content.segment.messages.senders.origin import DOUBTFUL, Origin

_UNSPACED = WordPattern(
    "(?P<who>(?:ある)?[\u3005\u30a1-\u30fa\u30fc\u3400-\u9fff]{0,16}?[の的]?"
    "(?:<labels.roles_in_words>|<messages.people>)(?:先生|さん|氏|様|女士)?)"
    "(?=(?:から|より)[^。]{0,16}(?:<messages.nouns>)|の(?:<messages.nouns>)|[がは][^。]{0,16}(?:<messages.writes>)"
    "|(?:昨天|上[周週])?[給给跟對对]?(?:我[們们]?|本席)?[寫写來来寄發发留](?:[信來来了給给道到的過过下]))"
)
_UNSPACED_LEAD = re.compile(
    "一[封份張张條条位名個个則则]|[收接]到了?|[這这那]是|[來来]自|[我這这][裡里手上邊边]*有|手上有"
    "|[上這这][個个]?(?:禮拜|礼拜|星期|[週周月])|[昨今前]天|今早|日前|最近|[去今]年|[剛刚][剛刚才]|^[由請请]"
)
_UNSPACED_THEY = re.compile(
    "[她他彼](?:女)?(?:[給给]我)?(?:[寫写寄傳传留]|の手紙|から)"
)
_MAX_UNSPACED = 200


def described_unspaced(introduction: str) -> Origin | None:
    """Return who wrote a text in Chinese or Japanese words, by an office or the like.

    >>> described_unspaced("我手上有一封白沙漁會總幹事寫來的信：").name
    '白沙漁會總幹事'
    >>> described_unspaced("岬小学校の校長先生から手紙をいただきました。").name
    '岬小学校の校長先生'
    """
    near = introduction[-_MAX_UNSPACED:]
    found = [*_UNSPACED.regex.finditer(near)]
    if not found:
        called = sender_told_of_in_cjk(near, ()) if _UNSPACED_THEY.search(near) else ""
        return Origin(name=called, confidence=DOUBTFUL) if called else None
    name = _UNSPACED_LEAD.split(found[-1].group("who"))[-1]
    return Origin(name=name, confidence=DOUBTFUL) if len(name) > 1 else None
