"""The shapes of stamps before, beside and above the messages of exported chats."""

import re
from dataclasses import dataclass

from content.language.calendar_words import weekdays
from content.segment.labels.label import Ending
from content.segment.labels.stamps import DAY_WORD

# Marks for the direction of writing, which nobody sees.
_X = "[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
MARKS = re.compile(_X)
PROGRAM = re.compile("\\s*[\u200e\u200f]")
"""The mark with which a program opens its own words behind a writer's name."""

# "24/05/2021", "24. 05. 2021.", "2021年5月24日", "24 мая 2021 г.", "May 24, 2021".
_PART = "\\d{1,2}"
_DATE = (
    rf"(?:\d{{1,4}}\u200f?[./-]\u200f?\s?{_PART}\u200f?[./-]\u200f?\s?\d{{1,4}}(?!\d)"
    r"\.?(?:\s?(?:г|р)\.)?"
    rf"|{_PART}-[^\W\d_]{{3,4}}-\d{{2,4}}"
    rf"|\d{{4}}[年년]\s?{_PART}[月월]\s?{_PART}[日일]"
    rf"|{_PART}\.?\s(?:de\s)?[^\W\d_]{{3,10}}\.?\s(?:de\s)?\d{{4}}(?:\s?(?:г|р)\.)?"
    rf"|[^\W\d_]{{3,10}}\.?\s{_PART},?\s\d{{4}})"
)
_WEEKDAY = r"(?:\s?[(（][^\W\d_]{1,9}\.?[)）])?"
# "PM", "p. m.", "午後", "μ.μ.", and small words before a time: "at", "klo", "a las".
_HALF = r"(?:\s?[^\W\d_]{1,3}\.?(?:\s?[^\W\d_]{1,2}\.)?)?"
_KNOWN_HALF = r"(?:\s?[AaPp]\.?\s?[Mm]\b\.?)?"
_BEFORE = r"(?:[^\W\d_]{1,5}\.?\s?){0,2}"
_HOUR = r"\d{1,2}[:.٫]\d{2}(?:[:.]\d{2})?"
_ASIAN = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_ASIAN_HALF = "(?:(?:午前|午後|上午|下午|오전|오후)\\s?)?"
_CLOCK = rf"{_ASIAN_HALF}{_HOUR}{_KNOWN_HALF}"
_STAMP = rf"{_DATE}{_WEEKDAY}[,،、]?\s?{_BEFORE}{_HOUR}{_HALF}"

# "Jun 08": the day of a log.
_LOG_DAY = r"(?:[^\W\d_]{3}\s\d\d\s)?"

# "Sevda D:9": a colon without a blank behind it is the name's.
_NAME = rf"{_X}(?P<name>[^\s:：](?:[^:：]|:(?=[^\W_])){{0,59}}?){_X}"
_UNTIL_COLON = re.compile(rf"{_NAME}\s?[:：](?:\s+|$)")
_UNTIL_TAB = re.compile(r"(?P<name>\S(?:.{0,58}?\S)??)\s{4,}(?=\S)")
_LEFT = (
    r"(?P<name>[^\s\[\]:：][^\[\]:：]{0,38}?(?:\s\[(?:APP|BOT)\])?)(?:\s\(pinned\))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a stamp and a name stand to each other.

    Attributes:
        find: Matches up to the name, or the name, too, if no `writer` is given.
        writer: Matches the name and what parts it from the words.
        dated: Whether the day stands in the stamp, not on a line of its own.
        framed: Whether names stand between words that all of them share.
        quoted: Whether quotation marks hold messages of several lines.
        needs_day: Whether it is a chat's only where lines hold the days.
        sure: Whether nothing but a chat looks so.
        bare: Whether it has no hour.
        ending: What ends the labels of such a chat.
    """

    find: re.Pattern[str]
    writer: re.Pattern[str] | None = None
    dated: bool = True
    framed: bool = False
    quoted: bool = False
    needs_day: bool = False
    sure: bool = True
    bare: bool = False
    ending: Ending = Ending.COLON


SHAPES = (
    # 24/05/2021, 19:04 - Name: words
    Shape(find=re.compile(rf"{_X}{_STAMP}\s[-–—]\s"), writer=_UNTIL_COLON),
    # [24.05.21, 19:04:11] Name: words
    Shape(find=re.compile(rf"{_X}\[{_X}{_STAMP}\]\s?"), writer=_UNTIL_COLON),
    # [19:04, 24/05/2021] Name: words
    Shape(find=re.compile(rf"{_X}\[{_HOUR}{_HALF},\s{_DATE}\]\s"), writer=_UNTIL_COLON),
    # [24/05/2021 19:04] Name
    Shape(find=re.compile(rf"{_X}\[{_STAMP}\]\s{_LEFT}\s*$"), ending=Ending.TIME),
    # 2021년 5월 24일 오후 7:04, 이름 : 말
    Shape(find=re.compile(rf"{_STAMP},\s"), writer=_UNTIL_COLON),
    # Name, [24.05.2021 19:04]
    Shape(find=re.compile(rf"{_X}{_LEFT},?\s\[{_STAMP}\]\s*$")),
    # 이름 [오후 7:04] 말, its name in brackets
    Shape(
        find=re.compile(rf"\[(?P<name>[^\[\]:：]{{1,40}})\]\s\[{_CLOCK}\]\s"),
        dated=False,
    ),
    # Name (19:04): words
    Shape(
        find=re.compile(rf"{_X}{_LEFT}\s\((?:{_STAMP}|{_CLOCK})\):\s"),
        dated=False,
        sure=False,
    ),
    # 19:04<TAB>Name<TAB>words
    Shape(
        find=re.compile(rf"{_CLOCK}\s{{4}}"),
        writer=_UNTIL_TAB,
        dated=False,
        quoted=True,
        sure=False,
    ),
    Shape(find=re.compile(rf"{_STAMP}\s{{4}}"), writer=_UNTIL_TAB, sure=False),
    # 19:04:11 From Name to Everyone: words
    Shape(
        find=re.compile(rf"(?:{_DATE},?\s)?{_CLOCK}\s+(?=[^\W\d_]+\s)"),
        writer=re.compile(r"(?P<name>[^\s:：][^:：]{0,99}?)\s?[:：](?:\s+|$)"),
        dated=False,
        framed=True,
    ),
    # 19:04 <@name> words
    Shape(
        find=re.compile(
            rf"\[?(?:{_STAMP}|{_LOG_DAY}{_CLOCK})\]?\s{{1,4}}"
            rf"<[ @+%&~!]?(?P<name>[^\s<>]{{1,30}})>\s"
        ),
        dated=False,
        ending=Ending.ANGLE,
    ),
    # 19:04:11 name | words
    Shape(
        find=re.compile(
            rf"(?:{_STAMP}|{_CLOCK})\s+[@+%&~]?(?P<name>[^\s|│┃]{{1,30}})\s+[|│┃]\s"
        ),
        dated=False,
        sure=False,
        ending=Ending.ANGLE,
    ),
    # Name — Today at 19:04
    Shape(
        find=re.compile(
            rf"{_LEFT}\s[–—]\s{DAY_WORD}\s(?:[^\W\d_.]{{1,5}}\s){{1,2}}{_CLOCK}{_HALF}\s*$"
        ),
        dated=False,
        ending=Ending.TIME,
    ),
    # Name — 19:04, where others have a word for the day
    Shape(
        find=re.compile(
            rf"{_LEFT}\s[–—]\s(?:{DAY_WORD}\s(?:[^\W\d_.]{{1,5}}\s){{1,2}})?{_CLOCK}{_HALF}\s*$"
        ),
        dated=False,
        sure=False,
        ending=Ending.TIME,
    ),
    # Name — 24/05/2021 19:04
    Shape(
        find=re.compile(rf"{_LEFT}(?:\s[–—-]\s|,?\s+){_STAMP}\s*$"),
        sure=False,
        ending=Ending.TIME,
    ),
    # [19:04] Name
    Shape(
        find=re.compile(rf"\[{_CLOCK}\]\s{_LEFT}\s*$"),
        dated=False,
        needs_day=True,
        sure=False,
        ending=Ending.TIME,
    ),
    # [19:04] Name: words
    Shape(
        find=re.compile(rf"\[{_CLOCK}\]\s"),
        writer=_UNTIL_COLON,
        dated=False,
        needs_day=True,
        sure=False,
    ),
    # 19:04 Name: words
    Shape(
        find=re.compile(rf"{_CLOCK}\s(?!\d)"),
        writer=_UNTIL_COLON,
        dated=False,
        needs_day=True,
        sure=False,
    ),
    # 19:04 名前 words, in scripts whose names have no blanks
    Shape(
        find=re.compile(
            rf"{_CLOCK}\s(?P<name>[^\s:：]{{0,12}}[{_ASIAN}][^\s:：]{{0,12}})\s"
        ),
        dated=False,
        needs_day=True,
        sure=False,
    ),
    # (19:04:11) Name: words
    Shape(
        find=re.compile(rf"\({_CLOCK}\)\s"),
        writer=_UNTIL_COLON,
        dated=False,
        sure=False,
    ),
    # Name  [7:04 PM]
    Shape(
        find=re.compile(rf"{_LEFT}\s+\[\d{{1,2}}:\d\d\s[AaPp][Mm]\]\s*$"),
        dated=False,
        sure=False,
        ending=Ending.TIME,
    ),
    # Name, 19:04, edited
    Shape(
        find=re.compile(rf"{_LEFT},?\s+{_CLOCK}(?:,\s[^\W\d_]{{3,14}})?\s*$"),
        dated=False,
        needs_day=True,
        sure=False,
        ending=Ending.TIME,
    ),
)

SHORT_SHAPES = (
    *SHAPES,
    # <name> words
    Shape(
        find=re.compile(r"<[ @+%&~!]?(?P<name>[^\s<>/]{1,30})>\s+(?=\S)"),
        dated=False,
        sure=False,
        bare=True,
        ending=Ending.ANGLE,
    ),
    # Name: words, on nearly all lines
    Shape(
        find=re.compile(
            r"(?P<name>[^\W\d_][^\s:：<>]{0,30}(?:\s[^\s:：<>]{1,20}){0,3}):\s+(?=\S)"
        ),
        dated=False,
        sure=False,
        bare=True,
    ),
    # Name  0:04, [Name] 0:00:04, Name (0:04)
    Shape(
        find=re.compile(rf"\[?{_LEFT}(?:\]\s+|\s+){_CLOCK}\s*$"),
        dated=False,
        sure=False,
        ending=Ending.TIME,
    ),
    Shape(
        find=re.compile(rf"{_LEFT}\s+(?:\({_CLOCK}\)|\[{_CLOCK}\])\s*$"),
        dated=False,
        sure=False,
        ending=Ending.TIME,
    ),
)
"""The shapes of short documents, which also have what programs print beside recordings."""

_MAX_DAY_CHARS, _MAX_STAMPED_CHARS = 80, 200
_MAY_BE_STAMPED = re.compile(r"\d[:.٫]\d\d")
_DAY = re.compile(
    rf"(?:(?P<before>[^\W\d_]{{2,12}}),?\s)?{_DATE}{_WEEKDAY}[,.]?\s?(?P<day>[^\W\d_]{{0,12}})"
)
_RULED_DAY = re.compile(r"[-–—─━=]{3,}\s*[^–—─━=:]{2,40}?\s*[-–—─━=]{3,}")
_FULL_STAMP = re.compile(rf"{_X}\[?{_STAMP}")


def opens_with_stamp(text: str) -> bool:
    """Return whether a line opens with a day and an hour."""
    return _FULL_STAMP.match(text) is not None


def may_be_stamped(text: str) -> bool:
    """Return whether a line has an hour at all."""
    return _MAY_BE_STAMPED.search(text, 0, _MAX_STAMPED_CHARS) is not None


def may_have(text: str, shape: Shape) -> bool:
    """Return whether a line may have the stamp of a shape, which is found out fast."""
    return shape.bare or may_be_stamped(text)


def is_day(text: str) -> bool:
    """Return whether a line holds a day and nothing else, or stands between rules.

    >>> is_day("2021/05/24(月)"), is_day("--- 24 May 2021, Monday ---"), is_day("1/2/2021 ok")
    (True, True, False)
    """
    if len(text) > _MAX_DAY_CHARS:
        return False
    bare = text.strip()
    if _RULED_DAY.fullmatch(bare):
        return True
    found = _DAY.fullmatch(bare)
    return found is not None and all(map(_may_be_weekday, found.group("before", "day")))


def _may_be_weekday(word: str | None) -> bool:
    return not word or word.casefold() in weekdays()
