"""The query language: words, phrases, exclusions, and ``key:value`` restrictions.

Every string is a query: what can't be read as anything else is words.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from content.language.words.tokens import tokens
from content.query.dates import format_date, partial_date_number

_QUOTE_MARKS = r"[\"“”„«»＂]"

_QUOTE = re.compile(_QUOTE_MARKS)
_OPERATORS = re.compile(r"(?:^|[:：])[-+:：]+|[:：]")

_KEY = r"(?ai:speaker|after|before|in)"

# A space may stand after the colon, unless what follows is a part of its own. A hyphen
# behind a closing quotation mark is no sign: „Model C“-Schulen.
_PART = re.compile(
    rf"""
    (?:(?<![^\s(\[（])(?P<sign>[-+]|(?:AND\s+)?NOT\s+(?=[^\s+-])))?
    (?:(?P<key>{_KEY})[:：](?:\s+(?![-+]|{_KEY}[:：]))?)?
    (?:{_QUOTE_MARKS}(?P<quoted>[^"“”„«»＂]*){_QUOTE_MARKS}|(?P<word>\S+))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as typed, in parts.

    Attributes:
        words: The free words, as typed; also those of phrases.
        phrases: Each must stand in the text as it is.
        excluded: Words and phrases that must not stand in it.
        verbatim: Words whose spelling is not to be corrected.
        speaker: A speaker's name as typed, or empty.
        other_speakers: Names that were typed in the same way before it.
        after: First date, as of `partial_date_number`; 0 for none.
        before: First date that is too late, the same.
        place: Words of the event's place or title, or empty.
        excluded_speakers: Names, as typed, of people whose words are not wanted.
        excluded_places: Words, as of `place`, of events that are not wanted.
        invalid_dates: Restrictions whose value should be a date and is none, as typed.
    """

    words: str = ""
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    verbatim: frozenset[str] = frozenset()
    speaker: str = ""
    other_speakers: tuple[str, ...] = ()
    after: int = 0
    before: int = 0
    place: str = ""
    excluded_speakers: tuple[str, ...] = ()
    excluded_places: tuple[str, ...] = ()
    invalid_dates: tuple[str, ...] = ()

    @property
    def has_filters(self) -> bool:
        """Whether anything but words and phrases restricts the results."""
        return bool(
            self.excluded
            or self.speaker
            or self.after
            or self.before
            or self.place
            or self.excluded_speakers
            or self.excluded_places
        )

    @property
    def outside_phrases(self) -> str:
        """The words that are not part of a phrase."""
        phrased = Counter(" ".join(self.phrases).split())
        left = []
        for word in self.words.split():
            if phrased[word]:
                phrased[word] -= 1
            else:
                left.append(word)
        return " ".join(left)


@lru_cache(maxsize=256)
def parse_query(text: str) -> Query:
    """Parse a query: words, ``"phrases"``, ``-word``, ``+word`` and ``key:value``.

    ``NOT word`` means ``-word``, unless all is in capitals. The keys are ``speaker``,
    ``after``, ``before`` and ``in``, in any order; the last of each counts, but for
    those with a ``-``, which all do; of speakers the others are kept beside it. What else can't be read as one of these is words.
    """
    query = Query()
    words: list[str] = []
    if text.upper() == text:
        text = text.replace("NOT", "not")  # one word like the others
    for part in _PART.finditer(text):
        read = _with_restriction(query, part) or _with_phrase_or_sign(query, part)
        if read is not None:
            query = read
        if part["key"] is None and not _excludes(part):
            plain = part["word"] == "NOT"
            words.append("not" if plain else _value(part))
        elif read is None:
            words.append(part[0])
    return replace(query, words=" ".join(" ".join(words).split()))


def phrase_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where what is read as a quoted phrase starts and ends in a query.

    >>> [*phrase_spans('reed "the flood" 5" of rain')]
    [(5, 16)]
    """
    return (part.span() for part in _PART.finditer(text) if part["quoted"] is not None)


def hide_phrases(text: str) -> str:
    """Return a text in which quoted phrases are marks alone; all blanks stay in place.

    >>> hide_phrases('reed "care for us" about war')
    'reed ””””” ””” ””” about war'
    """
    return _PART.sub(
        lambda part: re.sub(r"\S", "”", part[0]) if part["quoted"] else part[0], text
    )


def format_query(query: Query) -> str:
    """Write a query so that `parse_query` returns it again.

    Marks that quote nothing are left out: the next one would close them.
    """
    beside = without_quotes(query.outside_phrases).split()
    inside = without_quotes(" ".join(query.phrases)).split()
    insisted = {each for each in inside if _is_verbatim(each, query)}.difference(beside)
    words = [
        "+" * _is_verbatim(word, query) + part
        for word in (*beside, *sorted(insisted))
        for part in _as_plain_words(word).split()
    ]
    parts = [f'"{phrase}"' for phrase in query.phrases]
    parts += [f"-{_quoted_if_needed(each)}" for each in query.excluded]
    keyed = [("speaker", each) for each in query.other_speakers]
    keyed += [("speaker", query.speaker), ("in", query.place)]
    keyed += [("-speaker", each) for each in query.excluded_speakers]
    keyed += [("-in", each) for each in query.excluded_places]
    parts += [f"{key}:{_quoted_if_needed(value)}" for key, value in keyed if value]
    for key, date in (("after", query.after), ("before", query.before)):
        if date:
            parts.append(f"{key}:{format_date(date)}")
    for key, _, value in (each.partition(":") for each in query.invalid_dates):
        parts.append(f"{key}:{_quoted_if_needed(value)}")
    return " ".join([*words, *parts])


def _as_plain_words(word: str) -> str:
    """Return a word without characters that the query language has a meaning for.

    >>> _as_plain_words("well-known"), _as_plain_words("-war"), _as_plain_words("speaker:brook")
    ('well-known', 'war', 'speaker brook')
    """
    return " ".join(_OPERATORS.sub(" ", word).split())


def _is_verbatim(word: str, query: Query) -> bool:
    found = {token.form.casefold() for token in tokens(word)}
    return bool(found) and found <= query.verbatim


def _quoted_if_needed(value: str) -> str:
    """Return a value in quotation marks if it would be parsed as more than one part.

    >>> _quoted_if_needed("brook"), _quoted_if_needed('Ada "Bo" Brook')
    ('brook', '"Ada Bo Brook"')
    """
    plain = without_quotes(value)
    return f'"{plain}"' if re.search(r"[\s:：]", plain) else plain


def without_quotes(text: str) -> str:
    """Return a text without quotation marks.

    >>> without_quotes('a “grand” plan')
    'a grand plan'
    """
    return " ".join(_QUOTE.sub(" ", text).split())


def _value(part: re.Match[str]) -> str:
    """Return the word or the quoted words of a part."""
    return " ".join((part["quoted"] if part["word"] is None else part["word"]).split())


def _excludes(part: re.Match[str]) -> bool:
    """Return whether a part has ``-`` or ``NOT`` before it."""
    return part["sign"] not in {None, "+"}


def _with_restriction(query: Query, part: re.Match[str]) -> Query | None:
    """Return a query with a ``key:value`` added; None where the part is none."""
    value = _value(part)
    key, is_excluded = (part["key"] or "").lower(), _excludes(part)
    if not key or not _has_word(value):
        return None
    if key in {"after", "before"}:
        return _with_date(query, key, value, is_excluded=is_excluded)
    if key == "speaker":
        if is_excluded:
            return replace(query, excluded_speakers=(*query.excluded_speakers, value))
        return _with_speaker(query, value)
    if is_excluded:
        return replace(query, excluded_places=(*query.excluded_places, value))
    return replace(query, place=value)


def _with_speaker(query: Query, name: str) -> Query:
    """Return a query with another speaker named; the same name twice is one."""
    named = (*query.other_speakers, query.speaker)
    others = [each for each in named if each and each.casefold() != name.casefold()]
    return replace(query, speaker=name, other_speakers=tuple(others))


def _with_date(query: Query, key: str, value: str, *, is_excluded: bool) -> Query:
    """Return a query with a date, or an invalid one, added; a date can't be excluded."""
    value = without_quotes(value)
    date = 0 if is_excluded else partial_date_number(value)
    if not date:
        typed = f"{'-' * is_excluded}{key}:{value}"
        return replace(query, invalid_dates=(*query.invalid_dates, typed))
    if key == "after":
        return replace(query, after=date)
    return replace(query, before=date)


def _with_phrase_or_sign(query: Query, part: re.Match[str]) -> Query | None:
    """Return a query with a phrase or a signed word added; None for a plain word."""
    if part["key"]:
        return None
    value = _value(part)
    if not _has_word(value):
        return None
    if _excludes(part):
        return replace(query, excluded=(*query.excluded, value))
    if part["word"] is None:
        return replace(query, phrases=(*query.phrases, value))
    if part["sign"] == "+":
        forms = {token.form.casefold() for token in tokens(value)}
        return replace(query, verbatim=query.verbatim | forms)
    return None


def _has_word(value: str) -> bool:
    """Return whether a text has any letter or digit to search for."""
    return next(tokens(value), None) is not None
