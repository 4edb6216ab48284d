"""Short texts that somebody reads out within a paragraph, in quotation marks.

“Marjatta from Kuhmo writes: “My husband heats the sauna for five hours.” Is that so?”
Whoever speaks quotes many short things in passing. So the words before one have to tell
of a message or of writing, and whoever wants it apart has to find out who sent it. Where
nothing says so plainly, signs are counted, and what has enough of them is doubted.
"""

import re

from content.language.question_marks import asks
from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern
from content.segment.messages.quotations import CLOSING_MARKS
from content.segment.messages.words import (
    announces_writing,
    greets_reader,
    is_document,
    may_tell_of_text,
    opens_as_address,
    says_it_is_read,
    says_it_reads,
    says_somebody_reads,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.spelling.capitals import HAN_OR_KANA
from content.segment.names.words import SENT

_LED = re.compile('[:：。,，،.–—](?:\\s+|(?<=[:：。]))(?=[“„«「『"»”])')
_DASHES = ("–", "—")
# "… Be polite. R. Sobczak.”"
_SIGNED = re.compile(r"[.!?…]\s+[^\W\d_]\.\s?[^\W\d_][\w’'-]{2,}[.\s]*\W?$")
_MIN_CHARS, _MAX_CHARS, _SIGN_CHARS = 45, 2000, 3
_MAX_LEAD, _NEAR_SENTENCES = 260, 2
_MAX_BRIEF, _MAX_LAST, _MAX_REMARK = 5, 40, 50
_HANGUL = re.compile("[가-힣]")
_GOES_ON = re.compile(r"\s*[,;]?\s*[^\W\d_]")
_ANSWERS = WordPattern(r"(?<!\w)(?:<<messages.answers>>)(?!\w)")
_SIGNS_OF_TEXT, _SIGNS_IN_WORDS, _TOLD_SENTENCES = 3, 2, 3


def short_text_in(
    text: str, place: int = 0, asked: str = ""
) -> tuple[int, int, bool] | None:
    """Return where a short text may stand, and whether words before it announce it.

    Args:
        text: A paragraph.
        place: Where the search starts.
        asked: The question above the paragraph, if another asks it.

    >>> paragraph = "Ada wrote to us: “My roof leaks, and my cat drinks what comes in.” So?"
    >>> paragraph[slice(*short_text_in(paragraph)[:2])]
    '“My roof leaks, and my cat drinks what comes in.”'
    >>> short_text_in("Ada wrote: “My roof leaks.” So?")
    >>> short_text_in("Ada said: “My roof leaks, and my cat drinks what comes in.” So?")
    """
    for led in _LED.finditer(text, place):
        start = led.end()
        end = _closing_end(text, start)
        long = end and _weight(text[start:end]) >= _MIN_CHARS
        if long and not _is_woven(text, end):
            before = text[:start].rstrip()
            announced = not before.endswith(_DASHES) and _announces(text[:start])
            if announced or _is_signed(text[start:end]):
                return start, end, True
            if _may_be_of_another(text[:start], text[start:end], asked):
                return start, end, False
    return None


def _may_be_of_another(head: str, quotation: str, asked: str) -> bool:
    """Return whether words and the text together show that somebody else wrote it.

    >>> _may_be_of_another("We wrote. This they answered:", "“No road is there.”", "")
    True
    >>> _may_be_of_another("She sang. This she said:", "“No. It is gone.”", "")
    False
    >>> asked = "Would you read it?"
    >>> _may_be_of_another("It says,", "“Ada, mend the boat. It leaks.”", asked)
    True
    """
    told = " ".join(sentences_of(head[-_MAX_LEAD:])[-_TOLD_SENTENCES:])
    words = [
        tells_of_writing(told),
        speaks_of_message(told),
        says_somebody_reads(told) or says_it_is_read(asked),
    ]
    if not any(words):
        return False  # Whoever only answers speaks. Few tell of a text.
    words.append(_ANSWERS.is_in(told))
    inside = quotation[1:-1]
    signs = [
        head.rstrip().endswith(COLONS),
        len(sentences_of(inside)) > 1,
        greets_reader(inside) or opens_as_address(inside),
    ]
    return min(sum(words), _SIGNS_IN_WORDS) + sum(signs) >= _SIGNS_OF_TEXT


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


def _weight(text: str) -> int:
    """Return how long a text is; a sign of East Asian scripts says more than a letter."""
    signs = len(HAN_OR_KANA.findall(text))
    return len(text) + (_SIGN_CHARS - 1) * signs + len(_HANGUL.findall(text))


def _is_woven(text: str, end: int) -> bool:
    """Return whether the sentence around a quotation goes on behind it."""
    behind = _GOES_ON.match(text, end)
    return behind is not None and behind.group()[-1].islower()


def _announces(head: str) -> bool:
    """Return whether words tell of a message, or that somebody writes what follows."""
    end = head.rstrip()[-_MAX_LEAD:]
    if not may_tell_of_text(end):
        return False  # Few do, which is found out faster.
    if end.endswith((".", "。")):
        # "I have it here. I read it to you. “…”"
        *before, last = sentences_of(end)[-_NEAR_SENTENCES:]
        reads = says_it_is_read(last) or tells_of_writing(last)
        brief = len(last) <= _MAX_REMARK
        tells = speaks_of_message if tells_of_writing(last) else _tells_of_text_sent
        came = brief and any(map(tells, before))
        return says_it_reads(end) or (speaks_of_message(last) and reads) or came
    led = end if end.endswith(COLONS) else f"{end[:-1]}:"
    near = sentences_of(led)[-_NEAR_SENTENCES:]
    if not near or asks(" ".join(near)):
        return False
    if announces_writing(led):
        return True
    # "Something came from Ada. It says:", but not "A letter came. Then she said to me:"
    brief = len(near[-1].split()) <= _MAX_BRIEF and _weight(near[-1]) <= _MAX_LAST
    told = " ".join(near) if brief else near[-1] if led == end else ""
    return speaks_of_message(told) and not is_document(near[-1])


def _tells_of_text_sent(sentence: str) -> bool:
    """Return whether a sentence tells that a message came, or that somebody wrote it.

    >>> _tells_of_text_sent("I have received a letter from a nurse in Moor.")
    True
    """
    came = (
        says_it_is_read(sentence) or tells_of_writing(sentence) or SENT.is_in(sentence)
    )
    return speaks_of_message(sentence) and came
