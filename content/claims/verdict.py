"""Judge a claim by passages of a library: said so, nearly so, in parts, or not there."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from content.claims.alignment import Alignment, Wording, align, likeness
from content.language.words.tokens import is_unspaced
from content.model import TurnKind

MIN_NEAR_SCORE = 77.0
"""Likeness from which a place says nearly what is quoted; docs/check.md has the curve."""

MIN_PIECE_SCORE = 85.0
"""Likeness from which a place has a piece of what is quoted."""

MIN_PIECE_WORDS = 5
"""Words of a piece, at least: fewer in a row are anybody's."""

MIN_BLEND_SHARE = 0.7
"""The share of the words that the pieces of a blend have, at least."""

MIN_BLEND_GAIN = 0.1
"""The share of the words that a blend has beyond one place that is near by itself."""

MIN_PART_SHARE = 0.5
"""The share of the words from which a piece alone is worth telling."""

MAX_REST_SHARE = 0.2
"""The share of the words that may follow, or go before, what is near otherwise."""

MIN_WORDS = 4
"""Words from which a quote is looked for as one; fewer stand in many places."""


class Outcome(StrEnum):
    """What came of checking a claim."""

    VERIFIED = "verified"
    """The words are there, in order."""
    NEAR = "near"
    """Most of the words are there, in order."""
    BLEND = "blend"
    """The words are of several places."""
    PART = "part"
    """Some of the words are there, and the rest is not."""
    SHORT = "short"
    """There are too few words to tell whose they are."""
    ABSENT = "absent"
    """Nothing like them is there."""


@dataclass(frozen=True, slots=True)
class Line:
    """An excerpt of a passage.

    Attributes:
        id: The excerpt's.
        lead: White space before it.
        text: As shown.
        trail: White space after it.
    """

    id: str
    lead: str
    text: str
    trail: str


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Excerpts in a row, all of one voice.

    Attributes:
        event: Which transcript they are of.
        first: The position of the first of them in it.
        voice: The name of whose words they are; empty for nobody's.
    """

    event: int
    first: int
    lines: tuple[Line, ...]
    voice: str = ""
    kind: TurnKind = TurnKind.SPEECH

    @cached_property
    def wording(self) -> Wording:
        """The words of all of them."""
        parts = [f"{line.lead}{line.text}{line.trail}" for line in self.lines]
        return Wording("".join(parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a passage says a part of a claim, or nearly.

    Attributes:
        part: What is quoted from there.
    """

    part: Wording
    passage: Passage
    found: Alignment

    @property
    def score(self) -> float:
        """Return how alike they are, from 0 to 100."""
        return self.found.score

    @property
    def slices(self) -> dict[str, tuple[int, int]]:
        """Return the ids of the excerpts that the words stand in, with the slice of each."""
        start, end = self.passage.wording.slice_of(self.found.words)
        found: dict[str, tuple[int, int]] = {}
        at = 0
        for line in self.passage.lines:
            at += len(line.lead)
            first, last = max(start - at, 0), min(end - at, len(line.text))
            if first < last:
                found[line.id] = first, last
            at += len(line.text) + len(line.trail)
        return found

    @property
    def excerpt(self) -> str:
        """Return the id of the excerpt that most of the words stand in."""
        slices = self.slices
        return max(slices, key=lambda key: slices[key][1] - slices[key][0])

    @property
    def words(self) -> str:
        """Return the words as the passage prints them."""
        return self.passage.wording.printed(self.found.words)

    @property
    def order(self) -> tuple[int, int]:
        """Return what sorts places of one event as they follow each other."""
        return self.passage.first, self.found.words.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of checking a claim, and where.

    Attributes:
        places: Where the words are: of a quote in several parts, one for each part that
            is there; of a blend, one for each piece; else all that say just the same.
        nearest: The place that is most like the whole quote, however far.
    """

    outcome: Outcome
    places: tuple[Place, ...] = ()
    nearest: Place | None = None

    @property
    def in_one_speech(self) -> bool:
        """Whether the places are one quote, part by part, and not several of the same."""
        parts = {place.part.text for place in self.places}
        whole = self.outcome in {Outcome.VERIFIED, Outcome.NEAR}
        return len(self.places) == 1 or (whole and len(parts) == len(self.places))


def is_in_order(places: Sequence[Place]) -> bool:
    """Return whether each place comes after the one before it, in one passage's event."""
    return all(one.order < other.order for one, other in pairwise(places))


def weight(wording: Wording) -> float:
    """Return how many words there are; a character without spaces is half of one."""
    return sum(0.5 if is_unspaced(form) else 1.0 for form in wording.forms)


def judge(
    parts: Sequence[str], passages: Iterable[Passage], authors: Collection[str] = ()
) -> Verdict:
    """Judge a quote by passages that may have it.

    Args:
        parts: Of the quote, between its ellipses.
        passages: Where to look.
        authors: The names of whoever is said to have said it: their words come first.
    """
    passages = [*passages]
    if sum(weight(Wording(part)) for part in parts) < MIN_WORDS:
        return _judge_short(Wording(" ".join(parts)), passages, authors)
    whole = _places(Wording(" ".join(parts)), passages, authors)
    if len(parts) == 1 or (whole and whole[0].found.exact):
        # An ellipsis may be the speaker's own.
        verdict = _judge_whole(whole, passages)
    else:
        verdict = _judge_parts([*map(Wording, parts)], passages, authors)
    return replace(verdict, nearest=max(whole, key=attrgetter("score"), default=None))


def leftovers(parts: Sequence[str], passages: Iterable[Passage]) -> Sequence[str]:
    """Return what of a quote is not where most of it is, to be looked for elsewhere."""
    if len(parts) > 1:
        return ()
    places = _places(Wording(parts[0]), passages, ())
    if not places or places[0].found.exact:
        return ()
    piece = _best_piece(places)
    return [rest.text for rest in _around(piece) if _is_long(rest)] if piece else ()


def _places(
    part: Wording, passages: Iterable[Passage], authors: Collection[str]
) -> list[Place]:
    """Return where passages are like a part of a quote, best first."""

    def rank(place: Place) -> tuple[bool, bool, bool, bool, float]:
        voice = place.passage.voice
        return (
            place.found.exact,
            place.score >= MIN_NEAR_SCORE,
            voice in authors,
            bool(voice),
            place.score,
        )

    found = (
        Place(part=part, passage=passage, found=alignment)
        for passage in passages
        if (alignment := align(part, passage.wording))
    )
    return sorted(found, key=rank, reverse=True)


def _judge_short(
    words: Wording, passages: Sequence[Passage], authors: Collection[str]
) -> Verdict:
    """Return where very few words are, which may be anybody's."""
    places = _places(words, passages, authors)
    exact = [place for place in places if place.found.exact]
    return Verdict(outcome=Outcome.SHORT, places=tuple(exact))


def _judge_whole(places: Sequence[Place], passages: Sequence[Passage]) -> Verdict:
    if not places:
        return Verdict(outcome=Outcome.ABSENT)
    best = places[0]
    if best.found.exact:
        # Who is quoted elsewhere in a comment has said it where it is said.
        said = bool(best.passage.voice)
        same = [p for p in places if p.found.exact and bool(p.passage.voice) == said]
        return Verdict(outcome=Outcome.VERIFIED, places=tuple(same))
    is_near = best.score >= MIN_NEAR_SCORE
    pieces = _pieces(places, passages)
    share = sum(each.found.shared for each in pieces) / len(best.part)
    near_share = best.found.shared / len(best.part) if is_near else 0.0
    is_fuller = share >= max(MIN_BLEND_SHARE, near_share + MIN_BLEND_GAIN)
    if len(pieces) > 1 and is_fuller:
        return Verdict(outcome=Outcome.BLEND, places=tuple(pieces))
    ends_alike = is_near and not _goes_on(best)
    if pieces and share >= MIN_PART_SHARE and not ends_alike:
        return Verdict(outcome=Outcome.PART, places=tuple(pieces))
    if is_near:
        return Verdict(outcome=Outcome.NEAR, places=(best,))
    return Verdict(outcome=Outcome.ABSENT)


def _pieces(places: Sequence[Place], passages: Sequence[Passage]) -> list[Place]:
    """Return the places that have a piece of a quote each, in the quote's order."""
    piece = _best_piece(places)
    if piece is None:
        return []
    before, after = (_piece_of(rest, passages) for rest in _around(piece))
    return [*before, piece, *after]


def _piece_of(rest: Wording, passages: Sequence[Passage]) -> list[Place]:
    """Return the place that has the rest of a quote; none where nothing has."""
    places = _places(rest, passages, ()) if _is_long(rest) else []
    return [place for place in places[:1] if place.score >= MIN_PIECE_SCORE]


def _best_piece(places: Iterable[Place]) -> Place | None:
    """Return the place that has most of a quote, nearly as it is quoted."""
    good = [
        place
        for place in places
        if _piece_score(place) >= MIN_PIECE_SCORE
        and weight(_quoted(place)) >= MIN_PIECE_WORDS
    ]
    return max(good, key=lambda place: place.found.shared, default=None)


def _goes_on(place: Place) -> bool:
    """Return whether a quote goes on at length where a place has nothing like it."""
    rest = max(map(weight, _around(place)))
    return rest >= max(MIN_PIECE_WORDS, MAX_REST_SHARE * weight(place.part))


def _piece_score(place: Place) -> float:
    found = place.found
    return likeness(found.matches, len(found.quoted), len(found.words))


def _quoted(place: Place) -> Wording:
    return Wording(place.part.printed(place.found.quoted))


def _around(piece: Place) -> tuple[Wording, Wording]:
    """Return what of a quote stands before a piece, and after it."""
    quoted, whole = piece.found.quoted, piece.part
    start, end = whole.slice_of(quoted)
    return Wording(whole.text[:start]), Wording(whole.text[end:])


def _is_long(rest: Wording) -> bool:
    """Return whether words are enough to be looked for by themselves."""
    return weight(rest) >= MIN_PIECE_WORDS


def _judge_parts(
    parts: Sequence[Wording], passages: Sequence[Passage], authors: Collection[str]
) -> Verdict:
    """Judge a quote that leaves words out: its parts are to be in one speech, in order."""
    by_speech = [_by_speech(_fitting(_places(p, passages, authors))) for p in parts]
    everywhere = [
        key for key in by_speech[0] if all(key in found for found in by_speech)
    ]
    speeches = [[found[key] for found in by_speech] for key in everywhere]
    if sum(weight(part) >= MIN_WORDS for part in parts) < 2:
        # A few words that stand in another order stand anywhere.
        speeches = [*filter(is_in_order, speeches)]
    if speeches:
        best = max(
            speeches,
            key=lambda places: (
                is_in_order(places),
                places[0].passage.voice in authors,
                bool(places[0].passage.voice),
                sum(map(attrgetter("score"), places)),
            ),
        )
        exact = all(place.found.exact for place in best)
        outcome = Outcome.VERIFIED if exact else Outcome.NEAR
        if not is_in_order(best):
            outcome = Outcome.BLEND
        return Verdict(outcome=outcome, places=tuple(best))
    found = tuple(
        next(iter(places.values()))
        for part, places in zip(parts, by_speech, strict=True)
        if places and weight(part) >= MIN_WORDS
    )
    if not found:
        return Verdict(outcome=Outcome.ABSENT)
    outcome = Outcome.BLEND if len(found) == len(parts) else Outcome.PART
    return Verdict(outcome=outcome, places=found)


def _fitting(places: Iterable[Place]) -> Iterator[Place]:
    """Yield the places that have a part of a quote, of few words just these."""
    for place in places:
        is_short = weight(place.part) < MIN_WORDS
        if place.found.exact or (not is_short and place.score >= MIN_NEAR_SCORE):
            yield place


def _by_speech(places: Iterable[Place]) -> dict[tuple[int, str], Place]:
    """Return the best place in each speech: what one voice says at one event."""
    found: dict[tuple[int, str], Place] = {}
    for place in places:
        found.setdefault((place.passage.event, place.passage.voice), place)
    return found
