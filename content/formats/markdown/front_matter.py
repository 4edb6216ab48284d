"""YAML front matter of a Markdown document: its title, author, date, link, language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import yaml
from yaml.nodes import Node

from content.document import Block, BlockKind, Document, UnreadableDocumentError
from content.formats.dates import iso_date

_MAX_CHARS = 64 * 1024
_FIELDS = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "by", "byline", "creator"),
    "date": ("date", "published", "datepublished", "pubdate"),
    "source": ("source", "canonical", "canonical_url", "url", "link"),
    "language": ("language", "lang", "inlanguage", "locale"),
}

_ANY_FIELD = re.compile(
    rf"^(?:{'|'.join(key for keys in _FIELDS.values() for key in keys)})[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_SPEAKERS = ("speakers", "speaker", "participants", "guests", "interviewees")
_ROLES = ("role", "office", "position", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """A document's front matter, and the text that follows it.

    Attributes:
        document: The declared metadata; its only block is the YAML itself, as furniture.
        body: The text after the front matter.
        lines: How many lines the front matter took.
    """

    document: Document
    body: str
    lines: int


def split_front_matter(text: str) -> FrontMatter:
    """Split a text into front matter and body; without any, all of it is body.

    Raises:
        UnreadableDocumentError: The front matter has aliases.
    """
    none = FrontMatter(document=Document(blocks=()), body=text, lines=0)
    if not text.startswith("---"):
        return none
    lines = text[:_MAX_CHARS].splitlines(keepends=True)
    if lines[0].strip() != "---":
        return none
    ends = (n for n, line in enumerate(lines) if n and line.strip() in {"---", "..."})
    end = next(ends, 0)
    source = "".join(lines[1:end])
    found = _read(source)
    if not found:
        return none
    fields = {key: _flat(value) for key, value in found.items()}
    block = Block(text=source.rstrip(), line=2, kind=BlockKind.FURNITURE)
    taken = sum(len(line) for line in lines[: end + 1])
    return FrontMatter(
        document=replace(
            _document(fields, block), speakers=_speakers(found), roles=_roles(found)
        ),
        body=text[taken:],
        lines=end + 1,
    )


class _AliasError(yaml.YAMLError):
    """YAML that repeats a value by an alias; its text is the alias's name."""


class _Loader(yaml.BaseLoader):
    """A loader of strings, lists and mappings that follows no alias.

    A few hundred bytes of aliases of aliases stand for a text that no memory holds.
    """

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        """Compose what comes next.

        Raises:
            _AliasError: It is an alias of what stands above.
        """
        if self.check_event(yaml.AliasEvent):
            name = self.peek_event().anchor  # type: ignore[no-untyped-call]
            if name in self.anchors:
                raise _AliasError(name)
        node: Node | None = super().compose_node(parent, index)
        return node


def _speakers(found: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of those whom the front matter lists as speakers."""
    declared = _declared(found)
    names = declared if isinstance(declared, list) else str(declared).split(",")
    flat = (_flat(name).strip() for name in names)
    return tuple(dict.fromkeys(name for name in flat if name))


def _roles(found: Mapping[str, object]) -> dict[str, str]:
    """Return what those are whom the front matter lists as speakers, by their names."""
    declared = _declared(found)
    listed = declared if isinstance(declared, list) else [declared]
    fields = [one for one in listed if isinstance(one, dict)]
    roles = (
        (_flat(one), next((r for k in _ROLES if (r := _flat(one.get(k)))), ""))
        for one in fields
    )
    return {name: role for name, role in roles if name and role}


def _declared(found: Mapping[str, object]) -> object:
    return next((found[key] for key in _SPEAKERS if found.get(key)), "")


def _read(source: str) -> dict[str, object]:
    try:
        # Every scalar stays the string it is; nothing is built from a tag.
        found = yaml.load(source, Loader=_Loader)  # noqa: S506 - builds strings, lists and dicts only
    except _AliasError as error:
        # Words between two rules may look like an alias, too.
        if not _ANY_FIELD.search(source):
            return {}
        raise UnreadableDocumentError(
            f"The front matter has an alias (*{str(error)[:40]}), and aliases are not "
            "followed. Write out what it stands for, and try again."
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key.lower(): value for key, value in found.items() if isinstance(key, str)}


def _flat(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(part for part in map(_flat, value) if part)
    if isinstance(value, dict):
        return _flat(value.get("name", ""))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _document(fields: dict[str, str], block: Block) -> Document:
    found = {
        field: next((fields[key] for key in keys if fields.get(key)), "")
        for field, keys in _FIELDS.items()
    }
    return Document(
        blocks=(block,),
        title=found["title"],
        author=found["author"],
        date=iso_date(found["date"]),
        source=found["source"],
        language=found["language"].replace("_", "-"),
    )
