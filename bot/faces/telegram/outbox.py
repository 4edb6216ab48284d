"""Send digests to Telegram, each once, and tell what is known about it."""

from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.delivery.outbox import Outcome, SendStatus
from bot.faces.telegram.errors import failed
from bot.faces.telegram.sender import FORM, Courier
from bot.faces.telegram.text import TEXT_LIMIT, utf16
from bot.rendering.pages import pages
from handlers.contract.reply import Reply
from handlers.contract.request import Place
from storage.digests.delivery import Reason


class TelegramOutbox:
    """Send bulk as the pacer allows; whoever asks for it decides about retries."""

    def __init__(self, courier: Courier) -> None:
        self._courier = courier
        self._pacer = courier.pacer

    async def wait_turn(self) -> None:
        """Wait until Telegram may be sent one more message of bulk."""
        await self._pacer.wait_turn()

    async def deliver(self, place: Place, reply: Reply) -> Outcome:
        """Send a digest once and tell what is known about it."""
        first, *rest = pages(reply, TEXT_LIMIT, utf16)
        pause = self._pacer.reserve(place.key, group=place.chat.startswith("-"))
        if pause:
            return Outcome(
                status=SendStatus.RETRY,
                reason=Reason.CHAT_LIMIT,
                retry_after_s=pause,
                tried=False,
            )
        outcome = await self._deliver(place, first)
        if outcome.status is SendStatus.SENT:
            self._pacer.speed_up()
            for page in rest:
                await self._courier.send(place, page)
        return outcome

    async def _deliver(self, place: Place, page: Reply) -> Outcome:
        chat, plainly = int(place.chat), False
        while True:
            try:
                sent = await self._courier.write(place, page, chat, plainly=plainly)
            except ChatMigrated as error:
                # Whoever asked looks first whether the new chat had its digest.
                await self._courier.move(place.chat, str(error.new_chat_id))
                return Outcome(status=SendStatus.RETRY, reason=Reason.CHAT_MIGRATED)
            except BadRequest as error:
                if plainly or not FORM.search(error.message):
                    return failed(error)
                plainly = True
            except TelegramError as error:
                outcome = failed(error)
                if isinstance(error, RetryAfter):
                    self._pacer.slow_down(place.key, outcome.retry_after_s)
                return outcome
            else:
                return Outcome(status=SendStatus.SENT, message=str(sent["message_id"]))
