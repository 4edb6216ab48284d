"""What holds for every transcript that is shipped."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from content.excerpts.quotability import read_weights
from content.library import SHIPPED
from content.model import TurnKind
from content.transcript_file import parse, read_file, serialize
from handlers.text.card import first_link
from storage.chats.rounds import FIRST_WALK_SHARES

TIERS = read_weights().tiers
ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / ".." / "shared" / "seeds" / "harbin-expo-2024.txt"
FILES = sorted(SHIPPED.glob("*.md"))
read = cache(read_file)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_a_shipped_file_is_in_order(path: Path) -> None:
    transcript = read(path)
    assert transcript.slug == path.stem
    assert serialize(transcript) == path.read_text(encoding="utf-8")
    assert transcript.date or "BC" in transcript.title
    assert all((transcript.place, transcript.source, transcript.licence))
    assert {speaker.name for speaker in transcript.speakers} == {
        turn.speaker for turn in transcript.turns if turn.speaker
    }
    assert not any(turn.doubt for turn in transcript.turns)


def test_a_shipped_file_opens_its_comments_with_a_note(path: Path) -> None:
    note = read(path).comments[0]
    assert note.author == "Librarian"
    assert 2 <= note.text.count(". ") + note.text.count("? ") + 1 <= 5


def test_paragraphs_are_of_a_readable_length(path: Path) -> None:
    turns = read(path).turns
    longest = max(len(p) for turn in turns for p in turn.text.split("\n\n"))
    assert longest < 2000


def test_the_library_is_of_many_places_and_stays_small() -> None:
    library = [read(path) for path in FILES]
    assert len(library) >= 60
    assert len({transcript.language for transcript in library}) >= 10
    years = sorted(int(each.date[:4]) for each in library if each.date)
    assert years[-1] - years[0] > 400
    kinds = {turn.kind for transcript in library for turn in transcript.turns}
    assert {TurnKind.QUESTION, TurnKind.MESSAGE, TurnKind.STAGE} <= kinds
    assert sum(path.stat().st_size for path in FILES) < 1_600_000


def test_each_topic_is_said_and_nobody_has_a_twentieth_of_what_is_drawn(
    shipped_database: Path,
) -> None:
    drawn, soon = [], []
    with closing(sqlite3.connect(shipped_database)) as library:
        for path in FILES:
            excerpts = library.execute(
                """
                SELECT slot, score, text FROM excerpts
                JOIN transcripts ON transcripts.id = transcript_id WHERE slug = ?
                """,
                (path.stem,),
            ).fetchall()
            topics = library.execute(
                """
                SELECT DISTINCT phrase FROM topics
                JOIN transcripts ON transcripts.id = transcript_id WHERE slug = ?
                """,
                (path.stem,),
            ).fetchall()
            offered = [score for slot, score, _ in excerpts if slot is not None]
            drawn.append(len(offered))
            tiers = [sum(score < least for least in TIERS) for score in offered]
            soon.append(sum(FIRST_WALK_SHARES[tier] for tier in tiers))
            texts = [" ".join(text.split()) for _, _, text in excerpts]
            assert len(topics) >= 8, path.stem
            for (phrase,) in topics:
                assert any(phrase in text for text in texts), phrase
    assert max(drawn) <= sum(drawn) / 20
    assert max(soon) <= sum(soon) / 20


def test_what_is_linked_are_pages_that_hold_the_words() -> None:
    sources = [read(path).source for path in FILES]
    linked = {link for each in sources if (link := first_link(each))}
    # A front page is not linked, and whole collections are named without a link.
    assert {link for link in linked if link.count("/") < 4} == {"http://en.kremlin.ru/"}
    assert len(linked) == len([each for each in sources if "http" in each]) >= 6


def test_docs_list_every_shipped_file_with_its_words() -> None:
    table = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    for path in FILES:
        transcript = read(path)
        words = sum(len(turn.text.split()) for turn in transcript.turns)
        row = next(line for line in table.splitlines() if f"`{path.stem}`" in line)
        assert transcript.date in row
        assert f"{words:,}" in row


def test_the_documented_example_is_read() -> None:
    doc = (ROOT / "docs" / "transcript-format.md").read_text(encoding="utf-8")
    example = doc.partition("```markdown\n")[2].partition("```")[0]
    transcript = parse(example)
    assert parse(serialize(transcript)) == transcript
    assert {turn.kind for turn in transcript.turns} == set(TurnKind)
    assert "Ada Brook" in {turn.read_by for turn in transcript.turns}
    assert [bool(turn.doubt) for turn in transcript.turns].count(True) == 1
    assert len(list(transcript.comments[1].walk())) == 2


def test_the_harbin_speeches_are_the_words_of_their_source() -> None:
    if not SEED.is_file():
        pytest.skip("the article that the speeches are from is not beside the checkout")
    turns = read(SHIPPED / "harbin-expo-2024.md").turns
    source = iter(SEED.read_text(encoding="utf-8").splitlines())
    for paragraph in (p for turn in turns for p in turn.text.split("\n\n")):
        assert any(paragraph in line for line in source), f"in its place: {paragraph}"
    messages = [turn for turn in turns if turn.kind is TurnKind.MESSAGE]
    assert [(turn.speaker, turn.read_by) for turn in messages] == [
        ("Xi Jinping", "Han Zheng")
    ]
