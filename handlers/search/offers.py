"""Excerpts to choose from while somebody types, to say them in any chat."""

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from content.excerpts.ids import normalise_id_start
from content.names.index import exact_name
from content.query.marks import merge_marks
from content.query.query import Query, parse_query
from handlers.contract.action import MAX_LOOK_UP_CHARS, Action
from handlers.contract.offer import Offer, OfferPage
from handlers.contract.reply import command_button
from handlers.text.card import byline, card, snippet, title_of
from handlers.text.lookup import excerpt_of_words
from handlers.text.query_text import restrictions_by_name
from handlers.text.wording import format_date, in_quotes, shorten
from storage.chats.chats import Chats
from storage.chats.exclusions import Exclusions
from storage.chats.random_excerpts import RandomExcerpts
from storage.corpus.rows import StoredExcerpt
from storage.search.completions import Completions
from storage.search.library import Library
from storage.search.search import Search, SearchPage
from storage.search.unfinished import UnfinishedQuery

MAX_RECENT = 20
"""Excerpts that a person was shown, and is offered first before anything is typed."""

MAX_SAMPLED = 100
"""Excerpts at random that are offered after these, or of whose name is typed."""

MIN_BY_WORDS = 10
"""Hits by words from which meaning is not asked as well: each letter is another question
to encode, which took three quarters of the time of an answer."""

MAX_TITLE_CHARS = 90
MAX_LEAD_CHARS = 20
"""Characters of a title, and of those before the first match in it."""

MAX_DESCRIPTION_CHARS = 160
MAX_EVENT_CHARS = 60

MAX_LINE_CHARS = 60
"""Characters of the line above; phones show little more."""

MAX_CACHED_PAGES = 256
"""Pages that are kept for who types the same; a page of 10 takes about 20 KB."""


class Slice(NamedTuple):
    """Some offers of a part of the list.

    Attributes:
        offers: From the first that was wanted on.
        total: How many there are in all.
        line: What to say above them, if they come first.
    """

    offers: Sequence[Offer]
    total: int
    line: str = ""


Part = Callable[[int, int], Awaitable[Slice]]
"""Returns offers of a part of the list: how many to pass over, and how many at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offerer:
    """Offers of excerpts for what somebody types, letter by letter.

    Nothing is recorded. Pages of the same words are kept as long as the library is the
    same, for everybody but those who were shown or have hidden something.
    """

    library: Library
    completions: Completions
    search: Search
    random_excerpts: RandomExcerpts
    chats: Chats
    exclusions: Exclusions
    _pages: dict[tuple[str, ...], OfferPage] = field(default_factory=dict)

    async def offer(
        self, words: str, *, person: str, page: str, count: int, now: datetime
    ) -> OfferPage:
        """Return a page of excerpts to choose from.

        Args:
            words: What is typed so far, as after `/topic`; a name comes without a key.
            person: The key of who types, and of the chat with that person alone: what
                was shown there is offered before anything is typed.
            page: What the page before gave as `next_page`; empty for the first.
            count: How many to offer, at most.
            now: The moment of asking.
        """
        state = await self.search.state()
        words = words[:MAX_LOOK_UP_CHARS]
        typed = words.strip()
        known, first = _read_page(page)
        if known and known != _short(state):
            # The rest of a list that nobody can continue: the library has changed.
            return OfferPage()
        recent = () if typed else await self._recent(person)
        excluded = False if typed else bool(await self.exclusions.of_chat(person))
        own = recent or excluded
        key = (state, f"{now:%F}", words, str(first), str(count))
        if not own and (cached := self._pages.get(key)):
            return cached
        parts = await self._parts(words, state, recent, now, person=person)
        offers, line, more = await _joined(parts, first, count)
        found = OfferPage(
            offers=tuple(offers),
            next_page=f"{_short(state)}:{first + count}" if more else "",
            line=shorten(line, MAX_LINE_CHARS),
            personal=not typed,
        )
        if not offers and not first:
            asks = Action(command="topic", words=typed) if typed else None
            found = replace(
                found, line=_nothing_line(typed, excluded=excluded), asks=asks
            )
        if not own:
            self._keep(key, found)
        return found

    def _keep(self, key: tuple[str, ...], page: OfferPage) -> None:
        while len(self._pages) >= MAX_CACHED_PAGES:
            del self._pages[next(iter(self._pages))]
        self._pages[key] = page

    async def _recent(self, person: str) -> tuple[StoredExcerpt, ...]:
        """Return what a person was shown alone with the bot, the latest first.

        What they have hidden or muted there is left out.
        """
        last = await self.chats.last_excerpt(person)
        shown = await self.random_excerpts.shown_ids(person, "", MAX_RECENT)
        ids = [key for key in dict.fromkeys((last, *shown)) if key]
        excluded = await self.exclusions.among(person, ids)
        ids = [key for key in ids if key not in excluded]
        return await self.library.excerpts(ids[:MAX_RECENT])

    async def _parts(
        self,
        words: str,
        state: str,
        recent: Sequence[StoredExcerpt],
        now: datetime,
        *,
        person: str,
    ) -> Sequence[Part]:
        """Return what to offer, one part after the other."""
        typed = words.strip()
        seed = _seed(state, f"{now:%F}")
        if not typed:
            known = [excerpt.id for excerpt in recent]
            return [_listed(recent), self._sampled((), seed, known, person=person)]
        if by_id := await self._by_id(typed):
            return [_listed(by_id)]
        query = parse_query(typed)
        if not (query.words or query.has_filters):
            return []
        ends_open = words[-1:].isalnum()
        read = await self.search.read_unfinished(query, ends_open=ends_open)
        return [*self._theirs(read, seed), *self._others(read)]

    async def _by_id(self, typed: str) -> Sequence[StoredExcerpt]:
        """Return excerpts whose id is typed, or its start after a ``#``."""
        if start := typed.startswith("#") and normalise_id_start(typed):
            return await self.completions.excerpts(start, MAX_RECENT, before=())
        found = await excerpt_of_words(typed, library=self.library)
        return [found] if found else ()

    def _theirs(self, read: UnfinishedQuery, seed: int) -> Iterator[Part]:
        """Yield what those say whose name is typed, about the rest of the words."""
        if not read.speakers:
            return
        if read.by_them.words or read.by_them.has_filters:
            names = [each.name for each in read.speakers]
            # Where a date or place does not fit them, others come first.
            yield self._searched(
                read.by_them,
                names,
                relaxed=read.only_them,
                by_meaning=read.is_whole,
            )
        else:
            yield self._sampled([each.id for each in read.speakers], seed)

    def _others(self, read: UnfinishedQuery) -> Iterator[Part]:
        """Yield what everybody else says with these words, a name among them."""
        if not read.only_them:
            names = [exact_name(each.name) for each in read.speakers]
            excluded = (*read.query.excluded_speakers, *names)
            query = replace(read.query, excluded_speakers=excluded)
            # Below the words of whom was named, only what has the words is of use.
            yield self._searched(query, (), by_meaning=read.is_whole and not names)

    def _searched(
        self,
        query: Query,
        speakers: Sequence[str],
        *,
        relaxed: bool = True,
        by_meaning: bool = True,
    ) -> Part:
        async def part(first: int, count: int) -> Slice:
            find = partial(
                self.search.find, query, speakers=speakers, first=first, count=count
            )
            found = await find(by_meaning=False)
            if by_meaning and (found.total < MIN_BY_WORDS or found.dropped):
                found = await find()
            if found.dropped and not relaxed:
                return Slice((), 0)
            offers = [_offer(each, found) for each in found.excerpts]
            return Slice(offers, found.total, _dropped_line(found))

        return part

    def _sampled(
        self,
        speakers: Sequence[int],
        seed: int,
        known: Iterable[str] = (),
        *,
        person: str = "",
    ) -> Part:
        """Return excerpts at random, but for known ones and what a person has hidden.

        Whose name is typed is looked for, and found whoever has muted them.
        """
        passed = set(known)

        async def part(first: int, count: int) -> Slice:
            found = await self.random_excerpts.sample(
                speakers,
                seed=seed,
                first=first,
                count=min(count, MAX_SAMPLED - first),
                chat_key=person,
            )
            offers = [_offer(each) for each in found.excerpts if each.id not in passed]
            return Slice(offers, min(found.total, MAX_SAMPLED))

        return part


def _listed(excerpts: Sequence[StoredExcerpt]) -> Part:
    async def part(first: int, count: int) -> Slice:
        page = excerpts[first : first + count]
        return Slice([_offer(each) for each in page], len(excerpts))

    return part


async def _joined(
    parts: Sequence[Part], first: int, count: int
) -> tuple[Sequence[Offer], str, bool]:
    """Return a page of several parts in a row, its line, and whether more may follow."""
    offers: dict[str, Offer] = {}
    above = ""
    before, end = 0, first + count
    for part in parts:
        if before >= end:
            return [*offers.values()], above, True
        start = max(first - before, 0)
        found, total, line = await part(start, end - before - start)
        above = above if offers else line
        for offer in found:
            offers.setdefault(offer.excerpt, offer)
        before += total
    return [*offers.values()], above if offers else "", before > end


def _offer(excerpt: StoredExcerpt, found: SearchPage | None = None) -> Offer:
    matches = found.matches_in(excerpt) if found else ()
    title = snippet(
        excerpt, matches, max_chars=MAX_TITLE_CHARS, lead_chars=MAX_LEAD_CHARS
    )
    whose = "".join(span.text for span in byline(excerpt)).removeprefix("— ")
    about = (
        whose,
        format_date(excerpt.date),
        shorten(title_of(excerpt), MAX_EVENT_CHARS),
    )
    another = command_button("Another", "quote", words=exact_name(excerpt.speaker))
    return Offer(
        excerpt=excerpt.id,
        title="".join(span.text for span in title),
        description=shorten(" · ".join(filter(None, about)), MAX_DESCRIPTION_CHARS),
        card=card(
            excerpt,
            comments=0,
            another=another,
            marks=merge_marks(matches),
        ),
    )


def _dropped_line(found: SearchPage) -> str:
    if not found.dropped:
        return ""
    names = restrictions_by_name(found.dropped, found.corrected_query)
    return f"Nothing fits all of it; without {names}:"


def _nothing_line(typed: str, *, excluded: bool) -> str:
    """Return what to say where nothing is offered; a button opens the private chat."""
    if excluded:
        return "You have hidden or muted all of it. See /settings"
    if not typed:
        return "This library is empty."
    shown = in_quotes(typed, MAX_LINE_CHARS - len("Nothing about “”. Look further"))
    return f"Nothing about {shown}. Look further"


def _short(state: str) -> str:
    """Return a hash of a library's state that fits into what asks for a page."""
    return hashlib.blake2b(state.encode(), digest_size=8).hexdigest()


def _seed(state: str, day: str) -> int:
    hashed = hashlib.blake2b(f"{state} {day}".encode(), digest_size=7).digest()
    return int.from_bytes(hashed, "big")


def _read_page(page: str) -> tuple[str, int]:
    """Return of which library a page is asked for, and how many offers to pass over.

    >>> _read_page("5f3e:20"), _read_page(""), _read_page("5f3e:x")
    (('5f3e', 20), ('', 0), ('', 0))
    """
    known, _, first = page.partition(":")
    if not known or not first.isdecimal():
        return "", 0
    return known, int(first[:6])
