"""What stands around the text of a page, and what only looks like it."""

from content.formats.html import reader as html
from tests.fakes.documents import block_notation


def kept(page: str) -> list[str]:
    return block_notation.kept(html.read(page.encode()))


def test_what_heads_every_speech_is_no_furniture() -> None:
    speech = """<div class="speech"><div class="speech-meta"><span>{}</span>
    <time>10:00</time></div><p>{}</p><div class="share"><a href="/s">Share</a></div></div>"""
    said = [("Ana Ruiz", "I move that it be green."), ("Bo Dahl", "Blue is better.")]
    page = "<main><h1>Debate</h1>" + "".join(speech.format(*pair) for pair in said * 2)
    assert kept(page) == [
        "heading 1| Debate",
        *(
            line
            for name, words in said * 2
            for line in (f"paragraph| {name} 10:00", f"paragraph| {words}")
        ),
    ]


def test_a_talk_whose_every_sentence_is_a_link_is_kept() -> None:
    page = "<div class=nav><a href=/>Home</a></div><div class=talk>" + "".join(
        f"<p><a href='/talk?t={n}'>{said}</a></p>"
        for n, said in enumerate(("I came by boat.", "The sea was calm.", "So was I."))
    )
    assert kept(page) == [
        "paragraph| ~I came by boat.~",
        "paragraph| ~The sea was calm.~",
        "paragraph| ~So was I.~",
    ]


def test_a_section_named_for_its_subject_is_no_bar_of_buttons() -> None:
    sections = ("social-policy", "related", "language")
    page = "<article>" + "".join(
        f"<div class=section id={name}><h2>{name}</h2><p>We care for it. So do you.</p>"
        "<p>And we always shall, whatever they say of us.</p></div>"
        for name in sections
    )
    assert len(kept(page)) == 9


def test_a_caption_is_furniture_but_not_whom_a_figure_quotes() -> None:
    page = """<article><p>We begin with the tree. It is an old one.</p>
    <figure><img src=t alt=t><figcaption>The tree.</figcaption></figure>
    <div><img src=u alt="The Mayor at the tree."><span>The Mayor at the tree.</span></div>
    <figure><blockquote>Be kind to it.</blockquote><figcaption>— Ana</figcaption></figure>
    <p>That was all.</p></article>"""
    assert kept(page) == [
        "paragraph| We begin with the tree. It is an old one.",
        "quote 1| Be kind to it.",
        "paragraph| — Ana",
        "paragraph| That was all.",
    ]


TEASERS = "".join(
    f"<div class=q><a href='/{n}'><h3>{headline}</h3></a><p>He came to town. Then he"
    " left it again, and all was as it had been.</p></div>"
    for n, headline in enumerate(
        (
            "The sea was blue all day",
            "Nobody saw the Mayor leave",
            "A bridge is built again",
        )
    )
)
SAID = [
    f"We say it for the {n}. time, and we shall say it again: the well of this town has "
    "never been dry, whatever the gentleman from the mill may say of it in the evening."
    for n in range(12)
]
SPOKEN = "".join(f"<p>{words}</p>" for words in SAID)


def test_teasers_are_furniture_without_any_name_that_says_so() -> None:
    page = f"<body><div><h1>The well</h1>{SPOKEN}{TEASERS}</div></body>"
    assert kept(page)[1:] == [f"paragraph| {words}" for words in SAID]


def test_linked_names_above_short_speeches_are_no_teasers() -> None:
    turns = "".join(
        f"<div class=turn><a href='/{name}'><h3>{name}</h3></a><p>I say so too.</p></div>"
        for name in ("Ana Ruiz", "Bo Dahl", "Cy van den Berg", "Di Moss")
    )
    page = f"<body><div><h1>The well</h1>{SPOKEN}{turns}</div></body>"
    assert len(kept(page)) == 1 + len(SAID) + 8


def test_each_speech_may_be_an_article_of_its_own() -> None:
    speeches = "".join(f"<article class=s><p>{words}</p></article>" for words in SAID)
    page = f"<body><main><article class=s>Ana Ruiz</article>{speeches}</main></body>"
    assert kept(page)[0] == "paragraph| Ana Ruiz"
    long = f"<article class=s><p>{' '.join(SAID)}</p></article>"
    page = f"<body><main><article class=s>Ana Ruiz</article>{long}</main></body>"
    assert kept(page)[0] == "paragraph| Ana Ruiz"


def test_a_transcript_on_a_tab_of_its_own_is_read() -> None:
    page = f"""<body><div class=tabs><ul><li><a href=#v>Film</a></li></ul><div id=v><p>Watch
    it here.</p></div><div id=t style="display:none">{SPOKEN}</div></div></body>"""
    assert kept(page)[-len(SAID) :] == [f"paragraph| {words}" for words in SAID]


def test_the_line_that_claims_rights_is_furniture() -> None:
    page = f"<body>{SPOKEN}<p>© 2020 Harbour Notes. All rights reserved.</p></body>"
    assert kept(page) == [f"paragraph| {words}" for words in SAID]


def test_the_lead_above_a_declared_text_is_no_furniture() -> None:
    said = (
        "Many of you know that I grew up here, between these shelves and the harbour."
    )
    page = f"""<main><article><h1>We moved nowhere</h1>
    <div class="article__meta">30 September 2031. Read by many people of the island.</div>
    <p class="lead">A library was opened. We print what the mayor, Ada Brook, said.</p>
    <div class="article__body">{f"<p>{said}</p>" * 6}</div></article></main>"""
    assert kept(page) == [
        "heading 1| We moved nowhere",
        "paragraph| A library was opened. We print what the mayor, Ada Brook, said.",
        *[f"paragraph| {said}"] * 6,
    ]


def test_a_headline_and_what_stands_below_it_are_kept_in_a_head_of_classes() -> None:
    page = """<div class=site-header><a href=/>Moor Post</a></div><article>
    <header class=story__header><ul class=category><li>Culture</li></ul>
    <h1 class=story__header-title>A choir is made of chairs</h1>
    <p class=post-sub-title>A talk with Ada Brook, who leads it</p>
    <p class=byline>By Tom Hall, 3 May</p></header><div class=story__body>
    <p>She brought the first eleven singers together in the cellar of a school, and there
    are fifty of them today, in two rooms.</p>
    <p>They have sung in every church of the county, and in one of its barns, which had
    the better sound of all, as everybody who was there says.</p></div></article>"""
    assert kept(page)[:2] == [
        "heading 1| A choir is made of chairs",
        "paragraph| A talk with Ada Brook, who leads it",
    ]
    assert not any("By Tom Hall" in line for line in kept(page))


def test_what_the_head_of_the_site_says_is_kept_text_by_text() -> None:
    found = html.read(
        b"<html><head><title>The lamp | President Ada Brook</title></head><body>"
        b"<header><a><span>Ada Brook</span>\n<span>Office of the President</span></a>"
        b"<ul><li>News</li><li>Contact</li></ul></header>"
        b"<main><h1>The lamp</h1><p>We have lit it again, and it burns as it did.</p></main>"
        b"<footer><p>Harbour Street 1</p></footer></body></html>"
    )
    assert found.window_title == "The lamp | President Ada Brook"
    assert found.site == (
        "Ada Brook",
        "Office of the President",
        "News",
        "Contact",
    )
