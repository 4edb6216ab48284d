"""The YAML between the `---` lines: what the event was and who spoke.

The text is only composed, never constructed: every value is text as it stands, so
`date: 2024-05-17`, `title: 1984` and `language: no` mean what they say, and each
node still knows its line.
"""

from collections.abc import Iterator, Sequence

from yaml.nodes import Node

from content.model import Speaker, Transcript
from content.transcript_file.faults import FaultList, short
from content.transcript_file.fields import (
    EXPECTED,
    KEYS,
    SPEAKER_KEYS,
    fits,
    read_topics,
)
from content.transcript_file.names import Names
from content.transcript_file.text import Line
from content.transcript_file.yaml_nodes import NodeReader, compose


def read_front_matter(
    lines: Sequence[Line], faults: FaultList
) -> tuple[Transcript, Names]:
    """Read the lines between the two `---`: a transcript without turns, and its names.

    What is faulty is left empty.
    """
    first = lines[0].number if lines else 2
    reader = NodeReader(first, faults)
    root = compose("\n".join(line.text for line in lines), first, faults)
    nodes = reader.mapping(root, KEYS, "the front matter") if root else None
    if nodes is None:
        return Transcript(slug="", title=""), Names(faults, complete=False)
    names = Names(faults)
    speakers = _speakers(nodes.pop("speakers", None), names, reader)
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
        topics=read_topics(values["topics"]) if "topics" in values else None,
        speakers=speakers,
    )
    return transcript, names


def _value(key: str, node: Node, reader: NodeReader) -> str:
    value = reader.text(node, key)
    if isinstance(node.value, str) and not fits(key, value):
        problem = (
            f"{key} '{short(value)}' is not {EXPECTED[key]}"
            if value
            else f"{key} is empty"
        )
        reader.fault(node, problem, f"write {EXPECTED[key]}")
    return value


def _speakers(
    node: Node | None, names: Names, reader: NodeReader
) -> tuple[Speaker, ...]:
    fix = "write each speaker on a line of its own as '  - name: ...'"
    found = (
        _speaker(item, names, reader) for item in reader.items(node, "speakers", fix)
    )
    return tuple(speaker for speaker in found if speaker)


def _speaker(node: Node, names: Names, reader: NodeReader) -> Speaker | None:
    nodes = reader.mapping(node, SPEAKER_KEYS, "a speaker")
    if nodes is None:
        return None
    name_node = nodes.get("name", node)
    name = reader.text(nodes.get("name"), "name")
    if not name:
        reader.fault(name_node, "a speaker has no name", "add 'name: ...'")
        return None
    names.declare(name, name, reader.line(name_node))
    voice = reader.text(nodes.get("voice"), "voice")
    if voice not in {"true", "false", ""}:
        reader.fault(
            nodes["voice"],
            f"voice is '{short(voice)}', not true or false",
            "write 'voice: true' for a voice that is only a role, else delete it",
        )
    return Speaker(
        name=name,
        role=reader.text(nodes.get("role"), "role"),
        aliases=tuple(_aliases(nodes.get("aliases"), name, names, reader)),
        voice=voice == "true",
    )


def _aliases(
    node: Node | None, name: str, names: Names, reader: NodeReader
) -> Iterator[str]:
    fix = "put square brackets around the aliases and commas between them"
    for item in reader.items(node, "aliases", fix):
        alias = reader.text(item, "alias")
        if alias:
            names.declare(alias, name, reader.line(item))
            yield alias
        else:
            reader.fault(item, "an alias is empty", "delete it")
