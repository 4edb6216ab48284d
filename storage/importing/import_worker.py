"""The worker process that makes a transcript of a document."""

import traceback
from dataclasses import replace
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from content.document import UnreadableDocumentError
from content.draft.known_transcripts import KnownTranscripts
from content.draft.metadata import free_slug
from content.draft.report import Report
from content.draft.report_maker import make_report
from content.draft.transcript import draft_transcript
from content.model import Transcript
from content.segment import segment
from content.sources import find_documents
from content.transcript_file import markdown_files, serialize
from storage.importing.import_records import complete, plan_update
from storage.importing.imported import Imported, ImportJob, PagesRead, hash_of
from storage.worker_process import lower_priority

TOO_MUCH = (
    "It takes more memory than there is, or nests too deep. Save it as plain text, or "
    "split it, and try again."
)

_TOLD_SHARE = 0.01


def run_import(pipe: Pipe, job: ImportJob) -> None:
    """Run the worker process: import a document, and send what came of it."""
    lower_priority()
    try:
        pipe.send(_import(job, _Progress(pipe)))
    except UnreadableDocumentError as error:
        pipe.send(error)
    except (MemoryError, RecursionError):
        pipe.send(UnreadableDocumentError(TOO_MUCH))
    except Exception as error:  # noqa: BLE001 - it is raised again in the parent
        pipe.send(RuntimeError("".join(traceback.format_exception(error))))


class _Progress:
    """How much of a document is read, sent by hundredths."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._told = self._pages_told = 0.0

    def page(self, done: int, total: int) -> None:
        """Send how many pages are read, if a hundredth more are, or all."""
        if done == total or done >= (self._pages_told + _TOLD_SHARE) * total:
            self._pages_told = done / total
            self._pipe.send(PagesRead(done, total))

    def tell(self, share: float) -> None:
        """Send what share is read, if it has grown."""
        if share >= self._told + _TOLD_SHARE:
            self._told = share
            self._pipe.send(share)


def _import(job: ImportJob, progress: _Progress) -> Imported:
    documents = find_documents(job.document)
    source = next(documents, None)
    if source is None:
        raise UnreadableDocumentError("There is no document in it.")
    if more := sum(1 for _ in documents):
        raise UnreadableDocumentError(
            f"There are {more + 1:,} documents in it. `rostra import` takes them all."
        )
    document = source.load(progress.page)
    segments = segment(document, progress.tell)
    transcript = draft_transcript(segments, document, name=source.name)
    report, text = make_report(segments, document), serialize(transcript)
    # A declared title is new, also where the file has it as its name.
    name = "" if document.title else source.name
    if draft := KnownTranscripts(job.drafts).find(text):
        return _of_draft(draft[0], transcript, report, name)
    library = KnownTranscripts(job.library)
    if known := library.find(text):
        return _of_library(*known, transcript, report, name)
    taken = {
        path.stem
        for folder in (job.library, job.drafts)
        for path in markdown_files(folder)
    }
    slug = free_slug(transcript.slug, taken)
    text = serialize(replace(transcript, slug=slug))
    like = library.find_like(text)
    return Imported(
        slug=slug,
        title=transcript.title,
        text=text,
        report=report,
        like=like.name if like else "",
        imported=text,
    )


def _of_draft(
    path: Path, transcript: Transcript, report: Report, name: str
) -> Imported:
    """Return the draft of a document that comes again, with what is new in it."""
    transcript = complete(path, transcript, name)
    update = plan_update(path, transcript)
    renewed = update is not None and update.changes and update.loses_nothing
    return Imported(
        slug=path.stem,
        title=transcript.title,
        text=update.text if update and renewed else path.read_text(encoding="utf-8"),
        report=report,
        is_draft=True,
        imported=serialize(transcript),
        losses=update.losses if update else "",
        found=update.found if update and renewed else None,
    )


def _of_library(
    path: Path, same: str, transcript: Transcript, report: Report, name: str
) -> Imported:
    """Return what is to replace a file of the library, with the answers given there."""
    transcript = complete(path, transcript, name)
    imported = serialize(transcript)
    update = plan_update(path, transcript)
    return Imported(
        slug=path.stem,
        title=transcript.title,
        text=update.text if update else imported,
        report=report,
        same=same,
        replaces=hash_of(path),
        imported=imported,
        kept=update is not None,
        losses=update.losses if update else "",
    )
