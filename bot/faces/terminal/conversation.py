"""One conversation: what a typed line asks for, given what is on screen."""

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.faces.port import AppPort
from bot.faces.terminal.local_file import local_file, stored_file
from bot.rendering.sanitize import one_line, without_surrogates
from content.excerpts.ids import normalise_id
from content.query.wording import find_courtesy
from handlers.contract.action import Action, Field
from handlers.contract.commands import SLASHES
from handlers.contract.reply import Button, Paragraph, Reply, Span, SpanStyle
from handlers.contract.request import NO_ARGUMENTS, Arguments, Person, Place, Request
from storage.database.time import utc_now

TERMINAL = Place(platform="terminal", chat="0")
"""The terminal's only chat."""

NOT_BY_ITSELF = "Nothing comes by itself here; /daily shows the day's excerpt."
"""What is said of digests, which nobody can be sent at a terminal."""

QUIT_COMMANDS = {"/quit": "leave; Ctrl-D does, too"}
"""The face's own commands for menus, with their summaries."""

_MAX_SINGLE = 2
"""Numbers in a row that are named one by one."""

_QUIT_WORDS = frozenset({*QUIT_COMMANDS, "/exit", "quit", "exit", ":q"})


def asks_to_quit(line: str) -> bool:
    """Return whether a line asks to end the conversation."""
    return line.strip().lower() in _QUIT_WORDS


def split_commands(typed: str) -> list[str]:
    r"""Split what was typed or pasted before each line that starts with a slash.

    >>> split_commands("/quote\n/comment one\n\ntwo\n")
    ['/quote', '/comment one\n\ntwo']
    """
    parts = re.split(r"\n(?=\s*[/／])", typed)
    return [part.strip() for part in parts if part.strip()]


class Conversation:
    """A reader of lines as requests, with the buttons that are on screen.

    A number presses a button of the latest answer; text without a slash is a name to
    quote or searched for, unless it is nothing but a command's name.
    """

    def __init__(
        self,
        app: AppPort,
        person: Person,
        *,
        now: Callable[[], datetime] = utc_now,
        files: Path | None = None,
    ) -> None:
        self._app = app
        self._files = files
        self._person = person
        self._now = now
        self._explained = False
        self._pending: Action | None = None
        self._asks_again = False
        self.buttons: Mapping[int, Button] = {}
        self.show_progress: Callable[[str], None] = lambda _line: None

    @property
    def field(self) -> Field | None:
        """Return the field that the next line fills in; None for no such line."""
        return self._pending.field if self._pending else None

    def asks_to_quit(self, line: str) -> bool:
        """Return whether a line asks to end the conversation."""
        return asks_to_quit(line) and (self.field is None or _is_command(line))

    async def answer(self, line: str) -> Reply:
        """Answer one line; a blank one leaves the field that was asked for.

        A field whose value was refused is asked for again, below buttons whose numbers
        press them.
        """
        line = without_surrogates(line).strip()
        pending, field, self._pending = self._pending, self.field, None
        number = _number(line)
        presses = self._asks_again and number in self.buttons
        if pending and field and not (presses or _is_command(line)):
            if not line:
                return _say(Span("Nothing was typed, so nothing was done."))
            arguments = Arguments({field.parameter: line})
            answer = await self._ask(
                pending.command, pending.words, pending.excerpt, arguments=arguments
            )
            self._pending = pending if answer.asks_again else None
            return answer
        if number is not None:
            return await self._press(number, line)
        command, words = self._read(line)
        if command:
            left = field.label if field and command == "cancel" else ""
            return await self._ask(command, words, left=left)
        answer = await self._ask("topic", line, bare=True)
        id_ = normalise_id(line)
        if (id_ and f"#{id_}" in answer.text) or find_courtesy(line):
            return answer
        note = self._note(line)
        return replace(answer, paragraphs=(*answer.paragraphs, *note))

    def _read(self, line: str) -> tuple[str, str]:
        """Split a line into a command and its words; the command may be missing."""
        head, *more = line.split(maxsplit=1)
        words = more[0] if more else ""
        if _is_command(head):
            return head[1:].lower() or "help", words
        if line == "?":
            return "help", ""
        if not words and head.lower() in self._names():
            return head.lower(), ""
        return "", line

    async def _press(self, number: int, typed: str) -> Reply:
        button = self.buttons.get(number)
        if button is None:
            return self._no_button(typed)
        if button.action is None:
            return _say(Span(button.url, SpanStyle.LINK, button.url))
        action = button.action
        if field := button.asks:
            self._pending, self._asks_again = action, False
            how = "type it on the next line, or nothing to leave it."
            return _say(Span(f"{field.label}: {how}"))
        return await self._ask(
            action.command, action.words, action.excerpt, action.page, pressed=True
        )

    async def _ask(
        self,
        command: str,
        words: str,
        excerpt: str = "",
        page: int = 0,
        *,
        pressed: bool = False,
        arguments: Arguments = NO_ARGUMENTS,
        left: str = "",
        bare: bool = False,
    ) -> Reply:
        attachment = None
        if words and not pressed and self._takes_file(command):
            attachment, words = await asyncio.to_thread(local_file, words), ""
        request = Request(
            place=TERMINAL,
            person=self._person,
            command=command,
            now=self._now(),
            words=words,
            arguments=arguments,
            excerpt=excerpt,
            page=page,
            pressed=pressed,
            alone=True,
            undelivered=NOT_BY_ITSELF,
            attachment=attachment,
            progress=self._progress,
            left=left,
            bare=bare,
        )
        answer = _without_share_buttons(await self._app.answer(request))
        if answer.file:
            where = await asyncio.to_thread(stored_file, answer.file, self._files)
            answer = replace(answer, paragraphs=(*answer.paragraphs, where))
        # A notice says what a button did: the answer that it stands under stays.
        if answer.paragraphs:
            self.buttons = answer.numbered
        self._asks_again = answer.asks_again
        return answer

    def _progress(self, line: str) -> None:
        self.show_progress(one_line(line))

    def _no_button(self, number: str) -> Reply:
        number = number if len(number) <= 20 else f"{number[:20]}…"
        search = (Span(f"/topic {number}", SpanStyle.CODE), Span("."))
        if not self.buttons:
            return _say(
                Span(
                    "The latest answer has no buttons, and those above it are done with; "
                ),
                Span("/quote", SpanStyle.CODE),
                Span(" brings an excerpt with some. To search for a number, type "),
                *search,
            )
        which = _which(self.buttons)
        return _say(
            Span(f"There is no button {number} on screen; there {which}. "),
            Span("To search for the number, type "),
            *search,
        )

    def _note(self, line: str) -> tuple[Paragraph, ...]:
        """Explain how a line without a slash was read, once or where a slash is missing."""
        head = line.split(maxsplit=1)[0].lower()
        if head in self._names():
            said, command = "Searched for all these words; the command is ", f"/{head}"
        elif not self._explained:
            said = "A name alone is quoted; other words are searched for, as with "
            command = "/topic"
        else:
            return ()
        self._explained = True
        spans = (
            Span(said, SpanStyle.SMALL),
            Span(command, SpanStyle.CODE),
            Span(".", SpanStyle.SMALL),
        )
        return (Paragraph(spans=spans),)

    def _takes_file(self, command: str) -> bool:
        return any(
            each.takes_file for each in self._app.commands if each.name == command
        )

    def _names(self) -> frozenset[str]:
        return frozenset(command.name for command in self._app.commands)


def _without_share_buttons(reply: Reply) -> Reply:
    """Return a reply without buttons that share or copy, which a terminal can't do."""
    if not any(button.shares or button.copies for button in reply.buttons):
        return reply
    groups = (
        replace(
            group, buttons=tuple(b for b in group.buttons if not (b.shares or b.copies))
        )
        for group in reply.groups
    )
    return replace(reply, groups=tuple(groups))


def _which(numbers: Iterable[int]) -> str:
    """Say which numbers there are, in order.

    >>> _which([1]), _which([1, 2, 3]), _which([1, 4, 5, 9])
    ('is only [1]', 'are [1] to [3]', 'are [1], [4], [5] and [9]')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        part
        for run in runs
        for part in (
            [f"[{run[0]}] to [{run[-1]}]"]
            if len(run) > _MAX_SINGLE
            else [f"[{number}]" for number in run]
        )
    ]
    *most, last = parts
    named = f"{', '.join(most)} and {last}" if most else last
    return f"is only {named}" if len(runs) == len(runs[0]) == 1 else f"are {named}"


def _is_command(line: str) -> bool:
    return line.lstrip().startswith(SLASHES)


def _number(line: str) -> int | None:
    bare = line[1:-1] if line.startswith("[") and line.endswith("]") else line
    # A number of many digits is no button, and int() refuses to read thousands.
    return int(bare[:6]) if bare.isdecimal() else None


def _say(*spans: Span) -> Reply:
    return Reply(paragraphs=(Paragraph(spans=spans),))
