"""Tests for interviews in which a dash opens each question and each answer."""

from content.formats import read_document
from content.segment import Segment, segment

_HEAD = "Pszczoła nie czyta\n\nRozmowa ze Zdzisławą Kęcik, pszczelarką z Woli, która pozwała gminę.\n\n"
_TURNS = [
    "- Ile ma pani dziś uli?",
    "- Czterdzieści dwa i jeden pusty, dla porządku.",
    "- Od czego się zaczęło?",
    "- Od kartki na przystanku, że lipa śmieci.",
    "- Podobno w sądzie czytała pani list męża.",
    "- Tak, bo mecenas gminy powiedział, że drzewa są niczyje.",
    "- Co na to sędzia?",
    "- Zarządziła przerwę.",
    "- Młodzi przychodzą się uczyć?",
    "- Przychodzi dwóch chłopaków i Ola.",
]
_FOOT = "\n\nZdzisława Kęcik (ur. 1955) - pszczelarka w trzecim pokoleniu.\n"


def _read(turns: list[str]) -> list[Segment]:
    text = _HEAD + "\n\n".join(turns) + _FOOT
    found = segment(read_document(text.encode(), "talk.txt"))
    return [one for one in found if one.kind.attributed]


def test_the_lead_names_who_answers_and_the_foot_has_the_name_unbent() -> None:
    found = _read(_TURNS)
    assert [one.speaker for one in found] == ["Question", "Zdzisława Kęcik"] * 5


def test_words_below_what_no_dash_opens_go_on_answering() -> None:
    letter = '"W koszarach nie ma ani jednego drzewa i dopiero teraz wiem, co to jest cień, a wiem to dobrze."'
    turns = [*_TURNS[:6], letter, "- No i przyjęły się trzy.", *_TURNS[6:]]
    found = _read(turns)
    said = {one.text.rpartition("- ")[2]: one.speaker for one in found}
    assert said["Co na to sędzia?"] == "Question"
    assert said["Zarządziła przerwę."] == "Zdzisława Kęcik"
    assert said["No i przyjęły się trzy."] == "Zdzisława Kęcik"


def test_whom_a_headline_bends_is_named_as_the_lead_has_it() -> None:
    text = """Beszélgetés Kelemen Vilmával, a kikötő utolsó őrével

A kikötőben szeptemberben már nem szól a harang. Kelemen Vilma negyven évig őrizte, és ő zárja be a kaput is.

– Hol van most a kulcs?

– A zsebemben. Azt mondták, ráérek, adjam le, amikor akarom. Mondtam nekik, hogy este.

– Hogyan került ide?

– Büntetésből. Rossz éneket tanítottam be, és nem volt az ellenséges, csak szomorú.

– Mit visz magával?

– A harangot nem vihetem. A kulcsot igen, és a székemet, mert az az enyém.
"""
    found = segment(read_document(text.encode(), "beszelgetes.txt"))
    assert "Kelemen Vilma" in {one.speaker for one in found}
    assert "Kelemen Vilmával" not in {one.speaker for one in found}
