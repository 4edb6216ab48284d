"""What Markdown says of its text, and what stays of it in the blocks."""

import pytest

from content.document import UnreadableDocumentError
from content.formats.markdown import reader as markdown
from tests.fakes.documents.block_notation import shown


def read(text: str, *, lines: bool = False) -> list[str]:
    return shown(markdown.read(text.encode()).blocks, lines=lines)


def test_labels_headings_quotations_and_lists() -> None:
    text = """\
# At the ferry

### Tove Lind:
Good morning, **all** of you.

**Captain _Roe_:** We sail at *noon*.

> “Dear friends,
>
> > and enemies,
>
> I stay away.”

- one
  - two
7. seven

***

See [the log](https://log.example "Log") or <https://b.example>.
"""
    assert read(text) == [
        "heading 1| At the ferry",
        "heading 3| Tove Lind:",
        "paragraph| Good morning, *all* of you.",
        "paragraph| *Captain _Roe_:* We sail at _noon_.",
        "quote 1| “Dear friends,",
        "quote 2| and enemies,",
        "quote 1| I stay away.”",
        "item 1| one",
        "item 2| two",
        "item 1| 7. seven",
        "rule|",
        "paragraph| See ~the log~ or ~https://b.example~.",
    ]


def test_front_matter_tells_what_the_document_is() -> None:
    text = """\
---
title: "The ferry: a beginning"
author: [Ines Holm, Per Ek]
date: 2019-03-04 18:00
url: https://harbour.example/ferry
lang: en_GB
place: Harbour
---
One.

Two.
"""
    document = markdown.read(text.encode())
    assert document.title == "The ferry: a beginning"
    assert document.author == "Ines Holm, Per Ek"
    assert document.date == "2019-03-04"
    assert document.source == "https://harbour.example/ferry"
    assert document.language == "en-GB"
    assert "place: Harbour" in document.blocks[0].text
    assert shown(document.blocks[1:], lines=True) == [
        "9 paragraph| One.",
        "11 paragraph| Two.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nMayor: Good day to all of you.\n\n---\n",
        "---\n- a\n- b\n---\nwords\n",
        "---\ntitle: [\n---\nwords\n",
        "---\n&a [*a]: 1\n---\nwords\n",
    ],
)
def test_what_stands_between_rules_is_not_always_front_matter(text: str) -> None:
    document = markdown.read(text.encode())
    assert document.title == ""
    assert any(b.text for b in document.blocks)


def test_lines_that_were_wrapped_are_joined_and_meant_breaks_are_kept() -> None:
    wrapped = """\
Ana Ruiz: We have come a long way, and we shall go on for as long as the
road lets us. It is not a good road, but it is the only one there is, and
we have walked it before.
Bo Dahl: I have not.
"""
    assert read(wrapped) == [
        (
            "paragraph| Ana Ruiz: We have come a long way, and we shall go on for as long as"
            " the road lets us. It is not a good road, but it is the only one there is, and"
            " we have walked it before.⏎Bo Dahl: I have not."
        )
    ]
    assert read("Ana: Hello.\nBo: Hello to you.\n") == [
        "paragraph| Ana: Hello.⏎Bo: Hello to you."
    ]
    assert read("One  \ntwo\\\nthree") == ["paragraph| One⏎two⏎three"]


def test_html_within_markdown() -> None:
    text = """\
<b>Ana:</b> one<br>two<br><br>three

<div class="x"><p>Bo: <i>four</i></p></div>

<!-- nothing -->

> <b>five</b>
"""
    assert read(text, lines=True) == [
        "1 paragraph| *Ana:* one⏎two",
        "1 paragraph| three",
        "3 paragraph| Bo: _four_",
        "7 quote 1| *five*",
    ]


def test_a_table_has_a_block_for_each_row() -> None:
    text = "| Ayes | **12** |\n|---|---|\n| Noes | a<br>b |\n"
    assert read(text, lines=True) == ["1 table| Ayes⇥*12*", "3 table| Noes⇥a⏎b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Moderator]: Yes.", "paragraph| [Moderator]: Yes."),
        (r"We... \[laughs\] no \*", "paragraph| We... [laughs] no *"),
        ("    Mr. Oakes: indented", "paragraph| Mr. Oakes: indented"),
        ("1945. That was the year.", "item 1| 1945. That was the year."),
        ("He said &quot;no&quot; &mdash; twice", 'paragraph| He said "no" — twice'),
        ("snake_case and 2 * 3 * 4", "paragraph| snake_case and 2 * 3 * 4"),
        ("```\nas it\n  is\n```", "paragraph| as it⏎  is"),
        ("~~gone~~ `code`", "paragraph| gone code"),
        ("<Ada Brook>: Yes.", "paragraph| <Ada Brook>: Yes."),
        ("<small>Yes</small> <ada@b.c>", "paragraph| Yes ~ada@b.c~"),
    ],
)
def test_words_that_look_like_markup_are_kept(text: str, expected: str) -> None:
    assert read(text) == [expected]


def test_a_link_target_is_not_text() -> None:
    text = "See [here][1].\n\n[1]: https://a.example\n"
    assert read(text) == ["paragraph| See ~here~."]


def test_a_long_paragraph_over_dashes_is_no_heading() -> None:
    speech = "We have said what we came to say. " * 8
    assert read(f"{speech}\n---\nNext.\n") == [
        f"paragraph| {speech.strip()}",
        "rule|",
        "paragraph| Next.",
    ]
    assert read("Part Two\n---\nNext.\n")[0] == "heading 2| Part Two"


def test_only_a_single_top_heading_is_the_title() -> None:
    assert markdown.read(b"# One\n\ntext").title == "One"
    assert markdown.read(b"# One\n\n# Two\n").title == ""


TRANSCRIPT = """---
slug: lamp
title: The lamp
speakers:
  - name: Ada Brook
---

## Ada Brook

I have kept this lamp for nine years.
"""


def test_a_transcript_file_is_not_read_anew() -> None:
    with pytest.raises(UnreadableDocumentError, match="a transcript file already"):
        read(TRANSCRIPT)
    page = TRANSCRIPT.replace("## Ada Brook\n\n", "Ada Brook: ")
    assert read(page)[-1] == (
        "paragraph| Ada Brook: I have kept this lamp for nine years."
    )
