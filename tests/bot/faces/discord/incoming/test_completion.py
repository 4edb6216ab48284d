"""What is offered while an option is typed."""

from collections.abc import Sequence

import pytest

from bot.faces.port import AppPort
from handlers.completion import Suggestion
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.discord.stage import Stage, serving, shown


@pytest.mark.parametrize(
    ("line", "option", "typed", "first"),
    [
        ("quote", "speaker", "br", "Ada Brook"),
        ("quote", "about", "pea", "peace"),
        ("topics", "about", "ree", "Ivo Reed"),
        ("speakers", "name", "", "Ada Brook"),
        ("daily on", "time", "7pm", "19:00"),
        ("daily on", "zone", "Berl", "Europe/Berlin"),
        ("daily every", "days", "mon,we", "mon,weekday"),
        ("daily speaker", "speaker", "ivo", "Ivo Reed"),
        ("daily topic", "words", "pe", "peace"),
    ],
)
async def test_every_kind_of_value_is_completed_and_understood(
    app: AppPort, line: str, option: str, typed: str, first: str
) -> None:
    async with serving(app) as stage:
        offered = await stage.chief.autocomplete(stage.channel, line, option, typed)
        assert 1 <= len(offered) <= 25
        values = [each["value"] for each in offered]
        assert first in values
        for each in offered:
            assert 1 <= len(each["name"]) <= 100
            assert 1 <= len(each["value"]) <= 100
        answer = await stage.chief.slash(stage.channel, line, **{option: values[0]})
        assert shown(answer)


async def test_what_is_offered_shows_as_one_clean_line(
    stage: Stage, scripted: ScriptedApp
) -> None:
    scripted.speakers = ("Ada\u202e Brook", "Ada\nOlsen", "Ada \u202e")
    offered = await stage.ann.autocomplete(stage.channel, "quote", "speaker", "ada")
    assert [each["name"] for each in offered] == ["Ada Brook", "Ada Olsen", "Ada"]
    assert [each["value"] for each in offered] == list(scripted.speakers)


async def test_ids_are_those_shown_here_first(app: AppPort) -> None:
    async with serving(app) as stage:
        card = await stage.ann.slash(stage.channel, "quote")
        ids = await stage.ann.autocomplete(stage.channel, "excerpt", "id", "")
        assert f"#{ids[0]['value']}" in shown(card)
        assert ids[0]["name"].startswith(f"#{ids[0]['value']} ")
        again = await stage.ann.slash(stage.channel, "excerpt", id=ids[0]["value"])
        assert f"#{ids[0]['value']}" in shown(again)


async def test_what_is_not_offered_may_be_typed(app: AppPort) -> None:
    async with serving(app) as stage:
        assert (
            await stage.ann.autocomplete(stage.channel, "quote", "speaker", "zz") == []
        )
        answer = await stage.ann.slash(stage.channel, "quote", speaker="zz")
        assert "zz" in shown(answer)


async def test_a_private_chat_completes_by_what_was_shown_there(stage: Stage) -> None:
    offered = await stage.ann.user.autocomplete("quote", "speaker", "re")
    assert [each["value"] for each in offered] == ["Ivo Reed"]


class FailingApp(ScriptedApp):
    async def complete(self, *_: object, **__: object) -> Sequence[Suggestion]:
        raise RuntimeError("out of ink")


async def test_completion_that_fails_offers_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving(FailingApp()) as stage:
        offered = await stage.ann.autocomplete(stage.channel, "quote", "speaker", "r")
        assert offered == []
    assert "was not completed" in caplog.text


async def test_completion_that_comes_too_late_is_no_error(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.env.inject_error("POST", "/interactions/*", status=404, code=10062)
    assert await stage.ann.autocomplete(stage.channel, "quote", "speaker", "re") == []
    assert not [r for r in caplog.records if r.levelname == "ERROR"]


async def test_surrogates_and_long_texts_are_completed(stage: Stage) -> None:
    for typed in ("\udce9", "r" * 6000):
        offered = await stage.ann.autocomplete(stage.channel, "quote", "speaker", typed)
        assert offered == []
