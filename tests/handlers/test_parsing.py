"""Typed words become arguments, and arguments become the words that mean the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wiring import HANDLERS
from handlers.contract.commands import COMMANDS, COMMANDS_BY_NAME
from handlers.contract.parameters import Command, Kind, Parameter, Subcommand
from handlers.contract.request import Arguments
from handlers.parsing import format_words, parse_words
from handlers.schedule.timetable import parse_timetable, timetable_of

TYPED = [
    ("quote", "", {}),
    ("quote", "Lincoln", {"speaker": "Lincoln"}),
    ("quote", "Lincoln  About\nliberty", {"speaker": "Lincoln", "about": "liberty"}),
    ("quote", "about dry feet", {"about": "dry feet"}),
    ("quote", "lincoln about", {"speaker": "lincoln about"}),
    (
        "quote",
        '"care about us" about war',
        {"speaker": '"care about us"', "about": "war"},
    ),
    ("quote", 'reed "care about us"', {"speaker": 'reed "care about us"'}),
    ("quote", 'reed 5" about 6" rain', {"speaker": 'reed 5"', "about": '6" rain'}),
    ("topic", '"old mill" -war', {"words": '"old mill" -war'}),
    ("topics", "Ada Brook", {"about": "Ada Brook"}),
    ("speakers", "2", {"page": 2}),
    ("speakers", "brook", {"name": "brook"}),
    ("comments", "#7k3m9qxa", {"id": "#7k3m9qxa"}),
    ("comment", "one\n\ntwo  three", {"text": "one\n\ntwo  three"}),
    ("comment", ">12 yes\nindeed", {"answer_to": 12, "text": "yes\nindeed"}),
    ("comment", "> 12", {"answer_to": 12}),
    ("comment", "12 is a number", {"text": "12 is a number"}),
    ("comment", ">12th of May", {"text": ">12th of May"}),
    ("uncomment", "12", {"number": 12}),
    ("uncomment", ">12", {"number": 12}),
    ("reload", "CHECK", {"mode": "check"}),
    ("cite", "7k3m9qxa as BibTeX", {"id": "7k3m9qxa", "style": "bibtex"}),
    ("cite", "Markdown", {"style": "markdown"}),
    ("unhide", "all", {"whom": "all"}),
    ("hide", "these 7K3M9QXA 8W399K7E", {"these": "7K3M9QXA 8W399K7E"}),
    ("hidden", "2 for everybody", {"page": 2, "whom": "everybody"}),
    ("hidden", "for everybody", {"whom": "everybody"}),
    ("hidden", "2", {"page": 2}),
    ("hidden", "step offer 7K3M9QXA", {"step": "offer 7K3M9QXA"}),
    ("help", "", {}),
]

TYPED_AFTER = [
    ("on 08:30 Europe/Berlin", "on", {"time": "08:30", "zone": "Europe/Berlin"}),
    (
        "ON every weekday 7pm, Rome",
        "on",
        {"time": "19:00", "zone": "Rome", "days": "mon,tue,wed,thu,fri"},
    ),
    ("every sat", "every", {"days": "sat"}),
    ("off", "off", {}),
    ("Speaker ada  brook", "speaker", {"speaker": "ada brook"}),
    ("topic dry feet", "topic", {"words": "dry feet"}),
]


@pytest.mark.parametrize(("command", "words", "values"), TYPED)
def test_words_are_read(command: str, words: str, values: dict[str, str | int]) -> None:
    assert parse_words(COMMANDS_BY_NAME[command], words) == Arguments(values)


@pytest.mark.parametrize(("words", "subcommand", "values"), TYPED_AFTER)
def test_words_after_a_subcommand_are_read(
    words: str, subcommand: str, values: dict[str, str | int]
) -> None:
    read = parse_words(COMMANDS_BY_NAME["daily"], words)
    assert read == Arguments(values, subcommand=subcommand)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("daily", "sometimes"),
        ("uncomment", "mine"),
        ("reload", "all"),
        ("privacy", "me"),
    ],
)
def test_words_that_nothing_takes_are_kept(command: str, words: str) -> None:
    read = parse_words(COMMANDS_BY_NAME[command], words)
    assert read == Arguments(unread=words)
    assert format_words(COMMANDS_BY_NAME[command], read) == words


WORD = st.text(st.sampled_from("abcdeäßпр林 -:\"“'#="), min_size=1, max_size=12)
WORDS = WORD.map(lambda text: " ".join(text.split())).filter(
    lambda text: text != "" and "about" not in text
)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
VALUES: dict[Kind, st.SearchStrategy[str | int]] = {
    # A phrase that opens in a name would go on in what is asked about.
    Kind.SPEAKER: WORDS.filter(lambda text: not {*text} & {*'"“'}),
    Kind.TOPIC: WORDS,
    Kind.SPEAKER_OR_TOPIC: WORDS,
    Kind.EXCERPT: WORDS,
    Kind.TEXT: LINES,
    Kind.COMMENT: st.integers(0, 10**18 - 1),
    Kind.PAGE: st.integers(1, 10**6),
    Kind.TIME: st.times().map(lambda time: f"{time:%H:%M}"),
    Kind.ZONE: st.sampled_from(["Europe/Berlin", "New York", "UTC+05:30", "東京"]),
    Kind.DAYS: st.sets(st.sampled_from("1234567"), min_size=1).map(
        lambda days: ",".join(
            ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][int(day) - 1]
            for day in sorted(days)
        )
    ),
    Kind.ROLE: st.integers(1, 2**63).map(str),
    Kind.FILE: WORDS.filter(lambda text: "step" not in text),
    Kind.WORDS: WORDS,
    Kind.COMMAND: WORDS,
    Kind.TRANSCRIPT: WORDS.filter(lambda text: "step" not in text),
}


@st.composite
def given_arguments(draw: st.DrawFn) -> tuple[Command, Arguments]:
    """Draw a command, and values that can be typed after it."""
    command = draw(st.sampled_from(COMMANDS))
    names = [each.name for each in command.subcommands]
    subcommand = draw(st.sampled_from(names)) if names else ""

    def is_given(parameter: Parameter) -> bool:
        # What only buttons fill in is never typed.
        return parameter.required or (not parameter.pressed and draw(st.booleans()))

    values = {
        parameter.name: draw(
            st.sampled_from(parameter.choices)
            if parameter.choices
            else VALUES[parameter.kind]
        )
        for parameter in command.parameters_of(subcommand)
        if is_given(parameter)
    }
    if "page" in values and len(values) > 1:
        del values["page"]  # what is typed is words or a page
    return command, Arguments(values, subcommand=subcommand)


@given(given_arguments())
def test_what_is_written_is_read_as_the_same(case: tuple[Command, Arguments]) -> None:
    command, arguments = case
    assert parse_words(command, format_words(command, arguments)) == arguments


@given(st.sampled_from(COMMANDS), st.text() | WORDS | LINES)
def test_any_words_are_read_and_read_alike_again(command: Command, words: str) -> None:
    first = parse_words(command, words)
    if not {"time", "zone", "days"} & set(first.by_name):  # a zone may be any words
        assert parse_words(command, format_words(command, first)) == first


HOURS = st.lists(
    st.sampled_from(["8:30", "25:00", "at", "mon", "every", "Berlin", "in", "UTC", "5"])
)


@given(HOURS.map(" ".join) | st.text())
def test_a_timetable_is_the_same_from_words_and_from_values(words: str) -> None:
    read = parse_timetable(words)
    values = parse_words(COMMANDS_BY_NAME["daily"], f"on {words}")
    again = timetable_of(
        time=values.text("time"), zone=values.text("zone"), days=values.text("days")
    )
    assert again == read


def test_every_command_has_a_handler() -> None:
    assert set(HANDLERS) == set(COMMANDS_BY_NAME)


NAME = re.compile(r"[a-z_]{1,32}")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_what_a_command_takes_fits_a_platform_with_options(command: Command) -> None:
    parts: list[Command | Subcommand | Parameter] = [command, *command.subcommands]
    parts += command.parameters
    parts += [each for sub in command.subcommands for each in sub.parameters]
    for part in parts:
        assert NAME.fullmatch(part.name)
        assert 0 < len(part.summary) <= 100
    assert not (command.parameters and command.subcommands)
