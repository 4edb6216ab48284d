"""Texts that open with a line that says to which body they go, and end with who signs.

“Türkiye Büyük Millet Meclisi Başkanlığına”, "To the Council of Moor": records print motions
and letters so, whoever reads them.
"""

import re
from collections.abc import Sequence

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.messages.addresses import addresses_body
from content.segment.messages.extent import Extent, Form
from content.segment.names.body_names import may_be_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.pieces import Piece

_MAX_PIECES, _MAX_LINES = 40, 3
_MAX_NAME, _MAX_LINE, _MIN_TOLD = 50, 60, 40
_MAX_PLACE_WORDS, _MIN_RUN = 2, 4
# Several sign below each other in columns.
_COLUMNS = re.compile(r"\s{3,}")
# "1) Ada Brook (Moor)"
_COUNTED = re.compile(r"\d{1,3}[).]\s+(?P<name>[^\d(),]{4,60}?)(?:\s*[(,].*)?")
# "Grounds:" heads more of the text below who signs.
_HEAD = re.compile(r"[^\W\d_]{4,20}\s?:")


def addressed_extent(turn: Sequence[Piece], start: int) -> Extent | None:
    """Return a text below a line of address, up to who signs it; None if nobody does."""
    if not addresses_body(turn[start].text):
        return None
    last = min(len(turn), start + _MAX_PIECES)
    stop = next((n for n in range(start + 1, last) if turn[n].label), last)
    for n in range(start + 2, stop):
        above = n - 1 if n == start + 2 or not _is_place(turn[n - 1].text) else n - 2
        name = _counted_name(turn[n].text) or _signs(turn[above].text, turn[n].text)
        if not name:
            continue
        end = _signature_end(turn, n, stop)
        if end < stop and _HEAD.fullmatch(turn[end].text.strip()):
            end = stop
        return Extent(end=end, form=Form.LETTER, signer=name, evident=True)
    return None


def _counted_name(text: str) -> str:
    """Return who is the first of several that a list counts."""
    found = _COUNTED.fullmatch(text.strip().partition("\n")[0])
    name = " ".join(found["name"].split()) if found else ""
    return name if is_person(name) else ""


def _signs(above: str, text: str) -> str:
    """Return whose name stands alone on a line below a whole sentence."""
    line = _COLUMNS.split(text.strip().partition("\n")[0])[0]
    line = _first_of_run(line) or line
    told = above.rstrip().endswith(SENTENCE_ENDS) and len(above) >= _MIN_TOLD
    named = len(line) <= _MAX_NAME and is_person(line) and not may_be_named_body(line)
    return line if told and named else ""


def _first_of_run(line: str) -> str:
    """Return the first of several names that stand in a line without columns; else nothing.

    >>> _first_of_run("Tekin Dengiz Ayşe Altuncu Ömer Faruk Güvenli")
    'Tekin Dengiz'
    >>> _first_of_run("Tekin DENGİZ Nur ALTUNCU"), _first_of_run("Ayşe Nur Altuncu")
    ('Tekin DENGİZ', '')
    """
    words = line.split()
    if len(words) < _MIN_RUN or not all(word[:1].isupper() for word in words):
        return ""
    starts = (
        n
        for n in range(2, len(words) - 1)
        if words[n - 1].isupper()
        or (is_given_name(words[n]) and not is_given_name(words[n - 1]))
    )
    end = next(starts, len(words))
    return " ".join(words[:end]) if end < _MIN_RUN else ""


def _is_place(text: str) -> bool:
    """Return whether a line may say where who signs is elected, above the name: "Moor".

    >>> _is_place("Moor"), _is_place("Moor           Netherby"), _is_place("We ask so.")
    (True, True, False)
    """
    bare = text.strip()
    columns = _COLUMNS.split(bare)
    short = all(len(one.split()) <= _MAX_PLACE_WORDS for one in columns)
    return (
        0 < len(bare) <= _MAX_LINE * len(columns)
        and short
        and bare[0].isupper()
        and not bare.endswith((*SENTENCE_ENDS, *":,;"))
        and not any(map(str.isdigit, bare))
    )


def _signature_end(turn: Sequence[Piece], n: int, stop: int) -> int:
    """Return where the lines end that sign a text: names in a list, or an office."""
    end, lines = n + 1, 0
    while end < stop:
        text = turn[end].text.strip()
        counted = _COUNTED.fullmatch(text.partition("\n")[0]) or not text.strip(" .…")
        # Columns are as many as sign.
        short = _COLUMNS.search(text) is not None or len(text) <= _MAX_LINE
        short = short and not text.endswith((*SENTENCE_ENDS, ":"))
        lines += not counted
        if not (counted or (short and lines <= _MAX_LINES)):
            break
        end += 1
    return end
