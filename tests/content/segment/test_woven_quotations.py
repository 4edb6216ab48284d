"""Tests for quotations that are woven into a report."""

from content.formats import read_document
from content.segment import segment

_ROMANIAN = """Spitalul se redeschide

Spitalul din Valea anunță redeschiderea secției, închisă în anul 2018 din lipsă de personal.

„Timp de șapte ani, femeile din oraș au născut la o oră de drum, iar unele nu au ajuns la timp”, a declarat Smaranda Vlad, managerul spitalului.

Echipa este condusă de dr. Costin Hudea, medic primar.

„Eu m-am născut aici, în salonul trei, și am întrebat dacă salonul mai există sau s-a închis”, a spus medicul. „Am zis: vin.”

„Panglica nu a mai fost tăiată, dar am păstrat o bucată pentru mamă”, a adăugat Vlad.
"""


def _spoken(text: str) -> list[tuple[str, str, bool]]:
    found = segment(read_document(text.encode(), "release.txt"))
    return [
        (one.speaker or "", one.text.split()[0], one.confidence >= 0.75)
        for one in found
        if one.kind.attributed
    ]


def test_a_quotation_is_of_whom_the_verb_of_saying_names() -> None:
    assert _spoken(_ROMANIAN) == [
        ("Smaranda Vlad", "„Timp", True),
        ("Costin Hudea", "„Eu", True),
        ("Smaranda Vlad", "„Panglica", True),
    ]


def test_a_verb_of_saying_in_the_imperfect_is_one() -> None:
    told = _ROMANIAN
    for perfect, imperfect in (
        ("a declarat", "spunea"),
        ("a spus", "zicea"),
        ("a adăugat", "mărturisea"),
    ):
        assert perfect in told
        told = told.replace(perfect, imperfect)
    assert _spoken(told) == _spoken(_ROMANIAN)


_OPENING = """Yeni sahne açıldı

4 Ekim 2023 Çarşamba

Törende Belediye Başkanı Feride Korkmaz ile Genel Müdür Erdem Uslu konuştu.

Uslu, "Beni dedem büyüttü. Elinden tutup okula götürdü, harçlığını benimle paylaştı" dedi.

Korkmaz ise, "Bu sahneyi sizin için yaptık. Her koltuğun önünde bir ışık var, söndürmeyin" diye konuştu.
"""

_JAPANESE = """新しい図書館が開館

式典には大沢健一町長と設計者の早川美紀さんが出席した。

大沢町長は式辞で「私は子どものころ、この町に本屋がないことを恥ずかしく思っていました。今日からは、友人を呼びたくなる場所ができました」と述べた。

早川さんは「窓を低くしたのは、小さな子が座ったまま山を見られるようにするためです。雨の日こそ、来てほしいと思います」と話した。
"""

_CHINESE = """石桥重修竣工

竣工仪式昨日举行。县长赵明远和设计师林晓梅出席并讲话。

赵明远在致辞中说：“这座桥我走了五十年。小时候跟着父亲赶集，桥板是松的，一走就响。今天桥不响了。”

林晓梅表示：“我们保留了每一块能用的石头。换下来的，我们刻上了年份，铺在桥头的路上。”
"""

_POLISH = """Nowa remiza

W uroczystości wzięli udział wójt Ryszard Bielak oraz prezes Danuta Cieślak.

– To nie jest prezent. To jest dług, który gmina spłaca z trzydziestoletnim opóźnieniem – mówił wójt Ryszard Bielak. Dodał, że wóz będzie później.

Prezes nie kryła wzruszenia. „Długo słyszałam, że to nie jest miejsce dla mnie. Dziś mamy siedem dziewczyn” – powiedziała Danuta Cieślak.
"""

_BRETON = """Le pont rouvre

Le pont a été rendu aux habitants samedi, en présence du maire, Yvon Le Goff.

Le maire a pris la parole. « Un pont, ce n'est pas seulement pour passer. C'est pour s'arrêter au milieu et regarder l'eau », a lancé le maire.
"""


def test_a_clause_that_goes_on_behind_a_quotation_names_who_says_it() -> None:
    assert _spoken(_OPENING) == [
        ("Erdem Uslu", '"Beni', True),
        ("Feride Korkmaz", '"Bu', True),
    ]


def test_people_whom_nothing_parts_from_other_words_are_found_again() -> None:
    found = {who: sure for who, _, sure in _spoken(_JAPANESE)}
    assert found == {"大沢健一": True, "早川美紀": True}
    found = {who: sure for who, _, sure in _spoken(_CHINESE)}
    assert found == {"赵明远": True, "林晓梅": True}


def test_a_dash_alone_parts_a_quotation_from_its_tag() -> None:
    assert [(who, sure) for who, _, sure in _spoken(_POLISH)] == [
        ("Ryszard Bielak", True),
        ("Danuta Cieślak", True),
    ]
    said = " ".join(
        one.text
        for one in segment(read_document(_POLISH.encode(), "release.txt"))
        if one.kind.attributed
    )
    assert "Dodał" not in said


def test_an_article_with_a_capital_is_of_the_surname() -> None:
    assert _spoken(_BRETON) == [("Yvon Le Goff", "«", True)]


def test_the_tag_is_the_authors() -> None:
    found = segment(read_document(_ROMANIAN.encode(), "release.txt"))
    said = [one.text for one in found if not one.kind.attributed]
    assert any(text.startswith("a declarat Smaranda Vlad") for text in said)


def test_sound_bites_of_a_report_are_nobodys_speech() -> None:
    assert not _spoken(
        "The harbour\n\nThe harbourmaster resigned on Tuesday in the town hall of Quayside.\n\n"
        '"I have failed you all," said Otto Brand. "I should have dug."\n\n'
        '"He should really pay," said Ben Marl, a fisherman of the town.\n'
    )


def test_sound_bites_that_nobody_is_given_are_asked_about() -> None:
    text = (
        "The harbour\n\nThe harbourmaster resigned on Tuesday in the town hall of Quayside.\n\n"
        '"I have failed you all," said Otto Brand.\n\n'
        '"He should really pay," said Ben Marl, a fisherman of the town.\n'
    )
    found = segment(read_document(text.encode(), "report.txt"))
    asked = [one.text for one in found if one.confidence < 0.75]
    assert len(asked) == 1
    assert "failed you all" in asked[0]
    assert "really pay" in asked[0]


def test_lines_in_dashes_that_nobody_is_given_are_asked_about() -> None:
    text = (
        "The harbour\n\n– Ebbing again.\n\n– So it is.\n\n"
        "– Who pays for it?\n\n– Everybody in town.\n"
    )
    found = segment(read_document(text.encode(), "talk.txt"))
    assert not any(one.kind.attributed for one in found)
    assert any(one.confidence < 0.75 and "Who pays" in one.text for one in found)
