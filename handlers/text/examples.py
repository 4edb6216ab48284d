"""What to type, with names and topics of the library at hand."""

from dataclasses import dataclass

from storage.search.library import Library

SAMPLE = "liberty"
"""A subject that most speeches have, where the library shows none."""


SURNAME = 4
"""Letters of a last word from which it is no "Jr." or "III"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Hold lines that can be typed as they stand; an empty one has no example."""

    quote: str
    topic: str


async def examples(library: Library) -> Examples:
    """Return a line for a speaker and a subject, and one for a subject."""
    found = await library.example()
    if found is None:
        return Examples(quote="", topic=f"/topic {SAMPLE}")
    name = found.speaker
    surname = name.split()[-1].casefold()
    if surname.isalpha() and len(surname) >= SURNAME:
        meant = (await library.find_speaker(surname)).certain
        if [speaker.name for speaker in meant] == [name]:
            name = surname
    return Examples(
        quote=f"/quote {name} about {found.topic}", topic=f"/topic {found.topic}"
    )
