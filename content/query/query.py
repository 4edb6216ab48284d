"""Read the query that people type; every string is one."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from content.language.tokens import tokens
from content.query.dates import asked_date, written_date

_QUOTED = r"[\"“”„«»＂]"

_MARK = re.compile(_QUOTED)
_SIGNS = re.compile(r"(?:^|[:：])[-+:：]+|[:：]")

_KEY = r"(?ai:speaker|after|before|in)"

# A space may stand after the colon, unless what follows is a part of its own.
_PART = re.compile(
    rf"""
    (?P<sign>[-+])?
    (?:(?P<key>{_KEY})[:：](?:\s+(?![-+]|{_KEY}[:：]))?)?
    (?:{_QUOTED}(?P<quoted>[^"“”„«»＂]*){_QUOTED}|(?P<word>\S+))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Hold what a person asks for.

    Attributes:
        words: The free words, as typed, best matches first; also those of phrases.
        phrases: Each must stand in the text as it is.
        without: Words and phrases that must not stand in it.
        verbatim: Words that are not to be mended.
        speaker: A speaker's name as typed, or empty.
        after: First date, as of `query_dates.asked_date`; 0 for none.
        before: First date that is too late, the same.
        place: Words of the event's place or title, or empty.
        not_speakers: Names, as typed, of people whose words are not wanted.
        not_places: Words, as of `place`, of events that are not wanted.
        unread: What should have been dates and is none, as typed.
    """

    words: str = ""
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    verbatim: frozenset[str] = frozenset()
    speaker: str = ""
    after: int = 0
    before: int = 0
    place: str = ""
    not_speakers: tuple[str, ...] = ()
    not_places: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        """Tell whether anything but words narrows the answer."""
        return bool(
            self.without
            or self.speaker
            or self.after
            or self.before
            or self.place
            or self.not_speakers
            or self.not_places
        )

    @property
    def apart(self) -> str:
        """The words that stand beside the phrases."""
        phrased = Counter(" ".join(self.phrases).split())
        left = []
        for word in self.words.split():
            if phrased[word]:
                phrased[word] -= 1
            else:
                left.append(word)
        return " ".join(left)


@lru_cache(maxsize=256)
def parse(text: str) -> Query:
    """Read a query: words, ``"phrases"``, ``-word``, ``+word`` and ``key:value``.

    The keys are ``speaker``, ``after``, ``before`` and ``in``, in any order; the last
    of each counts, but for those with a ``-``, which all do. What is no date where one
    should stand is left unread; what else can't be read as one of these is words.
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
    beside = unmarked(query.apart).split()
    inside = unmarked(" ".join(query.phrases)).split()
    insisted = {each for each in inside if _verbatim(each, query)}.difference(beside)
    words = [
        "+" * _verbatim(word, query) + part
        for word in (*beside, *sorted(insisted))
        for part in _plain(word).split()
    ]
    parts = [f'"{phrase}"' for phrase in query.phrases]
    parts += [f"-{_whole(each)}" for each in query.without]
    keyed = [("speaker", query.speaker), ("in", query.place)]
    keyed += [("-speaker", each) for each in query.not_speakers]
    keyed += [("-in", each) for each in query.not_places]
    parts += [f"{key}:{_whole(value)}" for key, value in keyed if value]
    for key, date in (("after", query.after), ("before", query.before)):
        if date:
            parts.append(f"{key}:{written_date(date)}")
    for key, _, value in (each.partition(":") for each in query.unread):
        parts.append(f"{key}:{_whole(value)}")
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
    return f'"{plain}"' if re.search(r"[\s:：]", plain) else plain


def unmarked(text: str) -> str:
    """Return a text without marks that would be read as quotation.

    >>> unmarked('a “grand” plan')
    'a grand plan'
    """
    return " ".join(_MARK.sub(" ", text).split())


def _keyed(query: Query, part: re.Match[str]) -> Query | None:
    """Take a ``key:value`` in, or say with None that it is none."""
    value = " ".join((part["quoted"] if part["word"] is None else part["word"]).split())
    key, barred = (part["key"] or "").lower(), part["sign"] == "-"
    if not key or not _telling(value):
        return None
    if key in {"after", "before"}:
        return _dated(query, key, value, barred=barred)
    if key == "speaker":
        if barred:
            return replace(query, not_speakers=(*query.not_speakers, value))
        return replace(query, speaker=value)
    if barred:
        return replace(query, not_places=(*query.not_places, value))
    return replace(query, place=value)


def _dated(query: Query, key: str, value: str, *, barred: bool) -> Query:
    """Take a date in, or note what is none; there is no leaving out by dates."""
    value = unmarked(value)
    date = 0 if barred else asked_date(value)
    if not date:
        typed = f"{'-' * barred}{key}:{value}"
        return replace(query, unread=(*query.unread, typed))
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
