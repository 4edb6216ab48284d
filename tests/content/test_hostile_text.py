"""Text that is one sign again and again: time grows with its length, not faster."""

import importlib
import pkgutil
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import content
from content.document import BlockKind, Document
from content.draft.transcript import draft_transcript
from content.formats import read_document
from content.language.word_lists import WordPattern
from content.language.words.word_counts import WordCounts
from content.segment import SegmentKind, segment
from content.segment.doubt.messages import trust_messages
from content.segment.doubt.names import places as name_places
from content.segment.doubt.names.places import NamePlaces, is_form, words_of
from content.segment.labels.declared import declared_initials
from content.segment.labels.shapes.written_messages import Medium
from content.segment.lines import Line
from content.segment.names.in_text.people.cast import Cast
from content.segment.names.in_text.same_person import People
from content.segment.pieces import Piece
from content.segment.turns.quotations.subject import Quotation, Subject
from content.segment.turns.unspoken.name_lists import find_name_lists
from content.segment.turns.woven_quotations import cut_at_quotations
from content.segment.voices.minutes.clerk import personal_in
from content.transcript_file import parse, serialize

UNITS = ("a", "A", " ", ".", "-", "(", ":", "1", "我", "A. ", "Ann ", "(a) ", "10:01 ")
LINES = (
    *("a", "A", "我们说。", ".", "(", "(a) ", "1", "10:01 ", "A. ", "- ", "Ann:"),
    *("Ann Brook ", "We say so. ", '"a" ', "Ann (AB), ", "words and "),
)
LETTER = "Dear Ada,\nI was there.\nYours sincerely,\nBea Stone\n\n"
MAIL = (
    "From: Ada Brook <ada@example.org>\nDate: Tue, 4 Oct 2011 09:21\nTo: Bo\n\nYes.\n"
)
MINUTES = "Minutes of the council\n\nPresent: Ada Brook, Bo Hall, Ⓐ Ⓑ\n\n"
SAID = "We were there and saw the bridge, and I say that it is good."
PAGES = {
    "letters": ("", LETTER, 240),
    "quotations in quotations": (MAIL, "> Ada Brook wrote:\n>> I do.\n", 1200),
    "tasks in minutes": (MINUTES, "Tasks:\n\n", 400),
    "statements in minutes": (MINUTES, "Then Ada NAME said:\n\n“We go.”\n\n", 50),
    "quotations in minutes": (MINUTES, ': "a I think', 800),
    "offices in minutes": (
        MINUTES,
        f"The clerk puts into the minutes: “{SAID}” Ada NAME.\n\n",
        60,
    ),
    "names in minutes": (
        "Jegyzőkönyv\n\nJelen vannak: Nagy Anna\n\n",
        "NAME Anna elnök mondja: „Mi odamegyünk, és megnézzük a hidat.”\n\n",
        40,
    ),
    "readers": ("Letters to the editor\n\n", f"{SAID}\n\nAda NAME\nMoor\n\n", 100),
}
RUNS = {
    "blanks": ("Ada Brook said{}yes.\n\nBo: no.\n", " "),
    "colons": ("Ada Brook: We go on\n\nIt is{}so\n\nSo it is.\n", ":"),
    "Han letters": ("{}\n\nTom: Yes.\n\nBo: No.\n\nTom: Yes, Bo.\n", "一"),
    "capitals": ("TO: We go. {}\n\nCC: No.\n\nTO: Yes.\n\nCC: No.\n", "A"),
}
GROWTH = 4
LETTERS = str.maketrans("01", "ao")


@contextmanager
def counted_calls() -> Iterator[Counter[str]]:
    """Count the calls that are made inside the block: these are the same on any machine."""
    calls: Counter[str] = Counter()
    before = sys.getprofile()
    sys.setprofile(lambda _frame, event, _: calls.update((event,)))
    try:
        yield calls
    finally:
        sys.setprofile(before)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every pattern that a module of `content` names."""
    for module in pkgutil.walk_packages(content.__path__, "content."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for each in value if isinstance(value, (tuple, list)) else (value,):
                pattern = each.regex if isinstance(each, WordPattern) else each
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    yield f"{module.name}.{name}", pattern


def seconds(pattern: re.Pattern[str], text: str) -> float:
    start = time.process_time()
    pattern.fullmatch(text)
    pattern.search(text)
    return time.process_time() - start


def least_seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return the seconds without what a busy machine adds to most measurements."""
    return min(seconds(pattern, text) for _ in range(4))


def test_no_pattern_tries_every_way_to_part_a_text() -> None:
    # What takes squares of a length takes a millisecond here; powers of two do not end.
    found = {pattern: name for name, pattern in patterns()}
    assert len(found) > 200
    slow = [
        (name, unit)
        for pattern, name in found.items()
        for unit in UNITS
        for short, long in [(unit * 40 + "\0", unit * 160 + "\0")]
        if seconds(pattern, long) > 0.05
        and least_seconds(pattern, long) > 30 * least_seconds(pattern, short)
    ]
    assert not slow


@pytest.mark.parametrize("unit", LINES)
def test_four_times_as_long_a_line_takes_no_sixteen_times_as_long(unit: str) -> None:
    spent = []
    for length in (2000, 2000 * GROWTH):
        text = f"Ann: yes.\n\n{unit * (length // len(unit))}\n\nBo: no.\n"
        start = time.process_time()
        document = read_document(text.encode(), "talk.txt")
        parse(serialize(draft_transcript(segment(document), document, name="talk.txt")))
        spent.append(time.process_time() - start)
    short, long = spent
    assert long < 10 * short + 0.5


@pytest.mark.parametrize("run", RUNS)
def test_one_sign_again_and_again_is_not_read_from_each(run: str) -> None:
    page, sign = RUNS[run]
    spent = []
    for length in (4000, 4000, 4000 * GROWTH):
        document = read_document(page.format(sign * length).encode(), "talk.txt")
        start = time.process_time()
        segment(document)
        spent.append(time.process_time() - start)
    _, short, long = spent
    assert long < 8 * short + 0.2


def test_a_word_behind_the_only_label_is_not_read_from_each_of_its_letters() -> None:
    spent = []
    for length in (4000, 4000, 4000 * GROWTH):
        document = read_document(f"主席：{'字' * length}".encode(), "talk.txt")
        start = time.process_time()
        segment(document)
        spent.append(time.process_time() - start)
    _, short, long = spent
    assert long < 8 * short + 0.2


@pytest.mark.parametrize("page", PAGES)
def test_four_times_as_many_texts_take_no_sixteen_times_as_long(page: str) -> None:
    opening, text, times = PAGES[page]
    spent = []
    for count in (times, times * GROWTH):
        texts = (
            text.replace("NAME", f"B{n:b}".translate(LETTERS)) for n in range(count)
        )
        document = read_document((opening + "".join(texts)).encode(), "page.txt")
        start = time.process_time()
        segment(document)
        spent.append(time.process_time() - start)
    short, long = spent
    assert long < 8 * short + 0.3


def test_names_that_begin_alike_are_not_all_compared_with_one_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[int] = []

    def compare(found: str, word: str) -> bool:
        made[-1] += 1
        return is_form(found, word)

    # A million times: a mock takes six times as long.
    monkeypatch.setattr(name_places, "is_form", compare)
    for count in (800, 800 * GROWTH):
        names = [f"Ada B{n:b}".translate(LETTERS) for n in range(count)]
        pieces = [
            Piece(
                text=f"So says {name}.",
                block=n,
                line=n,
                kind=SegmentKind.SPEECH,
                speaker=name,
            )
            for n, name in enumerate(names)
        ]
        counts = WordCounts((piece.text for piece in pieces), re.compile(r"\w+"))
        places = NamePlaces(pieces, Document(blocks=()), counts)
        made.append(0)
        assert all([*places.of(words_of(name))] for name in names)
    short, long = made
    assert long < 1.5 * GROWTH * short


@pytest.mark.parametrize("unit", ["d’", "Ann-"])
def test_a_word_with_many_signs_is_not_read_from_each_of_them(unit: str) -> None:
    spent = []
    for count in (1000, 1000 * GROWTH):
        line = Line(text=unit * count, block=0, number=1, kind=BlockKind.PARAGRAPH)
        start = time.process_time()
        assert declared_initials([line]) == {}
        spent.append(time.process_time() - start)
    short, long = spent
    assert long < 8 * short + 0.05


def test_no_word_of_a_clerk_is_looked_for_from_each_digit_of_a_number() -> None:
    spent = []
    for count in (4000, 4000, 4000 * GROWTH):
        start = time.process_time()
        assert not personal_in("1" * count, "bg")
        spent.append(time.process_time() - start)
    _, short, long = spent
    assert long < 8 * short + 0.05
    assert personal_in("12ние бяхме там", "bg")


def test_a_word_in_a_list_of_names_is_not_read_from_each_of_its_letters() -> None:
    spent = []
    for count in (2000, 2000 * GROWTH):
        text = f"Ayes: Ada Brook, Bo Hall, Cy Lund, Di Moe, Ed Vaz, {'B' + 'a' * count}"
        lines = [Line(text=text, block=0, number=1, kind=BlockKind.PARAGRAPH)]
        start = time.process_time()
        assert not find_name_lists(lines, {})
        spent.append(time.process_time() - start)
    short, long = spent
    assert long < 8 * short + 0.05


def test_quotations_of_a_paragraph_are_not_all_looked_through_for_each_part() -> None:
    spent = []
    for count in (1000, 1000 * GROWTH):
        text = "So “we” " * count
        piece = Piece(text=text, block=0, line=0, kind=SegmentKind.COMMENTARY)
        quotations = [
            Quotation(start, start + 4, Subject("Ada"))
            for start in range(3, len(text), 8)
        ]
        start = time.process_time()
        parts = [*cut_at_quotations([piece], quotations, 0)]
        assert "".join(one.text for one in parts if one.speaker) == "“we”" * count
        spent.append(time.process_time() - start)
    short, long = spent
    assert long < 8 * short + 0.05


def test_a_paragraph_before_a_name_is_not_read_for_each_name_in_it() -> None:
    made = []
    # The first of them reads tables, too.
    for count in (1, 800, 800 * GROWTH):
        told = "We go, as the keeper of the bridge says, and so does Ada. " * count
        texts = ((told, SegmentKind.COMMENTARY, ""), (SAID, SegmentKind.SPEECH, "Ada"))
        pieces = [
            Piece(text=text, block=n, line=n, kind=kind, speaker=speaker)
            for n, (text, kind, speaker) in enumerate(texts)
        ]
        counts = WordCounts((piece.text for piece in pieces), re.compile(r"\w+"))
        places = NamePlaces(pieces, Document(blocks=()), counts)
        with counted_calls() as calls:
            assert all(place.kind == "announced" for place in places.of(["Ada"]))
        made.append(calls.total())
    _, short, long = made
    assert long < 1.5 * GROWTH * short


def test_cases_of_many_names_are_not_all_compared_with_one_another() -> None:
    spent = []
    for count in (1000, 1000 * GROWTH):
        names = [f"Jitka B{n:b}ová".translate(LETTERS) for n in range(count)]
        start = time.process_time()
        people = People(names)
        assert all(name in people.like(f"Jitky {name[6:-1]}é") for name in names)
        spent.append(time.process_time() - start)
    short, long = spent
    assert long < 8 * short + 0.05


def test_offices_of_many_people_are_not_all_compared_with_every_word() -> None:
    spent = []
    for count in (400, 400 * GROWTH):
        names = [f"Ada B{n:b}a".translate(LETTERS) for n in range(count)]
        texts = [f"{name} ({name[4:].lower()}mester) came." for name in names]
        cast = Cast(texts, language="sv")
        cast.named(texts[0])
        start = time.process_time()
        for name in names:
            found = cast.named(
                f"We crossed that bridge, says {name[4:].lower()}mestern."
            )
            assert [one.name for one in found] == [name]
        spent.append(time.process_time() - start)
    short, long = spent
    assert long < 8 * short + 0.05


def test_what_stands_below_a_colon_is_not_looked_through_to_the_end() -> None:
    made = []
    for count in (400, 400 * GROWTH):
        pieces = [
            Piece(
                text=f"Item {n}:",
                block=n,
                line=n,
                kind=SegmentKind.SPEECH,
                turn=1,
                speaker="Ada",
            )
            for n in range(count)
        ]
        with counted_calls() as calls:
            assert trust_messages(pieces, pieces, Medium.CHAT) == pieces
        made.append(calls.total())
    short, long = made
    assert long < 1.5 * GROWTH * short
