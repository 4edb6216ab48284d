"""What programs put into text that is copied through them, and no writer typed."""

import re
import unicodedata
from textwrap import dedent

_UNSEEN = re.compile(
    "(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b|\u2060"
    r"|\xad(?![ \t]*[\r\n])"
)
"""Signs without width; a soft hyphen at the end of a line breaks a word there.

Thai, Lao, Burmese and Khmer part words by a sign without width.
"""

# Other signs have a form that is the same to Unicode, and was typed ("丽").
_DECOMPOSED = re.compile(
    "[^\\W\\d_][\u0300-\u036f\u0653-\u0655\u3099\u309a]+"
    "|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
_MIN_HELD_SHARE = 0.5
_BACKSLASHED = re.compile(r"(?<!\\)\\[ \t]*$", re.MULTILINE)
_MIN_BACKSLASHES, _MIN_BACKSLASHED_SHARE = 3, 0.4
_ALONE = re.compile(r"^[ \t]*\\[ \t]*$", re.MULTILINE)
_AT_END = re.compile(r"\\[ \t]*(?=\r?\n[ \t]*(?:\r?\n|\Z)|\Z)")
_UNQUOTED = re.compile(r"^(?!>(?!>))(?=.*\S)", re.MULTILINE)
_BLANKS, _AT_MARGIN = frozenset(" \t\n\r"), re.compile(r"^\S", re.MULTILINE)
_INDENT = re.compile(r"^ *\t[ \t]*", re.MULTILINE)
_QUOTE_MARK = re.compile(r"^> ?", re.MULTILINE)


def _composed(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", found.group())


def _with_blanks(found: re.Match[str]) -> str:
    return found.group().expandtabs(4)


def without_unseen_signs(text: str) -> str:
    r"""Return text without signs that nobody sees, each letter one sign.

    >>> without_unseen_signs("A\u200bda Mu\u0308l\xadler")
    'Ada Müller'
    """
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = _DECOMPOSED.sub(_composed, text)
    unseen = "\xad" in text or "\u200b" in text or "\u2060" in text
    return _UNSEEN.sub("", text) if unseen else text


def without_copying_marks(text: str) -> str:
    r"""Return text without what stands at all its lines, and with plain blanks.

    A mail quotes all lines, an editor ends all in a backslash, or a page sets all in from
    its margin. Non-breaking blanks that are as many as others hold nothing together.

    >>> without_copying_marks("> Ada: Hello.\n>\n> Tom: Hello.\n")
    'Ada: Hello.\n\nTom: Hello.\n'
    """
    text = with_plain_blanks(text)
    if _has_backslashes(text):
        text = _BACKSLASHED.sub("", text)
    if text.startswith(">") and _UNQUOTED.search(text) is None:
        text = _QUOTE_MARK.sub("", text)
    if text[:1] in _BLANKS and _AT_MARGIN.search(text) is None:
        text = dedent(_INDENT.sub(_with_blanks, text))
    return text


def with_plain_blanks(text: str) -> str:
    r"""Return text with plain blanks, where half as many hold words together.

    >>> with_plain_blanks("Ada:\xa0Good\xa0morning, Tom")
    'Ada: Good morning, Tom'
    """
    held = text.count("\xa0")
    many = held and held >= _MIN_HELD_SHARE * text.count(" ")
    return text.replace("\xa0", " ") if many else text


def without_idle_backslashes(text: str) -> str:
    r"""Return Markdown without backslashes that break no line: at the end of a paragraph.

    >>> without_idle_backslashes("Ada\\\nBrook\\\n\\\n\\\nTom\\\n")
    'Ada\\\nBrook\n\n\nTom\n'
    """
    if not _has_backslashes(text):
        return text
    return _AT_END.sub("", _ALONE.sub("", text))


def _has_backslashes(text: str) -> bool:
    """Return whether lines end in backslashes throughout."""
    found = text.count("\\\n") + text.count("\\\r")
    least = _MIN_BACKSLASHED_SHARE * text.count("\n")
    return found >= _MIN_BACKSLASHES and found >= least
