"""`/daily status`: when the next digest comes, how the last went, what it follows."""

from datetime import datetime

from handlers.contract.reply import Paragraph, Reply
from handlers.contract.request import Request
from handlers.daily.digest import gone_words, is_gone
from handlers.schedule.offsets import spoken_zone
from handlers.schedule.weekdays import spoken_days
from handlers.text.phrasing import code, paragraph, press, quoted, rows, spoken_date
from storage.database.time import time_zone
from storage.digests.chats import Chats
from storage.digests.delivery import Delivery, State
from storage.digests.due import EVERY_DAY
from storage.digests.ledger import Ledger
from storage.digests.selection import Scope
from storage.digests.subscriptions import Subscription, Subscriptions
from storage.search.library import Library
from storage.search.search import Search

NOT_BY_ITSELF = "Nothing comes by itself here; /daily shows the day's excerpt."


async def status(
    request: Request,
    *,
    library: Library,
    search: Search,
    chats: Chats,
    subscriptions: Subscriptions,
    ledger: Ledger,
) -> Reply:
    """Say how this chat's digest stands."""
    place = request.place
    chosen = await subscriptions.get(place.key, place.thread)
    last = await ledger.last(place.key, place.thread)
    missing = await is_gone(chosen, library=library, search=search)
    note = _gone(chosen) if chosen and missing else ()
    if chosen is None or not chosen.active:
        zone = chosen.zone if chosen else await chats.zone(place.key)
        return Reply(
            paragraphs=(
                paragraph(
                    "The daily excerpt is off here. Turn it on with ",
                    code("/daily on 08:30 Europe/Berlin"),
                    ".",
                ),
                *note,
                *_last(last, zone),
            ),
            buttons=((press("Turn on", "daily", words="on"),),),
        )
    return Reply(
        paragraphs=(
            paragraph(f"The daily excerpt is on: {when(chosen, request.now)}."),
            paragraph(f"It draws from {follows(chosen)}.", tight=True),
            *(note or (paragraph(_next(chosen, request), tight=True),)),
            *_last(last, chosen.zone),
        ),
        buttons=rows(
            [
                press("Today's excerpt", "daily"),
                press("Turn off", "daily", words="off"),
            ],
            2,
        ),
    )


def when(chosen: Subscription, now: datetime) -> str:
    """Say the days, hour and zone of a digest."""
    local = now.astimezone(time_zone(chosen.zone))
    days = spoken_days(chosen.days) if chosen.days != EVERY_DAY else "every day"
    zone = spoken_zone(chosen.zone)
    return f"{days} at {chosen.time}, {zone} (it is {local:%H:%M} there now)"


def follows(chosen: Subscription) -> str:
    """Say what a digest draws from."""
    if chosen.scope is Scope.SPEAKER:
        return f"the words of {chosen.subject}"
    if chosen.scope is Scope.TOPIC:
        return f"what was said about {quoted(chosen.subject)}"
    return "the whole library"


def _gone(chosen: Subscription) -> tuple[Paragraph, ...]:
    return (
        paragraph(
            f"{gone_words(chosen.scope, chosen.subject)} Choose anew with ",
            code("/daily all"),
            ", ",
            code("/daily speaker …"),
            " or ",
            code("/daily topic …"),
            ".",
            tight=True,
        ),
    )


def _next(chosen: Subscription, request: Request) -> str:
    if not request.delivers:
        return NOT_BY_ITSELF
    if chosen.due is None:
        return "The next one is being worked out."
    if chosen.due <= request.now:
        return "The next one is about to be sent."
    return f"The next one comes on {_local(chosen.due, chosen.zone)}."


def _last(last: Delivery | None, zone: str) -> tuple[Paragraph, ...]:
    if last is None:
        return ()
    how = {
        State.PENDING: "is about to be sent",
        State.SENDING: "is being sent",
        State.SENT: "was sent",
        State.SKIPPED: "was skipped",
        State.FAILED: "could not be sent",
        State.AMBIGUOUS: "may or may not have arrived, so it was not sent again",
    }[last.state]
    why = f": {last.reason}" if last.reason else ""
    return (paragraph(f"The last one, due on {_local(last.due, zone)}, {how}{why}."),)


def _local(at: datetime, zone: str) -> str:
    local = at.astimezone(time_zone(zone))
    return f"{local:%A}, {spoken_date(local.date().isoformat())} at {local:%H:%M}"
