"""Words in Markdown that a reader sees as they are."""

import re

_SIGNS = re.compile(r"[\\`*_\[\]<>&~|$#]")
_OPENING = re.compile(r"^(\s*)([-+=:]|\d{1,9}(?=[.)]))", re.MULTILINE)


def escape(text: str) -> str:
    r"""Return a text that Markdown shows as it is.

    >>> escape("1. *No* <b>"), escape("Mr. A. Smith")
    ('1\\. \\*No\\* \\<b\\>', 'Mr. A. Smith')
    """
    escaped = _SIGNS.sub(lambda found: f"\\{found[0]}", text)
    return _OPENING.sub(_escaped_opening, escaped)


def block_quote(text: str) -> str:
    """Return a text as a quotation, with its paragraphs and lines."""
    # An empty line parts paragraphs, and a backslash ends a line within one.
    words = escape(re.sub(r"\n\s*\n", "\n\n", text.strip()))
    quoted = words.replace("\n\n", "\0").replace("\n", "\\\n> ")
    return "> " + quoted.replace("\0", "\n>\n> ")


def _escaped_opening(found: re.Match[str]) -> str:
    """Escape what would begin a list or a rule; of a number, the sign behind it."""
    blank, sign = found.groups()
    return f"{blank}{sign}\\" if sign.isdecimal() else f"{blank}\\{sign}"
