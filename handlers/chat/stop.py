"""`/stop`: end what comes by itself in a chat."""

from dataclasses import replace

from handlers.contract.reply import Reply, command_button, text_reply
from handlers.contract.request import Request
from handlers.text.permission import require_manager
from storage.digests.subscriptions import Subscriptions

KEPT = (
    "What was chosen is remembered, and comments stay; /privacy says what else is kept. "
    "Questions are answered as before."
)


async def stop(request: Request, *, subscriptions: Subscriptions) -> Reply:
    """Turn off the daily excerpt in a chat and all its topics.

    Raises:
        UserError: The person may not decide for the chat.
    """
    await require_manager(
        request,
        text_reply(
            "Only administrators of this chat may stop its daily excerpt.",
            command_button("Status", "daily", words="status"),
        ),
    )
    key = request.place.key
    threads = await subscriptions.active_threads(key)
    for thread in threads:
        before = await subscriptions.get(key, thread)
        if before:
            off = replace(before, active=False, role_id="", role_name="")
            await subscriptions.save(
                key, thread, off, now=request.now, delivers=request.delivers
            )
    if not threads:
        return text_reply(
            f"Nothing comes by itself here. {KEPT}",
            command_button("Privacy", "privacy"),
        )
    where = "in none of its topics" if len(threads) > 1 else "here"
    return text_reply(
        f"Stopped: no excerpt comes by itself {where} any more. {KEPT}",
        command_button("Settings", "settings"),
        command_button("Privacy", "privacy"),
    )
