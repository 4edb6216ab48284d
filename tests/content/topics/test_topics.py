"""Topics: golden cases of invented speeches, and what holds for any text."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.excerpts.excerpts import cut_excerpts
from content.model import Speaker, Transcript, Turn, TurnKind
from content.topics import MAX_TOPICS, Topic, find_topics


def said(text: str, language: str = "en", **fields: object) -> Transcript:
    values: dict[str, object] = {
        "slug": "a",
        "title": "T",
        "language": language,
        "speakers": (Speaker(name="Ada Brook", aliases=("林桥",)),),
        "turns": (Turn(kind=TurnKind.SPEECH, speaker="Ada Brook", text=text),),
    }
    return Transcript(**{**values, **fields})  # type: ignore[arg-type]  # as the tests name them


def topics(transcript: Transcript) -> tuple[Topic, ...]:
    return find_topics(transcript, cut_excerpts(transcript))


def phrases(text: str, language: str = "en") -> list[str]:
    return [topic.phrase for topic in topics(said(text, language))]


@dataclass(frozen=True, kw_only=True)
class Case:
    label: str
    text: str
    found: tuple[str, ...]
    never: tuple[str, ...] = ()
    language: str = "en"


CASES = [
    Case(
        label="a phrase of several words, in its most usual form",
        text="The flood gates of the valley are old. New flood gates cost money. "
        "We shall mend a flood gate in spring, and other flood gates after it.",
        found=("flood gates",),
        never=("flood gate", "flood", "spring", "money"),
    ),
    Case(
        label="a phrase that holds a link",
        text="They ask for freedom of the press. Freedom of the press is no gift. "
        "Whoever fears freedom of the press has something to hide.",
        found=("freedom of the press",),
        never=("freedom of", "of the press"),
    ),
    Case(
        label="what is only a part of a longer name is not named",
        text="The Harbour Bridge Company was founded here. The Harbour Bridge Company "
        "built this. We praise the Harbour Bridge Company.",
        found=("Harbour Bridge Company",),
        never=("Harbour", "Bridge Company", "Harbour Bridge"),
    ),
    Case(
        label="verbs, fillers and dates are no topics",
        text="First of all we must build. Next year we must build the ladders. In May "
        "we build our ladders again, and next year, first of all, more ladders.",
        found=("ladders",),
        never=("build", "next year", "May", "first", "year"),
    ),
    Case(
        label="greetings and the speaker's own name are no topics",
        text="Ladies and gentlemen, dear friends of Millford Hall! I, Ada Brook, speak "
        "of herring. Ada Brook was told that herring is cheap. The herring is not.",
        found=("herring",),
        never=("Ladies", "gentlemen", "friends", "Ada Brook", "Brook"),
    ),
    Case(
        label="a word for anything needs another one beside it",
        text="The question of the system is a question of policy. A fishing policy is "
        "a system. Our fishing policy answers the question of the policy.",
        found=("fishing policy",),
        never=("question", "system", "policy"),
    ),
    Case(
        label="German nouns, whose large letters are no names",
        language="de",
        text="Die Freiheit der Fischer ist alt. Ohne Freiheit der Fischer gibt es keine "
        "Freiheit. Wir verteidigen die Freiheit, und die Freiheit verteidigt uns.",
        found=("Freiheit", "Freiheit der Fischer"),
        never=("verteidigen", "alt"),
    ),
    Case(
        label="Russian, forms of one stem together",
        language="ru",
        text="Речной флот стоит у причала. Без речного флота нет торговли. Мы "
        "строим речной флот, и речной флот кормит нас.",
        found=("речной флот",),
        never=("строим", "нас", "речного флота"),
    ),
    Case(
        label="Chinese, whole words that keep together",
        language="zh",
        text="石桥连着两岸。孩子们走过石桥。修石桥的人老了，石桥还在。我们爱护石桥，"
        "因为石桥就是路。",
        found=("石桥",),
        never=("我们", "桥", "的人"),
    ),
    Case(
        label="Japanese, without its endings",
        language="ja",
        text="図書館は町の宝です。図書館を建てます。子供は図書館で学びます。"
        "古い図書館を直します。",
        found=("図書館",),
        never=("です", "館を"),
    ),
    Case(
        label="French, with a link inside",
        language="fr",
        text="La liberté de la presse est ancienne. Nous défendons la liberté de la "
        "presse. Sans liberté de la presse, pas d'Europe. Sans l'Europe, l'hiver.",
        found=("liberté de la presse", "Europe"),
        never=("défendons", "presse", "la presse", "l'Europe"),
    ),
    Case(
        label="Spanish, singular and plural together",
        language="es",
        text="Nadie repara los puentes viejos. Aquí hay un puente viejo. Queremos los "
        "puentes viejos y nada más.",
        found=("puentes viejos",),
        never=("puente viejo", "Queremos", "nada"),
    ),
    Case(
        label="a language without lists",
        language="fi",
        text="Kalasatama on vanha. Kalasatama tarvitsee laiturin. Me rakastamme "
        "paikkaa, jossa Kalasatama on.",
        found=("Kalasatama",),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_golden(case: Case) -> None:
    found = phrases(case.text, case.language)
    assert set(case.found) <= set(found)
    assert not set(case.never) & set(found)


def test_nobody_is_given_topics_of_commentary_or_doubtful_words() -> None:
    text = "The tram line is loved. A tram line pays. We want the tram line."
    spoken = said(text).turns[0]
    for turn in (
        replace(spoken, doubt="who says this?"),
        replace(spoken, kind=TurnKind.COMMENTARY, speaker=None),
    ):
        assert topics(said("", turns=(turn,))) == ()


def test_each_speaker_is_counted() -> None:
    people = (Speaker(name="Ada Brook"), Speaker(name="Ivo Reed"))
    turns = (
        Turn(kind=TurnKind.SPEECH, speaker="Ada Brook", text="The tram line is late."),
        Turn(
            kind=TurnKind.SPEECH, speaker="Ivo Reed", text="A tram line! A tram line!"
        ),
    )
    (topic,) = topics(said("", speakers=people, turns=turns))
    assert topic.phrase == "tram line"
    assert topic.said == (("Ada Brook", 1), ("Ivo Reed", 2))


def test_what_the_file_names_stands_instead() -> None:
    text = "The tram line is loved. A tram line pays. We want the tram line."
    named = topics(said(text, topics=("Public transport", "the TRAM line")))
    assert [(t.phrase, t.said) for t in named] == [
        ("Public transport", ()),
        ("the TRAM line", (("Ada Brook", 2),)),
    ]
    assert named[0].weight > named[1].weight > max(t.weight for t in topics(said(text)))
    assert topics(said(text, topics=())) == ()


WORDS = [
    "river",
    "bridge",
    "of",
    "the",
    "old",
    "Mill",
    "Hall",
    "we",
    "must",
    "build",
    "peace",
    "和平",
    "石桥",
    "мир",
    "реки",
    ".",
    ",",
    ";",
    "\n",
]
texts = st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)


@settings(max_examples=75, deadline=None)
@given(texts | st.text(max_size=80), st.sampled_from(["en", "de", "ru", "zh", "tr"]))
def test_a_topic_is_a_slice_of_one_excerpt(text: str, language: str) -> None:
    transcript = said(text, language)
    excerpts = cut_excerpts(transcript)
    found = find_topics(transcript, excerpts)
    assert len(found) <= MAX_TOPICS
    assert found == find_topics(transcript, excerpts)
    for topic in found:
        assert topic.key
        assert any(topic.phrase in " ".join(e.text.split()) for e in excerpts)
