"""Who signs a letter in Chinese, Japanese or Korean, in its last sentence or line.

A word may stand behind the name (“阿芬上”, “김민수 드림”), an office before it; a date, and
to whom the letter goes, below it.
"""

import re
from collections.abc import Sequence

from content.language.sentence_marks import FULL_STOPS
from content.language.word_lists import WordPattern, all_words
from content.segment.messages.signatures.sign_off import SignOff
from content.segment.messages.words import GOODBYE
from content.segment.names.given_names import is_han_surname, opens_with_han_surname
from content.segment.names.in_text.uncased.names_alone import is_name_alone
from content.segment.names.spelling.capitals import HAN_OR_KANA
from content.segment.names.words import CJK_ROLE

_MAX_LINE, _MAX_BELOW = 90, 3
_MAX_SIGNED = 4  # Body, office and name
_MAX_GROUP, _MAX_GROUP_WORDS = 24, 6
_MAX_NAME = 4
_HAN, _HANGUL, _KANA = "\u3400-\u9fff々", "\uac00-\ud7a3", "\u3041-\u30fc"
_LETTERS = re.compile(f"[{_HAN}{_HANGUL}{_KANA}]")
_NAME = re.compile(f"[{_HAN}]{{2,4}}|[{_HANGUL}]{{2,4}}")
_WITH_KANA = re.compile(f"[{_HAN}]{{1,3}}[\u3041-\u3096]{{1,3}}[{_HAN}]?")
_LONG_NAME = re.compile(f"[{_HAN}]{{5}}")
_PART = re.compile(f"[{_HAN}]{{1,2}}")
_GIVEN_PART = re.compile(f"[{_HAN}{_KANA}]{{1,4}}")
_PARTS = re.compile(r"[。！？.!?\n]\s*")
_BLANKS = re.compile(r"[\s，、,：:]+")
_CLOSING = WordPattern(r"(?<!\s)\s*+(?:<<messages.closings>>)\s*$")
# "阿芬上", "陳美玲 啟", "山田花子　拝"
_BEHIND_SIGNER = WordPattern(r"\s*(?:<messages.behind_signers>)\s*$", re.NOFLAG)
_FAMILIAR = WordPattern(f"(?:<messages.familiar_prefixes>)[{_HAN}]{{1,2}}", re.NOFLAG)
_CROWD = "<labels.crowds>"
# "港町住民一同", "全体家长", "三年二班全體同學"
_GROUP = WordPattern(
    rf"(?:[{_HAN}{_HANGUL}\d]{{2,12}})?(?:{_CROWD})[{_HAN}{_HANGUL}]{{2,14}}"
    rf"|[{_HAN}{_HANGUL}{_KANA}\d]{{2,20}}\s?(?:{_CROWD})",
    re.NOFLAG,
)
_ALONE = WordPattern(f"(?:{_CROWD})", re.NOFLAG)
# "漁村自救會全體": the body alone has the name.
_ENDS_IN_CROWD = WordPattern(rf"\s?(?:{_CROWD})$", re.NOFLAG)
_BODY = WordPattern("<labels.never_holders_in_words>", re.NOFLAG)
_DATE = re.compile(
    r"[令和平成昭大正民國国曆历西公元\d〇○零一二三四五六七八九十年月日\s년월일/-]{4,24}"
)
# "町議会議長　川端　勝殿", "강변시의회 의장 박철수 귀하"
_ADDRESSED = WordPattern(
    rf"[{_HAN}{_HANGUL}{_KANA}]\s?(?:<messages.behind_addressees>)$", re.NOFLAG
)


def is_east_asian(text: str) -> bool:
    """Return whether a text ends in Chinese, Japanese or Korean."""
    return _LETTERS.search(text[-8:]) is not None


def east_asian_sign_off(text: str, *, letter: bool) -> SignOff:
    r"""Return who signs in Chinese, Japanese or Korean, perhaps with a word behind.

    Args:
        text: The last words of a text.
        letter: Whether it is a letter for another reason.

    >>> east_asian_sign_off("你说先修哪一座？阿芬上。", letter=True).name
    '阿芬'
    >>> east_asian_sign_off("꼭 부탁드립니다.\n5학년 1반 학생 일동 올림", letter=True).group
    '5학년 1반 학생 일동'
    >>> east_asian_sign_off("願い出ます。\n議員　岩城勇。\n議長　川端勝様。", letter=True).name
    '岩城勇'
    """
    whole = {line.strip(" \u3000。.") for line in text.split("\n")}
    parts = [one for part in _PARTS.split(text) if (one := part.strip(" \u3000"))]
    shown = len(parts)
    while len(parts) > 1 and shown - len(parts) < _MAX_BELOW and _is_below(parts[-1]):
        parts.pop()
    if len(parts) > 1 and CJK_ROLE.regex.search(parts[-1]) and is_name_alone(parts[-2]):
        parts.pop()  # "박은주", and below it "청하시장"
    last = parts[-1] if parts else ""
    below = len(parts) < shown
    signed = last
    closed = _CLOSING.regex.search(last)
    last = last[: closed.start()] if closed else last
    name = without_word_behind(last)
    behind = closed is not None or name != last
    tokens = _BLANKS.split(name.strip())
    if not tokens[-1] or len(last) > _MAX_LINE or GOODBYE.opens(tokens[-1]):
        return SignOff()
    stopped = text.rstrip()[-1:] in FULL_STOPS and not (behind or below)
    if group := _group(tokens, stopped=stopped):
        return SignOff(group=group, closed=behind)
    if stopped and not (len(tokens) > 1 and _is_officer(tokens)):
        return SignOff()
    if not behind and _runs_on(tokens[-1], tokens):
        return SignOff()
    name = _name(tokens)
    above = below or len(tokens) > 1 or len(parts) > 1
    # “昨天修好了，很高興。感謝李先生。” signs nothing; a line of its own may.
    sure = behind or not below or signed in whole or _is_likely(tokens)
    if name and sure and above and (letter or behind or len(tokens) > 1):
        return SignOff(name=name, closed=behind or below or len(tokens) > 1)
    return SignOff()


def without_word_behind(text: str) -> str:
    """Remove the word that stands behind the name of who signs, where that may be one.

    >>> without_word_behind("阿芬上"), without_word_behind("王大文啟"), without_word_behind("山田花子　拝")
    ('阿芬', '王大文', '山田花子')
    >>> without_word_behind("走在路上"), without_word_behind("母字")
    ('走在路上', '母字')
    """
    found = _BEHIND_SIGNER.regex.search(text)
    if found is None:
        return text
    rest = text[: found.start()]
    name = _BLANKS.split(rest)[-1]
    parted = found.group()[:1].isspace() and bool(rest)
    # "陳玉書" is a whole name, "王大文啟" none.
    likely = len(name) == _MAX_NAME - 1 and opens_with_han_surname(name)
    likely = likely or _FAMILIAR.regex.fullmatch(name) is not None
    return rest if parted or likely else text


def is_crowd(name: str) -> bool:
    """Return whether what looks like a name is a word for several people: “일동”."""
    return _ALONE.regex.fullmatch(name) is not None


def _is_below(part: str) -> bool:
    """Return whether words below a signature are a date, or say to whom a letter goes."""
    short = len(part) <= _MAX_LINE // 2
    if short and _DATE.fullmatch(part):
        return True
    return short and _ADDRESSED.regex.search(part) is not None


def _is_officer(tokens: Sequence[str]) -> bool:
    """Return whether the word before the last has an office, and the last may be a name."""
    return CJK_ROLE.regex.search(tokens[-2]) is not None and (
        opens_with_han_surname(tokens[-1])
        or tokens[-1].startswith(tuple(all_words("names.families")))
    )


def _is_likely(tokens: Sequence[str]) -> bool:
    """Return whether the last words of a sentence are a family name with another, or an officer."""
    name = _name(tokens)
    # Of four letters two are the family name, or it is no name: “都很擔心”.
    if len(name) == _MAX_NAME and not is_han_surname(name[:2]):
        return False
    if opens_with_han_surname(name):
        return True
    familiar = _FAMILIAR.regex.fullmatch(tokens[-1]) is not None
    return familiar or (len(tokens) > 1 and _is_officer(tokens))


def _name(tokens: Sequence[str]) -> str:
    """Return the name in the last words of a signature; empty if they have none."""
    last = tokens[-1]
    if len(tokens) > 1 and not _FAMILIAR.regex.fullmatch(last):
        whole = "".join(tokens[-2:])
        parts = all(map(_PART.fullmatch, tokens[-2:])) and len(whole) <= _MAX_NAME
        if parts or (is_han_surname(tokens[-2]) and _GIVEN_PART.fullmatch(last)):
            return whole
    if _NAME.fullmatch(last):
        return last
    known = opens_with_han_surname(last)
    if known and (_WITH_KANA.fullmatch(last) or _LONG_NAME.fullmatch(last)):
        return last
    officer = len(tokens) > 1 and CJK_ROLE.regex.search(tokens[-2]) is not None
    return last if officer and _LONG_NAME.fullmatch(last) else ""


def _group(tokens: Sequence[str], *, stopped: bool) -> str:
    """Return the people who sign together, with the words before that say which.

    Args:
        tokens: The words of the signature.
        stopped: Whether a full stop ends it, as a sentence.
    """
    last, whole = tokens[-1], " ".join(tokens)
    if not (_GROUP.regex.fullmatch(last) or (is_crowd(last) and len(tokens) > 1)):
        return ""
    ends = _ENDS_IN_CROWD.regex.search(last) is not None
    if stopped and not ends:
        return ""
    if len(tokens) <= _MAX_GROUP_WORDS and len(whole) <= _MAX_GROUP:
        last = whole
    body = _ENDS_IN_CROWD.regex.sub("", last)
    named = HAN_OR_KANA.match(body) and _BODY.regex.search(body)
    return body if named else last


def _runs_on(name: str, tokens: Sequence[str]) -> bool:
    """Return whether a line in Hangul is no signature, but words that go on in the next."""
    korean = re.fullmatch(rf"[{_HANGUL}]+", name) is not None
    families = tuple(all_words("names.families"))
    return korean and (len(tokens) > _MAX_SIGNED or not name.startswith(families))
