"""Another excerpt like the one that is shown, also after a look at what is around it."""

from content.names.index import exact_name
from handlers.contract.reply import Button, command_button
from handlers.contract.request import Request
from storage.corpus.rows import StoredExcerpt

MARKER = "asked"
"""Stands before what a card answered, on the buttons that lead away from it and back."""

COMMAND = "quote"
"""What may be asked again; people can type these words, too, so no other command is."""


def asked_words(excerpt: StoredExcerpt, another: Button) -> str:
    """Return what the buttons of a card carry, so that its way back asks for the same.

    They carry nothing where another one of the same speaker is meant.
    """
    action = another.action
    if (
        action is None
        or action.command != COMMAND
        or action.words == exact_name(excerpt.speaker)
    ):
        return ""
    return f"{MARKER} {action.command} {action.words}".strip()


def kept_words(request: Request) -> str:
    """Return the same of a request, for the buttons of its reply."""
    asked = request.arguments.text(MARKER)
    return f"{MARKER} {asked}" if asked else ""


def another_asked(request: Request) -> Button | None:
    """Return the button for another one of what was asked; None where none is kept."""
    command, _, words = request.arguments.text(MARKER).partition(" ")
    if command != COMMAND:
        return None
    return command_button("Another", command, words=words)
