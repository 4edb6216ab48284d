"""Leave out buttons that do what one before them does."""

from dataclasses import replace

from handlers.contract.reply import Button, Reply


def without_repeats(reply: Reply) -> Reply:
    """Return the reply with one button for each thing to do, the first.

    Two that do the same look like a choice and are none; Discord refuses them.
    """
    buttons = reply.buttons
    if len({_deed(button) for button in buttons}) == len(buttons):
        return reply
    known: set[object] = set()
    groups = []
    for group in reply.groups:
        kept = []
        for button in group.buttons:
            if _deed(button) not in known:
                known.add(_deed(button))
                kept.append(button)
        groups.append(replace(group, buttons=tuple(kept)))
    return replace(reply, groups=tuple(groups))


def _deed(button: Button) -> object:
    return button.action or button.url or (button.shares, button.copies)
