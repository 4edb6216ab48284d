"""Find the transcript that is there already of the same document, by its link or words."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from content.model import TurnKind
from content.transcript_file import markdown_files
from content.transcript_file.files import record_path
from content.transcript_file.tokenizer import CHECK_START, COMMENTS_HEADING

_MIN_SHARED = 0.8
_MIN_SHARED_OF_MORE = 2 / 3
"""The shares of paragraphs that make two documents one: of that which has fewer, and of
the other, which may introduce them, or ask for comments."""

_MAX_FILES = 32
"""Files that may have a paragraph which is a sign of one document.

What more have, as the numbers of a newsletter do, is none; nor is it listed, which would
take a time that grows with the square of their number.
"""

_MIN_PARAGRAPH_CHARS = 20
_MAX_COMPARED = 5
_MAX_BYTES = 64 * 1024 * 1024
_MIN_SHARED_TEXT = 0.25
"""The share of the shorter of two texts that makes them one where they have one link."""

_SHINGLE_CHARS, _MAX_SHINGLED_CHARS = 24, 200_000
_SOURCE = re.compile(r"^source:\s*[\"']?(\S+?)[\"']?\s*$", re.MULTILINE)
_TITLE_OR_DATE = re.compile(r"^(?:title|date):\s*(.+?)\s*$", re.MULTILINE)
_SPOKEN = re.compile(r"^## ", re.MULTILINE)
_WORD = re.compile(r"\w+")
_FENCE = ":::"
_NOT_SAID = ("#", CHECK_START)
_IN_MANY: tuple[Path, ...] = ()
"""Stands for the files of a paragraph that too many have."""


class KnownTranscripts:
    """The transcript files of a folder, and those that an import adds to them.

    A file is known by what it holds, and by what an import wrote into it, of which a
    person may have left little.
    """

    def __init__(self, folder: Path) -> None:
        # Of each link the files, and what titles and dates each has or was imported with.
        self._by_source: defaultdict[str, dict[Path, set[str]]] = defaultdict(dict)
        self._by_words: dict[bytes, Path] = {}
        self._by_paragraph: dict[bytes, tuple[Path, ...]] = {}
        self._sizes: dict[Path, int] = {}
        self._common: defaultdict[Path, set[bytes]] = defaultdict(set)
        self._file_of_record: dict[Path, Path] = {}
        for path in markdown_files(folder):
            record = record_path(path)
            if text := _read(path):
                self.add(path, text)
            if (imported := _read(record)) and imported != text:
                self._file_of_record[record] = path
                self.add(record, imported)

    def add(self, path: Path, text: str) -> None:
        """Add a transcript file by its text."""
        if source := _source(text):
            file = self._file_of_record.get(path, path)
            self._by_source[source].setdefault(file, set()).add(_title_and_date(text))
        paragraphs = _paragraphs(text)
        self._by_words.setdefault(_hash_of_all(paragraphs), path)
        self._sizes[path] = len(paragraphs)
        alone = (path,)
        for paragraph in paragraphs:
            known = self._by_paragraph.get(paragraph)
            if known is None:
                # The same object for all: a long document has millions of paragraphs.
                self._by_paragraph[paragraph] = alone
            elif known is _IN_MANY:
                self._common[path].add(paragraph)
            elif path not in known:
                self._list(paragraph, (*known, path))

    def _list(self, paragraph: bytes, files: tuple[Path, ...]) -> None:
        """Record which files have a paragraph, as long as they are few."""
        if len(files) > _MAX_FILES:
            for path in files:
                self._common[path].add(paragraph)
            files = _IN_MANY
        self._by_paragraph[paragraph] = files

    def find(self, text: str) -> tuple[Path, str] | None:
        """Return the file of the same document, and what is the same; None if there is none."""
        found = self._find(text)
        return found and (self._file_of_record.get(found[0], found[0]), found[1])

    def _find(self, text: str) -> tuple[Path, str] | None:
        paragraphs = _paragraphs(text)
        if paragraphs and (path := self._by_words.get(_hash_of_all(paragraphs))):
            file = self._file_of_record.get(path, path)
            linked = [*self._by_source.get(_source(text), ())] == [file]
            return path, "source" if linked else "words"
        common: set[bytes] = set()
        shared: Counter[Path] = Counter()
        for each in paragraphs & self._by_paragraph.keys():
            files = self._by_paragraph[each]
            shared.update(files)
            if files is _IN_MANY:
                common.add(each)
        if linked_file := self._find_linked(text, shared):
            return linked_file, "source"
        for path, number in shared.most_common(_MAX_COMPARED):
            theirs = self._common.get(path, set())
            own, size = len(paragraphs), self._sizes[path]
            # Without what many have, and with it.
            if _are_one(number, own - len(common), size - len(theirs)) and _are_one(
                number + len(common & theirs), own, size
            ):
                return path, "words"
        return None

    def find_like(self, text: str) -> Path | None:
        """Return a file that has much in common with a document which is not in it.

        So has a short document that grew: most of what there was is in both, but it is
        little of what there is.
        """
        paragraphs = _paragraphs(text)
        shared: Counter[Path] = Counter()
        for each in paragraphs & self._by_paragraph.keys():
            shared.update(self._by_paragraph[each])
        for path, number in shared.most_common(1):
            if number >= _MIN_SHARED_OF_MORE * min(len(paragraphs), self._sizes[path]):
                return self._file_of_record.get(path, path)
        return None

    def _find_linked(self, text: str, shared: Counter[Path]) -> Path | None:
        """Return the file with the same link; None where they are plainly two documents.

        Episodes of a podcast may all link to its page: they have other titles or dates,
        and hardly any text in common.
        """
        files = self._by_source.get(_source(text), {})
        heading = _title_and_date(text)
        same = [path for path, headings in files.items() if heading in headings]
        if len(same) == 1:
            return same[0]
        for path in sorted(files, key=lambda one: -shared[one])[:_MAX_COMPARED]:
            texts = (_read(path), _read(record_path(path)))
            if any(_shares_text(text, known) for known in texts):
                return path
        # A page that asks to log in says nothing, and is no other document.
        is_told = len(_SPOKEN.findall(text)) > 1
        return None if is_told or len(files) != 1 else next(iter(files))


def _read(path: Path) -> str:
    """Return the text of a file; empty if it can't be read, or is too long."""
    try:
        # Reading a pipe would wait for somebody to write to it.
        if path.is_file() and path.stat().st_size <= _MAX_BYTES:
            return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        pass
    return ""


def share_of_words(old: str, new: str) -> float:
    """Return the share of a transcript file's different words that another has, too."""
    words, others = (
        {word for part in _parts(text) for word in _WORD.findall(part.casefold())}
        for text in (old, new)
    )
    return len(words & others) / len(words) if words else 1.0


def _are_one(shared: int, one: int, other: int) -> bool:
    """Return whether as many paragraphs are shared as make two documents one."""
    fewer, more = sorted((one, other))
    return shared >= _MIN_SHARED * fewer and shared >= _MIN_SHARED_OF_MORE * more


def _hash_of_all(paragraphs: set[bytes]) -> bytes:
    return hashlib.blake2b(b"".join(sorted(paragraphs)), digest_size=8).digest()


def _source(text: str) -> str:
    """Return the link of a transcript file without what differs between links to one page."""
    head = text[:4000].partition("\n---")[0]
    found = _SOURCE.search(head)
    page = found.group(1).partition("#")[0] if found else ""
    return page.partition("://")[2].removeprefix("www.").rstrip("/").casefold()


def _title_and_date(text: str) -> str:
    head = text[:4000].partition("\n---")[0]
    return " ".join(_WORD.findall(" ".join(_TITLE_OR_DATE.findall(head)).casefold()))


def _shares_text(one: str, other: str) -> bool:
    """Return whether two transcript files have much text in common, word for word."""
    ones, others = _shingles(one), _shingles(other)
    fewer = min(len(ones), len(others))
    return len(ones & others) >= max(1, _MIN_SHARED_TEXT * fewer)


def _shingles(text: str) -> set[str]:
    """Return what follows each word of a file's turns, so far as a few words go."""
    body = " ".join(
        part for part in _parts(text[:_MAX_SHINGLED_CHARS]) if not part.startswith("#")
    )
    words = " ".join(_WORD.findall(body.casefold()))
    starts = [0, *(found.end() for found in re.finditer(" ", words))]
    return {words[n : n + _SHINGLE_CHARS] for n in starts}


def _paragraphs(text: str) -> set[bytes]:
    """Return hashes of the paragraphs of a file but for headings, whosever they are.

    A file of nothing but headings and a few words has one of all its words.
    """
    found: set[bytes] = set()
    kind = ""
    for part in _parts(text):
        paragraph = part.strip()
        if paragraph.startswith(_FENCE):
            opening, _, paragraph = paragraph.partition("\n")
            kind = opening.removeprefix(_FENCE).strip()
        if kind != TurnKind.HEADING and not paragraph.startswith(_NOT_SAID):
            words = " ".join(_WORD.findall(paragraph.casefold()))
            if len(words) >= _MIN_PARAGRAPH_CHARS:
                found.add(_hash_of_words(words))
        if paragraph.endswith(_FENCE):
            kind = ""
    return found or _short_text(text)


def _short_text(text: str) -> set[bytes]:
    """Return a hash of all words of a file but for its marks; nothing where it has no words."""
    parts = (part for part in _parts(text) if not part.strip().startswith(CHECK_START))
    words = [word for part in parts for word in _WORD.findall(part.casefold())]
    return {_hash_of_words(" ".join(words))} if words else set()


def _hash_of_words(words: str) -> bytes:
    return hashlib.blake2b(words.encode(), digest_size=8).digest()


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
