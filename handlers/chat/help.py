"""`/help [command]`: every command, with what it takes; or one, in full."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from handlers.contract.commands import COMMANDS
from handlers.contract.parameters import Command, Parameter
from handlers.contract.reply import (
    Button,
    Paragraph,
    Reply,
    UserError,
    actions,
    code,
    command_button,
    paragraph,
    row,
    small,
)
from handlers.contract.request import Request
from handlers.text.examples import example_commands
from storage.search.library import Library

COMMENT_BY_COMMAND = "/comment with your words is about the excerpt shown last."


async def help_(request: Request, *, library: Library) -> Reply:
    """List the commands that the asker may use, or say what one of them takes.

    Raises:
        UserError: There is no such command.
    """
    delivers = request.delivers
    usable = [each for each in COMMANDS if request.person.admin or not each.admin]
    listed = [each for each in usable if delivers or not each.by_itself]
    # "/help daily on" is about /daily.
    typed = request.arguments.text("command").split()
    if asked := typed[0].casefold().lstrip("/／") if typed else "":
        # One that no list shows here works all the same.
        chosen = next((each for each in usable if each.name == asked), None)
        if chosen is None:
            raise UserError(*_no_command(asked, listed))
        return Reply(
            paragraphs=(*_in_full(chosen, request),),
            groups=(actions(command_button("All commands", "help")),),
        )
    quote, topic = await example_commands(library)
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


def _in_full(command: Command, request: Request) -> Iterator[Paragraph]:
    """Yield what a command does, each thing that it takes, and what of it is no use here."""
    yield row(code(command.usage), f" — {command.summary}")
    yield from map(_parameter, command.options)
    for each in command.subcommands:
        # What no list shows is there for one platform's menu.
        if each.usage:
            taken = " ".join(filter(None, (one.usage for one in each.options)))
            typed = f"/{command.name} {each.name} {taken}".strip()
            yield row(code(typed), f" — {each.summary}")
            yield from map(_parameter, each.options)
    is_by_itself = command.by_itself or any(
        each.by_itself for each in command.subcommands
    )
    if is_by_itself and not request.delivers:
        yield paragraph(request.undelivered)


def _parameter(parameter: Parameter) -> Paragraph:
    return row(small(f"{parameter.name.replace('_', ' ')}: {parameter.summary}"))


def _no_command(
    asked: str, listed: Sequence[Command]
) -> tuple[str, *tuple[Button, ...]]:
    """Return what to say where there is no such command, and buttons for what is near."""
    names = [each.name for each in listed]
    near = process.extractOne(asked, names, scorer=fuzz.ratio, score_cutoff=60)
    said = f"There is no /{asked[:32]}."
    buttons = (command_button("All commands", "help"),)
    if near is None:
        return said, *buttons
    meant = command_button(f"/help {near[0]}", "help", words=near[0])
    return f"{said} Did you mean /{near[0]}?", meant, *buttons
