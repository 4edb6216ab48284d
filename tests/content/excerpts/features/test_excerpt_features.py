"""Each feature is read where it is, and not where it only looks so."""

import pytest

from content.excerpts.features.excerpt_features import Place, read_features
from content.excerpts.features.sentence_features import SentenceFeatures
from content.excerpts.features.surroundings import Surroundings
from content.excerpts.quotability import rate, read_weights
from content.language.sentences import sentences

FEATURES = [
    ("pronoun_at_once", "en", "Because of them, the harbour stands empty."),
    ("pronoun_early", "en", "The masons built it with bare hands in one winter."),
    ("pointer_early", "en", "With this money, our masons could build two bridges."),
    ("pointer_early", "en", "Relief from this burden would help every ferryman."),
    ("pointer_early", "en", "The former opinion has many friends in the valley."),
    ("pointer_middle", "en", "Our masons asked the assembly twice about these tolls."),
    ("pointer_early", "en", "The tolls of that bridge are low."),
    ("weak_pointer_early", "en", "Our masons also want bread."),
    ("time", "en", "The old ferry has carried everybody thus far."),
    ("time", "en", "Our masons came back to the river three weeks later."),
    ("likeness_early", "en", "I could give similar examples from every valley."),
    ("likeness_later", "en", "Our masons and ferrymen in the valley ask the same."),
    ("elision", "en", "I think that is the question of our valley."),
    ("elision", "en", "I was. I was at the ferry with a lamp."),
    ("unnamed", "en", "In a winter without bread, she crossed the river alone."),
    (
        "later_paragraph",
        "en",
        "Our masons build in stone.\n\nThese are the stones of our valley.",
    ),
    ("pronoun_middle", "en", "Our masons, our ferrymen and our smiths pay for it."),
    ("pointer_early", "en", "Our masons crossed that bridge."),
    ("pointer_middle", "en", "Our masons in the valley complain of tolls thus raised."),
    ("pointer_early", "en", "Our ferrymen pay those tolls every spring."),
    ("pronoun_early", "en", "We dare not tempt them with low tolls."),
    ("likeness_early", "en", "The bridge is yet more useful to our valley."),
    ("continuation", "en", "And fifth, we must pay the masons."),
    ("link", "en", "In spring, for example, our river brings back the stones."),
    ("link", "ru", "Весной наша река, например, не приносит нам камней."),
    ("likeness_early", "pl", "Most jest jeszcze ważniejszy dla naszej doliny."),
    ("continuation", "ko", "그러나 우리는 다리를 기다렸습니다."),
    ("short_and_free", "en", "A bridge is a promise in stone."),
    ("long_words", "en", "Administrative simplification precedes bridges."),
    ("offices", "en", "The committee has reported on tariffs for the ferry."),
    ("offices", "de", "Der Ausschuss berät über die Zölle der Fähre."),
    ("offices", "fi", "Valiokunta antoi mietinnön lautan budjetista."),
    ("offices", "ja", "委員会は橋の予算を審議しました。"),
    ("principle", "en", "Freedom must never be bought with the fear of children."),
    ("courtesy", "en", "I wish you good luck, and welcome you to our ferry."),
    ("measures", "en", "The quarry gave two million tonnes of stone."),
    ("addressed", "en", "What do you think about the price of your stone?"),
    ("asks", "en", "The masons have come home. Who paid for the stone?"),
    ("continuation", "en", "In other words, nobody paid for the stone."),
    ("continuation", "en", "Each looked for an easier way over the river."),
    ("time", "de", "Bislang hat niemand einen Stein bezahlt."),
    ("likeness_early", "de", "Ebenso denken unsere Maurer."),
    ("time", "fr", "Jusqu’ici, un bateau suffisait à notre vallée."),
    ("likeness_early", "es", "De la misma manera piensan los albañiles."),
    ("time", "ru", "С тех пор наши каменщики ждут хлеба."),
    ("likeness_early", "zh", "同样的石头可以造两座桥。"),
    ("time", "ko", "지금까지 우리는 다리를 기다렸습니다."),
    ("courtesy", "it", "Ringrazio tutti i muratori della valle."),
    ("link", "en", "The river, however, does not wait for the assembly."),
    ("link", "en", "In spring our river, on the contrary, brings back the stones."),
    ("continuation", "en", "In like manner I ask for a second ferry."),
    ("continuation", "en", "Exactly, and nobody paid for the stones."),
    ("counted", "en", "Second, we must pay the masons."),
    ("thing_first", "en", "The bill deserves the vote of every member."),
    ("thing", "en", "Nobody in our valley has read the report."),
    ("hypothetical", "en", "A bridge would carry twice as many people."),
    ("scrap_opening", "en", "Nobody came. The ferry sank with everything aboard."),
    ("procedure", "en", "I transmit herewith the report of the secretary of war."),
    ("figures", "en", "The bridge cost 4,000,000 crowns."),
    ("list", "en", "We need stone; we need lime; we need masons; we need time."),
    ("question", "en", "Who among us has never waited for the ferry in the rain?"),
    ("formula", "en", "Thank you very much for your patience tonight."),
    ("claims", "en", "Freedom must never be bought with the fear of children."),
    ("unbalanced", "en", "The mayor said: “We shall build in stone."),
    ("torn_start", "en", "and nobody paid for the Stones."),
    ("torn_end", "en", "Our masons ask for the following things:"),
    ("furniture", "en", "Read all of it on www.example.org and tell your friends."),
    ("pointer_early", "de", "Mit diesen Steinen bauen wir zwei Brücken."),
    ("link", "de", "Der Fluss wartet jedoch nicht auf die Versammlung."),
    ("continuation", "de", "Doch, jede Nacht zwischen zwei und vier."),
    ("pointer_early", "fr", "Avec ces pierres, nous bâtirons deux ponts."),
    ("link", "fr", "Le fleuve, cependant, n’attend pas nos débats."),
    ("pointer_early", "es", "Con estas piedras construiremos dos puentes."),
    ("link", "es", "El río, sin embargo, no espera a nadie."),
    ("pointer_early", "it", "Con queste pietre costruiremo due ponti."),
    ("pointer_early", "pt", "Com estas pedras vamos construir duas pontes."),
    ("pointer_early", "nl", "Met deze stenen bouwen wij twee bruggen."),
    ("pronoun_at_once", "ru", "Без них мы не построили бы моста."),
    ("link", "ru", "Река, однако, никого не ждёт."),
    ("pointer_early", "pl", "Z tych kamieni zbudujemy dwa mosty."),
    ("pointer_early", "sv", "Med dessa stenar bygger vi två broar."),
    ("pronoun_at_once", "fi", "Hän ei ole puhunut minulle lokakuun jälkeen."),
    ("pointer_early", "zh", "这些石头可以造两座桥。"),
    ("pronoun_at_once", "ja", "彼女は橋を渡らなかった。"),
    ("named_before", "en", "Our masons need, for all of these tolls, more stone."),
    ("named_before", "en", "Our masons, therefore, ask for stone."),
    ("named_before", "en", "In spring, our masons can help in this respect."),
    ("named_before", "de", "Unsere Maurer haben in diesem Zusammenhang nie geklagt."),
    ("named_before", "ko", "우리는 이러한 다리를 기다렸습니다."),
    ("named_before", "ja", "私たちはこのような橋を待っていました。"),
    ("named_before_next", "en", "Our masons wait. Nobody has paid for these stones."),
    ("elision", "ko", "다리가 없기 때문입니다. 우리는 돌을 기다렸습니다."),
    ("continuation", "en", "Number two, we must pay the masons."),
    ("continuation", "it", "Infatti, nessuno ha pagato i muratori."),
    ("named", "en", "The masons of Ulm went to Martha Lund in Bergen."),
    ("resolve", "en", "Let us build in stone what we promised in timber."),
    ("resolve", "ko", "우리는 다리를 기다렸습니다."),
    (
        "later_salutation",
        "en",
        "Nobody was paid.\n\nMy fellow citizens!\n\nWe need stone.",
    ),
    ("salutation_end", "en", "The bridge will stand.\n\nMy fellow citizens!"),
    ("salutation_end", "de", "Die Brücke wird stehen.\n\nMeine Damen und Herren!"),
    ("salutation_end", "ko", "다리를 세우겠습니다.\n\n존경하는 국민 여러분!"),
    ("unknown_language", "en", "Καλημέρα σας και καλή εβδομάδα σε όλους."),
    ("unknown_language", "eo", "Ni konstruos ponton el ŝtono por niaj infanoj."),
]


def read(
    text: str, language: str = "en", place: Place = Place.UNKNOWN
) -> dict[str, float]:
    said = [SentenceFeatures(each, language) for each in sentences(text, language)]
    return read_features(said, place)


@pytest.mark.parametrize(("feature", "language", "text"), FEATURES)
def test_a_feature_is_read(feature: str, language: str, text: str) -> None:
    assert read(text, language).get(feature), feature


NO_FEATURES = [
    ("en", "Those who sold us the ferry knew that its keel was rotten."),
    ("en", "This year our masons will close the last arch."),
    ("en", "There is no bridge without masons."),
    ("en", "It is time to build in stone what we promised in timber."),
    ("en", "We have never again sold a ferry to each other."),
    ("en", "A nation that builds so far from its rivers forgets how to swim."),
    ("en", "There is nothing in our valley that is dearer than bread."),
    ("de", "In diesem Jahr schließen unsere Maurer den letzten Bogen."),
    ("fr", "Il faut bâtir en pierre ce que nous avons promis en bois."),
    ("es", "Este año nuestros albañiles cierran el último arco."),
    ("ru", "В этом году наши каменщики закроют последнюю арку."),
    ("zh", "今年我们要建成祖辈们盼望已久的大桥。"),
]


@pytest.mark.parametrize(("language", "text"), NO_FEATURES)
def test_what_only_looks_like_a_pointer_is_none(language: str, text: str) -> None:
    found = {name for name, value in read(text, language).items() if value}
    assert not found & {
        "pointer_early",
        "pointer_middle",
        "pronoun_at_once",
        "weak_pointer_early",
        "likeness_early",
        "link",
        "time",
        "elision",
        "unnamed",
    }


def test_the_more_is_said_before_a_pointer_the_less_it_weighs() -> None:
    weights = read_weights().features["stands"]
    assert weights["pointer_early"] < weights["pointer_middle"]
    assert weights["pointer_middle"] < weights["pointer_later"] <= 0


def test_who_was_named_in_the_sentence_may_be_a_pronoun() -> None:
    assert not read("When the ferry sank, Martha Lund said she had seen it.").get(
        "unnamed"
    )
    assert read("When the ferry sank, the widow said she had seen it.").get("unnamed")


def test_first_words_stand_better_than_an_answer() -> None:
    text = "A town that has no bridge has no neighbours, and nobody to quarrel with."
    chances = [
        rate(read(text, place=place)).stands
        for place in (Place.ANSWER, Place.PARAGRAPH, Place.FIRST_WORDS)
    ]
    assert chances == sorted(chances)
    assert chances[0] < chances[-1]


def read_within(text: str) -> dict[str, float]:
    """Return the features of the last sentence of a paragraph."""
    said = [SentenceFeatures(each, "en") for each in sentences(text, "en")]
    return read_features(said[-1:], before=said[-2])


def test_the_sentence_before_an_excerpt_counts() -> None:
    short = read_within("We need stone. A nation is built by its masons.")
    long = read_within(
        "Our fathers carried every stone of it over the river in one hard winter. "
        "A nation is built by its masons."
    )
    asked = read_within("Who builds a nation in stone? A nation is its masons.")
    apart = read_within("We need stone.\n\nA nation is built by its masons.")
    assert short["within_paragraph"] == long["within_paragraph"] == 1
    assert short["after_short"] == 1 > long["after_short"]
    assert short["brief_within"] > apart["brief_within"] == 0
    assert asked["after_question"] == 1 > short["after_question"]
    assert not apart["within_paragraph"]
    assert not apart["after_short"]


def test_words_to_the_listeners_are_no_bare_salutation() -> None:
    assert not read("다리를 세우겠습니다. 국민 여러분께 감사드립니다.", "ko")[
        "salutation_end"
    ]
    assert not read("We need stone. My fellow citizens must help us.")["salutation_end"]


def test_a_short_saying_that_leans_on_something_is_none() -> None:
    assert not read("They are a promise in stone.").get("short_and_free")


def test_what_is_around_an_excerpt_counts_but_not_itself() -> None:
    account = "The committee reported on tariffs and exports. " * 9
    plain = "The river carried the boats to the sea at night. " * 9
    said = "Our masons went home in spring. "

    def around(before: str, after: str) -> dict[str, float]:
        parts = [sentences(each, "en") for each in (before, said, after)]
        turn = [SentenceFeatures(each, "en") for part in parts for each in part]
        start = len(parts[0])
        return Surroundings(turn).around(start, start + 1)

    assert around(account, account)["offices_around"] == 1.0
    assert 0.0 < around(plain, account)["offices_around"] <= 1.0
    assert not around(plain, plain)
    alone = [SentenceFeatures("The committee reported on tariffs in 1901.", "en")]
    assert not Surroundings(alone).around(0, 1)
