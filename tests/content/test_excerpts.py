"""Excerpts stand on their own, give the turn back, and serve only what is somebody's."""

import time
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.cutting import MOST_CHARACTERS, MOST_SENTENCES
from content.excerpts import Excerpt, cut, joined
from content.model import Kind, Speaker, Transcript, Turn
from content.sentences import sentences

ORATOR = Speaker(name="Tobias Marlowe")
CROWD = Speaker(name="A voice from the gallery", voice=True)

FERRY = "The old ferry carried forty thousand people a year across this river for a century."
FLOOD = "In the spring of the great flood the crossing sank with everything aboard, and the town was cut off for nine weeks."
BRIDGE = (
    "A town that cannot reach its own hospital in an hour is not a town but a camp."
)
STONE = "Our masons have quarried stone enough for eleven arches, and they ask no more than last year's wage."
VOTE = "I ask this assembly to vote the money today, in daylight, by name."
THIS = "This is what our neighbours call extravagance, and I call it arithmetic."


def spoken(text: str, language: str = "en", **turn: str) -> Transcript:
    return Transcript(
        slug="bridge",
        title="On the bridge",
        language=language,
        speakers=(ORATOR, CROWD),
        turns=(
            Turn(
                kind=Kind(turn.get("kind", "speech")),
                text=text,
                speaker=turn.get("speaker", ORATOR.name) or None,
                doubt=turn.get("doubt", ""),
            ),
        ),
    )


def texts(text: str, language: str = "en") -> list[str]:
    return [excerpt.text for excerpt in cut(spoken(text, language))]


def test_a_paragraph_of_a_good_size_is_an_excerpt() -> None:
    first, second = f"{FERRY} {FLOOD}", f"{BRIDGE} {STONE} {VOTE}"
    assert texts(f"{first}\n\n{second}") == [first, second]


def test_it_is_not_cut_before_a_word_that_points_back() -> None:
    said = f"{FERRY} {FLOOD} {BRIDGE} {STONE} {VOTE} {STONE} {THIS} {FERRY} {FLOOD}"
    assert not any(text.startswith("This") for text in texts(said))


@pytest.mark.parametrize(
    "opener",
    ["He", "They", "But", "And so", "Therefore", "However,", "The second", "Such"],
)
def test_nor_before_one_that_goes_on(opener: str) -> None:
    back = f"{opener} {STONE[0].lower()}{STONE[1:]}"
    said = f"{FERRY} {FLOOD} {BRIDGE} {STONE} {VOTE} {back} {FERRY} {FLOOD} {BRIDGE}"
    assert not any(text.startswith(opener) for text in texts(said))


def test_a_paragraph_too_short_to_stand_joins_its_neighbour() -> None:
    said = f"We need three things:\n\n{STONE} {VOTE} {BRIDGE}"
    assert texts(said) == [said]


def test_a_paragraph_that_goes_on_from_the_last_joins_it() -> None:
    said = f"{FERRY} {VOTE}\n\nAnd so {STONE[0].lower()}{STONE[1:]} {BRIDGE}"
    assert texts(said) == [said]


def test_a_longer_paragraph_that_stands_does_not() -> None:
    said = f"{FERRY} {VOTE}\n\n{STONE} {BRIDGE}"
    assert texts(said) == said.split("\n\n")


def test_a_salutation_stands_apart_and_is_not_offered() -> None:
    said = (
        f"Dear friends and colleagues,\n\n{FERRY} {FLOOD}\n\nThank you all very much."
    )
    assert [(e.text[:12], e.servable) for e in cut(spoken(said))] == [
        ("Dear friends", False),
        ("The old ferr", True),
        ("Thank you al", False),
    ]


def test_a_question_keeps_its_answer() -> None:
    asked = "Who is to pay for it, and when, and out of whose pocket exactly?"
    said = f"{FERRY} {FLOOD} {STONE} {asked} {VOTE} {BRIDGE} {FERRY} {FLOOD}"
    assert not any(text.endswith("?") for text in texts(said))


def test_a_quotation_is_not_cut_apart() -> None:
    quoted = f"“{BRIDGE} {STONE}”"
    said = f"{FERRY} {FLOOD} {FERRY} The mayor told me: {quoted} {VOTE} {FLOOD} {FERRY}"
    for text in texts(said):
        assert text.count("“") == text.count("”")


def test_applause_stays_with_what_was_applauded() -> None:
    said = f"{FERRY} {FLOOD} {BRIDGE} (Applause.) {STONE} {VOTE} {FERRY} (Applause.)"
    assert not any(text.startswith("(") for text in texts(said))


def test_one_long_sentence_is_one_excerpt() -> None:
    long = (
        "We shall build " + ", and build again, and mend what we have built" * 20 + "."
    )
    assert len(long) > MOST_CHARACTERS
    assert texts(f"{FERRY} {FLOOD} {long} {VOTE} {STONE}")[1] == long


UNSERVED = [
    (
        "greeting",
        "en",
        "Good evening, ladies and gentlemen, and welcome to our town hall.",
    ),
    (
        "thanks",
        "en",
        "Thank you for your attention and for your patience this evening.",
    ),
    ("procedure", "en", "I will now make a speech."),
    ("closing", "en", "The meeting is adjourned until nine o'clock tomorrow morning."),
    ("slide", "en", "Next slide, please, and then the one after that, if you will."),
    (
        "floor",
        "en",
        "I yield the floor to the honourable member for the river district.",
    ),
    ("salutation", "en", "Mr. Speaker, members of the assembly, my fellow citizens:"),
    ("a fragment", "en", "We shall see."),
    ("a short question", "en", "How long will the builders need for all of it, then?"),
    (
        "the rest of a sentence",
        "en",
        "and stone enough for eleven arches, said our Masons.",
    ),
    (
        "a signature",
        "en",
        "Tobias Marlowe, Mayor of the Town of Upper Kestrel, May 17, 1931.",
    ),
    ("figures", "en", "1921: 4,000,000; 1922: 5,250,000; 1923: 7,300,000 crowns, net."),
    (
        "it points back",
        "en",
        "They told me so themselves on the quay that very morning.",
    ),
    (
        "a dangling lead",
        "en",
        "Our masons have asked the assembly for the following things:",
    ),
    (
        "German greeting",
        "de",
        "Sehr geehrte Damen und Herren, liebe Freunde der Brücke!",
    ),
    ("German thanks", "de", "Ich danke Ihnen herzlich für Ihre Aufmerksamkeit."),
    ("Russian greeting", "ru", "Уважаемые коллеги, дорогие друзья, дамы и господа!"),
    ("Russian thanks", "ru", "Спасибо вам большое за внимание и терпение."),
    (
        "Chinese greeting",
        "zh",
        "尊敬的各位来宾，女士们、先生们，朋友们，同志们，大家晚上好！",
    ),
    (
        "Chinese thanks",
        "zh",
        "谢谢大家的耐心和支持，再次感谢各位来宾和各位代表的光临。",
    ),
    ("French greeting", "fr", "Mesdames et Messieurs, chers amis, chers collègues,"),
    ("Spanish thanks", "es", "Muchas gracias por su atención y por su paciencia."),
]


@pytest.mark.parametrize(("label", "language", "said"), UNSERVED)
def test_kept_but_not_offered(label: str, language: str, said: str) -> None:
    (excerpt,) = cut(spoken(said, language))
    assert excerpt.text == said
    assert not excerpt.servable, label


SERVED = [
    ("a plain thought", "en", VOTE),
    ("this city", "en", "This city was built by people who could not swim."),
    ("those who", "en", "Those who sold us the ferry knew that its keel was rotten."),
    (
        "an impersonal it",
        "en",
        "It is time to build in stone what we promised in timber.",
    ),
    (
        "citizens as a subject",
        "en",
        "Citizens of this town must never again wait for a boat.",
    ),
    (
        "a call to act",
        "en",
        "I call upon this assembly to build in stone, and to begin now.",
    ),
    (
        "German",
        "de",
        "Diese Stadt wurde von Menschen gebaut, die nicht schwimmen konnten.",
    ),
    ("Russian", "ru", "В этом году мы построим мост, которого ждали наши деды."),
    ("Chinese", "zh", "今年我们要建成祖辈们盼望已久的那座大桥，让孩子们平安过河。"),
    ("French", "fr", "Il faut bâtir en pierre ce que nous avons promis en bois."),
    ("Spanish", "es", "Esta ciudad fue construida por gente que no sabía nadar."),
    ("no table", "fi", "Tämä kaupunki rakennettiin kivestä eikä koskaan puusta."),
]


@pytest.mark.parametrize(("label", "language", "said"), SERVED)
def test_offered(label: str, language: str, said: str) -> None:
    (excerpt,) = cut(spoken(said, language))
    assert excerpt.servable, label


NOBODYS = [
    ("a stage direction", {"kind": "stage", "speaker": ""}),
    ("a heading", {"kind": "heading", "speaker": ""}),
    ("commentary", {"kind": "commentary", "speaker": ""}),
    ("boilerplate", {"kind": "boilerplate", "speaker": ""}),
    ("in doubt", {"doubt": "The label was unclear."}),
    ("a voice", {"speaker": CROWD.name}),
    ("nobody known", {"speaker": ""}),
]


@pytest.mark.parametrize(("label", "turn"), NOBODYS)
def test_what_is_not_surely_somebodys_is_cut_but_not_offered(
    label: str, turn: dict[str, str]
) -> None:
    found = cut(spoken(f"{FERRY} {FLOOD}", **turn))
    assert [excerpt.text for excerpt in found] == [f"{FERRY} {FLOOD}"]
    assert not found[0].servable, label


def test_a_message_is_offered_as_its_authors() -> None:
    turn = Turn(kind=Kind.MESSAGE, text=STONE, speaker=ORATOR.name, read_by="Ann Lee")
    (excerpt,) = cut(Transcript(slug="a", title="A", speakers=(ORATOR,), turns=(turn,)))
    assert (excerpt.speaker, excerpt.read_by) == (ORATOR.name, "Ann Lee")
    assert excerpt.servable


_SAID = (FERRY, STONE, THIS, "Thank you.", "Why?", "We say:", "今天我们很高兴。")
_BETWEEN = (
    "“No.",
    "”",
    "(Applause.)",
    "1. ",
    "\n\n",
    "\n",
    "\r\n",
    " ",
    "\t",
    "\u3000",
)
scraps = st.sampled_from([*_SAID, *_BETWEEN, "\x1c", "\ud800", "…"])
anything = st.one_of(st.text(), st.lists(scraps, max_size=30).map(" ".join))
languages = st.sampled_from(["en", "de", "ru", "zh-Hans", "fr", "es", "fi", ""])


@settings(max_examples=300, deadline=None)
@given(st.lists(anything, max_size=3), languages)
def test_excerpts_joined_are_the_turn(said: list[str], language: str) -> None:
    turns = tuple(
        Turn(kind=Kind.SPEECH, text=text, speaker=ORATOR.name) for text in said
    )
    found = cut(
        Transcript(
            slug="a", title="A", language=language, speakers=(ORATOR,), turns=turns
        )
    )
    assert [excerpt.position for excerpt in found] == list(range(len(found)))
    by_turn = {n: list(group) for n, group in groupby(found, lambda e: e.turn)}
    for number, text in enumerate(said):
        assert joined(by_turn.get(number, [])) == (text if text.strip() else "")
        for excerpt in by_turn.get(number, []):
            assert_is_an_excerpt(excerpt, language)


def assert_is_an_excerpt(excerpt: Excerpt, language: str) -> None:
    assert excerpt.text == excerpt.text.strip() != ""
    assert not excerpt.lead.strip() + excerpt.trail.strip()
    inside = sentences(excerpt.text, language)
    assert len(excerpt.text) <= MOST_CHARACTERS or len(inside) == 1
    assert len(inside) <= MOST_SENTENCES


@pytest.mark.parametrize(
    "scrap",
    ["(", "he ", "this, ", "“", '"', "¿", "\n\n", "A.\n\n", "let me ", "1. ", "这"],
)
def test_odd_text_takes_linear_time_too(scrap: str) -> None:
    said = scrap * 50_000
    start = time.process_time()
    assert joined(cut(spoken(said, "zh" if scrap == "这" else "en"))) in {said, ""}
    assert time.process_time() - start < 10


def test_megabytes_in_one_turn_take_linear_time() -> None:
    said = f"{FERRY} {FLOOD} {BRIDGE} {THIS} {STONE} {VOTE} " * 4_000
    start = time.process_time()
    assert joined(cut(spoken(said))) == said
    assert time.process_time() - start < 20
