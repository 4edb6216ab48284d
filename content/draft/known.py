"""Transcripts that are there already, found again by their source or their words."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from content.model import TurnKind
from content.transcript_file import markdown_files
from content.transcript_file.tokenizer import CHECK_START, COMMENTS_HEADING

_MIN_SHARED = 0.8
_MIN_SHARED_OF_MORE = 2 / 3
"""The shares of paragraphs that make two documents one: of that which has fewer, and of
the other, which may introduce them, or ask for comments."""

_MIN_PARAGRAPH_CHARS = 20
_MAX_COMPARED = 5
_MAX_BYTES = 64 * 1024 * 1024
_SOURCE = re.compile(r"^source:\s*[\"']?(\S+?)[\"']?\s*$", re.MULTILINE)
_FENCE = ":::"
_NOT_SAID = ("#", CHECK_START)


class KnownTranscripts:
    """The transcript files of a folder, and those that an import adds to them."""

    def __init__(self, folder: Path) -> None:
        self._by_source: dict[str, Path] = {}
        self._by_paragraph: dict[bytes, tuple[Path, ...]] = {}
        self._sizes: dict[Path, int] = {}
        for path in markdown_files(folder):
            try:
                # Reading a pipe would wait for somebody to write to it.
                if path.is_file() and path.stat().st_size <= _MAX_BYTES:
                    self.add(path, path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError):
                continue

    def add(self, path: Path, text: str) -> None:
        """Add a transcript file by its text."""
        if source := _source(text):
            self._by_source.setdefault(source, path)
        paragraphs = _paragraphs(text)
        self._sizes[path] = len(paragraphs)
        alone = (path,)
        for paragraph in paragraphs:
            known = self._by_paragraph.get(paragraph)
            if known is None:
                # The same object for all: a long document has millions of paragraphs.
                self._by_paragraph[paragraph] = alone
            elif path not in known:
                self._by_paragraph[paragraph] = (*known, path)

    def find(self, text: str) -> tuple[Path, str] | None:
        """Return the file of the same document, and what is the same; None if there is none."""
        source = _source(text)
        if source in self._by_source:
            return self._by_source[source], "source"
        paragraphs = _paragraphs(text)
        shared = Counter(
            path for each in paragraphs for path in self._by_paragraph.get(each, ())
        )
        for path, number in shared.most_common(_MAX_COMPARED):
            fewer, more = sorted((len(paragraphs), self._sizes[path]))
            if number >= _MIN_SHARED * fewer and number >= _MIN_SHARED_OF_MORE * more:
                return path, "words"
        return None


def _source(text: str) -> str:
    """Return the link of a transcript file without what differs between links to one page."""
    head = text[:4000].partition("\n---")[0]
    found = _SOURCE.search(head)
    page = found.group(1).partition("#")[0] if found else ""
    return page.partition("://")[2].removeprefix("www.").rstrip("/").casefold()


def _paragraphs(text: str) -> set[bytes]:
    """Return hashes of the paragraphs of a file but for headings, whosever they are."""
    found: set[bytes] = set()
    kind = ""
    for part in _parts(text):
        paragraph = part.strip()
        if paragraph.startswith(_FENCE):
            opening, _, paragraph = paragraph.partition("\n")
            kind = opening.removeprefix(_FENCE).strip()
        if kind != TurnKind.HEADING and not paragraph.startswith(_NOT_SAID):
            words = " ".join(re.findall(r"\w+", paragraph.casefold()))
            if len(words) >= _MIN_PARAGRAPH_CHARS:
                found.add(hashlib.blake2b(words.encode(), digest_size=8).digest())
        if paragraph.endswith(_FENCE):
            kind = ""
    return found


def _parts(text: str) -> Iterator[str]:
    """Yield what blank lines part between front matter and comments, one by one."""
    head = text.find("\n---\n")
    if head < 0:
        yield ""
        return
    start = head + len("\n---\n")
    end = text.find(f"\n{COMMENTS_HEADING}\n", start)
    end = len(text) if end < 0 else end
    while (gap := text.find("\n\n", start, end)) >= 0:
        yield text[start:gap]
        start = gap + 2
    yield text[start:end]
