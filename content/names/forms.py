"""The forms under which a person's names are known: folded, written out, parted."""

import re
from collections.abc import Iterable, Iterator

from content.names.near import likeness
from content.names.reading import (
    digraphs,
    fold,
    form_words,
    is_latin,
    latin,
    marked,
    straight,
)

_OWN_SCRIPT = 80.0
"""Likeness (0 to 100) of a romanised name to the Latin one that it spells."""

_LONGEST_FAMILY = 3
"""Characters of a family name: one in most of China and Korea, up to three in Japan."""

_HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HANGUL = "\uac00-\ud7a3"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"

_UNPARTED = re.compile(f"[{_HAN}{_HANGUL}][{_HAN}{_HANGUL}{_KANA}]{{1,5}}")
"""A family and a given name in one; in Katakana alone it would be a foreigner's."""

_DOTS = re.compile("[·・•‧]")
"""Stand between the names of foreigners."""

_CHARACTER = re.compile(f"[{_HAN}{_HANGUL}]")


def forms_of(name: str, written: Iterable[str]) -> Iterator[str]:
    """Yield each form of a person's names once: folded, and in Latin letters.

    Args:
        name: What the library calls the person.
        written: Every name and alias, as the files have it.
    """
    plain = [straight(each) for each in written]
    folded = dict.fromkeys(map(fold, plain))
    has_latin = is_latin(fold(name)) or any(
        " " in each for each in folded if is_latin(each)
    )
    both = dict.fromkeys([*folded, *(fold(digraphs(each)) for each in plain)])
    yield from dict.fromkeys(
        form for each in both for form in _scripts(each, has_latin=has_latin)
    )


def parted(name: str, written: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield how Chinese, Japanese and Korean names may part into family and given name.

    Only names of the person's own script are: that of Lincoln in Chinese, 林肯, is no
    name of the family 林. A person's own name is the one that the library uses, or
    one that sounds like their Latin name.

    >>> list(parted("王小明", ["王小明"]))
    [('王', '小明'), ('王小', '明')]
    >>> list(parted("Abraham Lincoln", ["Abraham Lincoln", "林肯"]))
    []
    """
    written = list(written)
    if not (unparted := dict.fromkeys(filter(None, map(_unparted, written)))):
        return
    native = bool(_unparted(name))
    spoken = [
        "".join(order)
        for each in written
        if is_latin(each) and len(words := form_words(fold(each))) > 1
        for order in (words, words[::-1])
    ]
    for whole in unparted:
        sound = latin(whole)
        if native or any(likeness(sound, each) >= _OWN_SCRIPT for each in spoken):
            for at in range(1, min(_LONGEST_FAMILY + 1, len(whole))):
                yield whole[:at], whole[at:]


def is_character(word: str) -> bool:
    """Tell a Chinese, Japanese or Korean character, which is a name and no initial."""
    return _CHARACTER.fullmatch(word) is not None


def _unparted(name: str) -> str:
    """Return a name without its space, or nothing where it is none to be parted."""
    whole = "" if _DOTS.search(name) else fold(name).replace(" ", "")
    return whole if _UNPARTED.fullmatch(whole) else ""


def _scripts(form: str, *, has_latin: bool) -> Iterator[str]:
    """Yield a folded name as it is and, where it differs, in Latin letters.

    Where the person has a Latin name, the romanised one is `marked`: it is met by what
    is typed in another script, but is a slip when typed in Latin ("Markesh" for Marquesh).
    """
    yield form
    if not form.isascii() and (romanised := latin(form)):
        other = has_latin and not is_latin(form)
        yield marked(romanised) if other else romanised
