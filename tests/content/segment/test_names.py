"""Labels that hold an office: who is named, and who stays a voice."""

import pytest

from content.formats import read_document
from content.segment import segment
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.speakers.resolver import SpeakerResolver


@pytest.mark.parametrize(
    ("printed", "office"),
    [
        ("President Lincoln", "President"),
        ("MAYOR HOLLIS", "Mayor"),
        ("Prime Minister May", "Prime Minister"),
        ("Attorney General Reed", "Attorney General"),
        ("Secretary of State Brook", "Secretary of State"),
        ("President von der Aue", "President"),
        ("President-elect Novak", "President-elect"),
        ("Mayor King", "Mayor"),
        ("Mayor Hollis of Dorn", "Mayor of Dorn"),
        ("Präsident Müller", "Präsident"),
        ("Der Vorsitzende Meier", "Der Vorsitzende"),
        ("Verkehrsminister Lenz", "Verkehrsminister"),
        ("Le président Marchand", "président"),
        ("Mme la ministre de la santé Roux", "ministre de la santé"),
        ("El presidente Sánchez", "presidente"),
        ("Президент Арландии Лунин", "Президент Арландии"),
        ("Министр иностранных дел Орлов", "Министр иностранных дел"),
        ("Pan quaymaster Wrona", "quaymaster"),
    ],
)
def test_an_office_before_a_surname_is_a_person(printed: str, office: str) -> None:
    name = "Mayor Hollis" if printed.isupper() else printed
    assert parse_label(printed) == SpeakerName(name=name, office=office)


@pytest.mark.parametrize(
    ("printed", "name", "role"),
    [
        ("President Abraham Lincoln", "Abraham Lincoln", "President"),
        ("Chairman D. Reed", "D. Reed", "Chairman"),
        ("Chairman John E. Reed", "John E. Reed", "Chairman"),
        ("President of Arland A. Reed", "A. Reed", "President of Arland"),
        ("Chief Justice Ada Brook", "Ada Brook", "Chief Justice"),
        ("Präsidentin Dr. Müller", "Dr. Müller", "Präsidentin"),
        ("Sen. Warren (D-MA)", "Sen. Warren", "D-MA"),
        ("Prime Minister Brook, MP", "Prime Minister Brook", "MP"),
        ("Hollis, Mayor", "Hollis", "Mayor"),
        ("Larry King", "Larry King", ""),
        ("Senator King", "Senator King", ""),
        ("King Olav of Nordia", "King Olav of Nordia", ""),
        ("King Olav IV", "King Olav IV", ""),
        ("Queen Ingrid", "Queen Ingrid", ""),
        ("MR. VANCE", "Mr. Vance", ""),
        ("Mr. McCONNELL", "Mr. McConnell", ""),
        ("SECRETARY ANNE O'DELL", "Anne O'Dell", "Secretary"),
        ("ANNA VAN DER BERG", "Anna van der Berg", ""),
        ("JD BROOK", "JD Brook", ""),
        ("Ada Brook MP", "Ada Brook", ""),
        ("THE HON. TOM FERRO QC", "Tom Ferro", ""),
        ("Jean ROUX", "Jean Roux", ""),
        ("Kommunalrådet ADA BROOK (S)", "Ada Brook", "Kommunalrådet"),
        ("BROOK ADA helyettes (Energiaügyi Hivatal)", "Brook Ada", "helyettes"),
        ("Jane HALL WEISS", "Jane Hall Weiss", ""),
        ("MIREIA BOSCÀ I TUR", "Mireia Boscà i Tur", ""),
        ("JOHN I REED", "John I Reed", ""),
        ("KÂTİP ÜYE İNCİ DALGA", "İnci Dalga", "Kâtip Üye"),
        ("PRESENTADOR, INÉS LUNA", "Inés Luna", "Presentador"),
        (
            "Primarul orașului Valea Lungă, domnul Ion Luna",
            "Ion Luna",
            "Primarul orașului Valea Lungă",
        ),
        ("CAPOGRUPPO DELLA LEGA, UGO LUNA", "Ugo Luna", "Capogruppo della Lega"),
        ("A TANÁCS ELNÖKE, LUNA ESZTER", "Luna Eszter", "TANÁCS ELNÖKE"),
        ("Die Wirtin, Rosa Thiel", "Rosa Thiel", "Die Wirtin"),
        ("De la Cruz, Ana Maria", "Ana Maria De la Cruz", ""),
        ("COSTA DA SILVA, ANA MARIA", "Ana Maria Costa da Silva", ""),
        ("Kasserer Per Luna", "Per Luna", "Kasserer"),
        ("Une batelière, Inés Luna", "Inés Luna", "batelière"),
        (
            "Kiss Péter alpolgármester, a Bizottság elnöke",
            "Kiss Péter",
            "alpolgármester, a Bizottság elnöke",
        ),
        ("항만국장 이서진", "이서진", "항만국장"),
        ("DIFESA, AVV. LUNA", "Avv. Luna", "Difesa"),
        ("Profesora Inés Luna", "Inés Luna", ""),
        ("COUNCILLOR HALL TOM - United Moor", "Hall Tom", "Councillor, United Moor"),
        ("COUNCILLOR TOM HALL - Ada Brook", "Tom Hall - Ada Brook", "Councillor"),
        (
            "Councillor Ada Brook - United for Moor",
            "Ada Brook",
            "Councillor, United for Moor",
        ),
        ("L'assessora Inés Luna", "Inés Luna", "assessora"),
        ("Ing. arch. Inés Luna", "Inés Luna", ""),
        ("Истец Лунин П. С.", "Лунин П. С.", "Истец"),
        ("DENİZ KIYICI", "Deniz Kıyıcı", ""),
        ("ГРИНЬКО О.П.", "Гринько О.П.", ""),
        ("总统林肯", "林肯", "总统"),
        ("外交部长王毅", "王毅", "外交部长"),
        ("윤하늘 대통령", "윤하늘 대통령", ""),
        ("p. Majtánová, poslankyňa MsZ", "p. Majtánová", "poslankyňa MsZ"),
    ],
)
def test_names_are_told_from_what_people_are(
    printed: str, name: str, role: str
) -> None:
    found = parse_label(printed)
    assert (found.name, found.role, found.voice) == (name, role, False)


def test_capitals_beside_known_offices_part_the_others() -> None:
    labels = ["ADA BROOK treasurer", "TOM FERRO chair", "LENA MARSH Quaymaster"]
    assert SpeakerResolver(labels)["LENA MARSH Quaymaster"].name == "Lena Marsh"
    assert SpeakerResolver([*labels, "Jane HALL WEISS"])["Jane HALL WEISS"].name == (
        "Jane Hall Weiss"
    )


@pytest.mark.parametrize("party", ["Lista Civica", "Uniti per Luna", "Grupo Robles"])
def test_a_party_in_brackets_holds_no_office(party: str) -> None:
    assert parse_label(f"Presidente ({party})").voice


@pytest.mark.parametrize(
    "printed",
    [
        "The Mayor",
        "Chairman",
        "Speaker One",
        "Speaker II",
        "Speaker A",
        "Narrator",
        "Mr. President",
        "Lord Mayor",
        "The King",
        "Attorney General",
        "Chief Executive Officer",
        "Student Council",
        "President of the Republic",
        "Secretary of State",
        "Minister of Foreign Affairs",
        "Verkehrsminister",
        "Präsident von Arland",
        "Ministre de la Santé",
        "Министр иностранных дел",
        "President Ames and Chancellor Roth",
        "副部长",
        "总统先生",
    ],
)
def test_an_office_alone_is_a_voice(printed: str) -> None:
    assert parse_label(printed) == SpeakerName(name=printed, voice=True)


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        ("President Ames|Abel Ames", "Abel Ames|Abel Ames"),
        ("Energy Minister Hall|Minister Hall", "Hall|Hall"),
        ("CHAIRMAN OAKES|MR. VANCE", "Oakes|Mr. Vance"),
        ("Mayor Hollis|Mr. Hollis", "Mayor Hollis|Mr. Hollis"),
        ("Präsident Lenz|Kanzler Lenz", "Präsident Lenz|Kanzler Lenz"),
        ("Vice President Ames|President Ames", "Vice President Ames|President Ames"),
        ("Deputy Mayor Reed|Mayor Ann Reed", "Deputy Mayor Reed|Ann Reed"),
        ("Secretary Ames|Abel Ames, Mayor", "Secretary Ames|Abel Ames"),
        (
            "Președintele României|Președintele României, domnul Ion Lund",
            "Ion Lund|Ion Lund",
        ),
        ("Fullmäktig ADA REED|IDA AMES|ANN HALL (M)", "Ada Reed|Ida Ames|Ann Hall"),
        ("President Ames|Mrs. Ames|Ida Ames", "President Ames|Ida Ames|Ida Ames"),
    ],
)
def test_an_office_joins_a_full_name_only_where_it_is_surely_theirs(
    labels: str, names: str
) -> None:
    directory = SpeakerResolver(labels.split("|"))
    assert [directory[label].name for label in labels.split("|")] == names.split("|")


@pytest.mark.parametrize(
    ("printed", "name", "role"),
    [
        ("市長(田中 花子)", "田中花子", "市長"),
        ("議長（中村\u3000一郎）", "中村一郎", "議長"),
        ("説明員（山田\u3000太郎）", "山田太郎", "説明員"),
    ],
)
def test_name_of_two_parts_in_brackets_holds_an_office(
    printed: str, name: str, role: str
) -> None:
    assert parse_label(printed) == SpeakerName(name=name, role=role)


def test_paper_in_brackets_asks_nothing_by_name() -> None:
    assert parse_label("記者（東都 日報）").name != "東都日報"


def test_label_behind_a_circle_keeps_a_blank_in_its_brackets() -> None:
    turns = "○市長(田中 花子) 橋の件でお答えいたします。\n\n○議長(中村 一郎) 次の質問に移ります。\n\n"
    found = segment(read_document((turns * 2).encode(), "minutes.txt"))
    assert {one.speaker for one in found if one.speaker} == {"田中花子", "中村一郎"}


def test_initials_before_a_party_end_in_a_full_stop_on_lines_of_their_own() -> None:
    chair = "The Chair. Thank you. I call the next speaker to the floor.\n\n"
    turns = (
        "T.Hall (Liberals).\n\nI rise to thank the crew of the ferry.\n\n",
        "A.Brook (United Moor).\n\nI thank them, and I ask who pays for it.\n\n",
    )
    text = "".join(chair + turn for turn in turns)
    found = segment(read_document(text.encode(), "sitting.txt"))
    said = {one.text.split()[1]: one.speaker for one in found if one.speaker}
    assert (said["rise"], said["thank"]) == ("T. Hall", "A. Brook")
