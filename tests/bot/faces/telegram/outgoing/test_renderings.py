from telegram import Bot, User

from bot.faces.telegram.outgoing.renderings import Renderings
from handlers.contract.reply import Reply, command_button, text_reply
from tests.fakes.telegram.bot_api import TOKEN


def renderings() -> Renderings:
    bot = Bot(TOKEN)
    bot._bot_user = User(1, "Rostra", is_bot=True, username="RostraBot")  # noqa: SLF001 - as if Telegram had told it
    return Renderings(bot)


def card() -> Reply:
    return text_reply("Water is heavy.", command_button("Another", "quote"))


def test_a_reply_that_comes_again_is_rendered_once() -> None:
    made, reply = renderings(), card()
    first = made.content(reply)
    assert first.text == "Water is heavy."
    assert first.keyboard == {
        "inline_keyboard": [[{"text": "Another", "callback_data": "quote:::"}]]
    }
    assert made.pages(reply) == [reply]
    assert made.content(reply) is first


def test_one_that_is_gone_is_not_taken_for_another() -> None:
    made = renderings()
    for number in range(100):
        # The place in memory of the one before is taken again.
        reply = text_reply(f"Excerpt {number}.")
        assert made.content(reply).text == f"Excerpt {number}."
        del reply


def test_a_long_one_has_its_pages() -> None:
    made = renderings()
    reply = text_reply("Water is heavy. " * 400)
    first, second = made.pages(reply)
    assert (
        made.content(first).text + " " + made.content(second).text == reply.text.strip()
    )
    assert len(made.pages(reply)) == 2
