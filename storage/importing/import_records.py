"""What an import wrote, kept beside each file: by it a later one updates, not doubles, it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from content.draft.carry_over import carry_over
from content.draft.known_transcripts import share_of_words
from content.draft.poorer_copy import lacks_nothing, with_what_is_known
from content.model import Transcript
from content.transcript_file import TranscriptFaults, parse, serialize
from content.transcript_file.files import decode, read_bytes, record_path
from content.transcript_file.tokenizer import COMMENTS_HEADING
from storage.review.reviewed_file import temporary_beside

MIN_SHARE_LEFT = 2 / 3
"""The share of a file's different words without which a document is no newer version of it."""

MAX_CARRIED_BYTES = 8_000_000
"""Bytes of a file whose answers are carried over; of more it would take much memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What a document that is imported again makes of its file.

    Attributes:
        transcript: As it is to be.
        text: Of the file, as it is to be.
        found: The bytes of the file as it is.
        kept: How many names, paragraphs and facts stay as a person left them.
        lost: First words of what a person changed and can't be kept.
        share_left: The share of the file's different words that the document still has.
    """

    transcript: Transcript
    text: str
    found: bytes
    kept: int = 0
    lost: tuple[str, ...] = ()
    share_left: float = 1.0

    @property
    def changes(self) -> bool:
        """Return whether the file is not as it is to be."""
        return self.text.encode() != self.found

    @property
    def loses_nothing(self) -> bool:
        """Return whether all that a person did is kept, and most of the words are."""
        return not self.lost and self.share_left >= MIN_SHARE_LEFT

    @property
    def losses(self) -> str:
        """Say in a sentence what is lost; empty for nothing."""
        return " ".join(self._losses())

    def _losses(self) -> Iterator[str]:
        if self.share_left < MIN_SHARE_LEFT:
            yield f"Only {self.share_left:.0%} of its words are in this document."
        if len(self.lost) == 1:
            yield (
                f"The document has other words now where “{self.lost[0]}” was answered "
                "or corrected."
            )
        elif self.lost:
            yield (
                f"The document has other words now in {len(self.lost):,} places that "
                f"were answered or corrected, the first at “{self.lost[0]}”."
            )


def complete(path: Path, new: Transcript, name: str) -> Transcript:
    """Return a transcript for a file that is there, with what its document lacks now.

    What an import wrote says what the document had: its comments, title and date. Where
    nobody knows that, the file does.

    Args:
        path: Of the file.
        new: The transcript of the document as it is now.
        name: Of the document.
    """
    new = replace(new, slug=path.stem)
    if lacks_nothing(new, name):
        return new
    for each in (record_path(path), path):
        with suppress(OSError, TranscriptFaults, ValueError):
            known = parse(_without_turns(decode(read_bytes(each))))
            return with_what_is_known(new, known, name)
    return new


def _without_turns(text: str) -> str:
    """Return front matter and comments of a transcript file, which are read fast."""
    head, line, body = text.partition("\n---\n")
    heading = f"\n{COMMENTS_HEADING}\n"
    _, found, comments = body.partition(heading)
    return f"{head}{line}{found}{comments}"


def plan_update(path: Path, new: Transcript) -> Update | None:
    """Return what a document that is imported again makes of its file.

    None where nobody knows what the import wrote, so that a person's changes can't be
    told from it, or where the file can't be read.

    Args:
        path: Of the file.
        new: The transcript of the document as it is now; its slug is the file's.
    """
    text = serialize(new)
    try:
        found = read_bytes(path)
        edited = decode(found)
        imported = record_path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, TranscriptFaults):
        return None
    share = share_of_words(imported, text)
    if edited == imported:
        return Update(transcript=new, text=text, found=found, share_left=share)
    if max(len(found), len(imported), len(text)) > MAX_CARRIED_BYTES:
        return None
    try:
        theirs = parse(edited)
        if text == imported:
            return Update(transcript=theirs, text=edited, found=edited.encode())
        made = carry_over(parse(imported), theirs, new)
        text = serialize(made.transcript)
        transcript = parse(text)
    except (TranscriptFaults, ValueError):
        return None
    return Update(
        transcript=transcript,
        text=text,
        found=found,
        kept=made.kept,
        lost=made.lost,
        share_left=share,
    )


def keep_record(path: Path, text: str) -> None:
    """Keep beside a file what an import made of its document.

    It is written after the file: what a crash leaves out is taken for a person's change
    that the document has, too, so that nothing is lost.
    """
    # The file counts without it, too; it only can't be updated by itself.
    with (
        suppress(OSError),
        temporary_beside(record_path(path), text.encode()) as temporary,
    ):
        temporary.replace(record_path(path))


def move_record(path: Path, target: Path) -> None:
    """Move the record of a file to that of another."""
    with suppress(OSError):
        record_path(path).replace(record_path(target))


def drop_record(path: Path) -> None:
    """Delete the record of a file, if there is one."""
    record_path(path).unlink(missing_ok=True)
