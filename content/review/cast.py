"""The cast of a transcript: each voice, how much it says, and how it begins."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from content.language.word_lists import all_words
from content.language.words.text_size import count_words
from content.model import Speaker, Transcript
from content.names.parsing import fold_name, to_latin

_MAX_OPENING_CHARS = 300
_NO_NAMES = (
    "names.titles",
    "names.particles",
    "labels.articles",
    "labels.leading_articles",
    "citations.dropped_particles",
)
_MIN_WORD_CHARS = 3
_MAX_ENDING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CastVoice:
    """One voice of a transcript.

    Attributes:
        id: 8 characters; another name or other words give another id.
        speaker: How the file declares it.
        turns: How often it takes the word, or what it wrote is read out.
        words: How many words it is given.
        doubtful: How many of these are in doubt.
        opening: Its first words; empty where it only reads out what others wrote.
    """

    id: str
    speaker: Speaker
    turns: int
    words: int
    doubtful: int
    opening: str

    @property
    def name(self) -> str:
        """The name of the voice."""
        return self.speaker.name


@dataclass(slots=True)
class _Count:
    turns: int = 0
    words: int = 0
    doubtful: int = 0
    opening: str = ""
    texts: list[str] = field(default_factory=list)


def read_cast(transcript: Transcript, *, file: str = "") -> Iterator[CastVoice]:
    """Yield the voices of a transcript in the order in which they appear.

    Args:
        transcript: The transcript.
        file: The name of its file, which tells its voices from those of its copies.
    """
    counts: dict[str, _Count] = {}
    last: str | None = None
    for turn in transcript.turns:
        if not turn.speaker:
            continue
        if turn.read_by:
            counts.setdefault(turn.read_by, _Count())
        own = counts.setdefault(turn.speaker, _Count())
        words = count_words(turn.text)
        own.turns += turn.speaker != last
        own.words += words
        own.doubtful += words if turn.doubt else 0
        own.opening = own.opening or " ".join(turn.text.split())[:_MAX_OPENING_CHARS]
        own.texts.append(turn.text)
        last = turn.speaker
    speakers = {speaker.name: speaker for speaker in transcript.speakers}
    for name, count in counts.items():
        words_hash = hashlib.blake2b(f"{file}\0{name}".encode(), digest_size=4)
        for text in count.texts:
            words_hash.update(f"\0{' '.join(text.split())}".encode())
        yield CastVoice(
            id=words_hash.hexdigest(),
            speaker=speakers[name],
            turns=count.turns,
            words=count.words,
            doubtful=count.doubtful,
            opening=count.opening,
        )


def count_nobodys(transcript: Transcript) -> dict[str, int]:
    """Return how many words of each kind are given to nobody, comments among them."""
    found: dict[str, int] = {}
    for turn in transcript.turns:
        if not turn.speaker:
            words = count_words(turn.text)
            found[turn.kind.value] = found.get(turn.kind.value, 0) + words
    comments = [one for each in transcript.comments for one in each.walk()]
    if comments:
        found["comment"] = sum(count_words(one.text) for one in comments)
    return dict(sorted(found.items()))


def is_form_of(name: str, other: str) -> bool:
    """Return whether a name may be another form of somebody's: they share a word.

    The word may have another ending, as names have where they are bent, be shortened to
    its stem, or be in another script. A place or an office shares none with the name of a
    person, and is no alias: whoever asked for it would get that person's words, and all
    files in which somebody is called so would be taken for theirs.

    >>> is_form_of("Rouben, A.", "Anna Rouben"), is_form_of("Анна Лунд", "Anna Lund")
    (True, True)
    >>> is_form_of("Anny Roubenové", "Anna Rouben"), is_form_of("The Chair", "Theo Lind")
    (True, False)
    """
    return any(
        _is_one_word(one, two)
        for one in _telling_words(name)
        for two in _telling_words(other)
    )


def _telling_words(name: str) -> list[str]:
    plain = frozenset().union(*map(all_words, _NO_NAMES))
    return [
        latin
        for word in fold_name(name).split()
        if word not in plain and len(latin := to_latin(word)) >= _MIN_WORD_CHARS
    ]


def _is_one_word(one: str, two: str) -> bool:
    same = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        same += 1
    return same >= max(_MIN_WORD_CHARS, max(len(one), len(two)) - _MAX_ENDING)
