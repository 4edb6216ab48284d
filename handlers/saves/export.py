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
from handlers.saves.formats import FORMATS, rows_of, to_json
from handlers.text.permission import require_alone
from handlers.text.wording import format_count, in_quotes
from storage.people.records import Records
from storage.people.saves import Saves


async def export(request: Request, *, saves: Saves, records: Records) -> Reply:
    """Send what the person keeps as a file, or all that is kept of them.

    Raises:
        UserError: They keep nothing, ask for all of it where others are, or for a file
            in no form that there is.
    """
    if unread := request.arguments.unread:
        raise UserError(
            f"{in_quotes(unread, 40)} is no form of file: send /export markdown, /export csv "
            "or /export json, or /export me for all that is kept of you.",
            *(
                command_button(f"As {each.label}", "export", words=words)
                for words, each in FORMATS.items()
            ),
        )
    form = request.arguments.text("form") or "markdown"
    if form == "me":
        return await _all_of(request, saves, records)
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


async def _all_of(request: Request, saves: Saves, records: Records) -> Reply:
    """Send all that is kept of a person and of their private chat."""
    require_alone(request)
    person, chat = request.person, request.place.key
    found = await records.read(person.key, chat)
    saved = await saves.all(person.key)

    def write() -> bytes:
        return to_json(
            {
                "exported": request.now.isoformat(timespec="seconds"),
                "person": {"id": person.key, "name": person.name},
                "joined": found.joined,
                "joining_codes": found.codes,
                "saves": [*rows_of(saved)],
                "removed_saves": found.removed_saves,
                "comments": found.comments,
                "chat": {"id": chat, "kept": found.chat},
                "messages": found.messages,
            }
        )

    data = await asyncio.to_thread(write)
    name = f"rostra-about-me-{request.now:%Y-%m-%d}.json"
    return Reply(
        paragraphs=(
            paragraph(
                "All that is kept of you and of this chat, as a file. /privacy says why "
                "it is kept, and /forget me removes it."
            ),
        ),
        groups=(actions(command_button("Forget me", "forget", words="me")),),
        file=File(name=name, media_type="application/json", data=data),
    )
