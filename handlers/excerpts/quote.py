"""`/quote [speaker] [about words]`: an excerpt at random, never the same soon again."""

from collections.abc import Sequence
from dataclasses import replace

from content.excerpts.ids import normalise_id
from content.names.index import exact_name
from content.query.query import Query, format_query, parse_query
from handlers.contract.reply import (
    Button,
    Paragraph,
    Reply,
    UserError,
    actions,
    command_button,
    note,
    paragraph,
    refinements,
    results,
    text_reply,
)
from handlers.contract.request import Request
from handlers.text.card import card, excerpt_card
from handlers.text.lookup import excerpt_by_id
from handlers.text.muting import hidden_reply, muted_reply
from handlers.text.no_results import no_excerpts
from handlers.text.query_text import (
    describe,
    invalid_dates,
    restrictions_by_name,
    search_notes,
    unknown_names,
)
from handlers.text.refine import without_each_restriction
from handlers.text.speaker_choice import require_one_speaker, resolve_speaker
from handlers.text.topic_buttons import near_topic_buttons, speaker_topics_button
from handlers.text.wording import in_quotes
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.chats.exclusions import Exclusions
from storage.chats.random_excerpts import RandomExcerpts
from storage.chats.rounds import ANY_SPEAKER
from storage.corpus.rows import StoredSpeaker
from storage.search.library import Library
from storage.search.search import Search, SearchPage
from storage.search.topics import Topics

MAX_CANDIDATES = 200
"""Best search results that an excerpt about something is drawn from."""

MAX_NEAR_EXCERPTS = 3
"""Those that are offered in their context, where none of them stands by itself."""


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
) -> Reply:
    """Return an excerpt of anybody, of one speaker, about something, or both.

    Raises:
        UserError: The speaker is unknown or unsure, or nothing fits.
    """
    another = command_button("Another", "quote", words=request.words)
    chat_key, thread = request.place.key, request.place.thread
    arguments = request.arguments
    # `/random` takes no speaker; who names one all the same means them.
    is_random = request.command == "random"
    named = arguments.unread if is_random else arguments.text("speaker")
    about = arguments.text("about")
    if about and parse_query(named).speaker:
        # "/quote speaker:reed about sacks": no name, but a part of what is asked.
        named, about = "", f"{about} {named}"
    require_one_speaker(parse_query(about or named), request)
    name, about = _split_restrictions(named, about)
    key = normalise_id(name) if name and not about else ""
    # "3 lincoln" could be one by its signs alone.
    is_spaced = " " in name.strip() and await library.excerpt(key or "") is None
    if key and any(map(str.isdigit, name)) and not is_spaced:
        excerpt = await excerpt_by_id(key, library=library)
        await chats.set_last_excerpt(chat_key, excerpt.id, thread)
        return await excerpt_card(excerpt, chat_key, comments=comments)
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
            chat_key, speaker.id if speaker else ANY_SPEAKER, thread=thread
        )
        if drawn is None:
            raise UserError(
                await _excluded_here(chat_key, speaker, exclusions)
                or await no_excerpts(speaker, library, admin=request.person.admin)
            )
        drawn_card = card(drawn.excerpt, comments=drawn.comments, another=another)
        return _with_notes(
            drawn_card,
            notes=[
                *map(note, invalid_dates(query)),
                *([_nothing_else(speaker)] if drawn.is_only else []),
            ],
            others=[
                *(_all_of(speaker) if drawn.is_only else []),
                *([_words_button(named)] if request.bare else []),
            ],
        )
    by = speaker.name if speaker else ""
    page = await search.find(
        query, speakers=[by] if by else [], count=MAX_CANDIDATES, merged=False
    )
    fitting = {excerpt.id: excerpt for excerpt in page.excerpts if excerpt.offered}
    drawn_id = await random_excerpts.draw_least_recent(
        chat_key, list(fitting), thread=thread
    )
    if drawn_id is None:
        raise UserError(
            await _excluded_here(chat_key, speaker, exclusions, about, [*fitting])
            or await _nothing_about(about, page, speaker, search, topics)
        )
    excerpt = fitting[drawn_id]
    marks = page.marks_in(excerpt)
    reply = await excerpt_card(
        excerpt, chat_key, comments=comments, another=another, marks=marks
    )
    one = replace(page, total=1, near_count=int(page.near_count > 0 and not marks))
    return replace(
        reply,
        paragraphs=(*search_notes(one, by=by), *reply.paragraphs),
        groups=(*reply.groups, refinements(*namesakes)),
    )


def _with_notes(
    reply: Reply, notes: Sequence[Paragraph], others: Sequence[Button]
) -> Reply:
    """Return a card with notes above it and more buttons, or as it is without either."""
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


async def _excluded_here(
    chat_key: str,
    speaker: StoredSpeaker | None,
    exclusions: Exclusions,
    about: str = "",
    fitting: Sequence[str] = (),
) -> Reply | None:
    """Return the reply where nothing came since the chat has excluded it; else None."""
    if speaker and await exclusions.is_muted(chat_key, speaker.id):
        return muted_reply(speaker.name)
    if about:
        is_cause = await exclusions.excludes_some(chat_key, fitting)
    else:
        sought = speaker.id if speaker else ANY_SPEAKER
        is_cause = await exclusions.leaves_nothing(chat_key, sought)
    if not is_cause:
        return None
    said = f" by {speaker.name}" if speaker else ""
    said += f" about {in_quotes(about)}" if about else ""
    by = exact_name(speaker.name) if speaker else ""
    words = format_query(replace(parse_query(about), speaker=by))
    found = [command_button("What was said", "topic", words=words)] if words else []
    return hidden_reply(said, *found)


async def _nothing_about(
    about: str,
    page: SearchPage,
    speaker: StoredSpeaker | None,
    search: Search,
    topics: Topics,
) -> Reply:
    """Return the reply where nothing that fits can be offered, or nothing fits."""
    if page.excerpts:
        return _nothing_stands(about, page, by=speaker.name if speaker else "")
    return await _no_quote_about(about, page, speaker, search, topics)


def _nothing_stands(about: str, page: SearchPage, *, by: str) -> Reply:
    """Return the reply where all that fits needs its context."""
    words = format_query(replace(parse_query(about), speaker=exact_name(by)))
    near = [
        command_button(f"{number}, in context", "context", excerpt=excerpt.id)
        for number, excerpt in enumerate(page.excerpts[:MAX_NEAR_EXCERPTS], start=1)
    ]
    reply = text_reply(
        f"Nothing about {in_quotes(about)} here is offered by itself: what was said "
        "needs what stands around it."
    )
    searched = command_button("What was said", "topic", words=words if by else about)
    return replace(reply, groups=(results(*near), actions(searched)))


async def _no_quote_about(
    about: str,
    page: SearchPage,
    speaker: StoredSpeaker | None,
    search: Search,
    topics: Topics,
) -> Reply:
    """Return the reply where nothing fits, with the nearest topics of the same speaker."""
    query = parse_query(about)
    near = await near_topic_buttons(query.words, topics, speaker=speaker)
    said, others = "Nobody says anything", [command_button("Topics", "topics")]
    if speaker:
        said = f"{speaker.name} says nothing"
        others = [
            command_button("Search everybody", "topic", words=about),
            command_button(
                f"Any by {speaker.name}", "quote", words=exact_name(speaker.name)
            ),
            speaker_topics_button(speaker),
        ]
    whose = [speaker.name] if speaker else []
    given_up, wider = await without_each_restriction(query, search, speakers=whose)
    if given_up:
        names = " or ".join(restrictions_by_name([each], query) for each in given_up)
        hint = f"There is something without {names}."
    else:
        hint = "These are near:" if near else "Try other words, or one of these."
    notes = (*invalid_dates(query), *unknown_names(page.unknown_names))
    if query.has_filters:
        text = f"{said} {describe(query)}. {hint}"
    else:
        text = f"{said} about {in_quotes(about)} in this library. {hint}"
    return Reply(
        paragraphs=tuple(map(paragraph, (text, *notes))),
        groups=(refinements(*wider), results(*near), actions(*others)),
    )
