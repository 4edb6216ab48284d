"""Leave out buttons that share or copy something, where a platform has none."""

from dataclasses import replace

from handlers.contract.reply import Reply


def without_share_buttons(reply: Reply) -> Reply:
    """Return the reply without buttons that share something, or copy it."""
    if not any(button.shares or button.copies for button in reply.buttons):
        return reply
    groups = (
        replace(
            group, buttons=tuple(b for b in group.buttons if not (b.shares or b.copies))
        )
        for group in reply.groups
    )
    return replace(reply, groups=tuple(groups))
