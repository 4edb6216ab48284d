"""`/daily`: this chat's excerpt of the day, and when it comes by itself."""

from dataclasses import replace

from rapidfuzz import fuzz, process

from handlers.contract.commands import COMMANDS_BY_NAME
from handlers.contract.reply import (
    Reply,
    UserError,
    command_button,
    paragraph,
    text_reply,
)
from handlers.contract.request import Request
from handlers.daily.digest import END_NOTICES, dated_card, topic_excerpts
from handlers.daily.status import status
from handlers.daily.subscription_editor import SubscriptionEditor
from handlers.schedule.clock import parse_hour
from handlers.schedule.timetable import parse_timetable
from handlers.text.lookup import excerpt_by_id
from handlers.text.no_results import no_excerpts
from handlers.text.permission import require_manager
from handlers.text.wording import shorten
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.chats.exclusions import Exclusions
from storage.database.time import time_zone
from storage.digests.daily_excerpts import DailyExcerpts, DigestScope
from storage.digests.delivery import Reason
from storage.digests.ledger import Ledger
from storage.digests.subscriptions import Subscriptions
from storage.search.library import Library
from storage.search.search import Search
from storage.search.topics import Topics
from storage.semantic.embedding_job import EmbeddingJob

MIN_SIMILARITY = 75.0
"""Similarity (0 to 100) from which a word is taken for a slip of a sub-command."""


async def daily(
    request: Request,
    *,
    library: Library,
    search: Search,
    topics: Topics,
    chats: Chats,
    comments: Comments,
    daily_excerpts: DailyExcerpts,
    subscriptions: Subscriptions,
    ledger: Ledger,
    exclusions: Exclusions,
    embedding: EmbeddingJob,
) -> Reply:
    """Show today's excerpt, change when and what comes by itself, or show the status.

    Today is the chat's own: its zone is the one given with ``on``, UTC until then.

    Raises:
        UserError: The words can't be read, or the person may not decide for the
            chat, or that could not be checked; nothing is changed then.
    """
    arguments = request.arguments
    if arguments.unread and not arguments.subcommand:
        named = await library.find_speaker(arguments.unread)
        raise UserError(_usage(arguments.unread, is_name=bool(named.certain)))
    if arguments.subcommand == "status":
        return await status(
            request,
            library=library,
            search=search,
            chats=chats,
            subscriptions=subscriptions,
            ledger=ledger,
        )
    if arguments.subcommand not in {"", "now"}:
        await require_manager(
            request,
            text_reply(
                "Only administrators of this chat may change its daily excerpt. "
                "Everybody may look at it.",
                command_button("Today's excerpt", "daily"),
                command_button("Status", "daily", words="status"),
            ),
        )
        editor = SubscriptionEditor(
            request=request,
            chats=chats,
            library=library,
            search=search,
            topics=topics,
            subscriptions=subscriptions,
            embedding=embedding,
        )
        return await editor.change()
    return await _show_today(
        request,
        library=library,
        search=search,
        chats=chats,
        comments=comments,
        daily_excerpts=daily_excerpts,
        subscriptions=subscriptions,
        exclusions=exclusions,
    )


async def _show_today(
    request: Request,
    *,
    library: Library,
    search: Search,
    chats: Chats,
    comments: Comments,
    daily_excerpts: DailyExcerpts,
    subscriptions: Subscriptions,
    exclusions: Exclusions,
) -> Reply:
    """Return the chat's excerpt of today.

    Raises:
        UserError: There is none.
    """
    place = request.place
    chosen = await subscriptions.get(place.key, place.thread)
    zone = chosen.zone if chosen else await chats.zone(place.key)
    today = request.now.astimezone(time_zone(zone)).date()
    about = await topic_excerpts(chosen, search=search)
    selection = await daily_excerpts.select(
        place.key, place.thread, today, topic_excerpts=about
    )
    if selection.reason is Reason.LIBRARY_EMPTY:
        why = await no_excerpts(None, library, exclusions, admin=request.person.admin)
        said = paragraph("There is no excerpt of the day.")
        raise UserError(replace(why, paragraphs=(said, *why.paragraphs)))
    if selection.reason in END_NOTICES:
        followed = (chosen.scope, chosen.subject) if chosen else (DigestScope.ALL, "")
        raise UserError(END_NOTICES[selection.reason](*followed))
    excerpt = await excerpt_by_id(selection.excerpt_id, library=library)
    return await dated_card(
        excerpt, today.isoformat(), place.key, comments, chosen=chosen
    )


def _usage(words: str, *, is_name: bool) -> Reply:
    """Return what may follow the command, and what unknown words were nearly."""
    text = (
        "/daily shows today's excerpt. /daily on 08:30 Europe/Berlin and /daily off say "
        "whether it comes by itself; /daily speaker, topic or all, what it draws from; "
        "/daily every weekday, on which days."
    )
    offered = []
    if meant := _correction(words) or (f"speaker {words}" if is_name else ""):
        label = f"/daily {shorten(meant, 60)}"
        text = f"Did you mean {label}? {text}"
        offered.append(command_button(label, "daily", words=meant))
    return text_reply(
        text,
        *offered,
        command_button("Today's excerpt", "daily"),
        command_button("Status", "daily", words="status"),
    )


def _correction(words: str) -> str:
    """Return what would be understood and is near; empty for nothing.

    >>> _correction("of"), _correction("topics peace")
    ('off', 'topic peace')
    >>> _correction("at 8:30 Berlin"), _correction("tomorrow")
    ('on 8:30 Berlin', '')
    >>> _correction("mon-fri 8am tokyo")
    'on mon-fri 8am tokyo'
    """
    verb, _, rest = words.partition(" ")
    # The longest first: "of" is as near to "on" as to "off", which it begins.
    names = (each.name for each in COMMANDS_BY_NAME["daily"].subcommands)
    known = sorted(names, key=len, reverse=True)
    near = process.extractOne(
        verb.casefold(), known, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY
    )
    if near:
        return f"{near[0]} {rest}".strip()
    hour = rest if verb.casefold() == "at" else words
    read = parse_timetable(hour)
    begins = parse_hour("".join(hour.split()[:1])) or (read.hour and read.days)
    return f"on {hour}" if begins and not read.second_hour else ""
