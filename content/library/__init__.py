"""The shipped library: one transcript a file, named by its slug; see docs/library.md."""

from pathlib import Path

SHIPPED = Path(__file__).parent
"""The folder that holds the shipped transcripts, as `*.md`."""
