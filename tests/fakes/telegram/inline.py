"""Inline mode of a small Telegram: what is typed, offered and chosen."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.fakes.telegram import rules
from tests.fakes.telegram.rules import Json, RefusedError, bad_request

MAX_RESULTS = 50
MAX_RESULT_ID_BYTES = 64
MAX_OFFSET_BYTES = 64
MAX_QUERY_CHARS = 256
START_WORDS = re.compile(r"[A-Za-z0-9_-]{1,64}")

TIMEOUT_S = 20.0
"""Seconds after which a wait in a test fails."""


@dataclass(frozen=True, kw_only=True)
class InlineAnswer:
    """What is listed above the field in which somebody types.

    Attributes:
        line: The text of the button above the list; empty for none.
        opens: What ``/start`` brings to the private chat that it opens.
    """

    results: list[Json]
    next_offset: str
    cache_s: int
    personal: bool
    line: str = ""
    opens: str = ""

    @property
    def ids(self) -> list[str]:
        return [result["id"] for result in self.results]

    def one(self, words: str) -> Json:
        """Return the one result with these words in its title or description."""
        (found,) = (
            each
            for each in self.results
            if words in each["title"] or words in each.get("description", "")
        )
        return found


@dataclass(kw_only=True)
class Typing:
    """What somebody has typed behind the bot's name, until it is answered."""

    id: str
    answer: asyncio.Future[InlineAnswer] = field(default_factory=asyncio.Future)

    async def answered(self) -> InlineAnswer:
        async with asyncio.timeout(TIMEOUT_S):
            return await self.answer


def checked_answer(call: Mapping[str, str]) -> InlineAnswer:
    """Return the answer to an inline query, or refuse it."""
    results = rules.decoded(call, "results")
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results JSON object")
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    for result in results:
        check_result(result)
    ids = [result["id"] for result in results]
    if len(ids) != len(set(ids)):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(call.get("next_offset", "").encode()) > MAX_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    cache_s = call.get("cache_time", "300")
    if not cache_s.isdecimal():
        raise bad_request("invalid cache_time specified")
    button = rules.decoded(call, "button") or {}
    if button:
        check_results_button(button)
    return InlineAnswer(
        results=results,
        next_offset=call.get("next_offset", ""),
        cache_s=int(cache_s),
        personal=call.get("is_personal", "") == "true",
        line=button.get("text", ""),
        opens=button.get("start_parameter", ""),
    )


def check_result(result: Json) -> None:
    if result.get("type") != "article":
        raise bad_request("inline query result type is unsupported here")
    if not 1 <= len(result.get("id", "").encode()) <= MAX_RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not result.get("title", "").strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content:
        raise bad_request('can\'t find field "message_text"')
    sent = sent_content(result)
    if sent["text"] != content["message_text"].strip():
        raise AssertionError("it is not the same text")


def check_results_button(button: Json) -> None:
    if not button.get("text", "").strip():
        raise bad_request("inline query results button text is empty")
    if ("web_app" in button) == ("start_parameter" in button):
        raise bad_request("inline query results button must have exactly one kind")
    if not START_WORDS.fullmatch(button.get("start_parameter", "-")):
        raise bad_request("START_PARAM_INVALID")


def sent_content(result: Json) -> Json:
    """Return text, entities and keyboard of the message that choosing a result sends."""
    content = result["input_message_content"]
    call = {
        "text": content["message_text"],
        "entities": json.dumps(content.get("entities") or []),
        "reply_markup": json.dumps(result.get("reply_markup")),
    }
    text, entities = rules.checked_text(call)
    keyboard = rules.checked_keyboard(call)
    sent: Json = {"text": text, "entities": entities}
    return sent | ({"reply_markup": keyboard} if keyboard else {})


def too_old() -> RefusedError:
    return bad_request(
        "query is too old and response timeout expired or query ID is invalid"
    )
