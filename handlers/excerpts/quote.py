"""`/quote [speaker] [about words]`: an excerpt at random, never the same soon again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from content.excerpts.ids import normalise_id
from content.names.index import exact_name
from content.query.dates import date_number
from content.query.query import Query, format_query, parse_query
from handlers.contract.reply import (
    Button,
    Paragraph,
    Reply,
    UserError,
    command_button,
    note,
    refinements,
)
from handlers.contract.request import Request
from handlers.excerpts.nearest import nearest_view
from handlers.excerpts.no_quote import (
    excluded_here,
    nearest_excluded_here,
    nothing_about,
)
from handlers.text.card import card, excerpt_card, show_excerpt
from handlers.text.lookup import excerpt_by_id
from handlers.text.no_results import in_doubt, no_excerpts
from handlers.text.query_text import invalid_dates, reading_notes, search_notes
from handlers.text.search_state import with_embedding_note
from handlers.text.speaker_choice import require_one_speaker, resolve_speaker
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.chats.exclusions import Exclusions
from storage.chats.random_excerpts import RandomExcerpts
from storage.chats.rounds import ANY_SPEAKER, DrawnExcerpt
from storage.corpus.rows import StoredExcerpt, StoredSpeaker
from storage.search.library import Library
from storage.search.search import Search, SearchPage
from storage.search.topics import Topics
from storage.semantic.embedding_job import EmbeddingJob

MAX_CANDIDATES = 200
"""Best search results that an excerpt about something is drawn from."""

MAX_NAMESAKES = 2
"""Speakers that are offered whose name is a common word, which was asked for."""


async def quote(
    request: Request,
    *,
    library: Library,
    search: Search,
    topics: Topics,
    random_excerpts: RandomExcerpts,
    chats: Chats,
    comments: Comments,
    exclusions: Exclusions,
    embedding: EmbeddingJob,
) -> Reply:
    """Return an excerpt of anybody, of one speaker, about something, or both.

    Raises:
        UserError: The speaker is unknown or unsure, or nothing fits.
    """
    named, about = _typed(request)
    require_one_speaker(parse_query(about or named), request)
    name, about = _split_restrictions(named, about)
    excerpt = None if about else await _excerpt_with_id(name, library)
    if excerpt is not None:
        return await show_excerpt(excerpt, request, chats=chats, comments=comments)
    speaker: StoredSpeaker | None = None
    namesakes: Sequence[Button] = ()
    if name and not about and await library.is_common_word(name):
        namesakes = await _namesakes(name, library)
        name, about = "", name
    if name:
        speaker, rest = await resolve_speaker(
            name, request, about=about, library=library
        )
        about = f"{rest} {about}".strip()
    query = parse_query(about)
    if not (query.words or query.has_filters):
        drawn = await random_excerpts.draw(
            request.place.key,
            speaker.id if speaker else ANY_SPEAKER,
            thread=request.place.thread,
        )
        if drawn:
            return _drawn_card(drawn, speaker, query, request, named=named)
        return await _nearest_any(
            speaker,
            query,
            request,
            named=named,
            library=library,
            random_excerpts=random_excerpts,
            comments=comments,
            exclusions=exclusions,
        )
    excerpt, page = await _draw_about(
        about,
        speaker,
        request,
        library=library,
        search=search,
        topics=topics,
        random_excerpts=random_excerpts,
        exclusions=exclusions,
        embedding=embedding,
    )
    reply = await _found_card(
        excerpt,
        page,
        speaker,
        request,
        library=library,
        comments=comments,
        exclusions=exclusions,
    )
    return replace(reply, groups=(*reply.groups, refinements(*namesakes)))


def _typed(request: Request) -> tuple[str, str]:
    """Return the words typed for the speaker, and those after "about"."""
    arguments = request.arguments
    # `/random` takes no speaker; who names one all the same means them.
    is_random = request.command == "random"
    named = arguments.unread if is_random else arguments.text("speaker")
    about = arguments.text("about")
    if about and parse_query(named).speaker:
        # "/quote speaker:reed about sacks": no name, but a part of what is asked.
        return "", f"{about} {named}"
    return named, about


async def _excerpt_with_id(name: str, library: Library) -> StoredExcerpt | None:
    """Return the excerpt whose id was typed for a name; None if it can't be an id.

    Raises:
        UserError: The library holds no such excerpt, or none any more.
    """
    key = normalise_id(name) if name else ""
    if not (key and any(map(str.isdigit, name))):
        return None
    # "3 lincoln" could be one by its signs alone.
    if " " in name.strip() and await library.excerpt(key) is None:
        return None
    return await excerpt_by_id(key, library=library)


async def _nearest_any(
    speaker: StoredSpeaker | None,
    query: Query,
    request: Request,
    *,
    named: str,
    library: Library,
    random_excerpts: RandomExcerpts,
    comments: Comments,
    exclusions: Exclusions,
) -> Reply:
    """Return what comes nearest of a speaker of whom nothing is offered by itself.

    Raises:
        UserError: Nobody is named, or nothing of theirs may be shown here.
    """
    chat_key, admin = request.place.key, request.person.admin
    if excluded := await excluded_here(chat_key, speaker, exclusions):
        raise UserError(excluded)
    if speaker is None:
        raise UserError(await no_excerpts(None, library, exclusions, admin=admin))
    nearest = await random_excerpts.draw_nearest(
        chat_key, speaker.id, thread=request.place.thread
    )
    if nearest is None:
        raise UserError(
            await nearest_excluded_here(chat_key, speaker, exclusions)
            or await no_excerpts(speaker, library, exclusions, admin=admin)
        )
    reply = await nearest_view(
        nearest.excerpt,
        Query(),
        speaker,
        chat_key,
        library=library,
        comments=comments,
        exclusions=exclusions,
        another=_another(request),
        is_only=nearest.is_only,
        notes=[note(text) for text in invalid_dates(query)],
    )
    there = await library.count_unserved(speaker.id)
    others = [_words_button(named)] if request.bare else []
    return replace(
        reply,
        paragraphs=(*reply.paragraphs, *map(note, in_doubt(there, admin=admin))),
        groups=(*reply.groups, refinements(*others)),
    )


async def _draw_about(
    about: str,
    speaker: StoredSpeaker | None,
    request: Request,
    *,
    library: Library,
    search: Search,
    topics: Topics,
    random_excerpts: RandomExcerpts,
    exclusions: Exclusions,
    embedding: EmbeddingJob,
) -> tuple[StoredExcerpt, SearchPage]:
    """Draw an excerpt about something; return it and the search that found it.

    Where a speaker is named of whom nothing that fits is offered, it is one that is not.

    Raises:
        UserError: Nothing that fits may be shown here.
    """
    chat_key = request.place.key
    page = await search.find(
        parse_query(about),
        speakers=[speaker.name] if speaker else [],
        count=MAX_CANDIDATES,
        merged=False,
    )
    choices = [[excerpt for excerpt in page.excerpts if excerpt.offered]]
    if speaker:
        choices.append(_unlike(each for each in page.excerpts if not each.offered))
    for found in choices:
        fitting = {each.id: each for each in found}
        if page.preference and not page.preference.words:
            # "lincoln in 1865" asks for nothing else: what is of that time alone will do.
            fitting = {
                key: each for key, each in fitting.items() if _is_of_time(each, page)
            } or fitting
        drawn_id = await random_excerpts.draw_least_recent(
            chat_key, list(fitting), thread=request.place.thread
        )
        if drawn_id is not None:
            return fitting[drawn_id], page
        excluded = await excluded_here(chat_key, speaker, exclusions, about, [*fitting])
        if excluded:
            raise UserError(excluded)
    if speaker and not (await library.count_unserved(speaker.id)).excerpts:
        # What is not surely theirs may be about it: that they say nothing is unknown.
        admin = request.person.admin
        reply = await no_excerpts(speaker, library, exclusions, admin=admin)
        everybody = command_button("Search everybody", "topic", words=about)
        raise UserError(replace(reply, groups=(*reply.groups, refinements(everybody))))
    reply = await nothing_about(about, page, speaker, search, topics)
    coverage = None if page.excerpts else await embedding.coverage()
    raise UserError(with_embedding_note(reply, parse_query(about), coverage))


async def _found_card(
    excerpt: StoredExcerpt,
    page: SearchPage,
    speaker: StoredSpeaker | None,
    request: Request,
    *,
    library: Library,
    comments: Comments,
    exclusions: Exclusions,
) -> Reply:
    """Return the card of an excerpt about something, in its context if it needs that."""
    chat_key, another = request.place.key, _another(request)
    marks = page.marks_in(excerpt)
    # What was said when it was asked for need not have the words.
    is_near = page.near_count > 0 and not (marks or _is_of_time(excerpt, page))
    if speaker and not excerpt.offered:
        missing = [word for word in page.missing_words if word not in page.corrections]
        is_part = is_near or page.dropped or page.words_apart or missing
        return await nearest_view(
            excerpt,
            page.query,
            speaker,
            chat_key,
            library=library,
            comments=comments,
            exclusions=exclusions,
            another=another,
            is_only=len(_unlike(page.excerpts)) == 1,
            found=page if is_part else None,
            notes=reading_notes(page),
            marks=marks,
        )
    reply = await excerpt_card(
        excerpt, chat_key, comments=comments, another=another, marks=marks
    )
    one = replace(page, total=1, near_count=int(is_near))
    notes = search_notes(one, by=speaker.name if speaker else "")
    return replace(reply, paragraphs=(*notes, *reply.paragraphs))


def _unlike(excerpts: Iterable[StoredExcerpt]) -> list[StoredExcerpt]:
    """Return excerpts without those that say the same as one before."""
    by_text: dict[str, StoredExcerpt] = {}
    for each in excerpts:
        by_text.setdefault(each.text, each)
    return [*by_text.values()]


def _is_of_time(excerpt: StoredExcerpt, page: SearchPage) -> bool:
    """Return whether an excerpt was said when its query asks for."""
    asked = page.preference
    said = date_number(excerpt.date) if excerpt.date else 0
    return bool(asked and asked.after and asked.after <= said < asked.before)


def _another(request: Request) -> Button:
    """Return the button that asks the same once more."""
    return command_button("Another", "quote", words=request.words)


def _drawn_card(
    drawn: DrawnExcerpt,
    speaker: StoredSpeaker | None,
    query: Query,
    request: Request,
    *,
    named: str,
) -> Reply:
    """Return the card of what was drawn, with notes above it and more buttons."""
    reply = card(drawn.excerpt, comments=drawn.comments, another=_another(request))
    notes = [note(text) for text in invalid_dates(query)]
    others: list[Button] = []
    if drawn.is_only:
        notes.append(_nothing_else(speaker))
        others += _all_of(speaker)
    if request.bare:
        others.append(_words_button(named))
    if not (notes or others):
        return reply  # the same one for all that are shown it
    return replace(
        reply,
        paragraphs=(*notes, *reply.paragraphs),
        groups=(*reply.groups, refinements(*others)),
    )


def _words_button(words: str) -> Button:
    """Return the button that searches for words that were read as a name."""
    return command_button("Search for the words", "topic", words=words)


def _nothing_else(speaker: StoredSpeaker | None) -> Paragraph:
    """Return the note that the excerpt was shown just now and is the only one."""
    whose = f" of {speaker.name}" if speaker else ""
    return note(f"Nothing else{whose} is offered by chance here.")


def _all_of(speaker: StoredSpeaker | None) -> list[Button]:
    """Return the button for all excerpts of a speaker, where there is more than one."""
    if speaker is None or speaker.excerpts < 2:
        return []
    words = format_query(Query(speaker=exact_name(speaker.name)))
    label = f"All {speaker.excerpts:,} of {speaker.name}"
    return [command_button(label, "topic", words=words)]


async def _namesakes(word: str, library: Library) -> list[Button]:
    """Return buttons for speakers whose name is a common word, which was asked for."""
    match = await library.find_speaker(word)
    return [
        command_button(f"By {each.name}", "quote", words=exact_name(each.name))
        for each in match.certain[:MAX_NAMESAKES]
    ]


def _split_restrictions(name: str, about: str) -> tuple[str, str]:
    """Return whose words are asked for and what they are about; either may be empty.

    A ``speaker:`` among the words names the speaker, and the restrictions of a name
    belong to what is asked about.

    >>> _split_restrictions("brook", "dry feet"), _split_restrictions("", "dry feet speaker:brook")
    (('brook', 'dry feet'), ('brook', 'dry feet'))
    >>> _split_restrictions("brook after: 1940", ""), _split_restrictions("after:1940 -in:orvel", "")
    (('brook', 'after:1940'), ('', '-in:orvel after:1940'))
    """
    query = parse_query(about or name)
    if query.speaker:
        # A name in front of "about" goes before one among the words.
        return (about and name) or query.speaker, format_query(
            replace(query, speaker="")
        )
    if about or not (query.has_filters or query.invalid_dates):
        return name, about
    restricted = replace(query, words="", phrases=(), verbatim=frozenset())
    return query.words, format_query(restricted)
