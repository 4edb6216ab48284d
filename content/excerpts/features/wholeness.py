"""Features of whether an excerpt is whole: balanced marks, sentences from end to end."""

import re

from content.language.question_marks import OUTER_MARKS, asks

_ENDS = frozenset(".!?…。！？؟।")
_TORN_START = re.compile(r"\s*(?:\.\.\.|…|[-–—•*·,;:.)\]”»])")
_FURNITURE = re.compile(
    r"https?://|www\.|\[\w+\]|[_*#|=]{2,}|\t|&\w+;|<\w+>|\bpage\s\d+"
)
_PAIRS = {"“": "”", "”": "”", "„": "“”", "「": "」", "『": "』", "(": ")", "[": "]"}
_PAIRS |= {"（": "）", "【": "】", "《": "》"}
_CLOSING = frozenset("".join(_PAIRS.values())) - _PAIRS.keys()
_MARKS = re.compile(f"[{re.escape(''.join({*_PAIRS, *_CLOSING}))}]")
_LIST_MARK = re.compile(r"(?<![\w(])\w{1,3}\)")


def wholeness(text: str) -> dict[str, float]:
    """Return the features of an excerpt's text by name."""
    start = text.lstrip(OUTER_MARKS)[:1]
    return {
        "unbalanced": float(not is_balanced(text)),
        "torn_start": float(
            _TORN_START.match(text) is not None
            or (start.islower() and not text.islower())
        ),
        "torn_end": float(
            text.rstrip(OUTER_MARKS)[-1:] not in _ENDS and not asks(text)
        ),
        "furniture": float(_FURNITURE.search(text) is not None),
    }


def is_balanced(text: str) -> bool:
    """Return whether quotation marks and brackets that open also close.

    A mark that is repeated where a paragraph begins opens nothing new.

    >>> is_balanced('He said: “No (never).”'), is_balanced('He said: “No.')
    (True, False)
    """
    opened: list[str] = []
    for paragraph in _LIST_MARK.sub("", text).split("\n\n"):
        for found in _MARKS.finditer(paragraph):
            mark = found[0]
            if opened and mark in _PAIRS[opened[-1]]:
                opened.pop()
            elif mark in _PAIRS and not (found.start() == 0 and opened[-1:] == [mark]):
                opened.append(mark)
            elif mark in _CLOSING:
                return False
    in_pairs = text.count('"') % 2 == 0 and text.count("«") == text.count("»")
    return not opened and in_pairs
