"""Short texts that somebody reads out within a paragraph, in quotation marks.

“Marjatta from Kuhmo writes: “My husband heats the sauna for five hours.” Is that so?”
Whoever speaks quotes many short things in passing. So the words before one have to tell
of a message or of writing, and whoever wants it apart has to find out who sent it. Where
nothing says so plainly, signs are weighed (`weighed_texts.py`).
"""

import re

from content.language.question_marks import asks
from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import CLOSING_MARKS
from content.segment.messages.starts.weighed_texts import (
    MAYBE,
    length,
    places_in,
    text_signs,
    weighed,
)
from content.segment.messages.words import (
    announces_reading,
    announces_writing,
    may_tell_of_text,
    names_document,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.text_words import SENT

_DASHES = ("–", "—")
# "… Be polite. R. Sobczak.”"
_SIGNED = re.compile(r"[.!?…]\s+[^\W\d_]\.\s?[^\W\d_][\w’'-]{2,}[.\s]*\W?$")
_MIN_CHARS, _MAX_CHARS, _MAX_HEAD = 45, 2000, 600
_MAX_LEAD, _NEAR_SENTENCES = 260, 2
_MAX_BRIEF, _MAX_LAST, _MAX_REMARK = 5, 40, 50
_GOES_ON = re.compile(r"\s*[,;]?\s*[^\W\d_]")


def short_text_in(
    text: str, place: int = 0, asked: str = "", speaker: str = ""
) -> tuple[int, int, float] | None:
    """Return where a short text may stand, and how likely it is one: 1 where announced.

    Args:
        text: A paragraph.
        place: Where the search starts.
        asked: The question above the paragraph, if another asks it.
        speaker: Who says the paragraph.

    >>> paragraph = "Ada wrote to us: “My roof leaks, and my cat drinks what comes in.” So?"
    >>> paragraph[slice(*short_text_in(paragraph)[:2])]
    '“My roof leaks, and my cat drinks what comes in.”'
    >>> short_text_in("Ada wrote: “My roof leaks.” So?")
    >>> short_text_in("Ada said: “My roof leaks, and my cat drinks what comes in.” So?")
    """
    for start in places_in(text, place):
        marked = text[start] in CLOSING_MARKS
        end = _closing_end(text, start) if marked else len(text.rstrip())
        if not 0 < end <= start + _MAX_CHARS or _is_woven(text, end):
            continue
        # Of a long paragraph only what stands near is searched.
        head, inside = text[max(0, start - _MAX_HEAD) : start], text[start:end]
        if length(inside) < _MIN_CHARS:
            continue
        dashed = head.rstrip().endswith(_DASHES)
        if marked and ((not dashed and _announces(head)) or _is_signed(inside)):
            return start, end, 1.0
        if not marked and inside.rstrip().endswith(COLONS):
            continue  # It leads to another text.
        signs = text_signs(
            f"{asked[-_MAX_HEAD:]} {head}" if asked else head,
            inside,
            speaker=speaker,
            inside=True,
            asked=says_it_is_read(asked),
        )
        likely = weighed(signs)
        if likely >= MAYBE:
            return start, end, likely
    return None


def _is_signed(quotation: str) -> bool:
    """Return whether an initial and a surname stand alone behind the last sentence.

    >>> _is_signed("“She leaks. Feed her oil and be polite. R. Sobczak.”")
    True
    >>> _is_signed("“She leaks. I told it to R. Sobczak.”")
    False
    """
    return _SIGNED.search(quotation) is not None


def _closing_end(text: str, start: int) -> int:
    """Return where the mark that opens a quotation is closed; 0 if it is not near."""
    opening = text[start]
    closing = CLOSING_MARKS[opening]
    depth = 0
    for place in range(start + 1, min(len(text), start + _MAX_CHARS)):
        char = text[place]
        if char in closing:
            if not depth:
                return place + 1
            depth -= 1
        elif char == opening:
            depth += 1
    return 0


def _is_woven(text: str, end: int) -> bool:
    """Return whether the sentence around a quotation goes on behind it."""
    behind = _GOES_ON.match(text, end)
    return behind is not None and behind.group()[-1].islower()


def _announces(head: str) -> bool:
    """Return whether words tell of a message, or that somebody writes what follows."""
    end = head.rstrip()[-_MAX_LEAD:]
    if not may_tell_of_text(end):
        return False  # Few do: a quick check first.
    if end.endswith((".", "。")):
        # "I have it here. I read it to you. “…”"
        *before, last = sentences_of(end)[-_NEAR_SENTENCES:]
        reads = says_it_is_read(last) or tells_of_writing(last)
        brief = len(last) <= _MAX_REMARK
        tells = speaks_of_message if tells_of_writing(last) else _tells_of_text_sent
        came = brief and any(map(tells, before))
        return announces_reading(end) or (speaks_of_message(last) and reads) or came
    led = end if end.endswith(COLONS) else f"{end[:-1]}:"
    near = sentences_of(led)[-_NEAR_SENTENCES:]
    if not near or asks(" ".join(near)):
        return False
    if announces_writing(led):
        return True
    # "Something came from Ada. It says:", but not "A letter came. Then she said to me:"
    brief = len(near[-1].split()) <= _MAX_BRIEF and length(near[-1]) <= _MAX_LAST
    told = " ".join(near) if brief else near[-1] if led == end else ""
    return speaks_of_message(told) and not names_document(near[-1])


def _tells_of_text_sent(sentence: str) -> bool:
    """Return whether a sentence tells that a message came, or that somebody wrote it.

    >>> _tells_of_text_sent("I have received a letter from a nurse in Moor.")
    True
    """
    came = (
        says_it_is_read(sentence) or tells_of_writing(sentence) or SENT.is_in(sentence)
    )
    return speaks_of_message(sentence) and came
