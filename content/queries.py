"""Read the query that people type; every string is one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from content.tokens import tokens

_QUOTED = r"[\"“”„«»＂]"

_MARK = re.compile(_QUOTED)
_SIGNS = re.compile(r"(?:^|:)[-+:]+|:")

_PART = re.compile(
    rf"""
    (?P<sign>[-+])?
    (?:(?P<key>speaker|after|before|in):)?
    (?:{_QUOTED}(?P<quoted>[^"“”„«»＂]*){_QUOTED}|(?P<word>\S+))
    """,
    re.VERBOSE | re.IGNORECASE,
)

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Hold what a person asks for.

    Attributes:
        words: The free words, as typed, best matches first; also those of phrases.
        phrases: Each must stand in the text as it is.
        without: Words and phrases that must not stand in it.
        verbatim: Words that are not to be mended.
        speaker: A speaker's name as typed, or empty.
        after: First date, as a number ``YYYYMMDD``; 0 for none.
        before: First date that is too late, as a number ``YYYYMMDD``; 0 for none.
        place: Words of the event's place or title, or empty.
    """

    words: str = ""
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    verbatim: frozenset[str] = frozenset()
    speaker: str = ""
    after: int = 0
    before: int = 0
    place: str = ""

    @property
    def filtered(self) -> bool:
        """Tell whether anything but words narrows the answer."""
        return bool(
            self.without or self.speaker or self.after or self.before or self.place
        )


def parse(text: str) -> Query:
    """Read a query: words, ``"phrases"``, ``-word``, ``+word`` and ``key:value``.

    The keys are ``speaker``, ``after``, ``before`` and ``in``, in any order; the last
    of each counts. What can't be read as one of these is words.
    """
    query = Query()
    words: list[str] = []
    for part in _PART.finditer(text):
        read = _keyed(query, part) or _signed(query, part)
        if read is not None:
            query = read
        if part["key"] is None and part["sign"] != "-":
            words.append(part["quoted"] if part["word"] is None else part["word"])
        elif read is None:
            words.append(part[0])
    return replace(query, words=" ".join(" ".join(words).split()))


def spelt(query: Query) -> str:
    """Write a query so that `parse` reads the same again.

    Marks that quote nothing are left out: the next one would close them.
    """
    phrased = " ".join(query.phrases).split()
    words = [
        "+" * as_typed + part
        for word in unmarked(query.words).split()
        if (as_typed := _verbatim(word, query)) or word not in phrased
        for part in _plain(word).split()
    ]
    parts = [f'"{phrase}"' for phrase in query.phrases]
    parts += [f"-{_whole(each)}" for each in query.without]
    for key, value in (("speaker", query.speaker), ("in", query.place)):
        if value:
            parts.append(f"{key}:{_whole(value)}")
    for key, date in (("after", query.after), ("before", query.before)):
        if date:
            parts.append(f"{key}:{written_date(date)}")
    return " ".join([*words, *parts])


def _plain(word: str) -> str:
    """Return a word so that it is read as one, wherever it came from.

    >>> _plain("well-known"), _plain("-war"), _plain("speaker:brook")
    ('well-known', 'war', 'speaker brook')
    """
    return " ".join(_SIGNS.sub(" ", word).split())


def _verbatim(word: str, query: Query) -> bool:
    found = {token.form.casefold() for token in tokens(word)}
    return bool(found) and found <= query.verbatim


def _whole(value: str) -> str:
    """Put marks around what would be read as more than one thing.

    >>> _whole("brook"), _whole('Ada "Bo" Brook')
    ('brook', '"Ada Bo Brook"')
    """
    plain = unmarked(value)
    return f'"{plain}"' if " " in plain or ":" in plain else plain


def unmarked(text: str) -> str:
    """Return a text without marks that would be read as quotation.

    >>> unmarked('a “grand” plan')
    'a grand plan'
    """
    return " ".join(_MARK.sub(" ", text).split())


def relaxed(query: Query) -> Iterator[tuple[Query, tuple[str, ...]]]:
    """Yield a query and then wider ones, each with what it gives up, as typed.

    The words go last and are never given up, nor is whose words are asked for.
    """
    dropped: tuple[str, ...] = ()
    yield query, dropped
    if not query.words:
        return
    if query.phrases:
        dropped += tuple(f'"{phrase}"' for phrase in query.phrases)
        query = replace(query, phrases=())
        yield query, dropped
    if query.place:
        dropped += (f"in:{query.place}",)
        query = replace(query, place="")
        yield query, dropped
    if query.after or query.before:
        dates = (("after", query.after), ("before", query.before))
        dropped += tuple(f"{key}:{written_date(date)}" for key, date in dates if date)
        query = replace(query, after=0, before=0)
        yield query, dropped


def date_number(text: str) -> int:
    """Return a date, in full or in part, as ``YYYYMMDD``, or 0 where it is none.

    >>> date_number("1950-06"), date_number("1950"), date_number("soon")
    (19500601, 19500101, 0)
    """
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return 0
    year, month, day = (int(part or 1) for part in found.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31 and year):
        return 0
    return year * 10_000 + month * 100 + day


def written_date(number: int) -> str:
    """Write a number ``YYYYMMDD`` as an ISO date.

    >>> written_date(19500601)
    '1950-06-01'
    """
    return f"{number // 10_000:04}-{number // 100 % 100:02}-{number % 100:02}"


def _keyed(query: Query, part: re.Match[str]) -> Query | None:
    """Take a ``key:value`` in, or say with None that it is none."""
    value = part["quoted"] if part["word"] is None else part["word"]
    key = (part["key"] or "").lower()
    value = " ".join(value.split())
    if not key or part["sign"] or not _telling(value):
        return None
    if key == "speaker":
        return replace(query, speaker=value)
    if key == "in":
        return replace(query, place=value)
    date = date_number(value)
    if not date:
        return None
    if key == "after":
        return replace(query, after=date)
    return replace(query, before=date)


def _signed(query: Query, part: re.Match[str]) -> Query | None:
    """Take a phrase, or a word with a sign, in; None where it is a plain word."""
    if part["key"]:
        return None
    value = part["quoted"] if part["word"] is None else part["word"]
    value = " ".join(value.split())
    if not _telling(value):
        return None
    if part["sign"] == "-":
        return replace(query, without=(*query.without, value))
    if part["word"] is None:
        return replace(query, phrases=(*query.phrases, value))
    if part["sign"] == "+":
        forms = {token.form.casefold() for token in tokens(value)}
        return replace(query, verbatim=query.verbatim | forms)
    return None


def _telling(value: str) -> bool:
    """Tell whether there is any letter or digit to look for."""
    return next(tokens(value), None) is not None
