"""A sentence ends where a reader would say so, and nothing is lost between two."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.language.sentences import sentences

CASES = [
    ("abbreviations", "en", "I met Mr. Lorne and Dr. Hale.|We left."),
    ("initials", "en", "J. P. Harrow spoke.|Anna R. Lund did not."),
    (
        "a country's dots inside",
        "en",
        "In the U.S. Congress we differ.|At home we agree.",
    ),
    ("a country's dots at the end", "en", "They left the U.S.|He stayed."),
    ("a lower-case word goes on", "en", "At Norton, Mass. and elsewhere.|They built."),
    ("a numbered chapter", "en", "See ch. 12 of the laws.|It is short."),
    ("a roman enumerator", "en", "II. The navy grows.|III. The army rests."),
    ("a list's number", "en", "1. Build schools.|2. Build roads."),
    ("an ellipsis", "en", "I thought... perhaps not.|I went."),
    ("applause before", "en", "[Applause.]|He rose again."),
    ("applause between", "en", "We rose.|(Applause.)|We sang."),
    ("a bracket keeps its sentences", "en", "It (I saw it. I did.) fell.|We ran."),
    ("quoted sentences part", "en", 'He said: "We go.|We stay."|They left.'),
    ("typographic quotes", "en", "“We go.|We stay.”|They left.|“Who?”|“I.”"),
    ("a quote left open", "en", "He began: “We go.|They sang.|The night fell."),
    ("who said it stays", "en", '"Is it so?" she asked.|He nodded.'),
    ("all in lower case, as captions are", "en", "we went. |they stayed."),
    ("a line break alone", "en", "We went\nhome.|They stayed."),
    ("a paragraph break", "en", "The economy\n\n|We grow."),
    ("Windows line ends", "en", "We grow.\r\n\r\n|We rest."),
    ("an unknown language", "xx", "We met Mr. Lorne.|We left."),
    ("a region", "pt-BR", "O Sr. Lobo falou.|Ele saiu."),
    ("Chinese", "zh", "各位朋友，大家好！|“我们要读书。”|她说。|你好吗？"),
    ("Chinese quotes touching", "zh-Hans", "“去吧。”|“好。”"),
    ("German ordinals", "de", "Der 1. Artikel gilt.|Am 3. Mai kam sie."),
    ("German quotes", "de", "„Wir gehen.“|Dann ging sie."),
    ("German abbreviations", "de", "Hr. Lang sprach z. B. oft.|Er ging."),
    ("Russian abbreviations", "ru", "Это т. е. так.|Г-н А. Б. Лугов ушёл."),
    ("a Russian initial", "ru", "Пришёл Б. Лугов.|Он сел."),
    ("Russian direct speech", "ru", "— Да! — сказал он.|Мы ушли."),
    ("Russian quotes", "ru", "«Мы идём».|Он молчал."),
    ("French spaced quotes", "fr", "« Nous irons. »|Il dit."),
    ("a French gentleman", "fr", "M. Lenoir parle.|Est-ce vrai ?|Oui."),
    (
        "numbered lines are cut as others are",
        "en",
        "1. The ferry sails at noon.|It is old.|\n2. The bridge is new.|We need both.",
    ),
]


@pytest.mark.parametrize(("label", "language", "marked"), CASES)
def test_golden_cuts(label: str, language: str, marked: str) -> None:
    text = marked.replace("|", " ") if language[:2] != "zh" else marked.replace("|", "")
    found = sentences(text, language)
    assert "".join(found) == text
    wanted = [part.strip() for part in marked.split("|")]
    assert [sentence.strip() for sentence in found] == wanted, label


_WORDS = ("Mr. ", "He said: ", "We go. ", "Why? ", "он ", "1. ", "… ", "。", "！")
_EDGES = ("“", "”", '"', "'", "(", ")", "[", "]", "«", "»", "\n", "\n\n", " ", "\r\n")
scraps = st.sampled_from([*_WORDS, *_EDGES, "\u2029", "\ud800"])
anything = st.one_of(st.text(), st.lists(scraps, max_size=40).map("".join))
languages = st.sampled_from(["en", "ru", "de", "zh-Hans", "fr", "", "xx", "\0", "🙂"])


@settings(deadline=None)
@given(anything, languages)
def test_joined_back_they_are_the_text(text: str, language: str) -> None:
    found = sentences(text, language)
    assert "".join(found) == text
    assert all(found)
    if text.strip():
        assert all(sentence.strip() for sentence in found)


@pytest.mark.parametrize(
    "scrap", ["Он ушёл. ", "no. ", "(a. ", '"Go. ', "слово ", " ", "\n ", "ch. 1 "]
)
def test_much_text_without_a_paragraph_is_quick(scrap: str) -> None:
    text = scrap * (250_000 // len(scrap))
    start = time.process_time()
    assert "".join(sentences(text, "ru")) == text
    assert time.process_time() - start < 2.5
