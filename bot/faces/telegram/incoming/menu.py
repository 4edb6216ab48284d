"""Tell Telegram which commands to list to whom, and how to describe the bot.

Each list is set anew only where it has changed: it is the same for all people, and
Telegram counts the calls.
"""

import asyncio
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import orjson
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.delivery.retry import Wait
from bot.faces.port import AppPort
from bot.faces.telegram.api.errors import seconds
from bot.faces.telegram.api.transport import Transport
from bot.faces.telegram.incoming.requests import PLATFORM
from handlers.contract.parameters import Command

FIRST_RETRY_S = 30.0
"""Seconds until what failed first is set again; then doubled."""

MAX_RETRY_S = 3600.0
"""Seconds between two tries, at most."""

MAX_SUMMARY_CHARS = 256

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_REMEMBERED = "menu"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuTexts:
    """What a menu and the bot's own page say in one language.

    Attributes:
        description: What an empty chat with the bot shows, in at most 512 characters.
        short: What its page and links to it show, in at most 120.
        summaries: What commands do, by their names; others are in English.
    """

    description: str
    short: str
    summaries: Mapping[str, str] = field(default_factory=dict)


TEXTS: Mapping[str, MenuTexts] = {
    "": MenuTexts(
        description=(
            "What was said in speeches: who said it, when and where, with its source. "
            "Ask with a word, a name or a subject; let an excerpt come every day; say "
            "what you think of it.\n\nPress Start to begin. /privacy says what is kept."
        ),
        short="Excerpts of speeches: who said what, when and where, with the source.",
    )
}
"""By language (two letters); what is without one is for everybody else. Rostra speaks
English, so there is no other yet.
"""


@dataclass(frozen=True, slots=True)
class _Call:
    """A call that sets one thing for one scope and language.

    Attributes:
        undo: The method that takes it back.
    """

    method: str
    parameters: Mapping[str, Any]
    undo: str = ""

    @property
    def name(self) -> str:
        """Return the name under which it is remembered what was set last."""
        where = {k: self.parameters.get(k) for k in ("scope", "language_code")}
        return f"{self.method} {orjson.dumps(where).decode()}"

    @property
    def sha(self) -> str:
        data = orjson.dumps(self.parameters, option=orjson.OPT_SORT_KEYS)
        return sha256(data).hexdigest()

    @property
    def is_for_one(self) -> bool:
        """Whether it is about a chat that may not be there yet."""
        return bool(self.parameters.get("scope", {}).get("type") == "chat")


class Menu:
    """The menu of one bot, set in the background.

    Args:
        app: Lists the commands, and remembers what was set.
        bot: The bot.
        transport: Carries the calls.
        admins: Keys of the people who administer the library.
        wait: Waits for so many seconds.
        texts: What it says, by language.
    """

    def __init__(
        self,
        app: AppPort,
        bot: Bot,
        transport: Transport,
        *,
        admins: AbstractSet[str],
        wait: Wait,
        texts: Mapping[str, MenuTexts] = TEXTS,
    ) -> None:
        self._app = app
        self._bot = bot
        self._transport = transport
        self._admins = admins
        self._wait = wait
        self._texts = texts
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> asyncio.Task[None]:
        """Begin to set what has changed, now that Telegram knows the token."""
        self._task = asyncio.create_task(self._keep_setting(), name="menu")
        self._task.add_done_callback(_log_failure)
        return self._task

    async def stop(self) -> None:
        """Cancel what is not done yet."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _keep_setting(self) -> None:
        """Set what has changed; try until all of it is set."""
        pause = FIRST_RETRY_S
        while (failure := await self._set_changed()) is not None:
            wait = pause
            if isinstance(failure, RetryAfter):
                wait = max(wait, seconds(failure.retry_after))
            log.warning("the menu is not set, again in %.0f s: %s", wait, failure)
            await self._wait(wait)
            pause = min(2 * pause, MAX_RETRY_S)

    async def _set_changed(self) -> TelegramError | None:
        """Set what has changed; return the first failure that a later try may mend."""
        known = await self._recall()
        calls = {call.name: call for call in self._calls()}
        stale = [name for name in known if name not in calls]
        wanted = [c for c in calls.values() if known.get(c.name) != c.sha]
        failure: TelegramError | None = None
        for call in [*map(_undoing, stale), *wanted]:
            try:
                await self._transport.call(
                    self._bot, call.undo or call.method, **call.parameters
                )
            except InvalidToken:
                return None  # polling finds out, too
            except BadRequest as error:
                # Such a chat may begin one day; the next start looks again.
                level = logging.INFO if call.is_for_one else logging.ERROR
                log.log(level, "Telegram does not take %s: %s", call.name, error)
                continue
            except TelegramError as error:
                failure = failure or error
                continue
            if call.undo:
                known.pop(call.name, None)
            else:
                known[call.name] = call.sha
            await self._remember(known)
        if wanted and failure is None:
            log.info("Telegram knows %d lists of commands and texts now", len(known))
        return failure

    async def _recall(self) -> dict[str, str]:
        try:
            stored = orjson.loads(await self._app.recall(PLATFORM, _REMEMBERED) or "{}")
        except ValueError:
            return {}
        # Another bot needs them, too, whatever the one before got.
        if not isinstance(stored, dict) or stored.get("bot") != self._bot.id:
            return {}
        return dict(stored["set"])

    async def _remember(self, known: Mapping[str, str]) -> None:
        stored = {"bot": self._bot.id, "set": known}
        await self._app.remember(PLATFORM, _REMEMBERED, orjson.dumps(stored).decode())

    def _calls(self) -> Iterator[_Call]:
        for language, texts in self._texts.items():
            where = {"language_code": language} if language else {}
            for scope, commands in self._scopes():
                listed = [
                    {
                        "command": each.name,
                        "description": _summary(each, texts)[:MAX_SUMMARY_CHARS],
                    }
                    for each in commands
                ]
                yield _Call(
                    "setMyCommands", {"commands": listed, "scope": scope, **where}
                )
            about = {"description": texts.description, **where}
            yield _Call("setMyDescription", about)
            short = {"short_description": texts.short, **where}
            yield _Call("setMyShortDescription", short)

    def _scopes(self) -> Iterator[tuple[Mapping[str, Any], Sequence[Command]]]:
        """Yield whom to list commands to, and which."""
        known = [each for each in self._app.commands if _NAME.fullmatch(each.name)]
        everybody = [each for each in known if each.menu and not each.admin]
        members = [each for each in everybody if not each.manages]
        yield {"type": "default"}, members
        yield {"type": "all_private_chats"}, everybody
        yield {"type": "all_group_chats"}, members
        yield {"type": "all_chat_administrators"}, everybody
        theirs = [*everybody, *(each for each in known if each.admin)]
        for admin in sorted(self._admins):
            platform, _, id_ = admin.partition(":")
            if platform == PLATFORM and id_.isdecimal():
                yield {"type": "chat", "chat_id": int(id_)}, theirs


def _undoing(name: str) -> _Call:
    """Return the call that takes back what is not to be set any more."""
    method, _, where = name.partition(" ")
    found = {key: value for key, value in orjson.loads(where).items() if value}
    if method == "setMyCommands":
        return _Call(method, found, undo="deleteMyCommands")
    text = "description" if method == "setMyDescription" else "short_description"
    return _Call(method, {text: "", **found}, undo=method)


def _summary(command: Command, texts: MenuTexts) -> str:
    return texts.summaries.get(command.name, command.summary)


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("the menu is not set any more", exc_info=error)
