"""Tab completes what every command takes, from the library at hand."""

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.faces.port import AppPort
from bot.faces.terminal.input import Completions
from tests.fakes.dialogue import Dialogue
from tests.fakes.stage import NoFace


async def lines(app: AppPort, typed: str) -> list[str]:
    """Return the whole lines that the menu offers."""
    found = Completions(app).get_completions_async(Document(typed), CompleteEvent())
    return [typed[: len(typed) + c.start_position] + c.text async for c in found]


@pytest.mark.parametrize(
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
        ("bri", []),
    ],
)
async def test_values_are_completed(
    app: AppPort, typed: str, offered: list[str]
) -> None:
    assert await lines(app, typed) == offered


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
