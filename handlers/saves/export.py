"""`/export`: what a person keeps as a file, or all that is kept of them."""

import asyncio

from handlers.contract.reply import (
    File,
    Reply,
    UserError,
    actions,
    command_button,
    paragraph,
)
from handlers.contract.request import Request
from handlers.saves.formats import FORMATS
from handlers.text.wording import format_count
from storage.people.saves import Saves


async def export(request: Request, *, saves: Saves) -> Reply:
    """Send what the person keeps as a file.

    Raises:
        UserError: They keep nothing.
    """
    form = request.arguments.text("form") or "markdown"
    saved = await saves.all(request.person.key)
    if not saved:
        raise UserError(
            "You keep no excerpts, so there is nothing to send. Press Save under one "
            "first.",
            command_button("An excerpt", "quote"),
        )
    chosen = FORMATS[form]
    # Thousands of them take longer to write than others may wait.
    data = await asyncio.to_thread(chosen.write, saved, request.now)
    name = f"rostra-saves-{request.now:%Y-%m-%d}.{chosen.ending}"
    others = (
        command_button(f"As {each.label}", "export", words=words)
        for words, each in FORMATS.items()
        if words != form
    )
    return Reply(
        paragraphs=(
            paragraph(
                f"{format_count(len(saved), 'excerpt')} that you keep, as a file:"
            ),
        ),
        groups=(actions(*others, command_button("My saves", "saved")),),
        file=File(name=name, media_type=chosen.media_type, data=data),
    )
