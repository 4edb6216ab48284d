"""Speakers are found by what people type, and never silently by a wrong guess."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.names.index import MAX_COMPLETIONS, MAX_MATCHES, NameIndex, NameMatch
from content.names.parsing import fold_name

PEOPLE = {
    1: ("Tobias Marlowe", ()),
    2: ("Edith R. Marlowe", ("ERM", "Lady Edith")),
    3: ("Dmitri Vorontsov", ("Дмитрий Воронцов", "沃龙佐夫", "德米特里·沃龙佐夫")),
    4: ("Lin Haoran", ("林浩然",)),
    5: ("John Carver", ()),
    6: ("John Quill Carver", ()),
    7: ("Dr. Åsa Sørlund-Keller Jr.", ()),
    8: ("Peter King", ()),
    9: ("Queen Isolde III", ()),
    10: ("Will Penrose", ()),
    11: ("O'Malley, Brian", ()),
    12: ("Йонас Щербак", ()),
    13: ("Clara Bexon", ("Клара Бексон", "貝克遜")),
    14: ("Ines Quint Fallow", ()),
    15: ("Tansy, Ruth Orla", ()),
    16: ("Piet van der Holm", ()),
    17: ("Rosa Ferrand", ("Mrs. Ferrand", "Frau Präsidentin Ferrand")),
    18: ("Emil Ferrand", ()),
    19: ("山田太郎", ("Taro Yamada",)),
    20: ("山口 花子", ()),
    21: ("王小明", ()),
    22: ("司马晓", ("司馬曉",)),
    23: ("김하늘", ()),
    24: ("Jürgen Ströhle", ()),
    25: ("Grete Weiß", ()),
    26: ("Abel Linken Moore", ("林肯",)),
    27: ("Karl Loeffler", ()),
    28: ("Nora Tamm", ("The Minister of Ferries",)),
    29: ("Olive May", ()),
    30: ("Per Tamm", ()),
}
INDEX = NameIndex((key, name, aliases) for key, (name, aliases) in PEOPLE.items())

CERTAIN = [
    ("a full name", "Tobias Marlowe", {1}),
    ("a surname of two", "marlowe", {1, 2}),
    ("a given name", "Edith", {2}),
    ("the order is free", "Marlowe, Tobias", {1}),
    ("an initial", "T. Marlowe", {1}),
    ("an alias of initials", "E.R.M.", {2}),
    ("initials with a surname", "E R Marlowe", {2}),
    ("a name spelt out", "Edith Rosamund Marlowe", {2}),
    ("a name spelt out that does not fit", "Edith Joan Marlowe", set()),
    ("an alias with a title", "lady edith", {2}),
    ("a title", "President Marlowe", {1, 2}),
    ("a title that is a name", "King", {8}),
    ("a title before it", "King Isolde", {9}),
    ("a whole name beats a longer one", "John Carver", {5}),
    ("its parts do not", "Carver", {5, 6}),
    ("the longer one", "J. Q. Carver", {6}),
    ("a possessive", "Carver's", {5, 6}),
    ("Cyrillic", "Воронцов", {3}),
    ("Cyrillic, respectfully", "г-н Воронцов", {3}),
    ("Chinese", "沃龙佐夫", {3}),
    ("Chinese in full, without its dot", "德米特里沃龙佐夫", {3}),
    ("Chinese with a title", "林浩然主席", {4}),
    ("run together", "LinHaoran", {4}),
    ("a Cyrillic letter that looks Latin", "Маrlowe", {1, 2}),
    ("Latin for a Cyrillic name", "Shcherbak", {12}),
    ("Cyrillic for a Latin name", "Лин Хаоран", set()),
    ("without accents", "Asa Sorlund", {7}),
    ("with them", "SØRLUND", {7}),
    ("an apostrophe or none", "omalley", {11}),
    ("a slip that another script would spell so", "Bekson", set()),
    ("a whole name with that slip", "Clara Bekson", set()),
    ("the other script itself", "Бексон", {13}),
    ("the same word in other signs", "贝克逊", {13}),
    ("a skipped initial", "Edith Marlowe", {2}),
    ("a skipped middle name", "Ines Fallow", set()),
    ("a skipped middle name, its first an initial", "I. Fallow", set()),
    ("a middle name given", "Ines Q. Fallow", {14}),
    ("a skipped first name", "Quint Fallow", {14}),
    ("a skipped middle name, surname first", "Ruth Tansy", set()),
    ("a surname alone", "Fallow", {14}),
    ("a given name alone", "Ines", {14}),
    ("skipped particles", "Piet Holm", {16}),
    ("a title that was declared", "Mrs. Ferrand", {17}),
    ("the same of theirs", "mrs ferrand's", {17}),
    ("another declared one", "FRAU PRÄSIDENTIN FERRAND", {17}),
    ("a title that was not", "Mr. Ferrand", {17, 18}),
    ("a family name of a name without a space", "山田", {19}),
    ("the given name", "太郎", {19}),
    ("one character of a given name", "郎", set()),
    ("the family name, respectfully", "山田さん", {19}),
    ("a family name of one character", "王", {21}),
    ("the same with a title", "王先生", {21}),
    ("the same with a space", "王 先生", {21}),
    ("a family name of two", "司馬", {22}),
    ("a Korean family name", "김", {23}),
    ("a Korean given name", "하늘", {23}),
    ("the beginning of two", "山", {19, 20}),
    ("a family name of a Latin name's other script", "林", {4}),
    ("an umlaut as two letters", "stroehle", {24}),
    ("the same in full", "Juergen Stroehle", {24}),
    ("an umlaut as it is", "Ströhle", {24}),
    ("no umlaut", "Strohle", {24}),
    ("a sharp s", "weiss", {25}),
    ("two letters as an umlaut", "Löffler", {27}),
    ("a Norwegian letter as two", "Soerlund", {7}),
    ("an å as two", "Aasa Sorlund", set()),
    ("an å as two throughout", "aasa soerlund", {7}),
    ("a title with an umlaut as two letters", "Praesident Stroehle", {24}),
    ("only a title", "president", set()),
    ("a surname that is a small word", "May", {29}),
    ("a given name that is one", "will", {10}),
    ("a given name that stands in offices elsewhere", "per", {30}),
    ("a small word of a name", "van", set()),
    ("a small word of an office", "of", set()),
    ("another's office", "minister of justice", set()),
    ("hers", "minister of ferries", {28}),
    ("only an initial", "J", set()),
    ("nothing", " ... ", set()),
]


@pytest.mark.parametrize(("label", "typed", "keys"), CERTAIN)
def test_certain(label: str, typed: str, keys: set[int]) -> None:
    assert set(INDEX.find(typed).certain) == keys, label


NEAR = [
    ("a letter wrong", "Marlow", [2, 1]),
    ("two letters swapped", "Vorontsvo", [3]),
    ("a nickname", "Toby Marlowe", [1, 2]),
    ("run together and wrong", "linhaorn", [4]),
    ("Cyrillic, a letter wrong", "Воронцев", [3]),
    ("the start of a name as others spell it", "Soer", [7]),
    ("the start of another", "Pen", [10]),
    ("a skipped middle name", "Ines Fallow", [14]),
    ("a slip by another script's spelling", "Bekson", [13]),
    ("something else", "harvest", []),
]


@pytest.mark.parametrize(("label", "typed", "keys"), NEAR)
def test_near_is_only_a_suggestion(label: str, typed: str, keys: list[int]) -> None:
    found = INDEX.find(typed)
    assert found.certain == ()
    assert sorted(found.suggestions[: len(keys)]) == sorted(keys), label
    assert bool(found.suggestions) == bool(keys)


MEANT = [
    ("a whole name", "John Carver", (5,)),
    ("letters wrong", "Tobais Marlow", (1,)),
    ("a surname with a letter wrong", "Vorontsev", (3,)),
    ("Cyrillic, a letter wrong", "Воронцев", (3,)),
    ("somebody else of that family", "Theodore Vorontsov", ()),
    ("somebody else with that given name", "Peter Zuckerman", ()),
    ("a skipped middle name", "Ines Fallow", ()),
    ("nobody", " ... ", ()),
]


@pytest.mark.parametrize(("label", "typed", "keys"), MEANT)
def test_a_misspelt_name_is_meant_and_a_similar_one_is_not(
    label: str, typed: str, keys: tuple[int, ...]
) -> None:
    assert INDEX.meant(typed) == keys, label


SPLIT = [
    ("a name, then about", "john carver about bridges", ("john carver", "bridges")),
    ("a name, then words", "john carver bridges", ("john carver", "bridges")),
    (
        "the longest name",
        "john quill carver on bridges",
        ("john quill carver", "bridges"),
    ),
    ("a surname", "Carver's bridges", ("Carver's", "bridges")),
    ("only a name", "Tobias Marlowe", ("Tobias Marlowe", "")),
    ("only a given name", "tobias", ("tobias", "")),
    ("a given name that is a word", "will of the people", ("", "will of the people")),
    ("a given name, then words", "tobias bridges", ("", "tobias bridges")),
    ("a given name, then on", "tobias on bridges", ("tobias", "bridges")),
    ("the same in German", "Tobias über Brücken", ("Tobias", "Brücken")),
    ("the same in Italian", "tobias sui ponti", ("tobias", "ponti")),
    ("a given name that is a word, then on", "will on earth", ("", "will on earth")),
    ("a slip, then about", "carvre about bridges", ("carvre", "bridges")),
    ("an office that nobody has", "minister of tar", ("", "minister of tar")),
    ("only about", "about bridges", ("", "bridges")),
    ("neither", "peace in our time", ("", "peace in our time")),
    ("a declared title", "Mrs. Ferrand bridges", ("Mrs. Ferrand", "bridges")),
    (
        "a phrase that opens with an article",
        'carver "the dry"',
        ("carver", '"the dry"'),
    ),
    (
        "a phrase with a word like about",
        'carver "care about us"',
        ("carver", '"care about us"'),
    ),
    ("only a phrase", '"care about us"', ("", '"care about us"')),
    ("Russian", "Воронцов о мире", ("Воронцов", "мире")),
    ("a Japanese family name", "山田 平和", ("山田", "平和")),
    ("Chinese", "林浩然 关于 和平", ("林浩然", "和平")),
    ("nothing", "  ", ("", "")),
]


@pytest.mark.parametrize(("label", "typed", "parts"), SPLIT)
def test_split(label: str, typed: str, parts: tuple[str, str]) -> None:
    assert INDEX.split(typed) == parts, label


def test_a_mark_inside_a_word_opens_no_phrase() -> None:
    """Hebrew abbreviations have one before their last letter."""
    index = NameIndex([(1, "משה דיין", ('רמטכ"ל דיין',)), (2, "John Carver", ())])
    assert index.split('רמטכ"ל דיין על צה"ל') == ('רמטכ"ל דיין', 'צה"ל')
    assert index.split('רמטכ"ל דיין "שלום עולם"') == ('רמטכ"ל דיין', '"שלום עולם"')
    assert index.split('carver 5" of snow in 6"') == ("carver", '5" of snow in 6"')


def test_names_are_completed_by_any_word_of_them() -> None:
    assert INDEX.complete("mar") == ["Edith R. Marlowe", "Tobias Marlowe"]
    assert INDEX.complete("john q") == ["John Quill Carver"]
    assert INDEX.complete("вор") == ["Dmitri Vorontsov"]
    assert INDEX.complete("林") == ["Abel Linken Moore", "Lin Haoran"]
    assert INDEX.complete("zz") == []
    assert len(INDEX.complete("")) == MAX_COMPLETIONS


def test_everybody_of_one_name_is_too_many_to_ask() -> None:
    index = NameIndex((key, f"Ann Lee{key:04}", ()) for key in range(3 * MAX_MATCHES))
    assert len(index.find("Ann").certain) == MAX_MATCHES
    assert index.find("Ann").has_more
    assert (
        not NameIndex((k, f"Ann Lee{k:04}", ()) for k in range(MAX_MATCHES))
        .find("Ann")
        .has_more
    )


def test_an_empty_library_knows_nobody() -> None:
    assert NameIndex([]).find("Marlowe") == NameMatch()
    assert NameIndex([]).split("Marlowe about bridges") == ("Marlowe", "bridges")


quick = settings(deadline=None)
names = st.text(max_size=30) | st.sampled_from(
    ["Mr.", "T.", "普京", "King", "O'B", "·", "的"]
)


@quick
@given(st.text() | st.lists(names).map(" ".join))
def test_any_text_can_be_typed(text: str) -> None:
    found = INDEX.find(text)
    assert not (found.certain and found.suggestions)
    assert len(found.suggestions) <= 5
    name, rest = INDEX.split(text)
    assert name in " ".join(text.split())
    assert rest in " ".join(text.split()) or rest == text.strip()
    INDEX.complete(text)


@quick
@given(
    st.lists(st.tuples(st.text(max_size=20), st.lists(names, max_size=3)), max_size=8)
)
def test_whoever_is_in_the_index_is_found_by_every_name(
    people: list[tuple[str, list[str]]],
) -> None:
    index = NameIndex((k, name, tuple(also)) for k, (name, also) in enumerate(people))
    for key, (name, also) in enumerate(people):
        for written in (name, *also):
            if 0 < len(fold_name(written).split()) <= 8:
                assert key in index.find(written).certain


@quick
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)
