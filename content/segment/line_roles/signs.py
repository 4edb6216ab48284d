"""The signs by which a line's role is weighed: how it looks, and what comes back elsewhere."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from typing import NamedTuple

from content.document import BlockKind
from content.language.words.word_patterns import WORD, WORD_OR_NUMBER
from content.segment.lines import Line
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import (
    bare_score,
    is_false_label,
    is_unnamed_voice,
)
from content.segment.names.offices import has_role
from content.segment.wording.spoken_wording import spoken_wording

Signs = Sequence[str]
"""The signs of a line: each names what was looked at, and what was found."""

_SHORT, _MAX_LABEL, _SHAPED, _SHAPE = 60, 80, 40, 3
_ENDINGS = (
    re.compile(r"\s?[:：](?!\d|//)\s*"),
    re.compile(r"\s[^\w\s.,;!?'’\"“„«(\[]{1,3}\s+|[.．]\s?[–—]\s*"),
    re.compile(r"\t\s*|\s{2,}|\|\s*|\u3000"),
    re.compile(r"[)）\]】」』]\s*"),
    re.compile(r"[,.]\s+"),
)
"""What may part a label from the words behind it; the first that a line has counts."""
_ALONE = "$"
"""The ending of what may be a label that has the line for itself."""
_LEADING = re.compile(r"[\W_]*")
_SENTENCE_END = re.compile(r"[.!?…。！？]")
_OPENING = {
    **dict.fromkeys('"“„«»‚‘「『', "quote"),
    **dict.fromkeys("(（[【", "bracket"),
    **dict.fromkeys("-–—", "dash"),
}
_CLOSING_QUOTES = frozenset('"”“»«’」』')
_TELLING_KINDS = (
    BlockKind.QUOTE,
    BlockKind.ITEM,
    BlockKind.TABLE,
    BlockKind.HEADING,
    BlockKind.COMMENT,
)

_LENGTHS = (10, 20, 40, 60, 90, 130, 200, 350, 600)
_TIMES = (1, 2, 3, 5, 10, 30)
_SHARES = (0, 5, 10, 20, 30, 50)
_PARTS = (0, 20, 50, 80, 95)


class _Head(NamedTuple):
    """What may be a label at the start of a line.

    Attributes:
        printed: Its words.
        ending: The sign behind it.
        capitals: How it is capitalized.
        form: How it is set: what leads it, its ending, its capitals and its style.
    """

    printed: str
    ending: str
    capitals: str
    form: str

    @property
    def key(self) -> str:
        return self.printed.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How often a form stands at the start of a line, and with whom, in percent.

    Attributes:
        recurring: The share of what stands there more than once in this form.
        people: The share with a given name, an office or a voice without a name.
    """

    times: int
    recurring: int
    people: int


def signs_of_lines(lines: Sequence[Line]) -> list[Signs]:
    """Return the signs of each line of a document."""
    page = _Page(lines)
    return [
        (*_signs_of_looks(line, text), *page.signs_of_place(n), *page.signs_of_head(n))
        for n, (line, text) in enumerate(zip(lines, page.texts, strict=True))
    ]


class _Page:
    """The lines of a document, and what comes back in them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.texts = [line.text.strip() for line in lines]
        self.heads = [*map(_head, lines, self.texts)]
        self._language = guess_language(self.texts)
        self._whole = Counter(map(str.casefold, self.texts))
        self._first = Counter(text.split(None, 1)[0] for text in self.texts if text)
        self._keys = Counter(head.key for head in self.heads if head)
        self._endings = Counter(head.ending for head in self.heads if head)
        self._average = max(1.0, sum(map(len, self.texts)) / max(1, len(lines)))

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(
            word
            for text in self.texts
            for word in {*WORD_OR_NUMBER.findall(text.casefold())}
        )

    @cached_property
    def _people(self) -> Mapping[str, str]:
        return {head.printed: _people_in(head.printed) for head in self.heads if head}

    @cached_property
    def _forms(self) -> Mapping[str, _Form]:
        by_form: dict[str, Counter[str]] = defaultdict(Counter)
        people = Counter[str]()
        for head in filter(None, self.heads):
            by_form[head.form][head.key] += 1
            people[head.form] += self._people[head.printed] != "none"
        return {
            form: _Form(
                times=(times := keys.total()),
                recurring=100 * sum(n for n in keys.values() if n > 1) // times,
                people=100 * people[form] // times,
            )
            for form, keys in by_form.items()
        }

    @cached_property
    def _signs_of_whole(self) -> Sequence[str]:
        kinds = {line.kind for line in self.lines}
        styled = sum(0 < one.bold < len(one.text) for one in self.lines)
        telling = "|".join(kind.value for kind in _TELLING_KINDS if kind in kinds)
        return (
            f"kinds={telling}",
            f"bold starts={_class(self._percent(styled), _SHARES)}",
            f"lines={_class(len(self.lines), (15, 30, 50, 80, 150))}",
        )

    def _percent(self, lines: int) -> int:
        return 100 * lines // len(self.lines)

    def signs_of_place(self, n: int) -> Iterator[str]:
        """Yield where a line stands, and what of it comes back."""
        text = self.texts[n]
        yield from self._signs_of_whole
        yield f"place={_class(self._percent(n), (0, 5, 10, 20, 80, 85, 90))}"
        relative = round(10 * len(text) / self._average)
        yield f"relative length={_class(relative, (2, 4, 7, 10, 15, 25))}"
        yield f"same={_class(self._whole[text.casefold()], (1, 2, 3, 6))}"
        first = self._first[text.split(None, 1)[0]] if text else 0
        yield f"first word={_class(first, (1, 2, 4, 8))}"
        wording = round(10 * spoken_wording(text, self._language))
        yield f"wording={_class(wording, (-20, -12, -6, -2, -1, 0, 2, 6, 12, 20))}"

    def signs_of_head(self, n: int) -> Iterator[str]:
        """Yield how what may be a label looks, and how often the like of it stands there."""
        head = self.heads[n]
        if head is None:
            return
        ending, form = head.ending, self._forms[head.form]
        words = WORD_OR_NUMBER.findall(head.key)
        recurs = _class(self._keys[head.key], _TIMES)
        times, people = _class(form.times, _TIMES), _class(form.people, _PARTS)
        yield f"ending={ending}"
        yield f"words={_class(len(words), (1, 2, 3, 4, 6, 9))} {ending}"
        yield f"recurs={recurs}"
        yield f"recurs={recurs} {ending}"
        yield f"capitals={head.capitals}"
        yield f"capitals={head.capitals} {ending}"
        share = self._percent(self._endings[ending])
        yield f"ending share={_class(share, _SHARES)} {ending}"
        rarest = min((self._words[word] for word in words), default=0)
        yield f"rarest word={_class(rarest, (1, 2, 3, 5, 9))}"
        yield f"people={self._people[head.printed]}"
        score = round(100 * bare_score(head.printed))
        yield f"name={_class(score, (0, 20, 40, 60, 80, 95))}"
        if is_false_label(head.printed):
            yield "false label"
        if any(map(str.isdigit, head.printed)):
            yield "numbered"
        yield f"form={times}"
        yield f"form share={_class(self._percent(form.times), _SHARES)}"
        yield f"form people={people}"
        yield f"form recurring={_class(form.recurring, _PARTS)} {people}"
        yield f"form={times} {people}"


def find_parting(text: str, start: int = 0) -> re.Match[str] | None:
    """Return what may part a label from the words behind it; None where nothing does."""
    for pattern in _ENDINGS:
        if found := pattern.search(text, start + 1, start + _MAX_LABEL):
            return found
    return None


def _head(line: Line, text: str) -> _Head | None:
    """Return what may be a label at the start of a line; None if nothing may."""
    parting = find_parting(text)
    if parting is None and len(text) >= _SHORT:
        return None
    printed = text[: parting.start()] if parting else text
    ending = (parting[0].strip()[:1] or "space") if parting else _ALONE
    leading = _LEADING.match(printed)
    lead = leading[0] if leading else ""
    bare = printed[len(lead) :].rstrip(" *_")
    if not bare:
        return None
    capitals = _capitals(bare)
    style = "".join(
        name
        for name, length in (("b", line.bold), ("i", line.italic), ("m", line.marked))
        if length > 1
    )
    whole = "|" if line.is_bold or line.is_italic else ""
    form = f"{lead.strip()[:2]} {ending} {capitals} {style}{whole} {line.kind.value}"
    return _Head(bare, ending, capitals, form)


def _capitals(text: str) -> str:
    """Return which words of a text have capitals: all letters, each, the first, none."""
    words = WORD.findall(text)
    if not words:
        return "no words"
    if not words[0][0].isupper():
        return "none" if words[0][0].islower() else "without case"
    if all(word.isupper() for word in words if len(word) > 1):
        return "all letters"
    return "each" if all(word[0].isupper() for word in words) else "the first"


def _people_in(printed: str) -> str:
    """Return by what words name people: a given name, an office, a voice without a name."""
    words = WORD.findall(printed)
    found = (
        ("given", any(map(is_given_name, words))),
        ("office", has_role([word.casefold() for word in words])),
        ("unnamed", is_unnamed_voice(printed)),
    )
    return " ".join(name for name, holds in found if holds) or "none"


def _signs_of_looks(line: Line, text: str) -> Iterator[str]:
    yield f"kind={line.kind.value}"
    yield "opens" if line.opens else "goes on"
    yield f"length={_class(len(text), _LENGTHS)}"
    yield f"shape={_shape(text)}"
    last = text[-1:]
    yield f"last={'letter' if last.isalnum() else last}"
    styles = (("bold", line.bold), ("italic", line.italic), ("marked", line.marked))
    for name, length in styles:
        if length > 1:
            yield f"{name}={'all' if length >= len(text) else 'start'}"
    if line.ruled:
        yield "ruled"
    if opening := _OPENING.get(text[:1]):
        yield f"opening={opening}"
    if last in _CLOSING_QUOTES:
        yield "closing=quote"
    if "?" in text or "？" in text:
        yield "asks"
    digits = 100 * sum(map(str.isdigit, text)) // max(1, len(text))
    yield f"digits={_class(digits, (0, 5, 15, 40))}"
    yield f"commas={_class(text.count(','), (0, 1, 3))}"
    yield f"sentences={_class(len(_SENTENCE_END.findall(text)), (0, 1, 2, 4))}"


def _class(number: int, bounds: Sequence[int]) -> str:
    """Return the first of some bounds that a number does not exceed."""
    place = bisect_left(bounds, number)
    return str(bounds[place]) if place < len(bounds) else "more"


def _shape(text: str) -> str:
    """Return the kinds of signs with which a text opens, each run of one kind once.

    >>> _shape("MR. HALL: Yes")
    'X. '
    """
    runs = groupby(map(_kind, text[:_SHAPED]))
    return "".join(kind for kind, _ in islice(runs, _SHAPE))


def _kind(sign: str) -> str:
    if sign.isalpha():
        return "X" if sign.isupper() else "x" if sign.islower() else "a"
    if sign.isspace():
        return " "
    return "9" if sign.isdigit() else sign
