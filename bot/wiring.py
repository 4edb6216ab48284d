"""The wiring of the handlers: which one answers which command, and what it needs."""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path

from handlers.chat.cancel import cancel
from handlers.chat.forget import forget
from handlers.chat.help import help_
from handlers.chat.privacy import privacy
from handlers.chat.settings import settings
from handlers.chat.start import start
from handlers.chat.stop import stop
from handlers.comments.comment import comment
from handlers.comments.comments import comments
from handlers.comments.uncomment import uncomment
from handlers.contract.reply import Reply
from handlers.contract.request import Request
from handlers.daily.daily import daily
from handlers.excerpts.cite import cite_
from handlers.excerpts.context import context
from handlers.excerpts.excerpt import excerpt
from handlers.excerpts.hidden import hidden
from handlers.excerpts.hide import hide, unhide
from handlers.excerpts.mute import mute, unmute
from handlers.excerpts.quote import quote
from handlers.excerpts.source import source
from handlers.library.import_ import import_
from handlers.library.reload import reload
from handlers.library.review.command import review
from handlers.saves.export import export
from handlers.saves.save import save
from handlers.saves.saved import saved
from handlers.search.check import check
from handlers.search.speakers import speakers
from handlers.search.topic import topic
from handlers.search.topics import topics
from storage.review.library_reviews import LibraryReviews
from storage.store import Store

Handler = Callable[[Request], Awaitable[Reply]]

HANDLERS: Mapping[str, Callable[..., Awaitable[Reply]]] = {
    "start": start,
    "help": help_,
    "quote": quote,
    "random": quote,
    "topic": topic,
    "check": check,
    "topics": topics,
    "speakers": speakers,
    "daily": daily,
    "excerpt": excerpt,
    "context": context,
    "source": source,
    "cite": cite_,
    "comments": comments,
    "comment": comment,
    "uncomment": uncomment,
    "save": save,
    "saved": saved,
    "export": export,
    "forget": forget,
    "settings": settings,
    "stop": stop,
    "privacy": privacy,
    "cancel": cancel,
    "hide": hide,
    "unhide": unhide,
    "hidden": hidden,
    "mute": mute,
    "unmute": unmute,
    "reload": reload,
    "import": import_,
    "review": review,
}
"""Each command's handler; its keyword-only parameters name what it needs."""


def wire(
    store: Store,
    transcript_folder: Path,
    reviews: LibraryReviews,
    *,
    comments_an_hour: int,
) -> Mapping[str, Handler]:
    """Return each command's handler with what its parameters name."""
    named = {
        "library": store.library,
        "search": store.search,
        "topics": store.topics,
        "checker": store.checker,
        "chats": store.chats,
        "exclusions": store.exclusions,
        "button_words": store.button_words,
        "random_excerpts": store.random_excerpts,
        "comments": store.comments,
        "comments_an_hour": comments_an_hour,
        "saves": store.saves,
        "records": store.records,
        "joining": store.joining,
        "daily_excerpts": store.daily_excerpts,
        "subscriptions": store.subscriptions,
        "ledger": store.ledger,
        "reloader": store.reloader,
        "embedding": store.embedding,
        "transcript_folder": transcript_folder,
        "reviews": reviews,
        "drafts": store.drafts,
    }
    wired = {}
    for command, handler in HANDLERS.items():
        _, *needed = inspect.signature(handler).parameters
        wired[command] = partial(handler, **{name: named[name] for name in needed})
    return wired
