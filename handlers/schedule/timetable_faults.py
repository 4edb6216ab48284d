"""Say what of a digest's hour, zone and days could not be read."""

from handlers.contract.errors import UserError
from handlers.schedule.timetable import Timetable
from handlers.text.reply_parts import command_button, text_reply
from handlers.text.wording import in_quotes

WHICH_DAYS = text_reply(
    "On which days? Write /daily every weekday, or the days: /daily every monday,thursday "
    "or /daily every mon-fri at 8:30.",
    command_button("Every weekday", "daily", words="every weekday"),
    command_button("Every day", "daily", words="every day"),
)


def must_be_read(read: Timetable) -> None:
    """Let pass what leaves no word of an hour or of days unread.

    Raises:
        UserError: Something looks like an hour and is none, or like a second one, or
            days are told in a way that is not known.
    """
    if read.no_days:
        raise UserError(WHICH_DAYS)
    if read.no_hour:
        raise UserError(
            text_reply(
                f"{in_quotes(read.no_hour)} is no hour of the day. Write it like 08:30 or "
                "7pm, then the zone: /daily on 08:30 Europe/Berlin."
            )
        )
    if read.second:
        raise UserError(
            text_reply(
                f"An excerpt comes once a day, and {in_quotes(read.second)} would be a second "
                "hour. Write one: /daily on 08:30 Europe/Berlin."
            )
        )
