"""Golden cases: chats that are exported as JSON, and JSON that is no chat."""

import json

import pytest

from content.document import UnreadableDocumentError
from content.formats import read_document
from content.segment import segment


def slack(number: int, name: str, text: str, **more: str) -> dict[str, object]:
    return {
        "type": "message",
        "user": f"U{name}",
        "text": text,
        "ts": f"{1684922640 + number}.000100",
        "user_profile": {"real_name": name},
        **more,
    }


SLACK = [
    slack(0, "Jana Novak", "Who has the slides?\n\nAnd the <https://a.example|chart>?"),
    slack(1, "Tomek", "<@UJana Novak> I do &amp; not the chart.\nNote: it is late."),
    slack(3, "Sam", "<@USam> has joined the channel", subtype="channel_join"),
    slack(4, "Tomek", "Good.", thread_ts="1684922640.000100"),
]
"""What answers in a thread stands below what it answers."""

DISCORD = {
    "guild": {"name": "Coop"},
    "channel": {"name": "general"},
    "messages": [
        {
            "type": kind,
            "timestamp": "2023-05-24T19:04:00+00:00",
            "content": text,
            "author": {"name": name.lower(), "nickname": name},
        }
        for kind, name, text in (
            ("Default", "Mira", "Who has the text?"),
            ("Reply", "Olli", "I have."),
            ("ChannelPinnedMessage", "Olli", "Pinned a message."),
            ("Default", "Olli", ""),
        )
    ],
}


@pytest.mark.parametrize(
    ("export", "title", "said"),
    [
        pytest.param(
            SLACK,
            "",
            [
                ("Jana Novak", "Who has the slides?\n\nAnd the chart?"),
                (
                    "Tomek",
                    "Good.\n\n@Jana Novak I do & not the chart.\nNote: it is late.",
                ),
                (None, "@Sam has joined the channel"),
            ],
            id="slack",
        ),
        pytest.param(
            DISCORD,
            "Coop – general",
            [
                ("Mira", "Who has the text?"),
                ("Olli", "I have."),
                (None, "Pinned a message."),
            ],
            id="discord",
        ),
    ],
)
@pytest.mark.parametrize("name", ["chat.json", "chat"])
def test_a_chat_is_read_message_by_message(
    export: object, title: str, said: list[tuple[str | None, str]], name: str
) -> None:
    document = read_document(json.dumps(export).encode(), name)
    assert (document.title, document.date) == (title, "2023-05-24")
    found = segment(document)
    assert [(one.speaker, one.text) for one in found] == said
    assert not any(one.doubtful for one in found)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"posts": [{"text": "Ada Brook: Good evening."}]}', "no chat that is known"),
        (b'[{"type": "message", "ts": "1"}, 4, {"ts": []}]', "no chat that is known"),
        (b'[{"type": "message", "ts": "1684922640.1"}]', "no message with words"),
        (b'{"channel": 1, "messages": [{"author": 1, "content": 2}]}', "no message"),
        (b'{"text": "Good evening', "no JSON that can be read"),
        (b"[" * 100_000, "no JSON that can be read"),
        (b"[{}," * 1_000_000, "more than 1,000,000 lists and objects"),
    ],
    ids=["another", "mixed", "empty", "wrong types", "broken", "nested", "too much"],
)
def test_other_json_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=why):
        read_document(data, "talk.json")


def test_text_that_opens_as_json_does_is_text() -> None:
    text = b'{"Good evening," said Ada Brook, and sat down.}'
    assert read_document(text, "talk.txt").blocks[0].text == text.decode()


def test_who_is_called_by_number_in_some_messages_is_named_as_in_others() -> None:
    plain = slack(2, "Tomek", "And the lamp?")
    del plain["user_profile"]
    plain["text"] = "<@UJana Novak> and the lamp?"
    data = json.dumps([*SLACK[:2], plain]).encode()
    said = [(one.speaker, one.text) for one in segment(read_document(data, "a.json"))]
    assert said[-1][0] == "Tomek"
    assert said[-1][1].endswith("@Jana Novak and the lamp?")
