"""`/cancel`: leave what was begun and not finished."""

from handlers.contract.reply import Reply, command_button, text_reply
from handlers.contract.request import Request

_LEFT = {
    "review": (
        "The review is left where it is. What was answered is written, and nothing else; "
        "/review goes on."
    ),
    "import": (
        "Left: nothing of it is in the library. The draft is kept: its buttons, or the "
        "document once more, go on with it or discard it."
    ),
}
"""What is said of what administrators begin, by its command."""


async def cancel(request: Request) -> Reply:
    """Reply with the question that was canceled, or that none is open."""
    if not request.left:
        return text_reply(
            "There is nothing to cancel: no question is open.",
            command_button("All commands", "help"),
        )
    label = request.left[0].lower() + request.left[1:]
    return text_reply(
        _LEFT.get(request.left, f"Canceled: {label} is not asked for any more.")
    )
