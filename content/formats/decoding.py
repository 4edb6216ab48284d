"""Turn the bytes of a document into text, whatever wrote them."""

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from content.document import UnreadableDocumentError
from content.formats.written import is_written

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_MAGIC = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a zip archive or an office document", ".docx"),
    (b"\xd0\xcf\x11\xe0", "an old office document", ".docx or .txt"),
    (b"\x89PNG", "a picture", ".txt"),
    (b"\xff\xd8\xff", "a picture", ".txt"),
    (b"GIF8", "a picture", ".txt"),
    (b"ID3", "a sound file", ".txt, its transcript"),
    (b"\x1f\x8b", "a compressed file", ".txt, unpacked"),
)

# The detector tells these apart by letter frequencies that short or mixed
# documents do not have; Windows' own page is by far the likeliest of each.
_WESTERN = ("cp1250", "cp1252", "cp1254", "cp1257", "latin_1", "iso8859", "mac", "cp8")
_CENTRAL = {"Polish", "Czech", "Slovak", "Hungarian", "Croatian", "Slovene", "Romanian"}
_SAMPLE = 65_536
_ASCII = bytes(range(128))
_FEW = 8
"""Bytes to one beyond ASCII, from which a page that fits badly is damage instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Hold a document's text, and how it was read where nothing says how.

    Attributes:
        guessed_encoding: The encoding, by Python's name, where it was guessed; else empty.
    """

    text: str
    guessed_encoding: str = ""


def decode(data: bytes) -> Decoded:
    """Decode a text document: byte-order mark, UTF-8, UTF-16, then a detected page.

    Bytes that are no text in otherwise clean UTF-8 become U+FFFD each.

    Raises:
        UnreadableDocumentError: The document is empty or is not text.
    """
    if not data.strip(b" \t\r\n\x00\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocumentError(
            "The document is empty. Check that it was saved, then try again."
        )
    for magic, what, better in _MAGIC:
        if data.startswith(magic):
            raise UnreadableDocumentError(
                f"This is {what}, not text. Save or name it as {better} and try again."
            )
    text, guessed = _decoded(data)
    odd = sum(text.count(sign) for sign in _CONTROLS)
    if odd > max(8, len(text) // 200):
        raise UnreadableDocumentError(
            "The document is not text: it holds binary data. "
            "Export it as plain text (UTF-8) and try again."
        )
    return Decoded(text=text.translate(_DROP), guessed_encoding=guessed)


_CONTROLS = [chr(c) for c in range(32) if chr(c) not in "\t\n\r\x0b\x0c\x1a\x1b"]
_CONTROLS.append("\ufffd")
_DROP = {ord(sign): None for sign in _CONTROLS[:-1]} | {0xFEFF: None, 0x1A: None}


def _decoded(data: bytes) -> tuple[str, str]:
    known = next((name for bom, name in _BOMS if data.startswith(bom)), _wide(data))
    if known:
        return data.decode(known, errors="replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as fault:
        # One broken byte in an otherwise clean file is damage, not a code page.
        if fault.start > len(data) - 4 or _mostly_utf8(data):
            return data.decode("utf-8", errors="replace"), ""
    return _guessed(data)


def _guessed(data: bytes) -> tuple[str, str]:
    page = _page(data)
    for name in dict.fromkeys((page, "cp1252")):
        text = data.decode(name, errors="replace")
        if is_written(text):
            return text, name
    sound, broken = _sound_utf8(data)
    if sound > broken or len(data.translate(None, _ASCII)) * _FEW <= len(data):
        return data.decode("utf-8", errors="replace"), ""
    return data.decode(page, errors="replace"), page


def _wide(data: bytes) -> str:
    """Name the UTF-16 flavour of text without a byte-order mark, if it is that."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return ""
    if sample[1::2].count(0) > half * 0.6 and sample[0::2].count(0) < half * 0.2:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.6 and sample[1::2].count(0) < half * 0.2:
        return "utf-16-be"
    return ""


def _mostly_utf8(data: bytes) -> bool:
    sound, broken = _sound_utf8(data)
    return sound > 2 and 3 * broken <= sound


def _sound_utf8(data: bytes) -> tuple[int, int]:
    """Count what is sound and what is broken beyond ASCII, read as UTF-8.

    No other encoding gives sequences that are sound in UTF-8, but by chance.
    """
    text = data[: 16 * _SAMPLE].decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(1 for sign in text if ord(sign) > 127) - broken, broken


def _page(data: bytes) -> str:
    start = next((n for n, byte in enumerate(data) if byte > 127), 0)
    start = max(0, start - 1024)
    guess = from_bytes(data[start : start + _SAMPLE]).best()
    if guess is None:
        return "cp1252"
    name = guess.encoding
    if name == "cp1250" and guess.language in _CENTRAL:
        return name
    if name == "mac_cyrillic":
        return "cp1251"
    if name.startswith(_WESTERN) and name not in {"cp874", "cp866"}:
        return "cp1252"
    return name
