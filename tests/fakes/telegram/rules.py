"""What Telegram refuses, and how it says so."""

import json
import re
from collections.abc import Mapping
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]

MAX_TEXT_UNITS = 4096
SIMPLE = {
    "blockquote",
    "bold",
    "code",
    "expandable_blockquote",
    "italic",
    "pre",
    "spoiler",
    "strikethrough",
    "underline",
}
CHOSEN_CHATS = ("user", "bot", "group", "channel")
BUTTON_KINDS = {"url", "callback_data", "copy_text", "switch_inline_query_chosen_chat"}
QUOTES = {"blockquote", "expandable_blockquote"}
MONOSPACE = {"code", "pre"}


class RefusedError(Exception):
    """An error that the Bot API answers to a call."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    @property
    def body(self) -> Json:
        body: Json = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(description: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: {description}")


def too_many(seconds: int) -> RefusedError:
    return RefusedError(
        429, f"Too Many Requests: retry after {seconds}", retry_after=seconds
    )


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def number(call: Mapping[str, str], name: str) -> int:
    try:
        return int(call[name])
    except KeyError:
        raise bad_request(f'parameter "{name}" is required') from None
    except ValueError:
        raise bad_request(f'parameter "{name}" must be a number') from None


def decoded(call: Mapping[str, str], name: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(call.get(name, "null"))
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


def checked_text(call: Mapping[str, str]) -> tuple[str, list[Json]]:
    """Return the text and entities of a message as Telegram would keep them."""
    if "parse_mode" in call:
        raise bad_request("this library speaks in entities, not in parse modes")
    text = call.get("text", "")
    entities = checked_entities(decoded(call, "entities") or [], text)
    if not text.strip():
        raise bad_request("message text is empty")
    if units(text) > MAX_TEXT_UNITS:
        raise bad_request("message is too long")
    lead = units(text) - units(text.lstrip())
    text = text.strip()
    return text, [moved(entity, -lead, units(text)) for entity in entities]


def moved(entity: Json, by: int, end: int) -> Json:
    start = max(entity["offset"] + by, 0)
    stop = min(entity["offset"] + entity["length"] + by, end)
    return entity | {"offset": start, "length": stop - start}


def checked_entities(entities: list[Json], text: str) -> list[Json]:
    """Refuse bad entities; those beyond the hundredth are dropped without a word.

    Telegram mends overlaps in ways of its own; here they are refused, since whoever
    sends them will be surprised.
    """
    if not isinstance(entities, list):
        raise bad_request("can't parse entities: expected an Array")
    whole = text.encode("utf-16-le", "surrogatepass")
    for entity in entities:
        check_entity(entity, whole)
    for one, other in combinations(entities[:100], 2):
        check_pair(one, other)
    return entities[:100]


def check_entity(entity: Json, whole: bytes) -> None:
    kind, start, length = entity.get("type"), entity["offset"], entity["length"]
    if kind not in SIMPLE | {"text_link", "text_mention"}:
        raise bad_request(f"can't parse entities: unsupported type {kind!r}")
    if kind == "text_link" and not good_url(entity.get("url", "")):
        raise bad_request(
            f"entity URL {entity.get('url')!r} is invalid: Wrong HTTP URL"
        )
    if kind == "text_mention" and type(entity["user"]["id"]) is not int:
        raise bad_request('can\'t parse entities: field "user" must be an Object')
    if start < 0 or length <= 0 or 2 * (start + length) > len(whole):
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text"
        )
    for edge in (start, start + length):
        unit = int.from_bytes(whole[2 * edge : 2 * edge + 2], "little")
        if 0xDC00 <= unit <= 0xDFFF:
            raise bad_request(
                f"entity at UTF-16 offset {edge} cuts a UTF-16 symbol in the middle"
            )


def check_pair(one: Json, other: Json) -> None:
    first, second = sorted((one, other), key=lambda it: (it["offset"], -it["length"]))
    end, start = first["offset"] + first["length"], second["offset"]
    if start >= end:
        return
    if start + second["length"] > end:
        raise bad_request(f"entities overlap at UTF-16 offset {start} without nesting")
    kinds = {first["type"], second["type"]}
    if len(kinds) == 1 or kinds <= QUOTES:
        raise bad_request(f"entities of type {first['type']} can't be nested")
    if kinds & MONOSPACE and not kinds & QUOTES:
        raise bad_request("code can't be nested with other entities")


def good_url(url: str) -> bool:
    parts = urlsplit(url)
    return (
        parts.scheme in {"http", "https"}
        and bool(re.fullmatch(r"[^\s.]+(\.[^\s.]+)+", parts.hostname or ""))
        and not re.search(r"\s", url)
        and len(url) <= 2048
    )


def checked_keyboard(call: Mapping[str, str]) -> Json | None:
    """Return the inline keyboard, or None for none."""
    markup = decoded(call, "reply_markup")
    if markup is None:
        return None
    if markup.get("force_reply"):
        if not 1 <= len(markup.get("input_field_placeholder", "-")) <= 64:
            raise bad_request("can't parse force reply: placeholder is too long")
        return None
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list):
        raise bad_request("object expected as reply markup")
    for row in rows:
        if len(row) > 8:
            raise bad_request("too many buttons in a row of the inline keyboard")
        for button in row:
            check_button(button)
    if sum(map(len, rows)) > 100:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": [row for row in rows if row]} if any(rows) else None


def check_button(button: Json) -> None:
    if not button.get("text", "").strip():
        raise bad_request("inline keyboard button text is empty")
    kinds = BUTTON_KINDS & {*button}
    if len(kinds) != 1:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if "copy_text" in button and not 1 <= units(button["copy_text"]["text"]) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if chosen := button.get("switch_inline_query_chosen_chat"):
        allowed = [chosen.get(f"allow_{kind}_chats") for kind in CHOSEN_CHATS]
        if not any(allowed):
            raise bad_request("BUTTON_CHAT_TYPES_EMPTY")
        if len(chosen.get("query", "")) > 256:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not good_url(button["url"]):
        raise bad_request(
            f"inline keyboard button URL {button['url']!r} is invalid: Wrong HTTP URL"
        )
    if not 1 <= len(button.get("callback_data", "-").encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")


def checked_notice(call: Mapping[str, str]) -> str:
    text = call.get("text", "")
    if units(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    return text


def checked_commands(call: Mapping[str, str]) -> list[Json]:
    commands = decoded(call, "commands") or []
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command.get("command", "")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    names = [command["command"] for command in commands]
    if len(names) != len(set(names)):
        raise bad_request("BOT_COMMAND_DUPLICATE")
    return list(commands)


def checked_action(call: Mapping[str, str]) -> str:
    action = call.get("action", "")
    if action not in {"typing", "upload_photo", "upload_document"}:
        raise bad_request("wrong parameter action in request")
    return action
