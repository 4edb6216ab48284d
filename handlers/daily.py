"""`/daily`: this chat's excerpt of the day, and the hour it should come at."""

import asyncio
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.clock import read_hour, read_zone
from handlers.errors import UserError
from handlers.looking import brief, excerpt_named, shown
from handlers.phrasing import code, paragraph, press, rows, sentence, small, spoken_date
from handlers.reply import Paragraph, Reply
from handlers.request import Request
from storage.chats import Chats, Subscription
from storage.comments import Comments
from storage.library import Library

MORNING = "09:00"
"""The hour of a digest whose chat names none."""


async def daily(
    request: Request, *, library: Library, chats: Chats, comments: Comments
) -> Reply:
    """Show today's excerpt, or turn the digest on or off, or say how it stands.

    Today is the chat's own: its zone is the one given with ``on``, UTC until then.

    Raises:
        UserError: The hour or the zone can't be read; nothing is changed then.
    """
    verb, _, rest = brief(request.words, "an hour and a zone").partition(" ")
    match verb.casefold():
        case "":
            return await _today(request, library, chats, comments)
        case "on":
            return await _on(request, rest, chats)
        case "off":
            return await _off(request, chats)
        case "status":
            return await _status(request, chats)
        case "now":
            return await _today(request, library, chats, comments)
    raise UserError(
        sentence(
            "/daily shows today's excerpt; /daily on 08:30 Europe/Berlin, /daily off "
            "and /daily status are about its hour.",
            press("Today's excerpt", "daily"),
            press("Status", "daily", words="status"),
        )
    )


async def _today(
    request: Request, library: Library, chats: Chats, comments: Comments
) -> Reply:
    zone = await chats.zone(request.place.key)
    today = request.now.astimezone(ZoneInfo(zone)).date()
    key = await chats.daily(request.place.key, today)
    if key is None:
        raise UserError(
            sentence(
                "The library is empty, so there is no excerpt of the day. An "
                "administrator fills it with /reload."
            )
        )
    excerpt = await excerpt_named(key, library=library)
    reply = await shown(
        excerpt, request, comments=comments, another=press("Another", "quote")
    )
    heading = paragraph(small(f"Today's excerpt, {spoken_date(today.isoformat())}"))
    return replace(reply, paragraphs=(heading, *reply.paragraphs))


async def _on(request: Request, words: str, chats: Chats) -> Reply:
    first, _, rest = words.partition(" ")
    before = await chats.subscription(request.place.key, request.place.thread)
    hour = read_hour(first)
    if hour is None and first and first[0].isdecimal():
        raise UserError(
            sentence(
                f"“{first}” is no hour of the day. Write it like 08:30 or 7pm, then "
                "the zone: /daily on 08:30 Europe/Berlin."
            )
        )
    typed = rest.strip() if hour else words
    if typed:
        zone = await _zone(typed, hour)
    else:
        zone = await chats.zone(request.place.key)
    hour = hour or (before.time if before else MORNING)
    await chats.subscribe(
        request.place.key,
        request.place.thread,
        time=hour,
        zone=zone,
        now=request.now,
    )
    kept = Subscription(active=True, time=hour, zone=zone)
    return Reply(
        paragraphs=(
            paragraph(f"Noted: {_when(kept, request.now)}."),
            *_promise(),
        ),
        buttons=rows(
            [
                press("Today's excerpt", "daily"),
                press("Turn off", "daily", words="off"),
            ],
            2,
        ),
    )


async def _zone(typed: str, hour: str | None) -> str:
    zone, near = await asyncio.to_thread(read_zone, typed)
    if zone is not None:
        return zone
    buttons = [
        press(name, "daily", words=f"on {hour or MORNING} {name}") for name in near
    ]
    hint = (
        "Did you mean one of these?"
        if near
        else "Name a city or a zone such as Europe/Berlin or UTC+2."
    )
    raise UserError(sentence(f"There is no zone “{typed}”. {hint}", *buttons))


async def _off(request: Request, chats: Chats) -> Reply:
    was_on = await chats.unsubscribe(
        request.place.key, request.place.thread, now=request.now
    )
    text = (
        "The daily excerpt is off here. Its hour is remembered."
        if was_on
        else "The daily excerpt was not on here."
    )
    return sentence(text, press("Turn on", "daily", words="on"))


async def _status(request: Request, chats: Chats) -> Reply:
    kept = await chats.subscription(request.place.key, request.place.thread)
    if kept is None or not kept.active:
        return Reply(
            paragraphs=(
                paragraph(
                    "The daily excerpt is off here. Turn it on with ",
                    code("/daily on 08:30 Europe/Berlin"),
                    ".",
                ),
            ),
            buttons=((press("Turn on", "daily", words="on"),),),
        )
    return Reply(
        paragraphs=(
            paragraph(f"The daily excerpt is on: {_when(kept, request.now)}."),
            *_promise(),
        ),
        buttons=((press("Turn off", "daily", words="off"),),),
    )


def _when(kept: Subscription, now: datetime) -> str:
    local = now.astimezone(ZoneInfo(kept.zone))
    return f"every day at {kept.time}, {kept.zone} (it is {local:%H:%M} there now)"


def _promise() -> tuple[Paragraph, ...]:
    return (
        paragraph(
            small(
                "This version keeps the hour but does not send by itself yet; until "
                "it does, /daily shows the day's excerpt."
            )
        ),
    )
