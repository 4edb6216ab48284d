"""Files, folders and exports give their documents one by one."""

import json
from pathlib import Path

import pytest

from content.blocks import BlockKind
from content.formats.errors import UnreadableDocument
from content.sources import Found, find
from tests.fakes.shown import shown

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


def kept(found: Found) -> list[str]:
    blocks = found.load().blocks
    return shown(b for b in blocks if b.kind is not BlockKind.FURNITURE)


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_folder_gives_its_documents_in_order_and_nothing_else(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "b.md": "# B",
            "A.html": "<p>A.</p>",
            "A_files/frame.html": "<p>An advertisement.</p>",
            "sub/c.txt": "C.",
            "sub/deep/d.srt": "1\n00:00:01,000 --> 00:00:02,000\nD.\n",
            ".hidden.txt": "no",
            ".git/e.txt": "no",
            "picture.png": "no",
            "notes.csv": "no",
        },
    )
    assert [found.name for found in find(tmp_path)] == [
        "A.html",
        "b.md",
        "c.txt",
        "d.srt",
    ]
    assert kept(next(find(tmp_path / "A.html"))) == ["paragraph| A."]


def test_what_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        next(find(tmp_path / "none.txt"))


def test_a_wordpress_export_gives_published_posts_with_their_comments(
    tmp_path: Path,
) -> None:
    write(tmp_path, {"blog.xml": WXR.replace("{comments}", COMMENTS)})
    (found,) = find(tmp_path / "blog.xml")
    assert (found.name, found.title, found.date) == (
        "ferry",
        "The & ferry",
        "2019-03-04",
    )
    document = found.load()
    assert document.source == "https://harbour.example/ferry"
    assert document.author == "ines"
    assert kept(found) == [
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


RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour</title>
<item><title>Whole</title><link>https://a.example/2024/whole/</link>
<pubDate>Fri, 17 May 2024 09:00:00 +0800</pubDate><dc:creator>Ines Holm</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p><b>Ann:</b> All of it.</p>]]></content:encoded></item>
<item><title>Teaser</title><link>https://a.example/teaser</link>
<description>Only the beginning…</description></item>
<item><title>Long</title><description>&lt;p&gt;{long}&lt;/p&gt;</description></item>
</channel></rss>""".replace("{long}", "We say so. " * 100)

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Harbour</title><entry><title type="html">An entry</title>
<link rel="self" href="https://a.example/self"/><link href="https://a.example/entry"/>
<author><name>Ines Holm</name></author><published>2024-05-17T09:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p><b>Ann:</b> Yes.</p>
</div></content></entry>
<entry><title>Another</title><content type="html">&lt;p&gt;No &amp;amp; no.</content></entry>
</feed>"""


def test_a_feed_gives_its_whole_articles_and_says_which_are_teasers(
    tmp_path: Path,
) -> None:
    write(tmp_path, {"feed.xml": RSS})
    whole, teaser, long = find(tmp_path / "feed.xml")
    assert (whole.name, whole.date) == ("whole", "2024-05-17")
    assert whole.load().author == "Ines Holm"
    assert kept(whole) == ["paragraph| *Ann:* All of it."]
    with pytest.raises(UnreadableDocument, match="teaser"):
        teaser.load()
    assert kept(long)[0].startswith("paragraph| We say so. We say so.")


def test_an_atom_feed_gives_its_entries(tmp_path: Path) -> None:
    write(tmp_path, {"feed.atom": ATOM})
    first, second = find(tmp_path / "feed.atom")
    document = first.load()
    assert (first.name, document.title, document.date) == (
        "entry",
        "An entry",
        "2024-05-17",
    )
    assert (document.source, document.author) == (
        "https://a.example/entry",
        "Ines Holm",
    )
    assert kept(first) == ["paragraph| *Ann:* Yes."]
    assert kept(second) == ["paragraph| No & no."]


def test_a_substack_export_gives_its_published_posts(tmp_path: Path) -> None:
    nested = {
        "comments": [
            {
                "id": 1,
                "name": "Per",
                "body": None,
                "deleted": True,
                "children": [{"id": 2, "name": "Li", "body": "A reply.\n\nTwo."}],
            },
            {"id": 3, "name": "Bo", "body": "Hm.", "date": "2024-05-18T00:00:00Z"},
            {"id": 4, "name": "Bot", "body": "Buy!", "status": "moderator_removed"},
            {"id": 5, "name": "Cy", "body": "Flat.", "ancestor_path": "3"},
        ]
    }
    write(
        tmp_path,
        {
            "posts.csv": "\ufeffpost_id,post_date,is_published,type,title,subtitle\n"
            '12.the-ferry,2024-05-17T10:00:00.000Z,true,newsletter,"The ferry, '
            'again",x\n13.draft,2024-05-18T10:00:00.000Z,false,newsletter,No,\n'
            "14,2024-05-19T10:00:00.000Z,true,newsletter,Gone,\n",
            "posts/12.the-ferry.html": "<p><strong>Ann:</strong> Here.</p>"
            '<div class="subscription-widget">Subscribe now</div><p>There.</p>',
            "posts/12.the-ferry.comments.json": json.dumps(nested),
            "posts/13.draft.html": "<p>No.</p>",
            "posts/12.the-ferry.opens.csv": "no",
        },
    )
    (found,) = find(tmp_path)
    assert (found.name, found.title, found.date) == (
        "the-ferry",
        "The ferry, again",
        "2024-05-17",
    )
    assert kept(found) == [
        "paragraph| *Ann:* Here.",
        "paragraph| There.",
        "comment 1 Li| A reply.⏎⏎Two.",
        "comment 1 Bo 2024-05-18T00:00:00Z| Hm.",
        "comment 2 Cy| Flat.",
    ]


DISQUS = """<?xml version="1.0"?><disqus xmlns="http://disqus.com"
 xmlns:dsq="http://disqus.com/disqus-internals">
<category dsq:id="9"><title>General</title></category>
<thread dsq:id="1"><id>ferry</id><link>http://www.harbour.example/ferry/?x=1</link></thread>
<thread dsq:id="2"><id>mill</id><link>http://harbour.example/mill</link></thread>
<post dsq:id="11"><message><![CDATA[<p>What a boat!</p>]]></message>
<createdAt>2019-03-05T09:00:00Z</createdAt><isDeleted>false</isDeleted>
<isSpam>false</isSpam><author><name>Per</name></author><thread dsq:id="1"/></post>
<post dsq:id="12"><message>gone</message><isDeleted>true</isDeleted>
<isSpam>false</isSpam><author><name>X</name></author><thread dsq:id="1"/>
<parent dsq:id="11"/></post>
<post dsq:id="13"><message>So it is.</message><isDeleted>false</isDeleted>
<isSpam>false</isSpam><author><name>Li</name></author><thread dsq:id="1"/>
<parent dsq:id="12"/></post>
<post dsq:id="14"><message>A mill!</message><isDeleted>false</isDeleted>
<isSpam>false</isSpam><author><name>Bo</name></author><thread dsq:id="2"/></post>
</disqus>"""

FERRY = '<link rel="canonical" href="https://harbour.example/ferry"><p>We sail now.</p>'


def test_a_disqus_export_goes_with_the_pages_it_links_to(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "discussion.xml": DISQUS,
            "ferry.html": FERRY,
            "well.txt": "The well is dry.",
            "alone.txt": "I speak.",
            "alone.comments.xml": DISQUS,
        },
    )
    alone, ferry, well = find(tmp_path)
    assert kept(ferry) == [
        "paragraph| We sail now.",
        "comment 1 Per 2019-03-05T09:00:00Z| What a boat!",
        "comment 2 Li| So it is.",
    ]
    assert kept(well) == ["paragraph| The well is dry."]
    assert len(kept(alone)) == 4


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("comments.xml", DISQUS, "folder"),
        ("other.xml", "<book/>", "<book>"),
        ("empty.xml", "", "empty"),
        ("broken.xml", RSS[:-40], "no whole XML"),
        ("not.xml", "Mayor: hello", "no XML"),
    ],
)
def test_what_is_broken_says_so_when_it_is_loaded(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    write(tmp_path, {name: text})
    *_, last = find(tmp_path / name)
    with pytest.raises(UnreadableDocument, match=message):
        last.load()


@pytest.mark.parametrize("text", ["{", "[1]", "{}", "[" * 100_000])
def test_broken_comments_are_named(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"a.txt": "I speak.", "a.comments.json": text})
    (found,) = find(tmp_path)
    with pytest.raises(UnreadableDocument, match="comments"):
        found.load()


def test_one_broken_document_does_not_stop_the_rest(tmp_path: Path) -> None:
    write(tmp_path, {"a.xml": "<rss><item>", "b.txt": "B.", "d.xml": DISQUS[:-30]})
    found = {document.name: document for document in find(tmp_path)}
    assert kept(found.pop("b.txt")) == ["paragraph| B."]
    assert found.keys() == {"a.xml", "d.xml"}
    for broken in found.values():
        with pytest.raises(UnreadableDocument):
            broken.load()


def test_entities_of_an_export_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    kinds = f'<!ENTITY e0 "boom">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">'
    feed = f"<!DOCTYPE rss [{kinds}]>" + RSS.replace("Whole<", "Whole &e11;&f;<")
    write(tmp_path, {"feed.xml": feed})
    titles = [found.title for found in find(tmp_path / "feed.xml")]
    assert not any("boom" in title or "root:" in title for title in titles)
