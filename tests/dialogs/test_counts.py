"""One number of excerpts, wherever one is shown."""

import re

from tests.fakes.dialogues.dialogue import Dialogue


def number(pattern: str, text: str) -> int:
    """Return the number that a text has where the pattern's group is."""
    found = re.search(pattern, text)
    assert found, text
    return int(found[1].replace(",", ""))


async def test_start_speakers_and_topic_count_the_same(talk: Dialogue) -> None:
    await talk.says("/start")
    total = number("([0-9,]+) excerpts", talk.text)
    people = number("([0-9,]+) speakers", talk.text)
    await talk.says("/speakers")
    rows = re.findall(r"^(.+?),.* · ([0-9,]+) excerpts?", talk.text, re.MULTILINE)
    assert len(rows) == people
    assert sum(int(count) for _, count in rows) == total
    for name, count in rows:
        await talk.says(f'/topic speaker:"{name}"')
        heading = talk.text.partition("\n")[0].replace("the one passage", "1 of 1")
        assert number("of ([0-9,]+)$", heading) == int(count)
