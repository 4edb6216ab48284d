"""Words and replies about what a chat does not want to be offered."""

from content.names.index import exact_name
from content.query.query import Query, format_query
from handlers.contract.reply import Button, Reply, command_button, text_reply

EVERYBODY = "everybody"
"""Whom an excerpt is hidden from that no chat is offered."""

NOT_THIS = "Not this one"
NOT_ANYWHERE = "Not this one, anywhere"
"""Labels of the buttons that hide an excerpt, here and everywhere."""

ALL_HERE = "All hidden here"
ALL_NOWHERE = "All hidden everywhere"
"""Labels of the buttons that list what is hidden, here and everywhere."""


def muted_reply(name: str) -> Reply:
    """Return the reply where a chat asks for words of somebody it has muted."""
    words = format_query(Query(speaker=exact_name(name)))
    return text_reply(
        f"{name} is muted in this chat, so nothing of theirs is offered here. It can "
        "still be found; administrators of the chat end it with /unmute.",
        command_button("What was said", "topic", words=words),
    )


def hidden_reply(said: str, *buttons: Button) -> Reply:
    """Return the reply where a chat has hidden or muted all that fits.

    Args:
        said: Whose words, or about what, after a space; empty for anything.
        buttons: What leads to it all the same.
    """
    return text_reply(
        f"All that could be offered here{said} is hidden or muted in this chat. It can "
        "still be found; administrators of the chat undo it in /settings.",
        *buttons,
        command_button("Settings", "settings"),
    )
