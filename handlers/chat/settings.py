"""`/settings`: what a chat has chosen, on one screen that changes it."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.contract.reply import (
    Button,
    ButtonGroup,
    Paragraph,
    Reply,
    UserError,
    actions,
    command_button,
    field_button,
    heading,
    navigation,
    note,
    paragraph,
    refinements,
    results,
    row,
    text_reply,
)
from handlers.contract.request import Arguments, Request
from handlers.daily.status import format_schedule, format_scope, format_sound
from handlers.daily.subscription_editor import DEFAULT_TIME, SubscriptionEditor
from handlers.schedule.weekdays import short_days
from handlers.text.muting import ALL_HERE
from handlers.text.permission import ONLY_CHAT_ADMINS, require_manager
from handlers.text.wording import format_count
from storage.chats.chats import Chats
from storage.chats.exclusions import ExcludedHere, Exclusions
from storage.digests.daily_excerpts import DigestScope
from storage.digests.subscriptions import Subscription, Subscriptions
from storage.search.library import Library
from storage.search.search import Search
from storage.search.topics import Topics
from storage.semantic.embedding_job import EmbeddingJob

HOURS = tuple(f"{hour:02}:00" for hour in range(5, 23))
"""Hours that a button offers; a field takes any other."""

_CHANGES = {
    "on": Arguments(subcommand="on"),
    "off": Arguments(subcommand="off"),
    "all": Arguments(subcommand="all"),
    "quiet": Arguments({"wanted": "on"}, subcommand="quiet"),
    "loud": Arguments({"wanted": "off"}, subcommand="quiet"),
}
"""What `/daily` is asked to do, by the button's step."""

_ASK_AGAIN = {
    "hour": "Another hour …",
    "zone": "Another zone …",
    "speaker": "Another speaker …",
    "topic": "Another subject …",
}
"""The button below a refused value that asks for another one, by its step."""


async def settings(
    request: Request,
    *,
    chats: Chats,
    library: Library,
    search: Search,
    topics: Topics,
    subscriptions: Subscriptions,
    exclusions: Exclusions,
    embedding: EmbeddingJob,
) -> Reply:
    """Show what the chat has chosen, once what a button says is changed.

    Raises:
        UserError: The person may not decide for the chat, or what was written can't be
            read; nothing is changed then.
    """
    step = request.arguments.text("step")
    chosen = await _chosen(request, chats, subscriptions)
    said: tuple[Paragraph, ...] = ()
    if step and step != "hours":
        await require_manager(
            request,
            text_reply(ONLY_CHAT_ADMINS),
        )
        editor = SubscriptionEditor(
            request=request,
            chats=chats,
            library=library,
            search=search,
            topics=topics,
            subscriptions=subscriptions,
            embedding=embedding,
        )
        said = await _change(editor, step, chosen)
        chosen = await _chosen(request, chats, subscriptions)
    may_change = bool(await request.manages())
    has_threads = await chats.has_threads(request.place.key)
    excluded = ExcludedHere()
    if may_change:
        excluded = await exclusions.of_chat(request.place.key)
    return Reply(
        paragraphs=(
            *said,
            heading("What comes by itself here"),
            *_rows(request, chosen, has_threads=has_threads),
            *_excluded_rows(excluded),
            note(
                "/stop ends it, and /privacy says what is kept."
                if may_change
                else "Administrators of this chat may change it."
            ),
        ),
        groups=(
            *_groups(request, chosen, step, has_threads=has_threads),
            *_excluded_groups(excluded, step),
        )
        if may_change
        else (),
        replaces=request.pressed,
    )


async def _chosen(
    request: Request, chats: Chats, subscriptions: Subscriptions
) -> Subscription:
    place = request.place
    chosen = await subscriptions.get(place.key, place.thread)
    zone = chosen.zone if chosen else await chats.zone(place.key)
    return chosen or Subscription(active=False, time=DEFAULT_TIME, zone=zone)


async def _change(
    editor: SubscriptionEditor, step: str, chosen: Subscription
) -> tuple[Paragraph, ...]:
    """Change what a step says; return what to say of it.

    Raises:
        UserError: The library or the clock has nothing of what was written.
    """
    request = editor.request
    if step in {"threads", "chat"}:
        await editor.chats.set_threads(request.place.key, wanted=step == "threads")
        return ()
    value = request.arguments.text("value")
    verb, _, given = step.partition(" ")
    # The days stay as they are; naming them changes the hour and the zone alone.
    days = short_days(chosen.days)
    wanted = {
        **_CHANGES,
        "hour": Arguments({"time": given or value, "days": days}, subcommand="every"),
        "zone": Arguments({"zone": value, "days": days}, subcommand="every"),
        "speaker": Arguments({"speaker": value}, subcommand="speaker"),
        "topic": Arguments({"words": value}, subcommand="topic"),
    }.get(verb)
    if wanted is None:  # a button of an older version
        return ()
    asked = replace(request, command="daily", arguments=wanted)
    try:
        reply = await replace(editor, request=asked).change()
    except UserError as error:
        if not value:
            raise
        raise UserError(_asking_again(error.reply, verb)) from error
    # What is chosen is on the screen; what was read otherwise is not.
    return reply.paragraphs[1:]


def _asking_again(refusal: Reply, verb: str) -> Reply:
    """Return the refusal of a value with a button that asks for another one."""
    again = field_button(_ASK_AGAIN[verb], "settings", words=f"step {verb}")
    return replace(
        refusal, groups=(*refusal.groups, navigation(again)), asks_again=True
    )


def _rows(
    request: Request, chosen: Subscription, *, has_threads: bool
) -> Iterator[Paragraph]:
    state = "on" if chosen.active else "off"
    yield row(f"The daily excerpt is {state}: {format_schedule(chosen, request.now)}.")
    yield row(f"It draws from {format_scope(chosen)}.")
    yield row(f"It comes {format_sound(chosen)}.")
    if chosen.role_id:
        yield row(f"It pings the role {chosen.role_name}.")
    if request.opens_threads:
        where = "open threads of their own" if has_threads else "are shown in the chat"
        yield row(f"Comments {where}.")
    if not request.delivers:
        yield paragraph(request.undelivered)


def _excluded_rows(excluded: ExcludedHere) -> Iterator[Paragraph]:
    """Yield what is never offered here, for those who may change it."""
    if excluded.muted:
        yield row(f"Muted here: {', '.join(excluded.muted)}.")
    if excluded.excerpts:
        hidden = format_count(excluded.excerpts, "excerpt")
        verb = "is" if excluded.excerpts == 1 else "are"
        yield row(f"{hidden} {verb} hidden here.")


def _excluded_groups(excluded: ExcludedHere, step: str) -> tuple[ButtonGroup, ...]:
    if step == "hours":
        return ()
    buttons = []
    if excluded.muted:
        buttons.append(command_button("Unmute …", "unmute"))
    if excluded.excerpts:
        buttons.append(command_button(ALL_HERE, "hidden"))
        buttons.append(command_button("Offer hidden ones", "unhide", words="for all"))
    return (refinements(*buttons),)


def _groups(
    request: Request, chosen: Subscription, step: str, *, has_threads: bool
) -> tuple[ButtonGroup, ...]:
    if step == "hours":
        return (
            results(*(_step(hour, f"hour {hour}") for hour in HOURS)),
            navigation(
                field_button("Another hour …", "settings", words="step hour"),
                command_button("Back", "settings"),
            ),
        )
    threads = [
        _step("Comments in the chat", "chat")
        if has_threads
        else _step("Comments in threads", "threads")
    ]
    return (
        actions(
            _step("Turn off", "off") if chosen.active else _step("Turn on", "on"),
            _step("With a sound", "loud")
            if chosen.quiet
            else _step("Without a sound", "quiet"),
            _step("Hour", "hours"),
            field_button("Zone …", "settings", words="step zone"),
        ),
        refinements(
            *([] if chosen.scope is DigestScope.ALL else [_step("Everything", "all")]),
            field_button("A speaker …", "settings", words="step speaker"),
            field_button("A subject …", "settings", words="step topic"),
        ),
        actions(*(threads if request.opens_threads else [])),
    )


def _step(label: str, step: str) -> Button:
    return command_button(label, "settings", words=f"step {step}")
