"""The cards of posts on a page that somebody copied: lines that are alike, and names.

Lines with a date are the sign. A name is what stands at the same place of most cards and
is not the same on all: in the line with the date, on top of the card, or below.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import pairwise
from typing import NamedTuple

from content.document import BlockKind
from content.language.sentence_marks import STOPS
from content.segment.labels.shapes.mails.heads import ADDRESS
from content.segment.labels.shapes.posts.post_dates import (
    Stamp,
    Stamped,
    shape_of,
    stamp_of,
)
from content.segment.labels.shapes.posts.poster_names import (
    MAX_NAME_WORDS,
    are_people,
    bare_names,
    come_back,
    is_doubled,
    may_name,
    squeezed,
)
from content.segment.lines import Line
from content.segment.names.name_score import label_key
from content.segment.names.spelling.capitals import WITHOUT_CASE

MIN_POSTS, MIN_FIXED, MAX_CARD_LINES, MAX_SHORT = 3, 0.6, 9, 45
_MIN_NAMES, _MIN_NAMED, _MAX_OF_ONE, _MAX_OF_WORD = 2, 0.8, 0.85, 0.5
_MIN_DENSE = 0.04
_MAX_FIXED_CHARS = 100
_UNSEEN = " \t\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Blanks, and marks for the direction of writing."""

_STARS = " *★☆⭐●○•■□"


class Anchor(NamedTuple):
    """The first and the last line of a card that have a date."""

    first: int
    last: int


class Card(NamedTuple):
    """The lines of a card up to its last line with a date, and the name in it."""

    start: int
    end: int
    name: str


_Place = Callable[[Sequence[Anchor]], dict[int, tuple[int, str]]]


@dataclass
class PostPage:
    """The lines of a page, and what is alike in them."""

    lines: Sequence[Line]
    stamps: dict[int, Stamped] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for n, line in enumerate(self.lines):
            if line.spoken and (found := stamp_of(line.text)):
                self.stamps[n] = found

    @cached_property
    def shapes(self) -> list[str]:
        """What of each short line is the same on every post; empty for a long one."""
        return [
            shape_of(line.text) if len(line.text) <= _MAX_FIXED_CHARS else ""
            for line in self.lines
        ]

    @cached_property
    def times(self) -> Counter[str]:
        """How often each shape stands on the page."""
        return Counter(filter(None, self.shapes))

    def anchors(self, stamp: Stamp) -> Iterator[list[Anchor]]:
        """Yield groups of lines with one kind of date, those most alike first.

        Lines of one field, of one shape, with one sign at their start, or with the same
        words before the date.
        """
        found = {n: one for n, one in self.stamps.items() if one.stamp is stamp}
        least = max(MIN_POSTS, _MIN_DENSE * len(self.lines))
        if len(found) < least:
            return
        seen: list[list[Anchor]] = []
        for kind in (self._same_shape, self._same_sign, self._same_field, _same_words):
            groups: dict[object, list[int]] = {}
            for n, one in found.items():
                if key := kind(n, one):
                    groups.setdefault(key, []).append(n)
            for group in groups.values():
                joined = self._joined(group) if len(group) >= least else []
                if len(joined) >= least and joined not in seen:
                    seen.append(joined)
                    yield joined

    def _same_shape(self, n: int, one: Stamped) -> object:
        return self.shapes[n] if not one.field else ""

    def _same_sign(self, n: int, one: Stamped) -> object:
        first = self.lines[n].text.strip()[0]
        return first if not one.field and not first.isalnum() else ""

    def _same_field(self, _n: int, one: Stamped) -> object:
        return one.field or "-"

    def _joined(self, group: Sequence[int]) -> list[Anchor]:
        """Return dates as anchors, those joined that belong to one card.

        Since when somebody is a member may stand above the date of the post.
        """
        between = [
            tuple(self.shapes[m] for m in range(a + 1, b)) for a, b in pairwise(group)
        ]
        alike = Counter(between)
        joined = [Anchor(group[0], group[0])]
        for gap, n in zip(between, group[1:], strict=True):
            fixed = all(gap) and len(gap) <= MAX_CARD_LINES
            often = 3 * alike[gap] >= len(group)
            if not gap or (fixed and often and alike[gap] > 1):
                joined[-1] = Anchor(joined[-1].first, n)
            else:
                joined.append(Anchor(n, n))
        return joined

    def cards(self, dated: Sequence[Anchor]) -> Iterator[list[Card]]:
        """Yield the cards around dates, as each place that may hold names names them."""
        places: tuple[_Place, ...] = (
            self._inside,
            self._doubled,
            partial(self._on_top, parted=True),
            self._above_top,
            partial(self._on_top, parted=False),
            *(partial(self._above, lines=lines) for lines in (4, 3, 2, 1)),
            self._below,
        )
        if self.stamps[dated[0].first].stamp is Stamp.HANDLE:
            places = (partial(self._above, lines=1),)
        elif self._have_ranks(dated):
            places = places[1:]
        for place in places:
            found = {
                n: (m, name)
                for n, (m, name) in place(dated).items()
                if 0 <= m < len(self.lines)
                and (place == self._inside or not name.isdigit())
            }
            names = bare_names({n: name for n, (_, name) in found.items()})
            if place != self._inside:  # "Posts: 41"
                names = {n: one for n, one in names.items() if not one.isdigit()}
            # Below the last date nobody goes on, and below the first may stand its words.
            none = (1 + (0 not in names)) if place == self._below else 0
            if not self._are_names(names, len(dated) - none):
                continue
            if place != self._inside and self._are_pictures(found, dated):
                continue
            far = isinstance(place, partial) and place.keywords != {"parted": True}
            again = come_back(names.values(), 0.5)
            if far and not (again or are_people(names.values())):
                continue
            # What stands where all others have names heads a post as theirs do.
            heads = {n: text.rpartition(":")[2] for n, (_, text) in found.items()}
            names = {
                n: one.strip() for n, one in heads.items() if _may_head(one)
            } | names
            yield [
                Card(
                    start=min(found[n][0], one.first),
                    end=max(found[n][0], one.last) + 1,
                    name=names[n],
                )
                for n, one in enumerate(dated)
                if n in names
            ]

    def _have_ranks(self, dated: Sequence[Anchor]) -> bool:
        """Return whether lines with dates tell what sort of member is named right above.

        "ada72", and below it "Member · 41 posts · 5 May 2024 10:40": most names come back,
        they are more than the ranks, and nearly everybody has one rank.
        """
        above, inside = self._above(dated, lines=1), self._inside(dated)
        both = above.keys() & inside.keys()
        names = bare_names({n: above[n][1] for n in both})
        if not self._are_names(names, len(dated)) or not come_back(names.values()):
            return False
        people = {label_key(name) for name in names.values()}
        pairs = {(label_key(name), inside[n][1]) for n, name in names.items()}
        ranks = {rank for _, rank in pairs}
        return len(ranks) < len(people) and len(pairs) <= len(people) + 1

    def mixed_cards(self) -> list[Card]:
        """Return cards whose names stand beside a day and an hour, however unlike these are.

        "ada72 Posts: 3 | 5.5.2024 10:40", "Tom Ferro (moderator) 6.5.2024 9:10".
        """
        dated = [
            Anchor(n, n)
            for n, one in self.stamps.items()
            if one.stamp is Stamp.FULL and any(one.words)
        ]
        if len(dated) < max(MIN_POSTS, _MIN_DENSE * len(self.lines)):
            return []
        names = bare_names({n: name for n, (_, name) in self._inside(dated).items()})
        if not self._are_names(names, len(dated)):
            return []
        return [
            Card(start=dated[n].first, end=dated[n].last + 1, name=name)
            for n, name in names.items()
        ]

    def _are_names(self, names: Mapping[int, str], count: int) -> bool:
        if len(names) < max(MIN_POSTS, _MIN_NAMED * count):
            return False
        times = Counter(map(label_key, names.values()))
        # What ends each post stands above all cards but the first.
        below = Counter(label_key(name) for n, name in names.items() if n)
        most = max(below.values())
        return len(times) >= _MIN_NAMES and most <= _MAX_OF_ONE * below.total()

    def _are_pictures(
        self, found: Mapping[int, tuple[int, str]], dated: Sequence[Anchor]
    ) -> bool:
        """Return whether what stands where names may be comes above several names.

        "Avatar", "Back to top": whoever has a rank has it on every card.
        """
        below: dict[str, set[str]] = {}
        for n, (m, text) in found.items():
            if m + 1 < dated[n].first and may_name(self._text(m + 1)):
                below.setdefault(text, set()).add(self.shapes[m + 1])
        return any(len(shapes) > 1 for shapes in below.values())

    def _above(
        self, dated: Sequence[Anchor], *, lines: int
    ) -> dict[int, tuple[int, str]]:
        return {
            n: (one.first - lines, self._text(one.first - lines))
            for n, one in enumerate(dated)
            if not n or one.first - lines > dated[n - 1].last
        }

    def _below(self, dated: Sequence[Anchor]) -> dict[int, tuple[int, str]]:
        """Return what stands below the dates, and below what is alike below them."""
        found: dict[int, tuple[int, str]] = {}
        for n, one in enumerate(dated):
            place = one.last + 1
            most = min(len(self.lines), place + MAX_CARD_LINES)
            # Of few posts, one person may write most.
            while place < most and self.times[self.shapes[place]] >= _MIN_NAMED * len(
                dated
            ):
                place += 1
            # "ada72's picture"
            place += is_doubled(self._text(place), self._text(place + 1))
            found[n] = place, self._text(place)
        return found

    def _text(self, n: int) -> str:
        if not 0 <= n < len(self.lines):
            return ""
        if n in self.stamps and self.stamps[n].stamp is not Stamp.HANDLE:
            return ""
        line = self.lines[n]
        return line.text.strip(_UNSEEN) if line.kind is not BlockKind.QUOTE else ""

    def _inside(self, dated: Sequence[Anchor]) -> dict[int, tuple[int, str]]:
        """Return the names in the lines with dates, between words that most share."""
        words = {n: self.stamps[one.last].words for n, one in enumerate(dated)}
        times = Counter(word for one in words.values() for word in {*one})
        fixed = {w for w, count in times.items() if count > _MAX_OF_ONE * len(dated)}
        runs = {n: _first_run(one, fixed) for n, one in words.items()}
        starts = Counter(run[0] for run in runs.values() if run[1])
        if not starts:
            return {}
        usual = starts.most_common(1)[0][0]
        behind = Counter(
            "" in words[n][:start] for n, (start, run) in runs.items() if run
        )
        side = behind.most_common(1)[0][0]
        sign = _closing_sign(words, runs)
        found: dict[int, tuple[int, str]] = {}
        for n, (start, run) in runs.items():
            printed = self.stamps[dated[n].last].printed
            number = start > usual and "".join(printed[usual : usual + 1]).isdigit()
            dates = words[n].index("") if "" in words[n] else start
            if (usual < dates < start and not number) or start < dates <= usual:
                continue  # Elsewhere the name stands before the date, or behind it.
            if ("" in words[n][:start]) is not side and not side:
                continue  # "24 May 2021 19:04, subscribe"
            whole = _up_to_sign(printed, usual, sign)
            words_of_name = [printed[usual]] if number else whole or run
            name = ADDRESS.sub("", " ".join(words_of_name)).strip()
            if any(map(str.isalnum, name)):
                found[n] = dated[n].last, name
        return found

    def _doubled(self, dated: Sequence[Anchor]) -> dict[int, tuple[int, str]]:
        """Return names that stand twice in a card: beside a picture, as an address."""
        found: dict[int, tuple[int, str]] = {}
        for n, one in enumerate(dated):
            least = dated[n - 1].last + 1 if n else 0
            most = max(least, one.first - MAX_CARD_LINES)
            for m in range(one.first - 1, most, -1):
                above, text = self._text(m - 1), self._text(m)
                if is_doubled(above, text):
                    name = text if squeezed(text) != squeezed(above) else above
                    found[n] = m - 1, name
                    break
        return found

    def _block_start(self, n: int, least: int) -> int:
        """Return the first line of those that no blank line parts from a line."""
        while n > least and self.goes_on(n):
            above = self.lines[n - 1]
            # "***": how many posts somebody wrote.
            if not above.spoken and above.text.strip(_STARS):
                break
            n -= 1
        return n

    def goes_on(self, n: int) -> bool:
        """Return whether no blank line stands above a line."""
        above, line = self.lines[n - 1], self.lines[n]
        return above.block == line.block or above.number == line.number - 1

    def _tops(self, dated: Sequence[Anchor], *, parted: bool = True) -> dict[int, int]:
        tops: dict[int, int] = {}
        for n, one in enumerate(dated):
            least = dated[n - 1].last + 1 if n else 0
            least = max(least, one.first - MAX_CARD_LINES)
            top = self._block_start(one.first, least)
            if not parted:
                top = next(
                    (
                        m + 1
                        for m in range(one.first - 1, top - 1, -1)
                        if not is_short(self.lines[m].text)
                    ),
                    top,
                )
            tops[n] = top
        # What stands on top of the first card is none of it: "Sort by".
        tallest = max(
            (dated[n].first - top for n, top in tops.items() if n), default=len(tops)
        )
        return {n: max(top, dated[n].first - tallest) for n, top in tops.items()}

    def _on_top(
        self, dated: Sequence[Anchor], *, parted: bool
    ) -> dict[int, tuple[int, str]]:
        """Return the first lines of the blocks with dates.

        What stands above the top of another block is a picture's: "Avatar".

        Args:
            dated: The lines with dates.
            parted: Whether blank lines part the blocks, or else their short lines alone.
        """
        tops = self._tops(dated, parted=parted)
        below: dict[str, set[str]] = {}
        for n, top in tops.items():
            if top + 1 < dated[n].first:
                name = self.shapes[top + 1] if self._text(top + 1) else ""
                below.setdefault(self._text(top), set()).add(name)
        pictures = {text for text, names in below.items() if len(names - {""}) > 1}
        pictured = sum(self._text(top) in pictures for top in tops.values())
        found: dict[int, tuple[int, str]] = {}
        for n, top in tops.items():
            # "Beginner" above one name is as "Member" above most.
            start = top + (2 * pictured > len(tops) or self._text(top) in pictures)
            if start < dated[n].first:
                found[n] = start, self._text(start)
        texts = {text for _, text in found.values()}
        for n, (start, _) in found.items():
            under = self._text(start + 1)
            told = is_doubled(found[n][1], under)  # "ada72 answered."
            if (under in texts or told) and start + 1 < dated[n].first:
                found[n] = start + 1, under
        return found

    def _above_top(self, dated: Sequence[Anchor]) -> dict[int, tuple[int, str]]:
        """Return the first lines of the blocks above those with dates."""
        found: dict[int, tuple[int, str]] = {}
        for n, top in self._tops(dated).items():
            least = dated[n - 1].last + 1 if n else 0
            if top > least:
                above = self._block_start(top - 1, max(least, top - MAX_CARD_LINES))
                found[n] = above, self._text(above)
        return found

    def is_fixed(self, n: int, count: int) -> bool:
        """Return whether a short line is alike on most of some posts."""
        shape = self.shapes[n]
        if not shape or self.times[shape] < max(2, MIN_FIXED * count):
            return False
        text = self.lines[n].text
        # "Lubię to!"
        short = is_short(text.rstrip("!！"))
        return n in self.stamps or short or "@" in text


def _same_words(_n: int, one: Stamped) -> object:
    """Return the two words before a date: "commented on 5 May"."""
    end = one.words.index("") if "" in one.words else len(one.words)
    return tuple(one.words[max(0, end - 2) : end]) if end > 2 else ()


def _first_run(words: Sequence[str], fixed: Collection[str]) -> tuple[int, list[str]]:
    """Return the first words that are neither fixed nor of a date, and where they start."""
    start = 0
    run: list[str] = []
    for n, word in enumerate(words):
        if word and word not in fixed and any(map(str.isalnum, word)):
            start = start if run else n
            run.append(word)
        elif run:
            break
    return start, run


def _closing_sign(
    words: Mapping[int, Sequence[str]], runs: Mapping[int, tuple[int, Sequence[str]]]
) -> str:
    """Return the sign right behind most names: "»"; empty if none is."""
    ends = Counter(
        words[n][end]
        for n, (start, run) in runs.items()
        if run and (end := start + len(run)) < len(words[n])
    )
    sign, times = max(ends.items(), key=lambda one: one[1], default=("", 0))
    most = times > _MAX_OF_WORD * len(runs) and not any(map(str.isalnum, sign))
    return sign if most else ""


def _up_to_sign(printed: Sequence[str], start: int, sign: str) -> Sequence[str]:
    """Return all words of a name before a sign: "il" and "May" are of dates, too.

    >>> _up_to_sign(["by", "Ada", "the", "May", "»", "3"], 1, "»")
    ['Ada', 'the', 'May']
    """
    behind = printed[start : start + MAX_NAME_WORDS + 1]
    return behind[: behind.index(sign)] if sign and sign in behind else ()


def _may_head(text: str) -> bool:
    """Return whether a short line has letters, whatever else: "Board/Ada", "Guest"."""
    return (
        len(text.split()) <= MAX_NAME_WORDS
        and is_short(text)
        and any(map(str.isalpha, text))
    )


def is_short(text: str) -> bool:
    """Return whether a line may be a program's: a few words, and no sentence."""
    return not is_long(text) and not text.strip().endswith(STOPS)


def is_long(text: str) -> bool:
    """Return whether a line has more than a few words."""
    bare = text.strip()
    return len(bare) + len(WITHOUT_CASE.findall(bare)) > MAX_SHORT
