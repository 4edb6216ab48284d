"""Parse hours of the day as people type them."""

import re

_MORNINGS = frozenset(
    [
        "早上",
        "上午",
        "早晨",
        "清晨",
        "凌晨",
        "清早",
        "早朝",
        "朝",
        "午前",
        "오전",
        "아침",
        "새벽",
    ]
)
_NOONS = frozenset(["中午", "正午", "下午", "午後", "午后", "오후", "낮"])
_EVENINGS = frozenset(
    ["晚上", "傍晚", "夜里", "夜裡", "夜晚", "晚間", "晚间", "夜", "夕方", "저녁", "밤"]
)
"""Parts of the day before an hour: in an evening 12 is midnight, and about noon it is noon."""

_PARTS_OF_DAY = "|".join(
    sorted({*_MORNINGS, *_NOONS, *_EVENINGS}, key=len, reverse=True)
)

_HOUR = re.compile(
    rf"(?:({_PARTS_OF_DAY})\s*)?([01]?[0-9]|2[0-3])"
    r"(?:(?:[:.h]|\s*[点點时時시]\s*)([0-5][0-9])[分분]?"
    r"|\s*[点點时時시]\s*([半반])|h|\s*[点點时時시])?"
    r"\s*(am|pm)?",
    re.IGNORECASE,
)
_WITHOUT_SEPARATOR = re.compile(
    r"([0-9]{1,2})([0-9]{2})(?=\s*(?:am|pm)?$)", re.IGNORECASE
)
"""An hour and its minutes with nothing between them: 0830."""

NAMED_HOURS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
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
    """
    twelve, _, name = text.strip().casefold().rpartition(" ")
    if name in NAMED_HOURS:
        return NAMED_HOURS[name] if twelve in {"", "12", "12:00"} else None
    found = _HOUR.fullmatch(_WITHOUT_SEPARATOR.sub(r"\1:\2", text.strip()))
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
        of_day = _hour_of_part(part, hour)
        if of_day is None:
            return None
        hour = of_day
    return f"{hour:02}:{minute:02}"


def _hour_of_part(part: str, hour: int) -> int | None:
    """Return an hour of the day that a part of the day stands before; None for none.

    >>> _hour_of_part("晚上", 12), _hour_of_part("下午", 12), _hour_of_part("晚上", 20)
    (0, 12, 20)
    """
    if part in _MORNINGS:
        return hour % 12 if hour <= 12 else None
    if hour == 12:
        return 0 if part in _EVENINGS else 12
    if part == "中午" and hour in {10, 11}:
        return hour
    return hour + 12 if hour < 12 else hour


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
