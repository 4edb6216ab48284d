"""Read Markdown into blocks: what is bold, quoted, listed or headed stays known."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.reference import reference
from markdown_it.token import Token

from content.document import Block, BlockKind, Document, UnreadableDocumentError
from content.formats.decoding import decode
from content.formats.markdown import front_matter
from content.formats.markdown.blocks import MarkdownBlocks
from content.formats.markdown.parts import is_target, parts_of
from content.formats.soft_breaks import LineWidth

# Past this depth the parser would leave text out, and its recursion would fail.
_DEEPEST = 40
_TOO_DEEP = re.compile(
    rf"^[ \t]*(?:(?:[>*+-]|\d{{1,9}}[.)])[ \t]*){{{_DEEPEST}}}", re.MULTILINE
)


def read(data: bytes) -> Document:
    """Read a Markdown document, with YAML front matter if it has any.

    Raises:
        UnreadableDocumentError: The document is empty or is not text.
    """
    found = decode(data)
    matter = front_matter.split(found.text)
    try:
        blocks = tuple(_blocks(matter.body, matter.lines))
    except RecursionError as error:
        raise UnreadableDocumentError(
            "The document's markup nests too deep to be read. "
            "Name it .txt to have it read as it stands, and try again."
        ) from error
    document = matter.document
    return replace(
        document,
        blocks=document.blocks + blocks,
        title=document.title or _title(blocks),
        guessed_encoding=found.guessed_encoding,
    )


def _blocks(body: str, lines_before: int) -> Iterator[Block]:
    parser = _parser()
    if _TOO_DEEP.search(body):
        parser.disable(["blockquote", "list"])
    # Targets may follow the links to them, so they are read before all else.
    targets: dict[str, Any] = {}
    parser.parse("\n\n".join(filter(is_target, body.split("\n"))), targets)
    wrapping = LineWidth(filter(str.strip, body.split("\n")))
    for part, before in parts_of(body):
        tokens = parser.parse(part, targets)
        yield from MarkdownBlocks(
            tokens,
            lines_before=lines_before + before,
            wrapping=wrapping,
            parse_inline=partial(_inline, parser, targets),
        )


def _inline(parser: MarkdownIt, targets: dict[str, Any], content: str) -> list[Token]:
    tokens: list[Token] = []
    parser.inline.parse(content, parser, targets, tokens)
    return tokens


def _title(blocks: tuple[Block, ...]) -> str:
    """Give the only heading of the first level, which is how Markdown names itself."""
    tops = [b for b in blocks if b.kind is BlockKind.HEADING and b.level == 1]
    return tops[0].text if len(tops) == 1 else ""


def _target_only(
    state: StateBlock,
    startLine: int,  # noqa: N803 - the parser's own name
    _endLine: int,  # noqa: N803 - the parser's own name
    silent: bool,
) -> bool:
    """Take `[name]: link` as a link's target, but `[Name]: Yes.` as words."""
    line = state.src[state.bMarks[startLine] : state.eMarks[startLine]]
    return is_target(line) and reference(state, startLine, _endLine, silent)


def _parser() -> MarkdownIt:
    # A list is two levels to the parser, and a paragraph in it one more.
    parser = MarkdownIt("commonmark", {"maxNesting": 2 * _DEEPEST + 20})
    parser.enable(["table", "strikethrough"])
    # An indent in a transcript is a paragraph's, not a program's.
    parser.disable("code")
    parser.block.ruler.at("reference", _target_only)
    # A paragraph's own markup is read when its turn comes, and let go thereafter.
    parser.core.ruler.disable(["inline", "text_join"])
    return parser
