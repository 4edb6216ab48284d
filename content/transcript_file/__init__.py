"""The transcript file: the one format people edit; see docs/transcript-format.md."""

from content.transcript_file.faults import Fault, TranscriptFaults
from content.transcript_file.files import (
    awaits_first,
    describe_ignored,
    markdown_files,
    read_file,
    read_folder,
)
from content.transcript_file.parser import parse
from content.transcript_file.text import tidy, tidy_line
from content.transcript_file.writer import serialize

__all__ = [
    "Fault",
    "TranscriptFaults",
    "awaits_first",
    "describe_ignored",
    "markdown_files",
    "parse",
    "read_file",
    "read_folder",
    "serialize",
    "tidy",
    "tidy_line",
]
