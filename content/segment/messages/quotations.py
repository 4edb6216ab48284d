"""Find where quoted words end, within a line and over paragraphs."""

import re
from collections.abc import Sequence
from itertools import islice

from content.language.typography.quotation_marks import (
    CLOSING_MARKS,
    CLOSING_QUOTES,
    OPENING_QUOTES,
)
from content.segment.messages.signatures.signatures import (
    signature_at_end,
    signature_line,
)
from content.segment.messages.words import without_direction
from content.segment.names.spelling.capitals import HAN_OR_KANA
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

MAX_QUOTED_PIECES = 200
"""Limit of the paragraphs of one quotation."""

_MAX_QUOTED_PHRASE = 40
_MIN_QUOTED, _MOST_QUOTED = 3, 0.8

_SINGLE_MARK_END = re.compile(r"[.!?]'(?=\s+[^\W\d_a-z])")
"""Behind the end of one sentence and before the next it is no apostrophe."""

_LONG_QUOTATION_WORDS = 20
_JOINED_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TAG = re.compile(r"[\s,–—-]{1,4}([^\W\d_])")
_SIGNS_A_WORD = 2
_MARKS = " .,;:!?…" + "".join(OPENING_QUOTES) + "".join(CLOSING_QUOTES)


def is_long(text: str) -> bool:
    """Return whether a quotation is too long for one that a speech makes in passing.

    >>> is_long("“I came, I saw, I won.”"), is_long("“" + "word " * 20 + "”")
    (False, True)
    """
    signs = len(HAN_OR_KANA.findall(text))
    words = signs // _SIGNS_A_WORD if 4 * signs > len(text) else 0
    if words >= _LONG_QUOTATION_WORDS:
        return True
    first = islice(_JOINED_WORD.finditer(text), _LONG_QUOTATION_WORDS)
    return len(list(first)) == _LONG_QUOTATION_WORDS


def are_quoted(texts: Sequence[str]) -> bool:
    """Return whether a page sets texts, as the answers of an interview, in quotation marks.

    >>> are_quoted(["“Yes.”", "“In May.”", "“No.”"]), are_quoted(["“Yes.”", "In May."])
    (True, False)
    """
    quoted = sum(text.lstrip()[:1] in OPENING_QUOTES for text in texts)
    return quoted >= max(_MIN_QUOTED, _MOST_QUOTED * len(texts))


def closes_quotation(text: str, mark: str) -> bool:
    """Return whether a paragraph ends where a mark that opened a quotation is closed.

    >>> closes_quotation("“It is so.” (Applause.)", "“"), closes_quotation("It is", "“")
    (True, False)
    """
    bare = without_direction(text.strip()).rstrip(" .,;:!?)…")
    return len(bare) > 1 and bare[-1] in CLOSING_MARKS[mark]


def is_in_marks(text: str) -> bool:
    """Return whether quotation marks that belong together open and end a text.

    >>> is_in_marks("“It is so.”"), is_in_marks("“It is so.»"), is_in_marks("”")
    (True, False, False)
    """
    return len(text) > 1 and text[-1] in CLOSING_MARKS.get(text[0], "")


def closing_mark_end(text: str) -> int:
    """Return where a quotation at the start of a text ends; 0 if not inside the text.

    >>> closing_mark_end("'It is the council's.' They say so."), closing_mark_end("'Tis so. I")
    (22, 0)
    """
    bare = text.lstrip()
    offset = len(text) - len(bare)
    if bare[:1] == "'":
        found = _SINGLE_MARK_END.search(bare)
        return offset + found.end() if found else 0
    closing = CLOSING_MARKS.get(bare[:1], "")
    if not closing or (bare[0] == closing and bare.count(closing) != 2):
        return 0
    depth = 0
    for place, char in enumerate(bare):
        if char == bare[0] and (place == 0 or char not in closing):
            depth += 1
        elif char in closing:
            depth -= 1
            if depth == 0:
                end = place + 1
                end += bare[end : end + 1] in {".", ",", "。"}
                rest = bare[end:].strip()
                more = sum(map(str.isalpha, rest)) > 3 and end > 4
                return offset + end if more and not rest[0].islower() else 0
    return 0


def first_quotation_end(text: str) -> int:
    """Return where the quotation ends that opens a text; 0 if none does, or it is open.

    >>> first_quotation_end("“It is so,” said Ada."), first_quotation_end("“It is so,")
    (11, 0)
    """
    start = len(text) - len(text.lstrip())
    opening = text[start : start + 1]
    closing = CLOSING_MARKS.get(opening, "")
    depth = 0
    for place in range(start, len(text) if closing else start):
        char = text[place]
        if char == opening and not (place > start and char in closing):
            depth += 1
        elif char in closing:
            depth -= 1
            if depth == 0:
                return place + 1
    return 0


def find_quotation_end(turn: Sequence[Piece], start: int) -> tuple[int, str]:
    """Return the index after the last quoted paragraph, and who signs the quotation.

    Each paragraph may open with a mark of its own, or one may be missing. The
    quotation ends with a paragraph that closes it, unless the next one opens again.
    """
    end = start
    last = min(len(turn), start + MAX_QUOTED_PIECES)
    opening = turn[start].text.lstrip()[:1]
    whole = _balanced_end(turn, start, last)
    for n in range(max(start, whole - 1), last):
        piece = turn[n]
        if not piece.spoken:
            if piece.kind is SegmentKind.STAGE:
                continue
            break
        text = piece.text.strip()
        opens = text[:1] in OPENING_QUOTES
        inside = opens or n < whole or _closed_ahead(turn, n, last)
        if n > start and not inside:
            break
        end = n + 1
        if _closes(text, opening):
            after = turn[n + 1].text.strip() if n + 1 < last else ""
            if after and turn[n + 1].label and after[-1] not in CLOSING_QUOTES:
                # Its reader speaks again: "Ada: “Your Tom.” So he ends."
                break
            if after[:1] not in OPENING_QUOTES or not after:
                break
            told = [one.text for one in turn[start:end]]
            if _quotes_a_word(after) or _is_tagged(after) or _repeats(after, told):
                break
    if end == start:
        return end, ""
    signer = signature_line(turn[end - 1].text) or signature_at_end(turn[end - 1].text)
    return end, signer


def _is_tagged(text: str) -> bool:
    """Return whether words in small letters say who speaks behind a quotation.

    >>> _is_tagged("“Nobody believes it!”, shouted a man."), _is_tagged("“It is so.”")
    (True, False)
    """
    end = first_quotation_end(text)
    behind = _TAG.match(text, end) if end else None
    return behind is not None and behind[1].islower()


def _repeats(text: str, quoted: Sequence[str]) -> bool:
    """Return whether a paragraph opens with words of the text just read, and goes on.

    >>> _repeats("“Only one.” I think of it.", ["“Dear Ada, there is", "only one.”"])
    True
    >>> _repeats("“Only one.”", ["“Only one.”"])
    False
    """
    end = first_quotation_end(text)
    if not end or not text[end:].strip(_MARKS):
        return False
    words = text[:end].strip(_MARKS).casefold()
    return words != "" and words in " ".join(quoted).casefold()


def _quotes_a_word(text: str) -> bool:
    """Return whether a quotation opens a sentence that goes on: "「橋は古い」という一文に…"."""
    opening = text[:1]
    closing = CLOSING_MARKS.get(opening, "")
    near = text[: _MAX_QUOTED_PHRASE + 1]
    end = next((n for n, char in enumerate(near) if n and char in closing), 0)
    quoted, rest = text[:end], text[end + 1 :].strip()
    goes_on = HAN_OR_KANA.match(rest) is not None
    return 0 < end <= _MAX_QUOTED_PHRASE and opening not in quoted[1:] and goes_on


def _balanced_end(turn: Sequence[Piece], start: int, last: int) -> int:
    """Return the index after the paragraph that closes a mark of the first; else 0.

    A mark that opens a paragraph inside a quotation opens it anew, and is not counted.
    """
    opening = turn[start].text.lstrip()[:1]
    closing = CLOSING_MARKS.get(opening, "")
    depth = 0
    for n in range(start, last if closing else start):
        piece = turn[n]
        if not piece.spoken and piece.kind is not SegmentKind.STAGE:
            break
        text = piece.text.strip() if piece.spoken else ""
        for place, char in enumerate(text):
            if char in closing and not (char == opening and depth == 0):
                depth -= bool(place) or char != opening
            elif char == opening and (place or n == start):
                depth += 1
        if depth <= 0 and _closes(text, opening):
            return n + 1
        if depth <= 0:
            break
    return 0


def _closes(text: str, opening: str) -> bool:
    # "… yours, Ada Brook.” (Applause.)"
    bare = without_direction(text).rstrip(" .)")
    if opening == "‚":
        return len(bare) > 1 and bare[-1] in CLOSING_MARKS[opening]
    return (
        len(bare) > 1 and bare[-1] in CLOSING_QUOTES and bare[-2:-1] not in {" ", "s"}
    ) or (len(bare) > 1 and bare[-1] in '”»」』"')


def _closed_ahead(turn: Sequence[Piece], place: int, last: int) -> bool:
    """Return whether an unmarked paragraph stands inside a quotation still open."""
    for n in range(place, min(last, place + 12)):
        text = turn[n].text.strip()
        if text[:1] in OPENING_QUOTES and n > place:
            return True
        if _closes(text, ""):
            return not any(char in text[:-2] for char in '“„«「"')
    return False
