"""Links that open the bot's private chat, and what to show there.

Telegram sends ``/start`` with what stands behind ``?start=`` in the link: 64 letters,
digits, dashes and underscores at most. Anybody can make such a link for somebody else
to press, so that only what changes nothing is opened by one.
https://core.telegram.org/api/links#bot-links
"""

import base64
import binascii
import re
from contextlib import suppress
from urllib.parse import quote, unquote

from handlers.contract.action import Action

MAX_START_CHARS = 64

OPENABLE_COMMANDS = frozenset(
    {"excerpt", "context", "source", "comments", "quote", "topic", "topics", "speakers"}
)
"""Commands that show something and change nothing."""

_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{8}", re.IGNORECASE)
_ACTION_MARK = "do-"
_ASKING_LINK = re.compile(r"https://t\.me/\w+\?ask=([^&#]+)")


def start_words(action: Action) -> str:
    """Return what to write behind ``?start=`` so that the private chat does an action.

    What may not be opened, or is too long, leads to its excerpt; what has none, to
    nothing but the chat.
    """
    if action.command == "excerpt":
        words = action.excerpt or action.words
        return words if _ID.fullmatch(words) else ""
    if action.command in OPENABLE_COMMANDS and not action.asks:
        with suppress(ValueError):  # it is longer than a button's data, and so too long
            data = base64.urlsafe_b64encode(action.encode().encode()).decode()
            words = f"{_ACTION_MARK}{data.rstrip('=')}"
            if len(words) <= MAX_START_CHARS:
                return words
    return action.excerpt if _ID.fullmatch(action.excerpt) else ""


def read_start_words(words: str) -> Action | None:
    """Return what a link asks for with ``/start``, or None where it says nothing of ours.

    >>> action = Action(command="comments", excerpt="7K3M9QXA", page=1)
    >>> read_start_words(start_words(action)) == action
    True
    >>> read_start_words("7k3m9qxa").words
    '7K3M9QXA'
    """
    if _ID.fullmatch(words):
        return Action(command="excerpt", words=words.upper())
    if not words.startswith(_ACTION_MARK) or len(words) > MAX_START_CHARS:
        return None
    data = words.removeprefix(_ACTION_MARK)
    try:
        padded = data + "=" * (-len(data) % 4)
        action = Action.decode(base64.urlsafe_b64decode(padded).decode())
    except (ValueError, binascii.Error):
        return None
    is_open = action.command in OPENABLE_COMMANDS and not action.asks
    return action if is_open else None


def chat_link(username: str, words: str = "") -> str:
    """Return the link to a bot's private chat, where ``/start`` brings some words."""
    start = f"?start={words}" if words else ""
    return f"https://t.me/{username}{start}"


def share_link(username: str, excerpt: str) -> str:
    """Return the link that lets one choose a chat to send the link to an excerpt to."""
    return f"https://t.me/share/url?url={quote(chat_link(username, excerpt), safe='')}"


def asking_link(username: str, action: Action) -> str:
    """Return the link in a question that says what it asks for.

    Who presses it comes to the bot's private chat, and nothing else happens: Telegram
    brings a bot only what stands behind ``?start=``.
    """
    return f"{chat_link(username)}?ask={quote(action.encode(), safe='')}"


def read_asking_link(url: str) -> Action | None:
    """Return the action in a link of a question, or None if it is none.

    >>> action = Action(command="review", words="step labels 0123abcd type", asks=True)
    >>> read_asking_link(asking_link("a_bot", action)) == action
    True
    """
    found = _ASKING_LINK.fullmatch(url)
    if found is None:
        return None
    with suppress(ValueError):
        return Action.decode(unquote(found[1]))
    return None
