"""The excerpts of a file, of which a person who reads them says which are offered."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from content.excerpts.excerpts import (
    Excerpt,
    RatedExcerpts,
    rate_excerpts,
    with_overrides,
)
from content.excerpts.overrides import (
    find_matching,
    find_naming_words,
    normalise_texts,
)
from content.model import Transcript
from content.review.answers import CannotSettleError
from content.review.front_matter import name_excerpt
from content.review.steps import Hunk
from content.transcript_file.parser import Layout


class Decision(StrEnum):
    """What a person decides about an excerpt: the key of the front matter that names it."""

    OFFERED = "offered"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptChoice:
    """An excerpt that a person may choose.

    Attributes:
        id: 8 characters; other words, another speaker and another question above it
            give another id.
        excerpt: Its words, and whether they are offered by their score.
        stands_in: Whether it is only offered until another excerpt of the file is.
    """

    id: str
    excerpt: Excerpt
    stands_in: bool = False


class ExcerptChoices:
    """The excerpts of a transcript, and those of them that nobody has decided about.

    Args:
        transcript: The transcript.
        file: The name of its file, which tells its excerpts from those of its copies.
    """

    def __init__(self, transcript: Transcript, *, file: str = "") -> None:
        self._transcript, self._file = transcript, file
        # What the file says of excerpts changes with each answer, their scores do not.
        self._rated = _rate(
            Transcript(
                slug="",
                title="",
                language=transcript.language,
                speakers=transcript.speakers,
                turns=transcript.turns,
            )
        )
        self.excerpts = with_overrides(self._rated, transcript)

    @cached_property
    def open(self) -> Sequence[ExcerptChoice]:
        """The excerpts that may be offered and that the file does not name, best first.

        Of several with the same words there is one.
        """
        named = find_matching(
            (*self._transcript.offered, *self._transcript.not_offered), self._texts
        )
        found: dict[str, Excerpt] = {}
        texts = normalise_texts(self._texts)
        for excerpt, text in zip(self.excerpts, texts, strict=True):
            if excerpt.eligible and excerpt.position not in named:
                found.setdefault(text, excerpt)
        best_first = sorted(found.values(), key=lambda each: -each.score)
        by_score = self._rated.found
        return tuple(
            ExcerptChoice(
                id=self._id(one),
                excerpt=one,
                stands_in=one.offered and not by_score[one.position].offered,
            )
            for one in best_first
        )

    @property
    def offered(self) -> int:
        """How many excerpts are offered by themselves as the file stands."""
        return sum(each.offered for each in self.excerpts)

    @property
    def eligible(self) -> int:
        """How many excerpts are offered, or may be."""
        return sum(each.eligible or each.offered for each in self.excerpts)

    def find(self, id_: str) -> ExcerptChoice | None:
        """Return the open choice with an id; None where it is there no more."""
        return next((each for each in self.open if each.id == id_), None)

    def after(self, id_: str) -> Sequence[ExcerptChoice]:
        """Return the open choices that come after the one with an id."""
        ids = [each.id for each in self.open]
        return self.open[ids.index(id_) + 1 :] if id_ in ids else ()

    def context(self, choice: ExcerptChoice, count: int) -> Sequence[Excerpt]:
        """Return so many excerpts that stand right before one, in order."""
        at = choice.excerpt.position
        return self.excerpts[max(0, at - count) : at]

    def edit_front_matter(
        self,
        choice: ExcerptChoice,
        decision: Decision,
        lines: Sequence[str],
        layout: Layout,
    ) -> Hunk:
        """Return the lines of the front matter that say what is decided of an excerpt.

        Raises:
            CannotSettleError: No words name it alone, or it can't be written there.
        """
        words = find_naming_words(self._texts, choice.excerpt.position)
        if words is None:
            raise CannotSettleError(
                "Other excerpts of the file hold all of its words, so that none of them "
                "names it alone. Leave it to its score."
            )
        return name_excerpt(lines, layout, decision.value, words)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(each.text for each in self.excerpts)

    def _id(self, excerpt: Excerpt) -> str:
        parts = self._file, excerpt.text, excerpt.speaker, excerpt.question
        data = "\0".join(part or "" for part in parts).encode()
        return hashlib.blake2b(data, digest_size=4).hexdigest()


@lru_cache(maxsize=1)
def _rate(transcript: Transcript) -> RatedExcerpts:
    """Cut and rate a transcript, the last one only once."""
    return rate_excerpts(transcript)
