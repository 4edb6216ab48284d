"""What each paragraph of an answer is for, and each group of its buttons."""

from handlers.contract.reply import ButtonPurpose, ParagraphRole, Reply
from tests.fakes.dialogues.dialogue import Dialogue

QUOTATION, BYLINE, PROVENANCE, CITATION, HEADING, NOTE = (
    ParagraphRole.QUOTATION,
    ParagraphRole.BYLINE,
    ParagraphRole.PROVENANCE,
    ParagraphRole.CITATION,
    ParagraphRole.HEADING,
    ParagraphRole.NOTE,
)
CARD = [QUOTATION, BYLINE, PROVENANCE]


def roles(reply: Reply) -> list[ParagraphRole]:
    return [paragraph.role for paragraph in reply.paragraphs]


def purposes(reply: Reply) -> list[ButtonPurpose]:
    return [group.purpose for group in reply.groups if group.buttons]


async def test_a_card_is_a_quotation_with_its_byline_and_provenance(
    talk: Dialogue,
) -> None:
    for line in ("/quote", "/quote reed", "/quote reed about grain"):
        reply = await talk.says(line)
        assert roles(reply) == CARD, line
        assert purposes(reply) == [ButtonPurpose.ACT]
    assert roles(await talk.says("/daily")) == [HEADING, *CARD]
    key = talk.text.rsplit("#", 1)[1]
    assert roles(await talk.says(f"/excerpt {key}")) == CARD
    around = await talk.presses("Context")
    assert roles(around)[-2:] == [BYLINE, PROVENANCE]
    assert set(roles(around)[:-2]) <= {HEADING, QUOTATION}
    assert purposes(around) == [ButtonPurpose.NAVIGATE, ButtonPurpose.ACT]


async def test_each_result_is_a_quotation_with_its_citation(talk: Dialogue) -> None:
    reply = await talk.says("/topic bridge")
    assert roles(reply) == [HEADING, *[QUOTATION, CITATION] * 5]
    assert purposes(reply) == [ButtonPurpose.RESULTS, ButtonPurpose.NAVIGATE]
    reply = await talk.says("/topic sacks speaker:reed after:1930")
    assert roles(reply)[:3] == [HEADING, NOTE, QUOTATION]


async def test_lists_are_rows_below_a_heading(talk: Dialogue) -> None:
    for line in ("/speakers", "/topics"):
        reply = await talk.says(line)
        assert set(roles(reply)[1:]) == {ParagraphRole.ROW}, line
        assert roles(reply)[0] is HEADING
        assert purposes(reply)[0] is ButtonPurpose.RESULTS


async def test_comments_follow_each_other_at_their_depth(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    reply = await talk.presses("Comments")
    # What hangs on the whole event stands below a heading of its own.
    listed = [p for p in reply.paragraphs if p.role is not ParagraphRole.HEADING]
    *comments, how = listed
    assert {paragraph.role for paragraph in comments} == {ParagraphRole.COMMENT}
    assert [paragraph.depth for paragraph in comments][:3] == [0, 1, 2]
    assert how.role is ParagraphRole.TEXT
