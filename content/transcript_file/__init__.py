"""The transcript file: the one format people edit; see docs/transcript-format.md."""

from content.transcript_file.faults import Fault, TranscriptFaults
from content.transcript_file.files import has_front_matter, read
from content.transcript_file.parser import parse
from content.transcript_file.text import tidy, tidy_line
from content.transcript_file.writer import write

__all__ = [
    "Fault",
    "TranscriptFaults",
    "has_front_matter",
    "parse",
    "read",
    "tidy",
    "tidy_line",
    "write",
]
