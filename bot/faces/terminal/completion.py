"""Complete what a person types: commands, and speakers where one is asked for."""

import logging
from collections.abc import AsyncGenerator, Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.faces.port import AppPort
from bot.faces.terminal.conversation import LEAVING
from bot.rendering.sanitize import mendable, one_line

log = logging.getLogger(__name__)

NAMES_SHOWN = 20
"""Speakers offered at once; a longer menu is not read."""


class Completions(Completer):
    """Offer commands with their summaries, and speakers where a command takes one."""

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
        command, blank, words = typed.partition(" ")
        if not command.startswith("/"):
            return
        if not blank:
            for completion in self._commands(command.lower()):
                yield completion
        elif command[1:].lower() in self._naming():
            for name in (await self._speakers(words.lstrip()))[:NAMES_SHOWN]:
                yield Completion(
                    name, start_position=-len(words.lstrip()), display=one_line(name)
                )

    def _commands(self, typed: str) -> Iterable[Completion]:
        for command in self._app.commands:
            if not (command.menu or command.admin):
                continue
            name = f"/{command.name}"
            if name.startswith(typed):
                takes_words = " " in command.usage.strip()
                yield Completion(
                    f"{name} " if takes_words else name,
                    start_position=-len(typed),
                    display=name,
                    display_meta=command.summary,
                )
        for name, summary in LEAVING.items():
            if name.startswith(typed):
                yield Completion(name, start_position=-len(typed), display_meta=summary)

    def _naming(self) -> frozenset[str]:
        return frozenset(
            command.name
            for command in self._app.commands
            if "speaker]" in command.usage
        )

    async def _speakers(self, prefix: str) -> list[str]:
        try:
            return await self._app.complete(mendable(prefix))
        except Exception:  # a menu that fails to open must not end the conversation
            log.exception("completing a speaker's name failed")
            return []
