"""What leans openly is never offered, however well it is rated otherwise."""

import pytest

from content.excerpts.eligibility import is_barred
from content.excerpts.excerpts import cut_excerpts
from content.excerpts.features.answered_question import question_features
from content.excerpts.features.excerpt_features import read_features
from content.excerpts.features.names import STANDS
from content.excerpts.features.self_containment import self_containment
from content.excerpts.features.sentence_features import SentenceFeatures
from content.language.sentences import sentences
from content.model import Transcript, Turn, TurnKind

ANSWER = "I was born beside the ferry, and my mother carried the lamp every night."


def read(text: str, language: str = "en", question: str = "") -> dict[str, float]:
    said = [SentenceFeatures(each, language) for each in sentences(text, language)]
    features = {**read_features(said), **self_containment(said, question)}
    return {**features, **question_features(question, 70, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "However, certain bridges must be built before the winter."),
        ("en", "Therefore the masons of our valley must have stone."),
        ("en", "I say that for two reasons: I love stone, and I love bread."),
        ("en", "Our masons have found a use of still greater importance."),
        ("en", "The report of our masons records that truth for all to see."),
        ("en", "They are a promise in stone that nobody can break."),
        ("en", "Before this year was out, I asked three things of you."),
        ("de", "Deshalb muss jede Brücke aus Stein gebaut werden."),
        ("fr", "Cependant, nos maçons ont besoin de pierre."),
        ("ru", "Поэтому наши каменщики должны получить камень."),
        ("uk", "Отже, наші мулярі мусять мати камінь."),
        ("ko", "그러므로 우리의 다리는 돌로 지어야 합니다."),
        ("ja", "したがって、橋は石で作らなければなりません。"),
        ("zh", "因此，我们的桥必须用石头建造。"),
        ("hu", "Ezért minden hidat kőből kell építeni."),
        ("en", "But the masons of our valley must have stone."),
        ("en", "So the masons of our valley must have stone."),
        ("cs", "Ale zedníci našeho údolí musí mít kámen."),
        ("en", "The most important, in my opinion, is that masons have stone."),
        ("de", "Eine hieß Olena und mauerte mit uns an der Brücke."),
        ("en", "Masons paid for stone with that $29 billion."),
        ("en", "I rise today to speak about the bridge of our valley."),
        ("it", "Buongiorno a tutti. Mi sentite? Ecco. Sono nata sul ponte."),
    ],
)
def test_it_is_barred(language: str, text: str) -> None:
    assert is_barred(read(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A bridge is a promise in stone that nobody can break."),
        ("en", "However hard the winter is, the ferry carries everybody."),
        ("en", "It is time that our masons had stone and bread."),
        ("en", "So great is our bridge that every mason loves it."),
        ("en", "The first bridge of our valley was made of wood."),
        ("en", "We paid $29 million for stone, and that $29 million is gone."),
        ("en", "Still greater than our bridge is the courage of its masons."),
        ("en", "Thus far and no farther, said the river to our bridge."),
        ("sv", "Därför att floden är bred behöver vi en bro av sten."),
        ("cs", "Proto, že je řeka široká, potřebujeme kamenný most."),
    ],
)
def test_it_does_not(language: str, text: str) -> None:
    features = read(text, language)
    names = ("concludes", "dangling", "replies", "adversative", "that_amount")
    assert not any(features.get(name) for name in names)


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("Where were you born, and what work did your mother do?", False),
        ("And then, what work did your mother do at the ferry?", True),
        ("Did you tell them so, and was that the reason?", True),
        ("And then?", True),
    ],
)
def test_a_question_that_leans_helps_no_answer(question: str, leans: bool) -> None:
    assert is_barred(read(ANSWER, question=question)) is leans


def test_a_question_is_what_but_goes_on_from() -> None:
    text = "But the masons of our valley have stone and bread."
    assert is_barred(read(text))
    assert not is_barred(
        read(text, question="Why does the valley build in stone at all?")
    )


def test_every_bar_is_of_a_feature() -> None:
    features = dict.fromkeys(STANDS, 0.0)
    assert not is_barred(features)
    barred = [name for name in STANDS if is_barred({**features, name: 1.0})]
    asked = [name for name in STANDS if is_barred({**features, "asked": 1.0, name: 1})]
    assert set(barred) - set(asked) == {"pronoun_at_once", "adversative"}
    assert set(asked) - set(barred) == {
        "pronoun_early",
        "question_leans",
        "question_bare",
    }


@pytest.mark.parametrize(("opening", "offered"), [("", True), ("Therefore, ", False)])
def test_it_is_found_and_not_offered(opening: str, offered: bool) -> None:
    said = (
        "our people must build bridges in freedom, for a bridge is a promise in stone."
    )
    text = f"{opening}{said} We shall never sell our river for gold, or our children's hope."
    turn = Turn(
        kind=TurnKind.SPEECH, speaker="Mira Holt", text=text[0].upper() + text[1:]
    )
    transcript = Transcript(
        slug="bridge", title="At the bridge", language="en", turns=(turn,)
    )
    [excerpt] = cut_excerpts(transcript)
    assert excerpt.offered is offered
