"""`/help`: every command, with what it takes."""

from handlers.chat.examples import example_commands
from handlers.contract.commands import COMMANDS
from handlers.contract.reply import Reply, code, paragraph, row, small
from handlers.contract.request import Request
from storage.search.library import Library

COMMENT_BY_COMMAND = "/comment with your words is about the excerpt shown last."


async def help_(request: Request, *, library: Library) -> Reply:
    """List the commands that the asker may use."""
    quote, topic = await example_commands(library)
    delivers = request.delivers
    listed = [
        each
        for each in COMMANDS
        if (request.person.admin or not each.admin) and (delivers or not each.by_itself)
    ]
    return Reply(
        paragraphs=(
            *(
                row(
                    code(command.usage_where(delivers=delivers)),
                    f" — {command.summary_where(delivers=delivers)}",
                )
                for command in listed
            ),
            paragraph(
                "For example: ", *((code(quote), ", ") if quote else ()), code(topic)
            ),
            paragraph(
                small(
                    "A speaker is found by surname, full name, nickname or another "
                    "script. Every excerpt ends with its id, such as #7K3M9QXA; "
                    "/comments, /context and /source take it. "
                    f"{request.how_to_comment or COMMENT_BY_COMMAND}"
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
