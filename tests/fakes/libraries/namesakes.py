"""Speeches in which two surnames are words as well, one of them a common one."""

from dataclasses import replace

from content.model import Transcript
from tests.fakes.libraries.speeches import speech

SAID = (
    ("Sojourner Truth", "I walk the whole road on my own two feet."),
    ("Ada Brook", "The truth is that the mill needs water."),
    ("Ivo Reed", "A miller owes the truth to whoever brings grain."),
    ("Edith Stone", "Truth needs no roof, and the truth needs no door."),
    ("Edith Stone", "General Mason spoke of the wall that every mason builds."),
    ("Ulla Mason", "We praise the ferry and its rope."),
    ("Ivo Reed", "Mason and Reed carried the sacks to the mill."),
    ("Ada Brook", "Mason wrote the letter, and the mason laid the stone."),
    ("Ada Brook", "The mason went home, but Mason stayed."),
    ("Ivo Reed", "Mason had the key. Mason had the map."),
    ("Edith Stone", "Of Mason nothing more was heard, says Mason."),
    ("Edith Stone", "Mason came late, with the last cart of the year."),
    ("Edith Stone", "Mason took the oar, and nobody asked him why."),
)


def namesake_transcripts() -> list[Transcript]:
    """Return a speech for each of these words."""
    return [
        replace(
            speech(f"event-{n}", text, speaker=speaker),
            offered=SAID[0][1:] if n == 0 else (),
        )
        for n, (speaker, text) in enumerate(SAID)
    ]
