"""A WordPress export gives what was published, and what was said below it."""

from pathlib import Path

from content.document import BlockKind
from content.sources import find_documents
from tests.fakes.documents.block_notation import kept

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbour</title>
<item><title>A draft</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status>
<content:encoded><![CDATA[No.]]></content:encoded></item>
<item><title>A picture</title><wp:post_type>attachment</wp:post_type>
<wp:status>publish</wp:status></item>
<item><title>The &amp; ferry</title><link>https://harbour.example/ferry</link>
<pubDate>Mon, 04 Mar 2019 17:00:00 +0000</pubDate><dc:creator>ines</dc:creator>
<content:encoded><![CDATA[<strong>Mayor:</strong> Good morning \x0b
to all.

<b>Captain:</b> We sail. [gallery ids="1,2"]

[caption id="a" width="3"]<img src="b"/> The boat.[/caption]
<blockquote>Be kind.</blockquote>
<pre>a

b</pre>]]></content:encoded><excerpt:encoded><![CDATA[Short.]]></excerpt:encoded>
<wp:post_date>2019-03-04 18:00:00</wp:post_date><wp:post_name>ferry</wp:post_name>
<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
{comments}
</item></channel></rss>"""


def comment(
    number: int, parent: int, text: str, *, ok: str = "1", kind: str = ""
) -> str:
    return f"""<wp:comment><wp:comment_id>{number}</wp:comment_id>
    <wp:comment_author><![CDATA[Per {number}]]></wp:comment_author>
    <wp:comment_date>2019-03-05 10:00:00</wp:comment_date>
    <wp:comment_content><![CDATA[{text}]]></wp:comment_content>
    <wp:comment_approved>{ok}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type>
    <wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"""


COMMENTS = (
    comment(4, 1, "A <b>reply</b>.\n\nTwo.")
    + comment(1, 0, "First.", kind="comment")
    + comment(2, 0, "Buy boats!", ok="spam")
    + comment(3, 2, "To spam.")
    + comment(5, 4, "Deep.")
    + comment(6, 0, "Linked.", kind="pingback")
    + comment(7, 0, "Waiting.", ok="0")
    + comment(8, 8, "Of itself.")
)


def test_a_wordpress_export_gives_published_posts_with_their_comments(
    tmp_path: Path,
) -> None:
    path = tmp_path / "blog.xml"
    path.write_text(WXR.replace("{comments}", COMMENTS), encoding="utf-8")
    (found,) = find_documents(path)
    document = found.load()
    assert (found.name, document.title, document.date) == (
        "ferry",
        "The & ferry",
        "2019-03-04",
    )
    assert document.source == "https://harbour.example/ferry"
    assert document.author == "ines"
    assert kept(document) == [
        "paragraph| *Mayor:* Good morning⏎to all.",
        "paragraph| *Captain:* We sail.",
        "quote 1| Be kind.",
        "paragraph| a",
        "paragraph| b",
        "comment 1 Per 1 2019-03-05 10:00:00| First.",
        "comment 2 Per 4 2019-03-05 10:00:00| A reply.⏎⏎Two.",
        "comment 3 Per 5 2019-03-05 10:00:00| Deep.",
        "comment 1 Per 3 2019-03-05 10:00:00| To spam.",
        "comment 1 Per 8 2019-03-05 10:00:00| Of itself.",
    ]
    assert [b.text for b in document.blocks if b.kind is BlockKind.FURNITURE] == [
        "The boat."
    ]
