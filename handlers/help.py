"""`/help`: every command, with what it takes."""

from handlers.commands import COMMANDS
from handlers.phrasing import code, paragraph, small
from handlers.reply import Reply
from handlers.request import Request


async def help_(request: Request) -> Reply:
    """List the commands that the asker may use."""
    listed = [c for c in COMMANDS if request.person.admin or not c.admin]
    return Reply(
        paragraphs=(
            *(
                paragraph(code(command.usage), f" — {command.summary}", tight=True)
                for command in listed
            ),
            paragraph(
                small(
                    "A speaker is found by surname, full name, nickname or another "
                    "script. Every excerpt ends with its id, such as #7K3M9QXA; "
                    "/comments, /context and /source take it. Reply to an excerpt "
                    "to comment on it."
                )
            ),
        ),
    )
