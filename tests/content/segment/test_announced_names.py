"""Whom an announcement names: people, and neither things nor the word for a speech."""

from content.formats import read_document
from content.segment import segment
from content.segment.messages.announcements.announcements import Announced, announced_by
from content.segment.names.in_text.mentions import mentions_in
from content.segment.voices.introduced import introduced

_SPOKEN = (
    "<p>Vážená pani riaditeľka, milí kolegovia!</p>"
    "<p>Prosili ma, aby som hovoril krátko, a ja som to sľúbil.</p>"
    "<p>Keď som sem prišiel, dostal som kľúč, a ten kľúč mám doteraz.</p>"
    "<p>Dnes ho vraciam. Ďakujem za pozornosť.</p>"
)


def test_a_place_is_nobody_where_a_person_speaks() -> None:
    above = [
        "Ich war am alten Bahnhof in Westerfleth, weil dort Westerfleth feierte.",
        "Dann kam die Rede von Hanna Krusewald, ungekürzt:",
    ]
    after = ["Westerfleth war still.", "Ganz Westerfleth ging heim."]
    assert introduced(above, ["Der Bahnhof"], after)[0] == "Hanna Krusewald"


def test_the_word_for_a_speech_is_no_part_of_a_name() -> None:
    names = [
        one.name for one in mentions_in("gestern kam die Rede von Hanna Lund dran")
    ]
    assert names == ["Hanna Lund"]


def test_the_subject_speaks_and_not_who_welcomes() -> None:
    page = (
        "<article><h1>Zo slávnostnej akadémie</h1>"
        "<p>Program otvoril zbor pod vedením Emílie Pavúkovej. Po krátkom privítaní "
        "riaditeľkou školy Darinou Štofkovou vystúpil s príhovorom najstarší člen, "
        f"Vojtech Hrabčák, ktorý tu učil dejepis.</p>{_SPOKEN}</article>"
    )
    found = segment(read_document(page.encode(), "talk.html"))
    assert {one.speaker for one in found} == {None, "Vojtech Hrabčák"}


def test_a_letter_in_a_quotation_introduces_nobody() -> None:
    page = (
        "<article><h1>Zo slávnostnej akadémie</h1>"
        "<p>Starosta poslal pozdrav, ktorý zaznel na začiatku:</p>"
        "<blockquote><p>Učiteľka Jolana Kmeťová nás učila čítať. Na príhovor o nej sa "
        "teším, lebo Jolana Kmeťová by sa smiala.</p></blockquote>"
        "<p>Potom mal príhovor Vojtech Hrabčák, ktorý tu učil dejepis:</p>"
        f"{_SPOKEN}</article>"
    )
    found = segment(read_document(page.encode(), "talk.html"))
    spoken = [one.speaker for one in found if "kľúč mám" in one.text]
    assert spoken == ["Vojtech Hrabčák"]


def test_a_heading_about_speeches_is_nobody() -> None:
    page = (
        "<article><h1>Speech Night 2022: the addresses in full</h1>"
        "<p>More than 900 parents filled the hall for our first Speech Night since 2019. "
        "By request, we print the addresses below.</p><h2>Country</h2>"
        "<h4>Ada Brook, Principal</h4><p>Good evening. I am glad to see you all.</p>"
        "<h4>Tom Ferro, Captain</h4><p>I thank you, and I hand over the bell.</p>"
        "<h4>Mia Lund, Captain</h4><p>And I ring it, as I was asked to.</p></article>"
    )
    found = segment(read_document(page.encode(), "talk.html"))
    assert "Speech Night" not in {one.speaker for one in found}


def test_a_blogger_prints_a_letter_in_the_singular() -> None:
    for text in ("Prišla odpoveď a uverejňujem ju.", "Oto odpowiedź, którą publikuję."):
        assert announced_by(text, quoted=False, greeted=True) is Announced.LIKELY


def test_what_is_applauded_is_still_the_speech() -> None:
    page = (
        "<article><h1>Zo slávnostnej akadémie</h1>"
        "<p>S príhovorom vystúpil najstarší člen zboru, Vojtech Hrabčák, ktorý tu kedysi "
        f"učil dejepis a latinčinu.</p>{_SPOKEN}"
        "<p>A tých osemnásť korún, prosím, si nechajte.</p><p>(Potlesk.)</p>"
        "<p>Kľúč je od novembra vystavený vo vitríne na prvom poschodí.</p></article>"
    )
    found = segment(read_document(page.encode(), "talk.html"))
    assert [one.speaker for one in found if "osemnásť" in one.text] == [
        "Vojtech Hrabčák"
    ]
    assert [one.speaker for one in found if "vitríne" in one.text] == [None]
