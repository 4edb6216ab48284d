"""Example commands with names and topics of the library."""

from dataclasses import dataclass

from storage.search.library import Library

DEFAULT_TOPIC = "liberty"
"""The topic of the example where the library has none."""

MIN_SURNAME_CHARS = 4
"""A shorter last word may be no surname, but "Jr." or "III"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleCommands:
    """Commands that can be typed as they stand; an empty one has no example."""

    quote: str
    topic: str


async def example_commands(library: Library) -> ExampleCommands:
    """Return examples of `/quote` and `/topic` that find something."""
    found = await library.example()
    if found is None:
        return ExampleCommands(quote="", topic=f"/topic {DEFAULT_TOPIC}")
    name = found.speaker
    surname = name.split()[-1].casefold()
    if surname.isalpha() and len(surname) >= MIN_SURNAME_CHARS:
        meant = (await library.find_speaker(surname)).certain
        if [speaker.name for speaker in meant] == [name]:
            name = surname
    return ExampleCommands(
        quote=f"/quote {name} about {found.topic}", topic=f"/topic {found.topic}"
    )
