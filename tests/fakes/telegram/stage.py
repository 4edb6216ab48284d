"""Dialogues on the real Telegram face: chats of the local Bot API."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache

from bot.faces.port import AppPort
from bot.faces.telegram.conversations.conversation import IN_PRIVATE
from bot.faces.telegram.outgoing.chat_calls import MAX_NOTICE_UNITS
from bot.rendering.sanitize import is_linkable
from handlers.contract.reply import Button, Paragraph, ParagraphRole, Reply, SpanStyle
from tests.fakes.dialogues.stage import (
    PRIVATE,
    Participant,
    Recorder,
    Stage,
    assert_shows,
    decoded,
    squeezed,
    with_notice,
)
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import units
from tests.fakes.telegram.serving import serving
from tests.fakes.telegram.world import Press, Room, Shown

ADMINS = range(9001, 9009)
"""The ids of people whom the settings name administrators."""

MAX_TYPED_UNITS = 4096
"""UTF-16 units of a message that a person can send."""

MAX_COPIED_CHARS = 256
"""Characters that a button can copy."""

MARKS = {
    SpanStyle.STRONG: ("bold",),
    SpanStyle.EMPHASIS: ("italic",),
    SpanStyle.MATCH: ("bold", "underline"),
    SpanStyle.SMALL: ("italic",),
    SpanStyle.TITLE: ("italic",),
    SpanStyle.STRUCK: ("strikethrough",),
    SpanStyle.INSERTED: ("underline",),
}
"""The entities that stand for a style; code is left to the face, which may link it."""


_menu: dict[tuple[str, str], str] = {}
"""What the face has stored of the bot's menu, in whichever dialogue."""


class _KnownMenu(Recorder):
    """The app of a bot whose menu an earlier dialogue has set.

    The menu is the same in all; to set it takes more calls than most dialogues do.
    """

    async def recall(self, platform: str, name: str) -> str:
        if name != "menu":
            return await self._app.recall(platform, name)
        return _menu.get((platform, name), "")

    async def remember(self, platform: str, name: str, value: str) -> None:
        if name != "menu":
            await self._app.remember(platform, name, value)
            return
        _menu[platform, name] = value


@asynccontextmanager
async def telegram_stage(app: AppPort) -> AsyncIterator["TelegramStage"]:
    """Serve an app to people, and to groups that most of them administer."""
    async with BotApi() as server:
        stage = TelegramStage(_KnownMenu(app), server)
        admins = [f"telegram:{id_}" for id_ in ADMINS]
        async with serving(
            stage.recorder.app, server, admins=admins, now=lambda: stage.now
        ):
            yield stage
        unseen = [
            news.get_nowait().text for news in server.news.values() if news.qsize()
        ]
        assert not unseen, f"shown, but by no reply: {unseen}"


class TelegramStage(Stage):
    """The Telegram face, and the chats in which it is asked."""

    def __init__(self, recorder: Recorder, server: BotApi) -> None:
        self.recorder = recorder
        self._server = server
        self._admins = iter(ADMINS)
        self._messages: list[tuple[Reply, Shown]] = []
        self._room = cache(self._new_room)
        self._user = cache(self._new_user)

    async def types(
        self, who: Participant, line: str, *, under: Reply | None = None
    ) -> Reply:
        assert units(line) <= MAX_TYPED_UNITS, "too long for one message of a person"
        room = self._chat(who)
        original = self._message(room, under) if under else None
        await self._member(who).says(line, to=room, reply_to=original)
        return await self._shown_reply(who, room)

    async def uploads(
        self, who: Participant, command: str, name: str, data: bytes
    ) -> Reply:
        room, person = self._chat(who), self._member(who)
        document = self._server.uploaded(name, data)
        if who.chat == PRIVATE:
            caption = f"/{command}"
            await person.says("", to=room, document=document, caption=caption)
        else:
            # A group's bot sees no files, but what its own command replies to.
            sent = await person.says("", to=room, document=document)
            await person.says(f"/{command}", to=room, reply_to=sent)
        return await self._shown_reply(who, room)

    async def presses(self, who: Participant, shown: Reply, button: Button) -> Reply:
        room, on = self._button_of(who, shown)
        data = decoded(button).encode()
        press = await self._member(who).sends(data, on=on)
        return await self._shown_reply(who, room, press=press, on=on)

    async def fills(
        self, who: Participant, shown: Reply, button: Button, words: str
    ) -> Reply:
        person = self._member(who)
        room, on = self._button_of(who, shown)
        press = await person.sends(decoded(button).encode(), on=on)
        assert await press.answered() == ""
        question = await room.next_reply()
        assert question.text.startswith("Reply to this message with ")
        assert words.strip(), "no client sends a blank message"
        await person.says(words, to=room, reply_to=question)
        return await self._shown_reply(who, room)

    async def _shown_reply(
        self,
        who: Participant,
        room: Room,
        *,
        press: Press | None = None,
        on: Shown | None = None,
    ) -> Reply:
        reply = await self.recorder.next_reply()
        paragraphs = reply.paragraphs if press else with_notice(reply)
        if reply.private and room.kind != "private":
            words = "\n".join([each.text for each in with_notice(reply)])
            if press and not reply.elsewhere and units(words) <= MAX_NOTICE_UNITS:
                assert await press.answered() == words
                return reply
            if press:
                assert await press.answered() == (reply.elsewhere or IN_PRIVATE)
            elif reply.elsewhere:
                assert (await room.next_reply()).text == reply.elsewhere
            room, on = self._member(who).home, None
            paragraphs = with_notice(reply)
        elif press:
            assert await press.answered() == reply.notice
        if not paragraphs:
            return reply
        edits = bool(on and reply.replaces and on.id in room.messages)
        pages = await self._next_pages(room, paragraphs)
        assert_styled(pages, paragraphs)
        first, *rest = pages
        assert press or bool(first.under) == (room.kind != "private")
        assert first.edited == edits
        assert not (edits and on and first.id != on.id)
        assert not any(page.rows for page in pages[:-1])
        assert not any(page.edited for page in rest)
        assert_buttons(pages[-1], reply)
        if reply.file:
            document = (await room.next_reply()).document
            assert document["file_name"] == reply.file.name
            assert self._server.files[document["file_id"]] == reply.file.data
        self._messages.append((reply, pages[-1]))
        return reply

    async def _next_pages(
        self, room: Room, paragraphs: Sequence[Paragraph]
    ) -> Sequence[Shown]:
        """Wait for the messages that show paragraphs; check their words."""
        wanted = len(squeezed("".join([each.text for each in paragraphs])))
        pages: list[Shown] = []
        while len(squeezed("".join([page.text for page in pages]))) < wanted:
            pages.append(await room.next_reply())
        text = "\n".join([page.text for page in pages])
        assert_shows(text, [each.text for each in paragraphs])
        return pages

    def _button_of(self, who: Participant, shown: Reply) -> tuple[Room, Shown]:
        """Return where a reply's buttons are: in the chat, or in the person's own."""
        room = self._chat(who)
        for each in (room, self._member(who).home):
            if message := self._message(each, shown):
                return each, message
        return room, long_gone(room)

    def _message(self, room: Room, reply: Reply) -> Shown | None:
        """Return the message in a chat that shows a reply's buttons."""
        found = [
            shown
            for shows, shown in self._messages
            if shows is reply and shown.chat == room.id
        ]
        return found[-1] if found else None

    def _new_room(self, chat: str) -> Room:
        return self._server.room(f"Group {chat}", "supergroup")

    def _new_user(self, name: str, *, admin: bool) -> User:
        more = {"id": next(self._admins)} if admin else {}
        return self._server.user(name, **more)

    def _member(self, who: Participant) -> User:
        user = self._user(who.name, admin=who.admin)
        if who.manages:
            self._chat(who).admins.add(user.id)
        return user

    def _chat(self, who: Participant) -> Room:
        if who.chat == PRIVATE:
            return self._user(who.name, admin=who.admin).home
        return self._room(who.chat)


def long_gone(room: Room) -> Shown:
    """Return a message from so long ago that only its place is known."""
    return Shown(id=1, chat=room.id, thread=0, under=0, text="", entities=[], rows=[])


def assert_styled(pages: Sequence[Shown], paragraphs: Sequence[Paragraph]) -> None:
    """Check that quotations are quoted, and that styles and links are marked."""
    quoted = [each.text for each in paragraphs if each.role is ParagraphRole.QUOTATION]
    assert_marked(pages, "blockquote", quoted)
    spans = [span for each in paragraphs for span in each.spans]
    for kind in ("bold", "italic", "underline", "strikethrough"):
        texts = [span.text for span in spans if kind in MARKS.get(span.style, ())]
        assert_marked(pages, kind, texts)
    links = [s for s in spans if s.style is SpanStyle.LINK and is_linkable(s.url)]
    assert_marked(pages, "text_link", [span.text for span in links])
    entities = [entity for page in pages for entity in page.entities]
    urls = [entity["url"] for entity in entities if entity["type"] == "text_link"]
    assert urls == [span.url for span in links]


def assert_marked(pages: Sequence[Shown], kind: str, texts: Sequence[str]) -> None:
    """Check that all of some texts is marked, in order, and nothing else."""
    marked = "".join([part for page in pages for part in page.marked(kind)])
    assert_shows(marked, texts)


def assert_buttons(page: Shown, reply: Reply) -> None:
    """Check that a message offers the buttons of a reply, and does what they do."""
    keys = [key for row in page.rows for key in row]
    buttons = [
        each
        for each in reply.buttons
        if each.action
        or each.shares
        or (each.copies and units(each.copies) <= MAX_COPIED_CHARS)
        or is_linkable(each.url)
    ]
    assert page.labels == [button.label.strip() for button in buttons]
    for key, button in zip(keys, buttons, strict=True):
        if button.action:
            assert key["callback_data"] == button.action.encode()
        elif button.shares:
            chosen = key["switch_inline_query_chosen_chat"]
            assert chosen["query"] == f"#{button.shares}"
        elif button.copies:
            assert key["copy_text"] == {"text": button.copies}
        else:
            assert key["url"] == button.url
