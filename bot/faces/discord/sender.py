"""Send digests to Discord, and what else goes to a channel outside an interaction."""

import asyncio
import logging
import secrets
from functools import partial

import discord

from bot.delivery.outbox import Outcome, SendStatus
from bot.delivery.pacer import Limits
from bot.delivery.retry import Retrier
from bot.faces.discord.embeds import DiscordMessage, messages
from bot.faces.discord.errors import ARCHIVED_THREAD, classify
from bot.faces.discord.http_watch import Attempt, HttpWatch, RefusalGuard
from bot.faces.discord.responder import message_parts
from handlers.contract.reply import Reply
from handlers.contract.request import Place
from storage.digests.delivery import Reason
from storage.digests.share import Share

BULK_PER_S = 40.0
"""Digests a second over all processes; Discord allows a bot 50 requests.

Answers to interactions do not count. https://docs.discord.com/developers/topics/rate-limits
"""

CHAT_GAP_S = 1.0
"""Seconds between two digests in a channel, in which Discord allows 5 messages in 5 s."""

MAX_IN_FLIGHT = 12
"""Digests being sent at once: enough for the pace at 300 ms each.

None is doubled by a kill, since Discord knows them by their nonces.
"""

CALL_TIMEOUT_S = 10.0
"""Seconds that one attempt to send may take; two fit into the time for a stop."""

MAX_GUARD_WAIT_S = 5.0
"""Seconds after which bulk that the guard stops asks it again."""

MAX_CONTENT_CHARS = 2000

log = logging.getLogger(__name__)


def limits(share: Share | None) -> Limits:
    """Return what a process that serves these shards may use of the bot's limits."""
    part = len(share.ids) / share.count if share else 1.0
    return Limits(bulk_per_s=BULK_PER_S * part, chat_gap_s=CHAT_GAP_S)


class Sender:
    """The way to send to a channel, and, as an outbox, to send digests.

    Args:
        client: The bot that speaks.
        retrier: Repeats the sending of what is no digest, at Discord's pace.
        watch: Sees the client's requests.
        guard: Counts those that Discord refuses.
    """

    max_in_flight = MAX_IN_FLIGHT

    def __init__(
        self,
        client: discord.Client,
        retrier: Retrier,
        watch: HttpWatch,
        guard: RefusalGuard,
    ) -> None:
        self._client = client
        self._retrier = retrier
        self._pacer = retrier.pacer
        self._watch = watch
        self._guard = guard
        self._is_stopped = False

    async def wait_turn(self) -> None:
        """Wait until one more digest may be sent."""
        while pause := self._guard.bulk_pause_s():
            if not self._is_stopped:
                log.error(
                    "Discord refused many requests: no digests are sent for %.0f s, so "
                    "that it does not ban this address",
                    pause,
                )
            self._is_stopped = True
            await self._retrier.wait(min(pause, MAX_GUARD_WAIT_S))
        self._is_stopped = False
        await self._pacer.wait_turn()

    async def send(self, place: Place, reply: Reply) -> None:
        """Send a reply as new messages; what goes wrong is logged."""
        for message in messages(reply):
            if not await self._send(place, message, nonce=secrets.token_hex(12)):
                return

    async def deliver(self, place: Place, reply: Reply, *, key: str) -> Outcome:
        """Send a digest once and return what is known about it.

        Discord takes a message with the same nonce only once within a few minutes, so
        that one that may have arrived is sent again at once.
        """
        pause = self._pacer.reserve(place.key, group=False)
        if pause:
            return Outcome(
                status=SendStatus.RETRY,
                reason=Reason.CHAT_LIMIT,
                retry_after_s=pause,
                tried=False,
            )
        first, *rest = messages(reply)
        outcome = await self._attempt(place, first, f"{key}-0", role=reply.role_id)
        if outcome.status is SendStatus.AMBIGUOUS:
            outcome = await self._attempt(place, first, f"{key}-0", role=reply.role_id)
        if outcome.retry_after_s:
            self._pacer.slow_down(place.key, outcome.retry_after_s)
        if outcome.status is SendStatus.SENT:
            self._pacer.speed_up()
            for number, message in enumerate(rest, start=1):
                if not await self._send(place, message, nonce=f"{key}-{number}"):
                    break
        return outcome

    async def _send(self, place: Place, message: DiscordMessage, *, nonce: str) -> bool:
        """Send a message, several times if need be; return whether it has arrived."""
        try:
            sent = await self._retrier.call(
                place, partial(self._send_once, message=message, nonce=nonce)
            )
        except Exception as error:
            if classify(error) is None:
                raise
            log.warning("chat %s does not take a message: %s", place.chat, error)
            return False
        return sent is not None

    async def _attempt(
        self, place: Place, message: DiscordMessage, nonce: str, *, role: str
    ) -> Outcome:
        """Send a message of a digest once and return what is known about it."""
        with self._watch.attempt() as attempt:
            try:
                async with asyncio.timeout(CALL_TIMEOUT_S):
                    return Outcome(
                        status=SendStatus.SENT,
                        message=await self._send_once(
                            place, message=message, nonce=nonce, role=role
                        ),
                    )
            except Exception as error:
                outcome = classify(error)
                if outcome is None:
                    raise
                return _known(outcome, attempt)

    async def _send_once(
        self, place: Place, *, message: DiscordMessage, nonce: str, role: str = ""
    ) -> str:
        """Send a message and return its id, or raise what Discord says instead.

        Args:
            place: Where to.
            message: What to send.
            nonce: At most 25 characters, the same for each attempt.
            role: The id of the role that it pings; else it pings nobody.
        """
        server, _, channel = place.chat.partition("/")
        to = self._client.get_partial_messageable(
            int(place.thread or channel),
            guild_id=int(server) if server.isdecimal() else None,
        )
        parts = message_parts(message) | {"nonce": nonce}
        content = f"<@&{role}>\n{message.content}".strip()
        # The role with the server's own id is everyone.
        if role and role != server and len(content) <= MAX_CONTENT_CHARS:
            parts["content"] = content
            parts["allowed_mentions"] = discord.AllowedMentions(
                everyone=False,
                users=False,
                replied_user=False,
                roles=[discord.Object(int(role))],
            )
        send = partial(to.send, **parts)
        try:
            sent = await send()
        except discord.HTTPException as error:
            if error.code != ARCHIVED_THREAD or not await self._open_thread(to.id):
                raise
            sent = await send()
        return str(sent.id)

    async def _open_thread(self, id_: int) -> bool:
        """Open an archived thread; return False if it is locked."""
        thread = await self._client.fetch_channel(id_)
        if not isinstance(thread, discord.Thread) or thread.locked:
            return False
        await thread.edit(archived=False)
        return True


def _known(outcome: Outcome, attempt: Attempt) -> Outcome:
    """Return an outcome with what was seen of its call, where the call itself broke."""
    if outcome.reason is not Reason.CONNECTION_LOST:
        return outcome
    if 200 <= attempt.status < 300:
        # Only the rest of the answer did not come.
        return Outcome(status=SendStatus.SENT)
    if not attempt.written:
        return Outcome(status=SendStatus.RETRY, reason=Reason.PLATFORM_UNREACHABLE)
    return outcome
