"""Read a transcript file from disk: bytes, encodings, sizes."""

import codecs
import stat
from pathlib import Path

from content.model import Transcript
from content.transcript_file.faults import FaultList
from content.transcript_file.parser import parse

MOST_BYTES = 50_000_000

_FOREIGN_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",  # before UTF-16, whose mark it starts with
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def read(path: Path) -> Transcript:
    """Read a transcript file.

    Raises:
        TranscriptFaults: With every fault; also if the file can't be read at all.
    """
    faults = FaultList(str(path))
    text = _decode(_read_bytes(path, faults), faults)
    return parse(text, file=str(path))


def has_front_matter(path: Path) -> bool:
    """Tell whether a file begins as a transcript does; one that can't be read may."""
    try:
        if not path.is_file():
            return True
        with path.open("rb") as file:
            first = file.readline(1000)
    except OSError:
        return True
    return first.removeprefix(codecs.BOM_UTF8).rstrip() == b"---"


def _read_bytes(path: Path, faults: FaultList) -> bytes:
    try:
        # Opening a pipe would wait for somebody to write to it.
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            faults.stop(
                1,
                "this is no regular file, but a pipe, a socket or a device",
                "take it out of the folder",
            )
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        faults.stop(1, f"the file can't be read: {why}", "check its path and rights")
    if len(data) > MOST_BYTES:
        faults.stop(
            1,
            f"the file is larger than {MOST_BYTES // 1_000_000} MB",
            "check that it is a transcript; if it is, split it by events",
        )
    return data


def _decode(data: bytes, faults: FaultList) -> str:
    for mark, encoding in _FOREIGN_MARKS.items():
        if data.startswith(mark):
            faults.stop(1, f"the file is in {encoding}", "save it as UTF-8")
    if b"\0" in data:
        faults.stop(
            _line_at(data, data.index(b"\0")),
            "the file is binary, not text",
            "turn the document into a transcript with 'rostra import'",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.stop(
            _line_at(data, error.start),
            f"the byte 0x{data[error.start]:02X} is not UTF-8",
            "save the file as UTF-8",
        )


def _line_at(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
