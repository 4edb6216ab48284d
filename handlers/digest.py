"""The digest: a chat's daily excerpt as it comes by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
from storage.comments import Comments
from storage.day import Scope
from storage.deliveries import POOL
from storage.delivery import Delivery
from storage.library import Library
from storage.search import Search
from storage.subscriptions import Subscription


async def digest(
    delivery: Delivery, *, library: Library, comments: Comments
) -> Reply | None:
    """Write a delivery; None where a reload took its excerpt away."""
    if not delivery.excerpt_id:
        return nothing_left(delivery.scope, delivery.subject)
    excerpt = await library.excerpt(delivery.excerpt_id)
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
    chosen: Subscription | None, *, search: Search
) -> Mapping[str, Sequence[str]]:
    """Return, by a followed topic's words, ids of what is about it, best first."""
    if chosen is None or chosen.scope is not Scope.TOPIC:
        return {}
    page = await search.find(chosen.subject, count=POOL, merged=False)
    return {chosen.subject: [found.id for found in page.excerpts if found.servable]}
