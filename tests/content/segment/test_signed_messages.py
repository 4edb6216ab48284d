"""Texts read out that their sender signs alone, with given name and surname."""

import pytest

from content.segment.doubt.whole.signed import signed_messages
from content.segment.pieces import Piece
from content.segment.result import SegmentKind


def _is_signed(sender: str, lines: str) -> bool:
    """Return whether a message is signed; "Before" and "Behind" are its reader's."""
    texts = ["Before", *lines.split(" / "), "Behind"]
    pieces = [
        Piece(
            text=text,
            block=n,
            line=0,
            kind=SegmentKind.SPEECH if text.startswith("B") else SegmentKind.MESSAGE,
            turn=1,
            speaker="Jo Hall" if text.startswith("B") else sender,
        )
        for n, text in enumerate(texts)
    ]
    found = signed_messages(pieces)
    assert found in (frozenset(), frozenset(range(1, len(pieces) - 1)))
    return bool(found)


@pytest.mark.parametrize(
    ("sender", "lines"),
    [
        ("Ada Brook", "Dear sir, / I want my key back. / Yours, / Ada Brook"),
        ("Ada Brook", "Dear sir, / I want my key back. / ADA BROOK / Keeper of keys"),
        (
            "Anna Novak",
            "Das Tor bleibt zu. / Mit freundlichen Grüßen, Anna Novak, Wirtin",
        ),
        ("Pedro Lago", "«A ponte está fechada. / O vosso irmão, Pedro Lago.»"),
        (
            "Zehra Aydın",
            "“Bir görevli istiyoruz. / Arz ederim. Okul Müdürü Zehra Aydın.”",
        ),
        (
            "Пилип Орленко",
            "«Я маю книжку. / Я його поверну. Пилип Орленко, квиток 214».",
        ),
        ("Émile Roux", "Attends l'herbe. / Après tu feras ce que tu veux. Émile Roux."),
        ("Kerstin Holm", "Jag kommer i maj. / Din syster, Kerstin Holm"),
    ],
)
def test_the_last_words_are_the_plain_name_of_the_sender(
    sender: str, lines: str
) -> None:
    assert _is_signed(sender, lines)


@pytest.mark.parametrize(
    ("sender", "lines"),
    [
        ("Ada Brook", "Dear sir, / I want my key back."),
        ("Ada Brook", "Ada Brook was my aunt. / I want her key back."),
        ("Ada Brook", "I want my key. Ada Brook has it. She will not give it to me."),
        ("Ada Brook", "We want our keys. / Tom Ferro / Ada Brook"),
        ("Rubén Lago", "Esperamos. / Rubén Lago, presidente; Gladys Mora, secretaria."),
        ("Marta Kral", "Chceme klíče. Marta Kral a Petr Holub"),
        ("Gil Moura", "Senhor ministro, / Ele escreveu assim. / Vosso, Gil Moura.»"),
        ("Harbour Office", "The gate stays shut. / Harbour Office"),
        ("Petra Lind", "Die Bohlen werden geprüft. / Im Auftrag / Petra Lind"),
        ("Petra Lind", "“It is shut. / For and on behalf of the Club / Petra Lind”"),
        ("Stefania Orlandi", "La mensa è fredda. / Per il Comitato, Stefania Orlandi"),
        ("Petra Lago", "Solicitamos la reapertura. / La Asociación / Petra Lago"),
        ("Karla Hojná", "„Nežádám náhradu. S pozdravem Karla Hojná, Lipová 7“"),
        ("Gwen", "I thought you would like to know that. Gwen."),
    ],
)
def test_others_sign_beside_or_nobody_does(sender: str, lines: str) -> None:
    assert not _is_signed(sender, lines)
