"""Options that a platform fills in are answered as typed words are."""

import pytest

from handlers.contract.action import Action
from tests.fakes.cases import in_turn
from tests.fakes.dialogues.dialogue import Dialogue

pytestmark = pytest.mark.faces("app", "telegram", "terminal", "discord")

ALIKE: list[tuple[str, dict[str, str | int]]] = [
    ("/comments", {"id": ""}),
    ("/source", {}),
    ("/quote reed about sacks", {"speaker": "reed", "about": "sacks"}),
    ("/quote about sacks speaker:reed", {"about": "sacks speaker:reed"}),
    ("/quote reed about zeppelins", {"speaker": " reed ", "about": "zeppelins"}),
    ("/quote nobody", {"speaker": "nobody"}),
    ("/topic dry feet", {"words": "dry  feet"}),
    ("/topics reed", {"about": "reed"}),
    ("/topics", {}),
    ("/speakers brook", {"name": "brook"}),
    ("/speakers 1", {"page": 1}),
    ("/speakers 9", {"page": 9}),
    ("/excerpt nothing", {"id": "nothing"}),
    ("/context 00000000", {"id": "00000000"}),
    ("/comment >99 hello", {"answer_to": 99, "text": "hello"}),
    ("/uncomment 99", {"number": 99}),
    ("/reload check", {"mode": "check"}),
    ("/start", {}),
    ("/help", {}),
    ("/help quote", {"command": "quote"}),
]


MISSING: list[tuple[str, str, dict[str, str | int]]] = [
    ("/topic", "", {}),
    ("/comment", "", {}),
    ("/uncomment", "", {}),
    ("/daily speaker", "speaker", {}),
    ("/daily every someday", "every", {"days": "someday"}),
]


@pytest.mark.faces(
    "app", "telegram", "terminal", reason="Discord asks for what is required itself"
)
@in_turn(("line", "subcommand", "options"), MISSING)
async def test_what_is_missing_is_asked_for_alike(
    talk: Dialogue, line: str, subcommand: str, options: dict[str, str | int]
) -> None:
    typed = await talk.says(line)
    command = line.split(maxsplit=1)[0][1:]
    assert await talk.chooses(command, subcommand, **options) == typed


@in_turn(("line", "options"), ALIKE)
async def test_options_are_answered_as_words_are(
    talk: Dialogue, line: str, options: dict[str, str | int]
) -> None:
    typed = await talk.says(line)
    chosen = await talk.chooses(line.split(maxsplit=1)[0][1:], **options)
    assert chosen == typed


DAILY: list[tuple[str, str, dict[str, str | int]]] = [
    ("/daily", "now", {}),
    ("/daily status", "status", {}),
    ("/daily on", "on", {}),
    (
        "/daily on 7pm Berlin mon-fri",
        "on",
        {"time": "7pm", "zone": "Berlin", "days": "mon-fri"},
    ),
    ("/daily on every weekday", "on", {"days": "weekday"}),
    ("/daily on 25:00", "on", {"time": "25:00"}),
    ("/daily on 8:30 Berln", "on", {"time": "8:30", "zone": "Berln"}),
    ("/daily every sat,sun at 9", "every", {"days": "sat,sun", "time": "9"}),
    ("/daily speaker reed", "speaker", {"speaker": "reed"}),
    ("/daily topic bridge", "topic", {"words": "bridge"}),
    ("/daily all", "all", {}),
    ("/daily off", "off", {}),
]


@pytest.mark.faces("app", "telegram", "discord", reason="a terminal has one chat")
@in_turn(("line", "subcommand", "options"), DAILY)
async def test_options_of_the_daily_are_answered_as_words_are(
    talk: Dialogue, line: str, subcommand: str, options: dict[str, str | int]
) -> None:
    await talk.says("/daily off")
    typed = await talk.says(line)
    other = Dialogue(talk.stage, chat="2")
    await other.chooses("daily", "off")
    chosen = await other.chooses("daily", subcommand, **options)
    if line != "/daily":  # each chat's own excerpt
        assert chosen == typed
    assert chosen.text.split(",")[0] == typed.text.split(",")[0]


async def test_an_excerpt_is_named_by_its_id(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    key = talk.text.rsplit("#", 1)[1]
    for command in ("excerpt", "comments", "context", "source"):
        typed = await talk.says(f"/{command} {key}")
        assert await talk.chooses(command, id=key.lower()) == typed


async def test_a_comment_is_written_answered_and_taken_back(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    await talk.chooses("comment", text="I was there.\nIt rained.")
    number = int(talk.text.split("number ")[1].split(":")[0])
    await talk.chooses("comment", answer_to=number, text="So was I!")
    assert f"Answer to comment {number} kept" in talk.text
    await talk.chooses("uncomment", number=number)
    assert f"Comment {number} is gone." in talk.text


async def test_buttons_ask_the_same_again(talk: Dialogue) -> None:
    await talk.chooses("quote", speaker="reed", about="sacks")
    assert "sacks" in talk.text
    await talk.presses("Another")
    assert "sacks" in talk.text
    await talk.chooses("daily", "on", time="08:30", zone="Berln", days="sat")
    await talk.presses("Europe/Berlin")
    assert "every Saturday at 08:30, Europe/Berlin" in talk.text


@pytest.mark.faces(
    "telegram", "discord", reason="old buttons can't be pressed at a terminal"
)
@in_turn(
    ("data", "answer"),
    [
        ("quote:::Ivo Reed about sacks", "the sacks of this harvest"),
        ("quote:::=Reed", "— Ivo Reed"),
        ("topic::1:peace -speaker:brook", "Ivo Reed"),
        ("topics:::Ivo Reed", "topics of Ivo Reed"),
        ("speakers:::reed", "called “reed”"),
        ("excerpt:::00000000", "no excerpt #00000000"),
        ("context:00000000:1:", "no excerpt #00000000"),
        ("uncomment:::99", "no comment of yours"),
        ("daily:::speaker Ivo Reed", "the words of Ivo Reed"),
        ("daily:::on 08:30 Europe/Berlin every sat", "every Saturday at 08:30"),
        ("daily:::every weekday", "every weekday at"),
    ],
)
async def test_buttons_of_earlier_versions_go_on_working(
    talk: Dialogue, data: str, answer: str
) -> None:
    assert Action.decode(data).encode() == data
    await talk.sends(data)
    assert answer in talk.text


async def test_options_that_are_too_long_are_called_what_they_are(
    talk: Dialogue,
) -> None:
    await talk.chooses("quote", about="long " * 90)
    assert "too long for a speaker's name: " in talk.text


@pytest.mark.faces("app", reason="no platform sends values that it does not offer")
@in_turn(
    ("command", "subcommand", "options", "answer"),
    [
        ("daily", "ON", {"time": "8:30"}, "every day at 08:30"),
        ("daily", "onn", {"time": "8:30"}, "Did you mean /daily on?"),
        ("daily", "gone", {}, "/daily shows today's excerpt."),
        ("quote", "gone", {"about": "zeppelins"}, "about “zeppelins”"),
        ("comment", "", {"answer_to": "12", "text": "Yes"}, "There is no comment 12"),
        ("comment", "", {"answer_to": 10**30, "text": "Yes"}, "There is no comment 9"),
        ("comment", "", {"answer_to": "Ada", "text": "Yes"}, "“Ada” is no value of"),
        ("uncomment", "", {"number": -(10**30)}, "no comment of yours"),
        ("speakers", "", {"page": "last"}, "“last” is no value of “page”"),
        ("speakers", "", {"page": 10**5000}, "There is no page 9"),
        ("reload", "", {"mode": "all"}, "“all” is no value of “mode”: check only"),
    ],
)
async def test_values_that_a_command_does_not_take_are_named(
    talk: Dialogue,
    command: str,
    subcommand: str,
    options: dict[str, str | int],
    answer: str,
) -> None:
    await talk.chooses(command, subcommand, **options)
    assert answer in talk.text
