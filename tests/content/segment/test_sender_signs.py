"""The signs of who sent a text, as golden cases show them, and the weights fitted to them."""

import re
import tomllib
from collections.abc import Collection

import pytest

from content.formats import read_document
from content.segment import segment
from content.segment.messages.senders import origin_finder
from content.segment.messages.senders.origin import Origin
from content.segment.messages.senders.read_text import ReadText
from content.segment.messages.senders.weighed.signs import SenderSigns
from content.segment.messages.senders.weighed.weigher import WEIGHTS
from tests.fakes.documents.golden import golden_cases

_WEIGHED = "weighed_senders.yaml"
_WITH_ALL_SIGNS = {
    "acts.yaml",
    "bodies.yaml",
    "letters.yaml",
    "senders.yaml",
    "sign_offs.yaml",
    _WEIGHED,
}
"""Files of golden cases in which each sign that has a weight is found somewhere."""

_TELLS_NOTHING = {"before brackets", "behind a comma", "person"}
"""Signs that the fit left out wherever they stand, since they tell too little."""

_VALUE = re.compile(r"(rules:|form|kind|words|lead|named|rank|above|below) ?\w+")
"""A value on a scale, such as "lead 2", "form quoted", "rules: sure"."""


def _signs_in(files: Collection[str]) -> set[str]:
    """Return all signs of names around texts that are read out in golden cases."""
    given: set[str] = set()

    def listen(text: ReadText, found: Origin) -> Origin:
        given.update(*(o.with_those_of_kind for o in SenderSigns(text).of_all(found)))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(origin_finder, "weighed_origin", listen)
        for path, case in golden_cases():
            sent = any(one[0] == "message" for one in case["expect"])
            if path.name in files and sent:
                data = case["text"].encode()
                segment(read_document(data, case.get("name", "talk.txt")))
    return given


def _weights() -> dict[str, float]:
    return tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))


def _parted(sign: str) -> tuple[str, str]:
    """Return a sign, and the kind of name of which it is one: "told: of", "person"."""
    bare, _, kind = sign.partition("|")
    return bare, kind


def _without_place(sign: str) -> str:
    """Return what a sign says wherever the name stands, whatever its kind or value.

    "told: of|person" is "of"; "lead 2" is "lead".
    """
    bare, _ = _parted(sign)
    value = _VALUE.fullmatch(bare)
    return value[1] if value else bare.rpartition(": ")[2]


def test_every_weight_is_one_of_a_sign_that_is_given() -> None:
    given = {*map(_parted, _signs_in(_WITH_ALL_SIGNS))}
    signs, kinds = {sign for sign, _ in given}, {kind for _, kind in given}
    weighed = {*map(_parted, _weights())}
    assert {sign for sign, _ in weighed} <= signs
    assert {kind for _, kind in weighed} <= kinds


def test_every_sign_that_is_given_has_a_weight_unless_it_tells_nothing() -> None:
    given = {*map(_without_place, _signs_in({_WEIGHED}))}
    weighed = {*map(_without_place, _weights())}
    assert given - weighed <= _TELLS_NOTHING
    assert weighed.isdisjoint(_TELLS_NOTHING)
