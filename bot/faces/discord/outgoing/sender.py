"""Send digests to Discord, within its limits."""

import asyncio
import logging
from functools import partial

from bot.delivery.outbox import Outcome, SendStatus, chat_is_full
from bot.delivery.pacer import Limits
from bot.delivery.retry import Retrier
from bot.faces.discord.api.errors import classify
from bot.faces.discord.api.http_watch import Attempt, HttpWatch, RefusalGuard
from bot.faces.discord.outgoing.channel_sender import ChannelSender
from bot.faces.discord.outgoing.embeds import DiscordMessage, messages
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

log = logging.getLogger(__name__)


def limits(share: Share | None) -> Limits:
    """Return what a process that serves these shards may use of the bot's limits."""
    part = len(share.ids) / share.count if share else 1.0
    return Limits(bulk_per_s=BULK_PER_S * part, chat_gap_s=CHAT_GAP_S)


class Sender:
    """The outbox of the bot's digests.

    Args:
        channels: The way to send to channels.
        retrier: Knows Discord's pace.
        watch: Sees the client's requests.
        guard: Counts those that Discord refuses.
    """

    max_in_flight = MAX_IN_FLIGHT

    def __init__(
        self,
        channels: ChannelSender,
        retrier: Retrier,
        watch: HttpWatch,
        guard: RefusalGuard,
    ) -> None:
        self._channels = channels
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

    async def deliver(self, place: Place, reply: Reply, *, key: str) -> Outcome:
        """Send a digest once and return what is known about it.

        Discord takes a message with the same nonce only once within a few minutes, so
        that one that may have arrived is sent again at once.
        """
        pause = self._pacer.reserve(place.key, group=False)
        if pause:
            return chat_is_full(pause)
        first, *rest = messages(reply)
        attempt = partial(
            self._attempt,
            place,
            first,
            f"{key}-0",
            role=reply.role_id,
            quiet=reply.quiet,
        )
        outcome = await attempt()
        if outcome.status is SendStatus.AMBIGUOUS:
            outcome = await attempt()
        if outcome.retry_after_s:
            self._pacer.slow_down(place.key, outcome.retry_after_s)
        if outcome.status is SendStatus.SENT:
            self._pacer.speed_up()
            for number, message in enumerate(rest, start=1):
                if not await self._channels.repeat(
                    place, message, nonce=f"{key}-{number}", quiet=reply.quiet
                ):
                    break
        return outcome

    async def _attempt(
        self,
        place: Place,
        message: DiscordMessage,
        nonce: str,
        *,
        role: str,
        quiet: bool,
    ) -> Outcome:
        """Send a message of a digest once and return what is known about it."""
        with self._watch.attempt() as attempt:
            try:
                async with asyncio.timeout(CALL_TIMEOUT_S):
                    return Outcome(
                        status=SendStatus.SENT,
                        message=await self._channels.send_once(
                            place, message=message, nonce=nonce, role=role, quiet=quiet
                        ),
                    )
            except Exception as error:
                outcome = classify(error)
                if outcome is None:
                    raise
                return _known(outcome, attempt)


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
