"""Parse hours of the day as people type them."""

import re
from enum import StrEnum


class PartOfDay(StrEnum):
    """A part of the day, which tells the two halves of a clock apart."""

    MORNING = "morning"
    FORENOON = "forenoon"
    """A morning whose twelve is noon, as in Spanish, and in Chinese where it is spoken."""
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    """It begins in the evening and ends in the morning."""


_PARTS = {
    PartOfDay.MORNING: "早上 早晨 清晨 凌晨 清早 早朝 朝 午前 오전 아침 새벽",
    PartOfDay.FORENOON: "上午",
    PartOfDay.NOON: "中午 正午 お昼 昼 낮",
    PartOfDay.AFTERNOON: "下午 午後 午后 오후",
    PartOfDay.EVENING: "傍晚 夕方 저녁",
    PartOfDay.NIGHT: "晚上 夜里 夜裡 夜晚 晚間 晚间 半夜 午夜 深夜 夜 밤",
}
_PART_OF_WORD = {word: part for part, said in _PARTS.items() for word in said.split()}
"""Parts of the day by the words that stand for them before an hour."""

_PARTS_OF_DAY = "|".join(sorted(_PART_OF_WORD, key=len, reverse=True))

_FORENOON_HOURS = frozenset({10, 11})
"""Hours about noon that are before it."""

_FIRST_EVENING_HOUR = 5
"""The hour from which a night is that of the evening: one at night is after midnight."""

_HOUR = re.compile(
    rf"(?:({_PARTS_OF_DAY})の?\s*)?([01]?[0-9]|2[0-3])"
    r"(?:(?:[:.h]|\s*[点點时時시]\s*)([0-5][0-9])[分분]?"
    r"|\s*[点點时時시]\s*([半반])|h|\s*[点點时時시])?"
    r"\s*(am|pm)?",
    re.IGNORECASE,
)
_NUMERAL = re.compile(
    "[零〇一二两兩三四五六七八九十]{1,3}(?=[点點时時])"
    "|(?<=[点點时時])[零〇一二三四五六七八九十]{1,3}(?=分)"
)
_DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
}
"""Chinese numerals of an hour and its minutes: 十二点三十分."""

_WITHOUT_SEPARATOR = re.compile(
    r"([0-9]{1,2})([0-9]{2})(?=\s*(?:am|pm)?$)", re.IGNORECASE
)
"""An hour and its minutes with nothing between them: 0830."""

_NAMES = {
    "12:00": "noon midday 正午 中午 정오 mittag midi mediodía mezzogiorno полдень",
    "00:00": "midnight 午夜 零点 零點 零時 자정 mitternacht minuit medianoche "
    "mezzanotte полночь",
}
NAMED_HOURS = {name: hour for hour, names in _NAMES.items() for name in names.split()}
"""Hours that have a name; twelve may stand before it."""


def parse_hour(text: str) -> str | None:
    """Return an hour of the day as ``HH:MM``; None when it is none.

    >>> parse_hour("8:30"), parse_hour("20.15"), parse_hour("7pm"), parse_hour("25:00")
    ('08:30', '20:15', '19:00', None)
    >>> parse_hour("0830"), parse_hour("730pm"), parse_hour("2460")
    ('08:30', '19:30', None)
    >>> parse_hour("8h"), parse_hour("noon"), parse_hour("12 midnight")
    ('08:00', '12:00', '00:00')
    >>> parse_hour("8点"), parse_hour("20時15分"), parse_hour("7시")
    ('08:00', '20:15', '07:00')
    >>> parse_hour("晚上九点半"), parse_hour("十二時"), parse_hour("下午两点二十五分")
    ('21:30', '12:00', '14:25')
    >>> parse_hour("上午12点"), parse_hour("上午12:00"), parse_hour("午前0時"), parse_hour("正午")
    ('12:00', '00:00', '00:00', '12:00')
    """
    twelve, _, name = text.strip().casefold().rpartition(" ")
    if name in NAMED_HOURS:
        return NAMED_HOURS[name] if twelve in {"", "12", "12:00"} else None
    plain = _NUMERAL.sub(_in_digits, text.strip())
    found = _HOUR.fullmatch(_WITHOUT_SEPARATOR.sub(r"\1:\2", plain))
    if found is None:
        return None
    part, half = found[1], (found[5] or "").lower()
    hour, minute = int(found[2]), 30 if found[4] else int(found[3] or 0)
    if part and half:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif part:
        of_part = _PART_OF_WORD[part]
        if of_part is PartOfDay.FORENOON and ":" in text:
            # So clocks of twelve hours show midnight; nobody says it.
            of_part = PartOfDay.MORNING
        of_day = hour_of_part(of_part, hour)
        if of_day is None:
            return None
        hour = of_day
    return f"{hour:02}:{minute:02}"


def _in_digits(found: re.Match[str]) -> str:
    """Return a Chinese numeral below 100 in digits: 二十五."""
    tens, ten, ones = found[0].rpartition("十")
    number = 0
    for sign in ones:
        number = number * 10 + _DIGITS[sign]
    return f"{(_DIGITS.get(tens, 1) * 10 if ten else 0) + number:02}"


def hour_of_part(part: PartOfDay, hour: int) -> int | None:
    """Return an hour of the day beside which a part of the day is named; None for none.

    >>> [hour_of_part(PartOfDay.NIGHT, hour) for hour in (0, 1, 9, 12, 20)]
    [0, 1, 21, 0, 20]
    >>> [hour_of_part(PartOfDay.NOON, hour) for hour in (11, 12, 1)]
    [11, 12, 13]
    >>> hour_of_part(PartOfDay.MORNING, 12), hour_of_part(PartOfDay.FORENOON, 12)
    (0, 12)
    """
    if part in {PartOfDay.MORNING, PartOfDay.FORENOON}:
        if hour > 12:
            return None
        return 12 if (part, hour) == (PartOfDay.FORENOON, 12) else hour % 12
    if hour in {0, 12}:
        return 0 if part in {PartOfDay.EVENING, PartOfDay.NIGHT} else 12
    is_before = (part is PartOfDay.NOON and hour in _FORENOON_HOURS) or (
        part is PartOfDay.NIGHT and hour < _FIRST_EVENING_HOUR
    )
    return hour if is_before or hour > 12 else hour + 12


def split_hour(words: str) -> tuple[str | None, str]:
    """Split the hour from the zone beside it; None and all words where there is none.

    >>> split_hour("7 pm Berlin"), split_hour("Berlin 7:30"), split_hour("UTC 5")
    (('19:00', 'Berlin'), ('07:30', 'Berlin'), (None, 'UTC 5'))
    >>> split_hour("Berlin 0730"), split_hour("오후 8시 30분 Seoul")
    (('07:30', 'Berlin'), ('20:30', 'Seoul'))
    """
    typed = words.split()
    for count in (3, 2, 1):
        if hour := parse_hour(" ".join(typed[:count])):
            return hour, " ".join(typed[count:])
        last = " ".join(typed[-count:])
        # A bare number after UTC may be meant as an offset.
        offset = last.isdecimal() and typed[0].casefold() in {"utc", "gmt"}
        if not offset and (hour := parse_hour(last)):
            return hour, " ".join(typed[:-count])
    return None, " ".join(typed)
