"""The menu of commands, as Discord is told of it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from handlers.contract.commands import COMMANDS, COMMANDS_BY_NAME
from handlers.contract.parameters import Kind, Parameter
from tests.fakes.discord.stage import Stage

Payload = Mapping[str, Any]

STRING, INTEGER, ROLE, FILE = 3, 4, 8, 11


@pytest.fixture
def menu(stage: Stage) -> Mapping[str, Payload]:
    entries = [
        each.to_dict(stage.client.tree) for each in stage.client.tree.get_commands()
    ]
    return {entry["name"]: entry for entry in entries}


@pytest.fixture
def options(menu: Mapping[str, Payload]) -> list[tuple[Parameter, Payload]]:
    """All options of all commands, with their parameters in the table."""
    return [*_options(menu)]


def _options(menu: Mapping[str, Payload]) -> Iterator[tuple[Parameter, Payload]]:
    for command in COMMANDS:
        leaves = {"": menu[command.name]}
        if command.subcommands:
            leaves = {each["name"]: each for each in menu[command.name]["options"]}
        for name, leaf in leaves.items():
            parameters = command.parameters_of(name)
            by_name = {each.name: each for each in parameters if not each.pressed}
            assert {each["name"] for each in leaf["options"]} == set(by_name)
            for option in leaf["options"]:
                yield by_name[option["name"]], option


def test_all_commands_are_in_it_and_two_for_messages(
    menu: Mapping[str, Payload],
) -> None:
    for_messages = ["Comment on this", "Check this quote"]
    assert [*menu] == [*COMMANDS_BY_NAME, *for_messages]
    assert {menu[name]["type"] for name in for_messages} == {3}
    subcommands = [each["name"] for each in menu["daily"]["options"]]
    assert subcommands[0] == "now"
    assert subcommands == [each.name for each in COMMANDS_BY_NAME["daily"].subcommands]


def test_they_work_in_servers_direct_messages_and_private_chats(
    menu: Mapping[str, Payload],
) -> None:
    for entry in menu.values():
        assert sorted(entry["contexts"]) == [0, 1, 2]
        assert sorted(entry["integration_types"]) == [0, 1]


def test_administration_is_hidden_from_who_does_not_manage_a_server(
    menu: Mapping[str, Payload],
) -> None:
    hidden = [n for n, each in menu.items() if each["default_member_permissions"]]
    assert hidden == ["reload", "import", "review"]


def test_numbers_are_integers_roles_are_roles_and_all_else_is_text(
    options: list[tuple[Parameter, Payload]],
) -> None:
    for parameter, option in options:
        if parameter.kind in {Kind.COMMENT, Kind.PAGE}:
            assert option["type"] == INTEGER
            assert option["min_value"] == 1
            assert option["max_value"] < 2**53
        elif parameter.kind is Kind.ROLE:
            assert option["type"] == ROLE
        elif parameter.kind is Kind.FILE:
            assert option["type"] == FILE
        else:
            assert option["type"] == STRING


def test_what_is_required_comes_first(menu: Mapping[str, Payload]) -> None:
    assert [
        (each["name"], each["required"]) for each in menu["comment"]["options"]
    ] == [
        ("text", True),
        ("answer_to", False),
    ]


def test_all_that_can_be_completed_is(
    options: list[tuple[Parameter, Payload]],
) -> None:
    for parameter, option in options:
        typed = {Kind.TEXT, Kind.COMMENT, Kind.PAGE, Kind.CHOICE, Kind.ROLE, Kind.FILE}
        assert option.get("autocomplete", False) == (parameter.kind not in typed)
        values = [choice["value"] for choice in option.get("choices", ())]
        assert values == [*parameter.choices]


def test_every_description_fits(
    menu: Mapping[str, Payload], options: list[tuple[Parameter, Payload]]
) -> None:
    described = [option for _, option in options]
    described += [entry for entry in menu.values() if entry.get("type") == 1]
    described += menu["daily"]["options"]
    assert len(described) > 30
    for each in described:
        assert 1 <= len(each["description"]) <= 100
