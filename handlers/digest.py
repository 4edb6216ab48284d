"""The digest: a chat's daily excerpt as it comes by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from handlers.card import card
from handlers.phrasing import (
    paragraph,
    press,
    quoted,
    sentence,
    small,
    spoken_date,
)
from handlers.reply import Reply
from storage.chats import Chats
from storage.comments import Comments
from storage.day import Scope
from storage.deliveries import about
from storage.delivery import Delivery
from storage.library import Library
from storage.search import Search
from storage.subscriptions import Subscription


async def digest(
    delivery: Delivery,
    *,
    library: Library,
    search: Search,
    chats: Chats,
    comments: Comments,
) -> Reply | None:
    """Write a delivery; None where a reload took its excerpt away and left no other."""
    if not delivery.excerpt_id:
        return nothing_left(delivery.scope, delivery.subject)
    excerpt = await library.excerpt(delivery.excerpt_id)
    if excerpt is None:
        # The day has another now, which /daily shows as well.
        choice = await chats.daily(
            delivery.key,
            delivery.thread,
            date.fromisoformat(delivery.date),
            fitting=await fitting(delivery, search=search),
        )
        if choice.excerpt_id:
            excerpt = await library.excerpt(choice.excerpt_id)
    if excerpt is None:
        return None
    count = await comments.count(excerpt.slug, excerpt.id, delivery.key)
    reply = card(excerpt, comments=count, another=press("Another", "quote"))
    heading = paragraph(small(f"Today's excerpt, {spoken_date(delivery.date)}"))
    return replace(reply, paragraphs=(heading, *reply.paragraphs))


def nothing_left(scope: str, subject: str) -> Reply:
    """Say that everything of what a chat follows was shown, and what to do."""
    said = f"about {quoted(subject)}" if scope == Scope.TOPIC else f"by {subject}"
    return sentence(
        f"This chat has seen everything {said} that the library holds. What is new "
        "will come by itself; /daily speaker, /daily topic and /daily all follow "
        "something else.",
        press("Follow everything", "daily", words="all"),
        press("Status", "daily", words="status"),
    )


async def fitting(
    chosen: Subscription | Delivery | None, *, search: Search
) -> Mapping[str, Sequence[str]]:
    """Return, by a followed topic's words, ids of what is about it, best first."""
    if chosen is None or chosen.scope != Scope.TOPIC:
        return {}
    return {chosen.subject: await about(chosen.subject, search)}
