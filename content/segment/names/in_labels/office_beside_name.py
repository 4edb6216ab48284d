"""What may be an office beside a name in a label, in words of any kind.

"Træner Ada Brook", "Ada Brook, træner", "træner (Ada Brook)": that the office stands alone
in another label shows it to be one.
"""

from collections.abc import Iterator
from functools import lru_cache

from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.name_score import BRACKET, without_brackets
from content.segment.names.spelling.capitals import HAN_NAME, HAN_OR_KANA
from content.segment.names.titles import strip_titles
from content.segment.names.words import CJK_ROLE

_HAN_CUTS = (2, 3, 4)
_MAX_WORDS = 14


@lru_cache(maxsize=8192)
def offices_beside_name(printed: str) -> tuple[tuple[str, str], ...]:
    """Return what may be an office and a whole name, each way that a label may be parted.

    >>> offices_beside_name("Træner Jane Hall"), offices_beside_name("Jane Hall, træner")
    ((('Træner', 'Jane Hall'),), (('træner', 'Jane Hall'),))
    >>> offices_beside_name("Træner (Jane Hall)"), offices_beside_name("Jane Hall Brook")
    ((('Træner', 'Jane Hall'),), ())
    """
    if len(printed.split()) > _MAX_WORDS:
        return ()
    return tuple(
        (office.strip(" ,"), strip_titles(name.strip(" ,")))
        for office, name in _cuts(printed)
        if is_whole_name(name.strip(" ,"))
    )


def is_whole_name(name: str) -> bool:
    """Return whether words are somebody's whole name, also in Han letters."""
    han = HAN_NAME.fullmatch(name) and opens_with_han_surname(name)
    return is_person(name) or (bool(han) and not CJK_ROLE.regex.search(name))


def _cuts(printed: str) -> Iterator[tuple[str, str]]:
    """Yield the parts that signs tell, or a known given name; Han letters have no blanks."""
    noted, whole = BRACKET.search(printed), without_brackets(printed)
    if noted:
        yield whole, noted.group(1)
    name, comma, behind = whole.partition(",")
    if comma:
        yield behind, name
    for n in _HAN_CUTS if HAN_OR_KANA.match(whole) else ():
        yield whole[:-n], whole[-n:]
        yield whole[n:], whole[:n]
    words = whole.split()
    given = [is_given_name(word) for word in words]
    for n in range(1, len(words) - 1):
        if not given[n] or given[0]:
            continue
        if not is_given_name(words[-1], surely=True):
            yield " ".join(words[:n]), " ".join(words[n:])
        if not any(given[n + 1 :]):
            # A family name may stand first, and an office last.
            yield " ".join(words[n + 1 :]), " ".join(words[: n + 1])
        break
