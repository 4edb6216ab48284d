"""Who speaks where only the head of a page's site names somebody."""

import pytest

from content.formats import read_document
from content.segment import Segment, segment

_WORDS = {
    "en": (
        "Ladies and gentlemen, dear friends, thank you for coming. Today we open a library.",
        "May it serve us all. I thank those who built it, and those who will keep it.",
    ),
    "uk": (
        "Шановні українці, дорогі друзі, дякую за запрошення. Ми відкриваємо бібліотеку.",
        "Нехай вона служить усім нам. Дякую тим, хто її будував.",
    ),
    "tr": (
        "Sevgili kardeşlerim, kıymetli misafirler, sizleri saygıyla selamlıyorum.",
        "Bugün burada bir kütüphane açıyoruz. Emeği geçen herkese teşekkür ediyorum.",
    ),
    "pt": (
        "Senhoras e senhores, caros amigos, agradeço o convite. Abrimos uma biblioteca.",
        "Que sirva a todos nós. Agradeço a quem a construiu.",
    ),
}


def _read(
    language: str, title: str, head: str, window: str = ""
) -> list[tuple[str | None, bool]]:
    """Return who says each paragraph of a page, and whether that is doubtful."""
    words = "".join(f"<p>{text}</p>" for text in _WORDS[language])
    page = (
        f'<html lang="{language}"><head><title>{window or title}</title></head><body>'
        f"<header>{head}<nav><ul><li>News</li><li>Speeches</li></ul></nav></header>"
        f"<main><h1>{title}</h1><p>12.10.2025</p>{words}</main></body></html>"
    )
    found = segment(read_document(page.encode(), "page.html"))
    return [(one.speaker, one.doubtful) for one in found if _is_said(one, language)]


def _is_said(one: Segment, language: str) -> bool:
    return any(text in one.text for text in _WORDS[language])


@pytest.mark.parametrize(
    ("language", "title", "head", "window", "name"),
    [
        (
            "en",
            "Speech by the President at the opening of the library",
            "<a><span>Laura Finch</span><span>Office of the President</span></a>",
            "",
            "Laura Finch",
        ),
        (
            "en",
            "Speech at the opening of the library",
            "<a>Larkland</a>",
            "Speech at the opening of the library | President Laura Finch",
            "Laura Finch",
        ),
        (
            "uk",
            "Виступ Президента України на відкритті бібліотеки",
            "<a><span>Президент України</span>\n<span>Лев Дорошинський</span></a>",
            "",
            "Лев Дорошинський",
        ),
        (
            "tr",
            "Kütüphane Açılış Töreninde Yaptıkları Konuşma",
            "<a>T.C. CUMHURBAŞKANLIĞI</a><a>Cumhurbaşkanı Kenan Alpdoğan</a>",
            "",
            "Kenan Alpdoğan",
        ),
        (
            "pt",
            "Discurso na inauguração da biblioteca",
            "<strong>Luís Aragão</strong><br>Presidência da República",
            "",
            "Luís Aragão",
        ),
    ],
)
def test_whose_site_it_is_gives_a_speech_that_names_nobody(
    language: str, title: str, head: str, window: str, name: str
) -> None:
    assert set(_read(language, title, head, window)) == {(name, False)}


@pytest.mark.parametrize(
    ("title", "head"),
    [
        (
            "Speech by Tom Ferro at the opening of the library",
            "<a>President Laura Finch</a>",
        ),
        (
            "Speech at the opening of the library",
            "<a>President Laura Finch</a><a>Minister Tom Ferro</a>",
        ),
        ("Speech at the opening of the library", "<a>Laura Finch</a><a>My garden</a>"),
        ("The new library", "<a>President Laura Finch</a>"),
        (
            "Speech by the Vice President at the opening of the library",
            "<a>Office of the President</a><a>President Laura Finch</a>",
        ),
        (
            "Speech by the First Lady at the opening of the library",
            "<a>Office of the President</a><a>President Laura Finch</a>",
        ),
        (
            "Speech by Mr Ferro at the opening of the library",
            "<a>Ministry of Ports</a><a>Minister Laura Finch</a>",
        ),
        (
            "Speech by the State Secretary at the opening of the library",
            "<a>Ministry of Ports</a><a>Minister Laura Finch</a>",
        ),
        (
            "Speech at the opening of the library",
            "<a>Harbour Post</a><a>Editor Laura Finch</a>",
        ),
        ("Speech at the opening of the library", "<a>Former Mayor Laura Finch</a>"),
        (
            "Speech at the opening of the library",
            "<a>President Laura Finch Foundation</a>",
        ),
    ],
    ids=[
        "somebody else",
        "two people",
        "no office",
        "no speech",
        "deputy",
        "no office in the headline",
        "form of address",
        "another office",
        "press",
        "former office",
        "body",
    ],
)
def test_whose_site_it_is_says_nothing_where_others_may_speak(
    title: str, head: str
) -> None:
    said = {name for name, _ in _read("en", title, head)}
    assert not any("Finch" in (name or "") for name in said)


def test_who_holds_an_office_of_a_site_of_others_is_doubted() -> None:
    head = "<a>University of Moor</a><a>Rector Laura Finch</a>"
    title = "Speech at the opening of the library"
    said = f"<p>{' '.join(_WORDS['en'])}</p>" * 2
    page = f"<header>{head}</header><main><h1>{title}</h1>{said}</main>"
    found = segment(read_document(page.encode(), "page.html"))
    assert {one.doubtful for one in found if _is_said(one, "en")} == {True}


def test_a_report_about_a_speech_is_not_of_whose_site_it_is() -> None:
    page = (
        "<html><head><title>The President's speech in Moor | President Laura Finch</title></head><body>"
        "<header><a>Office of the President</a><a>President Laura Finch</a></header>"
        "<main><h1>The President's speech in Moor</h1>"
        "<p>The President opened the new library today. She spoke for twenty minutes.</p>"
        "<p>Some three hundred people came. The library opens its doors on Tuesday.</p></main></body></html>"
    )
    found = segment(read_document(page.encode(), "page.html"))
    assert "Laura Finch" not in {one.speaker for one in found}
