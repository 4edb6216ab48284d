"""What a person keeps, as a file for them alone."""

import csv
import json
from io import StringIO

import pytest

from handlers.contract.reply import File
from tests.fakes.dialogues.dialogue import Dialogue


def file_of(talk: Dialogue) -> File:
    """Return the file that came."""
    assert talk.reply.file
    return talk.reply.file


async def test_the_same_in_three_forms(talk: Dialogue) -> None:
    await talk.says("/export")
    assert "You keep no excerpts, so there is nothing to send." in talk.text
    await talk.says("/quote kestrel")
    key = talk.text.rsplit("#", 1)[1]
    await talk.says("/save")
    await talk.says("/saved")
    await talk.presses("Export")
    assert file_of(talk).name == "rostra-saves-2024-05-02.md"
    assert f"\\#{key} · saved on 2 May 2024" in file_of(talk).data.decode()
    await talk.presses("As CSV")
    table = StringIO(file_of(talk).data.decode("utf-8-sig"), newline="")
    (row,) = csv.DictReader(table)
    assert (row["id"], row["speaker"]) == (key, "Wanda Kestrel")
    await talk.says("/export json")
    (kept,) = json.loads(file_of(talk).data)["excerpts"]
    assert kept["words"] == row["words"]
    assert kept["saved"] == row["saved"] == "2024-05-02T09:30:00+00:00"
    assert kept["in_library"]


@pytest.mark.faces("telegram", "terminal", reason="Discord offers the forms")
async def test_a_form_that_there_is_not_is_told(talk: Dialogue) -> None:
    await talk.says("/quote kestrel")
    await talk.says("/save")
    await talk.says("/export excel")
    assert talk.text.startswith("“excel” is no form of file: send /export markdown")
    await talk.presses("As CSV")
    assert file_of(talk).name == "rostra-saves-2024-05-02.csv"
