"""The prompt at which a person types: its history, completions, keys and toolbar."""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncGenerator, Iterable
from itertools import islice
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.application import create_app_session, get_app
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import (
    CompleteEvent,
    Completer,
    Completion,
    PathCompleter,
)
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.formatted_text.utils import fragment_list_width
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import Output
from prompt_toolkit.output.plain_text import PlainTextOutput
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import is_dumb_terminal

from bot.faces.port import AppPort
from bot.faces.terminal.conversation import QUIT_COMMANDS, TERMINAL, Conversation
from bot.rendering.sanitize import one_line, without_surrogates
from handlers.contract.action import Field
from handlers.contract.parameters import Command
from handlers.parsing import Unfinished, unfinished_values

MAX_VALUES = 20
"""Values of a parameter offered at once; a longer menu is not read."""

_BARE = ("topics", "", "about")
"""Whose values go on from words without a command: names of speakers, and topics."""

log = logging.getLogger(__name__)

_STYLE = Style.from_dict(
    {
        "bottom-toolbar": "noreverse",
        "prompt": "bold ansicyan",
        "key": "bold ansicyan",
        "placeholder": "ansibrightblack",
    }
)


def prompt_session(
    app: AppPort,
    conversation: Conversation,
    *,
    history: Path | None,
    keys: Input | None = None,
    screen: Output | None = None,
) -> PromptSession[str]:
    """Return the prompt that reads lines from a person at a terminal.

    Args:
        app: Completes commands and their values.
        conversation: Has the buttons on screen, and the field that is asked for.
        history: The file of earlier lines; None, or one that can't be written, for none.
        keys: Where keys come from; standard input if left out.
        screen: Where the prompt is drawn; standard output if left out.
    """
    # A dumb terminal would print the sequences that only prepare the drawing.
    dumb = screen is None and is_dumb_terminal()
    with create_app_session(output=PlainTextOutput(sys.stdout) if dumb else screen):
        prompt: PromptSession[str] = PromptSession(
            lambda: _prompt(conversation.field),
            input=keys,
            history=_history(history),
            completer=Completions(app, conversation),
            # Space for the menu is reserved only while a menu may open.
            complete_while_typing=Condition(_is_typing_command),
            auto_suggest=AutoSuggestFromHistory(),
            placeholder=lambda: _placeholder(conversation.field),
            bottom_toolbar=lambda: _toolbar(
                conversation, get_app().output.get_size().columns
            ),
            key_bindings=_key_bindings(conversation),
            style=_STYLE,
        )
    # A terminal that doesn't tell where its cursor is only lacks the hint below the
    # prompt; nothing in that is worth a warning.
    prompt.app.renderer.cpr_not_supported_callback = None
    return prompt


class Completions(Completer):
    """The menu under the prompt: commands with their summaries, then their values.

    Args:
        app: Knows the commands and their values.
        conversation: Has the field that is asked for, if any.
    """

    def __init__(self, app: AppPort, conversation: Conversation | None = None) -> None:
        self._app = app
        self._conversation = conversation
        self._paths = PathCompleter(expanduser=True)

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Return nothing: everything here is asked of the app, which is asynchronous."""
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
            for completion in await self._bare_values(typed):
                yield completion
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
        listed = sorted(self._app.commands, key=lambda each: not each.menu)
        for command in listed:
            if command.by_itself:
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

    async def _bare_values(self, typed: str) -> list[Completion]:
        """Return values for the field that is asked for, or names and topics."""
        field = self._conversation.field if self._conversation else None
        if field and not field.completed_as:
            return []
        if not field and not typed:
            return []
        command, subcommand, parameter = (
            field.completed_as if field and field.completed_as else _BARE
        )
        return await self._complete(
            command, Unfinished(parameter=parameter, text=typed, subcommand=subcommand)
        )

    async def _values(self, command: Command, words: str) -> list[Completion]:
        found = []
        for unfinished in unfinished_values(command, words):
            if command.takes_file:
                found += await asyncio.to_thread(self._files, unfinished.text)
            found += await self._complete(command.name, unfinished)
        return found

    async def _complete(self, command: str, unfinished: Unfinished) -> list[Completion]:
        try:
            return [
                Completion(
                    suggestion.value,
                    start_position=-len(unfinished.text),
                    display=one_line(suggestion.label),
                )
                for suggestion in await self._app.complete(
                    command,
                    unfinished.parameter,
                    without_surrogates(unfinished.text),
                    MAX_VALUES,
                    place=TERMINAL,
                    subcommand=unfinished.subcommand,
                )
            ]
        except Exception:  # a menu that fails to open must not end the conversation
            log.exception("completing %s failed", command)
            return []

    def _files(self, typed: str) -> list[Completion]:
        """Return the files and folders whose paths go on from what is typed."""
        # Who drops a file into a terminal has its path in quotation marks.
        path = Document(typed.lstrip("\"'"))
        found = self._paths.get_completions(path, CompleteEvent())
        return [
            Completion(
                each.text, start_position=each.start_position, display=each.display
            )
            for each in islice(found, MAX_VALUES)
        ]


def _is_typing_command() -> bool:
    return get_app().current_buffer.text.startswith("/")


def _prompt(field: Field | None) -> StyleAndTextTuples:
    asked = one_line(field.label) if field else "rostra"
    return [("class:prompt", f"{asked}> ")]


def _placeholder(field: Field | None) -> StyleAndTextTuples:
    return [("class:placeholder", one_line(field.placeholder))] if field else []


def _toolbar(conversation: Conversation, columns: int) -> StyleAndTextTuples:
    """Return what can be done now, in one line."""
    if conversation.field:
        return _key_hints(("Enter", "sends it"), ("Ctrl-C", "leaves it"))
    buttons = conversation.buttons
    leaving = ("Ctrl-D", "leaves")
    if not buttons:
        return _key_hints(("/", "commands"), ("Tab", "completes"), leaving)
    labels = ((str(n), one_line(button.label)) for n, button in buttons.items())
    each = _key_hints(*labels, leaving)
    if fragment_list_width(each) <= columns:
        return each
    return _key_hints((f"1 to {max(buttons)}", "press a button"), leaving)


def _key_hints(*keys: tuple[str, str]) -> StyleAndTextTuples:
    return [
        fragment
        for key, does in keys
        for fragment in (("class:key", f" {key} "), ("", f"{does} "))
    ]


def _key_bindings(conversation: Conversation) -> KeyBindings:
    bindings = KeyBindings()

    @bindings.add("c-c", eager=True)
    @bindings.add("<sigint>")
    def clear_or_leave(event: KeyPressEvent) -> None:
        buffer = event.app.current_buffer
        if conversation.field:
            event.app.exit(result="")
        elif buffer.text:
            buffer.reset()
        else:
            event.app.exit(exception=EOFError)

    return bindings


class _LenientFileHistory(FileHistory):
    """A history that goes on without its file where that can't be used."""

    def load_history_strings(self) -> Iterable[str]:
        try:
            return list(super().load_history_strings())
        except OSError:
            return ()

    def store_string(self, string: str) -> None:
        try:
            super().store_string(without_surrogates(string))
        except OSError as error:
            log.debug("the line is not added to the history: %s", error)


def _history(path: Path | None) -> History:
    if path is None:
        return InMemoryHistory()
    try:
        # What a person typed is theirs alone to read.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError:
        return InMemoryHistory()
    return _LenientFileHistory(path)
