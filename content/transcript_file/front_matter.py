"""The YAML between the `---` lines: what the event was, and who spoke by which names.

The text is only composed, never constructed: every value is text as it stands, so
`date: 2024-05-17`, `title: 1984` and `language: no` mean what they say, and each
node still knows its line.
"""

from collections.abc import Iterator, Sequence

from yaml.nodes import Node

from content.model import Speaker, Transcript
from content.transcript_file.faults import FaultList, nearest_word, shorten
from content.transcript_file.fields import (
    EXPECTED,
    KEYS,
    MARK_KEYS,
    MAX_NAME_CHARS,
    SPEAKER_KEYS,
    can_name_excerpt,
    is_valid,
    split_topics,
)
from content.transcript_file.text import Line
from content.transcript_file.yaml_nodes import NodeReader, compose


class DeclaredNames:
    """The names and aliases that the front matter declares.

    Args:
        complete: False where the front matter could not be read: then any name passes.
    """

    def __init__(self, faults: FaultList, *, complete: bool = True) -> None:
        self._faults = faults
        self._known: dict[str, str] = {}
        self._lines: dict[str, int] = {}
        self._complete = complete

    def declare(self, name: str, canonical: str, line: int) -> None:
        """Add a name or alias of a speaker; twice in one file is a fault."""
        if name in self._known:
            self._faults.add(
                line,
                f"'{shorten(name)}' is declared twice (first on line {self._lines[name]})",
                "delete one, or make the names differ",
            )
            return
        self._known[name] = canonical
        self._lines[name] = line

    def resolve(self, name: str, line: int) -> str:
        """Return the speaker's own name for a name or alias; unknown is a fault."""
        if name in self._known or not self._complete:
            return self._known.get(name, name)
        near = nearest_word(name, list(self._known))
        suggestion = f"write '{near}', or add" if near else "add"
        self._faults.add(
            line,
            f"'{shorten(name)}' is not declared as a speaker",
            f"{suggestion} '- name: {shorten(name)}' to the speakers of the front matter",
        )
        return name


def read_front_matter(
    lines: Sequence[Line] | None, faults: FaultList
) -> tuple[Transcript, DeclaredNames]:
    """Read the lines between the two `---`: a transcript without turns, and its names.

    What is faulty is left empty, and so is all of it where there are no such lines.
    """
    first = lines[0].number if lines else 2
    reader = NodeReader(first, faults)
    text = "\n".join(line.text for line in lines or ())
    root = compose(text, first, faults) if lines is not None else None
    nodes = reader.mapping(root, KEYS, "the front matter") if root else None
    if nodes is None:
        return Transcript(slug="", title=""), DeclaredNames(faults, complete=False)
    names = DeclaredNames(faults)
    speakers = _speakers(nodes.pop("speakers", None), names, reader)
    marks = {key: tuple(_marks(nodes.pop(key, None), key, reader)) for key in MARK_KEYS}
    for key in ("slug", "title"):
        if key not in nodes:
            faults.add(
                1,
                f"the front matter has no {key}",
                f"add a line '{key}: ...': {EXPECTED[key]}",
            )
    values = {key: _value(key, node, reader) for key, node in nodes.items()}
    transcript = Transcript(
        slug=values.get("slug", ""),
        title=values.get("title", ""),
        date=values.get("date", ""),
        place=values.get("place", ""),
        source=values.get("source", ""),
        licence=values.get("licence", ""),
        language=values.get("language", "en"),
        topics=split_topics(values["topics"]) if "topics" in values else None,
        offered=marks["offered"],
        not_offered=marks["not_offered"],
        speakers=speakers,
    )
    return transcript, names


def _value(key: str, node: Node, reader: NodeReader) -> str:
    value = reader.text(node, key)
    if isinstance(node.value, str) and not is_valid(key, value):
        problem = (
            f"{key} '{shorten(value)}' is not {EXPECTED[key]}"
            if value
            else f"{key} is empty"
        )
        reader.add_fault(node, problem, f"write {EXPECTED[key]}")
    return value


def _speakers(
    node: Node | None, names: DeclaredNames, reader: NodeReader
) -> tuple[Speaker, ...]:
    fix = "write each speaker on a line of its own as '  - name: ...'"
    found = (
        _speaker(item, names, reader) for item in reader.items(node, "speakers", fix)
    )
    return tuple(speaker for speaker in found if speaker)


def _speaker(node: Node, names: DeclaredNames, reader: NodeReader) -> Speaker | None:
    nodes = reader.mapping(node, SPEAKER_KEYS, "a speaker")
    if nodes is None:
        return None
    name_node = nodes.get("name", node)
    name = _name(nodes.get("name"), "name", reader)
    if not name:
        reader.add_fault(name_node, "a speaker has no name", "add 'name: ...'")
        return None
    names.declare(name, name, reader.line(name_node))
    voice = reader.text(nodes.get("voice"), "voice")
    if voice not in {"true", "false", ""}:
        reader.add_fault(
            nodes["voice"],
            f"voice is '{shorten(voice)}', not true or false",
            "write 'voice: true' for a voice that is only a role, else delete it",
        )
    return Speaker(
        name=name,
        role=_value("role", nodes["role"], reader) if "role" in nodes else "",
        aliases=tuple(_aliases(nodes.get("aliases"), name, names, reader)),
        voice=voice == "true",
    )


def _marks(node: Node | None, key: str, reader: NodeReader) -> Iterator[str]:
    """Yield the words of excerpts that a librarian has decided about."""
    fix = "write the first words of each excerpt on a line of its own as '  - ...'"
    for item in reader.items(node, key, fix):
        words = reader.text(item, key)
        if can_name_excerpt(words):
            yield words
        else:
            reader.add_fault(
                item,
                f"'{shorten(words)}' is too short or too long to name an excerpt",
                f"write {EXPECTED[key]}",
            )


def _name(node: Node | None, what: str, reader: NodeReader) -> str:
    name = reader.text(node, what)
    if node is not None and len(name) > MAX_NAME_CHARS:
        reader.add_fault(
            node,
            f"{what} '{shorten(name)}' is longer than {MAX_NAME_CHARS} characters",
            "shorten it",
        )
    return name


def _aliases(
    node: Node | None, name: str, names: DeclaredNames, reader: NodeReader
) -> Iterator[str]:
    fix = "put square brackets around the aliases and commas between them"
    for item in reader.items(node, "aliases", fix):
        alias = _name(item, "alias", reader)
        if alias:
            names.declare(alias, name, reader.line(item))
            yield alias
        else:
            reader.add_fault(item, "an alias is empty", "delete it")
