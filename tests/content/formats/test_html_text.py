"""Single things a page can do to its text."""

import pytest

from content.document import UnreadableDocumentError
from content.formats.html import reader as html
from tests.fakes.documents.block_notation import shown


def read(markup: str) -> list[str]:
    return shown(html.read_fragment(markup))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p><b>A</b><b>nn</b> <b>Lee:</b> yes", "paragraph| *Ann Lee:* yes"),
        ("<p><strong>Ann<em> Lee</em></strong>:", "paragraph| *Ann _Lee_*:"),
        ("<p><b>Ann <span style='font-weight:normal'>Lee", "paragraph| *Ann* Lee"),
        ("<p><span class=speaker>Ann</span> yes", "paragraph| *Ann* yes"),
        ("<p>to <a href=/x>her</a>, <a>him</a>", "paragraph| to ~her~, him"),
        ("<p> a \n b&nbsp;&nbsp;c&shy;d </p>", "paragraph| a b cd"),
        ("<p>a<!-- no -->b<script>no</script>c", "paragraph| abc"),
        ("<p>He said <q>yes</q>.", "paragraph| He said “yes”."),
        ("<p>a<br>b<br/>", "paragraph| a⏎b"),
        ("<p>a &lt;b&gt; &unknown; &amp;", "paragraph| a <b> &unknown; &"),
        ("<strong><div>all bold</div></strong>", "paragraph| *all bold*"),
        ("<p>漢<ruby>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>", "paragraph| 漢字"),
        ("<h3>A <i>b</i></h3>", "heading 3| A _b_"),
        ("<div class=pullquote>Say it.</div>", "quote 1| Say it."),
    ],
)
def test_one_block(markup: str, expected: str) -> None:
    assert read(markup) == [expected]


def test_two_breaks_part_paragraphs_and_a_rule_is_a_rule() -> None:
    markup = "a<br>\n <br>b<hr>c<br>d"
    assert read(markup) == ["paragraph| a", "paragraph| b", "rule|", "paragraph| c⏎d"]


def test_lists_and_quotations_know_how_deep_they_are() -> None:
    markup = """<ol><li>one<ul><li>two</li></ul>still one</li></ol>
    <blockquote>q<blockquote><p>r</p></blockquote></blockquote>"""
    assert read(markup) == [
        "item 1| one",
        "item 2| two",
        "item 1| still one",
        "quote 1| q",
        "quote 2| r",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<div hidden>{}</div>",
        "<div aria-hidden=true>{}</div>",
        "<div style='color: red; display: none'>{}</div>",
        "<span class='visually-hidden'>{}</span>",
        "<div role=tooltip>{}</div>",
        "<template>{}</template>",
        "<noscript>{}</noscript>",
        "<select><option>{}</option></select>",
    ],
)
def test_what_a_page_hides_is_not_read(hidden: str) -> None:
    markup = f"<p>before</p>{hidden.format('no')}<p>after</p>"
    assert read(markup) == ["paragraph| before", "paragraph| after"]


def test_a_whole_passage_behind_read_more_is_read() -> None:
    passage = "<p>We went on, and on.</p>" * 150
    assert len(read(f"<div style='display:none'>{passage}</div>")) == 150


def test_a_style_sheet_can_be_all_that_says_bold() -> None:
    markup = """<style>@media print {.c3{font-weight:700}} .c1, p.c2 {font-weight:700}
    .c4{font-style:italic}</style><p><span class=c1>Ann:</span> <span class=c3>no</span>
    <span class=c4>(smiles)</span></p>"""
    assert read(markup) == ["paragraph| *Ann:* no _(smiles)_"]


def test_a_footnote_mark_stands_apart_from_the_words() -> None:
    markup = (
        "<p>We won<sup><a href='#n1'>1</a></sup> at last, on the 4<sup>th</sup>.</p>"
    )
    assert read(markup) == ["paragraph| We won at last, on the 4th.", "furniture| 1"]


def test_blocks_know_their_source_lines() -> None:
    markup = (
        "<p>one</p>\n\n<div\n class=x>\n two<br>\n<br>three\n<!--\n\n--><p>four</p>"
    )
    blocks = html.read_fragment(markup, first_line=10)
    assert [(b.text, b.line) for b in blocks] == [
        ("one", 10),
        ("two", 14),
        ("three", 15),
        ("four", 18),
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>Grüße €".encode("cp1252"), "Grüße €"),
        (b'<meta charset="iso-8859-1"><p>\x93caf\xe9\x94', "“café”"),
        ('<meta charset="windows-1251"><p>Добрый день'.encode("cp1251"), "Добрый день"),
        (
            "<meta charset=gb2312><p>各位朋友，大家好".encode("gb18030"),
            "各位朋友，大家好",
        ),
        (
            b'<?xml version="1.0" encoding="Shift_JIS"?><p>' + "皆様".encode("cp932"),
            "皆様",
        ),
        ("<p>utf-sixteen ü".encode("utf-16"), "utf-sixteen ü"),
        ("\ufeff<meta charset=koi8-r><p>ñandú".encode(), "ñandú"),
        (b"<meta charset=nonsense><p>caf\xe9 noir", "café noir"),
    ],
)
def test_every_charset_is_read(data: bytes, text: str) -> None:
    assert html.read(data).blocks[-1].text == text


@pytest.mark.parametrize("data", [b"", b"  ", b"<script>fill()</script>", b"<p></p>"])
def test_a_page_without_text_says_what_to_do(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="try again"):
        html.read(data)
