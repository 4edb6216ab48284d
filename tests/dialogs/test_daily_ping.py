"""A role that the digest pings, chosen by who may ping it."""

import pytest

from bot.faces.port import AppPort
from handlers.contract.request import Role
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import NoFace

READERS = Role(id="7", name="Readers")


@pytest.fixture
def server(app: AppPort) -> Dialogue:
    """A chat with roles."""
    roles = {
        "7": READERS,
        "8": Role(id="8", name="Staff", person_may_ping=False),
        "9": Role(id="9", name="Quiet", refusal="nobody may mention it."),
        "1": Role(id="1", name="@everyone", is_everyone=True),
    }
    return Dialogue(NoFace(app, platform="discord", roles=roles))


async def test_a_role_is_chosen_shown_and_taken_back(server: Dialogue) -> None:
    await server.says("/daily on 08:30")
    await server.chooses("daily", "ping", role="7")
    assert server.text == "Noted: the daily excerpt pings the role “Readers”."
    await server.presses("Status")
    assert "It pings the role “Readers”." in server.text
    await server.chooses("daily", "ping")
    assert server.text == "The daily excerpt pings the role “Readers”."
    await server.presses("Ping nobody")
    assert server.text == "Noted: the daily excerpt pings nobody."
    await server.says("/daily status")
    assert "pings" not in server.text
    await server.chooses("daily", "ping")
    assert server.text == "The daily excerpt pings nobody."
    assert "Ping nobody" not in server.labels


async def test_other_choices_leave_it_and_off_takes_it_back(server: Dialogue) -> None:
    await server.chooses("daily", "ping", role="7")
    assert "It does not come by itself here yet." in server.text
    await server.presses("Turn on")
    await server.says("/daily every monday")
    await server.says("/daily status")
    assert "It pings the role “Readers”." in server.text
    await server.says("/daily off")
    assert "is remembered. It pings “Readers” no more." in server.text
    await server.presses("Turn on")
    await server.says("/daily status")
    assert "pings" not in server.text


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("8", "You may not ping “Staff” yourself"),
        ("1", "never pings everyone"),
        ("5", "There is no role “5” here."),
        ("Readers", "There is no role “Readers” here."),
    ],
)
async def test_what_may_not_be_pinged_is_not_chosen(
    server: Dialogue, role: str, said: str
) -> None:
    await server.says("/daily on 08:30")
    await server.chooses("daily", "ping", role=role)
    assert said in server.text
    await server.says("/daily status")
    assert "pings" not in server.text


async def test_who_chooses_hears_that_nobody_is_told_yet(server: Dialogue) -> None:
    await server.says("/daily on 08:30")
    await server.chooses("daily", "ping", role="9")
    assert "pings the role “Quiet”. Nobody is told yet: nobody may" in server.text


@pytest.mark.faces("telegram", "terminal", reason="servers of Discord have roles")
async def test_a_chat_without_roles_says_so(talk: Dialogue) -> None:
    await talk.says("/daily ping Readers")
    assert talk.text == "No role can be pinged here, since this chat has none."
    await talk.says("/help")
    assert "ping" not in talk.text
