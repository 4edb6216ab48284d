"""A reply's buttons as platforms take them: each once, with words that are short enough."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.contract.action import oversized_words
from handlers.contract.reply import Button, Reply
from storage.chats.button_words import KEY_MARK, ButtonWords


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


async def shorten_buttons(reply: Reply, button_words: ButtonWords) -> Reply:
    """Return the reply with buttons that fit into a platform's limit.

    Words that do not fit are stored, all in one write; `ButtonWords.expand` finds them
    again when the button is pressed. Where all fit, nothing is written.
    """
    actions = [button.action for button in reply.buttons if button.action]
    # Words that look like a key would be taken for one.
    like_keys = {each.words for each in actions if each.words.startswith(KEY_MARK)}
    too_long = oversized_words(actions) | like_keys
    if not too_long:
        return reply
    keys = await button_words.store(too_long)
    groups = tuple(
        replace(
            group,
            buttons=tuple(_shortened(button, keys) for button in group.buttons),
        )
        for group in reply.groups
    )
    return replace(reply, groups=groups)


def _shortened(button: Button, keys: Mapping[str, str]) -> Button:
    if button.action is None or button.action.words not in keys:
        return button
    words = keys[button.action.words]
    return replace(button, action=replace(button.action, words=words))
