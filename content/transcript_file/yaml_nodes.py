"""YAML nodes read as text, each with its line, and the faults found in them."""

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from content.transcript_file.faults import FaultList, nearest_word, shorten
from content.transcript_file.text import tidy_line

_MAX_CHARS = 500_000  # PyYAML needs seconds for more


class _Loader(yaml.SafeLoader):
    """A loader that follows no alias: of aliases of aliases there is no end."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        """Compose what comes next.

        Raises:
            ComposerError: It is an alias.
        """
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(
                None,
                None,
                f"the alias '*{shorten(event.anchor)}' is not followed, write out what "
                "it stands for",
                event.start_mark,
            )
        node: Node | None = super().compose_node(parent, index)
        return node


def compose(text: str, first: int, faults: FaultList) -> Node | None:
    """Return the root node of a YAML text that starts on the line `first`."""
    if len(text) > _MAX_CHARS:
        faults.add(
            first,
            f"the front matter is longer than {_MAX_CHARS:,} characters",
            "move the text of the turns below the second ---",
        )
        return None
    try:
        node: Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.add(
            first + (mark.line if mark else 0),
            f"the front matter is not valid YAML ({error.problem})",
            'check the indentation, and put "..." around a value that has a '
            "colon, # or quotation marks in it",
        )
    except yaml.reader.ReaderError as error:
        faults.add(
            first + text.count("\n", 0, error.position),
            f"YAML can't hold the character U+{ord(text[error.position]):04X}",
            "delete the character",
        )
    except RecursionError:
        faults.add(first, "the front matter is nested too deeply", "flatten it")
    else:
        return node or yaml.compose("{}", Loader=yaml.SafeLoader)
    return None


class NodeReader:
    """A reader of nodes; the YAML starts on the line `first` of the file."""

    def __init__(self, first: int, faults: FaultList) -> None:
        self._first = first
        self._faults = faults

    def add_fault(self, node: Node, problem: str, fix: str) -> None:
        """Add a fault on the line on which the node starts."""
        self._faults.add(self.line(node), problem, fix)

    def line(self, node: Node) -> int:
        """Return the line of the file on which the node starts."""
        return self._first + int(node.start_mark.line)

    def text(self, node: Node | None, what: str) -> str:
        """Read one line of text; empty where the key is missing or not a text."""
        if node is None:
            return ""
        if not isinstance(node, ScalarNode):
            self.add_fault(
                node,
                f"{what} is a list or a mapping, not a text",
                f"write one text after '{what}:', in \"...\" if it has brackets",
            )
            return ""
        return tidy_line(node.value)

    def items(self, node: Node | None, what: str, fix: str) -> list[Node]:
        """Read a list; empty where the key is missing, has no value or no list."""
        if isinstance(node, SequenceNode):
            return list(node.value)
        if node is not None and not (isinstance(node, ScalarNode) and not node.value):
            self.add_fault(node, f"{what} is not a list", fix)
        return []

    def mapping(
        self, node: Node, keys: tuple[str, ...], what: str
    ) -> dict[str, Node] | None:
        """Read `key: value` lines whose keys are all among `keys` and there once."""
        if not isinstance(node, MappingNode):
            self.add_fault(
                node,
                f"{what} is not made of 'key: value' lines",
                f"write it as lines such as '{keys[0]}: ...'",
            )
            return None
        found: dict[str, Node] = {}
        for key_node, value in node.value:
            key = tidy_line(key_node.value) if isinstance(key_node, ScalarNode) else "?"
            if key not in keys:
                near = nearest_word(key, list(keys))
                self.add_fault(
                    key_node,
                    f"{what} has no key '{shorten(key)}'",
                    (f"did you mean '{near}'?" if near else "delete it")
                    + f" (it may have: {', '.join(keys)})",
                )
            elif key in found:
                self.add_fault(
                    key_node,
                    f"{key} is there twice (first on line {self.line(found[key])})",
                    "delete one of the two",
                )
            else:
                found[key] = value
        return found
