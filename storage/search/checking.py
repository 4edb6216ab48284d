"""Check whether somebody in the library said what is claimed."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from itertools import chain

from content.claims.alignment import Wording, with_plain_letters
from content.claims.claim import Claim, read_claims
from content.claims.verdict import (
    MIN_WORDS,
    Line,
    Outcome,
    Passage,
    Verdict,
    judge,
    leftovers,
    weight,
)
from content.language.folding import fold_letters
from content.language.words.tokens import is_unspaced
from content.model import TurnKind
from storage.corpus.rows import StoredExcerpt, get_excerpts, get_texts
from storage.database.connection import Connection, Row, in_clause
from storage.database.database import Database
from storage.index.generations import DerivedData, Generations
from storage.index.locations import id_from_number

MAX_CANDIDATES = 12
"""Excerpts with words of a quote that are looked at, and as many that are nobody's."""

MAX_COMPARED = 4
"""The likeliest of them, which are compared with the quote word by word."""

MAX_COMPARED_WITH_REST = 2
"""The same for what of a quote is not where most of it is."""

MIN_SHARE_OF_BEST = 0.4
"""The share of the quote's letters that the best of them has and others need as well."""

MIN_TELLING_CHARS = 4
"""Letters of a word from which it is not in any text, as a part of another word."""

MAX_SHORT_PLACES = 50
"""Excerpts with very few words in a row that are counted."""

MIN_RADIUS = 1
MAX_RADIUS = 8
"""Excerpts on each side that a quote may run over into."""

CHARS_AN_EXCERPT = 300
"""As many more of a quote make the radius one more."""

GAP_RADIUS = 4
"""The same where an ellipsis leaves words out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedClaim:
    """A claim, and what came of checking it.

    Attributes:
        claim: As it was read.
        verdict: What came of it.
        excerpts: Those that its places are in, by their ids.
        authors: The names in the library of whoever is said to have said it.
    """

    claim: Claim
    verdict: Verdict
    excerpts: dict[str, StoredExcerpt]
    authors: tuple[str, ...] = ()

    @property
    def is_theirs(self) -> bool:
        """Whether the words are of whom the claim names."""
        places = self.verdict.places
        return bool(places) and places[0].passage.voice in self.authors

    @property
    def may_be_theirs(self) -> bool:
        """Whether nobody here is called as the claim says, and the speaker in part is."""
        if self.authors or not self.verdict.places:
            return False
        named, voice = (
            {word for word in fold_letters(name).split() if len(word) > 1}
            for name in (self.claim.author, self.verdict.places[0].passage.voice)
        )
        return not named.isdisjoint(voice)


class Checker:
    """Checks of quotes; no answer names an excerpt that has left meanwhile."""

    def __init__(self, database: Database, generations: Generations) -> None:
        self._database = database
        self._generations = generations

    async def check(self, text: str) -> CheckedClaim | None:
        """Check what a text claims; None where it has no words.

        Computing goes to a thread: nobody else waits for it.
        """
        derived = await self._generations.read(_derived)
        claims = await asyncio.to_thread(read_claims, text, derived.names.is_certain)
        checked = None
        for claim in claims:
            found = await self._check(claim, derived)
            if checked is None or _is_better(found, checked):
                checked = found
            if checked.verdict.outcome is Outcome.VERIFIED:
                break
        return checked

    async def is_name(self, text: str) -> bool:
        """Return whether a text is certainly the name of somebody in the library."""
        derived = await self._generations.read(_derived)
        return derived.names.is_certain(text)

    async def _check(self, claim: Claim, derived: DerivedData) -> CheckedClaim:
        authors = await self._authors(claim, derived)
        find = partial(self._passages, derived, authors=authors)
        passages = await find(claim.parts)
        verdict, rest = await asyncio.to_thread(_judge, claim.parts, passages, authors)
        if rest:
            others = await find(rest, compared=MAX_COMPARED_WITH_REST)
            passages = [*passages, *others]
            verdict, _ = await asyncio.to_thread(_judge, claim.parts, passages, authors)
        places = [*verdict.places, *filter(None, [verdict.nearest])]
        shown = {key for place in places for key in place.slices}
        excerpts = await self._database.read(
            lambda snapshot: get_excerpts(snapshot, shown)
        )
        if shown - excerpts.keys():
            # The library was loaded anew meanwhile.
            return await self._check(claim, await self._generations.read(_derived))
        return CheckedClaim(
            claim=claim, verdict=verdict, excerpts=excerpts, authors=authors
        )

    async def _authors(self, claim: Claim, derived: DerivedData) -> tuple[str, ...]:
        """Return the names in the library of whom a claim names."""
        if not claim.author:
            return ()
        meant = await asyncio.to_thread(derived.names.meant, claim.author)
        clause, params = in_clause("id", [*meant])
        if not params:
            return ()
        sql = f"SELECT name FROM speakers WHERE id IN {clause}"  # noqa: S608 - names of parameters
        rows = await self._database.read(lambda snapshot: snapshot.all(sql, params))
        return tuple([row["name"] for row in rows])

    async def _passages(
        self,
        derived: DerivedData,
        parts: Sequence[str],
        *,
        authors: Sequence[str],
        compared: int = MAX_COMPARED,
    ) -> list[Passage]:
        """Return the passages that may have parts of a quote."""
        numbers = await asyncio.to_thread(_candidates, derived, parts, authors)
        ids = [*dict.fromkeys(map(id_from_number, chain.from_iterable(numbers)))]
        texts = await self._database.read(lambda snapshot: get_texts(snapshot, ids))
        likeliest = await asyncio.to_thread(_likeliest, parts, numbers, texts, compared)
        radius = GAP_RADIUS if len(parts) > 1 else MIN_RADIUS
        longest = max(map(len, parts), default=0)
        radius = min(MAX_RADIUS, radius + longest // CHARS_AN_EXCERPT)
        rows = await self._database.read(
            lambda snapshot: _read_around(snapshot, likeliest, radius)
        )
        return [*_passages_of(rows)]


def _judge(
    parts: Sequence[str], passages: Sequence[Passage], authors: Sequence[str]
) -> tuple[Verdict, Sequence[str]]:
    """Return what passages say of a quote, and what of it to look for elsewhere."""
    verdict = judge(parts, passages, authors)
    settled = {Outcome.VERIFIED, Outcome.NEAR, Outcome.SHORT}
    if verdict.outcome in settled:
        return verdict, ()
    return verdict, leftovers(parts, passages)


def _is_better(one: CheckedClaim, other: CheckedClaim) -> bool:
    """Return whether a claim read in another way is rather in the library."""
    order = [*Outcome]
    if one.claim.loose and not one.is_theirs:
        return False

    def rank(checked: CheckedClaim) -> tuple[int, float]:
        scores = [place.score for place in checked.verdict.places]
        return order.index(checked.verdict.outcome), -min(scores, default=0.0)

    return rank(one) < rank(other)


async def _derived(_: Connection, derived: DerivedData) -> DerivedData:
    return derived


def _candidates(
    derived: DerivedData, parts: Sequence[str], authors: Sequence[str]
) -> Sequence[Sequence[int]]:
    """Return the numbers of excerpts that may have parts of a quote, a list a search."""
    wording = derived.index.wording
    whose: Sequence[Sequence[str]] = (authors, ()) if authors else ((),)
    if weight(Wording(" ".join(parts))) < MIN_WORDS:
        whole = " ".join(parts)
        return [
            wording.with_phrase(whole, MAX_SHORT_PLACES, speakers=each)
            for each in whose
        ]
    return [
        found
        for part in parts
        for each in whose
        for found in wording.likeliest(part, MAX_CANDIDATES, speakers=each)
    ]


def _likeliest(
    parts: Sequence[str],
    numbers: Iterable[Sequence[int]],
    texts: Mapping[str, str],
    count: int,
) -> Sequence[str]:
    """Return the ids of the excerpts that have most of the quote's words, of each list.

    Whether a word is there is guessed by its letters, in a tenth of the time that it
    takes to part a text into words.
    """
    quote = Wording(" ".join(parts))
    if weight(quote) < MIN_WORDS:
        return [*texts]
    telling = [f for f in quote.forms if len(f) >= MIN_TELLING_CHARS or is_unspaced(f)]
    shared = {
        key: sum(len(form) for form in telling or quote.forms if form in folded)
        for key, text in texts.items()
        if (folded := fold_letters(with_plain_letters(text)))
    }
    likeliest: dict[str, None] = {}
    for found in numbers:
        ids = filter(shared.__contains__, map(id_from_number, found))
        best = nlargest(count, ids, key=shared.__getitem__)
        least = MIN_SHARE_OF_BEST * shared[best[0]] if best else 0
        likeliest |= dict.fromkeys(key for key in best if shared[key] >= least)
    return [*likeliest]


async def _read_around(
    snapshot: Connection, ids: Sequence[str], radius: int
) -> Sequence[Row]:
    """Read excerpts with their neighbours, in order, as far as their texts."""
    clause, params = in_clause("id", [*ids])
    if not params:
        return ()
    return await snapshot.all(
        f"""
        SELECT DISTINCT near.id, near.transcript_id, near.position, near.kind, near.lead,
            near.text, near.trail, COALESCE(speakers.name, '') AS voice
        FROM excerpts
        JOIN excerpts AS near ON near.transcript_id = excerpts.transcript_id
            AND near.position BETWEEN excerpts.position - :radius
                AND excerpts.position + :radius
        LEFT JOIN speakers ON speakers.id = near.speaker_id
        WHERE excerpts.id IN {clause}
        ORDER BY near.transcript_id, near.position
        """,  # noqa: S608 - names of parameters
        params | {"radius": radius},
    )


def _passages_of(rows: Sequence[Row]) -> Iterator[Passage]:
    """Yield the passages that rows make: what one voice says in a row.

    A stage direction is a passage of its own, and parts nobody's words.
    """
    runs: list[list[Row]] = []
    gap = 0
    for row in rows:
        if row["kind"] == TurnKind.STAGE:
            gap += 1
            yield _passage([row])
            continue
        last = runs[-1][-1] if runs else None
        goes_on = last is not None and (
            row["transcript_id"] == last["transcript_id"]
            and row["position"] == last["position"] + 1 + gap
            and (row["voice"], row["kind"]) == (last["voice"], last["kind"])
        )
        if goes_on:
            runs[-1].append(row)
        else:
            runs.append([row])
        gap = 0
    yield from map(_passage, runs)


def _passage(rows: Sequence[Row]) -> Passage:
    first = rows[0]
    return Passage(
        event=first["transcript_id"],
        first=first["position"],
        lines=tuple(
            # Rows of another turn follow without white space.
            Line(row["id"], row["lead"], row["text"], f"{row['trail']} ")
            for row in rows
        ),
        voice=first["voice"],
        kind=TurnKind(first["kind"]),
    )
