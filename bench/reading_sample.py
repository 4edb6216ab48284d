"""Draw offered excerpts that nobody has judged, for people to read blind.

    python -m bench.reading_sample FOLDER [--library N] [--documents N] [--seed N] [--read SAMPLE.json …]
        [--also DIR …]

Writes FOLDER/sample.json, which holds what cards show: the words, the question above them
if there is one, the speaker, the event and its date; and FOLDER/key.json, which says
where each is from and is not for the readers. What was judged (`bench/judged_excerpts.json`)
or is in a SAMPLE is left out, so that there may be fewer than were asked for. The documents are those of the invented house styles, and others that have gold files in DIR,
segmented by the program as an import does it; at most four excerpts of each are drawn.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from content.document import UnreadableDocumentError
from content.draft.transcript import draft_transcript
from content.excerpts.excerpts import cut_excerpts
from content.excerpts.features.conversation import Conversation
from content.formats import read_document
from content.language.typography.typesetting import typeset
from content.library import SHIPPED
from content.model import Transcript
from content.segment import segment
from content.transcript_file import read_folder

ROOT = Path(__file__).parents[1]
JUDGED = ROOT / "bench" / "judged_excerpts.json"
HOUSE_STYLES = ROOT / "tests" / "content" / "segment" / "house_styles"

MAX_OF_DOCUMENT = 4

Drawn = dict[str, Any]


def main() -> int:
    """Draw the sample and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--library", type=int, default=60, metavar="N")
    parser.add_argument("--documents", type=int, default=90, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--read", type=Path, nargs="*", default=[], metavar="SAMPLE")
    parser.add_argument("--also", type=Path, nargs="*", default=[], metavar="DIR")
    given = parser.parse_args()
    read = {*_texts([JUDGED, *given.read])}
    lot = random.Random(given.seed)
    library = [("library", each) for each in read_folder(SHIPPED)]
    known = " ".join(_plain(path.read_text("utf-8")) for path in SHIPPED.glob("*.md"))
    documents = [
        ("house styles", each)
        for folder in (HOUSE_STYLES, *given.also)
        for each in read_house_styles(folder)
    ]
    drawn = [
        *_draw(_unread(library, read), given.library, lot, most=given.library),
        *_draw(
            [each for each in _unread(documents, read) if each["plain"] not in known],
            given.documents,
            lot,
            most=MAX_OF_DOCUMENT,
        ),
    ]
    lot.shuffle(drawn)
    given.folder.mkdir(parents=True, exist_ok=True)
    _write(given.folder / "sample.json", [_shown(n, x) for n, x in _numbered(drawn)])
    _write(
        given.folder / "key.json",
        {str(n): {name: x[name] for name in _KEY} for n, x in _numbered(drawn)},
    )
    counts = Counter((x["source"], x["dialogue"], bool(x["question"])) for x in drawn)
    for (source, dialogue, asked), count in sorted(counts.items()):
        print(source, "dialogue" * dialogue, "with its question" * asked, count)
    return 0


_KEY = ("document", "position", "source", "dialogue", "score")


def read_house_styles(folder: Path) -> Iterator[Transcript]:
    """Yield the documents of a folder as an import drafts them."""
    for gold in sorted(folder.rglob("*.gold.json")):
        name = gold.name.removesuffix(".gold.json")
        for path in sorted(gold.parent.glob(f"{name}.*")):
            if path == gold:
                continue
            try:
                document = read_document(path.read_bytes(), path.name)
                yield draft_transcript(segment(document), document, name=path.name)
            except UnreadableDocumentError as error:
                print(f"{path.name}: {error}", file=sys.stderr)


def _unread(
    transcripts: Iterable[tuple[str, Transcript]], read: set[str]
) -> list[Drawn]:
    """Return the offered excerpts whose words nobody has read, also not in others."""
    together = " ".join(read)
    found = []
    for source, transcript in transcripts:
        dialogue = Conversation(transcript.turns).is_dialogue
        roles = {each.name: each.role for each in transcript.speakers}
        for each in cut_excerpts(transcript):
            plain = _plain(each.text)
            if not each.offered or plain in together:
                continue
            found.append(
                {
                    "plain": plain,
                    "text": typeset(each.text, transcript.language).text,
                    "question": typeset(each.question, transcript.language).text,
                    "asked_by": each.asked_by or "",
                    "speaker": each.speaker,
                    "role": roles.get(each.speaker or "", ""),
                    "event": transcript.title,
                    "date": transcript.date,
                    "language": transcript.language,
                    "document": transcript.slug,
                    "position": each.position,
                    "source": source,
                    "dialogue": dialogue,
                    "score": round(each.score, 3),
                }
            )
    return found


def _draw(
    pool: list[Drawn], count: int, lot: random.Random, *, most: int
) -> list[Drawn]:
    """Return some of a pool by lot, at most so many of one document."""
    lot.shuffle(pool)
    of_document: Counter[str] = Counter()
    drawn: dict[str, Drawn] = {}
    for each in pool:
        name = each["document"]
        if (
            len(drawn) < count
            and of_document[name] < most
            and each["plain"] not in drawn
        ):
            of_document[name] += 1
            drawn[each["plain"]] = each
    return [*drawn.values()]


def _texts(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        for each in json.loads(path.read_text("utf-8")):
            yield _plain(each["text"])


def _plain(text: str) -> str:
    return " ".join(text.split())


def _numbered(drawn: Sequence[Drawn]) -> Iterator[tuple[int, Drawn]]:
    return enumerate(drawn, start=1)


def _shown(number: int, drawn: Drawn) -> Drawn:
    """Return what a card shows."""
    question = f"{drawn['asked_by'] or 'Question'}: {drawn['question']}"
    names = ("text", "speaker", "role", "event", "date", "language")
    return {
        "n": number,
        **({"question": question} if drawn["question"] else {}),
        **{name: drawn[name] for name in names if drawn[name]},
    }


def _write(path: Path, data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
