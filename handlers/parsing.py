"""Read typed words as a command's arguments, and write arguments as words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.contract.arguments import Arguments, Value
from handlers.contract.errors import UserError
from handlers.contract.parameters import Command, Kind, Parameter
from handlers.contract.request import Request
from handlers.schedule.timetable import read_timetable
from handlers.schedule.weekdays import brief_days
from handlers.text.phrasing import LONGEST_LOOK_UP, sentence

_NUMBER = re.compile(r"\s*([0-9]{1,18})(?:\s+|$)")
"""A comment's number; one of more digits fits no row."""


def with_arguments(request: Request, command: Command) -> Request:
    """Return a request with its words read as arguments, or its arguments as words.

    Raises:
        UserError: They are too long to be looked up. A button's words are ours, and may
            be longer: a name was added to what was typed.
    """
    if request.words:
        arguments = read_words(command, request.words)
    else:
        arguments = _clean(command, request.arguments)
    words = write_words(command, arguments)
    chosen = command.subcommand(arguments.subcommand)
    words_are = (chosen and chosen.words_are) or command.words_are
    if words_are and len(words) > LONGEST_LOOK_UP and not request.pressed:
        raise UserError(
            sentence(
                f"That is too long for {words_are}: {len(words):,} characters, and "
                f"{LONGEST_LOOK_UP} is the most. Ask with the words that matter."
            )
        )
    return replace(request, words=words, arguments=arguments)


def read_words(command: Command, words: str) -> Arguments:
    """Read what was typed after a command, or what a button carries for it.

    >>> from handlers.contract.commands import COMMANDS
    >>> by_name = {command.name: command for command in COMMANDS}
    >>> dict(read_words(by_name["quote"], "Lincoln about liberty"))
    {'speaker': 'Lincoln', 'about': 'liberty'}
    >>> dict(read_words(by_name["daily"], "on 7pm Berlin mon-tue"))
    {'time': '19:00', 'zone': 'Berlin', 'days': 'mon,tue'}
    """
    if not command.subcommands:
        return _read(command.parameters, words)
    first, *rest = words.split(maxsplit=1) or [""]
    subcommand = command.subcommand(first)
    if subcommand is None:
        return Arguments(unread=_one_line(words))
    read = _read(subcommand.parameters, "".join(rest))
    return replace(read, subcommand=subcommand.name)


def write_words(command: Command, arguments: Arguments) -> str:
    """Write arguments as a person types them, so that they are read as the same."""
    parts = [arguments.subcommand]
    for parameter in command.parameters_of(arguments.subcommand):
        if value := arguments.text(parameter.name):
            # A sign stands close to its value, and a word does not.
            between = " " if parameter.marker.isalpha() else ""
            parts.append(f"{parameter.marker}{between}{value}")
    return " ".join(filter(None, [*parts, arguments.unread]))


def _clean(command: Command, arguments: Arguments) -> Arguments:
    """Return arguments that a platform gave without stray white space."""
    values: dict[str, Value] = {}
    for parameter in command.parameters_of(arguments.subcommand):
        value = arguments.get(parameter.name, "")
        clean = _cleaned(parameter, value) if isinstance(value, str) else value
        if clean != "":
            values[parameter.name] = clean
    return replace(arguments, by_name=values)


def _read(parameters: Sequence[Parameter], words: str) -> Arguments:
    if any(parameter.kind is Kind.TIME for parameter in parameters):
        return _read_timetable(words)
    values: dict[str, Value] = {}
    rest = words.strip()
    for parameter in parameters:
        if _is_told_apart(parameter):
            value, rest = _take(parameter, rest)
            if value is not None:
                values[parameter.name] = value
    for parameter in parameters:
        if rest and not _is_told_apart(parameter):
            values[parameter.name] = _cleaned(parameter, rest)
            rest = ""
    in_order = {p.name: values[p.name] for p in parameters if p.name in values}
    return Arguments(in_order, unread=_one_line(rest))


def _is_told_apart(parameter: Parameter) -> bool:
    """Return whether its value is known by how it looks; others are all that is left."""
    return bool(parameter.marker or parameter.choices or parameter.kind.is_number)


def _take(parameter: Parameter, words: str) -> tuple[Value | None, str]:
    """Take the value of a parameter out of words; return what is left."""
    if parameter.kind is Kind.COMMENT:
        return _take_comment(parameter, words)
    if parameter.marker:
        return _take_marked(parameter, words)
    if parameter.kind is Kind.PAGE:
        fits = words.isdecimal() and len(words) <= LONGEST_LOOK_UP
        return (int(words), "") if fits else (None, words)
    chosen = words.casefold()
    return (chosen, "") if chosen in parameter.choices else (None, words)


def _read_timetable(words: str) -> Arguments:
    """Read an hour, a zone and days in any order; the zone is all that is neither."""
    read = read_timetable(words)
    days = brief_days(read.days) if read.days else ""
    values = {"time": read.hour or "", "zone": read.zone, "days": days}
    return Arguments({name: value for name, value in values.items() if value})


def _take_comment(parameter: Parameter, words: str) -> tuple[int | None, str]:
    """Take the number of a comment off the start of words."""
    # Where nothing can stand beside it, the sign before the number may be left out.
    bare = words.removeprefix(parameter.marker or ">")
    found = _NUMBER.match(bare)
    if found is None or (parameter.marker and bare == words):
        return None, words
    return int(found[1]), bare[found.end() :].strip()


def _take_marked(parameter: Parameter, words: str) -> tuple[Value | None, str]:
    """Take what stands after the first marker that has something after it."""
    marker = rf"(?:^|\s){parameter.marker}\s+(?=\S)"
    found = re.search(marker, words, re.IGNORECASE)
    if found is None:
        return None, words
    value = _cleaned(parameter, words[found.end() :])
    return value, words[: found.start()].strip()


def _cleaned(parameter: Parameter, value: str) -> str:
    """Return a value without white space around it, and on one line if it is no text."""
    return value.strip() if parameter.kind is Kind.TEXT else _one_line(value)


def _one_line(words: str) -> str:
    return " ".join(words.split())
