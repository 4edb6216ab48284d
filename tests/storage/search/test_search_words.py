"""Which words of which languages meet, and what an answer marks and names."""

from pathlib import Path

import pytest

from content.query.query import parse_query
from tests.fakes.libraries.sentence_index import SentenceIndex

PEACE = (
    "No peace without bread.",
    "Peace? No, not yet.",
    "They saw no peaceful day.",
    "The peace of the village.",
)

KEPT_OUT = [
    ("a phrase as printed", 'peace -"no peace"', PEACE[1:]),
    ("its stop words count", 'peace -"the peace"', PEACE[:3]),
    ("one word, with its endings", "no -peace", ()),
    ("a word twice is a phrase", 'peace -"peace peace"', PEACE),
    ("nothing but stop words", 'peace -"of the"', PEACE[:3]),
    ("a hyphen parts words", "peace -no-peace", PEACE[1:]),
]


@pytest.mark.parametrize(("label", "typed", "left"), KEPT_OUT)
def test_only_what_is_kept_out_is_left_out(
    tmp_path: Path, label: str, typed: str, left: tuple[str, ...]
) -> None:
    indexed = SentenceIndex(tmp_path, [("en", text) for text in PEACE])
    assert sorted(indexed.found(typed)) == sorted(left), label


BRIDGES = (
    ("en", "The bridge at Orvel was closed in the war."),
    ("en", "On the farms of Europe the war went on, and old men die."),
    ("en", "The doctor has a gut feeling about the harvest."),
    ("en", "In the end the river is a friend."),
    ("de", "Das war die Brücke, und die Brücke war alt."),
    ("de", "Es war in Berlin, und die Leute waren in Sorge."),
    ("de", "Die gute Ernte war in aller Munde."),
    ("ru", "Мост был старый, но мы на него надеялись."),
    ("fr", "On a fermé le pont, et on a pleuré."),
)

IN_SEVERAL_LANGUAGES = [
    (
        "articles are not marked",
        "the bridge",
        ["The [bridge] at Orvel was closed in the war."],
    ),
    (
        "an English subject that is a German stop word",
        "war in Europe",
        [
            "On the farms of [Europe] the [war] went on, and old men die.",
            "The bridge at Orvel was closed in the [war].",
        ],
    ),
    (
        "a German article is noise beside a subject",
        "die Brücke",
        ["Das war die [Brücke], und die [Brücke] war alt."],
    ),
    (
        "a stem of one language is no word of another",
        "gute Ernte",
        ["Die [gute] [Ernte] war in aller Munde."],
    ),
    ("Russian", "на мосту", ["[Мост] был старый, но мы на него надеялись."]),
    ("French", "le pont", ["On a fermé le [pont], et on a pleuré."]),
]


@pytest.mark.parametrize(("label", "typed", "shown"), IN_SEVERAL_LANGUAGES)
def test_a_word_is_what_it_is_in_the_language_asked_in(
    tmp_path: Path, label: str, typed: str, shown: list[str]
) -> None:
    assert SentenceIndex(tmp_path, BRIDGES).shown(typed) == shown, label


def test_what_only_another_language_has_as_noise_finds_nothing(tmp_path: Path) -> None:
    said = [
        ("en", "The bridge at Reed was closed."),
        ("en", "The bridge is open."),
        ("de", "Das war die Brücke, und die Brücke war alt."),
    ]
    assert SentenceIndex(tmp_path, said).shown("war at the bridge at Reed") == [
        "The [bridge] at [Reed] was closed.",
        "The [bridge] is open.",
    ]


@pytest.mark.parametrize(
    "typed", ["the", "die", "in the", "war", "on", "на", "die war"]
)
def test_stop_words_alone_still_find(tmp_path: Path, typed: str) -> None:
    assert SentenceIndex(tmp_path, BRIDGES).found(typed), typed


def test_a_name_weighs_alike_in_every_language(tmp_path: Path) -> None:
    said = [("en", f"Nothing of it in letter {n}.") for n in range(270)]
    said += [("de", f"Nichts davon in Brief {n}.") for n in range(60)]
    said += [(language, "Orvel.") for language in ("de",) * 15 + ("en",) * 30]
    index = SentenceIndex(tmp_path, said).index
    scores = {hit.score for hit in index.search(parse_query("Orvel"), count=45)}
    assert max(scores) < 1.2 * min(scores)


PEACEFUL = (
    ("zh", "世界和平是我们的愿望。"),
    ("zh", "他平静而和气。"),
    ("zh", "长城很长。"),
    ("ja", "平和について話します。"),
    ("ko", "우리는 평화를 원합니다."),
    ("th", "เราต้องการสันติภาพ"),
    ("en", "The 和平 treaty of 1950."),
)

UNSPACED = [
    ("its pairs are found, not its characters", "和平", [0, 6]),
    ("one character", "平", [0, 1, 3, 6]),
    ("a sentence", "我们要的和平", [0, 6]),
    ("Japanese", "平和とは何ですか", [3]),
    ("a Korean word with another ending", "평화는", [4]),
    ("a Thai word in a sentence", "สันติ", [5]),
]


@pytest.mark.parametrize(("label", "typed", "found"), UNSPACED)
def test_unspaced_writing_is_found_by_pairs(
    tmp_path: Path, label: str, typed: str, found: list[int]
) -> None:
    indexed = SentenceIndex(tmp_path, PEACEFUL)
    assert sorted(indexed.found(typed)) == sorted(PEACEFUL[n][1] for n in found), label


MISSING = [
    ("a whole word", "鸽子", ("鸽子",)),
    ("what is beside a word that is said", "长城旅游", ("旅游",)),
    ("beside stop words", "长城的旅游怎么", ("旅游",)),
    ("a whole question", "为什么下雪", ("下雪",)),
    ("no character of a word that is said", "和平鸽", ()),
    ("a character alone", "鸽", ("鸽",)),
    ("Korean", "비행기는", ("비행기는",)),
    ("spaced words as ever", "zeppelins of 1950", ("zeppelins",)),
]


@pytest.mark.parametrize(("label", "typed", "missing"), MISSING)
def test_what_nobody_says_is_named_as_a_word(
    tmp_path: Path, label: str, typed: str, missing: tuple[str, ...]
) -> None:
    assert SentenceIndex(tmp_path, PEACEFUL).missing(typed) == missing, label


def test_a_question_counts_for_its_words(tmp_path: Path) -> None:
    indexed = SentenceIndex(tmp_path, PEACEFUL)
    assert indexed.words("和平") == indexed.words("peace") == 1
    assert indexed.words("世界和平的愿望是什么") > 4


TYPED = [
    ("en", "They paid 3,000 men.", "3000"),
    ("en", "They paid 3000 men.", "3,000"),
    ("de", "Es waren 3.000 Mann.", "3000"),
    ("en", "He left for the U.S.A. in spring.", "USA"),
    ("en", "He left for the USA in spring.", "U.S.A."),
    ("en", "The U.N. met.", "un"),
    ("en", "It was on 25.06.1950.", "1950-6-25"),
    ("en", "To-day we meet.", "today"),
    ("en", "Today we meet.", "to-day"),
    ("en", "A well\u2011known man.", '"well-known"'),
    ("en", "It isn’t so, don‘t worry.", "+isn't"),
    ("uk", "Було їх п\u02bcять.", "п’ять"),
    ("en", "Un\u00adbreak\u00adable vows.", "unbreakable"),
    ("en", "Un\u200bbreakable vows.", '"unbreakable vows"'),
    ("fa", "می\u200cخواهم", "میخواهم"),
    ("ja", "ﾌｧﾐﾘｰ", "ファミリー"),
    ("ja", "カメラ", "ｶﾒﾗ"),
    ("en", "ＮＡＴＯ met.", "nato"),
]


@pytest.mark.parametrize(("language", "text", "typed"), TYPED)
def test_words_are_found_however_they_are_typed(
    tmp_path: Path, language: str, text: str, typed: str
) -> None:
    other = (language, "Nothing else.")
    assert SentenceIndex(tmp_path, [(language, text), other]).found(typed) == [text]


def test_the_country_is_no_pronoun(tmp_path: Path) -> None:
    said = [("en", "They told us so."), ("en", "The U.S. told them.")]
    assert SentenceIndex(tmp_path, said).found("U.S.") == ["The U.S. told them."]
