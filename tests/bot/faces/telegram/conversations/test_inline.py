"""What is offered while somebody types behind the bot's name in any chat."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.faces.port import AppPort
from bot.faces.telegram.conversations import inline
from bot.faces.telegram.conversations.inline import (
    CACHE_S,
    MAX_SEARCHES,
    PAGE_SIZE,
    PERSONAL_CACHE_S,
)
from handlers.contract.action import Action
from handlers.contract.offer import Offer, OfferPage
from handlers.contract.reply import Button, Paragraph, Reply, Span, SpanStyle, actions
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.inline import InlineAnswer
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import RefusedError, bad_request, too_many
from tests.fakes.telegram.serving import serving
from tests.fakes.waiting import until


@pytest.fixture
async def village(telegram: BotApi, app: AppPort) -> AsyncIterator[BotApi]:
    """Serve the village's speeches."""
    async with serving(app, telegram):
        yield telegram


@pytest.fixture
async def scripted(telegram: BotApi) -> AsyncIterator[ScriptedApp]:
    app = ScriptedApp()
    async with serving(app, telegram):
        yield app


async def typed(user: User, words: str, offset: str = "") -> InlineAnswer:
    return await (await user.types(words, offset=offset)).answered()


def page(*ids: str, next_page: str = "", line: str = "") -> OfferPage:
    offers = [
        Offer(excerpt=id_, title="Words", description="Somebody", card=said("Words."))
        for id_ in ids
    ]
    return OfferPage(offers=tuple(offers), next_page=next_page, line=line)


@pytest.mark.usefixtures("village")
async def test_words_list_excerpts_and_a_card_is_sent(
    telegram: BotApi, ann: User
) -> None:
    found = await typed(ann, "dry feet")
    assert (found.cache_s, found.personal, found.line) == (CACHE_S, False, "")
    best = found.results[0]
    assert "dry feet" in best["title"]
    assert best["description"].startswith("Ada Brook")
    assert "1921" in best["description"]
    chosen = telegram.chosen(best)
    assert "dry" in "".join(chosen.marked("underline"))
    assert chosen.marked("bold")[-1] == "Ada Brook"
    assert chosen.marked("blockquote")
    assert chosen.marked("text_link") == ["source"]
    assert chosen.text.endswith(f"#{best['id']}")
    assert chosen.labels[:4] == ["Another", "Context", "Comments", "Source"]


@pytest.mark.usefixtures("village")
async def test_letter_by_letter(ann: User) -> None:
    """Names and words are found before they are finished."""
    for words, whose in (
        ("kes", "Wanda Kestrel"),
        ("kestrel", "Wanda Kestrel"),
        ("Линь Цяо", "林桥"),
        ("speaker:kes", "Wanda Kestrel"),
    ):
        found = await typed(ann, words)
        assert found.results[0]["description"].startswith(whose), words
    assert "harvest" in (await typed(ann, "harve")).results[0]["title"].casefold()
    first = (await typed(ann, "kestrel libr")).results[0]
    assert first["description"].startswith("Wanda Kestrel")
    assert "library" in first["title"]
    only = await typed(ann, "speaker:kestrel")
    assert all("Wanda Kestrel" in each["description"] for each in only.results)
    for words in ("speaker:kestrel speaker:brook", "river speaker:brook speaker:kes"):
        both = await typed(ann, words)
        names = {
            each["description"].split(" · ")[0].split(",")[0] for each in both.results
        }
        assert names == {"Wanda Kestrel", "Ada Brook"}, words
    # A word that goes on is not completed once a space stands behind it.
    assert (await typed(ann, "harve ")).ids != (await typed(ann, "harve")).ids


@pytest.mark.usefixtures("village")
async def test_filters_and_ids(ann: User) -> None:
    found = await typed(ann, "river after:1930 before:1940")
    assert found.results
    assert all("1934" in each["description"] for each in found.results)
    id_ = found.results[0]["id"]
    for words in (f"#{id_}", f"#{id_.lower()}", f"#{id_[:6]}"):
        assert (await typed(ann, words)).ids == [id_]
    relaxed = await typed(ann, "peace after:2010")
    assert relaxed.results
    assert relaxed.line == "Nothing fits all of it; without the date:"


@pytest.mark.usefixtures("village")
async def test_where_nothing_is_found_a_button_leads_further(ann: User) -> None:
    found = await typed(ann, "zzzzqqq")
    assert not found.results
    assert found.line == "Nothing about “zzzzqqq”. Look further"
    assert not found.personal
    await ann.says(f"/start {found.opens}")
    assert "zzzzqqq" in (await ann.next_reply()).text
    long = await typed(ann, "speaker:zzz " + "q" * 200)
    assert len(long.line) <= 62
    assert long.opens == "start"


@pytest.mark.usefixtures("village")
async def test_before_anything_is_typed_the_persons_own_come_first(
    ann: User, bob: User
) -> None:
    good = await typed(ann, "")
    assert good.results
    assert (good.personal, good.cache_s) == (True, PERSONAL_CACHE_S)
    # For one day, all who were shown nothing get the same.
    assert good.ids == (await typed(bob, "  ")).ids
    shown = []
    for _ in range(3):
        await ann.says("/quote")
        shown.append((await ann.next_reply()).text[-8:])
    recent = await typed(ann, "")
    assert recent.ids[:3] == shown[::-1]
    assert len(recent.ids) == len(set(recent.ids))
    rest = (await typed(ann, "", recent.next_offset)).ids if recent.next_offset else []
    assert set(good.ids) <= {*recent.ids, *rest}
    # What somebody was shown is nobody else's.
    assert (await typed(bob, "")).ids == good.ids


async def test_a_list_goes_on_page_by_page(
    telegram: BotApi, app: AppPort, ann: User
) -> None:
    async with serving(app, telegram):
        whole = (await typed(ann, "the river and the bridge of peace")).ids
    ids: list[str] = []
    found = OfferPage()
    while len(ids) < len(whole):
        found = await app.offer(
            "the river and the bridge of peace",
            person="telegram:1",
            page=found.next_page,
            count=2,
        )
        ids += [offer.excerpt for offer in found.offers]
        assert len(found.next_page.encode()) <= 64
        assert bool(found.next_page) == (len(ids) < len(whole))
    assert ids == whole
    assert len(whole) > 2


async def test_the_rest_of_a_list_of_another_library_is_empty(app: AppPort) -> None:
    found = await app.offer("peace", person="telegram:1", page="abc:2", count=2)
    assert found == OfferPage()


async def test_the_face_hands_on_what_is_typed(
    scripted: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    scripted.offers["more"] = page("7K3M9QXA", next_page="5f:20", line="Well.")
    found = await typed(ann, "more", offset="5f:0")
    assert scripted.offered == [("more", f"telegram:{ann.id}", "5f:0", PAGE_SIZE)]
    assert (found.ids, found.next_offset, found.line) == (
        ["7K3M9QXA"],
        "5f:20",
        "Well.",
    )
    assert found.opens == "start"
    call = await telegram.called("answerInlineQuery")
    assert json.loads(call["results"])[0]["input_message_content"]


async def test_the_latest_letter_counts(
    scripted: ScriptedApp, telegram: BotApi, ann: User, bob: User
) -> None:
    slow = asyncio.Event()

    async def wait() -> OfferPage:
        await slow.wait()
        return page("7K3M9QXA")

    scripted.offers["p"] = wait
    first = await ann.types("p")
    await until(lambda: bool(scripted.offered))
    second = await ann.types("pe")
    third = await ann.types("pea")
    # Who types elsewhere is not held up.
    assert (await typed(bob, "war")).line == "nothing<war>"
    slow.set()
    assert (await third.answered()).line == "nothing<pea>"
    assert not first.answer.done()
    assert not second.answer.done()
    assert [words for words, *_ in scripted.offered] == ["p", "war", "pea"]
    assert telegram.count("answerInlineQuery") == 2


async def test_few_are_looked_up_at_once_and_each_is_answered(
    scripted: ScriptedApp, telegram: BotApi
) -> None:
    under_way: list[int] = [0]
    most: list[int] = []

    async def count() -> OfferPage:
        under_way[0] += 1
        most.append(under_way[0])
        await asyncio.sleep(0)
        under_way[0] -= 1
        return page("7K3M9QXA")

    scripted.offers["peace"] = count
    people = [telegram.user(f"User {number}") for number in range(30)]
    typings = [await one.types("peace") for one in people]
    for typing in typings:
        assert (await typing.answered()).ids == ["7K3M9QXA"]
    assert max(most) <= MAX_SEARCHES


async def test_neither_a_chat_that_waits_nor_its_queue_holds_it_up(
    scripted: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    slow = asyncio.Event()
    telegram.faults.append(Fault(method="sendMessage", chat=ann.id, until=slow))
    await ann.says("/topic war")
    await telegram.called("sendMessage")
    await ann.says("/topic peace")
    assert (await typed(ann, "war")).line == "nothing<war>"
    slow.set()
    assert (await ann.next_reply()).text == "topic<war>"
    assert (await ann.next_reply()).text == "topic<peace>"
    assert scripted.offered


def odd_card() -> Reply:
    link = Span("here", SpanStyle.LINK, "https://good.example/x")
    paragraph = Paragraph(spans=(Span("Words "), link))
    button = Button(label="Context", action=Action(command="context"))
    return Reply(paragraphs=(paragraph,), groups=(actions(button),))


async def test_what_telegram_does_not_take_is_offered_plainly(
    scripted: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    offer = Offer(excerpt="7K3M9QXA", title="W", description="", card=odd_card())
    scripted.offers["odd"] = OfferPage(offers=(offer,))
    refused = bad_request("BUTTON_URL_INVALID")
    telegram.faults.append(Fault(method="answerInlineQuery", refused=refused))
    (result,) = (await typed(ann, "odd")).results
    assert "reply_markup" not in result
    assert result["input_message_content"]["message_text"] == "Words here"
    assert "entities" not in result["input_message_content"]


async def test_what_did_not_arrive_is_sent_again_at_once(
    scripted: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    scripted.offers["war"] = page("7K3M9QXA")
    gateway = RefusedError(502, "Bad Gateway")
    telegram.faults.append(Fault(method="answerInlineQuery", refused=gateway))
    assert (await typed(ann, "war")).ids == ["7K3M9QXA"]
    assert telegram.count("answerInlineQuery") == 2


@pytest.mark.parametrize(
    "fault",
    [
        Fault(method="answerInlineQuery", refused=too_many(7)),
        Fault(method="answerInlineQuery", refused=bad_request("QUERY_ID_INVALID")),
        Fault(method="answerInlineQuery", body="<html>no</html>"),
        Fault(method="answerInlineQuery", reset="before"),
    ],
)
async def test_what_goes_unanswered_stops_nothing(
    scripted: ScriptedApp, telegram: BotApi, ann: User, fault: Fault
) -> None:
    telegram.faults.append(fault)
    await ann.types("war")
    await telegram.called("answerInlineQuery")
    assert (await typed(ann, "peace")).line == "nothing<peace>"
    assert len(scripted.offered) == 2


async def test_an_error_of_the_app_stops_nothing(
    scripted: ScriptedApp, ann: User, caplog: pytest.LogCaptureFixture
) -> None:
    go_on = asyncio.Event()

    async def fail() -> OfferPage:
        await go_on.wait()
        raise RuntimeError("no such luck")

    scripted.offers["war"] = fail
    await ann.types("war")
    await until(lambda: bool(scripted.offered))
    newer = await ann.types("wart")
    await until(lambda: len(scripted.offered) == 1)
    go_on.set()
    assert (await newer.answered()).line == "nothing<wart>"
    assert "was not answered" in caplog.text


async def test_what_waited_too_long_is_let_go(
    scripted: ScriptedApp,
    ann: User,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inline, "MAX_AGE_S", -1.0)
    typing = await ann.types("war")
    await until(lambda: "waited too long" in caplog.text)
    assert not scripted.offered
    assert not typing.answer.done()


async def test_of_too_many_who_type_some_are_let_go(
    scripted: ScriptedApp,
    telegram: BotApi,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inline, "MAX_TYPING", 2)
    go_on = asyncio.Event()

    async def wait() -> OfferPage:
        await go_on.wait()
        return page("7K3M9QXA")

    scripted.offers["war"] = wait
    people = [telegram.user(f"User {number}") for number in range(3)]
    typings = [await one.types("war") for one in people]
    await until(lambda: "is let go" in caplog.text)
    go_on.set()
    answered = [await typing.answered() for typing in typings[:2]]
    assert all(each.ids == ["7K3M9QXA"] for each in answered)
    assert not typings[2].answer.done()


async def test_an_update_that_can_t_be_read_is_passed_over(
    scripted: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    some: list[Any] = ["words", {"id": 5, "from": ann.about}, {"id": "5", "query": "x"}]
    for odd in some:
        telegram.update(inline_query=odd)
    assert (await typed(ann, "peace")).line == "nothing<peace>"
    assert len(scripted.offered) == 1


@pytest.mark.usefixtures("village")
async def test_share_names_the_excerpt_in_a_chat_of_ones_choice(ann: User) -> None:
    await ann.says("/quote brook")
    card = await ann.next_reply()
    chosen = card.button("Share")["switch_inline_query_chosen_chat"]
    assert chosen["allow_user_chats"]
    assert chosen["allow_group_chats"]
    assert chosen["allow_channel_chats"]
    found = await typed(ann, chosen["query"])
    assert found.ids == [card.text[-8:]]
    # The card that is sent can be shared on, too.
    labels = [
        key["text"]
        for row in found.results[0]["reply_markup"]["inline_keyboard"]
        for key in row
    ]
    assert [each.partition(" (")[0] for each in card.labels] == labels


async def test_without_inline_mode_a_link_is_shared(
    telegram: BotApi, app: AppPort, ann: User, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.inline_mode = False
    with caplog.at_level("INFO"):
        async with serving(app, telegram):
            await ann.says("/quote brook")
            card = await ann.next_reply()
    id_ = card.text[-8:]
    link = card.button("Share")["url"]
    assert link == (
        f"https://t.me/share/url?url=https%3A%2F%2Ft.me%2FRostraBot%3Fstart%3D{id_}"
    )
    assert "/setinline" in caplog.text
