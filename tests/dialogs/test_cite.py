"""`/cite`: an excerpt in a style, to be copied."""

import json

import pytest

from handlers.contract.reply import ParagraphRole
from tests.fakes.dialogues.dialogue import Dialogue


def listing(talk: Dialogue) -> str:
    (text,) = [
        each.text
        for each in talk.reply.paragraphs
        if each.role is ParagraphRole.LISTING
    ]
    return text


async def test_the_excerpt_shown_last_is_cited(talk: Dialogue) -> None:
    await talk.says("/quote kestrel about liberty")
    await talk.says("/cite")
    assert listing(talk).startswith(
        "Kestrel, W. (1934, October 7). Speech in the harvest hall [Speech]. Upper "
        "Millford. https://example.org/millford/harvest"
    )
    await talk.presses("MLA")
    assert "7 Oct. 1934, Upper Millford" in listing(talk)
    await talk.presses("Chicago")
    assert "Speech, Upper Millford, October 7, 1934." in listing(talk)
    await talk.presses("BibTeX")
    assert listing(talk).startswith("@misc{kestrel1934-")
    await talk.presses("CSL-JSON")
    (item,) = json.loads(listing(talk))
    assert item["author"] == [{"family": "Kestrel", "given": "Wanda"}]
    await talk.presses("Markdown")
    assert listing(talk).startswith("> Liberty begins on the day")
    await talk.presses("APA")
    await talk.presses("The excerpt")
    assert "— Wanda Kestrel" in talk.text


async def test_an_id_and_a_style_are_typed(talk: Dialogue) -> None:
    await talk.says("/quote kestrel")
    key = talk.text.rsplit("#", 1)[1]
    await talk.says("/quote reed")
    await talk.chooses("cite", id=key, style="bibtex")
    assert f"-{key.lower()}" in listing(talk)
    assert talk.text.startswith(f"BibTeX of #{key}")


async def test_the_source_leads_to_it(talk: Dialogue) -> None:
    await talk.says("/quote kestrel")
    await talk.presses("Source")
    await talk.presses("Cite")
    assert talk.text.startswith("APA of #")


async def test_what_was_never_shown_can_not_be_cited(talk: Dialogue) -> None:
    await talk.says("/cite")
    assert talk.text == "No excerpt was shown here yet. Ask for one first."


@pytest.mark.faces("telegram", "terminal", reason="Discord offers the styles")
async def test_a_style_is_read_without_as_and_an_unknown_one_is_told(
    talk: Dialogue,
) -> None:
    await talk.says("/quote kestrel")
    key = talk.text.rsplit("#", 1)[1]
    for line in ("/cite BibTeX", f"/cite #{key} bibtex", f"/cite {key} as bibtex"):
        await talk.says(line)
        assert talk.text.startswith(f"BibTeX of #{key}")
    await talk.says(f"/cite {key} as CSL-JSON")
    assert talk.text.startswith(f"CSL-JSON of #{key}")
    for line in ("/cite as harvard", f"/cite {key} as Harvard"):
        await talk.says(line)
        assert talk.text.casefold().startswith("there is no style “harvard” here")
        await talk.presses("Cite it anyway")
        assert talk.text.startswith(f"APA of #{key}")
    await talk.says("/cite harvard")
    assert "That is not an excerpt's id" in talk.text
