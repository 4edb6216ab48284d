"""Example commands with names and topics of the library."""

from storage.search.library import Library

DEFAULT_TOPIC = "liberty"
"""The topic of the example where the library is empty."""

MIN_SURNAME_CHARS = 4
"""A shorter last word may be no surname, but "Jr." or "III"."""


async def example_commands(library: Library) -> tuple[str, str]:
    """Return examples of `/quote`, empty without any, and `/topic` that find something."""
    found = await library.example()
    if found is None:
        return "", f"/topic {DEFAULT_TOPIC}"
    name = found.speaker
    if not name:
        return "", f"/topic {found.topic}"
    surname = name.split()[-1].casefold()
    if surname.isalpha() and len(surname) >= MIN_SURNAME_CHARS:
        meant = (await library.find_speaker(surname)).certain
        if [speaker.name for speaker in meant] == [name]:
            name = surname
    return f"/quote {name} about {found.topic}", f"/topic {found.topic}"
