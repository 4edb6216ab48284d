"""What a card shows, and what it links to."""

from dataclasses import replace

import pytest

from bot.faces.telegram.outgoing.text import one_message
from handlers.contract.reply import ParagraphRole, command_button
from handlers.text.card import card, link_to
from tests.handlers.saves.test_formats import EXCERPT

WORDS = "#:~:text=The%20river%20is%20only%20water%20now."


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("https://example.org/bridge", f"https://example.org/bridge{WORDS}"),
        ("https://example.org/?id=7", f"https://example.org/?id=7{WORDS}"),
        ("https://example.org/#speech-7", "https://example.org/#speech-7"),
        ("Record 7 (https://example.org/7).", f"https://example.org/7{WORDS}"),
        ("<https://example.org/a_(b)>, p. 3", f"https://example.org/a_(b){WORDS}"),
        ("http://example.org/", ""),
        ("The mayor's office, https://example.org", ""),
        ("https://[", ""),
        ("An old newspaper", ""),
    ],
)
def test_a_link_leads_to_a_page_that_may_have_the_words(source: str, link: str) -> None:
    assert link_to(replace(EXCERPT, source=source)) == link


@pytest.mark.parametrize(
    ("asked_by", "shown"), [("Mira Holt", "Mira Holt: Why?"), ("", "Question: Why?")]
)
def test_an_answer_has_its_question_above_it(asked_by: str, shown: str) -> None:
    answer = replace(EXCERPT, question="Why?", asked_by=asked_by)
    reply = card(answer, comments=0, another=command_button("Another", "quote"))
    question, words, *_ = reply.paragraphs
    assert (question.role, question.text) == (ParagraphRole.QUESTION, shown)
    assert words.role is ParagraphRole.QUOTATION


def test_no_question_takes_the_place_of_a_long_answer() -> None:
    answer = replace(EXCERPT, text="word " * 790, question="Why?", asked_by="M" * 200)
    sent = one_message(card(answer, comments=0, another=command_button("A", "quote")))
    roles = [paragraph.role for paragraph in sent.paragraphs]
    assert roles[0] is ParagraphRole.QUOTATION


def test_a_place_is_set_for_the_eye_as_words_are() -> None:
    said = replace(EXCERPT, place="Soldiers' Cemetery")
    reply = card(said, comments=0, another=command_button("Another", "quote"))
    assert "Soldiers’ Cemetery" in reply.text
