"""What the options of a slash command ask for."""

import discord
import pytest

from bot.faces.discord.incoming.requests import NOT_A_MEMBER, NOT_IN_PRIVATE_CHANNELS
from handlers.contract.commands import COMMANDS
from handlers.contract.request import Arguments, AttachmentError, Place
from tests.fakes.cases import in_turn
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.discord.stage import Stage, serving, shown

SLASH = discord.InteractionType.application_command

LINES: list[tuple[str, dict[str, str | int]]] = [
    ("quote", {}),
    ("quote", {"speaker": "Ada Brook"}),
    ("quote", {"about": "peace", "speaker": "Reed"}),
    ("random", {}),
    ("random", {"about": "peace"}),
    ("topic", {"words": "“the river” -flood"}),
    ("check", {"words": "Reed: peace is\nnot a letter"}),
    ("topics", {"about": "Reed"}),
    ("topics", {"page": 2}),
    ("speakers", {"name": "Br"}),
    ("speakers", {"page": 2}),
    ("daily now", {}),
    (
        "daily on",
        {"time": "7pm", "zone": "Berlin", "days": "mon-fri", "sound": "quiet"},
    ),
    ("daily on", {}),
    ("daily off", {}),
    ("daily status", {}),
    ("daily speaker", {"speaker": "Reed"}),
    ("daily topic", {"words": "grain"}),
    ("daily all", {}),
    ("daily every", {"days": "weekday"}),
    ("daily ping", {}),
    ("daily quiet", {"wanted": "on"}),
    ("comments", {"id": "7K3M9QXA"}),
    ("comment", {"text": "Two\nlines."}),
    ("comment", {"text": "So was I!", "answer_to": 12}),
    ("uncomment", {"number": 12}),
    ("excerpt", {"id": "#7k3m9qxa"}),
    ("context", {}),
    ("source", {}),
    ("cite", {"id": "7K3M9QXA", "style": "bibtex"}),
    ("save", {"id": "7K3M9QXA"}),
    ("saved list", {"page": 2, "words": "grain"}),
    ("saved open", {"id": "7K3M9QXA"}),
    ("saved remove", {"id": "7K3M9QXA"}),
    ("saved restore", {"id": "7K3M9QXA"}),
    ("saved link", {"code": "7K3M9QXA"}),
    ("saved unlink", {}),
    ("export", {"form": "csv"}),
    ("forget", {"who": "me"}),
    ("hide", {"id": "7K3M9QXA", "whom": "everybody"}),
    ("unhide", {"whom": "all"}),
    ("hidden", {"page": 2, "whom": "everybody"}),
    ("mute", {"speaker": "Reed"}),
    ("unmute", {}),
    ("settings", {}),
    ("stop", {}),
    ("privacy", {}),
    ("cancel", {}),
    ("start", {}),
    ("help", {}),
    ("help", {"command": "quote"}),
    ("reload", {"mode": "check"}),
    ("import", {}),
    ("review", {"file": "bridge-opening-2031"}),
]
"""All commands, with what may be filled in."""


@in_turn(("line", "options"), LINES)
async def test_every_command_is_asked_with_the_options_filled_in(
    stage: Stage, scripted: ScriptedApp, line: str, options: dict[str, str | int]
) -> None:
    scripted.asked.clear()
    answer = await stage.chief.slash(stage.channel, line, **options)
    (asked,) = scripted.asked
    command, _, subcommand = line.partition(" ")
    assert asked.command == command
    assert asked.arguments == Arguments(options, subcommand=subcommand)
    assert asked.words == asked.excerpt == ""
    assert not asked.pressed
    assert shown(answer) == f"{command}<>"


async def test_a_file_is_no_argument_but_an_attachment(
    stage: Stage, scripted: ScriptedApp
) -> None:
    file = ("mill.txt", b"Ho!")
    await stage.chief.slash(stage.channel, "import", document=file)
    (asked,) = scripted.asked
    assert asked.arguments == Arguments()
    assert asked.attachment
    assert (asked.attachment.name, asked.attachment.size) == ("mill.txt", 3)
    assert await asked.attachment.fetch(3) == b"Ho!"
    with pytest.raises(AttachmentError, match="the most that is taken here"):
        await asked.attachment.fetch(2)


async def test_who_asks_and_where_is_told(stage: Stage, scripted: ScriptedApp) -> None:
    await stage.ann.slash(stage.channel, "help")
    (asked,) = scripted.asked
    chat = f"{stage.guild.id}/{stage.channel.id}"
    assert asked.place == Place(platform="discord", chat=chat)
    assert asked.person.key == f"discord:{stage.ann.id}"
    assert asked.person.name == "ann"
    assert not asked.person.admin
    assert asked.delivers


async def test_an_administrator_of_the_library_is_known_by_id() -> None:
    app = ScriptedApp()
    async with serving(app) as stage:
        stage.conversation.admins = {f"discord:{stage.bob.id}"}
        await stage.bob.slash(stage.channel, "help")
        await stage.ann.slash(stage.channel, "help")
    assert [each.person.admin for each in app.asked] == [True, False]


async def test_only_who_manages_a_server_or_channel_decides_for_the_chat(
    stage: Stage, scripted: ScriptedApp
) -> None:
    keepers = stage.guild.create_role(
        "keepers", permissions=discord.Permissions(manage_channels=True)
    )
    keeper = stage.member("keeper", keepers)
    for person in (stage.ann, stage.chief, keeper):
        await person.slash(stage.channel, "daily off")
    assert [await each.manages() for each in scripted.asked] == [False, True, True]


async def test_in_a_direct_message_everybody_decides(
    stage: Stage, scripted: ScriptedApp
) -> None:
    await stage.ann.user.slash("daily on")
    (asked,) = scripted.asked
    assert asked.place.chat == f"@me/{stage.ann.user.dm_channel.id}"
    assert await asked.manages()
    assert asked.delivers


async def test_a_thread_is_a_part_of_its_channel(
    stage: Stage, scripted: ScriptedApp
) -> None:
    thread = stage.thread("well")
    await stage.ann.slash(thread, "help")
    (asked,) = scripted.asked
    assert asked.place == Place(
        platform="discord",
        chat=f"{stage.guild.id}/{stage.channel.id}",
        thread=str(thread.id),
    )


async def test_no_digest_comes_to_where_a_person_brought_the_bot_along(
    stage: Stage, scripted: ScriptedApp
) -> None:
    stage.added_by_user(stage.ann)
    await stage.ann.slash(stage.channel, "daily on")
    assert scripted.asked[-1].undelivered == NOT_A_MEMBER
    stage.added_by_user(stage.ann, context=1)
    await stage.ann.user.slash("daily on")
    assert scripted.asked[-1].delivers
    stage.added_by_user(stage.ann, context=2)
    await stage.ann.user.slash("daily on")
    assert scripted.asked[-1].undelivered == NOT_IN_PRIVATE_CHANNELS


async def test_an_option_of_4000_characters_is_answered(
    stage: Stage, scripted: ScriptedApp
) -> None:
    long = "a" * 4000
    answer = await stage.interact(
        stage.ann, SLASH, slash("comment", option("text", long))
    )
    assert scripted.asked[0].arguments.text("text") == long
    assert shown(answer) == "comment<>"


async def test_surrogates_are_taken_out_of_options(
    stage: Stage, scripted: ScriptedApp
) -> None:
    await stage.ann.slash(stage.channel, "topic", words="caf\udce9")
    assert scripted.asked[0].arguments.text("words") == "caf�"


async def test_a_menu_of_another_version_is_answered(
    stage: Stage, scripted: ScriptedApp
) -> None:
    for data in (
        slash("proclaim", option("loudly", "yes")),
        slash("topic"),
        slash("uncomment", option("number", "twelve")),
        slash("daily", {"name": "monthly", "type": 1, "options": []}),
        slash("daily"),
    ):
        answer = await stage.interact(stage.ann, SLASH, data)
        assert shown(answer) == f"{data['name']}<>"
    assert stage.env.errors  # discord.py told of each
    loud, _, twelve, monthly, _ = [each.arguments for each in scripted.asked]
    assert loud.by_name == {"loudly": "yes"}
    assert twelve.by_name == {"number": "twelve"}
    assert monthly.subcommand == "monthly"


def test_all_commands_were_tried() -> None:
    named = {line for line, _ in LINES}
    for command in COMMANDS:
        subcommands = [f"{command.name} {each.name}" for each in command.subcommands]
        assert named.issuperset(subcommands or [command.name])


def slash(name: str, *options: object) -> dict[str, object]:
    return {"id": "1", "name": name, "type": 1, "options": [*options]}


def option(name: str, value: str) -> dict[str, object]:
    return {"name": name, "type": 3, "value": value}
