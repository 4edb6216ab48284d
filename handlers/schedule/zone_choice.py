"""Settle which zone a person means, by asking where it isn't certain."""

import asyncio

from handlers.contract.errors import UserError
from handlers.schedule.timetable import Timetable
from handlers.schedule.weekdays import brief_days
from handlers.schedule.zones import read_zone
from handlers.text.reply_parts import command_button, text_reply
from handlers.text.wording import in_quotes


async def one_zone(read: Timetable, *, verb: str) -> str:
    """Return the zone that was typed.

    Args:
        read: What was typed, to be kept in the buttons.
        verb: The command's word that goes before it.

    Raises:
        UserError: It is no zone, or several; its buttons offer those surely near.
    """
    found = await asyncio.to_thread(read_zone, read.zone)
    if found.zone:
        return found.zone
    if not found.offers:
        raise UserError(
            text_reply(
                f"There is no zone {in_quotes(read.zone)} here. Name the nearest big city, "
                "an IANA zone such as Europe/Berlin, or an offset such as +05:30."
            )
        )
    buttons = [
        command_button(
            offer.label,
            "daily",
            words=f"{verb} {_again(read, offer.zone)}",
        )
        for offer in found.offers
    ]
    if found.shared:
        text = f"The clock is not the same in all of {in_quotes(read.zone)}. Which is yours?"
    else:
        text = f"There is no zone {in_quotes(read.zone)}. Did you mean one of these?"
    raise UserError(text_reply(text, *buttons))


def _again(read: Timetable, zone: str) -> str:
    days = f"every {brief_days(read.days)}" if read.days else ""
    return " ".join(filter(None, [read.hour, zone, days]))
