"""A reply has one button for each thing to do."""

from bot.rendering.repeated_buttons import without_repeats
from handlers.contract.reply import (
    Button,
    Reply,
    actions,
    command_button,
    field_button,
    navigation,
)

SOURCE = Button(label="Source", url="https://speeches.example/1901")


def test_the_first_of_two_that_do_the_same_is_kept() -> None:
    first = command_button("The first", "speakers")
    last = command_button("The last", "speakers")
    named = command_button("Quotes", "quote", words="Ada Brook")
    reply = without_repeats(
        Reply(groups=(navigation(first, last), actions(last, named, SOURCE, SOURCE)))
    )
    assert [group.buttons for group in reply.groups] == [(first,), (named, SOURCE)]


def test_buttons_that_differ_in_anything_are_kept() -> None:
    reply = Reply(
        groups=(
            navigation(*(command_button("Go", "topic", page=n) for n in range(3))),
            actions(
                command_button("Go", "topic", words="peace"),
                field_button("Go", "topic", words="peace"),
                command_button("Go", "quote", words="peace"),
                SOURCE,
            ),
        )
    )
    assert without_repeats(reply) is reply
