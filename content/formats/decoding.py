"""Decoding of text documents whose encoding is unknown."""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from itertools import islice

from charset_normalizer import from_bytes

from content.document import UnreadableDocumentError
from content.formats.copied_text import without_unseen_signs
from content.language.guessing import guess_language
from content.language.word_lists import entries

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_JAPANESE_MAIL = b"\x1b$B"
"""What opens Japanese signs in ISO-2022-JP, all of whose bytes are those of ASCII."""

_RECOGNISE = "Run it through a program that recognises text (OCR)"
_SAVE_PAGE = "Save it as a complete web page (.html)"
# First bytes, what such a file is, and what to do with it.
_NOT_TEXT = (
    (b"%PDF-", "a PDF", "Name it .pdf"),
    (b"PK\x03\x04", "a zip archive or an office document", "Save or name it as .docx"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "Save it as .docx or .txt"),
    (b"{\\rtf", "a Rich Text document", "Save it as .docx or .txt"),
    (b"From: <Saved by ", "a web page in one file (MHTML)", _SAVE_PAGE),
    (b'From: "Saved by ', "a web page in one file (MHTML)", _SAVE_PAGE),
    (b"\x89PNG", "a picture", _RECOGNISE),
    (b"\xff\xd8\xff", "a picture", _RECOGNISE),
    (b"GIF8", "a picture", _RECOGNISE),
    (b"ID3", "a sound file", "Write down what is said in a .txt file"),
    (b"\x1f\x8b", "a compressed file", "Unpack it"),
)

# The detector tells these apart by letter frequencies that short or mixed
# documents do not have; Windows' own page is by far the likeliest of each.
_WESTERN = ("cp1250", "cp1252", "cp1254", "cp1257", "latin_1", "iso8859", "mac", "cp8")
_NOT_LATIN = frozenset({"cp874", "cp866", *(f"iso8859_{n}" for n in (5, 6, 7, 8, 11))})
_LATIN_PAGES = ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2")
"""Pages of languages in Latin letters, the likeliest first."""

_DETECTOR_SAMPLE_BYTES = 65_536
_ASCII = bytes(range(128))
_DAMAGE_RATIO = 8
"""Bytes for each one beyond ASCII from which a badly fitting code page means damage."""

_MAX_SCRIPTS, _MIN_SCRIPT_SHARE = 3, 0.9
"""Letters of a script and signs of ours; a third for quotation marks and dashes."""

_MIN_CLEAN_RATIO = 50
"""Characters of a text for each that is none: a pair may be cut where a sample ends."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_MAX_SIGNS_JUDGED = 2000
# What may stand inside a word: an apostrophe, a hyphen, a dash, a middle dot.
_INSIDE_WORDS = frozenset({"Pd", "Pf", "Pi", "Cf", "Mn", "Mc", "Lm"}) | {"·", "´"}
_NEVER_WRITTEN = frozenset({"Cc", "Cn", "Co", "Cs"})

_CONTROLS = [chr(c) for c in range(32) if chr(c) not in "\t\n\r\x0b\x0c\x1a\x1b"]
_BROKEN = re.compile("[{}\ufffd]".format("".join(map(re.escape, _CONTROLS))))
_DELETED = {ord(char): None for char in _CONTROLS} | {0xFEFF: None, 0x1A: None}
_UNWANTED = re.compile("[{}]".format("".join(re.escape(chr(c)) for c in _DELETED)))


MAX_LINES = 2_000_000
"""Lines of a text document, empty ones among them; each takes some hundred bytes."""

MAX_MARKDOWN_LINES = 1_000_000
"""The same of Markdown, a paragraph of which takes more while it is read."""

_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """A document's text, and the encoding it was decoded from if that was a guess.

    Attributes:
        guessed_encoding: By Python's name; empty where the encoding was certain.
    """

    text: str
    guessed_encoding: str = ""


def decode(data: bytes) -> DecodedText:
    """Decode a text document: byte-order mark, UTF-8, UTF-16, then a detected page.

    Bytes that are no text in otherwise clean UTF-8 become U+FFFD each.

    Raises:
        UnreadableDocumentError: The document is empty or is not text.
    """
    if not data.strip(b" \t\r\n\x00\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocumentError(
            "The document is empty. Check that it was saved, then try again."
        )
    for start, what, advice in _NOT_TEXT:
        if data.startswith(start):
            raise UnreadableDocumentError(
                f"This is {what}, not text. {advice} and try again."
            )
    text, guessed = _decode(data)
    broken = sum(1 for _ in _BROKEN.finditer(text))
    if broken > max(8, len(text) // 200):
        raise UnreadableDocumentError(
            "The document is not text: it holds binary data. "
            "Export it as plain text (UTF-8) and try again."
        )
    # Most texts have nothing to delete: a quick check first.
    clean = text.translate(_DELETED) if _UNWANTED.search(text) else text
    return DecodedText(text=without_unseen_signs(clean), guessed_encoding=guessed)


def check_lines(text: str, most: int | None = None) -> None:
    """Refuse a text of more lines than are read, or than `most`, where that is less.

    Raises:
        UnreadableDocumentError: It has more.
    """
    lines = sum(map(text.count, _LINE_ENDS)) - text.count("\r\n")
    most = MAX_LINES if most is None else min(most, MAX_LINES)
    if lines > most:
        raise UnreadableDocumentError(
            f"The document has {lines:,} lines; at most {most:,} are read. "
            "Split it into parts and try again."
        )


def _decode(data: bytes) -> tuple[str, str]:
    """Return the text, and the encoding if it was a guess."""
    known = next(
        (name for bom, name in _BOMS if data.startswith(bom)), _utf16_without_bom(data)
    )
    if not known and _JAPANESE_MAIL in data:
        known = "iso2022_jp"
    if known:
        return data.decode(known, errors="replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        # One broken byte in an otherwise clean file is damage, not a code page.
        if error.start > len(data) - 4 or _is_mostly_utf8(data):
            return data.decode("utf-8", errors="replace"), ""
    return _decode_guessing(data)


def _decode_guessing(data: bytes) -> tuple[str, str]:
    page = _detect_code_page(data)
    for name in dict.fromkeys((page, "cp1252")):
        text = data.decode(name, errors="replace")
        if is_plausible_text(text):
            return text, name
    valid, broken = _count_utf8(data)
    beyond_ascii = len(data.translate(None, _ASCII))
    if valid > broken or beyond_ascii * _DAMAGE_RATIO <= len(data):
        return data.decode("utf-8", errors="replace"), ""
    return data.decode(page, errors="replace"), page


def _utf16_without_bom(data: bytes) -> str:
    """Return the UTF-16 flavour of text without a byte-order mark, or ""."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return ""
    if sample[1::2].count(0) > half * 0.6 and sample[0::2].count(0) < half * 0.2:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.6 and sample[1::2].count(0) < half * 0.2:
        return "utf-16-be"
    return _utf16_of_one_script(sample)


def _utf16_of_one_script(sample: bytes) -> str:
    """Return the UTF-16 flavour of text in another script than ours, or "".

    Every second byte says which script a letter is of, and is 0 for blanks and stops, so
    that a few values are nearly all of these.

    >>> _utf16_of_one_script("Добрый день!".encode("utf-16-be"))
    'utf-16-be'
    >>> _utf16_of_one_script("Добрый день!".encode("cp1251"))
    ''
    """
    if 0 not in sample:
        return ""
    for flavour, scripts in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        common = Counter(scripts).most_common(_MAX_SCRIPTS)
        share = sum(times for _byte, times in common) / len(scripts)
        if share < _MIN_SCRIPT_SHARE or 0 not in dict(common):
            continue
        text = sample[: len(sample) // 2 * 2].decode(flavour, errors="replace")
        letters = sum(map(str.isalpha, text))
        broken = sum(1 for _ in _BROKEN.finditer(text))
        if 2 * letters > len(text) and _MIN_CLEAN_RATIO * broken < len(text):
            return flavour
    return ""


def _is_mostly_utf8(data: bytes) -> bool:
    valid, broken = _count_utf8(data)
    return valid > 2 and 3 * broken <= valid


def _count_utf8(data: bytes) -> tuple[int, int]:
    """Count the valid and the broken sequences beyond ASCII, read as UTF-8.

    No other encoding gives sequences that are valid UTF-8, but by chance.
    """
    sample = data[: 16 * _DETECTOR_SAMPLE_BYTES]
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    return beyond_ascii - broken, broken


def _detect_code_page(data: bytes) -> str:
    start = next((n for n, byte in enumerate(data) if byte > 127), 0)
    start = max(0, start - 1024)
    sample = data[start : start + _DETECTOR_SAMPLE_BYTES]
    guess = from_bytes(sample).best()
    if guess is None:
        return "cp1252"
    name = guess.encoding
    if name == "mac_cyrillic":
        pages = ("cp1251", name)
        return max(pages, key=lambda page: _fit(sample.decode(page, "replace")))
    if name.startswith(_WESTERN) and name not in _NOT_LATIN:
        return max(_LATIN_PAGES, key=lambda page: _fit(sample.decode(page, "replace")))
    return name


def _fit(text: str) -> int:
    """Return how many words of a text are usual in its language, less signs that are not.

    >>> polish = "Dzień dobry, proszę państwa, jak się państwo mają?".encode("cp1250")
    >>> _fit(polish.decode("cp1250")) > _fit(polish.decode("cp1252"))
    True
    """
    guess = guess_language([text])
    letters = entries(guess.language, "letters")
    lower = text.lower()
    return guess.words - sum(
        _is_foreign(lower, found.start(), letters)
        for found in islice(_BEYOND_ASCII.finditer(lower), _MAX_SIGNS_JUDGED)
    )


def _is_foreign(text: str, place: int, letters: Container[str]) -> bool:
    """Return whether a language does not write a sign so: another letter, or in a word."""
    char = text[place]
    if char.isalpha():
        return char not in letters
    beside = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    punctuates = unicodedata.category(char)[0] in "PZ"
    return not punctuates and any(map(str.isalpha, beside))


def is_plausible_text(text: str) -> bool:
    r"""Return whether nearly all characters beyond ASCII stand where people write them.

    If not, the bytes were probably decoded from the wrong code page.

    >>> is_plausible_text("Größe – «ça va»")
    True
    >>> is_plausible_text("a br\xa0■Ćüoken byte")
    False
    >>> is_plausible_text("тАЬQuotedтАЭ"), is_plausible_text("Itâ€™s fine")
    (False, False)
    """
    found = list(islice(_BEYOND_ASCII.finditer(text), _MAX_SIGNS_JUDGED))
    misplaced = sum(_is_misplaced(text, one.start()) for one in found)
    return misplaced * 10 <= len(found)


def _is_misplaced(text: str, place: int) -> bool:
    char = text[place]
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    category = unicodedata.category(char)
    box_drawing = "\u2500" <= char <= "\u25ff"
    if category in _NEVER_WRITTEN or char in "\ufffdÿ" or box_drawing:
        return True
    if char.isalpha():
        near = [other for other in (before, after) if other.isalpha()]
        mixed = any(_is_latin(other) != _is_latin(char) for other in near)
        return mixed or (char.isupper() and before.islower())
    if category == "Sc":
        # "Itâ€™s": an amount is a number.
        return before.isalpha() or after.isalpha()
    inside = before.isalpha() and after.isalpha()
    return inside and category not in _INSIDE_WORDS and char not in _INSIDE_WORDS


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN"))
