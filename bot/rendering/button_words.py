"""Replace words too long for a button's data by a key to them."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.contract.action import oversized_words
from handlers.contract.reply import Button, Reply
from storage.chats.button_words import KEY_MARK, ButtonWords


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
