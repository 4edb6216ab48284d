"""Dialogues on the real Discord face: chats on simcord."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from typing import Any

import discord
import simcord
from simcord.results import ResponseMessage

from bot.faces.port import AppPort
from bot.rendering.sanitize import clean, is_linkable, one_line
from handlers.contract.commands import COMMANDS_BY_NAME
from handlers.contract.parameters import Command
from handlers.contract.reply import (
    Button,
    Paragraph,
    ParagraphRole,
    Reply,
    SpanStyle,
    text_reply,
)
from handlers.contract.request import Arguments
from handlers.parsing import parse_words
from tests.fakes.dialogues.stage import (
    PRIVATE,
    Participant,
    Recorder,
    Stage,
    decoded,
    squeezed,
    with_notice,
)
from tests.fakes.discord.reader import words_in
from tests.fakes.discord.stage import Stage as Server
from tests.fakes.discord.stage import serving, shown

Item = Mapping[str, Any]
"""A component, as Discord describes it."""

BUTTON, SELECT = 2, 3
"""Kinds of components."""

AROUND_THE_WORDS = {ParagraphRole.BYLINE, ParagraphRole.PROVENANCE}

ADDED = frozenset("—·…")
"""What may stand between the parts of a card, or be left of them."""


@asynccontextmanager
async def discord_stage(app: AppPort) -> AsyncIterator["DiscordStage"]:
    """Serve an app to people, and to a server that most of them may manage."""
    recorder = Recorder(app)
    stages: list[DiscordStage] = []
    async with serving(recorder.app, now=lambda: stages[0].now) as server:
        stages.append(DiscordStage(recorder, server))
        yield stages[0]


def first_subcommand(command: Command) -> str:
    """Return what stands for a command without a sub-command; empty where none do."""
    return command.subcommands[0].name if command.subcommands else ""


class DiscordStage(Stage):
    """The Discord face, and the chats in which it is asked."""

    def __init__(self, recorder: Recorder, server: Server) -> None:
        self.recorder = recorder
        self._server = server
        self._managers = server.guild.create_role(
            "managers of chats", permissions=discord.Permissions(manage_guild=True)
        )
        self._messages: list[tuple[Reply, ResponseMessage]] = []
        self._seen: dict[int, int] = {}
        self._channel = cache(server.guild.create_text_channel)
        self._member = cache(self._new_member)

    async def types(
        self, who: Participant, line: str, *, under: Reply | None = None
    ) -> Reply:
        if under:
            return await self._replies(who, line.removeprefix("/comment "), under)
        if who.chat == PRIVATE and not line.startswith("/"):
            await self._person(who).send_dm(line)
            return await self._shown_reply(who)
        head, *rest = line.split(maxsplit=1)
        command, words = head.removeprefix("/").lower(), "".join(rest)
        parsed = COMMANDS_BY_NAME[command]
        if (first := first_subcommand(parsed)) and not parse_words(
            parsed, words
        ).subcommand:
            words = f"{first} {words}"
        arguments = parse_words(parsed, words)
        assert not arguments.unread, f"no option takes {arguments.unread!r}"
        return await self.chooses(who, command, arguments)

    async def chooses(
        self, who: Participant, command: str, arguments: Arguments
    ) -> Reply:
        first = first_subcommand(COMMANDS_BY_NAME[command])
        subcommand = arguments.subcommand or first
        options = {name: each for name, each in arguments.by_name.items() if each != ""}
        name, person = f"{command} {subcommand}".strip(), self._person(who)
        if isinstance(person, simcord.UserHandle):
            await person.slash(name, **options)
        else:
            await person.slash(self._chat(who), name, **options)
        return await self._shown_reply(who)

    async def uploads(
        self, who: Participant, command: str, name: str, data: bytes
    ) -> Reply:
        person = self._person(who)
        if isinstance(person, simcord.UserHandle):
            await person.slash(command, document=(name, data))
        else:
            await person.slash(self._chat(who), command, document=(name, data))
        return await self._shown_reply(who)

    async def presses(self, who: Participant, shown: Reply, button: Button) -> Reply:
        on = self._message(who, shown) or self._old_message(who, button)
        await self._press(who, on, button)
        return await self._shown_reply(who, on=on)

    async def fills(
        self, who: Participant, shown: Reply, button: Button, words: str
    ) -> Reply:
        on = self._message(who, shown) or self._old_message(who, button)
        opened = await self._press(who, on, button)
        assert opened.modal
        (field,) = text_inputs(opened.modal)
        await self._person(who).submit_modal(opened, {field["custom_id"]: words})
        return await self._shown_reply(who, on=on)

    async def _replies(self, who: Participant, words: str, under: Reply) -> Reply:
        """Reply to a message of the bot: that is a comment, in a server if it pings."""
        original, person = self._message(who, under), self._person(who)
        assert original
        if isinstance(person, simcord.UserHandle):
            about = {"channel_id": original.channel_id, "message_id": original.id}
            ids = {name: str(each) for name, each in about.items()}
            await person.send_dm(words, reference=ids)
        else:
            bot = self._server.env.bot.user
            assert bot
            text = f"{bot.mention} {words}"
            await person.send(self._chat(who), text, reply_to=original)
        return await self._shown_reply(who)

    async def _press(
        self, who: Participant, on: ResponseMessage, button: Button
    ) -> simcord.InteractionResult:
        """Press a button, or choose the option that stands for it."""
        data, person = decoded(button).encode(), self._person(who)
        for item in items(on):
            if item["type"] == BUTTON and item.get("custom_id") == data:
                return await person.click(on, custom_id=data)
            if item["type"] == SELECT and data in values(item):
                return await person.select(on, [data], custom_id=item["custom_id"])
        raise AssertionError(f"nothing to press for {data!r} in {items(on)}")

    async def _shown_reply(
        self, who: Participant, *, on: ResponseMessage | None = None
    ) -> Reply:
        reply = await self.recorder.next_reply()
        messages = self._new_messages(who)
        said = reply
        if reply.file:
            *messages, last = messages
            (sent,) = last.attachments
            assert (sent.filename, sent.size) == (
                reply.file.name,
                len(reply.file.data),
            )
            assert last.ephemeral == reply.private
        if reply.notice in reply.text:  # it would stand beside the same words
            said = replace(reply, notice="")
        elif on and reply.paragraphs:
            said = replace(reply, notice="")
            *messages, flashed = messages
            assert flashed.ephemeral
            assert_cards_show([flashed], text_reply(reply.notice).paragraphs)
        among_two = bool(on and on.ephemeral)
        is_private = reply.private or among_two or bool(on and not reply.paragraphs)
        if on and reply.replaces and reply.paragraphs and is_private == among_two:
            messages = [self._now(on), *messages]
        assert messages, "nothing is shown"
        assert_cards_show(messages, with_notice(said))
        *first, last = messages
        assert not any(each.components for each in first)
        assert_offers(last, reply)
        assert all(each.ephemeral == is_private for each in messages)
        self._messages.append((reply, last))
        return reply

    def _new_messages(self, who: Participant) -> Sequence[ResponseMessage]:
        """Return what the bot has written in a chat since the last time, for a person."""
        env, channel = self._server.env, self._chat(who).id
        bot, last = env.backend.bot_user.id, self._seen.get(channel, 0)
        new = []
        for message in reversed(env.backend.messages.get(channel, {}).values()):
            if message.id <= last:
                break
            if message.author_id == bot and message.visible_to(self._person(who).id):
                new.append(ResponseMessage(env, message))
        self._seen[channel] = new[0].id if new else last
        return new[::-1]

    def _now(self, message: ResponseMessage) -> ResponseMessage:
        """Return a message as it stands now."""
        env = self._server.env
        stored = env.backend.get_message(message.channel_id, message.id)
        return ResponseMessage(env, stored)

    def _message(self, who: Participant, reply: Reply) -> ResponseMessage | None:
        """Return the message in a chat that shows a reply's buttons."""
        channel = self._chat(who).id
        found = [
            message
            for shows, message in self._messages
            if shows is reply and message.channel_id == channel
        ]
        return found[-1] if found else None

    def _old_message(self, who: Participant, button: Button) -> ResponseMessage:
        """Return a message that has stood in a chat since another version of the bot."""
        env, channel = self._server.env, self._chat(who)
        item = {"type": BUTTON, "style": 2, "label": button.label}
        item |= {"custom_id": decoded(button).encode()}
        row = {"type": 1, "components": [item]}
        stored = env.backend.create_message(
            channel.id, env.backend.bot_user.id, "Old", components=[row]
        )
        self._seen[channel.id] = stored.id
        return ResponseMessage(env, stored)

    def _person(self, who: Participant) -> simcord.MemberActor | simcord.UserHandle:
        member = self._member(who.name, admin=who.admin, manages=who.manages)
        return member.user if who.chat == PRIVATE else member

    def _chat(self, who: Participant) -> simcord.ChannelHandle:
        person = self._person(who)
        if isinstance(person, simcord.UserHandle):
            return person.dm_channel
        return self._channel(who.chat)

    def _new_member(
        self, name: str, *, admin: bool, manages: bool
    ) -> simcord.MemberActor:
        roles = (self._managers,) if manages else ()
        member = self._server.member(name, *roles)
        if admin:
            conversation = self._server.conversation
            conversation.admins |= {f"discord:{member.id}"}
        return member


def items(message: ResponseMessage) -> Sequence[Item]:
    return [item for row in message.components for item in row["components"]]


def values(select: Item) -> Sequence[str]:
    return [option["value"] for option in select["options"]]


def text_inputs(modal: Item) -> Iterable[Item]:
    """Yield the fields of a form; each stands in a label, or in a row."""
    for row in modal["components"]:
        yield from [row["component"]] if "component" in row else row["components"]


def pieces(paragraph: Paragraph, linked: Collection[str | None]) -> Sequence[str]:
    """Return what has to be read of a paragraph; a card parts where words are from.

    Args:
        paragraph: A paragraph of a reply.
        linked: The addresses that titles lead to, and need no word of their own.
    """
    if paragraph.role is ParagraphRole.BYLINE:
        return [clean(paragraph.text).removeprefix("— ")]
    if paragraph.role is not ParagraphRole.PROVENANCE:
        return [clean(paragraph.text)]
    spans = [each for each in paragraph.spans if not (each.url and each.url in linked)]
    return clean("".join([span.text for span in spans])).split("·")


def assert_cards_show(
    messages: Sequence[ResponseMessage], paragraphs: Sequence[Paragraph]
) -> None:
    """Check that messages show all of some paragraphs and nothing else.

    Whose words a card holds stands above them, and where they are from around them.
    """
    whole = "\n".join(map(shown, messages))
    linked = {embed.url for message in messages for embed in message.embeds}
    texts = [text for each in paragraphs for text in pieces(each, linked)]
    rest = everything = squeezed(whole)
    for text in sorted(map(squeezed, texts), key=len, reverse=True):
        assert text in rest, f"missing: {text!r}\nin {whole!r}"
        rest = rest.replace(text, " ", 1)
    assert {*rest} <= {*ADDED, " "}, f"added: {rest!r}\nin {whole!r}"
    strong = squeezed("".join([part for each in messages for part in bold(each)]))
    for span in [span for each in paragraphs for span in each.spans]:
        if span.style is SpanStyle.MATCH:
            assert squeezed(clean(span.text)) in strong, f"not bold: {span.text!r}"
    at = 0
    for each in paragraphs:
        if each.role not in AROUND_THE_WORDS:
            text = squeezed(clean(each.text))
            at = everything.find(text, at) + len(text)
            assert at >= len(text), f"too early: {text!r}\nin {whole!r}"


def bold(message: ResponseMessage) -> Iterable[str]:
    """Yield the words of a message that stand out."""
    for markdown in (message.content, *(each.description for each in message.embeds)):
        yield from words_in(markdown or "", "strong")


def assert_offers(message: ResponseMessage, reply: Reply) -> None:
    """Check that a message offers what the buttons of a reply do, under their labels."""
    offered = []
    for item in items(message):
        choices = item.get("options", [item])
        offered += [
            (one["label"], one.get("custom_id", one.get("value", one.get("url"))))
            for one in choices
        ]
    wanted = [
        (one_line(each.label), each.action.encode() if each.action else each.url)
        for each in reply.buttons
        if each.action or is_linkable(each.url)
    ]
    assert offered == wanted, f"{offered}\ninstead of {wanted}"
