"""The passages of a transcript file that a person may be asked about, and their ids."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from content.model import Transcript, Turn
from content.reasons import sign_of_reason
from content.review.answers import Voice, voice_of
from content.transcript_file.turns import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage of a file that is doubtful, or that nobody was given.

    Attributes:
        id: 8 characters; other words, another voice of it or of whoever speaks around
            it, and other words above it give another id.
        number: Of its turn, counted from 0.
        line: Of its first words in the file, counted from 1.
        turn: Its words, whose they are taken for, and why that is doubtful, if it is.
        previous: The turn above it, whoever's; None at the beginning.
        following: The turn below it; None at the end.
        before: The voice of whoever spoke before it, if anybody.
        after: The voice of whoever speaks after it.
        sign: Why it is doubtful, without names and other words of the document; empty
            for what is not.
        alike: How many passages from this one on are doubtful for this sign; 0 for none.
    """

    id: str
    number: int
    line: int
    turn: Turn
    previous: Turn | None
    following: Turn | None
    before: Voice | None
    after: Voice | None
    sign: str
    alike: int


def read_passages(
    transcript: Transcript,
    places: Sequence[Place],
    *,
    file: str,
    wanted: Callable[[Turn], bool],
) -> Iterator[Passage]:
    """Yield the passages of a file that a person may be asked about, in order.

    Args:
        transcript: The file's.
        places: Of its turns.
        file: Its name, which tells its passages from those of its copies.
        wanted: Tells of a turn whether it is one of them.
    """
    turns = transcript.turns
    signs = [*_signs(transcript)]
    alike = Counter(filter(None, signs))
    after = [*_voices_after(turns)]
    before: Voice | None = None
    words = hashlib.blake2b(file.encode(), digest_size=4)
    for number, turn in enumerate(turns):
        if wanted(turn):
            own = words.copy()
            for part in (
                turn.text,
                turn.doubt,
                voice_of(turn),
                before,
                after[number],
            ):
                own.update(f"\0{part}".encode())
            yield Passage(
                id=own.hexdigest(),
                number=number,
                line=places[number].words,
                turn=turn,
                previous=turns[number - 1] if number else None,
                following=turns[number + 1] if number + 1 < len(turns) else None,
                before=before,
                after=after[number],
                sign=signs[number],
                alike=alike[signs[number]],
            )
        alike[signs[number]] -= 1
        # Words are the same however they are parted, so that an answer to one
        # passage leaves the ids of those below it as they are.
        words.update(" ".join(turn.text.split()).encode() + b" ")
        before = voice_of(turn) if turn.kind.attributed else before


def is_nobodys(turn: Turn) -> bool:
    """Return whether nobody was given a turn, and that is in no doubt."""
    return not (turn.kind.attributed or turn.doubt)


def _signs(transcript: Transcript) -> Iterator[str]:
    """Yield the signs of all turns, empty where nothing is in doubt."""
    called = {one.name: (one.name, *one.aliases) for one in transcript.speakers}
    for turn in transcript.turns:
        voices = filter(None, (turn.speaker, turn.read_by))
        names = chain.from_iterable(called.get(name, (name,)) for name in voices)
        yield sign_of_reason(turn.doubt, names) if turn.doubt else ""


def _voices_after(turns: Sequence[Turn]) -> Sequence[Voice | None]:
    """Return, for each turn, the voice of the next that has a speaker."""
    found: list[Voice | None] = []
    after: Voice | None = None
    for turn in reversed(turns):
        found.append(after)
        after = voice_of(turn) if turn.kind.attributed else after
    return found[::-1]
