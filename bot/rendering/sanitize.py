"""Text that is safe to print on a terminal, and web addresses that are safe to link."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls that start escape sequences, overrides that reorder what stands around
# them, and halves of surrogate pairs that no terminal's encoding can carry.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_NOT_IN_LINKS = re.compile(r"[\s\x00-\x1f\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Return text without control characters other than line breaks and tabs.

    A control character is replaced by its visible sign; overrides of the writing
    direction are dropped, and surrogates replaced.

    >>> clean("a\x1b[31mb\r\nc")
    'a␛[31mb\nc'
    """
    if text.isprintable():  # most texts are, and that takes a tenth of the time
        return text
    return _UNSAFE.sub(_visible_sign, _NEWLINES.sub("\n", text))


def one_line(text: str) -> str:
    r"""Return cleaned text on one line, for labels and notices.

    >>> one_line(" two\n\n lines ")
    'two lines'
    """
    return " ".join(clean(text).split())


def without_surrogates(text: str) -> str:
    r"""Return typed text without the surrogates that stand for undecodable bytes.

    >>> without_surrogates("caf\udce9")
    'caf�'
    """
    return re.sub("[\ud800-\udfff]", "�", text)


def safe_url(url: str) -> str:
    """Return a web address in printable ASCII, or nothing if it is no web address.

    >>> safe_url("https://example.org/año")
    'https://example.org/a%C3%B1o'
    >>> safe_url("javascript:alert(1)")
    ''
    """
    if not url.lower().startswith(("https://", "http://")):
        return ""
    return quote(url, safe="%/:?#[]@!$&'()*+,;=-._~", errors="replace")


def is_linkable(url: str) -> bool:
    """Return whether chats link a URL; they refuse some that browsers open.

    >>> is_linkable("https://speeches.example/1901"), is_linkable("http://localhost/1901")
    (True, False)
    """
    if len(url) > 2048 or _NOT_IN_LINKS.search(url):
        return False
    return _is_on_the_web(url.partition("#")[0])


@lru_cache(maxsize=1024)
def _is_on_the_web(page: str) -> bool:
    """Return whether a page has an address that others can open."""
    try:
        parts = urlsplit(page)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in host.strip(".")


def _visible_sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return "" if 0x202A <= code <= 0x2069 else "�"
