"""Score a segmentation against a gold one: are the words given to their speakers?

Only letters and digits count, since white space and punctuation differ between
printings of one text. The words of both are aligned in order, so that a label or a
note that only one of them holds costs only itself.
"""

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from content.segment import MIN_CONFIDENCE, Segment, SegmentKind

FIGURES = {
    "right": "share of what somebody says that is given to the right speaker",
    "boundary F1": "starts of turns that are found, within three words",
    "leak": "share of what is given to a speaker that nobody says",
    "messages": "as `right`, of messages alone",
    "doubt recall": "share of what is given wrongly that a person is asked to check",
    "doubt cost": "share of what is given rightly that a person is asked to check",
    "wrong served": "share that is given wrongly of what nobody is asked to check",
    "lost": "share of what somebody says that is given to nobody, without a mark",
}
"""The figures of a score and what they say; each is from 0 to 1."""

_BINS = (0.0, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99)
"""The lower ends of the classes of confidence in a curve."""

MAX_BOUNDARY_DISTANCE = 3
"""How many words a start of a turn may be off."""

_TELLING_WORD = re.compile(r"[\u3400-\u9fff]{2,}|[^\W_]{4,}")
"""A word of a name by which another name is known to be the same person's."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+|[.!?…。！？\n]")


class GoldSegment(NamedTuple):
    """A segment as a person would have it; `names` are what its speaker may be called."""

    kind: SegmentKind
    text: str
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The letters and digits of a document, and the starts of its turns, counted.

    Attributes:
        spoken: Characters that somebody says.
        given: Characters that segmentation gives to somebody.
        right: Characters that it gives to the right speaker.
        leaked: Characters that it gives to somebody, but nobody says.
        doubted: Of the characters given, those with low confidence.
        wrong_doubted: Of these, those that are not given to the right speaker.
        misnamed_served: Of those that are given wrongly and without a mark, those given to
            the right person, by a name that shares a word with one that they have.
        leaked_served: Of the same, those that nobody says.
        lost: Characters that somebody says, but that are given to nobody without a
            mark, or stand in no segment's text.
        messages: Characters of messages.
        messages_right: Of these, those given to the right sender.
    """

    spoken: int = 0
    given: int = 0
    right: int = 0
    leaked: int = 0
    doubted: int = 0
    wrong_doubted: int = 0
    misnamed_served: int = 0
    leaked_served: int = 0
    lost: int = 0
    messages: int = 0
    messages_right: int = 0
    starts: int = 0
    starts_given: int = 0
    starts_right: int = 0

    @property
    def figures(self) -> dict[str, float | None]:
        """Each of the `FIGURES`; None where there is nothing that it is a share of."""
        wrong, served = self.given - self.right, self.given - self.doubted
        shares = (
            (self.right, self.spoken),
            (2 * self.starts_right, self.starts + self.starts_given),
            (self.leaked, self.given),
            (self.messages_right, self.messages),
            (self.wrong_doubted, wrong),
            (self.doubted - self.wrong_doubted, self.right),
            (wrong - self.wrong_doubted, served),
            (self.lost, self.spoken),
        )
        return {
            name: part / whole if whole else None
            for name, (part, whole) in zip(FIGURES, shares, strict=True)
        }


class SegmentWords:
    """The words of all segments in order, and where sentences start among them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.words: list[str] = []
        self.segments: list[int] = []
        self.bounds = [0]
        for index, text in enumerate(texts):
            for found in _WORD.findall(unicodedata.normalize("NFKC", text) + "\n"):
                if found[0].isalnum():
                    self.words.append(found)
                    self.segments.append(index)
                elif len(self.words) > self.bounds[-1]:
                    self.bounds.append(len(self.words))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the length of each word, and the index of its segment."""
        return zip(map(len, self.words), self.segments, strict=True)

    def span(self, segment: int) -> tuple[int, int]:
        """Return where the words of a segment start, and where they end."""
        start = bisect_left(self.segments, segment)
        return start, bisect_right(self.segments, segment, lo=start)

    def sentences(self) -> list[tuple[str, ...]]:
        """Return the words of each sentence."""
        return [tuple(self.words[a:b]) for a, b in pairwise(self.bounds)]

    def align(self, other: "SegmentWords") -> dict[int, int]:
        """Return the places of words of both that match, in order, by those of other.

        Whole sentences are matched first, as a document may have many thousand words.
        """
        places: dict[int, int] = {}
        sentences = SequenceMatcher(
            None, self.sentences(), other.sentences(), autojunk=False
        )
        for _, *bounds in sentences.get_opcodes():
            start, end = (self.bounds[n] for n in bounds[:2])
            other_start, other_end = (other.bounds[n] for n in bounds[2:])
            words = SequenceMatcher(
                None,
                self.words[start:end],
                other.words[other_start:other_end],
                autojunk=False,
            )
            for here, there, length in words.get_matching_blocks():
                for n in range(length):
                    places[other_start + there + n] = start + here + n
        return places

    def starts(self, speakers: Sequence[str]) -> list[int]:
        """Return the places where another speaker than the last one starts.

        What nobody says does not end a turn.
        """
        starts: list[int] = []
        last = ""
        for place, segment in enumerate(self.segments):
            if speakers[segment] and speakers[segment] != last:
                last = speakers[segment]
                starts.append(place)
        return starts


def read_gold(path: Path) -> list[GoldSegment]:
    """Read a gold file: a JSON list of objects with kind, speaker, text and aliases."""
    return [
        GoldSegment(
            kind=SegmentKind(one["kind"]),
            text=one["text"],
            names=(one["speaker"], *one.get("aliases", ())) if one["speaker"] else (),
        )
        for one in json.loads(path.read_text("utf-8"))
    ]


class Judgement(NamedTuple):
    """How many characters of a passage are given to the right speaker, and how many not.

    Whether they are wrong or leaked makes no difference here.
    """

    right: int
    wrong: int


def judge(
    gold: Sequence[GoldSegment], found: Sequence[tuple[str, str]]
) -> list[Judgement]:
    """Judge passages, each a text and the name of the speaker it was given to."""
    gold_words = SegmentWords([one.text for one in gold])
    found_words = SegmentWords([text for text, _ in found])
    matches = gold_words.align(found_words)
    names = [{folded_name(name) for name in one.names} for one in gold]
    speakers = [folded_name(speaker) for _, speaker in found]
    right, wrong = [0] * len(found), [0] * len(found)
    for place, (length, index) in enumerate(found_words):
        own = gold_words.segments[matches[place]] if place in matches else None
        if own is not None and speakers[index] in names[own]:
            right[index] += length
        else:
            wrong[index] += length
    return [Judgement(*both) for both in zip(right, wrong, strict=True)]


def owners(gold: Sequence[GoldSegment], texts: Sequence[str]) -> list[Counter[str]]:
    """Return whose characters each text holds, by the first name that the gold has.

    What nobody says, or the gold does not have, is the empty name's.
    """
    gold_words, found_words = (
        SegmentWords([one.text for one in gold]),
        SegmentWords(texts),
    )
    matches = gold_words.align(found_words)
    found: list[Counter[str]] = [Counter() for _ in texts]
    for place, (length, index) in enumerate(found_words):
        own = gold_words.segments[matches[place]] if place in matches else None
        names = [] if own is None else gold[own].names
        found[index][names[0] if names else ""] += length
    return found


def owned(
    gold: Sequence[GoldSegment], found: Sequence[Segment]
) -> list[tuple[float, float]]:
    """Return the shares of each gold segment that somebody is served for, or doubted."""
    gold_words = SegmentWords([one.text for one in gold])
    found_words = SegmentWords([one.text for one in found])
    matches = gold_words.align(found_words)
    sizes, served, doubted = Counter[int](), Counter[int](), Counter[int]()
    for length, index in gold_words:
        sizes[index] += length
    for place, (length, index) in enumerate(found_words):
        if place in matches and found[index].speaker:
            given = served if found[index].confidence >= MIN_CONFIDENCE else doubted
            given[gold_words.segments[matches[place]]] += length
    return [
        (served[n] / max(1, sizes[n]), doubted[n] / max(1, sizes[n]))
        for n in range(len(gold))
    ]


class LineStart(NamedTuple):
    """Whose words a line starts with, behind words that the gold does not have.

    Attributes:
        owner: The first name that the gold has for them; empty for nobody, and for a
            line of which the gold has little.
        words: How many words stand before them.
        known: Whether the gold has any word of the line.
    """

    owner: str
    words: int
    known: bool


def line_starts(gold: Sequence[GoldSegment], lines: Sequence[str]) -> list[LineStart]:
    """Return whose words lines start with, behind what may be a label."""
    gold_words, found_words = (
        SegmentWords([one.text for one in gold]),
        SegmentWords(lines),
    )
    matches = gold_words.align(found_words)
    places: list[list[int | None]] = [[] for _ in lines]
    for place, (_, index) in enumerate(found_words):
        places[index].append(matches.get(place))
    found = []
    for own in places:
        known = [n for n, match in enumerate(own) if match is not None]
        first = known[0] if known else 0
        named = 2 * len(known) >= len(own) - first and bool(known)
        match = own[first] if named else None
        names = gold[gold_words.segments[match]].names if match is not None else ()
        found.append(LineStart(names[0] if names else "", first, bool(known)))
    return found


def word_offset(text: str, number: int) -> int:
    """Return where the word of a number stands in a text, as scores count words."""
    words = (found for found in _WORD.finditer(text) if found[0][0].isalnum())
    return next((found.start() for n, found in enumerate(words) if n == number), 0)


def score(gold: Sequence[GoldSegment], found: Sequence[Segment]) -> Score:
    """Score what segmentation found in a document."""
    gold_words = SegmentWords([one.text for one in gold])
    found_words = SegmentWords([one.text for one in found])
    matches = gold_words.align(found_words)
    names = [{folded_name(name) for name in one.names} for one in gold]
    by_writers = any(one.names and one.kind is SegmentKind.COMMENT for one in gold)
    sayers = [_sayer(one, by_writers=by_writers) for one in found]
    speakers = [folded_name(name) for name in sayers]
    counts: Counter[str] = Counter()
    seen = {
        match
        for place, match in matches.items()
        if speakers[found_words.segments[place]]
        or found[found_words.segments[place]].doubtful
    }
    for place, (length, index) in enumerate(gold_words):
        counts["spoken"] += length * bool(names[index])
        counts["lost"] += length * (bool(names[index]) and place not in seen)
        counts["messages"] += length * (gold[index].kind is SegmentKind.MESSAGE)
    for place, (length, index) in enumerate(found_words):
        if not speakers[index]:
            continue
        own = gold_words.segments[matches[place]] if place in matches else None
        doubted = length * (found[index].confidence < MIN_CONFIDENCE)
        counts["given"] += length
        counts["doubted"] += doubted
        if own is None or speakers[index] not in names[own]:
            is_leak = own is None or not names[own]
            called = [] if own is None else gold[own].names
            is_misnamed = _share_a_word(sayers[index], called)
            counts["leaked"] += length * is_leak
            counts["wrong_doubted"] += doubted
            counts["leaked_served"] += (length - doubted) * is_leak
            counts["misnamed_served"] += (length - doubted) * is_misnamed
        else:
            counts["right"] += length
            message = gold[own].kind is SegmentKind.MESSAGE
            counts["messages_right"] += length * message
    gold_speakers = [folded_name(one.names[0]) if one.names else "" for one in gold]
    starts = gold_words.starts(gold_speakers)
    starts_given = found_words.starts(speakers)
    return Score(
        starts=len(starts),
        starts_given=len(starts_given),
        starts_right=_count_near(starts, starts_given, matches),
        **counts,
    )


def _sayer(one: Segment, *, by_writers: bool) -> str:
    """Return whose words a segment holds: a comment's are its writer's, if the gold asks.

    Most gold leaves comments to nobody, as readers are none who speak.
    """
    if by_writers and one.kind is SegmentKind.COMMENT:
        return one.author
    return one.speaker or ""


def _count_near(
    starts: Sequence[int], given: Sequence[int], matches: Mapping[int, int]
) -> int:
    """Return how many of the given starts are near one of the gold's, one to one."""
    left = list(starts)
    right = 0
    for place, following in pairwise([*given, max(matches, default=0) + 1]):
        # A label that is left in the words matches nothing.
        first = next(
            (matches[n] for n in range(place, following) if n in matches), None
        )
        near = [
            start
            for start in left
            if first is not None and abs(start - first) <= MAX_BOUNDARY_DISTANCE
        ]
        if near and first is not None:
            left.remove(min(near, key=lambda start: abs(start - first)))
            right += 1
    return right


def means(scores: Mapping[str, Sequence[Score]]) -> dict[str, dict[str, float | None]]:
    """Return the mean figures of the documents of each style, and of all styles.

    The last row, ``mean``, gives each style the same weight.
    """
    table = {
        style: _mean([one.figures for one in found]) for style, found in scores.items()
    }
    return table | {"mean": _mean(list(table.values()))}


def _mean(rows: Sequence[Mapping[str, float | None]]) -> dict[str, float | None]:
    columns = {name: [row[name] for row in rows] for name in FIGURES}
    known = {
        name: [value for value in values if value is not None]
        for name, values in columns.items()
    }
    return {
        name: sum(values) / len(values) if values else None
        for name, values in known.items()
    }


def print_table(table: Mapping[str, Mapping[str, float | None]]) -> None:
    """Print a row of figures by each name, and a dash where there is none."""
    width = max(map(len, table)) + 2
    print(" " * width + "".join(f"{name:>14}" for name in FIGURES))
    for row, figures in table.items():
        values = (figures[name] for name in FIGURES)
        shown = ("–" if value is None else f"{value:.3f}" for value in values)
        print(f"{row:{width}}" + "".join(f"{value:>14}" for value in shown))


def print_curve(passages: Iterable[tuple[float, float, float]]) -> None:
    """Print how much is right at each confidence.

    Args:
        passages: Of each the confidence, and how much of it is right and wrong.
    """
    bins: defaultdict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for sure, right, wrong in passages:
        own = bins[sum(sure >= edge for edge in _BINS) - 1]
        own[0] += right
        own[1] += wrong
        own[2] += sure * (right + wrong)
    total = sum(own[0] + own[1] for own in bins.values()) or 1.0
    print(f"{'confidence from':18}{'mean':>8}{'right':>8}{'of all':>8}")
    for n, (right, wrong, sure) in sorted(bins.items()):
        size = right + wrong
        if size:
            shares = (sure / size, right / size, size / total)
            print(f"{_BINS[n]:<18}" + "".join(f"{share:8.3f}" for share in shares))


def _share_a_word(name: str, others: Iterable[str]) -> bool:
    """Return whether a name has a word that some other has, in whatever case form.

    >>> _share_a_word("Ada Brook", ["Prof. Brook"]), _share_a_word("Adát", ["Ada"])
    (True, False)
    >>> _share_a_word("Brookkal", ["Ada Brook"]), _share_a_word("The Chair", ["Ada Brook"])
    (True, False)
    """
    mine, theirs = _telling_words([name]), _telling_words(others)
    return any(
        one == other or one.startswith(other) or other.startswith(one)
        for one in mine
        for other in theirs
    )


def _telling_words(names: Iterable[str]) -> set[str]:
    return {folded_name(word) for name in names for word in _TELLING_WORD.findall(name)}


def folded_name(name: str) -> str:
    """Return a name's letters and digits, without case and accents."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in folded if char.isalnum())
