"""The forms of a person's names: folded, in Latin letters, split into family and given."""

import re
from collections.abc import Iterable, Iterator

from content.names.parsing import (
    expand_umlauts,
    fold_name,
    form_words,
    is_latin,
    mark_as_romanised,
    natural_order,
    to_latin,
)
from content.names.similar_words import word_similarity

_MIN_SOUND_SIMILARITY = 80.0
"""Similarity (0 to 100) of a romanised name to the Latin name that it spells."""

_MAX_FAMILY_CHARS = 3
"""Characters of a family name: one in most of China and Korea, up to three in Japan."""

_HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HANGUL = "\uac00-\ud7a3"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"

_EAST_ASIAN_NAME = re.compile(f"[{_HAN}{_HANGUL}][{_HAN}{_HANGUL}{_KANA}]{{1,5}}")
"""A family and a given name without a space; in Katakana alone it is a foreigner's."""

_DOTS = re.compile("[·・•‧]")
"""Characters between the parts of foreign names."""

_CHARACTER = re.compile(f"[{_HAN}{_HANGUL}]")


def name_forms(name: str, written: Iterable[str]) -> Iterator[str]:
    """Yield each form of a person's names once: folded, and in Latin letters.

    Args:
        name: What the library calls the person.
        written: Every name and alias, as the files have it.
    """
    plain = [natural_order(each) for each in written]
    folded = dict.fromkeys(map(fold_name, plain))
    has_latin = is_latin(fold_name(name)) or any(
        " " in each for each in folded if is_latin(each)
    )
    both = dict.fromkeys(
        [*folded, *(fold_name(expand_umlauts(each)) for each in plain)]
    )
    yield from dict.fromkeys(
        form for each in both for form in _scripts(each, has_latin=has_latin)
    )


def family_and_given(name: str, written: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield how Chinese, Japanese and Korean names may split into family and given name.

    Only names of the person's own script are: that of Lincoln in Chinese, 林肯, is no
    name of the family 林. A person's own name is the one that the library uses, or
    one that sounds like their Latin name.

    >>> list(family_and_given("王小明", ["王小明"]))
    [('王', '小明'), ('王小', '明')]
    >>> list(family_and_given("Abraham Lincoln", ["Abraham Lincoln", "林肯"]))
    []
    """
    written = list(written)
    if not (whole_names := dict.fromkeys(filter(None, map(_east_asian_name, written)))):
        return
    native = bool(_east_asian_name(name))
    spoken = [
        "".join(order)
        for each in written
        if is_latin(each) and len(words := form_words(fold_name(each))) > 1
        for order in (words, words[::-1])
    ]
    for whole in whole_names:
        sound = to_latin(whole)
        if native or any(
            word_similarity(sound, each) >= _MIN_SOUND_SIMILARITY for each in spoken
        ):
            for at in range(1, min(_MAX_FAMILY_CHARS + 1, len(whole))):
                yield whole[:at], whole[at:]


def is_character(word: str) -> bool:
    """Return whether a word is one Chinese, Japanese or Korean character: no initial."""
    return _CHARACTER.fullmatch(word) is not None


def _east_asian_name(name: str) -> str:
    """Return an East Asian name without its space, or nothing for any other name."""
    whole = "" if _DOTS.search(name) else fold_name(name).replace(" ", "")
    return whole if _EAST_ASIAN_NAME.fullmatch(whole) else ""


def _scripts(form: str, *, has_latin: bool) -> Iterator[str]:
    """Yield a folded name as it is and, where it differs, in Latin letters.

    Where the person has a Latin name, the romanised one is `mark_as_romanised`: it is matched by what
    is typed in another script, but is a slip when typed in Latin ("Markesh" for Marquesh).
    """
    yield form
    if not form.isascii() and (romanised := to_latin(form)):
        other = has_latin and not is_latin(form)
        yield mark_as_romanised(romanised) if other else romanised
