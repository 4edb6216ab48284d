"""Whole pages in the shapes that the web has, and what is read from each."""

from content.document import BlockKind, Document
from content.formats.html import reader as html
from tests.fakes.documents.block_notation import kept

BLOG = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Opening the ferry – Harbour Notes</title>
<meta property="og:title" content="Opening the ferry">
<meta property="article:published_time" content="2019-03-04T18:00:00+01:00">
<link rel="canonical" href="https://harbour.example/ferry"></head>
<body class="single has-sidebar comments-open">
<header class="site-header"><h1><a href="/">Harbour Notes</a></h1>
<nav><ul><li><a href="/a">About</a></li><li><a href="/b">Archive</a></li></ul></nav>
</header>
<div id="content"><article id="post-7" class="post hentry">
<header class="entry-header"><h1 class="entry-title">Opening the ferry</h1>
<div class="entry-meta"><span class="byline">by <span class="author vcard"><a
class="fn" href="/u">Ines Holm</a></span></span> on <time>4 March</time></div></header>
<div class="entry-content">
<p>Yesterday the new ferry was opened. Here is what was said, as I heard it.</p>
<p><b>Mayor</b> <strong>Tove&nbsp;Lind:</strong> Good morning to you all.
The boat is late, and so am I.</p>
<p><em>(Laughter.)</em></p>
<p><span style="font-weight: 700">Captain Roe:</span> We sail at noon.<br>
Bring a coat.<br><br>And a friend.</p>
<blockquote><p>“Dear friends, I cannot be with you.</p><p>Yours, the King”</p>
</blockquote>
<div class="sharedaddy"><h3>Share this:</h3><ul>
<li><a href="https://x.example">Tweet</a></li>
<li><a href="https://y.example">Mail</a></li></ul></div>
</div><footer class="entry-footer">Posted in <a href="/c">Boats</a></footer></article>
<div id="comments" class="comments-area"><h2>2 thoughts on “Opening the ferry”</h2>
<ol class="comment-list"><li id="comment-1" class="comment even depth-1"><article>
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Per</b>
<span class="says">says:</span></div><div class="comment-metadata"><a href="#">
<time datetime="2019-03-05T09:00:00+01:00">5 March</time></a></div></footer>
<div class="comment-content"><p>What a boat!</p><p>I was there.</p></div>
<div class="reply"><a href="#">Reply</a></div></article>
<ol class="children"><li id="comment-2" class="comment depth-2"><article>
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Ines</b>
</div></footer><div class="comment-content"><p>So was I.</p></div></article></li></ol>
</li><li class="comment spam" id="comment-3"><b class="fn">Bot</b><p>Buy boats.</p></li>
</ol><div id="respond"><form><p>Your address will not be published.</p></form></div>
</div></div>
<aside class="widget-area"><h2>Recent posts</h2><ul><li><a href="/p">A long title of
another post that tells a whole story of its own.</a></li></ul></aside>
<footer><p>All rights reserved. Nothing may be copied without asking, please.</p></footer>
</body></html>"""


NAMED = """<ol id="comments"><li class="comment"><cite>Rob</cite><p>My nan was there.</p></li>
<li class="comment"><header><cite>Rob</cite></header><p>Rob</p></li></ol>"""


DATED = """<section id="comments"><ol><li><p><cite>Bess</cite> says: <br>
<small>4 February 2030 at 7:52 am</small></p><p>I was one of the gang.</p></li>
<li><p><cite>Rob</cite> says: <br><small>4 February 2030 at 9:15 pm</small></p>
<p>So was my nan.</p></li></ol></section>"""


def read(page: str) -> Document:
    return html.read(page.encode())


def test_the_day_below_a_name_is_no_word_of_a_comment() -> None:
    page = BLOG.replace("</article>", "</article>" + DATED, 1)
    comments = [
        (block.author, block.date, block.text)
        for block in read(page).blocks
        if block.kind is BlockKind.COMMENT
    ]
    assert ("Bess", "4 February 2030 at 7:52 am", "I was one of the gang.") in comments


def test_a_blog_gives_its_text_and_its_nested_comments() -> None:
    assert kept(read(BLOG)) == [
        "heading 1| Opening the ferry",
        (
            "paragraph| Yesterday the new ferry was opened. "
            "Here is what was said, as I heard it."
        ),
        (
            "paragraph| *Mayor Tove Lind:* Good morning to you all. "
            "The boat is late, and so am I."
        ),
        "paragraph| _(Laughter.)_",
        "paragraph| *Captain Roe:* We sail at noon.⏎Bring a coat.",
        "paragraph| And a friend.",
        "quote 1| “Dear friends, I cannot be with you.",
        "quote 1| Yours, the King”",
        "comment 1 Per 2019-03-05T09:00:00+01:00| What a boat!⏎⏎I was there.",
        "comment 2 Ines| So was I.",
    ]


def test_a_name_right_above_a_comment_is_none_of_its_words() -> None:
    page = BLOG.replace("</article>", "</article>" + NAMED, 1)
    assert [one for one in kept(read(page)) if "Rob" in one] == [
        "comment 1 Rob| My nan was there.",
        "comment 1 Rob| Rob",
    ]


# Elements whose classes are in the page's own language, or say nothing.
OWN_WORDS = """<section class="komentarze"><h3>Komentarze (3)</h3>
<div class="wpis"><b>Ola</b> <span>2 godz. temu</span><p>Szkoda promu!</p></div>
<div class="wpis odp"><b>Jan z Helu</b> <small>4 maja, 9:12</small><p>Był stary.</p></div>
</section>"""
NAME_AND_DAY = """<section id="kommentit"><div class="kommentti">Aino 16.8. 18:20<br>Hyvä!</div>
<div class="kommentti">Rope says:<br>November 16, 2022 at 1:15 pm<br>Which boat?</div>
</section>"""


def test_comments_in_sections_of_other_names_have_who_wrote_them() -> None:
    page = BLOG.replace("</article>", "</article>" + OWN_WORDS, 1)
    found = [one for one in kept(read(page)) if one.startswith("comment")]
    assert found[:2] == [
        "comment 1 Ola 2 godz. temu| Szkoda promu!",
        "comment 1 Jan z Helu 4 maja, 9:12| Był stary.",
    ]


def test_the_line_with_name_and_day_is_none_of_a_comments_words() -> None:
    page = BLOG.replace("</article>", "</article>" + NAME_AND_DAY, 1)
    found = [one for one in kept(read(page)) if one.startswith("comment")]
    assert found[0] == "comment 1 Aino 16.8. 18:20| Hyvä!"


TOLD = """<p>The bridge is closed.</p><div class="commentaires"><h3>Commentaires</h3>
<div class="commentaire"><p>Le 07/02/2025 à 22:41, <a href="/pat">pat48</a> a dit :</p>
<p>Merci pour le pont.</p></div></div>"""


def test_a_picture_that_is_linked_on_a_dated_line_names_no_writer() -> None:
    page = TOLD.replace(">pat48</a>", "><img src='pat.png'></a>")
    found = [one for one in kept(read(page)) if "Merci" in one]
    assert len(found) == 1
    assert "pat48" not in found[0]


def test_a_dated_line_that_leads_to_a_comment_has_its_writer_in_a_link() -> None:
    found = [one for one in kept(read(TOLD)) if one.startswith("comment")]
    assert found == ["comment 1 pat48 Le 07/02/2025 à 22:41| Merci pour le pont."]


def test_an_opinion_column_is_no_comment() -> None:
    page = '<article class="kommentar"><h1>Der Steg</h1><p>Er ist alt.</p></article>'
    kinds = {block.kind for block in read(page).blocks}
    assert BlockKind.COMMENT not in kinds
    assert BlockKind.PARAGRAPH in kinds


def test_a_blog_says_what_it_is() -> None:
    document = read(BLOG)
    assert document.title == "Opening the ferry"
    assert document.author == "Ines Holm"
    assert document.date == "2019-03-04"
    assert document.source == "https://harbour.example/ferry"
    assert document.language == "en-GB"


def test_what_a_blog_has_around_its_text_is_kept_as_furniture() -> None:
    blocks = read(BLOG).blocks
    around = " ".join(b.text for b in blocks if b.kind is BlockKind.FURNITURE)
    for words in ("Archive", "Tweet", "Posted in", "Recent posts", "Buy boats."):
        assert words in around


def test_an_old_page_of_tables_and_unclosed_tags() -> None:
    page = """<HTML><TITLE>The mill</TITLE><BODY BGCOLOR=white><TABLE WIDTH=100%><TR>
    <TD><FONT SIZE=1><A HREF=1.htm>Home</A><BR><A HREF=2.htm>Speeches</A></FONT></TD>
    <TD><FONT FACE=Arial><CENTER><B>Speech at the mill</B></CENTER>
    <P><B>MR. </B><B>OAKES:</B> I thank the millers. They have ground our corn.
    <P><B>A VOICE:</B> And for nothing!
    <BR><BR><B>MR. OAKES:</B> We paid in songs.<BR><BR><I>[Applause]</I><BR><BR>That is
    all.</TD></TR></TABLE></BODY></HTML>"""
    assert kept(read(page)) == [
        "paragraph| *Speech at the mill*",
        "paragraph| *MR. OAKES:* I thank the millers. They have ground our corn.",
        "paragraph| *A VOICE:* And for nothing!",
        "paragraph| *MR. OAKES:* We paid in songs.",
        "paragraph| _[Applause]_",
        "paragraph| That is all.",
    ]


def test_preformatted_text_is_read_as_plain_text() -> None:
    page = """<html><head><title>Record</title></head><body><pre>
[Pages 12-13]


                        THE NEW WELL

  Mr. OAKES. Mr. President, the well of this town is older than the town
and it has never once been dry, whatever the gentleman from the mill may
say of it in the evening.
  <b>Ms. PELL</b>. It has been dry since May, and I have the buckets here to show
to anybody who would like to see them.
</pre></body></html>"""
    assert kept(read(page))[-2:] == [
        (
            "paragraph| Mr. OAKES. Mr. President, the well of this town is older than the"
            " town and it has never once been dry, whatever the gentleman from the mill may"
            " say of it in the evening."
        ),
        (
            "paragraph| *Ms. PELL*. It has been dry since May, and I have the buckets here"
            " to show to anybody who would like to see them."
        ),
    ]


def test_a_dialogue_in_a_definition_list_sets_its_labels_apart() -> None:
    page = """<body><h1>Hearing</h1><dl><dt>Chair</dt><dd>Please tell us your trade.</dd>
    <dt>Witness</dt><dd><p>I bake.</p><p>Thirty years this May.</p></dd></dl></body>"""
    assert kept(read(page))[1:] == [
        "paragraph| *Chair*",
        "paragraph| Please tell us your trade.",
        "paragraph| *Witness*",
        "paragraph| I bake.",
        "paragraph| Thirty years this May.",
    ]


def test_a_table_of_speakers_is_a_dialogue_and_one_of_figures_is_not() -> None:
    page = """<body><table><tr><th>Speaker</th><th>Words</th></tr>
    <tr><td>Chair</td><td>We meet to speak about the well.</td></tr>
    <tr><td>Ms Ode</td><td>It is not dry. It is only deep.</td></tr></table>
    <table><tr><td>Ayes</td><td>12</td></tr><tr><td>Noes</td><td></td></tr></table>"""
    assert kept(read(page)) == [
        "table| Speaker⇥Words",
        "paragraph| *Chair*",
        "paragraph| We meet to speak about the well.",
        "paragraph| *Ms Ode*",
        "paragraph| It is not dry. It is only deep.",
        "table| Ayes⇥12",
        "table| Noes",
    ]


def test_lines_that_breaks_part_count_as_what_a_cell_of_a_table_holds() -> None:
    said = "I came by the old road.<br>The bridge was closed.<br>"
    page = f"""<body><table><tr><td>tully_88<br>Member</td><td>
    <p>{3 * said}So I was late.</p></td></tr></table></body>"""
    found = kept(read(page))
    assert found[0] == "paragraph| tully_88⏎Member"
    assert all(one.startswith("paragraph|") for one in found)


def test_the_text_is_found_without_any_hint_but_its_sentences() -> None:
    page = """<body><div class=hd><a href=/>Office of the Governor</a></div><div>
    <div><h2>Remarks</h2></div><div>Governor Ames:</div><div><p>We are here to plant a
    tree. It will outlive us all, and that is the whole idea of it.</p></div></div>
    <div><a href=/1>Privacy</a> <a href=/2>Contact</a></div></body>"""
    assert kept(read(page)) == [
        "heading 2| Remarks",
        "paragraph| Governor Ames:",
        (
            "paragraph| We are here to plant a tree. "
            "It will outlive us all, and that is the whole idea of it."
        ),
    ]


def test_the_text_may_stand_inside_what_calls_itself_an_aside() -> None:
    page = """<body><div role=main></div><div role=complementary><article><h1>Plea</h1>
    <div itemprop=articleBody><p>Keep the bridge. It is the only one we have.</p>
    <p>I ask no more.</p></div></article></div><footer>Contact us at any time.</footer>"""
    assert kept(read(page)) == [
        "heading 1| Plea",
        "paragraph| Keep the bridge. It is the only one we have.",
        "paragraph| I ask no more.",
    ]


def test_linked_data_fills_in_what_no_tag_says() -> None:
    page = """<script type="application/ld+json">{"@graph": [
    {"@type": "WebSite", "url": "https://a.example", "datePublished": "1999-01-01"},
    {"@type": "NewsArticle", "url": "https://a.example/1", "datePublished":
    "2021-06-30T23:00:00-05:00", "author": [{"name": "Ida Moss"}, {"name": "Li Wen"}]}
    ]}</script><title>A day – A site</title><p>It was a day like any other.</p>"""
    document = read(page)
    assert document.title == "A day – A site"
    assert document.date == "2021-06-30"
    assert document.author == "Ida Moss, Li Wen"
    assert document.source == "https://a.example/1"


_BILINGUAL = """<html><body><main><h1>Plenary</h1>
<div class="item"><span class="memberName">Ada Brook</span> <a>16:02</a>
<div class="text verbatim"><p>Diolch. Mae siop yn y dref.</p></div>
<div class="text translated"><p>Thank you. There is a shop in the town.</p></div></div>
<div class="item"><span class="memberName">Tom Ferro</span> <a>16:04</a>
<div class="text verbatim"><p>Will the Member take an intervention on this point?</p></div></div>
<div class="item"><span class="memberName">Ada Brook</span> <a>16:05</a>
<div class="text verbatim"><p>Wrth gwrs.</p></div>
<div class="text translated"><p>Of course.</p></div></div>
</main></body></html>"""


def test_words_and_their_translation_beside_them_are_of_one_speaker() -> None:
    said = [(b.voice, b.text) for b in read(_BILINGUAL).blocks if b.voice]
    assert said == [
        ("Ada Brook", "Diolch. Mae siop yn y dref."),
        ("Ada Brook", "Thank you. There is a shop in the town."),
        ("Tom Ferro", "Will the Member take an intervention on this point?"),
        ("Ada Brook", "Wrth gwrs."),
        ("Ada Brook", "Of course."),
    ]
