"""Numbers of what a meeting deals with: "Agenda item 4", "2. punkt", "Ad 3."."""

import re
from functools import lru_cache

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern

_NUMBER = r"(?:\d{1,3}(?:[./-]\d{1,4}){0,2}|[IVX]{1,5}\b|[一二三四五六七八九十]{1,3})"
_COUNTED = r"(?:\s?(?:<labels.number_signs>)\b\.?)?"
_ITEM = WordPattern(
    rf"[\W_]{{0,4}}(?:(?:{_NUMBER}[.ºª°]{{0,2}}[\s–-]{{0,3}})?(?:<stage.items_of_business>)"
    rf"(?![^\W\d_])\.?{_COUNTED}[\s:]{{0,2}}{_NUMBER}(?!\d)"
    rf"|{_NUMBER}[.ºª°)]{{0,2}}[\s–-]{{0,3}}(?:<stage.items_of_business>)(?![^\W\d_]))",
    re.IGNORECASE,
)
# "PUNTO SEGUNDO.- MOCIÓN", "Ponto três – Actas"
_SPELLED = WordPattern(
    r"(?:<stage.items_of_business>)\s[^\W\d_]{3,14}(?:\.\s?-|\.[–—]|\s[–—-]\s|:)\s?",
    re.IGNORECASE,
)
# "Item 4 of the agenda: Fees", "Item 4/", "Item 4.- Fees", "Item 4 – Fees"
_BEHIND = re.compile(
    r"(?:\s?[(（][^()（）]{1,60}[)）])?(?:\s?[.:：/)–—]|\s-\s)|(?:\s[^\W\d_]+(?:['’][^\W\d_]+)?"
    # "all'O.d.G."
    r"(?:(?:\.[^\W\d_])+\.?)?){0,4}\s?(?:[:：–—]|,(?=[^a-zß-ž]*$)|$)"
)
# "I call item 4:", "Punkt 3:"
_CALLED_ITEM = WordPattern(
    rf"(?<![^\W\d_])(?:<stage.items_of_business>)(?![^\W\d_])\s{_NUMBER}(?!\d)"
    r"(?:\s[^\W\d_]+){0,4}\s?[:：]$",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s")
_HOLDS_NUMBER = re.compile(r"[\dIVX一二三四五六七八九十]")
_HOLDS_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?…]\s+\S|[。！？].")
_CLOSED = tuple(f"{mark}." for mark in '"”»“')
_MAX_CHARS, _MAX_NUMBER_CHARS, _MAX_CALL = 320, 48, 160


@lru_cache(maxsize=4096)
def opens_item(text: str) -> bool:
    """Return whether a text opens with the number of an item of business.

    >>> opens_item("Agenda item 4 (Fees)"), opens_item("Flat 4 (Hall)")
    (True, False)
    """
    counted = _HOLDS_NUMBER.search(text, 0, _MAX_NUMBER_CHARS) is not None
    return counted and _ITEM.regex.match(text[:_MAX_CHARS]) is not None


@lru_cache(maxsize=4096)
def heads_item(text: str) -> bool:
    """Return whether a line is the head of an item of business, and says nothing itself.

    >>> heads_item("Agenda item 4: Fees"), heads_item("2. punkt porządku dziennego: Opłaty")
    (True, True)
    >>> heads_item("Punto n. 1 all'O.d.G.: Variazione al bilancio.")
    True
    >>> heads_item("Agenda item 4 is next."), heads_item("Agenda item 4. I am for it.")
    (False, False)
    """
    bare = text.strip()
    if len(bare) > _MAX_CHARS:
        return False
    spelled = bare[:1].isupper() and _SPELLED.regex.match(bare)
    if spelled:
        return bare.isupper() or _HOLDS_SENTENCE.search(bare[spelled.end() :]) is None
    if not opens_item(bare):
        return False
    found = _ITEM.regex.match(bare)
    behind = _BEHIND.match(bare, found.end()) if found else None
    title = bare[behind.end() :].strip() if behind else "."
    told = title.endswith(("!", "?", "！", "？")) or _HOLDS_SENTENCE.search(title)
    ended = title.endswith((".", "。")) and not title.endswith(_CLOSED)
    colon = behind is not None and behind.group().endswith(COLONS)
    return not told and (colon or not ended)


@lru_cache(maxsize=4096)
def calls_item(text: str) -> bool:
    """Return whether words before a colon call an item of business by its number.

    >>> calls_item("Let us go on. I call agenda item 4:"), calls_item("Agenda item 4.")
    (True, False)
    """
    bare = text.rstrip()
    if not bare.endswith(COLONS):
        return False
    last = _SENTENCE_START.split(bare[-_MAX_CALL:])[-1]
    return _CALLED_ITEM.regex.search(last) is not None
