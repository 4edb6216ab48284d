"""Tests for whom an introduction names as the sender of a text."""

import pytest

from content.segment.messages.senders.introductions import sender_of


@pytest.mark.parametrize(
    ("introduction", "sender"),
    [
        (
            "Leo una carta del Frente de Vecinos del Valle de Luna:",
            "Frente de Vecinos del Valle de Luna",
        ),
        ("Leio uma carta de Ana Lima, da Cooperativa de Vale Luna:", "Ana Lima"),
        ("Leo una carta de Juan Robles de la Cooperativa Luna:", "Juan Robles"),
        (
            "Leo una carta de Ana de los Robles de la Fuente:",
            "Ana de los Robles de la Fuente",
        ),
        ("from Ada Brook of Skerry, who said I could:", "Ada Brook"),
        (
            "She could not come from Hobart, but she has written to us, and I read it.",
            "",
        ),
        ("Sie konnte nicht aus Lübeck kommen, aber sie hat uns geschrieben:", ""),
        ("I have a letter from Hobart, and I read it:", "Hobart"),
    ],
)
def test_a_preposition_in_a_name_names_nobody_else(
    introduction: str, sender: str
) -> None:
    assert sender_of(introduction, {}) == sender
