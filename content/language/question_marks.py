"""Whether a text asks: its question marks, in all scripts, and endings that need none."""

import re
from functools import cache

from content.language.sentence_marks import SENTENCE_GAP
from content.language.word_lists import all_entries

OUTER_MARKS = "\"'“”„‟«»‹›‘’「」『』()[]（）【】《》¿¡ \n\t"
"""Characters that may stand before and after the words of a sentence."""

_MARKS = ("?", "？", "؟", "\u037e")
# A semicolon asks in Greek alone.
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]['’»”]?;")
# Armenian marks the word that asks, inside the sentence.
_ARMENIAN_MARK = "\u055e"
_ALL_MARKS = (*_MARKS, _ARMENIAN_MARK)
_ARMENIAN = re.compile("\u055e[^\u0589:]*[\u0589:]?$")
_MAX_GREEK_CHARS = 3
_ENDINGS = _SURELY, _LIKELY = (
    "sentences.question_endings",
    "sentences.likely_question_endings",
)


def asks(text: str) -> bool:
    """Return whether a text ends by asking, as its marks say.

    >>> asks("You built it?!"), asks("Τι είναι;"), asks("One; two;"), asks("Ո՞վ է։")
    (True, True, False, True)
    """
    bare = text.rstrip(OUTER_MARKS)
    end = bare.rstrip("!！")
    if end.endswith(_MARKS):
        return True
    if end.endswith(";"):
        return _GREEK.search(end[-_MAX_GREEK_CHARS:]) is not None
    return _ARMENIAN_MARK in bare and _ARMENIAN.search(bare) is not None


def asks_unmarked(text: str) -> bool:
    """Return whether a text asks, be it by an ending that needs no question mark.

    >>> asks_unmarked("기억하나."), asks_unmarked("기억합니다.")
    (True, False)
    """
    return asks(text) or _ends_in(text, _SURELY)


def may_ask(text: str) -> bool:
    """Return whether a text asks, or ends as questions do and statements may.

    >>> may_ask("橋はいつ直しますか。"), may_ask("橋です。")
    (True, False)
    """
    return asks_unmarked(text) or _ends_in(text, _LIKELY)


def holds_question(text: str) -> bool:
    """Return whether any sentence of a text asks.

    >>> holds_question("When? I don't know."), holds_question("いつですか。橋です。")
    (True, True)
    >>> holds_question("Πότε; Δεν ξέρω."), holds_question("Дом; сад.")
    (True, False)
    >>> holds_question("It rained; we stayed."), holds_question("橋の上です。")
    (False, False)
    """
    if any(map(text.__contains__, _ALL_MARKS)):
        return True
    if ";" in text and _GREEK.search(text):
        return True
    # Few texts have what else may ask, and to part sentences takes long.
    may = any(map(text.__contains__, _all_endings(in_ascii=text.isascii())))
    return may and any(map(may_ask, SENTENCE_GAP.split(text)))


@cache
def _all_endings(*, in_ascii: bool) -> tuple[str, ...]:
    """Return the endings with which some languages ask without a mark.

    Args:
        in_ascii: Whether only those that a text in ASCII may have.
    """
    endings = (ending for table in _ENDINGS for ending in all_entries(table))
    return tuple(one for one in endings if one.isascii() or not in_ascii)


def _ends_in(text: str, table: str) -> bool:
    end = text.rstrip(OUTER_MARKS).rstrip(".。…")
    return end.endswith(all_entries(table))
