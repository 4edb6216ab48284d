"""Tests for who holds an office that labels name alone."""

import pytest

from content.formats import read_document
from content.segment import segment

_TURNS = """{intro}

{office}: The bridge is open again, and I thank all who built it.

Ada Brook: What did it cost, and who pays for it?

{office}: We pay for it over eleven years.

Ada Brook: Thank you.
"""


def _speakers(intro: str, office: str) -> set[str]:
    text = _TURNS.format(intro=intro, office=office)
    found = segment(read_document(text.encode(), "talk.txt"))
    return {one.speaker for one in found if one.speaker}


@pytest.mark.parametrize(
    ("intro", "office", "holder"),
    [
        (
            "The Minister of Trade, Tom Ferro, came to the House at nine.",
            "The Minister of Trade",
            "Tom Ferro",
        ),
        (
            "Respon la senyora Aina Rovellat, consellera de Territori.",
            "La consellera de Territori",
            "Aina Rovellat",
        ),
        (
            "Antwort gibt der Minister für Verkehr Jan Lund heute selbst.",
            "Der Minister für Verkehr",
            "Jan Lund",
        ),
    ],
)
def test_the_text_tells_who_holds_an_office(
    intro: str, office: str, holder: str
) -> None:
    assert _speakers(intro, office) == {holder, "Ada Brook"}


@pytest.mark.parametrize(
    "intro",
    [
        "The Minister of Trade, Tom Ferro, met the Minister of Trade, Eva Lund.",
        "The former Minister of Trade, Tom Ferro, listened above.",
        "The Minister of Trade came. Tom Ferro listened above.",
        "The Minister of Trade, “Tom Ferro and Sons” in hand, came to the House.",
    ],
    ids=["two holders", "a former one", "somebody in another sentence", "a title"],
)
def test_an_office_without_one_holder_stays_an_office(intro: str) -> None:
    assert "Tom Ferro" not in _speakers(intro, "The Minister of Trade")


@pytest.mark.parametrize(
    ("intro", "label", "name"),
    [
        (
            "Étaient présents : M. Paul GARNIER, Mme ROQUES.",
            "M. GARNIER",
            "Paul Garnier",
        ),
        ("Appearances\n\nPRIYA HALL, Engineer", "MS. HALL", "Priya Hall"),
        ("Present: Ms Eva Lund i Reed (Hill).", "MS LUND", "Eva Lund i Reed"),
        ("Present: Mr Tom Ferro, Mrs Eva Lund.", "MR FERRO", "Tom Ferro"),
        ("Доповідає Лариса Петрівна Мовчан.", "МОВЧАН Л.П.", "Лариса Петрівна Мовчан"),
    ],
)
def test_the_head_tells_the_given_name(intro: str, label: str, name: str) -> None:
    assert _speakers(intro, label) == {name, "Ada Brook"}


@pytest.mark.parametrize(
    ("intro", "label", "name"),
    [
        ("Present: Mr Tom Ferro, Mr Jan Ferro.", "MR FERRO", "Mr Ferro"),
        ("Press briefing by Tom Ferro", "MR FERRO", "Mr Ferro"),
        ("Present: Mrs Eva Ferro.", "MR FERRO", "Mr Ferro"),
        ("Дякую Ларисі Петрівні Мовчан.", "МОВЧАН Л.П.", "Мовчан Л.П."),
        ("Приїхав Тарас Іванович Мовчан.", "МОВЧАН Л.П.", "Мовчан Л.П."),
    ],
)
def test_a_name_stays_as_printed_where_the_head_may_mean_another(
    intro: str, label: str, name: str
) -> None:
    assert _speakers(intro, label) == {name, "Ada Brook"}


@pytest.mark.parametrize(
    ("intro", "office", "holder"),
    [
        ("Bíró: dr. Fenyvesi Ágnes", "BÍRÓ", "Fenyvesi Ágnes"),
        (
            "Oturum Başkanı : Prof. Dr. Inci Dalga (Tarih)",
            "OTURUM BAŞKANI",
            "Inci Dalga",
        ),
        ("Ordföranden Kari Lund hälsade alla.", "ORDFÖRANDEN", "Kari Lund"),
        # Not whom the sentence before names; and more may stand behind the name.
        (
            "Kohal oli minister Mari Kask. Koosolekut juhatas Pille Sarv meie büroost.",
            "JUHATAJA",
            "Pille Sarv",
        ),
    ],
)
def test_a_field_or_a_line_of_the_record_tells_who_presides(
    intro: str, office: str, holder: str
) -> None:
    assert _speakers(intro, office) == {holder, "Ada Brook"}


def test_thanks_behind_a_label_name_nobody_as_its_holder() -> None:
    text = _TURNS.format(intro="Panel", office="Oturum Başkanı").replace(
        "The bridge", "Teşekkürler Haluk Bey, the bridge"
    )
    found = segment(read_document(text.encode(), "talk.txt"))
    assert {one.speaker for one in found} == {None, "Oturum Başkanı", "Ada Brook"}


def test_whoever_opens_with_the_own_full_name_has_it() -> None:
    text = _TURNS.format(intro="Hearing", office="MR. HALL").replace(
        "The bridge", "Tom Hall, 4 Quay Street. The bridge"
    )
    found = segment(read_document(text.encode(), "talk.txt"))
    assert {one.speaker for one in found} == {None, "Tom Hall", "Ada Brook"}


def test_what_an_office_is_of_heads_its_part_of_a_list() -> None:
    text = """Estão na Mesa: Presidente Ana Valadares; Secretária Rosa Lima.

Presentes 19 membros. Pela Câmara: Presidente, Eng. Nuno Taborda, e os vereadores.

O Sr. Presidente da Mesa: Boa noite a todos. Eu abro a sessão.

O Sr. Presidente da Câmara: Obrigado. Eu respondo com gosto.

O Sr. Presidente da Mesa: Faça favor.

O Sr. Presidente da Câmara: Não tenho mais nada a dizer.
"""
    found = segment(read_document(text.encode(), "ata.txt"))
    assert {one.speaker for one in found if one.speaker} == {
        "Ana Valadares",
        "Nuno Taborda",
    }


def test_a_holder_in_capitals_is_spelled_as_the_language_has_it() -> None:
    text = """BAŞKAN: Hikmet SARIKAYA

BAŞKAN – Toplantıyı açıyorum. Yıllardır kapalı olan çarşıyı da bugün açacağız.

AYTEN KORKMAZ – Çatısı akıyor, kapısı kırık. Sayın Başkan, bunu kim onaracak?

BAŞKAN – Biz onaracağız, arkadaşlar.

AYTEN KORKMAZ – Teşekkür ederim.
"""
    found = segment(read_document(text.encode(), "tutanak.txt"))
    assert "Hikmet Sarıkaya" in {one.speaker for one in found}


def test_a_signature_in_capitals_is_spelled_as_the_language_has_it() -> None:
    text = """BAŞKAN – Toplantıyı açıyorum. Yıllardır kapalı olan çarşıyı da bugün açacağız. Bir mektup var, okuyorum:

"Sayın Başkan, çarşının çatısı akıyor. Kapısı kırık, camı yok. Bunu kim onaracak, biz mi? Arz ederim, saygılarımla.
HİKMET SARIKAYA"

AYTEN KORKMAZ – Çatısı akıyor, kapısı kırık. Sayın Başkan, bunu kim onaracak?

BAŞKAN – Biz onaracağız, arkadaşlar.
"""
    found = segment(read_document(text.encode(), "tutanak.txt"))
    senders = [one.speaker for one in found if one.kind.value == "message"]
    assert senders == ["Hikmet Sarıkaya"]


def test_an_office_is_found_without_the_turkish_letter_that_has_no_dot() -> None:
    intro = "Deniz Uz, Oturum Başkani, salonu açtı."
    assert _speakers(intro, "Oturum Başkanı") == {"Deniz Uz", "Ada Brook"}
