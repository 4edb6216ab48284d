"""`/help`: every command, with what it takes."""

from handlers.contract.commands import COMMANDS
from handlers.contract.reply import Reply, code, paragraph, row, small
from handlers.contract.request import Request
from handlers.text.examples import example_commands
from storage.search.library import Library


async def help_(request: Request, *, library: Library) -> Reply:
    """List the commands that the asker may use."""
    quote, topic = await example_commands(library)
    listed = [c for c in COMMANDS if request.person.admin or not c.admin]
    return Reply(
        paragraphs=(
            *(row(code(command.usage), f" — {command.summary}") for command in listed),
            paragraph(
                "For example: ", *((code(quote), ", ") if quote else ()), code(topic)
            ),
            paragraph(
                small(
                    "A speaker is found by surname, full name, nickname or another "
                    "script. Every excerpt ends with its id, such as #7K3M9QXA; "
                    "/comments, /context and /source take it. To comment on an "
                    "excerpt, reply to it; in a server on Discord, write this bot's "
                    "name into the reply, since it can read no other, or choose "
                    "“Comment on this” in the menu of its message."
                )
            ),
            paragraph(
                small(
                    "/topic and /quote are narrowed by “words as they stand”, "
                    "speaker:name, after:1940, before:1950-06 and in:place; -word, "
                    "-speaker:name and -in:place leave out."
                )
            ),
        )
    )
