"""Who gives a speech in Han letters or Hangul: in own words, above it, or below it.

Nothing parts a name from the words beside it there but an office. Ministers say who they
are in their first sentences, a line above the speech has office and name, and so has one
below it, mostly under the date.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from content.language.word_lists import all_words
from content.segment.names.in_text.own_name import own_name_in_cjk
from content.segment.names.in_text.uncased.names_alone import (
    is_name_alone,
    is_name_before_title,
)
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.presenters import name_in_cjk_line

_NAME = re.compile("[\u3400-\u9fff々]{1,4}[\\s\u3000]?[\u3400-\u9fff々]{1,4}")
CJK_DATE = re.compile(
    "[^。.]{0,6}[\\d〇元一二三四五六七八九十]{1,4}\\s?[年년][^。.]{1,16}"
)
_NAME_AND_OFFICE = re.compile(
    "\\W*([\u3400-\u9fff々\uac00-\ud7af\\s]{2,6})[,，、]\\s?(.{2,40})"
)
# "林雅芬：…", "채인모 “…”": a Korean word before a colon may be one for a field.
_HEAD = re.compile(
    '([\u3400-\u9fff々]{3,4})[:：「『“"](?=[\u3400-\u9fff]{4})|([\uac00-\ud7af]{3,4})\\s?[“"‘]'
)
_MAX_FIRST, _MAX_LAST, _MAX_LINE = 6, 6, 40
_MIN_SPOKEN = 2


def cjk_speakers(pieces: Sequence[Piece], start: int) -> Iterator[str]:
    """Yield whom the first words, the lines above and those below name as the speaker."""
    spoken = [p.text.strip() for p in pieces[start:] if is_prose(p)]
    if not spoken or not WITHOUT_CASE.search(spoken[0]):
        return
    for text in spoken[:_MAX_FIRST]:
        if own := own_name_in_cjk(text):
            yield own
            break
    above = [piece.text.strip() for piece in pieces[:start]]
    yield from _above_offices(above)
    if name := _before_title(next(filter(None, above), "")):
        yield name
    yield from _in_lines(above)
    yield from _in_lines(spoken[_MIN_SPOKEN:][-_MAX_LAST:])


def _above_offices(lines: Sequence[str]) -> Iterator[str]:
    """Yield the names that stand right above a line that ends in an office, or before it."""
    offices = tuple(all_words("labels.roles_in_words"))
    parted = (_NAME_AND_OFFICE.fullmatch(line) for line in lines)
    beside = (found.groups() for found in parted if found)
    for name, office in (*pairwise(lines), *beside):
        if len(office) <= _MAX_LINE and office.endswith(offices) and _is_name(name):
            yield re.sub(r"\s", "", name)


def _is_name(line: str) -> bool:
    """Return whether a line is a name whose parts a blank or the family name shows."""
    parted = _NAME.fullmatch(line) and " " in line.replace("\u3000", " ")
    parted = parted and not SPEECH_WORD.is_in(line)
    return bool(parted) or is_name_alone(line)


def _before_title(line: str) -> str:
    """Return whom a headline names before a colon or a quotation; else empty.

    >>> _before_title("林雅芬：办一所敞开大门的学校"), _before_title("채인모 “문이 열린 집”")
    ('林雅芬', '채인모')
    >>> _before_title("开幕：办一所敞开大门的学校"), _before_title("신년사 “문이 열린 집”")
    ('', '')
    """
    found = _HEAD.match(line)
    name = (found.group(1) or found.group(2)) if found else ""
    return name if is_name_before_title(name) else ""


def _in_lines(lines: Sequence[str]) -> Iterator[str]:
    """Yield the name of the last line that has an office and it, or stands below one."""
    for n in reversed(range(len(lines))):
        line = lines[n]
        if len(line) > _MAX_LINE:
            continue
        above = lines[n - 1] if n else ""
        below_office = above.endswith(tuple(all_words("labels.roles_in_words")))
        if below_office and _is_name(line):
            yield re.sub(r"\s", "", line)
            return
        name = name_in_cjk_line(line)
        if name and name != line:
            yield name
            return


def start_of_cjk_signature(pieces: Sequence[Piece], end: int) -> int:
    """Return where the date and the line of office and name start that end a speech."""
    start = end
    while start > 1 and is_prose(pieces[start - 1]):
        text = pieces[start - 1].text.strip()
        name = name_in_cjk_line(text) if len(text) <= _MAX_LINE else ""
        if not (CJK_DATE.fullmatch(text) or (name and name != text)):
            break
        start -= 1
    return start
