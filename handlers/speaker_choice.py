"""Settle whom a person means, by asking where it isn't certain."""

from collections.abc import Sequence

from handlers.action import Action
from handlers.errors import UserError
from handlers.phrasing import press, rows, sentence
from handlers.reply import Button, Reply
from storage.library import Library, SpeakerMatch
from storage.phrases import Phrases
from storage.rows import StoredSpeaker

ASKED = 6
"""How many names are offered to choose from."""


async def one_speaker(
    name: str,
    *,
    about: str,
    library: Library,
    phrases: Phrases,
    command: str = "quote",
    verb: str = "",
) -> tuple[StoredSpeaker, str]:
    """Return the one speaker that a name means, and the words that follow it.

    Args:
        name: As typed; where it isn't a name, but begins with one that is certain,
            the rest is what the person asks about.
        about: What the person asks about, to be kept in the buttons.
        library: Where speakers are found.
        phrases: Where words too long for a button are kept.
        command: What a chosen name is for.
        verb: The command's word that goes before the name, if it needs one.

    Raises:
        UserError: Several people bear the name, or nobody does; its buttons offer
            those who may be meant.
    """
    match, rest = await library.find_speaker(name), ""
    if not match.certain and not about:
        longer = await library.split_speaker(name)
        if longer.certain:
            match, rest = longer, longer.rest
    if len(match.certain) == 1:
        return match.certain[0], rest
    about = about or rest
    offered = [
        await _offer(speaker, about, phrases, command, verb)
        for speaker in (match.certain or match.near)[:ASKED]
    ]
    raise UserError(
        await which_speaker(name, match, about=about, phrases=phrases, offered=offered)
    )


async def which_speaker(
    name: str,
    match: SpeakerMatch,
    *,
    about: str,
    phrases: Phrases,
    offered: Sequence[Button],
) -> Reply:
    """Ask whom a name means, where it is several people's or nobody's.

    Args:
        name: As typed.
        match: Whom it may mean.
        about: What the person asks about, if anything.
        phrases: Where words too long for a button are kept.
        offered: A button for each of those who may be meant.
    """
    buttons = [*offered]
    if match.certain:
        text = f"“{name}” is the name of several speakers here. Whom do you mean?"
    elif match.near:
        text = f"Nobody here is called “{name}”. Did you mean one of these?"
    else:
        text = (
            f"Nobody here is called “{name}”. See who speaks in this library, or "
            "search for the words."
        )
    if not match.certain:
        topic = await phrases.shorten(f"{name} {about}".strip(), Action.room("topic"))
        buttons += [
            press("Speakers", "speakers"),
            press("Search for the words", "topic", words=topic),
        ]
    return Reply(paragraphs=sentence(text).paragraphs, buttons=rows(buttons, 2))


async def _offer(
    speaker: StoredSpeaker, about: str, phrases: Phrases, command: str, verb: str
) -> Button:
    words = f"{speaker.name} about {about}" if about else speaker.name
    words = f"{verb} {words}".strip()
    return press(
        speaker.name,
        command,
        words=await phrases.shorten(words, Action.room(command)),
    )
