"""Names in parts, as lists of sources sort them; a guess is worse than none."""

from pathlib import Path

import pytest

from content.citations.person_name import PersonName, split_name
from content.library import SHIPPED
from content.transcript_file import read_folder

SHIPPED_NAMES = Path(__file__).with_name("shipped_names.tsv")

NAMES = [
    # The name, its language, as MLA and Chicago sort it, and as APA does.
    ("Chief Joseph", "en", "Chief Joseph", "Chief Joseph"),
    ("Swami Vivekananda", "en", "Swami Vivekananda", "Swami Vivekananda"),
    ("Sırrı Bey", "tr", "Sırrı Bey", "Sırrı Bey"),
    ("İsmet Paşa", "tr", "İsmet Paşa", "İsmet Paşa"),
    ("Mr. Brook", "en", "Mr. Brook", "Mr. Brook"),
    ("Dr. Ada Brook", "en", "Brook, Ada", "Brook, A."),
    ("Senator Ada C. Brook", "en", "Brook, Ada C.", "Brook, A. C."),
    ("Nguyễn Phú Trọng", "vi", "Nguyễn Phú Trọng", "Nguyễn, P. T."),
    ("Võ Nguyên Giáp", "en", "Võ Nguyên Giáp", "Võ, N. G."),
    ("Nguyen Thi Binh", "fr", "Nguyen Thi Binh", "Nguyen, T. B."),
    ("Lê Duẩn", "en", "Lê Duẩn", "Lê, D."),
    ("Viet Thanh Nguyen", "en", "Nguyen, Viet Thanh", "Nguyen, V. T."),
    ("Mai Anh Tran", "en", "Mai Anh Tran", "Mai Anh Tran"),
    ("Do Van", "nl", "Van, Do", "Van, D."),
    ("Thai Lee Smith", "en", "Smith, Thai Lee", "Smith, T. L."),
    ("Earl Warren", "en", "Warren, Earl", "Warren, E."),
    ("Augusto Santos Silva", "pt", "Silva, Augusto Santos", "Silva, A. S."),
    ("Jair da Silva", "pt", "Silva, Jair da", "da Silva, J."),
    (
        "Antônio Ribeiro de Castro Sobrinho",
        "pt",
        "Castro Sobrinho, Antônio Ribeiro de",
        "de Castro Sobrinho, A. R.",
    ),
    (
        "Ovídio Saraiva de Carvalho Silva",
        "pt",
        "Silva, Ovídio Saraiva de Carvalho",
        "Silva, O. S. de C.",
    ),
    (
        "María Teresa de Lara",
        "es",
        "Lara, María Teresa de",
        "de Lara, M. T.",
    ),
    (
        "Gabriel García Márquez",
        "es",
        "García Márquez, Gabriel",
        "García Márquez, G.",
    ),
    (
        "José Luis Rodríguez Zapatero",
        "es-ES",
        "Rodríguez Zapatero, José Luis",
        "Rodríguez Zapatero, J. L.",
    ),
    ("Juan Ramón Jiménez", "es", "Jiménez, Juan Ramón", "Jiménez, J. R."),
    (
        "Santiago Ramón y Cajal",
        "es",
        "Ramón y Cajal, Santiago",
        "Ramón y Cajal, S.",
    ),
    (
        "Antonia Murillo de Nogueira",
        "es",
        "Murillo de Nogueira, Antonia",
        "Murillo de Nogueira, A.",
    ),
    ("Fernando de los Ríos", "es", "Ríos, Fernando de los", "de los Ríos, F."),
    (
        "Ursula von der Leyen",
        "es",
        "von der Leyen, Ursula",
        "von der Leyen, U.",
    ),
    (
        "Ursula von der Leyen",
        "de",
        "Leyen, Ursula von der",
        "von der Leyen, U.",
    ),
    ("Otto von Bismarck", "de", "Bismarck, Otto von", "von Bismarck, O."),
    ("Otto von Bismarck", "en", "von Bismarck, Otto", "von Bismarck, O."),
    ("Vincent van Gogh", "nl", "Gogh, Vincent van", "van Gogh, V."),
    ("F. W. de Klerk", "en", "de Klerk, F. W.", "de Klerk, F. W."),
    ("Pierre d'Arcy", "fr", "d'Arcy, Pierre", "d'Arcy, P."),
    ("Daniel O'Connell", "en", "O'Connell, Daniel", "O'Connell, D."),
    ("Micheál Ó hAirt", "ga", "Ó hAirt, Micheál", "Ó hAirt, M."),
    ("Ursula O. Neal", "en", "Neal, Ursula O.", "Neal, U. O."),
    ("Ban Ki-moon", "en", "Ban Ki-moon", "Ban, K.-M."),
    ("Mao Zedong", "en", "Mao Zedong", "Mao, Z."),
    ("Katrín Jakobsdóttir", "en", "Katrín Jakobsdóttir", "Katrín Jakobsdóttir"),
    ("Gunnar Karlsson", "is", "Gunnar Karlsson", "Gunnar Karlsson"),
    ("Gunnar Karlsson", "sv", "Karlsson, Gunnar", "Karlsson, G."),
    ("Kossuth Lajos", "hu", "Kossuth, Lajos", "Kossuth, L."),
    ("Viktor Orbán", "hu", "Orbán, Viktor", "Orbán, V."),
    ("Emmanuel Macron", "hu", "Emmanuel Macron", "Emmanuel Macron"),
    ("Queen Elizabeth I", "en", "Elizabeth I", "Elizabeth I"),
    ("Pope Francis", "en", "Pope Francis", "Pope Francis"),
    ("Pope John Paul II", "en", "John Paul II", "John Paul II"),
    ("Juan Carlos I", "es", "Juan Carlos I", "Juan Carlos I"),
    ("Henry Ford II", "en", "Henry Ford II", "Henry Ford II"),
    (
        "John D. Rockefeller III",
        "en",
        "Rockefeller, John D., III",
        "Rockefeller, J. D., III",
    ),
    (
        "Martin Luther King Jr.",
        "en",
        "King, Martin Luther, Jr.",
        "King, M. L., Jr.",
    ),
    ("Sukarno", "id", "Sukarno", "Sukarno"),
    ("Joko Widodo", "id", "Widodo, Joko", "Widodo, J."),
    ("Megawati Sukarnoputri", "en", "Megawati Sukarnoputri", "Megawati Sukarnoputri"),
    ("Aung San Suu Kyi", "en", "Aung San Suu Kyi", "Aung San Suu Kyi"),
    ("U Thant", "en", "U Thant", "U Thant"),
    ("General Ne Win", "en", "Ne Win", "Ne Win"),
    ("Ulysses S. Tun", "en", "Tun, Ulysses S.", "Tun, U. S."),
    ("Haile Selassie", "en", "Haile Selassie", "Haile Selassie"),
    ("አቢይ አህመድ", "am", "አቢይ አህመድ", "አቢይ አህመድ"),
    ("Siti Binti Ahmad", "ms", "Siti Binti Ahmad", "Siti Binti Ahmad"),
    ("Osama bin Laden", "en", "bin Laden, Osama", "bin Laden, O."),
    ("Abd al-Rahman", "en", "Abd al-Rahman", "Abd al-Rahman"),
    ("جمال عبد الناصر", "ar", "عبد الناصر, جمال", "عبد الناصر, ج."),
    (
        "Abdel Fattah el-Sisi",
        "en",
        "el-Sisi, Abdel Fattah",
        "el-Sisi, A. F.",
    ),
    ("Al Gore", "en", "Gore, Al", "Gore, A."),
    ("David Ben Gurion", "en", "Ben Gurion, David", "Ben Gurion, D."),
    ("דוד בן גוריון", "he", "בן גוריון, דוד", "בן גוריון, ד."),
    ("משה טור פז", "he", "משה טור פז", "משה טור פז"),
]


@pytest.mark.parametrize(("name", "language", "inverted", "initials"), NAMES)
def test_names_as_lists_sort_them(
    name: str, language: str, inverted: str, initials: str
) -> None:
    parts = split_name(name, language)
    assert (parts.inverted, parts.inverted_initials) == (inverted, initials)


def test_a_particle_stays_a_part_of_its_own() -> None:
    assert split_name("Lope de Vega", "es") == PersonName(
        family="Vega", given="Lope", particle="de"
    )


def test_every_shipped_name_is_cited_as_it_was_read() -> None:
    """What is cited of each transcript was read by a person, line by line."""
    found = [
        "\t".join(
            (
                transcript.slug,
                speaker.name,
                *(
                    (parts.inverted, parts.inverted_initials)
                    if not speaker.voice
                    else (speaker.name, speaker.name)
                ),
            )
        )
        for transcript in read_folder(SHIPPED)
        for speaker in transcript.speakers
        for parts in [split_name(speaker.name, transcript.language)]
    ]
    assert found == SHIPPED_NAMES.read_text("utf-8").splitlines()
