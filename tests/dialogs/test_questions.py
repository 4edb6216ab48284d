"""An answer comes with its question, wherever its card is shown."""

from pathlib import Path

import pytest

from handlers.contract.reply import ParagraphRole
from tests.fakes.dialogues.dialogue import Dialogue

TALK = """---
slug: bridge-talk-1950
title: A talk on the bridge
date: 1950-05-01
source: https://example.org/talk
licence: CC0-1.0
language: en
speakers:
  - name: Mira Holt
    role: Journalist
  - name: Jan Kowal
    role: Mason
offered:
  - A town that builds in stone tells its children that it means to stay.
---

## [question] Mira Holt

Does a town need a bridge of stone when a ferry of wood is cheaper?

## Jan Kowal

A town that builds in stone tells its children that it means to stay. Nobody ever promised anything to a grandchild with a ferry. Liberty needs a bridge that stands in winter as well as in summer, and a people who will keep it in repair.
"""

QUESTION = "Mira Holt: Does a town need a bridge of stone when a ferry of wood is"


@pytest.fixture
async def talk(talk: Dialogue, tmp_path: Path) -> Dialogue:
    (tmp_path / "speeches" / "bridge-talk-1950.md").write_text(TALK, encoding="utf-8")
    await Dialogue(talk.stage, admin=True).says("/reload")
    return talk


async def test_a_card_shows_the_question(talk: Dialogue) -> None:
    reply = await talk.says("/quote kowal")
    assert reply.paragraphs[0].role is ParagraphRole.QUESTION
    assert talk.text.startswith(QUESTION)
    key = talk.text.rsplit("#", 1)[1]
    await talk.says(f"/excerpt {key}")
    assert talk.text.startswith(QUESTION)
    for command in (f"/cite {key}", f"/source {key}"):
        await talk.says(command)
        assert "ferry of wood is cheaper" not in talk.text


async def test_the_context_has_it_as_what_was_said_before(talk: Dialogue) -> None:
    await talk.says("/quote kowal")
    reply = await talk.presses("Context")
    roles = {paragraph.role for paragraph in reply.paragraphs}
    assert ParagraphRole.QUESTION not in roles
    assert talk.text.count("ferry of wood is cheaper") == 1


async def test_the_excerpt_of_the_day_shows_it(talk: Dialogue) -> None:
    await talk.says("/daily speaker kowal")
    await talk.says("/daily")
    assert QUESTION in talk.text


async def test_a_question_of_somebody_muted_comes_by_chance_no_more(
    talk: Dialogue,
) -> None:
    await talk.says("/quote kowal")
    key = talk.text.rsplit("#", 1)[1]
    await talk.says("/mute holt")
    for command in ("/quote kowal", "/quote kowal about liberty"):
        await talk.says(command)
        assert "ferry of wood" not in talk.text
        assert "is hidden or muted in this chat" in talk.text
    await talk.says("/daily speaker kowal")
    await talk.says("/daily")
    assert "ferry of wood" not in talk.text
    await talk.says(f"/excerpt {key}")
    assert talk.text.startswith(QUESTION)
    await talk.says("/unmute holt")
    await talk.says("/quote kowal")
    assert QUESTION in talk.text


async def test_a_hidden_question_comes_above_its_answer_no_more(talk: Dialogue) -> None:
    await talk.says("/quote kowal")
    await talk.says("/topic does a town need a bridge speaker:holt")
    key = talk.text.rsplit("#", 1)[1]
    for scope in ("", " for everybody"):
        asked = Dialogue(talk.stage, admin=True)
        await asked.says(f"/hide {key}{scope}")
        for command in ("/quote kowal", "/quote kowal about liberty"):
            await talk.says(command)
            assert "ferry of wood" not in talk.text
        await asked.says(f"/unhide {key}{scope}")
        await talk.says("/quote kowal")
        assert QUESTION in talk.text
