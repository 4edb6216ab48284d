"""Markdown, with YAML front matter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from lxml.html import defs as html_defs
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.reference import reference
from markdown_it.token import Token

from content.document import Block, BlockKind, Document, UnreadableDocumentError
from content.formats.copied_text import with_plain_blanks, without_idle_backslashes
from content.formats.decoding import MAX_MARKDOWN_LINES, check_lines, decode
from content.formats.markdown.blocks import MarkdownBlocks
from content.formats.markdown.front_matter import split_front_matter
from content.formats.soft_breaks import LineWidth
from content.packed import packed
from content.transcript_file import TranscriptFaults, parse

_TRANSCRIPT = (
    "This is a transcript file already. Put it into the library's folder as it is, or "
    "name the document that it was made of, and try again."
)
_SLUG = re.compile(r"^slug:", re.MULTILINE)
_MAX_FRONT_MATTER_CHARS = 64 * 1024
# Past this depth the parser would leave text out, and its recursion would fail.
_MAX_DEPTH = 40
_TOO_DEEP = re.compile(
    rf"^[ \t]*(?:(?:[>*+-]|\d{{1,9}}[.)])[ \t]*){{{_MAX_DEPTH}}}", re.MULTILINE
)
_PART_CHARS = 200_000
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HTML_BLOCK = re.compile(r" {0,3}<(pre|script|style|textarea|!--)", re.IGNORECASE)
# "<alice> Hello", "<Ada Brook>:": a tag is called otherwise, and an address has an "@".
_NAME_AS_TAG = re.compile(
    r"(?<!\\)<(?=[@+%]?([A-Za-z][\w-]*)(?:[ .][^<>=@:\n]{0,60})?>)"
)
# "**問：**您好": a sign at the end of bold type keeps it from closing before a letter.
_BOLD_SIGN = re.compile(
    r"^([ \t>]*)(\*\*|__)(?=[^\s*_])([^*_\n]{1,60}?)([^\w\s*_])\2(?=\w)", re.MULTILINE
)
_HTML_NAMES: frozenset[str] = frozenset(html_defs.tags)
_PROMPT = re.compile(r"^>>(?= ?[^\s>])", re.MULTILINE)
_NESTED = re.compile(r"^>(?!>).*\n>>", re.MULTILINE)
_MIN_PROMPTS = 3
_LIST_ITEM = re.compile(r"[-*+] \S")
_LINK_TARGET = re.compile(
    r" {0,3}\[[^\]\n]+\]:[ \t]*(?:<|[a-z][a-z0-9+.-]*:|www\.|[#/.])", re.IGNORECASE
)


def read(data: bytes) -> Document:
    """Read a Markdown document, with YAML front matter if it has any.

    Raises:
        UnreadableDocumentError: The document is empty, is not text, or is a transcript
            file, in which it stands already whose words are whose.
    """
    decoded = decode(data)
    check_lines(decoded.text, MAX_MARKDOWN_LINES)
    if _is_transcript(decoded.text):
        raise UnreadableDocumentError(_TRANSCRIPT)
    matter = split_front_matter(
        without_idle_backslashes(with_plain_blanks(decoded.text))
    )
    try:
        body = _close_bold(_keep_prompts(_keep_named(matter.body)))
        blocks = packed(_blocks(body, matter.lines))
    except RecursionError as error:
        raise UnreadableDocumentError(
            "The document's markup nests too deep to be read. "
            "Name it .txt to have it read as it stands, and try again."
        ) from error
    document = matter.document
    return replace(
        document,
        blocks=packed(chain(document.blocks, blocks)) if document.blocks else blocks,
        title=document.title or _title(blocks),
        guessed_encoding=decoded.guessed_encoding,
    )


def _is_transcript(text: str) -> bool:
    """Return whether a text is a transcript file without faults."""
    if not text.startswith("---") or not _SLUG.search(text, 0, _MAX_FRONT_MATTER_CHARS):
        return False
    try:
        parse(text)
    except TranscriptFaults:
        return False
    return True


def _keep_named(body: str) -> str:
    """Escape names in angle brackets, which look like the tags of a page.

    They are no tags where no tag is called so and nothing closes them.
    """
    names = {found[1].lower() for found in _NAME_AS_TAG.finditer(body)} - _HTML_NAMES
    small = body.lower() if names else ""
    names = {name for name in names if f"</{name}" not in small}

    def escaped(found: re.Match[str]) -> str:
        return r"\<" if found[1].lower() in names else "<"

    return _NAME_AS_TAG.sub(escaped, body) if names else body


def _keep_prompts(body: str) -> str:
    """Escape ">>" where captions set it before whoever speaks, as no quotation in another."""
    captions = len(_PROMPT.findall(body)) >= _MIN_PROMPTS and not _NESTED.search(body)
    return _PROMPT.sub(r"\\>\\>", body) if captions else body


def _close_bold(body: str) -> str:
    """Close bold type at the start of a line before its last sign, as people mean it.

    >>> _close_bold("**問：**您好"), _close_bold("**Ada:** Hello")
    ('**問**：您好', '**Ada:** Hello')
    """
    return _BOLD_SIGN.sub(r"\1\2\3\2\4", body)


def _blocks(body: str, lines_before: int) -> Iterator[Block]:
    parser = _parser()
    if _TOO_DEEP.search(body):
        parser.disable(["blockquote", "list"])
    # Targets may follow the links to them, so they are read before all else.
    targets: dict[str, Any] = {}
    parser.parse("\n\n".join(filter(_is_link_target, body.split("\n"))), targets)
    line_width = LineWidth(filter(str.strip, body.split("\n")))
    for part, before in _split_parts(body):
        tokens = parser.parse(part, targets)
        yield from MarkdownBlocks(
            tokens,
            lines_before=lines_before + before,
            line_width=line_width,
            parse_inline=partial(_inline, parser, targets),
        )


def _inline(parser: MarkdownIt, targets: dict[str, Any], content: str) -> list[Token]:
    tokens: list[Token] = []
    parser.inline.parse(content, parser, targets, tokens)
    return tokens


def _title(blocks: Sequence[Block]) -> str:
    """Return the only heading of the first level, which is how Markdown is titled."""
    tops = [b for b in blocks if b.kind is BlockKind.HEADING and b.level == 1]
    return tops[0].text if len(tops) == 1 else ""


def _link_targets_only(
    state: StateBlock,
    startLine: int,  # noqa: N803 - the parser's own name
    _endLine: int,  # noqa: N803 - the parser's own name
    silent: bool,
) -> bool:
    """Read `[name]: link` as a link's target, but `[Name]: Yes.` as words."""
    line = state.src[state.bMarks[startLine] : state.eMarks[startLine]]
    return _is_link_target(line) and reference(state, startLine, _endLine, silent)


def _parser() -> MarkdownIt:
    # A list is two levels to the parser, and a paragraph in it one more.
    parser = MarkdownIt("commonmark", {"maxNesting": 2 * _MAX_DEPTH + 20})
    parser.enable(["table", "strikethrough"])
    # An indent in a transcript is a paragraph's, not a program's.
    parser.disable("code")
    parser.block.ruler.at("reference", _link_targets_only)
    # A paragraph's own markup is read when its turn comes, and let go thereafter.
    parser.core.ruler.disable(["inline", "text_join"])
    return parser


def _is_link_target(line: str) -> bool:
    """Return whether a line is a link's target (`[name]: https://…`), not words."""
    return _LINK_TARGET.match(line) is not None


def _split_parts(body: str) -> Iterator[tuple[str, int]]:
    """Yield the parts of a long text, each with how many lines precede it.

    They are cut where nothing spans the cut, so that memory stays small.
    """
    if len(body) <= _PART_CHARS:
        yield body, 0
        return
    held: list[str] = []
    size = start = 0
    closing = ""
    blank = False
    for number, line in enumerate(body.split("\n")):
        may_start = line[:1].strip() if blank else _LIST_ITEM.match(line)
        if size > _PART_CHARS and not closing and may_start:
            yield "\n".join(held), start
            held, size, start = [], 0, number
        held.append(line)
        size += len(line) + 1
        closing = _closing(line, closing)
        blank = not line.strip()
    yield "\n".join(held), start


def _closing(line: str, closing: str) -> str:
    """Return what ends the fence or the HTML block that is open after a line."""
    if closing:
        return "" if closing in line.lower() else closing
    fence = _FENCE.match(line)
    if fence:
        return fence.group(1)
    markup = _HTML_BLOCK.match(line)
    if not markup:
        return ""
    name = markup.group(1).lower()
    end = "-->" if name == "!--" else f"</{name}>"
    return "" if end in line.lower() else end
