"""What Discord refuses, and how it says so.

The numbers are from https://docs.discord.com/developers/reference and the pages about
messages, components and application commands there.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]

MAX_EMBEDS_CHARS = 6000
MAX_COMMAND_CHARS = 8000
_NAME = re.compile(r"[-_'\w]{1,32}")
_BUTTON, _SELECT, _TEXT_INPUT, _LABEL = 2, 3, 4, 18
_LINK = 5


class RefusedError(Exception):
    """An error that Discord answers to a request.

    Attributes:
        status: Of the answer.
        code: Discord's own code.
        headers: More headers of the answer.
        more: More of its body.
    """

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
        **more: object,
    ) -> None:
        super().__init__(message)
        self.status, self.code = status, code
        self.headers = dict(headers or {})
        self.body: Json = {"message": message, "code": code} | more


def unknown(what: str, code: int) -> RefusedError:
    return RefusedError(404, code, f"Unknown {what}")


def too_many(seconds: float, scope: str = "user") -> RefusedError:
    """A 429; only a `shared` one is about what others do, too."""
    return RefusedError(
        429,
        0,
        "You are being rate limited.",
        headers={
            "Via": "1.1 google",
            "Retry-After": f"{seconds:.3f}",
            "X-RateLimit-Scope": scope,
            "X-RateLimit-Limit": "5",
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset-After": f"{seconds:.3f}",
            "X-RateLimit-Bucket": "abcd1234",
        },
        retry_after=seconds,
        **{"global": scope == "global"},
    )


def invalid(where: str, why: str) -> RefusedError:
    return RefusedError(
        400,
        50035,
        "Invalid Form Body",
        errors={where: {"_errors": [{"code": "INVALID", "message": why}]}},
    )


def _measure(where: str, text: object, most: int, least: int = 0) -> int:
    if not isinstance(text, str):
        raise invalid(where, "must be a string")
    if not least <= len(text.strip()) <= len(text) <= most:
        raise invalid(where, f"must be between {least} and {most} in length")
    return len(text)


def _count(where: str, items: object, most: int, least: int = 0) -> list[Json]:
    if not isinstance(items, list) or not least <= len(items) <= most:
        raise invalid(where, f"must be between {least} and {most} in number")
    return items


def check_message(message: Json, *, edits: bool = False) -> None:
    """Refuse a message that Discord would not show."""
    _measure("content", message.get("content") or "", 2000)
    embeds = _count("embeds", message.get("embeds") or [], 10)
    if sum(map(_check_embed, embeds)) > MAX_EMBEDS_CHARS:
        raise invalid("embeds", f"is longer than {MAX_EMBEDS_CHARS} in all")
    rows = _count("components", message.get("components") or [], 5)
    ids = [id_ for row in rows for id_ in _check_row(row)]
    if len(ids) != len(set(ids)):
        raise invalid("components", "component custom id cannot be duplicated")
    if len(str(message.get("nonce") or "")) > 25:
        raise invalid("nonce", "must be 25 or fewer in length")
    shown = [message.get("content"), embeds, rows]
    if not edits and not any(shown):
        raise RefusedError(400, 50006, "Cannot send an empty message")


def _check_embed(embed: Json) -> int:
    """Return how many characters of an embed count towards the limit."""
    author, footer = embed.get("author") or {}, embed.get("footer") or {}
    length = (
        _measure("title", embed.get("title") or "", 256)
        + _measure("description", embed.get("description") or "", 4096)
        + _measure("footer.text", footer.get("text") or "", 2048)
        + _measure("author.name", author.get("name") or "", 256)
    )
    if not length and not embed.get("fields"):
        raise invalid("embeds", "is empty")
    for each in _count("fields", embed.get("fields") or [], 25):
        length += _measure("field.name", each["name"], 256, 1)
        length += _measure("field.value", each["value"], 1024, 1)
    for address in (embed.get("url"), author.get("url")):
        if address and not address.startswith(("http://", "https://")):
            raise invalid("url", "is no address of the web")
    return length


def _check_row(row: Json) -> Iterator[str]:
    """Yield the ids of the buttons and menus in a row."""
    if row.get("type") != 1:
        raise invalid("components", "is no row of components")
    items = _count("components", row.get("components"), 5, 1)
    if len(items) > 1 and any(item["type"] != _BUTTON for item in items):
        raise invalid("components", "only buttons share a row")
    for item in items:
        if item["type"] == _BUTTON:
            _measure(
                "label", item.get("label") or "", 80, 0 if item.get("emoji") else 1
            )
            if item["style"] == _LINK:
                _measure("url", item.get("url"), 512, 1)
                continue
        elif item["type"] == _SELECT:
            _measure("placeholder", item.get("placeholder") or "", 150)
            options = _count("options", item.get("options"), 25, 1)
            for each in options:
                _measure("label", each["label"], 100, 1)
                _measure("value", each["value"], 100, 1)
                _measure("description", each.get("description") or "", 100)
            if len({each["value"] for each in options}) < len(options):
                raise invalid("options", "the specified option value is already used")
        else:
            raise invalid("components", f"a message has no component {item['type']}")
        _measure("custom_id", item.get("custom_id"), 100, 1)
        yield item["custom_id"]


def check_form(form: Json) -> None:
    """Refuse a modal that Discord would not open."""
    _measure("title", form.get("title"), 45, 1)
    _measure("custom_id", form.get("custom_id"), 100, 1)
    for row in _count("components", form.get("components"), 5, 1):
        if row["type"] == _LABEL:
            _measure("label", row.get("label"), 45, 1)
            _measure("description", row.get("description") or "", 100)
            items = [row["component"]]
        else:
            items = _count("components", row.get("components"), 1, 1)
        for item in items:
            _measure("custom_id", item.get("custom_id"), 100, 1)
            if item["type"] != _TEXT_INPUT:
                continue
            if row["type"] != _LABEL:
                _measure("label", item.get("label"), 45, 1)
            _measure("placeholder", item.get("placeholder") or "", 100)
            most = item.get("max_length") or 4000
            if not 1 <= most <= 4000:
                raise invalid("max_length", "must be between 1 and 4000")
            _measure("value", item.get("value") or "", most)


def check_choices(choices: object) -> None:
    """Refuse choices that Discord would not offer while somebody types."""
    for each in _count("choices", choices, 25):
        _measure("choice.name", each["name"], 100, 1)
        _measure("choice.value", str(each["value"]), 100, 1)


def check_commands(commands: object) -> None:
    """Refuse a menu of commands that Discord would not take."""
    if not isinstance(commands, list):
        raise invalid("commands", "is no list")
    kinds = [command.get("type", 1) for command in commands]
    if kinds.count(1) > 100 or kinds.count(3) > 15:
        raise invalid("commands", "are too many")
    names = {(command.get("type", 1), command["name"]) for command in commands}
    if len(names) < len(commands):
        raise invalid("name", "application command names must be unique")
    for command in commands:
        if command.get("type", 1) == 1:
            _check_command(command)
        else:
            _measure("name", command["name"], 32, 1)
            if command.get("description"):
                raise invalid("description", "context menu commands have none")


def _check_command(command: Json) -> None:
    if _texts(command) > MAX_COMMAND_CHARS:
        raise invalid("command", f"is longer than {MAX_COMMAND_CHARS} in all")
    _check_named(command)


def _check_named(named: Json) -> None:
    """Refuse names and descriptions of a command, its parts and its options."""
    name = named["name"]
    if not _NAME.fullmatch(name) or name != name.lower():
        raise invalid("name", f"{name!r} is no name")
    _measure("description", named.get("description"), 100, 1)
    choices = named.get("choices") or []
    check_choices(choices)
    if choices and named.get("autocomplete"):
        raise invalid("autocomplete", "an option with choices is not completed")
    options = _count("options", named.get("options") or [], 25)
    required = [bool(each.get("required")) for each in options]
    if required != sorted(required, reverse=True):
        raise invalid("options", "required options must come before optional ones")
    if len({each["name"] for each in options}) < len(options):
        raise invalid("options", "option names must be unique")
    for each in options:
        _check_named(each)


def _texts(named: Json) -> int:
    """Return how long the names, descriptions and values of a command are in all."""
    choices = named.get("choices") or []
    return (
        len(named["name"])
        + len(named.get("description", ""))
        + sum(len(each["name"]) + len(str(each["value"])) for each in choices)
        + sum(map(_texts, named.get("options") or []))
    )
