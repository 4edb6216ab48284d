"""`/forget me`: remove all that is kept of a person, once they have seen what that is."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.contract.reply import (
    Paragraph,
    Reply,
    UserError,
    actions,
    command_button,
    heading,
    paragraph,
    row,
    small,
    text_reply,
)
from handlers.contract.request import Request
from handlers.text.permission import require_alone
from handlers.text.wording import format_count, platform_of
from storage.people.records import RecordCounts, Records

NOTHING = "Nothing is kept of you."

STAYS = (
    "What stays: copies of the database that whoever runs this bot has made, until they "
    "delete them; a message to this bot until the platform knows that it came, two days at "
    "most; whose a comment of the last hour was, for that hour. What was said stays "
    "in the chats themselves."
)


async def forget(request: Request, *, records: Records) -> Reply:
    """Show what would be removed, or remove it where the same person presses.

    Raises:
        UserError: Others are in the chat, it is not said who is to be forgotten, or the
            button was shown to somebody else.
    """
    require_alone(request)
    person, chat = request.person.key, request.place.key
    confirmed = request.arguments.text("step") if request.pressed else ""
    if not (confirmed or request.arguments.text("who")):
        raise UserError(
            "/forget me removes all that is kept of you; it asks once more before.",
            command_button("What is kept of me", "forget", words="me"),
        )
    if confirmed and confirmed != person:
        raise UserError(
            "That button was shown to somebody else. Send /forget me yourself."
        )
    if confirmed:
        gone = await records.forget(person, chat, now=request.now)
        reply = text_reply(f"Removed: {_listed(gone)}." if gone else NOTHING)
        said = (*reply.paragraphs, paragraph(small(STAYS)))
        return replace(reply, paragraphs=said, replaces=True)
    found = await records.count(person, chat)
    if not found:
        return text_reply(NOTHING)
    return Reply(
        paragraphs=(
            heading("This is kept of you, and would be removed for good:"),
            *_rows(found),
            paragraph(small(STAYS)),
        ),
        groups=(
            actions(
                command_button("Forget me", "forget", words=f"step {person}"),
                command_button("Send it to me first", "export", words="me"),
            ),
        ),
    )


def _rows(found: RecordCounts) -> Iterator[Paragraph]:
    if found.has_list:
        also = ""
        if found.joined:
            names = " and ".join(map(platform_of, found.joined))
            also = f" They go on {names}, too, where your list is the same."
        count = format_count(found.saves, "saved excerpt")
        yield row(f"{count}, and what you removed within a day.{also}")
    if found.comments:
        count = format_count(found.comments, "comment")
        yield row(
            f"{count}, in all chats: the words and your name. What others have answered "
            "stays, below “taken back”."
        )
    if found.has_code:
        yield row("That you asked for a code of /saved link, or used one.")
    if found.has_chat:
        yield row(
            "Of this chat: its time zone, its daily excerpt with all that was chosen, what "
            "is left out here, and which excerpts it was shown."
        )


def _listed(gone: RecordCounts) -> str:
    parts = [
        format_count(gone.saves, "saved excerpt") if gone.has_list else "",
        format_count(gone.comments, "comment") if gone.comments else "",
        "a code of /saved link" if gone.has_code else "",
        "what was kept of this chat" if gone.has_chat else "",
        "the link to your other list" if gone.joined else "",
    ]
    return ", ".join(filter(None, parts))
