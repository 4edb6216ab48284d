"""Replies where nothing is found: why, and what is near."""

from collections.abc import Iterator, Sequence

from content.names.index import exact_name
from content.query.query import Query, format_query
from content.query.restrictions import (
    LIFTED_BY_SEARCH,
    restrictions,
    wants_anything,
    without_restrictions,
)
from handlers.contract.reply import (
    Button,
    Paragraph,
    Reply,
    actions,
    command_button,
    field_button,
    paragraph,
    refinements,
    results,
    row,
    small,
    text_reply,
)
from handlers.text.card import byline
from handlers.text.query_text import (
    describe,
    invalid_dates,
    restrictions_by_name,
    unknown_names,
)
from handlers.text.refine import speaker_buttons, without_each_restriction
from handlers.text.topic_buttons import near_topic_buttons, speaker_topics_button
from handlers.text.wording import EMPTY_LIBRARY, format_count, in_quotes, shorten
from storage.chats.exclusions import Exclusions, OfferedCounts
from storage.corpus.rows import StoredExcerpt, StoredSpeaker, UnservedCounts
from storage.search.library import Library
from storage.search.search import Search, SearchPage
from storage.search.topics import Topics

MAX_WORD_BUTTONS = 4
"""Similar words of the library that are offered where nothing fits."""

MAX_NOBODYS = 3
"""Passages that are nobody's and have the words, which are named."""

MAX_NOBODYS_CHARS, MAX_NOBODYS_LABEL_CHARS = 160, 20

MAX_FILES_NAMED = 3
"""Transcripts that are named to an administrator; the others are counted."""


async def no_results(
    words: str,
    query: Query,
    found: SearchPage,
    speaker: StoredSpeaker | None,
    *,
    search: Search,
    topics: Topics,
    library: Library,
) -> Reply:
    """Return the reply to a search without results: why, and what is near."""
    name = speaker.name if speaker else ""
    if query.has_filters:
        said = f"Nothing {describe(query, by=name)}"
    else:
        said = f"Nothing in this library speaks of {in_quotes(words)}"
    tried = [each for each in restrictions(query) if each.kind in LIFTED_BY_SEARCH]
    if tried and wants_anything(without_restrictions(query, tried)):
        said += f", not even without {restrictions_by_name(tried, query)}"
    given_up, buttons = await without_each_restriction(
        query, search, speakers=[name] if name else []
    )
    if given_up:
        names = " or ".join(restrictions_by_name([each], query) for each in given_up)
        said += f". There is something without {names}"
    elif (
        query.has_filters
        and query.words
        and (await search.find(query.words, count=1)).total
    ):
        label = f"Only {in_quotes(query.words, 30)}"
        buttons.append(command_button(label, "topic", words=query.words))
    buttons += await speaker_buttons(query, library)
    narrowed = len(buttons)
    if not given_up:
        buttons += await near_topic_buttons(query.words, topics, speaker=speaker)
        buttons += await _near_words(query.words, buttons, search)
    if given_up:
        text = f"{said}:"
    elif len(buttons) > narrowed:
        text = f"{said}. These are near:"
    else:
        text = f"{said}. Try other words, or see what it is about."
        buttons += [
            command_button("Topics", "topics"),
            command_button("Speakers", "speakers"),
        ]
    if speaker:
        buttons.append(speaker_topics_button(speaker))
    notes = [*invalid_dates(query), *unknown_names(found.unknown_names)]
    # Whoever asks for one person's words is not helped by what nobody said.
    wanted = "" if query.has_filters else query.words
    nobodys = await search.find_nobodys(wanted, MAX_NOBODYS)
    return Reply(
        paragraphs=(*map(paragraph, [text, *notes]), *_as_context(nobodys)),
        groups=(
            results(*map(_context_button, nobodys)),
            refinements(*buttons),
            actions(field_button("Search again", "topic")),
        ),
    )


def _as_context(nobodys: Sequence[StoredExcerpt]) -> Iterator[Paragraph]:
    """Yield where the words stand without being anybody's, by their first words."""
    if nobodys:
        yield paragraph("Nobody is heard saying it, but these words have it:")
    for each in nobodys:
        words = f"{shorten(each.text, MAX_NOBODYS_CHARS)} "
        yield row(words, *byline(each), small(f" · {each.title}"))


def _context_button(excerpt: StoredExcerpt) -> Button:
    label = f"Around “{shorten(excerpt.text, MAX_NOBODYS_LABEL_CHARS)}”"
    return command_button(label, "context", excerpt=excerpt.id)


async def _near_words(
    words: str, beside: Sequence[Button], search: Search
) -> list[Button]:
    """Return buttons for similar words of the library."""
    offered = {words.casefold(), *(button.label.casefold() for button in beside)}
    return [
        command_button(near, "topic", words=near)
        for near in await search.similar_words(words, MAX_WORD_BUTTONS)
        if near.casefold() not in offered
    ]


async def no_excerpts(
    speaker: StoredSpeaker | None,
    library: Library,
    exclusions: Exclusions,
    *,
    admin: bool,
) -> Reply:
    """Return the reply of `/quote` where it has no excerpt, and what to do about it.

    Args:
        speaker: The speaker asked for; None for anybody.
        library: Where excerpts were looked for.
        exclusions: What is withdrawn from the library.
        admin: Whether to say what an administrator can do, and name the files to check.
    """
    if speaker is None and await library.speakers(0, 1):
        counts = await exclusions.offered_counts()
        return text_reply(
            " ".join(_nothing_offered(counts, admin=admin)),
            command_button("Topics", "topics"),
            command_button("Speakers", "speakers"),
        )
    if speaker is None:
        return text_reply(EMPTY_LIBRARY)
    there = await library.count_unserved(speaker.id)
    buttons = [command_button("Speakers", "speakers")]
    if there.excerpts:
        text = f"{speaker.name} says nothing here that stands on its own."
        words = format_query(Query(speaker=exact_name(speaker.name)))
        buttons.insert(0, command_button("What was said", "topic", words=words))
    elif there.doubtful:
        text = f"Nothing here is surely by {speaker.name}."
    else:
        text = f"{speaker.name} is named in this library, but says nothing in it."
    return text_reply(" ".join([text, *in_doubt(there, admin=admin)]), *buttons)


def _nothing_offered(counts: OfferedCounts, *, admin: bool) -> Iterator[str]:
    """Yield sentences on why nothing of the library is offered, and what to do."""
    advice = (
        "/review with a file's name has a button “Excerpts”, which chooses what is "
        "offered; in a shell, `rostra review FILE --excerpts` does."
    )
    if counts.fit:
        yield "Administrators have hidden from everybody all that can be offered here."
        advice = "/hidden for everybody shows it, to be offered again."
    elif counts.counted > 1:
        yield (
            f"None of the {counts.counted:,} excerpts here is offered by itself: each "
            "is rated too low for that, or left out by its file."
        )
    elif counts.counted:
        yield (
            "The only excerpt here is not offered by itself: it is rated too low for "
            "that, or left out by its file."
        )
    else:
        yield "Nothing here is surely anybody's, so nothing is offered by itself."
        advice = "/review asks whose it is."
    yield "What was said is found by its subject."
    if admin:
        yield advice


def in_doubt(there: UnservedCounts, *, admin: bool) -> Iterator[str]:
    """Yield sentences on what may be a speaker's and waits for a check, if there is any.

    Args:
        there: What the library has of the speaker.
        admin: Whether to name the files to check.
    """
    if not there.doubtful:
        return
    count = sum(there.doubtful.values())
    passages = format_count(count, "passage")
    may = (
        "waits for a check, and may" if count == 1 else "wait for a check, and some may"
    )
    yield (
        f"{passages} of the same events {may} be theirs: nobody is quoted before a person "
        "has looked."
    )
    if admin:
        files = [f"{slug} ({n:,})" for slug, n in there.doubtful.items()]
        more = len(files) - MAX_FILES_NAMED
        named = ", ".join(files[:MAX_FILES_NAMED])
        named += f" and {more:,} more" if more > 0 else ""
        yield (
            f"/review asks whose they are, in {named}, and /reload serves what was "
            "answered."
        )
