"""Mails as mail programs save them: their words encoded, and often there twice."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from functools import partial

from content.document import Document, UnreadableDocumentError

_FIELDS = frozenset({"from", "sender", "to", "cc", "date", "subject"})
_MAX_NESTED, _MAX_PARTS, _MAX_HEAD, _MAX_FIELD = 50, 200, 16_384, 2000
"""Of one mail: its parser asks each part with parts about every line, and takes long
over fields. One with more is read as it stands.
"""

# A field, or the line before each mail of an mbox; a saved page has another sender.
_MAIL = re.compile(rb"\s*(?:From |(?!From: [\"<]Saved by )[A-Za-z][\w-]{0,40}:[ \t])")
_ENCODED = re.compile(
    rb"^Content-(?:Transfer-Encoding:[ \t]*(?:quoted-printable|base64)"
    rb"|Type:[ \t]*(?:multipart/|text/html))",
    re.IGNORECASE | re.MULTILINE,
)
_BEFORE_MAIL = re.compile(rb"^(?=From \S[^\r\n]*\d{4}[ \t]*\r?$)", re.MULTILINE)
_LONG_FIELD = re.compile(
    rb"^Content-[^\n]{300}|^Content-[^\n]*(?:\n[ \t][^\n]*){8}",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")


def decode_mails(data: bytes, read_page: Callable[[bytes], Document]) -> bytes:
    """Return mails with their words as they were written, and any other text as it is.

    Files that are attached are left out, but not mails that are passed on.

    Args:
        data: The text as found.
        read_page: Reads a web page, which some mails are.
    """
    # A search for the word alone takes a fifth of the time.
    if not (_MAIL.match(data) and b"content-t" in data.lower()):
        return data
    if not _ENCODED.search(data):
        return data
    decode = partial(_decode_mail, read_page=read_page)
    return b"".join(map(decode, _BEFORE_MAIL.split(data)))


def _decode_mail(data: bytes, read_page: Callable[[bytes], Document]) -> bytes:
    head = _HEAD_ENDS.split(data.lstrip(), maxsplit=1)[0]
    if not _ENCODED.search(head) or len(head) > _MAX_HEAD or _has_many_parts(data):
        return data
    before = head[: head.find(b"\n") + 1] if head.startswith(b"From ") else b""
    # Its parser takes whatever it is given, and fails of what nobody has written.
    try:
        mail = message_from_bytes(
            data.lstrip()[len(before) :], policy=policy.default, _class=EmailMessage
        )
        text = _text(mail, read_page)
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError):
        return data
    if text is None:
        return data
    return before + f"{text}\n\n".encode(errors="replace")


def _text(mail: EmailMessage, read_page: Callable[[bytes], Document]) -> str | None:
    """Return a mail's fields and words; None if there are no words."""
    words = [_body(mail, read_page)]
    for part in mail.iter_attachments():
        kind = part.get_content_type()
        if kind == "text/plain" and not part.is_attachment():
            words.append(str(part.get_content()))
        elif kind == "message/rfc822" and (passed_on := part.get_content()):
            words.append(_text(passed_on, read_page) or "")
    said = "\n\n".join(each.strip() for each in words if each.strip())
    fields = "".join(
        f"{name}: {_decode_field(str(value))}\n"
        for name, value in mail.raw_items()
        if name.lower() in _FIELDS
    )
    return f"{fields}\n{said}" if said else None


def _decode_field(value: str) -> str:
    """Return a field on one line, "=?utf-8?q?Ren=C3=A9e?=" as what it says."""
    value = " ".join(value.split())
    if "=?" not in value or len(value) > _MAX_FIELD:
        return value
    return str(make_header(decode_header(value)))


def _has_many_parts(data: bytes) -> bool:
    nested, parts = data.lower().count(b"multipart/"), data.count(b"\n--")
    return (
        nested > _MAX_NESTED
        or parts > _MAX_PARTS
        or _LONG_FIELD.search(data) is not None
    )


def _body(mail: EmailMessage, read_page: Callable[[bytes], Document]) -> str:
    """Return what somebody wrote in a mail, as text; empty if there is nothing."""
    body = mail.get_body(("plain", "html"))
    if body is None:
        return ""
    words = str(body.get_content())
    if body.get_content_type() != "text/html":
        return words
    try:
        blocks = read_page(words.encode()).blocks
    except UnreadableDocumentError:
        return ""
    return "\n\n".join(block.text for block in blocks)
