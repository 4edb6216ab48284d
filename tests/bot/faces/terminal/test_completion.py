"""Tab completes what every command takes, from the library at hand."""

from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.faces.port import AppPort
from bot.faces.terminal.conversation import Conversation
from bot.faces.terminal.input import Completions
from handlers.contract.request import Person
from tests.fakes.cases import in_turn
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import NoFace


async def lines(app: AppPort, typed: str) -> list[str]:
    """Return the whole lines that the menu offers."""
    found = Completions(app).get_completions_async(Document(typed), CompleteEvent())
    return [typed[: len(typed) + c.start_position] + c.text async for c in found]


@in_turn(
    ("typed", "offered"),
    [
        ("/quote re", ["/quote Ivo Reed"]),
        ("/QUOTE re", ["/QUOTE Ivo Reed"]),
        ("/quote rede", ["/quote Ivo Reed"]),
        ("/quote reed about bri", ["/quote reed about bridge"]),
        ("/speakers wan", ["/speakers Wanda Kestrel"]),
        ("/topic bri", ["/topic bridge"]),
        ("/topics kes", ["/topics Wanda Kestrel"]),
        ("/daily s", ["/daily status", "/daily speaker"]),
        ("/daily speaker re", ["/daily speaker Ivo Reed"]),
        ("/daily Topic bri", ["/daily Topic bridge"]),
        ("/daily on 8:3", ["/daily on 08:30"]),
        ("/daily on 08:30 München", ["/daily on 08:30 Europe/Berlin"]),
        ("/daily on 08:30 New Yor", ["/daily on 08:30 America/New_York"]),
        ("/daily on 08:30 sat", ["/daily on 08:30 saturday"]),
        (
            "/daily on 08:30 Europe/Berlin we",
            [
                "/daily on 08:30 Europe/Berlin weekday",
                "/daily on 08:30 Europe/Berlin weekend",
                "/daily on 08:30 Europe/Berlin wednesday",
            ],
        ),
        ("/daily every mon,tu", ["/daily every mon,tuesday"]),
        ("/daily every sat 8:1", ["/daily every sat 08:15"]),
        ("/daily on +5:3", []),
        ("/daily off ", []),
        ("/daily nothing ", []),
        ("/reload ", ["/reload check"]),
        ("/comment bri", []),
        ("/excerpt zzz-zzz-zzz", []),
        ("/nothing bri", []),
        ("bri", ["bridge"]),
        ("re", ["Ivo Reed"]),
        ("zzzz", []),
        ("/topic peace spea", ["/topic peace speaker:"]),
        ("/topic peace speaker:re", ['/topic peace speaker:"Ivo Reed"']),
        ('/topic peace -speaker:"iv', ['/topic peace -speaker:"Ivo Reed"']),
        (
            "/quote about peace in:mill",
            [
                "/quote about peace in:Millford",
                '/quote about peace in:"Upper Millford"',
            ],
        ),
        ("/topic peace after:19", [f"/topic peace after:{y}" for y in (1934, 1921)]),
        (
            "/topic peace after:1921",
            ["/topic peace after:1921", "/topic peace after:1921-05"],
        ),
        ("/topic peace before:1921-0", ["/topic peace before:1921-05"]),
        ("/ex", ["/export ", "/excerpt "]),
        ("/sto", []),
        ("/sourc", ["/source "]),
    ],
)
async def test_values_are_completed(
    app: AppPort, typed: str, offered: list[str]
) -> None:
    assert await lines(app, typed) == offered


async def test_paths_are_completed_where_a_file_is_named(
    app: AppPort, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("mill.txt", "mill two.html", "ferry.md"):
        (folder / name).touch()
    here = f"/import {folder}/"
    assert sorted(await lines(app, f"{here}mi")) == [
        f"{here}mill two.html",
        f"{here}mill.txt",
    ]
    assert await lines(app, f"/import '{folder}/fe") == [f"/import '{folder}/ferry.md"]
    assert await lines(app, f"/import {tmp_path}/pap") == [f"/import {folder}"]
    assert await lines(app, "/quote /etc/pas") == []


@pytest.mark.parametrize(
    ("opens", "typed", "offered"),
    [
        ("/start", "bri", ["bridge"]),
        ("/settings", "kest", ["Wanda Kestrel"]),
    ],
)
async def test_what_a_field_asks_for_is_completed(
    app: AppPort, opens: str, typed: str, offered: list[str]
) -> None:
    conversation = Conversation(app, Person(key="terminal:local", name="Ada"))
    await conversation.answer(opens)
    asking = [
        number
        for number, button in conversation.buttons.items()
        if (field := button.asks) and (opens == "/start" or "speaker" in field.label)
    ]
    await conversation.answer(str(asking[0]))
    menu = Completions(app, conversation)
    found = menu.get_completions_async(Document(typed), CompleteEvent())
    assert [each.text async for each in found] == offered


async def test_before_anything_is_typed_the_best_is_offered(app: AppPort) -> None:
    assert (await lines(app, "/topic "))[0] == "/topic peace"
    assert "/daily speaker Ada Brook" in await lines(app, "/daily speaker ")
    assert (await lines(app, "/daily on "))[0] == "/daily on 06:00"
    zones = await lines(app, "/daily on 08:30 ")
    assert zones[0] == "/daily on 08:30 UTC"
    assert "/daily on 08:30 Asia/Tokyo" in zones
    assert "/daily on 08:30 weekday" in zones
    assert (await lines(app, "/daily every "))[0] == "/daily every day"


async def test_ids_are_those_shown_lately_then_of_the_newest_event(
    app: AppPort,
) -> None:
    before = await lines(app, "/excerpt ")
    talk = Dialogue(NoFace(app, platform="terminal"), chat="0")
    await talk.says(before[0])
    assert "1 September 2003" in talk.text
    ids = []
    for name in ("reed", "brook"):
        await talk.says(f"/quote {name}")
        ids.append(talk.text.rsplit("#", 1)[1])
    await talk.says(f"/excerpt {ids[0]}")
    assert await lines(app, "/excerpt ") == [f"/excerpt {key}" for key in ids] + [
        line for line in before if line[-8:] not in ids
    ]
    assert await lines(app, f"/excerpt #{ids[1][:6].lower()}") == [f"/excerpt {ids[1]}"]


@pytest.mark.parametrize(
    "typed",
    [
        "/quote ",
        "/quote about ",
        "/topic ",
        "/topics ",
        "/speakers ",
        "/comments ",
        "/daily ",
        "/daily speaker ",
        "/daily topic ",
        "/daily on ",
        "/daily on 8",
        "/daily on 08:30 ",
        "/daily on 08:30 ber",
        "/daily on 08:30 america/",
        "/daily every ",
        "/daily every mon, ",
    ],
)
async def test_what_is_offered_is_understood(app: AppPort, typed: str) -> None:
    talk = Dialogue(NoFace(app))
    offered = await lines(app, typed)
    assert offered
    for line in offered:
        await talk.says(line)
        for sorry in ("Nobody here", "Did you mean", "no zone", "no hour", "Nothing"):
            assert sorry not in talk.text, line
        for sorry in ("Which days", "not an excerpt's id", "What about", "Whom do you"):
            assert sorry not in talk.text, line
