"""What a load would change, or has changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How many excerpts change within one transcript."""

    slug: str
    title: str
    added: int = 0
    changed: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How the files differ from the library that is served.

    Attributes:
        added: New transcripts.
        changed: Transcripts with changes; an excerpt is changed when its words or
            its speaker differ and it keeps its id.
        removed: Transcripts that are gone; their comments are kept.
        unchanged: How many transcripts stay as they are.
        unresolved: A sentence for each speaker who may or may not be somebody known,
            if what changed brought the doubt.
        ignored: A sentence for each thing in the folder that is not read.
        doubtful: Passages marked for checking, served to nobody until then.
    """

    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    unchanged: int = 0
    unresolved: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    doubtful: int = 0

    @property
    def empty(self) -> bool:
        """Whether the files and the library agree."""
        return not (self.added or self.changed or self.removed)
