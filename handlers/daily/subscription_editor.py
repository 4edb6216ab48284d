"""Changes of a chat's digest: its hour and days, and what it draws from."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from content.query.query import format_query, parse_query
from handlers.contract.reply import (
    Reply,
    UserError,
    command_button,
    paragraph,
    text_reply,
)
from handlers.contract.request import Request
from handlers.daily.status import (
    format_next,
    format_schedule,
    format_scope,
    format_sound,
)
from handlers.schedule.timetable import Timetable, parse_timetable, timetable_of
from handlers.schedule.validation import WHICH_DAYS, check_timetable, resolve_zone
from handlers.text.query_text import (
    describe,
    invalid_dates,
    restrictions_by_name,
    unknown_names,
)
from handlers.text.search_state import with_embedding_note
from handlers.text.speaker_choice import resolve_speaker
from handlers.text.topic_buttons import near_topic_buttons
from handlers.text.wording import in_quotes, shorten
from storage.chats.chats import Chats
from storage.digests.daily_excerpts import DigestScope
from storage.digests.subscriptions import Subscription, Subscriptions
from storage.search.library import Library
from storage.search.search import Search, SearchPage
from storage.search.topics import Topics
from storage.semantic.embedding_job import EmbeddingJob

DEFAULT_TIME = "09:00"
"""The hour of a digest whose chat names none."""

NOBODY = "none"
"""What stands for no role where one is named."""

NOT_YET = "It does not come by itself here yet."
"""What is said of a digest that is off, where it can be turned on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionEditor:
    """The changes that one request makes to its chat's digest, by sub-command."""

    request: Request
    chats: Chats
    library: Library
    search: Search
    topics: Topics
    subscriptions: Subscriptions
    embedding: EmbeddingJob

    async def change(self) -> Reply:
        """Change what the request's sub-command names; return the answer.

        Raises:
            UserError: The words can't be parsed, or the library has nothing that they name.
        """
        by_subcommand: dict[str, Callable[[], Awaitable[Reply]]] = {
            "on": self._turn_on,
            "off": self._turn_off,
            "every": self._set_days,
            "speaker": self._follow_speaker,
            "topic": self._follow_topic,
            "all": partial(self._follow, DigestScope.ALL, ""),
            "ping": self._choose_role,
            "quiet": self._choose_sound,
        }
        return await by_subcommand[self.request.arguments.subcommand]()

    async def _turn_on(self) -> Reply:
        """Turn the digest on, at the hour, on the days and in the zone given or kept."""
        chosen = await self._with_timetable(self._timetable(), "on")
        return await self._save_and_confirm(replace(chosen, active=True))

    async def _turn_off(self) -> Reply:
        """Turn the digest off; what was chosen is remembered, but not whom it pings.

        Who turns it on again may have no right to ping that role.
        """
        before = await self._current()
        text = "The daily excerpt was not on here."
        if before.active or before.role_id:
            await self._save(replace(before, active=False, role_id="", role_name=""))
        if before.active:
            text = "The daily excerpt is off here. What was chosen is remembered."
        if before.role_id:
            text += f" It pings {in_quotes(before.role_name)} no more."
        return text_reply(text, command_button("Turn on", "daily", words="on"))

    async def _choose_role(self) -> Reply:
        """Set the role that the digest pings, or show which one it is."""
        if self.request.find_role is None:
            raise UserError("No role can be pinged here, since this chat has none.")
        if not self.request.delivers:
            raise UserError(self.request.undelivered)
        wanted = self.request.arguments.text("role")
        before = await self._current()
        if not wanted:
            return _pinged(before, "The daily excerpt pings")
        if wanted.casefold() == NOBODY:
            kept = await self._save(replace(before, role_id="", role_name=""))
            return _pinged(kept, "Noted: the daily excerpt pings")
        role = self.request.find_role(wanted)
        if role is None:
            raise UserError(
                f"There is no role {in_quotes(wanted)} here. Choose one with /daily ping."
            )
        name = in_quotes(role.name)
        if role.is_everyone:
            raise UserError(
                "The daily excerpt never pings everyone. Choose a role with those who "
                "want to be told."
            )
        if not role.person_may_ping:
            raise UserError(
                f"You may not ping {name} yourself, so you can't let the daily excerpt "
                "do it. Ask somebody who may, or let everybody mention that role."
            )
        kept = await self._save(replace(before, role_id=role.id, role_name=role.name))
        note = f" Nobody is told yet: {role.refusal}" if role.refusal else ""
        return _pinged(kept, "Noted: the daily excerpt pings", note)

    async def _choose_sound(self) -> Reply:
        """Set whether the digest comes without a sound."""
        wanted = self.request.arguments.text("wanted")
        if not wanted:
            # What else was typed belongs to a verb that takes a sound beside it.
            rest = self.request.arguments.unread
            meant = [f"on {rest} quiet"] if rest and parse_timetable(rest).hour else []
            raise UserError(
                "With a sound or without? /daily quiet on lets the daily excerpt come without a "
                "sound, /daily quiet off with one.",
                *(command_button(f"/daily {m}", "daily", words=m) for m in meant),
                command_button("Without a sound", "daily", words="quiet on"),
                command_button("With a sound", "daily", words="quiet off"),
            )
        before = await self._current()
        kept = await self._save(replace(before, quiet=wanted == "on"))
        note = "" if kept.active else f" {self._not_yet}"
        return text_reply(
            f"Noted: the daily excerpt comes {format_sound(kept)}.{note}",
            command_button("Status", "daily", words="status"),
        )

    async def _set_days(self) -> Reply:
        """Set the days of the week, and the hour and zone if they are given."""
        timetable = self._timetable()
        if timetable.days is None:
            raise UserError(WHICH_DAYS)
        chosen = await self._with_timetable(timetable, "every")
        return await self._save_and_confirm(chosen, timed=True)

    async def _follow_speaker(self) -> Reply:
        """Set the digest to draw from the words of one speaker."""
        name = self.request.arguments.text("speaker")
        if not name:
            raise UserError(
                "Whose words? Write /daily speaker with a name.",
                command_button("Speakers", "speakers"),
            )
        speaker, about = await resolve_speaker(
            name, self.request, about="", library=self.library, verb="speaker"
        )
        if about:
            raise UserError(self._ask_which(speaker.name, about))
        return await self._follow(DigestScope.SPEAKER, speaker.name)

    async def _follow_topic(self) -> Reply:
        """Set the digest to draw from what was said about something."""
        words = self.request.arguments.text("words")
        if not words:
            raise UserError(
                "About what? Write /daily topic with a word or a few.",
                command_button("Topics", "topics"),
            )
        if (query := parse_query(words)).speaker:
            about = format_query(replace(query, speaker=""))
            raise UserError(self._ask_which(query.speaker, about))
        found = await self.search.find(query, count=1)
        # By meaning, something is always nearest, even to what nobody says.
        if not found.total or (found.is_gibberish and not found.has_word_match):
            near = await near_topic_buttons(
                query.words, self.topics, command="daily", verb="topic"
            )
            hint = "These are near:" if near else "See what it is about."
            passed_over = "".join(f" {each}" for each in invalid_dates(query))
            reply = text_reply(
                f"Nothing in this library speaks of {in_quotes(words)}, so there is "
                f"nothing to follow.{passed_over} {hint}",
                *near,
                command_button("Topics", "topics"),
            )
            coverage = await self.embedding.coverage()
            raise UserError(with_embedding_note(reply, query, coverage))
        if query.invalid_dates:
            words = format_query(replace(query, invalid_dates=()))
        reply = await self._follow(DigestScope.TOPIC, words)
        return replace(
            reply,
            paragraphs=(*reply.paragraphs, *map(paragraph, _reading_notes(found))),
        )

    def _ask_which(self, speaker: str, about: str) -> Reply:
        """Return the question whether to follow a speaker or a subject; not both can be."""
        choices = [(speaker, f"speaker {speaker}")]
        if about:
            choices.append((shorten(about, 60), f"topic {about}"))
        return text_reply(
            "A daily excerpt draws from one speaker or from one subject, not from both. "
            "Which shall it be?",
            *[command_button(label, "daily", words=words) for label, words in choices],
        )

    async def _follow(self, scope: DigestScope, subject: str) -> Reply:
        chosen = replace(await self._current(), scope=scope, subject=subject)
        return await self._save_and_confirm(chosen)

    @property
    def _not_yet(self) -> str:
        """That the digest is off, or why none can come here at all."""
        return self.request.undelivered or NOT_YET

    async def _current(self) -> Subscription:
        place = self.request.place
        kept = await self.subscriptions.get(place.key, place.thread)
        if kept is not None:
            return kept
        zone = await self.chats.zone(place.key)
        return Subscription(active=False, time=DEFAULT_TIME, zone=zone)

    def _timetable(self) -> Timetable:
        arguments = self.request.arguments
        return timetable_of(
            time=arguments.text("time"),
            zone=arguments.text("zone"),
            days=arguments.text("days"),
        )

    async def _with_timetable(self, read: Timetable, verb: str) -> Subscription:
        """Return the current subscription with the hour, days and zone that were given."""
        check_timetable(read)
        sound = self.request.arguments.text("sound")
        asked = replace(read, sound=sound)
        zone = await resolve_zone(asked, verb=verb) if read.zone else ""
        before = await self._current()
        return replace(
            before,
            time=read.hour or before.time,
            days=read.days or before.days,
            zone=zone or before.zone,
            quiet=sound == "quiet" if sound else before.quiet,
        )

    async def _save(self, chosen: Subscription) -> Subscription:
        place = self.request.place
        return await self.subscriptions.save(
            place.key,
            place.thread,
            chosen,
            now=self.request.now,
            delivers=self.request.delivers,
        )

    async def _save_and_confirm(
        self, chosen: Subscription, *, timed: bool = False
    ) -> Reply:
        """Save a subscription and confirm it; `timed` names its hour and days as well."""
        kept = await self._save(chosen)
        if kept.active:
            text = f"Noted: {format_schedule(kept, self.request.now)}, from {format_scope(kept)}."
            # A request that is handled twice is told the same: not whether it was on before.
            which = "first" if self.request.arguments.subcommand == "on" else "next"
            text += f" {format_next(kept, self.request, which)}"
            turn = command_button("Turn off", "daily", words="off")
        else:
            hour = f", {format_schedule(kept, self.request.now)}" if timed else ""
            text = (
                f"Noted: the daily excerpt draws from {format_scope(kept)}{hour}. "
                f"{self._not_yet}"
            )
            turn = command_button("Turn on", "daily", words="on")
        if kept.quiet or self.request.arguments.text("sound"):
            text += f" It comes {format_sound(kept)}."
        return text_reply(
            text,
            command_button("Today's excerpt", "daily"),
            command_button("Status", "daily", words="status"),
            turn,
        )


def _pinged(chosen: Subscription, text: str, note: str = "") -> Reply:
    """Return whom a digest pings, with buttons to go on from there."""
    whom = f"the role {in_quotes(chosen.role_name)}" if chosen.role_id else "nobody"
    buttons = [command_button("Status", "daily", words="status")]
    if chosen.role_id:
        buttons.insert(
            0, command_button("Ping nobody", "daily", words=f"ping {NOBODY}")
        )
    if not chosen.active:
        note += f" {NOT_YET}"
        buttons.append(command_button("Turn on", "daily", words="on"))
    return text_reply(f"{text} {whom}.{note}", *buttons)


def _reading_notes(found: SearchPage) -> Iterator[str]:
    """Yield what was passed over, corrected, dropped or found by its meaning."""
    yield from invalid_dates(found.query)
    yield from unknown_names(found.unknown_names)
    if found.dropped:
        without = restrictions_by_name(found.dropped, found.corrected_query)
        yield f"Nothing {describe(found.corrected_query)}: it draws without {without}."
    if not found.has_word_match:
        yield "Nobody uses these words here: it draws from what comes near in meaning."
        return
    if found.corrections:
        typed = ", ".join(in_quotes(word, 30) for word in found.corrections)
        meant = in_quotes(found.query.words)
        yield f"Nobody says {typed} here: it draws from what was said about {meant}."
    if missing := [w for w in found.missing_words if w not in found.corrections]:
        yield f"Nobody says {', '.join(in_quotes(word, 30) for word in missing)} here."
    if found.words_apart:
        yield "Nothing has all of these words: it draws from what has some of them."
