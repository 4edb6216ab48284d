"""Mails as programs save them are read with their words as they were written."""

import base64

import pytest

from content.formats import read_document
from content.formats.encoded_mails import decode_mails
from content.formats.html import reader as html
from content.segment import segment

HEAD = """\
Received: by mail.example.org; Mon, 2 Nov 2009 10:00:00 +0000
From: =?utf-8?q?Ren=C3=A9e_Brook?= <renee@example.org>
To: Tom Ferro <tom@example.org>
Subject: The weir
Date: Mon, 2 Nov 2009 10:00:00 +0000
MIME-Version: 1.0
"""
PLAIN = 'Content-Type: text/plain; charset="utf-8"\n'
PAGE = 'Content-Type: text/html; charset="utf-8"\n'
QUOTED = "Content-Transfer-Encoding: quoted-printable\n"
WORDS = "I was born in the lane – you know it. The weir broke in 1963, and we ran."
QUOTED_WORDS = "I was born in the lane =E2=80=93 you know it.=20The weir broke in 1963,=\n and we ran.\n"
AS_BASE64 = base64.b64encode(WORDS.encode()).decode()
TWICE = (
    f"{HEAD}Content-Type: multipart/alternative; boundary=X\n\n"
    f"--X\n{PLAIN}{QUOTED}\n{QUOTED_WORDS}\n"
    f"--X\n{PAGE}{QUOTED}\n<p>{QUOTED_WORDS}</p>\n--X--\n"
)


@pytest.mark.parametrize(
    "mail",
    [
        f"{HEAD}{PLAIN}{QUOTED}\n{QUOTED_WORDS}",
        f"{HEAD}{PLAIN}Content-Transfer-Encoding: base64\n\n{AS_BASE64}\n",
        f"{HEAD}{PAGE}{QUOTED}\n<html><body><p>{QUOTED_WORDS}</p></body></html>\n",
        TWICE,
        TWICE.replace("\n", "\r\n"),
    ],
    ids=["quoted-printable", "base64", "a page", "text and page", "Windows"],
)
def test_a_mail_is_its_senders_as_it_was_written(mail: str) -> None:
    pieces = segment(read_document(mail.encode(), "weir.eml"))
    assert [(one.speaker, one.text) for one in pieces if one.speaker] == [
        ("Renée Brook", WORDS)
    ]


def test_each_mail_of_an_archive_is_decoded_by_itself() -> None:
    clear = (
        "From: Tom Ferro <tom@example.org>\nSubject: Re\n\nAnd where did you run to?\n"
    )
    line = "From {}@example.org Mon Nov  2 10:00:00 2009\n"
    mails = f"{line.format('renee')}{TWICE}\n{line.format('tom')}{clear}"
    decoded = decode_mails(mails.encode(), html.read).decode()
    assert decoded.count(WORDS) == 1
    assert decoded.endswith(f"\n\n{line.format('tom')}{clear}")


def test_what_stands_below_the_first_part_is_kept() -> None:
    part = "--Y\nContent-Type: {}\n\n{}\n"
    mail = (
        f"{HEAD}Content-Type: multipart/mixed; boundary=Y\n\n"
        + part.format("text/plain", "I pass this on.")
        + part.format("text/plain", "And I add this.")
        + part.format(
            "message/rfc822", f"From: Tom Ferro <tom@example.org>\n{PLAIN}\nWe ran."
        )
        + part.format("text/plain\nContent-Disposition: attachment", "A table.")
        + "--Y--\n"
    )
    decoded = decode_mails(mail.encode(), html.read).decode()
    assert decoded.endswith(
        "\n\nI pass this on.\n\nAnd I add this.\n\n"
        "From: Tom Ferro <tom@example.org>\n\nWe ran.\n\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brook: Good evening.\n\nTom Ferro: Thank you.\n",
        f"Ada Brook explains:\n\n{QUOTED}\nis a line of mails.\n",
        f"{HEAD}{PLAIN}\n{WORDS}\n",
        f"{HEAD}Content-Type: multipart/mixed; boundary=X\n\nNo part comes.\n",
        HEAD + "Content-Type: multipart/mixed; boundary=X\n\n--X\n" * 100,
    ],
)
def test_what_is_not_encoded_stays_as_it_is(text: str) -> None:
    assert decode_mails(text.encode(), html.read) == text.encode()
