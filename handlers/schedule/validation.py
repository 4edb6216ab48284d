"""Check a timetable as typed: ask again where its hour, days or zone is not clear."""

import asyncio

from handlers.contract.reply import UserError, command_button, text_reply
from handlers.schedule.timetable import Timetable
from handlers.schedule.weekdays import short_days
from handlers.schedule.zones import parse_zone
from handlers.text.wording import in_quotes

WHICH_DAYS = text_reply(
    "On which days? An excerpt comes once a day at most. Write /daily every weekday, or the "
    "days of the week: /daily every monday,thursday or /daily every mon-fri at 8:30.",
    command_button("Every weekday", "daily", words="every weekday"),
    command_button("Every day", "daily", words="every day"),
)


def check_timetable(timetable: Timetable) -> None:
    """Check that all words about the hour and the days were understood.

    Raises:
        UserError: Something looks like an hour and is none, or like a second one, or
            days are written in a way that is not understood.
    """
    if timetable.unclear_days:
        raise UserError(WHICH_DAYS)
    if timetable.invalid_hour:
        raise UserError(
            f"{in_quotes(timetable.invalid_hour)} is no hour of the day. Write it like 08:30 or "
            "7pm, then the zone: /daily on 08:30 Europe/Berlin."
        )
    if timetable.second_hour:
        raise UserError(
            f"An excerpt comes once a day, and {in_quotes(timetable.second_hour)} would be a second "
            "hour. Write one: /daily on 08:30 Europe/Berlin."
        )


async def resolve_zone(timetable: Timetable, *, verb: str) -> str:
    """Return the zone that was typed.

    Args:
        timetable: What was typed; its hour, days and sound are kept in the buttons.
        verb: The subcommand that goes before it.

    Raises:
        UserError: It is no zone, or several; its buttons offer similar ones.
    """
    found = await asyncio.to_thread(parse_zone, timetable.zone)
    if found.zone:
        return found.zone
    if not found.options:
        raise UserError(
            f"There is no zone {in_quotes(timetable.zone)} here. Name the nearest big city, "
            "an IANA zone such as Europe/Berlin, or an offset such as +05:30."
        )
    buttons = [
        command_button(
            option.label,
            "daily",
            words=f"{verb} {_words_again(timetable, option.zone)}",
        )
        for option in found.options
    ]
    if found.is_ambiguous:
        text = (
            f"{in_quotes(timetable.zone)} may mean more than one clock. Which is yours? If "
            "none is, name the nearest big city."
        )
    else:
        text = (
            f"There is no zone {in_quotes(timetable.zone)}. Did you mean one of these?"
        )
    raise UserError(text, *buttons)


def _words_again(timetable: Timetable, zone: str) -> str:
    days = f"every {short_days(timetable.days)}" if timetable.days else ""
    return " ".join(filter(None, [timetable.hour, zone, days, timetable.sound]))
