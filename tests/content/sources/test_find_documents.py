"""Files, folders and exports give their documents one by one."""

import json
from pathlib import Path

import pytest

from content.document import UnreadableDocumentError
from content.sources import find_documents, find_sources, is_single
from tests.fakes.documents.block_notation import kept


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
            "~$b.docx": "no",
        },
    )
    assert [found.name for found in find_documents(tmp_path)] == [
        "A.html",
        "b.md",
        "c.txt",
        "d.srt",
    ]
    assert kept(next(find_documents(tmp_path / "A.html")).load()) == ["paragraph| A."]
    assert find_sources(tmp_path).passed_over == len({"picture.png", "notes.csv"})


def test_a_folder_tells_of_documents_to_be_saved_otherwise(tmp_path: Path) -> None:
    mail = "From: Ada <a@example.org>\nTo: Tom <t@example.org>\nSubject: Hi\n\nHello.\n"
    write(tmp_path, {"a.rtf": "{\\rtf1 Dear Ruth}", "b.eml": mail})
    (tmp_path / "c.doc").write_bytes(b"\xd0\xcf\x11\xe0 old")
    refused, letter, old = find_documents(tmp_path)
    with pytest.raises(UnreadableDocumentError, match=r"Rich Text.*Save it as \.docx"):
        refused.load()
    with pytest.raises(UnreadableDocumentError, match=r"old office.*Save it as \.docx"):
        old.load()
    assert any("Hello." in line for line in kept(letter.load()))


def test_what_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        next(find_documents(tmp_path / "none.txt"))


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
    whole, teaser, long = find_documents(tmp_path / "feed.xml")
    assert [one.name for one in (whole, teaser, long)] == ["Whole", "Teaser", "Long"]
    assert whole.load().date == "2024-05-17"
    assert whole.load().author == "Ines Holm"
    assert kept(whole.load()) == ["paragraph| *Ann:* All of it."]
    with pytest.raises(UnreadableDocumentError, match="teaser"):
        teaser.load()
    assert kept(long.load())[0].startswith("paragraph| We say so. We say so.")


@pytest.mark.parametrize("name", ["feed.html", "feed.htm", "feed.txt", "feed"])
@pytest.mark.parametrize("feed", [RSS, ATOM, f'<?xml version="1.0"?>\n{RSS}'])
def test_a_feed_is_known_by_its_start_whatever_its_name(
    tmp_path: Path, name: str, feed: str
) -> None:
    write(tmp_path, {name: feed})
    assert not is_single(tmp_path / name)
    first, *_others = find_documents(tmp_path / name)
    assert first.name in {"Whole", "An entry"}


@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE html><html><body>",
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
        "<p>In XML, <code>&lt;rss></code> opens a feed.",
    ],
)
def test_a_page_that_starts_as_xml_does_stays_a_page(
    tmp_path: Path, start: str
) -> None:
    write(tmp_path, {"page.html": f"{start}<p>Ann: All of it.</p>"})
    (page,) = find_documents(tmp_path / "page.html")
    assert kept(page.load())[-1] == "paragraph| Ann: All of it."


def test_an_atom_feed_gives_its_entries(tmp_path: Path) -> None:
    write(tmp_path, {"feed.atom": ATOM})
    first, second = find_documents(tmp_path / "feed.atom")
    document = first.load()
    assert (first.name, document.title, document.date) == (
        "An entry",
        "An entry",
        "2024-05-17",
    )
    assert (document.source, document.author) == (
        "https://a.example/entry",
        "Ines Holm",
    )
    assert kept(first.load()) == ["paragraph| *Ann:* Yes."]
    assert kept(second.load()) == ["paragraph| No & no."]


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
    (found,) = find_documents(tmp_path)
    document = found.load()
    assert (found.name, document.title, document.date) == (
        "the-ferry",
        "The ferry, again",
        "2024-05-17",
    )
    assert kept(document) == [
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
    alone, ferry, well = find_documents(tmp_path)
    assert kept(ferry.load()) == [
        "paragraph| We sail now.",
        "comment 1 Per 2019-03-05T09:00:00Z| What a boat!",
        "comment 2 Li| So it is.",
    ]
    assert kept(well.load()) == ["paragraph| The well is dry."]
    assert len(kept(alone.load())) == 4


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
    *_, last = find_documents(tmp_path / name)
    with pytest.raises(UnreadableDocumentError, match=message):
        last.load()


@pytest.mark.parametrize("text", ["{", "[1]", "{}", "[" * 100_000])
def test_broken_comments_are_named(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"a.txt": "I speak.", "a.comments.json": text})
    (found,) = find_documents(tmp_path)
    with pytest.raises(UnreadableDocumentError, match="comments"):
        found.load()


def test_a_name_may_be_as_long_as_a_disk_takes(tmp_path: Path) -> None:
    name = f"{'n' * 251}.txt"
    write(tmp_path, {name: "I speak."})
    for path in (tmp_path, tmp_path / name):
        (found,) = find_documents(path)
        assert kept(found.load()) == ["paragraph| I speak."]


def test_one_broken_document_does_not_stop_the_rest(tmp_path: Path) -> None:
    write(tmp_path, {"a.xml": "<rss><item>", "b.txt": "B.", "d.xml": DISQUS[:-30]})
    found = {document.name: document for document in find_documents(tmp_path)}
    assert kept(found.pop("b.txt").load()) == ["paragraph| B."]
    assert found.keys() == {"a.xml", "d.xml"}
    for broken in found.values():
        with pytest.raises(UnreadableDocumentError):
            broken.load()


def with_entities(depth: int) -> str:
    """Return a feed with an entity of entities in a title, and one that is a file."""
    levels = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth + 1)
    )
    kinds = f'<!ENTITY e0 "boom">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">'
    title = f"Whole &e{depth};&f;<"
    return f"<!DOCTYPE rss [{kinds}]>" + RSS.replace("Whole<", title)


def test_entities_of_an_export_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    write(tmp_path, {"feed.xml": with_entities(2), "bomb.xml": with_entities(11)})
    whole, *_ = find_documents(tmp_path / "feed.xml")
    assert whole.load().title == "Whole &e2;&f;"
    (bomb,) = find_documents(tmp_path / "bomb.xml")
    with pytest.raises(UnreadableDocumentError):
        bomb.load()
