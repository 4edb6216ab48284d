"""The comments of readers, in the forms in which pages print them."""

import pytest

from content.document import BlockKind, Document
from content.formats import read_document
from content.formats.readers_comments.headings import count_in_heading

ABOVE = """The ferry of Moor has sailed for the last time, and all who could walk stood on the quay.

The mayor spoke for a minute, which nobody heard, since the horn of the ferry had stuck again.

Tom Ferro, who has steered her for thirty years, took off his cap, and that was heard by all.

She will be towed away in spring, and the quay will be a place to sit on, says the council.
"""

FORMS = {
    "name and date on a line": """3 comments

Ada B. – 3 May 2020, 10:05
It was the cap.

lamp_7 – 3 May 2020, 11:40
And the horn!
""",
    "name, then date below, then what is to press": """Comments (2) – newest first
Ada B.
3 May 2020 10:05
It was the cap.
Reply 31 2
lamp_7
3 May 2020 11:40
And the horn!
Reply 4 19
Log in to comment
About Help Terms
""",
    "a verb, and the date below": """2 thoughts on “The last ferry”

Ada B. says:
3 May 2020 at 10:05 am
It was the cap.

lamp_7 says:
3 May 2020 at 11:40 am
And the horn!
""",
    "dates below the words": """2 comments:

Ada B. said...
It was the cap.
3 May 2020 at 10:05

lamp_7 said...
And the horn!
3 May 2020 at 11:40

Newer post   Home   Older post
""",
    "a date in brackets before a colon": """Comments (2)

Ada B. (3. 5. 2020 10:05): It was the cap.

lamp_7 (3. 5. 2020 11:40): And the horn!
""",
    "an age": """2 comments

Ada B. · 2 hours ago
It was the cap.

lamp_7 · 1 hour ago
And the horn!
""",
    "ages in words, and a day that is near": """2 comments

Ada B. an hour ago
It was the cap.

lamp_7 yesterday at 10:05
And the horn!
""",
    "names that are as many as counted": """Comments (2)

Ada B.: It was the cap.

lamp_7: And the horn!
""",
    "names alone": """Comments (2)

Ada B.
It was the cap.

lamp_7
And the horn!

© Moor Post. Terms | Privacy
""",
    "a network, above hours": """💬 41 comments

Ada B.
It was the cap.
11:20

lamp_7
And the horn!
11:26

Join the channel
""",
    "a diary": """(Read 2 comments) (Post a new comment)

Ada B.
2009-03-28 01:15 am UTC (link)
It was the cap.
(Reply to this) (Thread)

    lamp_7
    2009-03-28 09:02 am UTC (link)
    And the horn!
    (Reply to this) (Parent)
""",
    "dates first": """Your comments

On 3 May 2020 at 10:05, by Ada B.
It was the cap.
Reply to this

On 4 May 2020 at 6:50, by lamp_7
And the horn!
Reply to this
""",
    "Markdown": """### Comments

**Ada B.** It was the cap.

**lamp_7** And the horn!
""",
}


def _comments(text: str, name: str) -> list[tuple[str, str]]:
    document = read_document(f"{ABOVE}\n{text}".encode(), name)
    return [
        (one.author, one.text)
        for one in document.blocks
        if one.kind is BlockKind.COMMENT
    ]


@pytest.mark.parametrize("form", FORMS)
def test_each_comment_is_its_writers(form: str) -> None:
    name = "talk.md" if form == "Markdown" else "talk.txt"
    found = _comments(FORMS[form], name)
    assert found == [("Ada B.", "It was the cap."), ("lamp_7", "And the horn!")]


@pytest.mark.parametrize(
    "text",
    [
        "Discussion\n\nAda B.: It was the cap.\n\nTom: And the horn!\n",
        "3 comments\n\nOlder post\n\nThe mill of Moor is for sale again\n",
        "Comments\n\nIt rained on 3 May 2020. It rained on 4 May, too.\n",
    ],
    ids=["a talk below a heading", "a link", "dates in sentences"],
)
def test_what_has_no_heads_of_comments_is_left_as_it_is(text: str) -> None:
    assert _comments(text, "talk.txt") == []


def test_who_writes_below_a_count_of_answers_and_above_it_is_in_a_chat() -> None:
    messages = "Ada B. 10:05\nIs she gone?\n\nlamp_7 10:06\nShe is.\n\n"
    text = f"{messages}2 replies\nAda B. 10:07\nOh.\nlamp_7 10:08\nYes.\n"
    assert _comments(text, "talk.txt") == []


def test_dates_are_kept_and_what_stands_around_names_is_not() -> None:
    text = "1 comment\n\nPosted by Ada B. on 3 May 2020 | Reply\nIt was the cap.\n"
    document = read_document(f"{ABOVE}\n{text}".encode(), "talk.txt")
    (comment,) = [b for b in document.blocks if b.kind is BlockKind.COMMENT]
    assert (comment.author, comment.date) == ("Ada B.", "3 May 2020")


def test_an_author_that_a_page_marks_up_is_the_name_alone() -> None:
    page = """<html><body><article><p>The ferry has sailed.</p></article>
    <ol class="commentlist"><li class="comment" id="comment-7">
    <div class="comment-author">Ada B. on 3 May 2020 at 10:05 said:</div>
    <div class="comment-body"><p>It was the cap.</p></div></li></ol></body></html>"""
    document: Document = read_document(page.encode(), "talk.html")
    (comment,) = [b for b in document.blocks if b.kind is BlockKind.COMMENT]
    assert (comment.author, comment.date) == ("Ada B.", "3 May 2020 at 10:05")


def test_what_is_to_press_below_a_comment_that_a_page_marks_up_is_furniture() -> None:
    page = """<html><body><article><p>The ferry has sailed.</p></article>
    <ol class="commentlist"><li class="comment" id="comment-7">
    <div class="comment-author">Ada B.</div><div class="comment-body"><p>It was the cap.</p>
    <p><a href="#">Odpovědět</a></p></div></li></ol></body></html>"""
    blocks = read_document(page.encode(), "talk.html").blocks
    (comment,) = [b for b in blocks if b.kind is BlockKind.COMMENT]
    assert comment.text == "It was the cap."
    assert "Odpovědět" in [b.text for b in blocks if b.kind is BlockKind.FURNITURE]


def test_a_name_inside_the_first_paragraph_of_a_comment_is_none_of_its_words() -> None:
    page = """<html><body><article><p>The ferry has sailed.</p></article>
    <ol class="commentlist"><li class="comment"><article>
    <p><cite><b class="fn">Ada B.</b></cite> It was the cap.</p>
    <time>3 May 2020, 10:05</time> <a class="comment-reply-link">Reply</a>
    </article></li></ol></body></html>"""
    blocks = read_document(page.encode(), "talk.html").blocks
    (comment,) = [b for b in blocks if b.kind is BlockKind.COMMENT]
    assert (comment.author, comment.text) == ("Ada B.", "It was the cap.")


@pytest.mark.parametrize(
    "heading",
    [
        "4 Responses to The quay",
        "4 kommenttia",
        "4 Komentáře",
        "4 comentários em “O cais”",
        "4 комментария: Набережная",
        "„A rakpart” bejegyzéshez 4 hozzászólás",
        "“Rıhtım” için 4 yorum",
        "4件のコメント",
        "コメント4件",
        "「岸壁」への4件のフィードバック",
        "댓글 4개",
        "“부두”에 대한 4개의 생각",
        "4条评论",
        "《码头》上有4条评论",
        "在〈碼頭〉中有 4 則留言",
    ],
)
def test_headings_of_many_languages_count_comments(heading: str) -> None:
    assert count_in_heading(heading, marked=True) == 4


@pytest.mark.parametrize("title", ["4 ways to cross the “quay”", "The quay: 4 years"])
def test_titles_with_a_number_count_no_comments(title: str) -> None:
    assert count_in_heading(title, marked=True) is None
