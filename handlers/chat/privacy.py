"""`/privacy`: what is kept of people and chats, for how long, and what removes it.

`docs/privacy.md` says the same at more length.
"""

from handlers.contract.reply import Reply, actions, code, command_button, paragraph, row
from handlers.contract.request import Request


async def privacy(_request: Request) -> Reply:
    """Show what is kept, and what removes it."""
    return Reply(
        paragraphs=(
            paragraph("What this bot keeps:"),
            row(
                "Of you: nothing but what you save and the comments that you write. What "
                "you save is yours alone to see; ",
                code("/saved"),
                " lists and removes it. Comments have your name as it is shown here and "
                "your id. They are shown in the chat where they were written, and kept "
                "until ",
                code("/uncomment"),
                " with their number.",
            ),
            row(
                "Of this chat: its id, its time zone, when its daily excerpt comes and from "
                "what, which excerpts it was shown, what is never offered in it, and when one "
                "was sent. ",
                code("/stop"),
                " ends the daily excerpt; what was chosen stays, so that it can be turned "
                "on again.",
            ),
            row(
                "For a while: a message to this bot until it is answered; a code of ",
                code("/saved link"),
                " for ten minutes; what you removed from your list, a day, so that you can "
                "bring it back; the words of long buttons and which messages belong "
                "together, 30 days.",
            ),
            paragraph(
                "What you ask and search for is not kept, and nothing is passed on. In a "
                "private chat with this bot, ",
                code("/export me"),
                " sends you all that is kept of you and of that chat, and ",
                code("/forget me"),
                " removes it. What a group has chosen is removed by whoever runs this bot.",
            ),
        ),
        groups=(
            actions(
                command_button("Settings", "settings"), command_button("Help", "help")
            ),
        ),
    )
