"""Which excerpts are offered, and which are only kept."""

from dataclasses import replace

import pytest

from content.excerpts.excerpts import cut_excerpts
from content.excerpts.quotability import read_weights
from content.model import Transcript, Turn, TurnKind
from tests.fakes.libraries.bridge import (
    CROWD,
    FERRY,
    FLOOD,
    ORATOR,
    STONE,
    VOTE,
    spoken,
)

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
    (excerpt,) = cut_excerpts(spoken(said, language))
    assert excerpt.text == said
    assert not excerpt.servable, label
    assert not excerpt.offered, label


SERVED = [
    ("a plain thought", "en", VOTE),
    ("this city", "en", "This city was built by people who could not swim."),
    (
        "those who",
        "en",
        "Those who sold our town its ferry in spring knew that every plank was rotten.",
    ),
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
    (
        "Spanish",
        "es",
        "Esta ciudad fue construida por gente que no sabía nadar ni leer.",
    ),
    (
        "Finnish",
        "fi",
        "Tämä kaupunki rakennettiin kivestä, jotta lapsemme pääsisivät kotiin.",
    ),
]


@pytest.mark.parametrize(("label", "language", "said"), SERVED)
def test_offered(label: str, language: str, said: str) -> None:
    (excerpt,) = cut_excerpts(spoken(said, language))
    assert excerpt.servable, label
    assert excerpt.offered, label


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
    found = cut_excerpts(spoken(f"{FERRY} {FLOOD}", **turn))
    assert [excerpt.text for excerpt in found] == [f"{FERRY} {FLOOD}"]
    assert not found[0].servable, label
    assert not found[0].offered, label


def test_a_message_is_offered_as_its_authors() -> None:
    turn = Turn(
        kind=TurnKind.MESSAGE, text=STONE, speaker=ORATOR.name, read_by="Ann Lee"
    )
    (excerpt,) = cut_excerpts(
        Transcript(slug="a", title="A", speakers=(ORATOR,), turns=(turn,))
    )
    assert (excerpt.speaker, excerpt.read_by) == (ORATOR.name, "Ann Lee")
    assert excerpt.servable
    assert excerpt.offered


def test_what_a_librarian_has_read_is_offered_whatever_its_score() -> None:
    said = spoken("They told me so themselves on the quay that very morning.", "en")
    read = replace(said, offered=("They told me so themselves",))
    (named,) = cut_excerpts(read)
    assert named.offered
    assert named.score >= read_weights().tiers[0] > cut_excerpts(said)[0].score
    both = replace(read, not_offered=read.offered)
    assert not any(each.offered for each in cut_excerpts(both))
    nobodys = replace(read, turns=(replace(said.turns[0], doubt="Who?"),))
    assert not any(each.offered for each in cut_excerpts(nobodys))
