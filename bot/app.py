"""The dispatch of requests to handlers, and what else faces ask of the app."""

import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.delivery.recent import Recent
from bot.rendering.buttons import shorten_buttons, without_repeats
from bot.wiring import wire
from handlers.completion import Completer, Suggestion
from handlers.contract.action import MAX_COMMENTS_AN_HOUR, Action
from handlers.contract.commands import COMMANDS, COMMANDS_BY_NAME
from handlers.contract.offer import OfferPage
from handlers.contract.parameters import Command
from handlers.contract.reply import Reply, UserError, command_button, text_reply
from handlers.contract.request import Place, Request
from handlers.parsing import parse_request
from handlers.search.offers import Offerer
from handlers.text.wording import shorten
from storage.chats.button_words import is_key
from storage.chats.message_parts import MessageGroup
from storage.database.errors import DiskFullError, StorageError
from storage.database.time import utc_now
from storage.review.library_reviews import LibraryReviews
from storage.store import Store

log = logging.getLogger(__name__)

DONE_ELSEWHERE = "Done; the details are in our private chat."

NOT_DONE_ELSEWHERE = "That did not work; the details are in our private chat."

EXPIRED_BUTTON = (
    "This button was not used for a month, and what it asked for is not kept any longer. "
    "Ask once more in words: /help lists how."
)

MAX_LABEL_CHARS = 40
"""Characters of a button that runs what was typed."""

NOBODY_IN_PERSON = (
    "What somebody keeps is theirs alone, and this was asked in the name of a chat. Press "
    "Save under an excerpt, or ask in a private chat with this bot."
)

STEPWISE = frozenset({"import", "review"})
"""Commands that go on by the buttons of their replies."""

MAX_BEGUN = 64
"""Administrators of whom it is remembered what they have begun."""

HEARTBEAT_INTERVAL = timedelta(seconds=10)
_NEVER = datetime.min.replace(tzinfo=UTC)


class Outcome(StrEnum):
    """What came of a request."""

    ANSWERED = "answered"
    REFUSED = "refused"
    """The person was told what to do instead."""
    STORAGE_FAILED = "storage_failed"
    FAILED = "failed"
    """A bug in Rostra."""


Observe = Callable[[str, Outcome, float], None]
"""Called with the command, the outcome and the seconds of each answer."""


def ignore_answer(_command: str, _outcome: Outcome, _seconds: float) -> None:
    """Do nothing about an answer."""


Note = Callable[[str], None]
"""Called with a platform."""


def ignore_platform(_platform: str) -> None:
    """Do nothing about a platform."""


class App:
    """The dispatcher of requests to handlers. Only CancelledError propagates."""

    def __init__(
        self,
        store: Store,
        transcript_folder: Path,
        *,
        comments_an_hour: int = MAX_COMMENTS_AN_HOUR,
        now: Callable[[], datetime] = utc_now,
        observe: Observe = ignore_answer,
        on_heard: Note = ignore_platform,
        on_asked: Note = ignore_platform,
    ) -> None:
        self._store = store
        self._on_heard = on_heard
        self._on_asked = on_asked
        self._observe = observe
        self._now = now
        reviews = LibraryReviews(transcript_folder, store.drafts.folder)
        self._handlers = wire(
            store, transcript_folder, reviews, comments_an_hour=comments_an_hour
        )
        self._completer = Completer(
            library=store.library,
            completions=store.completions,
            topics=store.topics,
            chats=store.chats,
            random_excerpts=store.random_excerpts,
            exclusions=store.exclusions,
            reviews=reviews,
        )
        self._offerer = Offerer(
            library=store.library,
            completions=store.completions,
            search=store.search,
            random_excerpts=store.random_excerpts,
            chats=store.chats,
            exclusions=store.exclusions,
        )
        self._begun: Recent[str, str] = Recent(MAX_BEGUN)
        self._heartbeats: dict[str, datetime] = {}
        self.commands: tuple[Command, ...] = COMMANDS
        self.inbox = store.inbox

    async def answer(self, request: Request) -> Reply:
        """Answer a request; an error becomes a reply that says what to do next."""
        self._on_asked(request.place.platform)
        began = time.perf_counter()
        reply, outcome = await self._answer(request)
        # Other names are typed by people: there is no end of them.
        command = request.command if request.command in self._handlers else "unknown"
        self._observe(command, outcome, time.perf_counter() - began)
        return reply

    async def _answer(self, request: Request) -> tuple[Reply, Outcome]:
        try:
            answer, outcome = await self._reply(request)
            reply = without_repeats(answer)
            return await shorten_buttons(reply, self._store.button_words), outcome
        except StorageError as error:
            return self._storage_failure(request, error), Outcome.STORAGE_FAILED
        except Exception:
            number = secrets.token_hex(4)
            log.exception(
                "failure %s of /%s",
                number,
                request.command,
                extra=_log_ids(request) | {"failure": number},
            )
            sorry = text_reply(
                "Sorry, that went wrong on our side. Tell whoever runs this bot the "
                f"number {number}."
            )
            return sorry, Outcome.FAILED

    async def _reply(self, request: Request) -> tuple[Reply, Outcome]:
        """Return the reply of the command's handler; long button words are not cut yet."""
        if request.pressed:
            words = await self._store.button_words.expand(request.words)
            if words == request.words and is_key(words):
                return text_reply(EXPIRED_BUTTON), Outcome.REFUSED
            request = replace(request, words=words)
        if request.bare and await self._store.library.is_name(request.words):
            request = replace(request, command="quote")
        handler = self._handlers.get(request.command)
        if handler is None:
            return self._unknown_command(request), Outcome.REFUSED
        if request.delivers and await self._store.subscriptions.is_chat_closed(
            request.place.key
        ):
            # A chat in which people ask can be written to again.
            await self.set_reachable(request.place, allowed=True)
        command = COMMANDS_BY_NAME[request.command]
        elsewhere, outcome = DONE_ELSEWHERE, Outcome.ANSWERED
        if request.command == "cancel" and not request.left:
            request = replace(request, left=self._begun.pop(request.person.key) or "")
        if command.personal and request.person.is_chat:
            return text_reply(NOBODY_IN_PERSON), Outcome.REFUSED
        try:
            reply = await handler(parse_request(request, command))
        except UserError as error:
            reply, elsewhere = error.reply, NOT_DONE_ELSEWHERE
            outcome = Outcome.REFUSED
        return self._for_whom(reply, request, command, elsewhere), outcome

    def _for_whom(
        self, reply: Reply, request: Request, command: Command, elsewhere: str
    ) -> Reply:
        """Return a reply that goes to nobody whom it does not concern."""
        if command.admin and request.person.admin:
            self._note_begun(request, reply)
            # Files and folders of the server are nobody else's business.
            return replace(reply, private=True, elsewhere=elsewhere)
        if command.personal or reply.file:
            # Alone with the bot, there is nobody to hide it from.
            return replace(reply, private=not request.alone)
        return reply

    def _note_begun(self, request: Request, reply: Reply) -> None:
        """Remember what an administrator has begun, as long as it asks to go on."""
        asked = {button.action.command for button in reply.buttons if button.action}
        if request.command in STEPWISE & asked:
            self._begun.set(request.person.key, request.command)
        else:
            self._begun.pop(request.person.key)

    def _storage_failure(self, request: Request, error: StorageError) -> Reply:
        """Return the error itself for administrators, and an apology for others."""
        is_admin = request.person.admin
        # Admins already see this error, so log it at INFO.
        log.log(
            logging.INFO if is_admin else logging.ERROR,
            "no storage for /%s: %s",
            request.command,
            error,
            extra=_log_ids(request),
        )
        if is_admin:
            return replace(
                text_reply(str(error)), private=True, elsewhere=NOT_DONE_ELSEWHERE
            )
        if isinstance(error, DiskFullError):
            return text_reply(
                "The disk of this bot is full, so that nothing more can be kept. Tell "
                "whoever runs it."
            )
        return text_reply(
            "That could not be looked up or kept just now. Try again in a minute; if it "
            "stays so, tell whoever runs this bot."
        )

    async def complete(
        self,
        command: str,
        parameter: str,
        text: str,
        limit: int,
        *,
        place: Place,
        subcommand: str = "",
    ) -> Sequence[Suggestion]:
        """Return values that go on from `text`, none where storage fails."""
        try:
            return await self._completer.complete(
                command, parameter, text, limit, place=place, subcommand=subcommand
            )
        except StorageError as error:
            log.info("completion failed: %s", error)
            return ()

    async def offer(
        self, words: str, *, person: str, page: str, count: int
    ) -> OfferPage:
        """Return excerpts to choose from; none, with a line, where storage fails."""
        try:
            return await self._offerer.offer(
                words, person=person, page=page, count=count, now=self._now()
            )
        except StorageError as error:
            log.warning("nothing could be offered: %s", error)
            return OfferPage(line="Nothing can be looked up just now.", personal=True)

    async def shorten(self, action: Action) -> Action:
        """Return an action with a key to its words; as it is where storage fails."""
        try:
            keys = await self._store.button_words.store({action.words})
        except StorageError as error:
            log.warning("the words of /%s are not kept: %s", action.command, error)
            return action
        return replace(action, words=keys[action.words])

    async def migrate_chat(self, old: Place, new: Place) -> None:
        """Move everything stored for a chat to the new id that its platform gave it."""
        if await self._store.chat_migrator.migrate(old.key, new.key, now=self._now()):
            log.info("chat %s is %s now", old.key, new.key)

    async def record_heartbeat(self, platform: str) -> None:
        """Record that a platform has just answered, at most once in 10 seconds."""
        self._on_heard(platform)
        now = self._now()
        # The difference is negative where the clock was put back since.
        if abs(now - self._heartbeats.get(platform, _NEVER)) < HEARTBEAT_INTERVAL:
            return
        try:
            await self._store.health.record_heartbeat(platform, now)
        except StorageError as error:
            log.warning("that %s answered is not kept: %s", platform, error)
        else:
            self._heartbeats[platform] = now

    async def record_failure(
        self, platform: str, reason: str, *, since: datetime, next_try: datetime
    ) -> None:
        """Record why nothing comes from a platform, until the next heartbeat."""
        try:
            await self._store.health.record_failure(
                platform, reason, since=since, next_try=next_try
            )
        except StorageError as error:
            log.warning("that %s is silent is not kept: %s", platform, error)
        else:
            # The next heartbeat ends it, however soon it comes.
            self._heartbeats.pop(platform, None)

    async def set_reachable(self, place: Place, *, allowed: bool) -> None:
        """Record whether the bot can write to a chat, or to the thread that is named."""
        subscriptions, now = self._store.subscriptions, self._now()
        if allowed:
            await subscriptions.open_chat(place.key, now=now)
        elif place.thread:
            await subscriptions.close_thread(place.key, place.thread, now=now)
        else:
            await subscriptions.close_chat(place.key, now=now)
        where = f"{place.key} {place.thread}".strip()
        log.info("chat %s is %s to us", where, "open" if allowed else "closed")

    async def set_server_reachable(
        self, platform: str, server: str, *, allowed: bool
    ) -> None:
        """Record whether the bot is in a server, whose chats are ``server/…``."""
        subscriptions, key = self._store.subscriptions, f"{platform}:{server}"
        change = subscriptions.open_server if allowed else subscriptions.close_server
        changed = await change(key, now=self._now())
        state = "open" if allowed else "closed"
        log.info("server %s is %s to us, with %d chats", key, state, changed)

    async def recall(self, platform: str, name: str) -> str:
        """Return what a face has stored under a name; empty if nothing, or unreadable."""
        try:
            return await self._store.face_memory.recall(platform, name)
        except StorageError as error:
            log.warning("%s of %s can't be read: %s", name, platform, error)
            return ""

    async def remember(self, platform: str, name: str, value: str) -> None:
        """Store something for a face; where that fails, it is as if it was never told."""
        try:
            await self._store.face_memory.remember(platform, name, value)
        except StorageError as error:
            log.warning("%s of %s is not kept: %s", name, platform, error)

    async def thread_of(self, place: Place, excerpt: str) -> str:
        """Return the id of a chat's thread about an excerpt; empty for none."""
        try:
            return await self._store.chats.thread_of(place.key, excerpt)
        except StorageError as error:
            log.warning("the thread about %s can't be read: %s", excerpt, error)
            return ""

    async def set_thread(self, place: Place, excerpt: str, thread: str) -> bool:
        """Store which thread of a chat is about an excerpt; another is opened later else.

        Return False where that thread is about another excerpt.
        """
        try:
            return await self._store.chats.set_thread(place.key, excerpt, thread)
        except StorageError as error:
            log.warning("thread %s about %s is not kept: %s", thread, excerpt, error)
            return True

    async def parts_of(self, place: Place, message: str) -> MessageGroup | None:
        """Return the messages that show one answer with a message; None for it alone."""
        try:
            return await self._store.message_parts.find(place.key, message)
        except StorageError as error:
            log.warning("what message %s belongs to can't be read: %s", message, error)
            return None

    async def set_parts(
        self, place: Place, messages: Sequence[str], *, excerpt: str, replaced: str = ""
    ) -> None:
        """Store which messages show one answer; a later one may leave some behind else."""
        try:
            await self._store.message_parts.store(
                place.key, messages, excerpt=excerpt, replaced=replaced
            )
        except StorageError as error:
            log.warning("which messages belong together is not kept: %s", error)

    def _unknown_command(self, request: Request) -> Reply:
        """Return the command that may be meant, to be run with the words as typed."""
        command, words = request.command, " ".join(request.words.split())
        names = [c.name for c in self.commands if not c.admin]
        near = process.extractOne(command, names, scorer=fuzz.ratio, score_cutoff=60)
        typed = command[:32]
        if near:
            whole = f"/{near[0]} {words}".strip()
            # Where others may press it, a button that changes something says all it does.
            hides = len(whole) > MAX_LABEL_CHARS and not request.alone
            keeps = not (hides and COMMANDS_BY_NAME[near[0]].changes)
            return text_reply(
                f"There is no /{typed}. Did you mean /{near[0]}?",
                command_button(
                    shorten(whole if keeps else f"/{near[0]}", MAX_LABEL_CHARS),
                    near[0],
                    words=request.words if keeps else "",
                    excerpt=request.excerpt,
                ),
                command_button("All commands", "help"),
            )
        return text_reply(
            f"There is no /{typed}. /help lists what there is.",
            command_button("All commands", "help"),
        )


def _log_ids(request: Request) -> dict[str, object]:
    return {"chat": request.place.key, "person": request.person.key}
