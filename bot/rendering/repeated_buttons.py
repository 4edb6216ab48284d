"""Leave out buttons that do what one before them does."""

from dataclasses import replace

from handlers.contract.reply import Button, Reply


def without_repeats(reply: Reply) -> Reply:
    """Return the reply with only the first of several buttons that do the same.

    Two of them look like a choice and are none; Discord refuses them.
    """
    buttons = reply.buttons
    if len({_effect(button) for button in buttons}) == len(buttons):
        return reply
    known: set[object] = set()
    groups = []
    for group in reply.groups:
        kept = []
        for button in group.buttons:
            if _effect(button) not in known:
                known.add(_effect(button))
                kept.append(button)
        groups.append(replace(group, buttons=tuple(kept)))
    return replace(reply, groups=tuple(groups))


def _effect(button: Button) -> object:
    """Return what pressing a button does, to be compared."""
    return button.action or button.url or (button.shares, button.copies)
