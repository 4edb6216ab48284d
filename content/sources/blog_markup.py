"""The markup that blog editors store, read as the page that the blog makes of it."""

import re

from content.document import Document, UnreadableDocumentError
from content.formats.html.reader import read_page

_BLANK_LINES = re.compile(r"\n[ \t\r]*(?=\n)")
_PARAGRAPH_TAG = re.compile(r"<(?:p|br)\b", re.IGNORECASE)
_PRE_TAG = re.compile(r"(</?pre\b)", re.IGNORECASE)
_CAPTION_TAG = re.compile(r"\[(/?)caption\b[^\[\]<>]{0,500}\]")
_EMBED_TAG = re.compile(
    r"\[/?(?:gallery|embed|audio|video|playlist)\b[^\[\]<>]{0,500}\]"
)


def read_post(markup: str, *, first_line: int) -> Document:
    """Read a post as a blog's editor stores it.

    Raises:
        UnreadableDocumentError: It holds no words.
    """
    document = read_page(with_paragraphs(markup), first_line=first_line)
    if not any(block.text for block in document.blocks):
        raise UnreadableDocumentError(
            "The post holds no text; it may be a picture or a film. "
            "Leave it out, or write its transcript into a .txt file."
        )
    return document


def with_paragraphs(markup: str) -> str:
    """Return markup with paragraphs for blank lines, where it marks none itself."""
    markup = _EMBED_TAG.sub(" ", markup)
    markup = _CAPTION_TAG.sub(r"<\1figcaption>", markup)
    if _PARAGRAPH_TAG.search(markup):
        return markup
    parts = _PRE_TAG.split(markup)
    for n in range(0, len(parts), 2):
        if n and parts[n - 1].lower() == "<pre":
            continue
        lines = _BLANK_LINES.sub("\n<p>", parts[n]).split("\n")
        parts[n] = "<br>\n".join(lines).replace("<p><br>\n", "<p>\n")
    return "".join(parts)
