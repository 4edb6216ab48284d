"""Leave out what a platform has no way to share."""

from dataclasses import replace

from handlers.contract.reply import Reply


def without_share_buttons(reply: Reply) -> Reply:
    """Return the reply without buttons that say an excerpt in another chat."""
    if not any(button.shares for button in reply.buttons):
        return reply
    groups = (
        replace(group, buttons=tuple(b for b in group.buttons if not b.shares))
        for group in reply.groups
    )
    return replace(reply, groups=tuple(groups))
