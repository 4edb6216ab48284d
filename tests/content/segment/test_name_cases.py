"""Names in other grammatical cases, and the nominatives that users see."""

import pytest

from content.segment.names.in_text.cases.nominatives import (
    is_surely_nominative_of,
    nominative_of,
)

SURE = (
    ("pl", "Annie Kowalskiej", "Anna Kowalska"),
    ("pl", "Markowi Nowakowi", "Marek Nowak"),
    ("pl", "Pawłem Nowakiem", "Paweł Nowak"),
    ("cs", "Karlu Hrubešovi", "Karel Hrubeš"),
    ("cs", "Karlem Hrubešem", "Karel Hrubeš"),
    ("cs", "Marie Novákové", "Marie Nováková"),
    ("cs", "Anežce Kadlčíkové", "Anežka Kadlčíková"),
    ("cs", "Zdeňka Hájka", "Zdeněk Hájek"),
    ("cs", "Věře Malé", "Věra Malá"),
    ("cs", "Jiřího Hromádky", "Jiří Hromádka"),
    ("sk", "Zuzanu Vrábľovú", "Zuzana Vrábľová"),
    ("sk", "Petrom Malým", "Peter Malý"),
    ("sk", "Jozefovi Krajňákovi", "Jozef Krajňák"),
    ("sl", "Jožeta Hribarja", "Jože Hribar"),
    ("sl", "Alojzom Prekorškom", "Alojz Prekoršek"),
    ("hr", "Marka Babića", "Marko Babić"),
    ("hr", "Nevenki Škrobonji", "Nevenka Škrobonja"),
    ("uk", "Ганну Степанівну Мельничук", "Ганна Степанівна Мельничук"),
    ("uk", "Остапом Гнатишиним", "Остап Гнатишин"),
    ("uk", "Миколи Івановича Ковальчука", "Микола Іванович Ковальчук"),
    ("ru", "Нину Аркадьевну Вересову", "Нина Аркадьевна Вересова"),
    ("ru", "Ольгу Сергеевну", "Ольга Сергеевна"),
    ("el", "Βασιλικής Καραθανάση", "Βασιλική Καραθανάση"),
    ("lt", "Oną Jurgelienę", "Ona Jurgelienė"),
    ("lv", "Jāņa Bērziņa", "Jānis Bērziņš"),
    ("fi", "Eila Kokkoselle", "Eila Kokkonen"),
)
UNSURE = (
    # Vondruška or Vondrušek, Hlavenka or Hlavenk.
    ("cs", "Františku Vondruškovi", "František"),
    ("sk", "Jozefovi Hlavenkovi", "Jozef"),
    # What was behind this ending may have changed before it.
    ("uk", "Ганні Михайлівні Стецюрі", "Ганна Михайлівна Стецюра"),
    # Him or her.
    ("ru", "Валерию Чуйкову", "Валери"),
    ("hr", "Ivanu Horvatu", "Ivan Horvat"),
)


@pytest.mark.parametrize(("language", "printed", "name"), SURE)
def test_a_name_in_another_case_is_surely_one_in_the_nominative(
    language: str, printed: str, name: str
) -> None:
    assert nominative_of(printed, language, inflected=True) == name
    assert is_surely_nominative_of(name, printed, language, inflected=True)
    assert nominative_of(name, language) == name


@pytest.mark.parametrize(("language", "printed", "name"), UNSURE)
def test_a_name_that_may_be_of_several_nominatives_is_unsure(
    language: str, printed: str, name: str
) -> None:
    found = nominative_of(printed, language, inflected=True)
    assert found.startswith(name)
    assert not is_surely_nominative_of(found, printed, language, inflected=True)
