"""Letters in Han letters that a body or an officer signs on a line of its own, beside a date.

“临港街道办事处”, and below it “2021年10月28日”: the page may set these lines off like
headings. To whom it goes may stand below: “町議会議長　川端　勝殿”.
"""

import re
from collections.abc import Sequence

from content.language.word_lists import WordPattern
from content.segment.kinds import STAGE
from content.segment.messages.announcements.announcements import Announced, announced_by
from content.segment.messages.extent import Extent, Form
from content.segment.names.body_names import may_be_named_body
from content.segment.names.spelling.capitals import HAN_OR_KANA
from content.segment.pieces import Piece

_MAX_PIECES, _MAX_BODY, _MIN_BODY, _MAX_DATE = 30, 24, 4, 24
_MAX_SIGNED = 60
# "北浜自治会会長　岩城　勇　ほか八名"
_SIGNED = WordPattern(
    r"[^、。：！？]{2,40}?(?:<labels.roles_in_words>)\s+"
    r"(?P<name>[\u3400-\u9fff々]{1,4}\s?[\u3400-\u9fff々\u3041-\u30ff]{1,5})"
    r"(?:\s*[ほ外他][^\s、。]{1,10}[名人])?",
    re.NOFLAG,
)
# "町議会議長　川端　勝殿", "川端　勝　様"
_ADDRESSED = WordPattern(
    "[\u3400-\u9fff々ぁ-ヺー]\\s?<messages.behind_addressees>$", re.NOFLAG
)
_DATE = re.compile(
    "[\\d\uff10-\uff19〇○零元一二三四五六七八九十年月日号號\\s"
    "中華華民国國公西曆历令和平成昭大正明治]{4,24}[日号號]"
)


def signed_han_letter(turn: Sequence[Piece], start: int) -> Extent | None:
    """Return a text up to who signs it and the date beside; None if none stand there."""
    for n in range(start + 1, min(len(turn) - 1, start + _MAX_PIECES)):
        if turn[n].kind is STAGE or turn[n].turn not in {0, turn[start].turn}:
            break
        text, below = turn[n].text.strip(), turn[n + 1].text.strip()
        if announced_by(text, quoted=False) is Announced.SURE:
            break  # What is signed below is another text.
        for signed, date in ((text, below), (below, text)):
            if len(date) > _MAX_DATE or not _DATE.fullmatch(date):
                continue
            if found := _signed_beside_date(turn, n + 2, signed):
                return found
    return None


def _signed_beside_date(turn: Sequence[Piece], end: int, signed: str) -> Extent | None:
    """Return a text that ends in a date and a line that signs it, or in whom it goes to.

    Args:
        turn: The turn.
        end: The index behind both lines.
        signed: The line beside the date.
    """
    if _ADDRESSED.regex.search(signed):
        # To whom it goes may stand above who signs it.
        signed = turn[end].text.strip() if end < len(turn) else ""
        end += 1
    end += _is_addressed(turn, end)
    if _ADDRESSED.regex.search(signed):
        return None
    if signer := han_signer(signed):
        return Extent(end=end, form=Form.LETTER, signer=signer)
    return Extent(end=end, form=Form.LETTER, group=signed) if _is_body(signed) else None


def _is_addressed(turn: Sequence[Piece], n: int) -> bool:
    """Return whether a short line of the same turn says to whom a letter goes."""
    if n >= len(turn) or turn[n].turn not in {0, turn[n - 1].turn}:
        return False
    text = turn[n].text.strip()
    return len(text) <= _MAX_SIGNED and _ADDRESSED.regex.search(text) is not None


def han_signer(text: str) -> str:
    """Return who signs in the last words of a text that its reader ends, behind an office.

    >>> han_signer("令和五年八月。北浜自治会会長　岩城　勇。"), han_signer("道がありません。")
    ('岩城勇', '')
    >>> han_signer("渡船の会 代表 折戸ハマ ほか84名")
    '折戸ハマ'
    """
    last = re.split("[。．]", text.strip().rstrip("。． \u3000"))[-1].strip()
    found = _SIGNED.regex.fullmatch(last) if len(last) <= _MAX_SIGNED else None
    return re.sub(r"\s", "", found["name"]) if found else ""


def last_han_signer(texts: Sequence[str]) -> str:
    """Return who signs the last of some lines, or the one above whom the letter goes to.

    >>> last_han_signer(["町議会議員　岩城　勇。", "議長　川端　勝様。"])
    '岩城勇'
    """
    *above, last = (text.strip().rstrip("。．") for text in texts[-2:])
    addressed = len(last) <= _MAX_SIGNED and _ADDRESSED.regex.search(last)
    if not addressed:
        return han_signer(last)
    return han_signer(above[-1]) if above else ""


def _is_body(text: str) -> bool:
    """Return whether a line is the name of a body, and no sentence."""
    return (
        _MIN_BODY <= len(text) <= _MAX_BODY
        and HAN_OR_KANA.match(text) is not None
        and not any(mark in text for mark in "。，、：；！？")
        and may_be_named_body(text)
    )
