"""Conditions are found, noted where they decide something, and taken away one at a time."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from bench.scoring.conditions import (
    conditions_of,
    functions_that_note,
    functions_without,
    replaced,
)

SOURCE = """
class Fares:
    def of(self, age, *, islander=False):
        if age < 6 or islander:
            return 0
        return sum(part for part in (2, 3, -1) if part > 0 and age > 15)


def is_free(age):
    return (lambda fare: fare == 0)(Fares().of(age)) if age > 0 else True
"""
SHOWN = [
    "age < 6 or islander",
    "age < 6",
    "islander",
    "part > 0 and age > 15",
    "part > 0",
    "age > 15",
    "age > 0",
]


@pytest.fixture
def fares(tmp_path: Path) -> ModuleType:
    """A module with a class, a function, a comprehension and a lambda."""
    path = tmp_path / "fares.py"
    path.write_text(SOURCE)
    spec = spec_from_file_location("fares", path)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_condition_is_found_with_what_it_is_where_it_is_absent(
    fares: ModuleType,
) -> None:
    found = conditions_of(Path(str(fares.__file__)))
    assert sorted(one.shown for one in found) == sorted(SHOWN)
    absent = {one.shown: one.absent for one in found}
    assert not absent["age < 6 or islander"]
    assert not absent["islander"]
    assert absent["part > 0"]
    assert absent["part > 0 and age > 15"]
    assert {one.function[0] for one in found} == {"Fares.of", "is_free"}


@pytest.mark.parametrize(
    ("shown", "fares_of"),
    [
        ("islander", (0, 0, 5)),
        ("age < 6", (0, 0, 5)),
        ("age < 6 or islander", (0, 0, 5)),
        ("part > 0", (0, 0, 4)),
        ("age > 15", (0, 5, 5)),
    ],
)
def test_without_a_condition_the_functions_decide_otherwise_for_a_while(
    fares: ModuleType, shown: str, fares_of: tuple[int, ...]
) -> None:
    path = Path(str(fares.__file__))
    one = next(one for one in conditions_of(path) if one.shown == shown)
    of = fares.Fares().of
    with replaced(path, functions_without(one)):
        assert tuple(map(of, (4, 12, 30))) == fares_of
    assert tuple(map(of, (4, 12, 30))) == (0, 0, 5)
    assert fares.is_free(4)
    assert not fares.is_free(30)


def test_a_condition_is_noted_with_its_value_and_changes_nothing(
    fares: ModuleType,
) -> None:
    path = Path(str(fares.__file__))
    shown = [one.shown for one in conditions_of(path)]
    decided = set()

    def note(_path: str, number: int, absent: bool, value: object) -> object:
        if bool(value) is not absent:
            decided.add(shown[number])
        return value

    with replaced(path, functions_that_note(path), note):
        assert fares.Fares().of(30) == 5
        assert decided == {"part > 0", "part > 0 and age > 15"}
        assert fares.is_free(4)
    assert decided == {
        "part > 0",
        "part > 0 and age > 15",
        "age < 6",
        "age < 6 or islander",
        "age > 0",
    }
