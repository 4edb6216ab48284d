"""The digest: a chat's daily excerpt as it comes by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from content.names.index import exact_name
from handlers.contract.reply import Reply, command_button, heading, small, text_reply
from handlers.text.card import excerpt_card
from handlers.text.muting import hidden_reply
from handlers.text.wording import format_date, in_quotes
from storage.chats.comments import Comments
from storage.corpus.rows import StoredExcerpt
from storage.digests.daily_excerpts import (
    DailyExcerpts,
    DigestScope,
    find_topic_excerpts,
)
from storage.digests.delivery import Delivery, Reason
from storage.digests.subscriptions import Subscription
from storage.search.library import Library
from storage.search.search import Search


async def digest(
    delivery: Delivery,
    *,
    library: Library,
    search: Search,
    daily_excerpts: DailyExcerpts,
    comments: Comments,
) -> Reply | None:
    """Write a delivery; None where a reload took its excerpt away and left no other."""
    excerpt = None
    if delivery.excerpt_id:
        excerpt = await library.excerpt(delivery.excerpt_id)
    if excerpt is None:
        # The day has another now, which /daily shows as well.
        selection = await daily_excerpts.select(
            delivery.key,
            delivery.thread,
            date.fromisoformat(delivery.date),
            topic_excerpts=await topic_excerpts(delivery, search=search),
        )
        if selection.excerpt_id:
            excerpt = await library.excerpt(selection.excerpt_id)
        elif not delivery.excerpt_id and selection.reason in END_NOTICES:
            notice = END_NOTICES[selection.reason](delivery.scope, delivery.subject)
            return replace(notice, quiet=delivery.quiet)
    if excerpt is None:
        return None
    card = await dated_card(
        excerpt, delivery.date, delivery.key, comments, chosen=delivery
    )
    return replace(card, role_id=delivery.role_id, quiet=delivery.quiet)


async def dated_card(
    excerpt: StoredExcerpt,
    date_iso: str,
    chat_key: str,
    comments: Comments,
    *,
    chosen: Subscription | Delivery | None,
) -> Reply:
    """Return the card of a chat's excerpt of the day, below its date.

    Another one is of what the chat follows, too.
    """
    words = ""
    if chosen and chosen.scope == DigestScope.SPEAKER:
        words = exact_name(chosen.subject)
    elif chosen and chosen.scope == DigestScope.TOPIC:
        words = f"about {chosen.subject}"
    another = command_button("Another", "quote", words=words)
    reply = await excerpt_card(excerpt, chat_key, comments=comments, another=another)
    date_line = heading(small(f"Today's excerpt, {format_date(date_iso)}"))
    return replace(reply, paragraphs=(date_line, *reply.paragraphs))


def nothing_left_reply(scope: str, subject: str) -> Reply:
    """Return the reply where all excerpts of what a chat follows were shown."""
    said = (
        f"about {in_quotes(subject)}" if scope == DigestScope.TOPIC else f"by {subject}"
    )
    return text_reply(
        f"This chat has seen everything {said} that is offered here. What is new "
        "will come by itself; /daily speaker, /daily topic and /daily all follow "
        "something else.",
        command_button("Follow everything", "daily", words="all"),
        command_button("Status", "daily", words="status"),
    )


def subject_gone_reply(scope: str, subject: str) -> Reply:
    """Return the reply where the library has nothing of what a chat follows."""
    return text_reply(
        f"{subject_gone_text(scope, subject)} /daily all follows everything, /daily speaker "
        "somebody else, /daily topic a subject.",
        command_button("Follow everything", "daily", words="all"),
        command_button("Speakers", "speakers"),
        command_button("Status", "daily", words="status"),
    )


def all_hidden_reply(scope: str, subject: str) -> Reply:
    """Return the reply where all of what a chat follows is hidden or muted there."""
    said = {
        DigestScope.SPEAKER: f" by {subject}",
        DigestScope.TOPIC: f" about {in_quotes(subject)}",
    }.get(DigestScope(scope), "")
    return hidden_reply(said)


def subject_gone_text(scope: str, subject: str) -> str:
    """Return the sentence that the library has nothing of what a chat follows."""
    if scope == DigestScope.TOPIC:
        said = f"The library holds nothing about {in_quotes(subject)} now"
    else:
        said = f"{subject} is not in this library any more"
    return f"{said}, so no excerpt can be drawn."


END_NOTICES = {
    Reason.NOTHING_LEFT: nothing_left_reply,
    Reason.SUBJECT_GONE: subject_gone_reply,
    Reason.ALL_HIDDEN: all_hidden_reply,
}
"""What is sent in place of an excerpt, by the reason that there is none."""


async def is_subject_gone(
    chosen: Subscription | Delivery | None, *, library: Library, search: Search
) -> bool:
    """Return whether the library has nothing of what a chat follows."""
    if chosen is None or chosen.scope == DigestScope.ALL:
        return False
    if chosen.scope == DigestScope.SPEAKER:
        return not await library.has_speaker(chosen.subject)
    return not await find_topic_excerpts(chosen.subject, search)


async def topic_excerpts(
    chosen: Subscription | Delivery | None, *, search: Search
) -> Mapping[str, Sequence[str]]:
    """Return, by a followed topic's words, ids of what is about it, best first."""
    if chosen is None or chosen.scope != DigestScope.TOPIC:
        return {}
    return {chosen.subject: await find_topic_excerpts(chosen.subject, search)}
