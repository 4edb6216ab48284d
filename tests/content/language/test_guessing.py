"""Which language a text is in, also where it is short."""

from collections import Counter
from pathlib import Path

import pytest

from content.language.guessing import guess_language
from content.language.sentences import sentences
from content.language.words.stemming import primary_tag
from content.library import SHIPPED
from content.transcript_file import read_folder

STYLES = Path(__file__).parents[1] / "segment/house_styles"

AMBIGUOUS = frozenset({"mul", "chat", "mx", "no", "sr", "id", "cy"})
"""Beginnings of names that are no language, another's name or another script's, and
languages that no file knows."""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ro", "Nu pot să spun decât atât: drumul trebuie reparat."),
        ("pt", "Não sei o que vos diga, mas a ponte está feita."),
        ("hu", "Nem tudom, mit mondjak: a híd elkészült."),
        ("da", "Vi har bygget broen sammen, og nu skal den også bruges."),
        ("nb", "Vi har bygd broen sammen, og nå skal den også brukes."),
        ("uk", "Ми збудували цей міст разом, і він наш."),
        ("bg", "Ние построихме този мост заедно."),
        ("ca", "Hem fet el pont amb les nostres mans."),
        ("el", "Χτίσαμε μαζί τη γέφυρα."),
        ("ko", "우리는 함께 다리를 놓았습니다."),
        ("zh", "我们一起修好了这座桥。"),
    ],
)
def test_a_sentence_shows_its_language(language: str, text: str) -> None:
    assert guess_language([text]).language == language


def test_documents_in_many_styles_show_theirs() -> None:
    wrong: Counter[str] = Counter()
    files = [*STYLES.glob("*/*.txt"), *STYLES.glob("*/*.md")]
    told = [each for each in files if each.name.split("_")[0] not in AMBIGUOUS]
    for path in told:
        language = path.name.split("_")[0]
        found = guess_language([path.read_text("utf-8", errors="replace")]).language
        wrong[f"{path.name}: {found}"] += found != language
    assert len(told) > 250
    # One is named after the country.
    assert wrong.total() <= 1, +wrong


def test_shipped_speeches_show_theirs_by_two_sentences() -> None:
    for transcript in read_folder(SHIPPED):
        language = primary_tag(transcript.language)
        text = transcript.turns[0].text
        start = " ".join(sentences(text[:3000], language)[:2])
        if len(start) > 40:
            assert guess_language([start]).language == language, transcript.slug


def test_nothing_shows_no_language() -> None:
    assert guess_language([]).language == ""
    assert guess_language(["1848 — …"]).language == ""
