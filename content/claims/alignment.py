"""Find where a text says what a quote says, and which of its words differ."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein, Opcodes

from content.language.words.terms import fold_word
from content.language.words.tokens import tokens

MIN_SLACK_WORDS = 8
"""Words around the likeliest place that are compared as well, at least."""

GAP_COST = 0.5
"""What a word that is left out or put in takes off, where a word in common adds 1."""

MAX_JOINED_WORDS = 8
"""Words in a row, in common with none, among which "cannot" is looked for as "can not"."""

MIN_RUN_SHARE = 0.25
"""The worth of a run, as a share of the quote's words, from which a better one is sought."""

MAX_BESIDE_WORDS = 8
"""Words that are shown for as many of a quote that differ at its beginning or end."""

_SENTENCE_END = re.compile(r"[.!?…。！？;\n]")
_NOTE = re.compile(r"\[\d{1,3}\]")
"""The mark of a note: "settled.[12]"."""

_PLAIN_LETTERS = str.maketrans(
    {
        chr(code): unicodedata.normalize("NFC", parts.replace("\u0345", ""))
        for code in range(0x1F80, 0x2000)
        if "\u0345" in (parts := unicodedata.normalize("NFD", chr(code)))
    }
    | {"ı": "i"}
)
"""Letters as they are typed that folding keeps apart, since they are others in a stem:
Greek ones without the iota below, and the Turkish dotless i, whose capital is I."""

_BRACKETED_LETTERS = re.compile(r"\[(\w{1,3})\]")
"""Letters that a citing author put in: [T]hat, nation[s]."""


class PieceKind(StrEnum):
    """What words of a comparison are."""

    SHARED = "shared"
    MISSING = "missing"
    """Words of the text that the quote has not."""
    ADDED = "added"
    """Words of the quote that the text has not."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, as printed; shared ones and missing ones are the text's."""

    kind: PieceKind
    text: str


class Wording:
    """The words of a text, folded: case, accents, dashes and quotation marks aside.

    Attributes:
        text: As given.
        forms: The words; characters, in writing without spaces.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.forms: list[str] = []
        self._slices: list[tuple[int, int]] = []
        for token in tokens(with_plain_letters(text)):
            if token.form.isdecimal() and _NOTE.match(text, token.start - 1):
                continue
            for form in fold_word(token.form):
                self.forms.append(form)
                self._slices.append((token.start, token.end))

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def joined(self) -> str:
        """The words without anything between them: so "to-day" is "today"."""
        return "".join(self.forms)

    @cached_property
    def _offsets(self) -> list[int]:
        """Return where each word begins in `joined`, and where the last one ends."""
        return [0, *accumulate(map(len, self.forms))]

    def find(self, other: "Wording") -> range | None:
        """Return the numbers of the first words that are just those of another."""
        at = self.joined.find(other.joined) if other.joined else -1
        while at >= 0:
            first = bisect_left(self._offsets, at)
            last = bisect_left(self._offsets, at + len(other.joined))
            whole = at, at + len(other.joined)
            if (self._offsets[first], self._offsets[last]) == whole:
                return range(first, last)
            at = self.joined.find(other.joined, at + 1)
        return None

    def slice_of(self, numbers: range) -> tuple[int, int]:
        """Return the slice of the text that some words in a row take."""
        if not numbers:
            return 0, 0
        return self._slices[numbers[0]][0], self._slices[numbers[-1]][1]

    def printed(self, numbers: range) -> str:
        """Return some words in a row as printed, on one line."""
        start, end = self.slice_of(numbers)
        return " ".join(self.text[start:end].split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A place of a text, compared with a quote.

    Attributes:
        score: How alike they are, from 0 to 100.
        exact: Whether the words are the same.
        words: The numbers of the text's words.
        quoted: The numbers of the quote's words that are near this place: others, before
            and after, have nothing in common with the text.
        matches: Pairs of numbers, of a word of the quote and the same one in the text;
            "cannot" is in two pairs where the text has "can not".
    """

    score: float
    exact: bool
    words: range
    quoted: range
    matches: tuple[tuple[int, int], ...]

    @property
    def shared(self) -> int:
        """Return how many words of the quote the text has."""
        return len({said for said, _ in self.matches})


def with_plain_letters(text: str) -> str:
    """Return a text with each letter as people type it who have no other.

    >>> with_plain_letters("κοινῇ ılık")
    'κοινῆ ilik'
    """
    return text if text.isascii() else text.translate(_PLAIN_LETTERS)


def without_editing(quote: str) -> str:
    """Return a quote without brackets around single letters.

    >>> without_editing("[T]hat nation[s] shall live")
    'That nations shall live'
    """
    return _BRACKETED_LETTERS.sub(r"\1", quote)


def align(quote: Wording, text: Wording) -> Alignment | None:
    """Compare a quote with the place of a text that is most like it."""
    if not quote.forms or not text.forms:
        return None
    if found := text.find(quote):
        same = tuple(zip(range(len(quote)), found, strict=False))
        return Alignment(
            score=100.0,
            exact=True,
            words=found,
            quoted=range(len(quote)),
            matches=same,
        )
    window = _likeliest_window(quote.forms, text.forms)
    pairs, worth = _best_run(quote.forms, text.forms, window, Levenshtein.opcodes)
    if MIN_RUN_SHARE * len(quote) <= worth < len(quote):
        # The fewest changes may pass over words in common that stand behind others put
        # in; the most words in common may be far apart.
        others, more = _best_run(quote.forms, text.forms, window, LCSseq.opcodes)
        pairs = others if more > worth else pairs
    if not pairs:
        return None
    words = range(pairs[0][1], pairs[-1][1] + 1)
    quoted = range(pairs[0][0], pairs[-1][0] + 1)
    return Alignment(
        score=likeness(pairs, len(quote), len(words)),
        exact=False,
        words=words,
        quoted=quoted,
        matches=tuple(pairs),
    )


def likeness(pairs: Collection[tuple[int, int]], said: int, held: int) -> float:
    """Return the share of words in common, of so many said and so many held, in per cent."""
    in_common = len({one for one, _ in pairs}) + len({other for _, other in pairs})
    return 100.0 * in_common / (said + held)


def _likeliest_window(quote: Sequence[str], text: Sequence[str]) -> range:
    """Return a part of a text, hardly longer than the quote, that is most like it."""
    if len(text) <= len(quote):
        return range(len(text))
    best = fuzz.partial_ratio_alignment(quote, text)
    if best is None:
        return range(0)
    slack = max(MIN_SLACK_WORDS, len(quote) // 3)
    return range(max(0, best.dest_start - slack), min(len(text), best.dest_end + slack))


def _best_run(
    quote: Sequence[str],
    text: Sequence[str],
    window: range,
    compare: Callable[[Sequence[str], Sequence[str]], Opcodes],
) -> tuple[list[tuple[int, int]], float]:
    """Return the densest run of words in common, in order, and its worth."""
    pairs = [
        (step.src_start + number, window.start + step.dest_start + number)
        for step in compare(quote, text[window.start : window.stop])
        if step.tag == "equal"
        for number in range(step.src_end - step.src_start)
    ]
    joined = _with_joined(quote, text, window, pairs)
    return _densest(_tightened(quote, text, joined))


def _tightened(
    quote: Sequence[str], text: Sequence[str], pairs: list[tuple[int, int]]
) -> Sequence[tuple[int, int]]:
    """Return the words in common, those beside a gap at its nearer end.

    "We give. We shall" has "we" of "we shall" twice, and just one is beside "shall".
    """
    for at in range(len(pairs) - 2, -1, -1):
        (said, place), after = pairs[at], pairs[at + 1]
        beside = after[1] - 1
        if said == after[0] - 1 and place < beside and text[beside] == quote[said]:
            pairs[at] = said, beside
    return pairs


def _with_joined(
    quote: Sequence[str],
    text: Sequence[str],
    window: range,
    pairs: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Return pairs, and between them words that are two where the other has them as one.

    "Fourscore" is "four score", and "battle field" is "battlefield".
    """
    made: list[tuple[int, int]] = []
    for said, place in (*pairs, (len(quote), window.stop)):
        first, start = made[-1] if made else (-1, window.start - 1)
        first = max(first + 1, said - MAX_JOINED_WORDS)
        start = max(start + 1, place - MAX_JOINED_WORDS)
        made += _joined(quote, text, range(first, said), range(start, place))
        made.append((said, place))
    return made[:-1]


def _joined(
    quote: Sequence[str], text: Sequence[str], said: range, held: range
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of words of which two on one side are one on the other."""
    if not said or not held or len(said) + len(held) == 2:
        return
    start = held.start
    at = said.start
    while at < said.stop:
        two = "".join(quote[at : at + 2]) if at + 1 < said.stop else ""
        for place in range(start, held.stop):
            if two == text[place] and two:
                yield from ((at, place), (at + 1, place))
                at, start = at + 1, place + 1
                break
            if place + 1 < held.stop and quote[at] == text[place] + text[place + 1]:
                yield from ((at, place), (at, place + 1))
                start = place + 2
                break
        at += 1


def _densest(
    pairs: Iterable[tuple[int, int]],
) -> tuple[list[tuple[int, int]], float]:
    """Return the run of pairs with most words in common and fewest gaps, and its worth."""
    best: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    worth = most = 0.0
    for pair in pairs:
        if run:
            left_out = max(pair[0] - run[-1][0], pair[1] - run[-1][1]) - 1
            worth -= GAP_COST * left_out
        if worth <= 0:
            run, worth = [], 0.0
        run.append(pair)
        worth += 1
        if worth > most:
            most, best = worth, [*run]
    return best, most


def pieces(quote: Wording, text: Wording, found: Alignment) -> tuple[Piece, ...]:
    """Return a comparison word by word: what both say, and what only one of them says."""
    if found.exact:
        return (Piece(PieceKind.SHARED, text.printed(found.words)),)
    made: list[Piece] = []

    def add(kind: PieceKind, source: Wording, numbers: range) -> None:
        if numbers:
            made.append(Piece(kind, source.printed(numbers)))

    first_said, last_said = found.quoted.start, found.quoted.stop
    before = _beside(text, found.words.start, -first_said)
    after = _beside(text, found.words.stop, len(quote) - last_said)
    at_quote, at_text = 0, before.start
    for run in _runs(found.matches):
        (first_quoted, first), (last_quoted, last) = run[0], run[-1]
        add(PieceKind.ADDED, quote, range(at_quote, first_quoted))
        add(PieceKind.MISSING, text, range(at_text, first))
        add(PieceKind.SHARED, text, range(first, last + 1))
        at_quote, at_text = last_quoted + 1, last + 1
    add(PieceKind.ADDED, quote, range(at_quote, len(quote)))
    add(PieceKind.MISSING, text, after)
    return tuple(made)


def _beside(text: Wording, at: int, count: int) -> range:
    """Return up to `count` words of the same sentence, from a word on or before it.

    They are what the text has where the quote's first or last words differ.
    """
    step = 1 if count > 0 else -1
    end = at
    while abs(end - at) < min(abs(count), MAX_BESIDE_WORDS):
        near = range(end - 1, end + 1)
        if not 0 <= end + min(step, 0) < len(text) or (
            near.start >= 0
            and near.stop <= len(text)
            and _SENTENCE_END.search(_between(text, near.start))
        ):
            break
        end += step
    return range(min(at, end), max(at, end))


def _between(text: Wording, number: int) -> str:
    """Return what stands between a word and the next."""
    return text.text[
        text.slice_of(range(number, number + 1))[1] : text.slice_of(
            range(number + 1, number + 2)
        )[0]
    ]


def _runs(
    pairs: Sequence[tuple[int, int]],
) -> Iterator[Sequence[tuple[int, int]]]:
    """Yield pairs that follow each other without a gap on either side."""
    run: list[tuple[int, int]] = []
    for pair in pairs:
        if run and max(pair[0] - run[-1][0], pair[1] - run[-1][1]) > 1:
            yield run
            run = []
        run.append(pair)
    if run:
        yield run
