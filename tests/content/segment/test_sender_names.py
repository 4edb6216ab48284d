"""Tests for what is no sender's name: greetings, closing words, places and verbs."""

from dataclasses import replace

import pytest

from content.segment import MIN_CONFIDENCE
from content.segment.messages.extent import Extent, Form
from content.segment.messages.senders.bare_names import holds_place
from content.segment.messages.senders.fuller_names import full_name
from content.segment.messages.senders.origin_finder import find_origin
from content.segment.messages.senders.read_text import ReadText
from content.segment.messages.senders.unsigned import persons_in, unsigned_origins
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.signatures.signatures import signed_name


@pytest.mark.parametrize(
    "lines",
    [
        ["« Mesdames, Messieurs les Conseillers,"],
        ["The tower is open.", "Dear Members of the Council,"],
        ["塔已经开了。", "谢谢大家"],
    ],
)
def test_closing_words_and_salutations_sign_nothing(lines: list[str]) -> None:
    signs = sign_off(lines, letter=True)
    assert signs.name == signs.group == ""


def test_some_people_behind_closing_words_sign_together() -> None:
    signs = sign_off(
        ["Der Turm ist offen.", "Viele Grüße, die Kinder vom Hafen"], letter=True
    )
    assert signs.name == signs.first == ""
    assert signs.group == "die Kinder vom Hafen"


def test_a_name_behind_closing_words_signs() -> None:
    lines = ["Der Turm ist offen.", "Viele Grüße, Ada Brook"]
    assert sign_off(lines, letter=True).name == "Ada Brook"
    assert signed_name("Viele Grüße, die Kinder vom Hafen") == ""
    assert signed_name("我们很高兴。谢谢大家。") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Pani przewodnicząca, Wysoka Komisjo, materiał jest krótki.",
        "Das ist ein Brief. Liebe Freunde, hier ist er.",
    ],
)
def test_who_is_greeted_is_no_person(text: str) -> None:
    assert not list(persons_in(text, []))


def test_an_address_behind_a_sentence_is_no_name() -> None:
    below = ["Done. Ada, he will bring it back."]
    letter = "I have a letter here, and it says:"
    found = unsigned_origins(letter, [], below, [], telling=True)
    assert [one.name for one in found] == []


@pytest.mark.parametrize(
    ("around", "full"),
    [
        ("It came from Ada at Skerry, and it is short.", ""),
        ("Piše Ada iz doline.", ""),
        ("It came from Ada Brook, and it is short.", "Ada Brook"),
    ],
)
def test_a_place_or_a_verb_makes_no_full_name(around: str, full: str) -> None:
    assert full_name("Ada", [around]) == full


def test_two_surnames_hold_no_place() -> None:
    assert holds_place("Ada in Skerry")
    assert not holds_place("Ada Puig i Ferrer")


@pytest.mark.parametrize(
    ("signature", "sure"),
    [
        ("Pilot-cosmonaut Halina Tern", True),
        ("For the whole board of the club, signed: Halina Tern", False),
    ],
)
def test_a_known_given_name_behind_a_quotation_signs_it_alone(
    signature: str, sure: bool
) -> None:
    closing = f"Keep the reading rooms, with which it all begins. {signature}”"
    extent = Extent(end=1, form=Form.QUOTED, signer=signature, bare=True)
    if not sure:
        extent = replace(extent, signer="Halina Tern")
    text = ReadText(
        introduction="This morning a telegram came, and I simply read it out.",
        extent=extent,
        sure=True,
        above=[],
        below=[],
        titles={},
        reader="Ada Brook",
        speakers=["Ada Brook"],
        words=[closing],
    )
    found = find_origin(text)
    assert found.name == "Halina Tern"
    assert (found.confidence >= MIN_CONFIDENCE) is sure
