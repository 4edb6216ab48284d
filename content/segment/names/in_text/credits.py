"""Lines that say who made a page: "Text: Ada Brook. Photos: Jane Hall"."""

import re

from content.language.word_lists import WordPattern, all_words
from content.segment.names.words import label_words

_CREDIT = WordPattern(r"(?:<pages.credits>)\s?[:：]\s?(?=\S)")
_PARTS = re.compile(r"\s*[|·•/;]\s*|(?<=[^\W\d_]{2})[.,]\s+|\s[–—-]\s|\s{2,}|　|\n")
_MAX_CREDIT = 160
_FIELDS = 2
# "By Ada Brook", "Text Ada Brook Photos Jane Hall", "Interview: Ada Brook".
_MAKER = WordPattern(
    r"\A[\W_]*(?:<pages.credits>|<headlines.by>|<headlines.by_lines>|<pages.author_fields>)"
    r"(?:\s?[:：／]\s?|\s)(?=\S)"
)
_LAST_MAKER = WordPattern(r"\s(?:<pages.credits>)\W*$", by_words=True)
_MAKER_BEHIND = WordPattern(
    r"(?:[\s(（/|–—-](?:<pages.credits>)\s?[:：=＝]|\s?[(（/|]\s?(?:<pages.credits>)(?!\w))"
    r"\s?[^\n:：]{2,60}$|[=＝][^\n:：=＝]{2,16}(?:<pages.credits>)$"
)
# "Ada Brook in the harbour. All photos: Jane Hall, Moor Post"
_LAST_CREDIT = WordPattern(
    r"[.!?…)»”\"]\s(?:[^\W\d_]+\s){0,2}(?:<pages.credits>)\s?[:：]\s?(?P<maker>[^\n:：]{2,60})$"
)
_RECORDED = WordPattern(
    r"(?:^[\W_]*|[.;|·,]\s)(?:<pages.recorded_by>)(?:\s?[:：]\s?|\s)(?=\S)"
)
# "· 23 August 2018 · 6 min read", "| Objavljeno: 30. srpanj 2022"
_DATED = re.compile(
    r"\s[|·•/]\s[^|·•/,.]{0,30}\d(?:[^|·•/,.]|(?<=\d)\.){0,20}(?=$|\s[|·•/]\s)"
)
_BETWEEN_MAKERS = re.compile(r"\s[|·•/–—-]\s|[,;|]\s")
# "podcast v textu: Eva Matějčná"
_DONE_BY = re.compile(
    r"(?:^|(?<=[,;|·.]))\s*(?:[^\W\d_]+\s){0,3}[^\W\d_]+:\s[^\s,;|:]+(?:\s[^\s,;|:]+){1,3}(?=\s?[,;|·.]|$)"
)
_MIN_DONE = 3
_MAX_MAKER_WORDS = 8
_MAX_NAME_WORDS = 5
_ENDS_SENTENCE = re.compile(r"[!?…。！？:：]\W*$")


def is_credit(text: str) -> bool:
    """Return whether a short line only says who made a page, and when.

    >>> is_credit("Text: Ada Brook. Photos: Jane Hall"), is_credit("Text: We wait.")
    (True, False)
    """
    bare = text.strip()
    if len(bare) > _MAX_CREDIT or bare.count(":") + bare.count("：") < _FIELDS:
        return False
    if _ENDS_SENTENCE.search(bare):
        return False
    parts = [part for part in _PARTS.split(bare) if part]
    fields = [found for part in parts if (found := _CREDIT.regex.match(part))]
    short = all(len(part.split()) <= _MAX_NAME_WORDS + 1 for part in parts)
    return short and len(fields) >= _FIELDS


def names_makers(text: str) -> bool:
    """Return whether a line of a page only names who wrote, asked or took the pictures.

    It opens with a word for that, or ends in one, and all else is names, or set apart a
    date and the like.

    >>> names_makers("By Ada Brook"), names_makers("Interview: Ada Brook | Photos Jane Hall")
    (True, True)
    >>> names_makers("By Ada Brook · 23 August 2018 · 6 min read")
    True
    >>> names_makers("By Harbour Road, a garden grows"), names_makers("Ada Brook, boatbuilder")
    (False, False)
    """
    bare = text.strip(" \t*_()（）[].。")
    if not bare or len(bare) > _MAX_CREDIT or _ENDS_SENTENCE.search(bare):
        return False
    if _lists_makers(bare):
        return True
    led = _MAKER.regex.match(bare)
    if led is None:
        last = _LAST_MAKER.search(bare)
        return last is not None and _are_names(bare[: last.start()])
    parts = _BETWEEN_MAKERS.split(_DATED.sub("", bare[led.end() :]))
    return all(map(_are_names, map(_without_maker, parts)))


def _lists_makers(bare: str) -> bool:
    """Return whether all of a line says who did what: "Editor: Ada Brook, sound: Tom Ferro"."""
    done = _DONE_BY.findall(bare)
    return len(done) >= _MIN_DONE and not _DONE_BY.sub("", bare).strip(" ,;|·.")


def ends_in_credit(text: str) -> bool:
    """Return whether a short line is a caption with who took the picture at its end.

    >>> ends_in_credit("Ada Brook. Photo: Moor Diocese"), ends_in_credit("Ada Brook. Photo: we see her")
    (True, False)
    """
    bare = text.strip(" \t*_()（）")
    if len(bare) > _MAX_CREDIT or not (":" in bare or "：" in bare):
        return False
    found = None if _ENDS_SENTENCE.search(bare) else _LAST_CREDIT.search(bare)
    if found is None:
        return False
    maker = found["maker"].split()
    capitals = sum(word[:1].isupper() for word in maker)
    return maker[0][:1].isupper() and capitals * 2 >= len(maker)


def find_recorded(text: str) -> re.Match[str] | None:
    """Return the words that say that whom they name next wrote down what another said.

    >>> find_recorded("Sermon of 3 May. Recorded by Jane Hall").group()
    '. Recorded by '
    >>> find_recorded("It was recorded by the river.") is None
    True
    """
    found = _RECORDED.regex.search(text)
    return None if found is None or text[found.end()].islower() else found


def without_recorder(text: str) -> str:
    """Return what a text says before the words for whoever wrote it down."""
    found = find_recorded(text)
    return text[: found.start()] if found else text


def without_makers(text: str) -> str:
    """Return a caption without who took the picture at its end.

    >>> without_makers("Ada Brook in the harbour. Photo: Jane Hall")
    'Ada Brook in the harbour.'
    >>> without_makers("Ada Brook in the harbour (photo Jane Hall)")
    'Ada Brook in the harbour'
    """
    found = _MAKER_BEHIND.regex.search(text)
    return (
        text[: found.start()].rstrip(" \t(（/|–—-") if found and found.start() else text
    )


def _without_maker(part: str) -> str:
    led = _MAKER.regex.match(part)
    return part[led.end() :] if led else part


def _are_names(part: str) -> bool:
    """Return whether all words of a phrase may be of names."""
    small = label_words().particles | all_words("names.and")
    words = [word for word in part.split() if not word[:1].isdigit()]
    return len(words) <= _MAX_MAKER_WORDS and all(
        not word[:1].islower() or word.casefold() in small for word in words
    )
