"""Tests of chats of a few messages: who wrote each, and what is no chat at all."""

import pytest

from content.formats import read_document
from content.segment import segment


def _lines(*lines: str) -> str:
    return "\n".join(lines)


_PLAIN = {
    "Discord, exported, three of three people": (
        _lines(
            "=" * 62,
            "Guild: Harbour Club\nChannel: Text Channels / general",
            "=" * 62,
            "\n[03-May-24 12:01 PM] Olga#1234\nGuten Morgen zusammen",
            "\n[03-May-24 12:02 PM] Jens#0099\nMorgen, kommt ihr?",
            "\n[03-May-24 12:03 PM] Fatma#7712\nbin gleich da\n",
            "=" * 62,
            "Exported 3 message(s)",
            "=" * 62,
        ),
        [
            ("Olga#1234", "Guten Morgen zusammen"),
            ("Jens#0099", "Morgen, kommt ihr?"),
            ("Fatma#7712", "bin gleich da"),
        ],
    ),
    "Discord, exported, in small letters that go on": (
        _lines(
            "[03-May-24 12:01 PM] bob#1234\nanyone there?\n",
            "[03-May-24 12:02 PM] ada#1234\nyes, hello\n",
            "[03-May-24 12:03 PM] bob#1234\nwhere is the rope",
        ),
        [
            ("bob#1234", "anyone there?"),
            ("ada#1234", "yes, hello"),
            ("bob#1234", "where is the rope"),
        ],
    ),
    "WhatsApp, two messages (French)": (
        _lines(
            "03/05/2024, 12:01 - Léa Morin: Qui a pris les clés ?",
            "03/05/2024, 12:04 - Paul Garnier: Pas moi, je suis rentré tôt.",
        ),
        [
            ("Léa Morin", "Qui a pris les clés ?"),
            ("Paul Garnier", "Pas moi, je suis rentré tôt."),
        ],
    ),
    "IRC, four lines without hours": (
        _lines("<bob> hi", "<ada72> hello", "<bob> nice day", "<ada72> yes"),
        [("bob", "hi"), ("ada72", "hello"), ("bob", "nice day"), ("ada72", "yes")],
    ),
    "IRC, three lines with hours (Russian)": (
        _lines(
            "12:01 < vasya> кто поднял сервер?",
            "12:02 <@mila_k> я, ещё утром",
            "12:02 < vasya> спасибо",
        ),
        [
            ("vasya", "кто поднял сервер?"),
            ("mila_k", "я, ещё утром"),
            ("vasya", "спасибо"),
        ],
    ),
    "Zoom, two messages (German)": (
        _lines(
            "12:01:11 Von Jana Voss an Alle:\n\tKommt jemand heute zum Hafen?",
            "12:02:18 Von Uwe Brandt an Alle:\n\tIch bin ab sechs da.",
        ),
        [
            ("Jana Voss", "Kommt jemand heute zum Hafen?"),
            ("Uwe Brandt", "Ich bin ab sechs da."),
        ],
    ),
    "Slack, copied, the hour below the name": (
        _lines(
            "Maya\n  12:01 PM\nthe pump is leaking again",
            "Joris\n  12:02 PM\nsince when?",
            "Maya\n  12:04 PM\nsince this morning I think",
            "Joris\n  12:09 PM\nI will have a look",
        ),
        [
            ("Maya", "the pump is leaking again"),
            ("Joris", "since when?"),
            ("Maya", "since this morning I think"),
            ("Joris", "I will have a look"),
        ],
    ),
    "Slack, copied, three of whom one writes once": (
        _lines(
            "Maya\n  12:01 PM\nthe pump is leaking again",
            "Joris\n  12:02 PM\nsince when?",
            "Maya\n  12:04 PM\nsince this morning I think",
            "Pat\n  12:09 PM\nI can come at four",
            "Joris\n  12:11 PM\ngreat, bring the wrench",
        ),
        [
            ("Maya", "the pump is leaking again"),
            ("Joris", "since when?"),
            ("Maya", "since this morning I think"),
            ("Pat", "I can come at four"),
            ("Joris", "great, bring the wrench"),
        ],
    ),
    "LINE, three messages (Japanese)": (
        _lines(
            "2024/05/03(金)",
            "12:01\t田中\t明日の集合は何時ですか？",
            "12:02\t鈴木花子\t九時に駅前です。",
            "12:04\t田中\tわかりました。",
        ),
        [
            ("田中", "明日の集合は何時ですか？"),
            ("鈴木花子", "九時に駅前です。"),
            ("田中", "わかりました。"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "said"), _PLAIN.values(), ids=_PLAIN)
def test_a_few_messages_are_their_writers(
    text: str, said: list[tuple[str, str]]
) -> None:
    found = segment(read_document(text.encode(), "chat.txt"))
    assert [(one.speaker, one.text.strip()) for one in found if one.speaker] == said
    assert not any(one.doubtful for one in found if one.speaker)


_THIN = {
    "Discord, copied, two messages": _lines(
        "Ada Brook — Today at 12:01 PM\nI have the key",
        "Tom Ferro — Today at 12:02 PM\non my way",
    ),
    "IRC, two lines": _lines("<ada> hi, all", "<tom> on my way"),
    "a recording, each once": _lines(
        "Ada Brook  0:03\nI open the meeting.\n", "Tom Ferro  0:09\nThe tide is low.\n"
    ),
    "two lines": _lines("Ada: I have the key", "Tom: on my way"),
    "headings": _lines(
        "# Stairs\n", "## Ada\n\nwho has the key?\n", "## Tom\n\nnot me"
    ),
    "Slack, each once, and nobody asks": _lines(
        "Ada Brook  [12:01 PM]\nthe tide is low",
        "Tom Ferro  [12:02 PM]\nI am on my way",
    ),
}


@pytest.mark.parametrize("text", _THIN.values(), ids=_THIN)
def test_thin_evidence_names_the_writers_with_doubt(text: str) -> None:
    name = "chat.md" if text.startswith("#") else "chat.txt"
    found = segment(read_document(text.encode(), name))
    said = [one for one in found if one.speaker]
    assert [str(one.speaker).split()[0].lower() for one in said] == ["ada", "tom"]
    assert all(one.doubtful for one in said)


@pytest.mark.parametrize(
    "text",
    [
        "12:01 Opening by the choir\n12:30 Lunch\n14:00 Race\n15:30 Prizes",
        "Thornley\n12:01\nPlatform 2\nDorn\n12:14\nPlatform 1",
        "[10:00] Ada Brook\nHow we built the quay\n[11:00] Tom Ferro\nOld ropes",
        "Ada Brook\n08:00\nGate\nTom Ferro\n12:00\nCrane\nAda Brook\n16:00\nGate",
        "Ada Brook 0:41:12\nTom Ferro 0:43:02\nLena Hall 0:44:51",
        "<title> Who are we?\n<b> Open from nine\n<i> Closed on Mondays",
        "<port> Name of the port\n<date> Day of the crossing\n<port> may come twice",
        "20:15 <Live> The harbour concert\n21:45 <HD> Ferries\n22:30 <Live> Late talk",
        "2024-05-03 12:01:33    pump    on\n2024-05-03 12:02:11    pump    off",
        "# Pump\n\n### Before use:\n\nRinse it.\n\n### Storage:\n\nKeep it dry.",
        "### storm-king:\n\nA lamp of brass.\n\n### little-owl:\n\nA small lamp.",
        "name: ferry\nport: dorn\nname: crane\nport: netherby",
        "2024-05-03 12:01 - release: new pump\n2024-05-04 09:11 - fix: leak",
    ],
)
def test_lists_and_logs_are_no_chats(text: str) -> None:
    found = segment(read_document(text.encode(), "list.txt"))
    assert not [one.text for one in found if one.speaker]


def test_three_turns_under_names_in_small_letters() -> None:
    text = "### {}:\n\n{}\n\n".format
    said = [
        ("jana-novak", "who has the key?"),
        ("petr", "not me, ask Lena"),
        ("jana-novak", "she has it, thanks"),
    ]
    page = "".join(text(name, words) for name, words in said)
    found = segment(read_document(page.encode(), "chat.md"))
    assert [(one.speaker, one.text.strip()) for one in found if one.speaker] == said


def test_one_person_whose_time_stands_once() -> None:
    text = (
        "Ada Brook 00:00:01\nGood morning. I tell you of the flood.\n\nIt was spring."
    )
    found = segment(read_document(text.encode(), "talk.txt"))
    assert {one.speaker for one in found} == {"Ada Brook"}
    assert all(one.doubtful for one in found)
