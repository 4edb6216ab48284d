"""Thanks sign nothing, credits name no speaker, and hecklers stop nobody."""

from content.formats import read_document
from content.segment import segment


def test_thanks_sign_no_letter() -> None:
    text = (
        "Ada Brook: We got a letter from the school. I read it to you:\n\n"
        "“Dear council, the roof leaks, and we have put out all the buckets that we own.\n\n"
        "Please come and count them. Ďakujem.”\n\n"
        "Tom Ferro: I will come and count them.\n\n"
        "Ada Brook: So will I, and I bring a bucket.\n"
    )
    found = segment(read_document(text.encode(), "talk.txt"))
    assert "Ďakujem" not in {one.speaker for one in found}


def test_an_interview_has_a_headline_and_credits() -> None:
    page = (
        "<article><h1>«Un faro es un reloj»</h1>"
        "<p>Rosa Villar Luna (Soria, 1960) ha cuidado faros durante cuarenta años.</p>"
        "<p>Texto: Juan Pardo. Fotos: Ana Soler</p>"
        "<p><b>P.</b> ¿Cómo se empieza?</p><p><b>R.</b> Yo empecé de noche.</p>"
        "<p><b>P.</b> ¿Y luego?</p><p><b>R.</b> Luego me quedé, claro.</p>"
        "<p><b>P.</b> ¿Y ahora?</p><p><b>R.</b> Ahora duermo de noche.</p></article>"
    )
    found = segment(read_document(page.encode(), "talk.html"))
    assert {one.speaker for one in found} == {None, "Question", "Rosa Villar Luna"}


def test_a_speaker_goes_on_after_hecklers() -> None:
    text = (
        "O Sr. Presidente (Rui Pena): — Tem a palavra a Sr.ª Deputada Ana Luz.\n\n"
        "A Sr.ª Ana Luz (PS): — Sr. Presidente, o caminho não é de ninguém.\n\n"
        "Vozes do PS: — Muito bem!\n\n"
        "Quando arde, o carro não passa, e eu vi-o.\n\n"
        "O Sr. Presidente: — Muito obrigado, Sr.ª Deputada.\n\n"
        "A Sr.ª Ana Luz (PS): — Obrigada eu, Sr. Presidente.\n"
    )
    found = segment(read_document(text.encode(), "talk.txt"))
    assert [one.speaker for one in found if "arde" in one.text] == ["Ana Luz"]


def test_a_headline_that_quotes_is_no_label() -> None:
    page = (
        "<article><h1>Ada Brook: “A boat is a promise”</h1>"
        "<p>She was born on Skerry, and has built boats since she was twelve.</p>"
        + "<p><b>J.H.:</b> How many did you build?</p>"
        "<p><b>A.B.:</b> I built a hundred, and I miss them all.</p>" * 3 + "</article>"
    )
    found = segment(read_document(page.encode(), "talk.html"))
    assert [one.speaker for one in found if "Skerry" in one.text] == [None]
