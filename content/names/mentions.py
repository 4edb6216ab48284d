"""Names of speakers anywhere in what people ask: "what did Brook say about mills"."""

from collections.abc import Collection
from dataclasses import dataclass

from content.language.word_lists import all_words
from content.names.index import NameIndex
from content.names.numerals import number_follows

MAX_ASKED_WORDS = 16
"""Words of a query up to which it is searched for names: longer ones are quotations."""

MAX_MENTIONED = 3
"""As many speakers as may have a name, for their words to go before others'."""

_MAX_NAME_WORDS = 4
_AROUND = "\"'“”«».,;:?!()"
_POSSESSIVES = ("'s", "’s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Speakers that a query names.

    Attributes:
        keys: Who have the name, as of `NameIndex.find`.
        rest: The words beside it; none where it stands alone.
    """

    keys: tuple[int, ...]
    rest: str


def find_mention(
    words: str, names: NameIndex, common: Collection[str] = ()
) -> Mention | None:
    """Return the first speaker's name that a query certainly has, the longest there.

    A surname alone may be a word like others ("grant", "reed"): it is a name where it
    stands alone, after a word such as "by", before one such as "said", with a "'s", or
    with the only capital letter.

    Args:
        words: Of the query.
        names: Of the library.
        common: Surnames that are as well common words where they stand alone.
    """
    typed = words.split()
    if len(typed) > MAX_ASKED_WORDS:
        return None
    for count in range(min(_MAX_NAME_WORDS, len(typed)), 0, -1):
        for at in range(len(typed) - count + 1):
            plain = _without_possessive(" ".join(typed[at : at + count]))
            if not _is_name(plain, typed, at, count, names):
                continue
            if plain in common and len(typed) == 1:
                continue
            if number_follows(typed, at + count):
                # Another ruler's name; a part of it is nobody's either.
                return None
            keys = names.find(plain).certain
            if 0 < len(keys) <= MAX_MENTIONED:
                before = typed[:at]
                if before and before[-1].casefold() in _before():
                    before = before[:-1]
                return Mention(
                    keys=keys, rest=" ".join([*before, *typed[at + count :]])
                )
    return None


def _is_name(
    name: str, typed: list[str], at: int, count: int, names: NameIndex
) -> bool:
    ends = name.split()[:1] + name.split()[-1:]
    if not ends or any(each.casefold() in _stop_words() for each in ends):
        return False
    if count > 1:
        return names.is_certain(name)
    if not names.is_surname(name):
        return False
    before = typed[at - 1].casefold() if at else ""
    after = typed[at + 1].casefold() if at + 1 < len(typed) else ""
    capitals = [word for word in typed if word[:1].isupper()]
    return (
        len(typed) == 1
        or before in _before()
        # After another name it is somebody else's surname.
        or (
            after in all_words("queries.after_speakers")
            and (not before or before in _stop_words())
        )
        or typed[at].strip(_AROUND).endswith(_POSSESSIVES)
        or (at > 0 and capitals in ([typed[at]], [typed[0], typed[at]]))
    )


def _before() -> frozenset[str]:
    return all_words("queries.before_speakers")


def _stop_words() -> frozenset[str]:
    return all_words("stop_words")


def _without_possessive(name: str) -> str:
    name = name.strip(_AROUND)
    for ending in _POSSESSIVES:
        name = name.removesuffix(ending)
    return name
