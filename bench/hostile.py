"""Import documents that are made to take a reader's time or memory.

    python -m bench.hostile [NAME ...] [--kilobytes N] [--growth]

Each document of `tests/fakes/documents/hostile.py` that is called NAME, or every one, is
imported in a process of its own, without being written. It prints its seconds,
its peak of memory, and what came of it. `--growth` imports a quarter of each first, and
prints how many times longer the whole took.
"""

import argparse
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from content.document import UnreadableDocumentError
from content.draft.report_maker import make_report
from content.draft.transcript import draft_transcript
from content.segment import segment
from content.sources import find_documents
from content.transcript_file import serialize
from tests.fakes.documents.hostile import MAKERS, make_document

MAX_MEGABYTES = 4000
MAX_SECONDS = 900


class Figures(NamedTuple):
    """What an import took: the processor's seconds, the peak of memory in megabytes."""

    seconds: float
    megabytes: float
    imported: int
    refused: tuple[str, ...]


def main() -> int:
    """Import them and print a row for each; exit 1 if one broke its reader."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--kilobytes", type=int, default=1000, metavar="N")
    parser.add_argument("--growth", action="store_true")
    options = parser.parse_args()
    code = 0
    for name in MAKERS:
        if options.names and name not in options.names:
            continue
        size = 1000 * options.kilobytes
        sizes = (size // 4, size) if options.growth else (size,)
        found = [measure(name, size) for size in sizes]
        times = ""
        if (
            options.growth
            and isinstance(found[0], Figures)
            and isinstance(found[-1], Figures)
        ):
            times = f"×{found[-1].seconds / max(found[0].seconds, 0.01):5.1f}"
        last = found[-1]
        if isinstance(last, str):
            code = 1
            print(f"{name:34} {times:6} {last}", flush=True)
            continue
        refused = f"; {last.refused[0][:90]}" if last.refused else ""
        print(
            f"{name:34} {last.seconds:6.1f} s {last.megabytes:6,.0f} MB {times:6} "
            f"{last.imported} imported{refused}",
            flush=True,
        )
    return code


def measure(name: str, size: int) -> Figures | str:
    """Import a hostile document in a process of its own; return why it broke, if so."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_document(name, Path(folder), size)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            try:
                return pool.submit(import_whole, path).result()
            except BrokenProcessPool:
                return f"killed after {MAX_SECONDS} s"
            except Exception as error:  # noqa: BLE001 - it is printed
                return f"{type(error).__name__}: {str(error)[:100]}"


def import_whole(path: Path) -> Figures:
    """Do all that an import does but write the files, and return what it took."""
    limit = MAX_MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    start = time.process_time()
    imported, refused = 0, []
    for source in find_documents(path):
        try:
            document = source.load()
        except (UnreadableDocumentError, OSError) as error:
            refused.append(str(error))
            continue
        segments = segment(document)
        transcript = draft_transcript(segments, document, name=source.name)
        make_report(segments, document)
        serialize(transcript)
        imported += 1
    seconds = time.process_time() - start
    return Figures(seconds, _peak_megabytes(), imported, tuple(refused))


def _peak_megabytes() -> float:
    """Return the peak of this process's own memory.

    What `getrusage` tells is the parent's, where that was more when it started this.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
