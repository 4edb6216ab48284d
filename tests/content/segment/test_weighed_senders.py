"""Who sent a text, weighed among all who are named around it."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.segment.messages.extent import Extent, Form
from content.segment.messages.senders.origin import DOUBTFUL, SURE, Origin
from content.segment.messages.senders.read_text import ReadText
from content.segment.messages.senders.weighed.signs import (
    NameSigns,
    SenderSigns,
)
from content.segment.messages.senders.weighed.weigher import (
    WEIGHTS,
    SenderWeights,
    weighed_origin,
)


def _text(introduction: str, words: str, reader: str = "Tom Hall") -> ReadText:
    return ReadText(
        introduction=introduction,
        extent=Extent(end=1, form=Form.QUOTED),
        sure=True,
        above=[],
        below=["Thank you for that."],
        titles={},
        reader=reader,
        speakers=[reader],
        opening=words[:120],
        words=[words],
        language="en",
    )


def _signs_of_all(told: ReadText, found: Origin) -> dict[str, frozenset[str]]:
    named = SenderSigns(told).of_all(found)
    return {one.name: one.with_those_of_kind for one in named}


_LETTER = "“Dear Mr. Hall, the ferry is late again. Yours, Ada Brook”"


def test_a_sender_on_whom_all_signs_agree_is_taken_without_doubt() -> None:
    told = _text("I have a letter from Ada Brook. She writes:", _LETTER)
    found = Origin(name="Ada Brook", confidence=SURE)
    assert weighed_origin(told, found) == found


def test_a_place_that_rules_take_for_a_sender_is_doubted() -> None:
    told = _text("A letter came from Lower Moor. Ada Brook writes:", _LETTER)
    found = weighed_origin(told, Origin(name="Lower Moor", confidence=SURE))
    assert (found.name, found.doubted) == ("Lower Moor", True)


def test_whom_rules_only_guess_is_given_up_for_whoever_is_far_likelier() -> None:
    told = _text("We met at Lower Moor. I read from Ada Brook, who wrote:", _LETTER)
    found = weighed_origin(told, Origin(name="Lower Moor", confidence=DOUBTFUL))
    assert (found.name, found.doubted) == ("Ada Brook", True)


def test_nobody_is_found_where_rules_look_for_nobody() -> None:
    told = _text("I have a letter from Ada Brook. She writes:", _LETTER)
    assert weighed_origin(told, Origin()) == Origin()


@pytest.mark.parametrize(
    "words", ["「市長様、船が遅れます。」", "「A座の船が遅れます。」"]
)
def test_scripts_without_capitals_are_left_to_the_rules(words: str) -> None:
    told = _text("山田花子さんから手紙が来ました。", words, reader="市長")
    found = Origin(name="山田花子", confidence=SURE)
    assert weighed_origin(told, found) == found


def test_a_name_has_the_signs_of_all_its_places() -> None:
    told = _text("I have a letter from Ada Brook. Ada Brook writes:", _LETTER)
    signs = _signs_of_all(told, Origin())["Ada Brook"]
    assert {"lead 0", "lead 1", "told: from", "closing: ends", "kind person"} <= signs
    assert "told: from|person" in signs


def test_what_the_rules_put_into_the_nominative_has_the_signs_of_its_other_case() -> (
    None
):
    told = _text("Dostal jsem dopis od Adély Novákové:", "„Loď má zpoždění.“")
    signs = _signs_of_all(told, Origin(name="Adéla Nováková"))
    assert {"rules", "lead 0"} <= signs["Adéla Nováková"]


def test_a_sign_counts_for_all_names_and_once_more_for_those_of_its_kind() -> None:
    weights = SenderWeights({"told: of": 1.0, "told: of|body": 0.5, "kind body": 0.25})
    signs = frozenset({"told: of", "lead 0"})
    odds = [weights.odds(NameSigns("", kind, signs)) for kind in ("person", "body")]
    assert odds == [1.0, 1.75]


def test_every_weight_is_one_of_a_sign() -> None:
    weights = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert all(abs(weight) < 5 for weight in weights.values())
    assert {"rules", "described", "signed: signer"} <= weights.keys()


def test_a_crowd_of_alike_names_is_weighed() -> None:
    crowd = ", ".join(f"Ada Br{n}ook" for n in range(500))
    told = _text(f"It is signed by {crowd}, and it says:", "“The ferry is late.”")
    found = weighed_origin(told, Origin(name="Ada Br7ook", confidence=DOUBTFUL))
    assert found.doubted


def test_short_names_are_one_with_themselves() -> None:
    told = _text("Bo Ek writes:", "“Dear Mr. Hall, the ferry is late. Yours, Bo Ek”")
    found = Origin(name="Bo Ek", confidence=SURE)
    assert weighed_origin(told, found) == found


def test_a_brother_who_wrote_is_no_other_form_of_who_sent_it() -> None:
    told = _text(
        "Ines Vale sent me a letter. Her brother Ivo Vale had written it:", _LETTER
    )
    assert weighed_origin(told, Origin(name="Ines Vale", confidence=SURE)).doubted


@given(introduction=st.text(max_size=80), words=st.text(max_size=80), name=st.text())
def test_nothing_that_is_named_breaks_it(
    introduction: str, words: str, name: str
) -> None:
    found = weighed_origin(_text(introduction, words), Origin(name=name))
    assert found.name or not name
