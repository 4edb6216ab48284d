"""The parser of typed words into a command's arguments, and the way back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.query.query import hide_phrases
from handlers.contract.action import MAX_LOOK_UP_CHARS
from handlers.contract.commands import COMMANDS_BY_NAME
from handlers.contract.parameters import (
    NUMBERS,
    SUBCOMMAND,
    Command,
    Kind,
    Parameter,
    Subcommand,
)
from handlers.contract.reply import UserError
from handlers.contract.request import NO_ARGUMENTS, Arguments, Request, Value
from handlers.schedule.timetable import parse_timetable, split_unfinished
from handlers.schedule.weekdays import short_days
from handlers.text.wording import in_quotes
from storage.chats.button_words import KEY_MARK

_NUMBER = re.compile(r"\s*([0-9]{1,18})(?:\s+|$)")
"""A comment's number; one of more digits fits no row."""

MAX_NUMBER = 10**18 - 1
"""What a platform's number is cut to; it fits a row, and is no comment's and no page's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """The value that the end of typed words may become.

    Attributes:
        parameter: The parameter's name, or `SUBCOMMAND`.
        text: What of the value is typed so far, as it stands at the end.
        subcommand: The sub-command before it, or empty.
    """

    parameter: str
    text: str
    subcommand: str = ""


def parse_request(request: Request, command: Command) -> Request:
    """Return a request with its words read as arguments, and its arguments as words.

    An argument that a platform or a text field gave goes before one among the words.

    Raises:
        UserError: They are too long to be looked up. A button's words are ours, and may
            be longer: a name was added to what was typed.
    """
    if not request.words and request.arguments == NO_ARGUMENTS:
        return request
    arguments = _clean(command, request.arguments)
    if request.words:
        read = parse_words(command, request.words)
        arguments = replace(read, by_name={**read.by_name, **arguments.by_name})
    arguments = _with_answered_comment(command, arguments)
    words = format_words(command, arguments)
    chosen = command.subcommand(arguments.subcommand)
    words_are = (chosen and chosen.words_are) or command.words_are
    if words_are and len(words) > MAX_LOOK_UP_CHARS and not request.pressed:
        raise UserError(
            f"That is too long for {words_are}: {len(words):,} characters, and "
            f"{MAX_LOOK_UP_CHARS} is the most. Ask with the words that matter."
        )
    return replace(request, words=words, arguments=arguments)


def changes_something(request: Request) -> bool:
    """Return whether a request may change what is kept, as far as its words tell.

    >>> from handlers.contract.request import Person, Place, Request
    >>> from storage.database.time import utc_now
    >>> asks = Request(
    ...     place=Place(platform="telegram", chat="1"),
    ...     person=Person(key="telegram:1", name="Ada"),
    ...     command="daily",
    ...     now=utc_now(),
    ... )
    >>> [changes_something(replace(asks, words=words)) for words in ("status", "off")]
    [False, True]
    """
    command = COMMANDS_BY_NAME.get(request.command)
    if command is None or command.changes:
        return command is not None
    if request.pressed and request.words.startswith(KEY_MARK):
        # What it stands for is looked up later.
        parts: Sequence[Subcommand | Parameter]
        parts = (*command.subcommands, *command.parameters)
        return any(each.changes for each in parts)
    given = request.arguments
    read = parse_words(command, request.words) if request.words else given
    chosen = command.subcommand(read.subcommand or given.subcommand)
    names = {*read.by_name, *given.by_name}
    changing = {each.name for each in command.parameters if each.changes}
    return bool(changing & names) or (chosen is not None and chosen.changes)


def merely_asks(request: Request) -> bool:
    """Return whether a request may be answered twice: it asks, and is no step of a work."""
    command = COMMANDS_BY_NAME.get(request.command)
    is_step = request.command == "cancel" or (command is not None and command.admin)
    return not is_step and not changes_something(request)


def parse_words(command: Command, words: str) -> Arguments:
    """Read what was typed after a command, or what a button carries for it.

    >>> from handlers.contract.commands import COMMANDS_BY_NAME
    >>> parse_words(COMMANDS_BY_NAME["quote"], "Lincoln about liberty").by_name
    {'about': 'liberty', 'speaker': 'Lincoln'}
    >>> parse_words(COMMANDS_BY_NAME["daily"], "on 7pm Berlin mon-tue").by_name
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


def format_words(command: Command, arguments: Arguments) -> str:
    """Write arguments as a person types them, so that they are read as the same."""
    parts = [arguments.subcommand]
    for parameter in command.parameters_of(arguments.subcommand):
        if value := arguments.text(parameter.name):
            # A sign stands close to its value, and a word does not.
            between = " " if parameter.marker.isalpha() else ""
            parts.append(f"{parameter.marker}{between}{value}")
    return " ".join(filter(None, [*parts, arguments.unread]))


def unfinished_values(command: Command, words: str) -> Iterator[Unfinished]:
    """Yield what the end of typed words may be the beginning of, the likeliest first.

    >>> from handlers.contract.commands import COMMANDS_BY_NAME
    >>> [each.parameter for each in unfinished_values(COMMANDS_BY_NAME["daily"], "o")]
    ['subcommand']
    >>> [*unfinished_values(COMMANDS_BY_NAME["quote"], "Lincoln about lib")]
    [Unfinished(parameter='about', text='lib', subcommand='')]
    """
    typed, chosen = words.lstrip(), ""
    if command.subcommands:
        chosen, blank, typed = typed.partition(" ")
        if not blank:
            yield Unfinished(parameter=SUBCOMMAND, text=chosen)
            return
    parameters = command.parameters_of(chosen)
    for parameter, text in _unfinished(parameters, typed.lstrip()):
        yield Unfinished(
            parameter=parameter.name, text=text, subcommand=chosen.casefold()
        )


def _unfinished(
    parameters: Sequence[Parameter], typed: str
) -> Iterator[tuple[Parameter, str]]:
    if any(parameter.kind is Kind.TIME for parameter in parameters):
        whole, text = split_unfinished(typed)
        given = {
            Kind.TIME: whole.hour,
            Kind.DAYS: whole.days,
            Kind.ZONE: whole.zone,
            Kind.CHOICE: whole.sound,
        }
        for parameter in parameters:
            if not given[parameter.kind]:
                # What follows a zone may be a day of the week, or a sound.
                is_last = parameter.kind in {Kind.DAYS, Kind.CHOICE}
                yield parameter, text.rpartition(" ")[2] if is_last else text
        return
    for parameter in parameters:
        if parameter.marker and (found := _find_marker(parameter, typed)):
            yield parameter, typed[found.end() :]
            return
    for parameter in parameters:
        if not parameter.marker:
            yield parameter, typed


def _clean(command: Command, arguments: Arguments) -> Arguments:
    """Return arguments that a platform gave as typed words would be read.

    Raises:
        UserError: A value is none that its parameter takes.
    """
    chosen = command.subcommand(arguments.subcommand)
    subcommand, unread = arguments.subcommand, arguments.unread
    if chosen:
        subcommand = chosen.name
    elif subcommand:
        # A menu that a platform still shows may offer what there is no more.
        subcommand, unread = "", _one_line(f"{subcommand} {unread}")
    values: dict[str, Value] = {}
    for parameter in command.parameters_of(subcommand):
        value = _cleaned(parameter, arguments.by_name.get(parameter.name, ""))
        if value != "":
            values[parameter.name] = value
    return Arguments(values, subcommand=subcommand, unread=unread)


def _read(parameters: Sequence[Parameter], words: str) -> Arguments:
    if any(parameter.kind is Kind.TIME for parameter in parameters):
        return _read_timetable(words)
    values: dict[str, Value] = {}
    rest = words.strip()
    # Values that are known by how they look come first; another is all that is left.
    for parameter in sorted(parameters, key=_turn):
        value, rest = _take(parameter, rest)
        if value != "":
            values[parameter.name] = value
    return Arguments(values, unread=_one_line(rest))


def _turn(parameter: Parameter) -> int:
    """Return when a parameter's value is taken: the less it shows, the later."""
    if parameter.marker or parameter.choices or parameter.kind is Kind.COMMENT:
        return 0
    # A page is known by being all that is left, and a number.
    return 1 if parameter.kind is Kind.PAGE else 2


def _take(parameter: Parameter, words: str) -> tuple[Value, str]:
    """Return the value of a parameter, empty for none, and the words without it."""
    if parameter.kind is Kind.COMMENT:
        # Where nothing can stand beside it, the sign before the number may be left out.
        bare = words.removeprefix(parameter.marker or ">")
        number = _NUMBER.match(bare)
        if number is None or (parameter.marker and bare == words):
            return "", words
        return int(number[1]), bare[number.end() :].strip()
    if words.casefold() in parameter.choices:
        # Alone it can mean nothing else, and people leave out the word before it.
        return words.casefold(), ""
    if parameter.marker:
        found = _find_marker(parameter, words)
        value = _cleaned_text(parameter, words[found.end() :]) if found else ""
        if parameter.choices:
            value = value.casefold()
            found = found if value in parameter.choices else None
        return (
            (value, words[: found.start()].strip()) if found and value else ("", words)
        )
    if parameter.kind is Kind.PAGE:
        fits = words.isdecimal() and len(words) <= MAX_LOOK_UP_CHARS
        return (int(words), "") if fits else ("", words)
    return ("", words) if parameter.choices else (_cleaned_text(parameter, words), "")


def _read_timetable(words: str) -> Arguments:
    """Read an hour, a zone, days and a sound in any order; the zone is all the rest."""
    read = parse_timetable(words)
    days = short_days(read.days) if read.days else ""
    values = {
        "time": read.hour or "",
        "zone": read.zone,
        "days": days,
        "sound": read.sound,
    }
    return Arguments({name: value for name, value in values.items() if value})


def _with_answered_comment(command: Command, arguments: Arguments) -> Arguments:
    """Take the number of a comment from the beginning of a text that answers it.

    People type it there as they read it, on a platform with an option for it as well.
    """
    numbers = [p for p in command.parameters if p.kind is Kind.COMMENT and p.marker]
    texts = [p for p in command.parameters if p.kind is Kind.TEXT]
    values = dict(arguments.by_name)
    for number, text in zip(numbers, texts, strict=False):
        if number.name not in values:
            answered, rest = _take(number, arguments.text(text.name))
            values |= {number.name: answered, text.name: rest}
    found = {name: value for name, value in values.items() if value != ""}
    return replace(arguments, by_name=found)


def _find_marker(parameter: Parameter, words: str) -> re.Match[str] | None:
    """Return where the word before a parameter's value stands, outside of quoted phrases."""
    marker = re.compile(rf"(?:^|\s){parameter.marker}\s+", re.IGNORECASE)
    return marker.search(hide_phrases(words))


def _cleaned(parameter: Parameter, value: Value) -> Value:
    """Return a value that a platform gave as its parameter takes it; empty for none."""
    if isinstance(value, int):
        return max(-1, min(value, MAX_NUMBER))
    text = _cleaned_text(parameter, value)
    if not text or not (parameter.choices or parameter.kind in NUMBERS):
        return text
    if text.casefold() in parameter.choices:
        return text.casefold()
    if parameter.kind in NUMBERS and (number := _NUMBER.fullmatch(text)):
        return int(number[1])
    name = parameter.name.replace("_", " ")
    raise UserError(f"{in_quotes(text)} is no value of “{name}”: {parameter.summary}.")


def _cleaned_text(parameter: Parameter, value: str) -> str:
    """Return a value without white space around it, and on one line if it is no text."""
    return value.strip() if parameter.kind is Kind.TEXT else _one_line(value)


def _one_line(words: str) -> str:
    return " ".join(words.split())
