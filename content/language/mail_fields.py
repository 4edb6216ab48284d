"""Fields in the heads of mails: "From: Ada Brook <ada@example.org>", "Betreff: …"."""

import re
from functools import cache

from content.language.folding import fold_letters
from content.language.word_lists import all_words

_FIELD = re.compile(r"[*_]{0,2}([^\W\d_][^:：*_\n]{0,24}?)\s?[:：][*_]{0,2}(?:\s|$)")
# "In-Reply-To", "X-Spam-Flag": no mail translates what only programs read.
_INNER = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+){1,5}")
# "From ada at example.org  Tue Oct  4 09:21:17 2011": opens a mail in an archive.
_POSTMARK = re.compile(
    r"From \S+(?: at \S+)?\s{1,3}[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d(?::\d\d)? .{4,12}"
)
_WIDE = "："
_COLON = re.compile("[:：]")
# "Re: AW: "
_ANSWER = re.compile(r"(?:[^\W\d_]{1,4}\s?[:：]\s?)+")


def mail_field(text: str) -> str:
    """Return the name of the field that opens a line, folded; empty if none does.

    >>> mail_field("Betreff: Treffen"), mail_field("Ada Brook: yes"), mail_field("X-No-Archive: yes")
    ('betreff', '', 'x-no-archive')
    """
    found = _FIELD.match(text)
    if found is None and _WIDE in text[:26]:
        found = _FIELD.match(text.replace(_WIDE, ": ", 1))
    if found is None:
        return ""
    name = found.group(1)
    key = fold_letters(name)
    known = key in _fields() or _INNER.fullmatch(name) is not None
    return key if known else ""


def names_sender(field: str) -> bool:
    """Return whether a field that `mail_field` found says whose a mail is."""
    return field in _senders()


def mail_subject(text: str) -> str:
    """Return what a mail is about, of the field that says so; empty for other lines.

    >>> mail_subject("Betreff: AW: Re: Die Laterne"), mail_subject("An: Ada Brook")
    ('Die Laterne', '')
    """
    if mail_field(text) not in all_words("messages.mail_subjects"):
        return ""
    said = _COLON.split(text, maxsplit=1)[1].strip(" *_")
    return _ANSWER.sub("", said, count=1)


def is_postmark(text: str) -> bool:
    """Return whether a line opens a mail in a file that holds many."""
    return text.startswith("From ") and _POSTMARK.fullmatch(text.rstrip()) is not None


@cache
def _senders() -> frozenset[str]:
    return all_words("messages.mail_senders")


@cache
def _fields() -> frozenset[str]:
    return _senders() | all_words("messages.mail_fields")
