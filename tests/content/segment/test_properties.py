"""What holds for every document, however broken."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.documents.fuzzing import mutate, unaccounted_characters
from content.document import (
    Block,
    BlockKind,
    Document,
    Run,
    TextStyle,
    UnreadableDocumentError,
)
from content.draft.report_maker import make_report
from content.draft.transcript import draft_transcript
from content.formats import read_document
from content.formats.plain.reader import read_text
from content.language.words.text_size import count_words
from content.review.cast import count_nobodys, read_cast
from content.segment import Segment, SegmentKind, segment
from content.transcript_file import parse, serialize
from tests.fakes.documents.golden import golden_cases

CASES = [
    (case.get("name", "talk.txt"), case["text"].encode("utf-8"))
    for _, case in golden_cases()
]

LINES = st.sampled_from(
    [line for _, data in CASES for line in data.decode("utf-8").split("\n")]
)
TEXTS = st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=30).map("\n".join)


def _holds(document: Document, found: Sequence[Segment]) -> None:
    assert unaccounted_characters(document, found) == ""
    for one in found:
        assert one.kind.attributed == (one.speaker is not None)
        assert one.read_by is None or one.kind is SegmentKind.MESSAGE
        assert 0 <= one.confidence <= 1
        assert one.line >= 1
        assert one.text.strip()


@given(st.sampled_from(CASES), st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_a_broken_document_loses_nothing(case: tuple[str, bytes], seed: int) -> None:
    name, data = case
    try:
        document = read_document(mutate(data, random.Random(seed)), name)
    except UnreadableDocumentError:
        return
    _holds(document, segment(document))


@given(TEXTS)
@settings(deadline=None)
def test_lines_in_any_order_lose_nothing(text: str) -> None:
    document = Document(blocks=read_text(text))
    _holds(document, segment(document))


@given(TEXTS)
@settings(deadline=None)
def test_plain_text_keeps_every_letter(text: str) -> None:
    blocks = read_text(text)
    kept = sorted(s for block in blocks for s in block.text if s.isalnum())
    assert kept == sorted(sign for sign in text if sign.isalnum())
    numbers = [block.line for block in blocks]
    assert all(1 <= number <= text.count("\n") + 1 + 60 for number in numbers)


@given(TEXTS)
@settings(deadline=None)
def test_a_draft_can_be_written_and_read_again(text: str) -> None:
    document = Document(blocks=read_text(text))
    found = segment(document)
    made = draft_transcript(found, document, name="talk.txt")
    assert parse(serialize(made)) == made
    summed = make_report(found, document)
    spoken = sum(voice.words for voice in read_cast(made))
    everything = [count_words(turn.text) for turn in made.turns]
    everything += (
        count_words(each.text) for one in made.comments for each in one.walk()
    )
    assert spoken + sum(count_nobodys(made).values()) == sum(everything)
    assert len(summed.doubts) <= min(5, summed.doubt_count)


@st.composite
def _blocks(draw: st.DrawFn) -> Block:
    text = draw(st.one_of(LINES, st.text(min_size=1, max_size=80)))
    ends = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6))
    runs = [
        Run(start=a, end=b, style=draw(st.sampled_from(TextStyle)))
        for a, b in zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False)
        if a < b
    ]
    return Block(
        text=text,
        line=draw(st.integers(1, 1000)),
        kind=draw(st.sampled_from(BlockKind)),
        level=draw(st.integers(0, 8)),
        runs=tuple(runs),
        voice=draw(st.sampled_from(["", "", "", "Ada Brook"])),
        author=draw(st.sampled_from(["", "Ines"])),
        date=draw(st.sampled_from(["", "2031-05-05", "last spring"])),
    )


@given(st.lists(_blocks(), max_size=20))
@settings(deadline=None)
def test_blocks_of_every_kind_lose_nothing(blocks: list[Block]) -> None:
    document = Document(blocks=tuple(blocks))
    found = segment(document)
    _holds(document, found)
    made = draft_transcript(found, document, name="talk.txt")
    assert parse(serialize(made)) == made


def test_a_document_read_in_parts_gives_the_same_words_to_the_same_people(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talk = "".join(
        f"Ada Brook: I say number {n}, and I mean it.\n\nSo I do.\n\n"
        f"Mr. Ferro: Is it so, {n}? I thank you.\n\n"
        for n in range(40)
    )
    document = read_document(f"A talk\n\n{talk}".encode(), "talk.txt")
    whole = [(one.speaker, one.text) for one in segment(document)]
    shares: list[float] = []
    monkeypatch.setattr("content.segment.segmenter._PART_BLOCKS", 25)
    parts = [(one.speaker, one.text) for one in segment(document, shares.append)]
    assert parts == whole
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "（町長）\n（以上）直します。\n\n（記者）\n費用はいくらですか。\n（町長）\n\n（記者）\n秋ですか。",
        "Ada Brook: It is late.\n\nTom Ferro: It is.\n\nAda Brook: So we go.\n\nTom Ferro:\n",
        "A letter from Ada Brook\n\nDear all, it is late.\n\n , \n",
    ],
)
def test_what_has_no_words_is_in_no_speech(text: str) -> None:
    document = Document(blocks=read_text(text))
    _holds(document, segment(document))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Fundargerð bæjarráðs, 212. fundur\n Birgir Þór Arnarson bókað:\n"
            "„Ég get ekki samþykkt að Brekkugatan sé mokuð á undan skólanum. Börnin "
            "ganga í myrkri.“\nFormaður óskar bókað:",
            id="no label of minutes opens a turn",
        ),
        pytest.param(
            "Discorso di commiato di Bruna Tarsia\n\nCari colleghi,\n\nUna bambina mi ha "
            "scritto, e ha scritto soltanto questo.\n\n> Signora maestra: ho aspettato e "
            "non è cresciuto.",
            id="a sender has no capital",
        ),
        pytest.param("Maud :\n:\nSa\nMaud :\nYann :", id="a colon stands alone"),
    ],
)
def test_no_shape_makes_segmentation_fail(text: str) -> None:
    document = read_document(text.encode(), "talk.md")
    _holds(document, segment(document))
