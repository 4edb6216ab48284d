"""Find the speaker that a name means, and ask where that is not certain."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from content.language.word_lists import all_words
from content.language.words.tokens import tokens
from content.names.index import EXACT_PREFIX, exact_name
from content.query.query import Query, format_query, parse_query
from handlers.contract.reply import (
    Reply,
    UserError,
    actions,
    command_button,
    page_buttons,
    results,
    text_reply,
)
from handlers.contract.request import Request
from handlers.text.wording import format_count, in_quotes, shorten
from storage.corpus.rows import StoredSpeaker
from storage.search.library import Library
from storage.search.speakers import SpeakerMatch

T = TypeVar("T")

_JOINTS = frozenset({"or", "vs", "&", "+", ",", "/"})
"""Signs and words between two names, beside those that join them in an address."""

ONE_AT_A_TIME = "One speaker at a time. Whom do you mean?"

NAMES_PER_PAGE = 6
"""Names that a page offers to choose from."""


async def resolve_speaker(
    name: str,
    request: Request,
    *,
    about: str,
    library: Library,
    verb: str = "",
    searchable: bool = True,
) -> tuple[StoredSpeaker, str]:
    """Return the one speaker that a name or an office means, and the words after it.

    Args:
        name: As typed; where it only begins with a certain name, the rest is what
            the person asks about.
        request: The request, with the page of names that it asks for.
        about: What the person asks about; the buttons keep it.
        library: Where speakers are found.
        verb: The sub-command that goes before the name, if the command needs one; then
            nobody looks for something.
        searchable: Whether a search for the words may be what is wanted.

    Raises:
        UserError: Several people have the name or the office, or nobody does; its
            buttons offer those who may be meant.
    """
    match, rest = await library.find_speaker(name), ""
    if not match.certain:
        holders = await library.find_by_role(name)
        match = holders if holders.certain else match
    if not match.certain and not parse_query(about).words:
        longer = await library.split_speaker(name)
        if longer.certain:
            match, rest = longer, longer.rest
            await _ask_for_one(name, longer, request, library=library, verb=verb)
            # Of "reed dry feet", only "reed" is the name of several people.
            name = longer.name or name
            rest = _without_joint(rest)
        elif longer.name and longer.rest:
            # "de gaulle sur la guerre": nobody's name, and what they would say it about.
            name, match, rest = longer.name, longer, longer.rest
    if len(match.certain) == 1:
        return match.certain[0], rest
    about = f"{rest} {about}".strip()

    def asking(speaker: StoredSpeaker) -> str:
        named = exact_name(speaker.name)
        words = f"{named} about {about}" if about else named
        return f"{verb} {words}".strip()

    raise UserError(
        speaker_question(
            name,
            match,
            request,
            asking,
            about=about,
            searchable=searchable and not verb,
            is_voice=not match.certain and await library.has_voice(name),
        )
    )


async def _ask_for_one(
    typed: str, match: SpeakerMatch, request: Request, *, library: Library, verb: str
) -> None:
    """Ask whom to take where two people are named, as in "lincoln and kennedy".

    Without anything between them, the second one may be what the first one spoke about.

    Raises:
        UserError: Two people are named.
    """
    first = typed.removesuffix(match.rest).rstrip()
    joint, _, other = match.rest.partition(" ")
    is_list = first.endswith((",", "/", "&", "+")) and bool(match.rest)
    may_be_subject = False
    if joint.casefold() in _JOINTS or joint in all_words("formulas.conjunctions"):
        is_list = bool(other)
    else:
        other = match.rest
        # In "lincoln grant", money may be meant; in "lincoln kennedy", nothing but a name.
        may_be_subject = not (is_list or await library.is_common_word(other))
        is_list = is_list or may_be_subject
    if not (other and is_list):
        return
    second = (await library.find_speaker(other)).certain
    if not second or {*second} <= {*match.certain}:
        return
    buttons = [
        command_button(
            each.name, request.command, words=f"{verb} {exact_name(each.name)}".strip()
        )
        for each in [*match.certain, *second][:NAMES_PER_PAGE]
    ]
    if may_be_subject and len(match.certain) == 1 and not verb:
        [speaker] = match.certain
        about = f"{exact_name(speaker.name)} about {other}"
        label = f"{speaker.name} about {shorten(other, 30)}"
        buttons.append(command_button(label, request.command, words=about))
    raise UserError(replace(text_reply(ONE_AT_A_TIME), groups=(results(*buttons),)))


def _without_joint(rest: str) -> str:
    """Return what follows a name without what joins the two: "lincoln and slavery"."""
    joint, _, other = rest.partition(" ")
    is_joint = joint.casefold() in _JOINTS or joint in all_words(
        "formulas.conjunctions"
    )
    return other if is_joint and other else rest


def require_one_speaker(query: Query, request: Request) -> None:
    """Ask whose words are wanted where `speaker:` stands in a query for several people.

    Raises:
        UserError: Several are named.
    """
    if not query.other_speakers:
        return
    buttons = [
        command_button(
            name.removeprefix(EXACT_PREFIX),
            request.command,
            words=format_query(replace(query, speaker=name, other_speakers=())),
        )
        for name in (*query.other_speakers, query.speaker)[:NAMES_PER_PAGE]
    ]
    raise UserError(replace(text_reply(ONE_AT_A_TIME), groups=(results(*buttons),)))


def speaker_question(
    name: str,
    match: SpeakerMatch,
    request: Request,
    words_for: Callable[[StoredSpeaker], str],
    *,
    about: str,
    searchable: bool = True,
    is_voice: bool = False,
) -> Reply:
    """Return the question which speaker a name means, where that is not certain.

    Args:
        name: As typed.
        match: The speakers that the name may mean.
        request: The request, with the page of names that it asks for.
        words_for: Returns the words that ask the same of one speaker.
        about: What the person asks about, if anything.
        searchable: Whether a search for the words may be what is wanted.
        is_voice: Whether somebody is called so who has no name.
    """
    name = name.removeprefix(EXACT_PREFIX)
    # Signs alone are no subject.
    searchable = searchable and next(tokens(name), None) is not None
    listed, page, pages = page_of(sorted_speakers(match), request.page, NAMES_PER_PAGE)
    buttons = [
        command_button(speaker.name, request.command, words=words_for(speaker))
        for speaker in listed
    ]
    if match.certain:
        what = "role" if match.by_role else "name"
        text = f"{in_quotes(name)} is the {what} of {speaker_count(match)} here"
        text += f", page {page + 1} of {pages}" if pages > 1 else ""
        text += f". Whom do you mean? {unlisted_hint(match)}"
    else:
        called = in_quotes(name)
        text = f"Nobody here is called {called}. "
        if is_voice:
            text = (
                f"Here {called} stands for somebody without a name, who is not quoted. "
            )
        instead = ", or search for the words" if searchable else ""
        see = f"See who speaks in this library{instead}."
        text += "Did you mean one of these?" if match.suggestions else see
    others = []
    if not match.certain:
        others.append(command_button("Speakers", "speakers"))
        if searchable:
            topic = f"{name} {about}".strip()
            others.append(command_button("Search for the words", "topic", words=topic))
        if searchable and request.command in {"quote", "random"} and not about:
            others.append(
                command_button("A quote about it", "quote", words=f"about {name}")
            )
    turns = page_buttons(request.command, page=page, pages=pages, words=request.words)
    return Reply(
        paragraphs=text_reply(text.strip()).paragraphs,
        groups=(results(*buttons), actions(*others), turns),
        replaces=request.pressed and request.page > 0,
    )


def sorted_speakers(match: SpeakerMatch) -> list[StoredSpeaker]:
    """Return the speakers of a name, sorted by name, or the suggestions."""
    named = sorted(match.certain, key=lambda speaker: (speaker.name, speaker.id))
    return named or [*match.suggestions]


def speaker_count(match: SpeakerMatch) -> str:
    """Return in words how many speakers have a name."""
    count = format_count(len(match.certain), "speaker")
    return f"more than {count}" if match.has_more else count


def unlisted_hint(match: SpeakerMatch) -> str:
    """Return how to reach the speakers who are not listed; empty where all are."""
    if not match.has_more:
        return ""
    return (
        f"The first {len(match.certain):,} are listed: a longer name leads to the rest."
    )


def page_of(
    everybody: Sequence[T], page: int, size: int
) -> tuple[Sequence[T], int, int]:
    """Return a page or the last one, its number from 0, and the number of pages.

    >>> page_of("abcde", 7, 2)
    ('e', 2, 3)
    """
    pages = max(-(-len(everybody) // size), 1)
    page = min(page, pages - 1)
    return everybody[page * size : (page + 1) * size], page, pages
