"""The files of languages, `languages/<code>.toml`, read and checked; see docs/languages.md.

A file belongs to one language, by its primary tag; `mul.toml` holds what belongs to no
one language. Files are read when they are first asked for, and once. A new language
needs a file and nothing else; a new table needs a line in `tables.toml`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path

from content.language.folding import fold_letters

FOLDER = Path(__file__).with_name("languages")


class Kind(StrEnum):
    """The kinds of entries that a table may have."""

    WORDS = "words"  # as written
    FOLDED_WORDS = "folded words"  # in lower case, without accents
    PATTERNS = "patterns"  # regular expressions of whole words, in any case
    EXACT_PATTERNS = "exact patterns"  # regular expressions, taken exactly as written
    PATTERN_PARTS = "pattern parts"  # which the program puts together


FLAGS = (
    "spaced",
    "capital_nouns",
    "bends_names",
    "bends_nouns",
    "two_surnames",
    "surname_first",
    "owner_first",
    "place_before_noun",
    "owner_in_s",
)

_OLDER_LETTERS = "older_letters"
"""The table of letters, each before the one that older texts have for it: "șş"."""

_FRAGMENTS = "fragments."
"""The section of parts of regular expressions, under names of the file's own choice."""

_FRAGMENT = re.compile(r"<([A-Z_]+)>")


class LanguageFileError(ValueError):
    """A language file that can't be used: which file, which table and which entry."""

    def __init__(self, path: Path, problem: str, *, table: str = "") -> None:
        where = f"{path.name}, {table}" if table else path.name
        super().__init__(f"{where}: {problem}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What one file says about its language.

    Attributes:
        tables: The entries of each table, in the file's order.
        fragments: Parts of regular expressions, by name.
        flags: Whether it puts spaces between words (`spaced`), prints every noun with
            a capital letter (`capital_nouns`), changes names with their grammatical case
            (`bends_names`), or nouns alone (`bends_nouns`), gives people two surnames
            (`two_surnames`), puts the surname before the given name (`surname_first`),
            an owner before what is owned (`owner_first`), a place behind a name only
            before a noun (`place_before_noun`), and ends an owner's name in a bare "s"
            (`owner_in_s`), where the file says so.
    """

    path: Path
    tables: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)


@cache
def tables() -> Mapping[str, Kind]:
    """Return the kind of every table that a file may have, by ``section.table``."""
    text = FOLDER.with_name("tables.toml").read_text(encoding="utf-8")
    return {table: Kind(str(kind)) for table, kind in _flat(tomllib.loads(text))}


@cache
def languages() -> Mapping[str, Path]:
    """Return the file of each language by its primary tag."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}


@cache
def language_file(language: str) -> Language:
    """Return what is known of a language that has a file.

    Raises:
        KeyError: It has none.
        LanguageFileError: The file can't be used.
    """
    return read_language(languages()[language])


def read_language(path: Path) -> Language:
    """Read a language's file, and check all of it but its regular expressions.

    Raises:
        LanguageFileError: It can't be read, or holds what is not known.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguageFileError(path, f"can't be read: {error}") from error
    file = Language(path=path)
    # Fragments and letters come first, wherever they stand: all tables may need them.
    for table, value in sorted(_flat(data), key=lambda each: _read_later(each[0])):
        try:
            _read_value(file, table, value)
        except ValueError as error:
            raise LanguageFileError(path, str(error), table=table) from error
    return file


def _read_later(table: str) -> bool:
    """Return whether a table may need others of the file."""
    return table != _OLDER_LETTERS and _FRAGMENTS not in table


def _flat(data: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value of a file with the names of its section and table."""
    for name, value in data.items():
        if isinstance(value, dict) and not prefix:
            yield from _flat(value, f"{name}.")
        else:
            yield f"{prefix}{name}", value


def _read_value(file: Language, table: str, value: object) -> None:
    """Add one value of a file to what is known of its language.

    Raises:
        ValueError: The value is wrong, or there is no such table.
    """
    fragment = table.removeprefix(_FRAGMENTS)
    if table in FLAGS:
        if not isinstance(value, bool):
            raise ValueError("must be true or false")
        file.flags[table] = value
    elif not isinstance(value, str):
        raise ValueError("must be a string")
    elif fragment != table:
        if not _FRAGMENT.fullmatch(f"<{fragment}>"):
            raise ValueError("must be in capitals")
        file.fragments[fragment] = _expanded("".join(value.split()), file.fragments)
    elif table in tables():
        found = _entries(value, tables()[table], file.fragments)
        older = file.tables.get(_OLDER_LETTERS, ())
        file.tables[table] = _with_older_letters(found, older)
    else:
        raise ValueError("there is no such table")


def _entries(text: str, kind: Kind, fragments: Mapping[str, str]) -> tuple[str, ...]:
    """Return the entries of a table as they are compared or compiled."""
    found = text.split()
    if not found:
        raise ValueError("has no entry")
    if len({*found}) < len(found):
        twice = next(entry for entry in found if found.count(entry) > 1)
        raise ValueError(f"{twice!r} is there twice")
    if kind not in {Kind.WORDS, Kind.FOLDED_WORDS} and "<" in text:
        found = [_expanded(entry, fragments) for entry in found]
    if kind not in {Kind.PATTERNS, Kind.EXACT_PATTERNS} and "_" in text:
        found = [entry.replace("_", " ") for entry in found]
    if kind is Kind.FOLDED_WORDS:
        found = [fold_letters(entry) for entry in found]
    return tuple(found)


def _with_older_letters(
    found: tuple[str, ...], older: tuple[str, ...]
) -> tuple[str, ...]:
    """Return entries, each followed by itself as older texts spell it.

    >>> _with_older_letters(("președinte", "membru"), ("șş",))
    ('președinte', 'preşedinte', 'membru')
    """
    if not older:
        return found
    pairs = [*older, *map(str.upper, older)]
    today, before = ("".join(p[:1] for p in pairs), "".join(p[1:] for p in pairs))
    older_form = str.maketrans(today, before)
    both = ((entry, entry.translate(older_form)) for entry in found)
    return tuple(dict.fromkeys(chain.from_iterable(both)))


def _expanded(entry: str, fragments: Mapping[str, str]) -> str:
    """Return an entry with its fragments put in."""
    for name in _FRAGMENT.findall(entry):
        if name not in fragments:
            problem = f"{entry!r} names <{name}>, which is no fragment before it"
            raise ValueError(problem)
    return _FRAGMENT.sub(lambda name: fragments[name[1]], entry)
