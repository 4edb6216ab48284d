"""Slack's export: a file of messages for each channel and day.

Its form is told at https://slack.com/help/articles/220556107 and, field by field, at
https://docs.slack.dev/reference/events/message.
"""

import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from content.formats.chat_json.message import Chat, ChatMessage, objects_of, text_of

_SPOKEN = frozenset({"", "bot_message", "me_message", "thread_broadcast", "file_share"})
"""Subtypes of what somebody wrote; others are notices, "has joined the channel"."""

_MARKED = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_STAMP = re.compile(r"\d{9,11}(?:\.\d{1,9})?")


def read_slack(data: object) -> Chat | None:
    """Return the messages of an export; None where it is none of Slack's."""
    found = objects_of(data)
    if not found or not all("ts" in each and "type" in each for each in found):
        return None
    # Not every message of a person says what they are called.
    names = {
        user: name
        for each in found
        if (user := text_of(each, "user")) != (name := _name(each))
    }
    answers: dict[str, list[dict[str, object]]] = {}
    heads: list[dict[str, object]] = []
    known = {text_of(each, "ts") for each in found}
    for each in sorted(found, key=_seconds):
        thread = text_of(each, "thread_ts")
        if thread in known and thread != text_of(each, "ts"):
            answers.setdefault(thread, []).append(each)
        else:
            heads.append(each)
    ordered = (
        each for head in heads for each in (head, *answers.get(text_of(head, "ts"), ()))
    )
    return Chat(title="", messages=[_message(each, names) for each in ordered])


def _message(each: Mapping[str, object], names: Mapping[str, str]) -> ChatMessage:
    spoken = text_of(each, "subtype") in _SPOKEN
    seconds = _seconds(each)
    day = datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds else ""
    text = _plain(text_of(each, "text"), names)
    name = _name(each)
    author = names.get(name, name) if spoken else ""
    return ChatMessage(author=author, day=day, text=text)


def _name(each: Mapping[str, object]) -> str:
    profile = each.get("user_profile")
    shown = text_of(profile, "real_name", "display_name", "name")
    return shown or text_of(each, "username", "user", "bot_id")


def _seconds(each: Mapping[str, object]) -> float:
    stamp = text_of(each, "ts")
    return float(stamp) if _STAMP.fullmatch(stamp) else 0.0


def _plain(text: str, names: Mapping[str, str]) -> str:
    """Return words as the program shows them.

    >>> _plain("<@U1>: see <https://a.example|this> &amp; <#C1|talk>", {"U1": "Ada"})
    '@Ada: see this & #talk'
    """

    def shown(found: re.Match[str]) -> str:
        mark, target, label = found.groups()
        known = names.get(target, "") if mark == "@" else ""
        mark = "@" if mark == "!" else mark
        return f"{mark}{label or known or target}"

    return html.unescape(_MARKED.sub(shown, text))
