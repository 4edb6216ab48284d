"""`/daily`: this chat's excerpt of the day, and when it comes by itself."""

from dataclasses import replace

from handlers.contract.errors import UserError
from handlers.contract.reply import Reply
from handlers.contract.request import Request
from handlers.daily.subscription_editor import Chooser
from handlers.daily.digest import gone, nothing_left, topic_excerpts
from handlers.daily.status import status
from handlers.daily.usage import usage
from handlers.text.lookup import excerpt_named, shown
from handlers.text.permission import must_manage
from handlers.text.phrasing import heading, press, sentence, small, spoken_date
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.database.time import time_zone
from storage.digests.daily_excerpts import DailyExcerpts
from storage.digests.delivery import Reason
from storage.digests.ledger import Ledger
from storage.digests.subscriptions import Subscriptions
from storage.search.library import Library
from storage.search.search import Search
from storage.search.topics import Topics


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
) -> Reply:
    """Show today's excerpt, or change when and what comes, or say how it stands.

    Today is the chat's own: its zone is the one given with ``on``, UTC until then.

    Raises:
        UserError: The words can't be read, or the person may not decide for the
            chat, or that could not be checked; nothing is changed then.
    """
    arguments = request.arguments
    if arguments.unread and not arguments.subcommand:
        raise UserError(usage(arguments.unread))
    if arguments.subcommand in {"", "now"}:
        return await _today(
            request,
            library=library,
            search=search,
            chats=chats,
            comments=comments,
            daily_excerpts=daily_excerpts,
            subscriptions=subscriptions,
        )
    if arguments.subcommand == "status":
        return await status(
            request,
            library=library,
            search=search,
            chats=chats,
            subscriptions=subscriptions,
            ledger=ledger,
        )
    chooser = Chooser(
        request=request,
        chats=chats,
        library=library,
        search=search,
        topics=topics,
        subscriptions=subscriptions,
    )
    await must_manage(
        request,
        sentence(
            "Only administrators of this chat may change its daily excerpt. "
            "Everybody may look at it.",
            press("Today's excerpt", "daily"),
            press("Status", "daily", words="status"),
        ),
    )
    return await chooser.choose()


async def _today(
    request: Request,
    *,
    library: Library,
    search: Search,
    chats: Chats,
    comments: Comments,
    daily_excerpts: DailyExcerpts,
    subscriptions: Subscriptions,
) -> Reply:
    place = request.place
    chosen = await subscriptions.get(place.key, place.thread)
    zone = chosen.zone if chosen else await chats.zone(place.key)
    today = request.now.astimezone(time_zone(zone)).date()
    selection = await daily_excerpts.select(
        place.key,
        place.thread,
        today,
        topic_excerpts=await topic_excerpts(chosen, search=search),
    )
    if selection.reason is Reason.LIBRARY_EMPTY:
        raise UserError(
            sentence(
                "The library is empty, so there is no excerpt of the day. An "
                "administrator fills it with /reload."
            )
        )
    if chosen and selection.reason is Reason.SUBJECT_GONE:
        raise UserError(gone(chosen.scope, chosen.subject))
    if chosen and not selection.excerpt_id:
        raise UserError(nothing_left(chosen.scope, chosen.subject))
    excerpt = await excerpt_named(selection.excerpt_id, library=library)
    reply = await shown(
        excerpt, request, comments=comments, another=press("Another", "quote")
    )
    date_line = heading(small(f"Today's excerpt, {spoken_date(today.isoformat())}"))
    return replace(reply, paragraphs=(date_line, *reply.paragraphs))
