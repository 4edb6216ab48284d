"""Comments: a tree under each excerpt, each chat's own."""

from datetime import timedelta

import pytest

from handlers.contract.action import MAX_COMMENTS_AN_HOUR
from tests.fakes.cases import in_turn
from tests.fakes.dialogues.dialogue import Dialogue


@pytest.mark.faces("telegram", "discord", reason="one person sits at a terminal")
async def test_a_comment_an_answer_and_a_regret(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    await talk.replies("/comment I was there.")
    number = talk.text.split("number ")[1].split(":")[0]
    bo = Dialogue(talk.stage, name="Bo")
    await bo.says(f"/comment >{number} So was I!")
    assert f"Answer to comment {number} kept" in bo.text
    await talk.presses("Comments")
    mine, answer = (
        next(p for p in talk.reply.paragraphs if words in p.text)
        for words in ("I was there.", "So was I!")
    )
    assert answer.depth == mine.depth + 1
    await talk.says(f"/uncomment {number}")
    assert talk.text.endswith(f"Comment {number} is gone.")
    await talk.says("/comments")
    assert "I was there." not in talk.text
    assert f"{number} · taken back" in talk.text
    assert "So was I!" in talk.text


@pytest.mark.faces("telegram", "discord", reason="a terminal shows no replies")
async def test_words_in_reply_are_a_comment_or_an_answer(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    await talk.replies("I was there.")
    number = talk.text.split("number ")[1].split(":")[0]
    bo = Dialogue(talk.stage, name="Bo")
    bo.shown = talk.shown
    await bo.replies(f">{number} So was I!")
    assert f"Answer to comment {number} kept" in bo.text


LONG = "\n\n".join(f"Paragraph {n}: {'as I said, ' * 12}so be it." for n in range(1, 6))


async def test_a_long_comment_is_read_whole_in_its_paragraphs(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    await talk.says(f"/comment {LONG}")
    number = talk.text.split("number ")[1].split(":")[0]
    await talk.presses("Comments")
    (shown,) = (each for each in talk.reply.paragraphs if "Paragraph 1" in each.text)
    assert LONG.startswith(shown.text.partition("\n")[2].removesuffix("…"))
    assert "\n\nParagraph 2" in shown.text
    assert "Paragraph 5" not in talk.text
    await talk.presses(f"All of {number}")
    assert talk.text.endswith(LONG)
    await talk.presses("All comments")
    assert "Paragraph 5" not in talk.text


async def test_comments_on_the_whole_event_stand_apart(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    assert "Comments" in talk.labels
    await talk.says("/comment I was there.")
    await talk.presses("Comments")
    text = talk.text
    assert "1 comment on #" in text
    assert text.index("I was there.") < text.index("On the whole event:")
    assert text.index("On the whole event:") < text.index("Librarian · 4 May 1921")
    await talk.presses("The excerpt")
    assert "Comments (1)" in talk.labels


async def test_what_came_with_the_document_is_seen_everywhere(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    await talk.presses("Comments")
    assert "Librarian · 4 May 1921" in talk.text
    depths = {p.text.split("\n")[-1]: p.depth for p in talk.reply.paragraphs}
    assert depths["Who says so?"] == 2


@pytest.mark.faces("telegram", "discord", reason="one person sits at a terminal")
async def test_other_chats_see_and_touch_nothing_of_ours(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    key = talk.text.rsplit("#", 1)[1]
    await talk.says("/comment Between us.")
    number = talk.text.split("number ")[1].split(":")[0]
    elsewhere = Dialogue(talk.stage, chat="2", name="Ida")
    await elsewhere.says(f"/comments {key}")
    assert "Between us." not in elsewhere.text
    await elsewhere.says(f"/comment >{number} Hello?")
    assert f"There is no comment {number} here" in elsewhere.text
    await elsewhere.says(f"/uncomment {number}")
    assert "no comment of yours here" in elsewhere.text


@pytest.mark.faces("telegram", "discord", reason="one person sits at a terminal")
async def test_only_the_author_or_an_administrator_takes_back(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    await talk.says("/comment Mine.")
    number = talk.text.split("number ")[1].split(":")[0]
    bo = Dialogue(talk.stage, name="Bo", manages=False)
    await bo.says(f"/uncomment {number}")
    assert "no comment of yours here" in bo.text
    chief = Dialogue(talk.stage, chat="2", name="Cy", admin=True)
    await chief.says(f"/uncomment {number}")
    assert "is gone" in chief.text
    await talk.says("/comments")
    assert "Mine." not in talk.text


@pytest.mark.faces("telegram", "discord", reason="one person sits at a terminal")
async def test_who_administers_a_group_removes_comments_in_it(talk: Dialogue) -> None:
    await talk.says("/quote kestrel")
    key = talk.text.rsplit("#", 1)[1]
    bo = Dialogue(talk.stage, name="Bo", manages=False)
    numbers = []
    for words in ("Abuse.", "More abuse."):
        await bo.says(f"/comment {words}")
        numbers.append(bo.text.split("number ")[1].split(":")[0])
    await talk.says(f"/comments {key}")
    await talk.presses("Remove …")
    assert set(numbers) == {
        label.removeprefix("Remove ") for label in talk.labels if label[-1].isdigit()
    }
    await talk.presses(f"Remove {numbers[0]}")
    assert talk.text.endswith(f"Comment {numbers[0]} is gone.")
    await talk.says(f"/uncomment {numbers[1]}")
    assert talk.text.endswith(f"Comment {numbers[1]} is gone.")
    await talk.says(f"/comments {key}")
    assert "abuse" not in talk.text.lower()


@pytest.mark.faces("telegram", "discord", reason="one person sits at a terminal")
async def test_others_are_offered_their_own_comments_alone(talk: Dialogue) -> None:
    await talk.says("/quote kestrel")
    key = talk.text.rsplit("#", 1)[1]
    await talk.says("/comment Mine.")
    bo = Dialogue(talk.stage, name="Bo", manages=False)
    await bo.says(f"/comments {key}")
    await bo.presses("Remove …")
    assert "None of these comments is yours." in bo.text
    assert bo.reply.private
    await bo.says("/comment His.")
    number = bo.text.split("number ")[1].split(":")[0]
    await bo.says(f"/comments {key}")
    await bo.presses("Remove …")
    assert [label for label in bo.labels if label[-1].isdigit()] == [f"Remove {number}"]
    await bo.presses("Remove none")
    assert "Mine." in bo.text


async def test_a_person_writes_so_many_comments_an_hour(talk: Dialogue) -> None:
    await talk.says("/quote kestrel")
    for number in range(MAX_COMMENTS_AN_HOUR):
        await talk.says(f"/comment Remark {number}")
        talk.now += timedelta(seconds=30)
    await talk.says("/comment One more.")
    assert talk.text.startswith("You have written 60 comments in an hour")
    assert "Nothing was kept: send it again in 30 minutes." in talk.text
    talk.now += timedelta(minutes=30)
    await talk.says("/comment One more.")
    assert "kept as number" in talk.text


async def test_a_long_thread_is_paged(talk: Dialogue) -> None:
    await talk.says("/quote kestrel")
    for number in range(8):
        await talk.says(f"/comment Remark {number}")
    await talk.says("/comments")
    assert "page 1 of 2" in talk.text
    assert "Remark 7" not in talk.text
    await talk.presses("Next")
    assert "Remark 7" in talk.text
    assert talk.reply.replaces
    await talk.presses("The excerpt")
    assert "— Wanda Kestrel" in talk.text


async def test_what_can_not_be_kept_is_told(talk: Dialogue) -> None:
    await talk.says("/comment first!")
    assert "No excerpt was shown here yet" in talk.text


@pytest.mark.faces(
    "telegram", "terminal", reason="Discord asks for what is required itself"
)
async def test_a_comment_without_words_is_asked_for(talk: Dialogue) -> None:
    await talk.says("/quote")
    await talk.says("/comment")
    assert "What would you say? Press Comment" in talk.text
    await talk.fills("Comment", "I was there.")
    assert "“I was there.”" in talk.text


@pytest.mark.faces(
    "telegram", "terminal", reason="an option on Discord takes no more than fits"
)
async def test_a_comment_that_is_too_long_is_not_kept(talk: Dialogue) -> None:
    await talk.says("/quote")
    await talk.says("/comment " + "long " * 500)
    assert "at most 2,000 characters; this one has 2,499" in talk.text
    await talk.says("/comments")
    assert "long" not in talk.text


@in_turn("words", ["\u3164", "\u2800\ufe0f\u200d", "\U000e0041"])
async def test_a_comment_that_nobody_can_see_is_not_kept(
    talk: Dialogue, words: str
) -> None:
    await talk.says("/quote kestrel")
    await talk.says(f"/comment {words}")
    assert "invisible characters only. Nothing was kept" in talk.text
    await talk.presses("Read the comments")
    assert "Nobody has said anything" in talk.text


NO_ANSWERS = (
    ">",
    ">>",
    "> >",
    ">twelve",
    ">12th of May",
    "> 12, yes",
    ">#12 no",
    ">-1 no",
)


async def test_what_is_no_number_is_answered_by_nobody(talk: Dialogue) -> None:
    await talk.says("/quote kestrel")
    for words in (*NO_ANSWERS, ">１２ yes", ">" + "9" * 30 + " yes"):
        await talk.replies(f"/comment {words}")
        assert "Which comment is that for? Nothing was kept." in talk.text, words
        await talk.says("/comments")
        assert "Nobody has said anything" in talk.text, words
    await talk.says("/comment > so it is written\nI don't think so.")
    assert "kept as number" in talk.text
    await talk.says("/comment well > nothing")
    assert "kept as number" in talk.text


async def test_the_number_may_stand_before_the_words_wherever_they_are_written(
    talk: Dialogue,
) -> None:
    await talk.says("/quote brook")
    await talk.replies("/comment I was there.")
    number = talk.text.split("number ")[1].split(":")[0]
    await talk.chooses("comment", text=f">{number} So was I!")
    assert talk.text.startswith(f"Answer to comment {number} kept")
    assert "“So was I!”" in talk.text
    await talk.presses("Comments")
    await talk.fills("Comment", f">{number} And I.")
    assert talk.text.startswith(f"Answer to comment {number} kept")
    await talk.chooses("comment", text=f">{number}")
    assert "What would you say?" in talk.text


@pytest.mark.faces("telegram", "terminal", reason="Discord asks for what is required")
async def test_no_number_is_asked_for(talk: Dialogue) -> None:
    await talk.says("/uncomment")
    assert talk.text.startswith("Which comment? Send /uncomment with the number")


async def test_an_answer_stays_with_what_it_answers(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    key = talk.text.rsplit("#", 1)[1]
    await talk.presses("Comments")
    line = next(p.text for p in talk.reply.paragraphs if "Librarian" in p.text)
    number = line.split(" ")[0]
    await talk.says("/quote kestrel")
    await talk.says(f"/comment >{number} Was it raining hard?")
    assert f"Answer to comment {number} kept" in talk.text
    assert talk.text.endswith("”, on “Opening of the Millford bridge”")
    await talk.presses("Comments")
    assert "Was it raining hard?" in talk.text
    await talk.says(f"/comments {key}")
    depths = {p.text.split("\n")[-1]: p.depth for p in talk.reply.paragraphs}
    assert depths["Was it raining hard?"] == 1
    await talk.says("/quote kestrel")
    await talk.presses("Comments")
    assert "Was it raining hard?" not in talk.text


@pytest.mark.faces("telegram", "discord", reason="one person sits at a terminal")
async def test_a_comment_and_an_answer_are_written_into_fields(talk: Dialogue) -> None:
    await talk.says("/quote brook")
    key = talk.text.rsplit("#", 1)[1]
    await talk.presses("Comments")
    await talk.says("/quote kestrel")
    await talk.says(f"/comments {key}")
    await talk.fills("Comment", "> so it was said,\nand I was there.")
    assert talk.text.startswith(f"Comment on #{key} kept as number ")
    number = talk.text.split("number ")[1].split(":")[0]
    await talk.presses("Comments")
    bo = Dialogue(talk.stage, name="Bo")
    bo.shown = talk.shown
    await bo.fills(f"Answer {number}", "So was I!")
    assert bo.text.startswith(f"Answer to comment {number} kept as number ")
    answer = bo.text.split("number ")[1].split(":")[0]
    await bo.presses("Take it back")
    await bo.says(f"/comments {key}")
    assert f"Answer {number}" in bo.labels
    assert f"Answer {answer}" not in bo.labels


@pytest.mark.faces("app", reason="no platform sends a blank field to the app")
async def test_a_field_left_blank_keeps_nothing(talk: Dialogue) -> None:
    await talk.says("/quote kestrel")
    await talk.presses("Comments")
    await talk.fills("Comment", "  ")
    assert "What would you say?" in talk.text
    await talk.presses("Read the comments")
    assert "Nobody has said anything" in talk.text


@pytest.mark.faces(
    "telegram", "terminal", reason="a field of Discord can't be too full"
)
async def test_a_field_that_is_too_full_keeps_nothing(talk: Dialogue) -> None:
    await talk.says("/quote kestrel")
    await talk.presses("Comments")
    await talk.fills("Comment", "long " * 500)
    assert "at most 2,000 characters" in talk.text
    await talk.says("/comments")
    assert "Nobody has said anything" in talk.text


@pytest.mark.faces("telegram", "terminal", reason="Discord has threads")
async def test_comments_stay_in_a_chat_that_has_no_threads(talk: Dialogue) -> None:
    await talk.says("/comments in threads")
    assert "No threads can be opened here" in talk.text
    await talk.says("/comments in chat")
    assert "From now on comments are shown in this chat" in talk.text
