"""Tests for texts that are read out, and of which no words say plainly who wrote them."""

import pytest

from content.formats import read_document
from content.segment import segment
from content.segment.result import MIN_CONFIDENCE, Segment, SegmentKind

_RELATIVE = """MIRIAM OAKES: What did you bring us, Tom?

TOM FERRO: A page from the notebook of my grandfather, Piero Ferro, who baked here.

MIRIAM OAKES: Please.

TOM FERRO: It says:

"Never speak before four in the morning, I told my sons, and they never did. Measure the water and look at the flour. Whoever comes first is served first, and the notary comes second."

MIRIAM OAKES: So that is why you whisper.

TOM FERRO: That is why.
"""

_SIGNED = """JUDGE HALL: You may read it.

ANNA VEIT: My father, Otto Brenner, hid it in the oak in the first autumn of the war.

JUDGE HALL: Go on.

ANNA VEIT: I will stand.

"Kate, I did not wake you, for the child had just gone to sleep. The money is in the sugar bowl. If I come back I shall fetch this myself. The oak is hers, all of it. Otto."

So the tree is mine, Your Honour.

JUDGE HALL: Any questions?
"""

_CARD = """MAYOR STRAUB: Before we vote I want you to hear what the school sent me. It came in crayon.

"Dear Mayor, we heard that our pool is to be closed because the pump costs too much. We have collected eighty-six euros, and I hope that helps. For class 4: Louise Rapp, speaker."

MAYOR STRAUB: The money is in my safe.

CLERK DODD: It is noted.

MAYOR STRAUB: Then we vote.
"""

_JAPANESE = """○議長(小田切守君)
七番、永田ちづるさん。

○七番(永田ちづる君)
先週、上平地区にお住まいの岩崎はなさん、九十一歳の方からお手紙をいただきました。朗読いたします。

「わたしは足が悪く、月に二度の車だけが外へ出る用事でございます。運転手さんは、わたしが前に何を借りたか全部おぼえております。本は孫が送ってくれます。」

以上でございます。市長の御所見を伺います。

○市長(堀田健一君)
お答えいたします。
"""


def _messages(text: str) -> list[Segment]:
    found = segment(read_document(text.encode(), "record.txt"))
    return [one for one in found if one.kind is SegmentKind.MESSAGE]


@pytest.mark.parametrize(
    ("text", "sender", "doubted"),
    [
        (_RELATIVE, "Piero Ferro", False),
        (_SIGNED, "Otto Brenner", True),
        (_CARD, "Louise Rapp", True),
        (_JAPANESE, "岩崎はな", True),
    ],
    ids=["relative", "signed", "card", "japanese"],
)
def test_a_text_is_by_whom_the_words_around_it_tell_of(
    text: str, sender: str, *, doubted: bool
) -> None:
    found = _messages(text)
    assert {one.speaker for one in found} == {sender}
    assert all((one.confidence < MIN_CONFIDENCE) is doubted for one in found)


def test_what_somebody_quotes_in_passing_stays_with_who_speaks() -> None:
    text = _RELATIVE.replace("It says:", "He only ever said one thing.").replace(
        "Never speak before four in the morning, I told my sons, and they never did. Measure the water and look at the flour. Whoever comes first is served first, and the notary comes second.",
        "Measure the water.",
    )
    assert _messages(text) == []


def test_a_salutation_needs_no_comma_and_thanks_below_it_end_no_letter() -> None:
    text = """03.05.2024 17.10 - Lone Bak: Nogen der ved noget?
03.05.2024 17.11 - Mikkel Rud: Nej
03.05.2024 17.41 - Lone Bak: Jeg fik mail fra formanden. I får den hele her:

Kære Lone Bak
Tak for Deres henvendelse. Huset er ledigt den 15. juni fra kl. 10.
Prisen er 1.200 kr. samt en kage til bestyrelsen.
Med venlig hilsen
Ulrik Damgaard, formand

03.05.2024 17.42 - Mikkel Rud: Jeg elsker ham allerede
"""
    found = _messages(text)
    assert {one.speaker for one in found} == {"Ulrik Damgaard"}
    assert "Tak for Deres" in " ".join(one.text for one in found)
