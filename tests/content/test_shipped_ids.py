"""The ids of the shipped excerpts stay as they are."""

import sqlite3
from contextlib import closing
from pathlib import Path

LIST = Path(__file__).with_name("shipped_ids.tsv")
"""A line for each excerpt of the shipped library: its id, its transcript, first words."""

_OPENING_CHARS = 40
_SHOWN = 200


def test_no_shipped_excerpt_gets_another_id(shipped_database: Path) -> None:
    """Links that people sent, their comments and favourites hang on these ids.

    Where this fails, put back what changed: a slug, words of a transcript, or where turns
    are cut (`content/excerpts`). A line may only be taken out of the list if its words
    were wrong in the transcript, and then it is said in the changelog. A transcript that
    is new adds its lines.
    """
    listed = LIST.read_text("utf-8").splitlines()
    assert len(listed) == len({line.partition("\t")[0] for line in listed})
    there = _lines(shipped_database)
    gone = sorted(set(listed) - set(there))
    assert not gone, (
        f"{len(gone)} excerpts have another id or are gone, and with it what people said "
        f"and kept of them. Put back what changed:\n{_shown(gone)}"
    )
    new = [line for line in there if line not in set(listed)]
    assert not new, (
        f"{len(new)} excerpts are new. If they are of a new transcript, add these lines to "
        f"{LIST.name}, which keeps the order of transcripts and of their words; else put "
        f"back what changed:\n{_shown(new)}"
    )


def _lines(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as library:
        rows = library.execute(
            "SELECT excerpts.id, transcripts.slug, excerpts.text FROM excerpts "
            "JOIN transcripts ON transcripts.id = excerpts.transcript_id "
            "ORDER BY transcripts.slug, excerpts.position"
        ).fetchall()
    return [f"{id_}\t{slug}\t{_opening(text)}" for id_, slug, text in rows]


def _opening(text: str) -> str:
    return " ".join(text.split())[:_OPENING_CHARS].rstrip()


def _shown(lines: list[str]) -> str:
    return "\n".join([*lines[:_SHOWN], *(["…"] if len(lines) > _SHOWN else ())])
