"""The names on the cards of posts, without what a program prints beside all of them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from content.language.sentence_marks import COLONS, STOPS
from content.language.word_lists import all_words
from content.language.words.word_patterns import WORD_OR_NUMBER
from content.segment.labels.letters import answer_words
from content.segment.names.given_names import has_given_name
from content.segment.names.name_score import is_false_label, label_key
from content.segment.names.spelling.capitals import WITHOUT_CASE

_MIN_AGAIN, _MIN_ALIKE, _MIN_TIMES = 0.4, 0.8, 2
_CACHED = 4096
_NO_NAME = frozenset(":/")
_MAX_NAME_CHARS, MAX_NAME_WORDS = 40, 5
# A telephone, or the number of a post.
_NUMBERED = re.compile(r"\+[\d\s()-]{7,20}|\d{1,3}|[^\W\d_]")
# "Posted by u/ada72"
_USER = re.compile(r"^(?:.{0,30}\s)?/?u/(?=\w)")
_COUNTS = re.compile(r"\s\d|,")
_HANDLE_SIGN = re.compile(r"[^\W\d_][\d_]|_[^\W\d_]|[a-z][A-Z]")
_NUMBERING = re.compile(r"#?\d{1,4}[.)]\s+(?=\S)")
# "ada72[S]": who opened the thread.
_ROLE = re.compile(r"\[\w{1,3}\]$")


def come_back(names: Iterable[str], least: float = _MIN_AGAIN) -> bool:
    """Return whether a share of names stands more than once among them."""
    times = Counter(map(label_key, names))
    again = sum(count for count in times.values() if count > 1)
    return again >= least * sum(times.values())


def are_people(names: Iterable[str]) -> bool:
    """Return whether half of some names are only people's: given names, handles.

    >>> are_people(["ada_72", "Guest", "Tom Ferro"]), are_people(["Fees", "Dates"])
    (True, False)
    """
    suffixes = tuple(all_words("labels.honorific_suffixes"))
    shown = [
        (has_given_name(name) and not _COUNTS.search(name))
        or name.endswith(suffixes)
        or _is_handle(name)
        for name in names
    ]
    return 2 * sum(shown) >= len(shown)


def _is_handle(name: str) -> bool:
    """Return whether one word has a digit or a line in it, or starts with a small letter."""
    letter = name[:1].islower()
    return " " not in name and (letter or _HANDLE_SIGN.search(name) is not None)


def bare_names(names: Mapping[int, str]) -> dict[int, str]:
    """Return what may be names, without words that stand beside nearly all of them.

    "Ada says:", "@ada", "Post by ada72".
    """
    names = {n: _USER.sub("", name) for n, name in names.items()}
    numbered = sum(_NUMBERING.match(name) is not None for name in names.values())
    if numbered >= _MIN_ALIKE * len(names):  # "1. ada72"
        names = {n: _NUMBERING.sub("", name) for n, name in names.items()}
    led = [name for name in names.values() if name.rstrip().endswith(COLONS)]
    names = _without_addressed(names)
    said = _verb_of(led) if len(led) >= _MIN_ALIKE * len(names) else ""
    parts = {
        n: name.rstrip(" :：").removesuffix(said).split()
        for n, name in names.items()
        if name
    }
    for edge in (0, -1) * 2:  # "posted by", "ha detto"
        fixed = _at_edge(parts.values(), edge)
        kept = slice(1, None) if edge == 0 else slice(None, -1)
        parts = {
            n: words[kept] if len(words) > 1 and words[edge] in fixed else words
            for n, words in parts.items()
        }
    found: dict[int, str] = {}
    for n, words in parts.items():
        name = " ".join(words)
        if may_name(name):
            bare = _ROLE.sub("", name.strip(":：,")).lstrip("@~#•· ")
            found[n] = bare.rstrip("•·|»› ").strip()
    return {n: name for n, name in found.items() if name}


def _without_addressed(names: Mapping[int, str]) -> dict[int, str]:
    """Return names without whom the post answers: "ada72 replied to @tom"."""
    plain = {name for name in names.values() if "@" not in name}
    found: dict[int, str] = {}
    for n, name in names.items():
        head, sign, other = name.partition("@")
        writer = ""
        if sign and head.strip() and head.endswith(" "):
            first = head.split()[0] if other in plain else ""
            writer = name_at_start(head, plain) or first
        found[n] = writer or name
    return found


def name_at_start(text: str, names: Collection[str]) -> str:
    """Return the name with which a text opens; empty if it opens with none of them.

    >>> name_at_start("Ada Brook replied to", {"Ada Brook", "tom"})
    'Ada Brook'
    """
    words = text.split(maxsplit=MAX_NAME_WORDS)[:MAX_NAME_WORDS]
    openings = (" ".join(words[: n + 1]).rstrip(",:") for n in range(len(words)))
    return next((one for one in openings if one in names), "")


def _at_edge(parts: Iterable[Sequence[str]], edge: int) -> set[str]:
    """Return the words with which nearly all names begin, or end."""
    listed = list(parts)
    times = Counter(words[edge] for words in listed if len(words) > 1)
    return {
        word
        for word, n in times.items()
        # Behind the last post may stand what the page says.
        if n >= min(_MIN_ALIKE * len(listed), len(listed) - 1) and n > _MIN_TIMES
    }


def _verb_of(led: Sequence[str]) -> str:
    """Return what ends all names, in scripts that part no words: "说道"."""
    bare = {name.rstrip(" :：") for name in led}
    if len(bare) < 2:
        return ""
    first, size = min(bare, key=len), 0
    while size < len(first) and all(
        name[-size - 1 :] == first[-size - 1 :] for name in bare
    ):
        size += 1
    shared = first[len(first) - size :]
    return shared if WITHOUT_CASE.match(shared) else ""


@lru_cache(maxsize=_CACHED)
def may_name(name: str) -> bool:
    """Return whether a few words may be somebody's name, whatever it looks like."""
    return (
        0 < len(name) <= _MAX_NAME_CHARS
        and len(name.split()) <= MAX_NAME_WORDS
        and (sum(map(str.isalpha, name)) > 1 or _NUMBERED.fullmatch(name) is not None)
        and not (name.isupper() and " " in name)
        and all(name.count(a) == name.count(b) for a, b in ("()", "[]", "（）"))
        and _NO_NAME.isdisjoint(name.rstrip(":"))
        and not (
            name.endswith(STOPS)
            and len(name.split()) > 2 < len(name.rsplit(maxsplit=1)[-1])
        )
        and not name.endswith(("?", "!", "？", "！", "。"))
        and not is_false_label(name)
        and name.casefold() not in answer_words()
    )


@lru_cache(maxsize=_CACHED)
def squeezed(text: str) -> str:
    """Return the letters and digits of a text, folded."""
    return "".join(filter(str.isalnum, text)).casefold()


def is_doubled(above: str, text: str) -> bool:
    """Return whether a line holds a name that stands in the line above, too."""
    longest = 2 * _MAX_NAME_CHARS
    if text == above or not 0 < len(text) <= longest or not 0 < len(above) <= longest:
        return False
    inner = squeezed(text)
    if len(inner) < 2 or inner not in squeezed(above) or not may_name(text):
        return False
    # "MOD" is not in "AutoModerator".
    starts = (one.start() for one in WORD_OR_NUMBER.finditer(above))
    return any(squeezed(above[start:]).startswith(inner) for start in starts)
