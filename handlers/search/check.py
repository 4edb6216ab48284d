"""`/check <words>`: did they say this?"""

from content.claims.verdict import Outcome
from handlers.contract.action import MAX_LOOK_UP_CHARS
from handlers.contract.reply import (
    Button,
    ButtonGroup,
    Reply,
    UserError,
    actions,
    command_button,
    results,
)
from handlers.contract.request import Request
from handlers.search.verdict import (
    MAX_PLACES_SHOWN,
    by_excerpt,
    not_here,
    verdict_paragraphs,
)
from handlers.text.card import source_button
from handlers.text.wording import in_quotes, shorten
from storage.chats.chats import Chats
from storage.search.checking import CheckedClaim, Checker
from storage.search.library import Library

MAX_CHECKED_CHARS = 2000
"""Characters of a quote that are compared."""

MIN_NEAREST_SCORE = 50.0
"""Likeness from which the nearest words are offered where nothing is near enough."""


async def check(
    request: Request, *, checker: Checker, library: Library, chats: Chats
) -> Reply:
    """Reply whether somebody in the library said what was typed, or is replied to.

    Raises:
        UserError: There are no words to check, or too many.
    """
    text = await _claimed_text(request, checker, library)
    if len(text) > MAX_CHECKED_CHARS:
        raise UserError(
            f"That is too long to be checked: {len(text):,} characters, and "
            f"{MAX_CHECKED_CHARS:,} is the most. Send /check with the sentences that "
            "matter."
        )
    if text == request.arguments.text("words") and await checker.is_name(text):
        name = shorten(text.strip(" :,-–—"), 40)
        raise UserError(
            f"{in_quotes(name, 40)} is a name. What did they say? Send it with a quote, such as /check "
            f"{name}: “we can not escape history”, or reply with it to a "
            "message that has one.",
            command_button(f"Quotes of {name}", "quote", words=name),
        )
    checked = await checker.check(text) if text else None
    if checked is None:
        raise UserError(
            "What did they say? Send /check with a quote, such as /check Lincoln: “we "
            "can not escape history”, or reply with /check to a message that has one."
        )
    if not checked.verdict.places:
        counts = await library.counts()
        return Reply(
            paragraphs=not_here(checked, counts),
            groups=(actions(*_ways_on(checked)),),
        )
    if checked.verdict.in_one_speech:
        shown = checked.verdict.places[0].excerpt
        await chats.set_last_excerpt(request.place.key, shown, request.place.thread)
    return Reply(
        paragraphs=tuple(verdict_paragraphs(checked)), groups=(_place_buttons(checked),)
    )


async def _claimed_text(request: Request, checker: Checker, library: Library) -> str:
    """Return the words to check: typed ones, else those of the message replied to.

    A name alone, typed in reply to a message, says whose its words are said to be.
    """
    typed = request.arguments.text("words")
    replied = request.replied.strip()
    if request.excerpt and (excerpt := await library.excerpt(request.excerpt)):
        # What is replied to is a card of ours, with more in it than the words.
        replied = excerpt.text[:MAX_CHECKED_CHARS]
    if typed and replied and await checker.is_name(typed):
        return f"{typed}: {replied}"
    return typed or replied


def _place_buttons(checked: CheckedClaim) -> ButtonGroup:
    places = checked.verdict.places[:MAX_PLACES_SHOWN]
    if not checked.verdict.in_one_speech:
        return results(
            *(
                command_button(f"{number}", "excerpt", words=key)
                for number, key in enumerate(by_excerpt(places), start=1)
            )
        )
    key = places[0].excerpt
    return actions(
        command_button("The excerpt", "excerpt", words=key),
        command_button("Context", "context", excerpt=key),
        source_button(key),
    )


def _ways_on(checked: CheckedClaim) -> list[Button]:
    """Return buttons for what is nearest, where nothing is near enough."""
    buttons = []
    nearest = checked.verdict.nearest
    is_short = checked.verdict.outcome is Outcome.SHORT
    if nearest and nearest.score >= MIN_NEAREST_SCORE and not is_short:
        buttons.append(
            command_button("The nearest words", "excerpt", words=nearest.excerpt)
        )
    words = shorten(checked.claim.text, MAX_LOOK_UP_CHARS).rstrip("…")
    return [*buttons, command_button("Search for the words", "topic", words=words)]
