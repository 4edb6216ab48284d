"""Web pages, and fragments of them as feeds and exports hold."""

import re
from dataclasses import replace

from content.document import Block, Document, UnreadableDocumentError
from content.formats.decoding import DecodedText, decode
from content.formats.html.blocks import BlockWalker
from content.formats.html.comments import Comments
from content.formats.html.forum_posts import read_posts
from content.formats.html.main_content import find_furniture
from content.formats.html.messenger_pages import read_messages
from content.formats.html.metadata import read_metadata
from content.formats.html.name_boxes import find_name_boxes, give_voices
from content.formats.html.site_head import read_site_head
from content.formats.html.tree import EmptyPageError, Tree, parse

_CHARSET = re.compile(
    rb"<(?:meta\b[^<>]{0,200}?charset|\?xml\b[^<>]{0,200}?encoding)\s*=\s*[\"']?"
    rb"([a-z0-9_.:-]{2,40})",
    re.IGNORECASE,
)
# What pages call these has long meant the larger set that browsers read.
_BROWSER_ENCODINGS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
}


def read(data: bytes) -> Document:
    """Read a web page.

    Raises:
        UnreadableDocumentError: The page is empty, not text, or holds no words.
    """
    decoded = decode_page(data)
    document = replace(
        read_page(decoded.text), guessed_encoding=decoded.guessed_encoding
    )
    if not any(block.text for block in document.blocks):
        raise UnreadableDocumentError(
            "The page holds no text; it may fill itself by script. "
            "Save it from a browser once it shows its text, and try again."
        )
    return document


def decode_page(data: bytes) -> DecodedText:
    """Decode a page by its byte-order mark, as UTF-8, or by what it declares."""
    found = _CHARSET.search(data[:4096])
    try:
        data[:1_000_000].decode("utf-8")
    except UnicodeDecodeError as error:
        # A character that the cut broke in two is no fault of the page.
        at_cut = error.start > 999_990
        if found and not at_cut and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            name = found.group(1).decode("ascii").lower()
            try:
                return DecodedText(text=data.decode(_BROWSER_ENCODINGS.get(name, name)))
            except (LookupError, UnicodeError):
                pass
    return decode(data)


def read_page(markup: str, *, first_line: int = 1) -> Document:
    """Read a page's markup: its text, its comments, and the rest as furniture."""
    tree = Tree(parse(markup))
    boxes = find_name_boxes(tree)
    walker = BlockWalker(tree, first_line=first_line, labels=boxes.likely)
    page_blocks = list(walker.walk())
    messages = read_messages(tree, page_blocks)
    if messages is not None:
        return Document(blocks=messages)
    comments = Comments(tree)
    posts = read_posts(tree, page_blocks, comments.inside)
    if posts is not None:
        return replace(
            read_metadata(tree, comments.inside), blocks=posts, author="", is_chat=True
        )
    is_furniture = find_furniture(tree, page_blocks, comments.inside, boxes.likely)
    head = read_site_head(tree, page_blocks, is_furniture)
    page_blocks, is_furniture = give_voices(page_blocks, is_furniture, boxes)
    blocks = comments.merge_into(page_blocks, is_furniture)
    return replace(read_metadata(tree, comments.inside), blocks=blocks, site=head)


def read_fragment(markup: str, *, first_line: int = 1) -> tuple[Block, ...]:
    """Read a part of a page, such as a feed's or an export's, all of it text.

    Raises:
        UnreadableDocumentError: It has too many elements, or they nest too deep.
    """
    if not markup.strip():
        return ()
    try:
        tree = Tree(parse(markup))
    except EmptyPageError:
        return ()
    walker = BlockWalker(tree, first_line=first_line)
    return tuple(found.block for found in walker.walk())
