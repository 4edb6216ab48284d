"""Complete what a person types: commands, and the values that they take."""

import logging
from collections.abc import AsyncGenerator, Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.faces.port import AppPort
from bot.faces.terminal.conversation import QUIT_COMMANDS, TERMINAL
from bot.rendering.sanitize import one_line, without_surrogates
from handlers.contract.parameters import Command
from handlers.parsing import unfinished_values

log = logging.getLogger(__name__)

MAX_VALUES = 20
"""Values of a parameter offered at once; a longer menu is not read."""


class Completions(Completer):
    """The menu under the prompt: commands with their summaries, then their values."""

    def __init__(self, app: AppPort) -> None:
        self._app = app

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Offer nothing: everything here is asked of the app, which is asynchronous."""
        del document, complete_event
        return ()

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        """Yield what continues the text before the cursor."""
        del complete_event
        typed = document.text_before_cursor.lstrip()
        head, blank, words = typed.partition(" ")
        if not head.startswith("/"):
            return
        if not blank:
            for completion in self._commands(head.lower()):
                yield completion
            return
        for command in self._app.commands:
            if command.name == head[1:].lower():
                for completion in await self._values(command, words):
                    yield completion

    def _commands(self, typed: str) -> Iterable[Completion]:
        for command in self._app.commands:
            if not (command.menu or command.admin):
                continue
            name = f"/{command.name}"
            if name.startswith(typed):
                takes_words = command.parameters or command.subcommands
                yield Completion(
                    f"{name} " if takes_words else name,
                    start_position=-len(typed),
                    display=name,
                    display_meta=command.summary,
                )
        for name, summary in QUIT_COMMANDS.items():
            if name.startswith(typed):
                yield Completion(name, start_position=-len(typed), display_meta=summary)

    async def _values(self, command: Command, words: str) -> list[Completion]:
        try:
            return [
                Completion(
                    suggestion.value,
                    start_position=-len(unfinished.text),
                    display=one_line(suggestion.label),
                )
                for unfinished in unfinished_values(command, words)
                for suggestion in await self._app.complete(
                    command.name,
                    unfinished.parameter,
                    without_surrogates(unfinished.text),
                    MAX_VALUES,
                    place=TERMINAL,
                    subcommand=unfinished.subcommand,
                )
            ]
        except Exception:  # a menu that fails to open must not end the conversation
            log.exception("completing %s failed", command.name)
            return []
