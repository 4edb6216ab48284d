"""Wear a document as copying wears it: out of a PDF, a mail or a word processor.

Line breaks, blanks, signs and margins change, and page numbers come in; the words stay,
so that what is read of the document should stay the same.
"""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

_WIDTH, _NARROW, _PAGE_LINES = 72, 60, 40
_MIN_LONG_LINE = 120
_UNPARTED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u3000-\u303f\uff00-\uff60]")
_NEVER_HYPHENATED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_MARKS = re.compile(
    r"^\s{0,3}(?:#{1,6}\s|>\s?)|\*\*|__|(?<!\w)[*_](?=\w)|(?<=\S)[*_](?!\w)",
    re.MULTILINE,
)
_LONG_WORD = re.compile(r"[^\W\d_]{8,}")
_OUTSIDE_TAGS = re.compile(
    r"((?:<!--.*?-->|<(script|style)\b.*?</\2>|<[^>]*>)+)", re.DOTALL | re.IGNORECASE
)
_PLAIN_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛‹›", "'"),
        **dict.fromkeys("—―", "--"),
        "–": "-",
        "…": "...",
    }
)


class Wear(NamedTuple):
    """How a document is worn.

    Attributes:
        change: What becomes of its text.
        ending: The ending of its file; empty where it stays as it was.
        signs: Whether only signs change, so that pages of HTML may be worn, too.
        breaks: Whether its lines are broken, or parted, which says something only where
            each is a paragraph.
        encoding: Of its bytes.
    """

    change: Callable[[str], str]
    ending: str = ""
    signs: bool = False
    breaks: bool = False
    encoding: str = "utf-8"


def worn(wear: Wear, data: bytes, name: str) -> tuple[bytes, str] | None:
    """Return the bytes and the name of a worn document; None if it is not worn so."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    if not name.endswith((".txt", ".md")):
        if not (wear.signs and name.endswith(".html")):
            return None
        parts = _OUTSIDE_TAGS.split(text)
        # Three to a match: the words before it, the tags, the name of a script's tag.
        words = [wear.change(part) for part in parts[::3]]
        tags = [*parts[1::3], ""]
        changed = "".join(one + tag for one, tag in zip(words, tags, strict=True))
    elif wear.breaks and not _has_a_paragraph_a_line(text, name):
        return None
    else:
        changed = wear.change(text)
    if wear.ending:
        name = f"{name.rsplit('.', 1)[0]}.{wear.ending}"
    return changed.encode(wear.encoding), name


def _has_a_paragraph_a_line(text: str, name: str) -> bool:
    is_long = max(map(len, text.split("\n"))) >= _MIN_LONG_LINE
    return is_long and name.endswith(".txt")


def _paragraphs(text: str) -> list[str]:
    """Return the lines that have words."""
    return [line for line in text.split("\n") if line.strip()]


def _wrapped(line: str, width: int = _WIDTH) -> list[str]:
    """Return a line broken to a width, between signs where blanks part no words."""
    if len(_UNPARTED.findall(line)) > 0.5 * len(line):
        columns = width // 2
        return [line[n : n + columns] for n in range(0, len(line), columns)]
    return textwrap.wrap(line, width, break_on_hyphens=False, break_long_words=False)


def _wrap(
    text: str, *, parting: str = "\n\n", indent: str = "", width: int = _WIDTH
) -> str:
    return parting.join(
        "\n".join(_wrapped(indent + line, width)) for line in _paragraphs(text)
    )


def _hyphenate(text: str) -> str:
    """Wrap lines, a long word broken at the end of each where one does not fit."""
    return "\n\n".join(
        "\n".join(_hyphenated(line.split())) for line in _paragraphs(text)
    )


def _hyphenated(words: list[str], width: int = _WIDTH) -> Iterator[str]:
    line = ""
    for word in words:
        room = width - len(line) - 2
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}".lstrip()
        elif _LONG_WORD.fullmatch(word) and room >= 3:
            cut = min(room, len(word) - 3)
            yield f"{line} {word[:cut]}-"
            line = word[cut:]
        else:
            yield line
            line = word
    yield line


def _justify(text: str) -> str:
    """Wrap lines and fill each but the last of a paragraph with blanks."""
    return "\n\n".join(
        "\n".join([*map(_filled, lines[:-1]), *lines[-1:]])
        for lines in map(_wrapped, _paragraphs(text))
    )


def _filled(line: str) -> str:
    words = line.split(" ")
    missing = _WIDTH - len(line)
    if not 0 < missing < len(words):
        return line
    step = len(words) // missing
    widened = range(step - 1, missing * step, step)
    return "".join(
        word + "  "[n not in widened :] for n, word in enumerate(words)
    ).rstrip()


def _page(text: str, foot: str, head: str = "") -> str:
    """Break wrapped text into pages, each between a running head and a foot."""
    lines = _wrap(text).split("\n")
    pages = [lines[n : n + _PAGE_LINES] for n in range(0, len(lines), _PAGE_LINES)]
    title = _paragraphs(text)[0].strip()[:60]
    shown = []
    for number, page in enumerate(pages, 1):
        top = (
            [head.format(title=title, number=number), ""] if head and number > 1 else []
        )
        bottom = ["", foot.format(number=number, pages=len(pages))] if foot else []
        shown += [*top, *page, *bottom, ""]
    return "\n".join(shown)


def print_pages(text: str, running_head: str) -> str:
    """Hyphenate a text and print it in pages as a PDF's text has them.

    Below the title paragraphs follow each other without a blank line; a head stands above each page,
    beside its number.
    """
    lines = [
        line
        for paragraph in _paragraphs(text)
        for line in (
            _wrapped(paragraph)
            if _NEVER_HYPHENATED.search(paragraph)
            else _hyphenated(paragraph.split(), _NARROW)
        )
    ]
    title = len(_wrapped(_paragraphs(text)[0], _NARROW))
    lines.insert(title, "")
    size = _PAGE_LINES // 2  # so that short documents have pages, too
    return "\n".join(
        "\n".join([f"{running_head}    {number}", *lines[start : start + size]])
        for number, start in enumerate(range(0, len(lines), size), 1)
    )


def _number(text: str, step: int = 1) -> str:
    """Put numbers of lines in the left margin, 25 lines to a page."""
    lines = [line for line in _wrap(text, parting="\n", width=60).split("\n") if line]
    return "\n".join(
        f"{n % 25 + 1 if n % 25 % step == step - 1 else '':>2}    {line}"
        for n, line in enumerate(lines)
    )


def _each_line(text: str, pattern: str) -> str:
    return "\n".join(pattern.format(line) for line in text.split("\n"))


def _indent(text: str, indent: str) -> str:
    return "\n".join(
        indent + line if line.strip() else line for line in text.split("\n")
    )


def _hyphenate_softly(text: str) -> str:
    return _LONG_WORD.sub(lambda word: f"{word[0][:4]}\xad{word[0][4:]}", text)


def _scatter(text: str) -> str:
    """Put signs without width before every other word."""
    return re.sub(r"(\S+\s+)(?=(\w))", "\\1\u200b", text)


def _as_page(body: str) -> str:
    return f"<html><body>{body}</body></html>"


WEARS: dict[str, Wear] = {
    "wrapped": Wear(_wrap, breaks=True),
    "wrapped, indented": Wear(
        lambda text: _wrap(text, parting="\n", indent="    "), breaks=True
    ),
    "wrapped, parted by nothing": Wear(
        lambda text: _wrap(text, parting="\n"), breaks=True
    ),
    "hyphenated": Wear(_hyphenate, breaks=True),
    "justified": Wear(_justify, breaks=True),
    "pages: 3": Wear(lambda text: _page(text, "{number:>36}"), "txt", breaks=True),
    "pages: Page 3 of 9": Wear(
        lambda text: _page(text, "Page {number} of {pages}"), "txt", breaks=True
    ),
    "pages: title, 3": Wear(
        lambda text: _page(text, "{number}", "{title}"), "txt", breaks=True
    ),
    "pages: title  3": Wear(
        lambda text: _page(text, "", "{title}    {number}"), "txt", breaks=True
    ),
    "each line numbered": Wear(_number, "txt", breaks=True),
    "fifth lines numbered": Wear(lambda text: _number(text, 5), "txt", breaks=True),
    "paragraphs indented": Wear(lambda text: _indent(text, "   "), breaks=True),
    "tabs for indents": Wear(lambda text: _indent(text, "\t"), breaks=True),
    "plain signs": Wear(lambda text: text.translate(_PLAIN_SIGNS), signs=True),
    "non-breaking blanks": Wear(lambda text: text.replace(" ", "\xa0"), signs=True),
    "signs without width": Wear(_scatter, signs=True),
    "soft hyphens": Wear(_hyphenate_softly, signs=True),
    "CRLF, BOM": Wear(
        lambda text: text.replace("\n", "\r\n"), signs=False, encoding="utf-8-sig"
    ),
    "blank lines between all": Wear(
        lambda text: "\n\n".join(_paragraphs(text)), breaks=True
    ),
    "blank lines lost": Wear(lambda text: "\n".join(_paragraphs(text)), "txt"),
    "trailing backslash": Wear(lambda text: _each_line(text, "{}\\")),
    "quoted mail": Wear(lambda text: _each_line(text, "> {}"), "txt"),
    "pre": Wear(lambda text: _as_page(f"<pre>{escape(text)}</pre>"), "html"),
    "p": Wear(
        lambda text: _as_page(
            "\n".join(f"<p>{escape(one)}</p>" for one in _paragraphs(text))
        ),
        "html",
        breaks=True,
    ),
    "br": Wear(
        lambda text: _as_page(
            "<div>{}</div>".format(escape(text).replace("\n", "<br>\n"))
        ),
        "html",
        breaks=True,
    ),
    "marks stripped": Wear(lambda text: _MARKS.sub("", text), "txt"),
    "decomposed": Wear(lambda text: unicodedata.normalize("NFD", text), signs=True),
}
"""The wears that were looked at while readers were worked on."""


def _wrap_twice(text: str) -> str:
    """Wrap lines, and wrap each again to a smaller width, as a mail program does."""
    return "\n\n".join(
        "\n".join(part for line in _wrapped(one, 76) for part in _wrapped(line, 66))
        for one in _paragraphs(text)
    )


def _hang(text: str) -> str:
    """Wrap lines, all but the first of each paragraph indented."""
    return "\n".join("\n      ".join(_wrapped(line)) for line in _paragraphs(text))


def _spell_signs(text: str) -> str:
    """Leave signs as the source of a page has them."""
    return escape(text).replace("\u2013", "&ndash;").replace("\u2019", "&rsquo;")


HELD_WEARS: dict[str, Wear] = {
    "wrapped twice": Wear(_wrap_twice, "txt", breaks=True),
    "hanging indents": Wear(_hang, "txt", breaks=True),
    "entities": Wear(_spell_signs, "txt"),
}
"""Wears that were not."""
