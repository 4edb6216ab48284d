"""The day of an event that a sentence tells, on a page that declares when it was published."""

import pytest

from content.document import Document
from content.draft.transcript import draft_transcript
from content.formats.plain.reader import read_text
from content.segment import segment

PUBLISHED, EVENT = "2019-05-10", "2019-05-03"
TALK = "Ada Brook: I have waited nine years.\nTom Roe: And so have I, I say.\n"


def dated(
    head: str, talk: str = TALK, *, language: str = "en", declared: str = PUBLISHED
) -> str:
    blocks = read_text(f"The bridge of Dorn\n\n{head}\n\n{talk}")
    document = Document(blocks=blocks, date=declared, language=language)
    return draft_transcript(segment(document), document, name="talk.txt").date


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", "On 3 May 2019, the council met in the hall."),
        (
            "en",
            "Address delivered by Ada Brook in the hall of Dorn on Friday, 3 May 2019.",
        ),
        ("en", "Held in the hall of Dorn, on Friday, 3 May 2019, at 3 p.m."),
        ("de", "Die Rede wurde am 3. Mai 2019 in Dorn gehalten."),
        ("fr", "Discours prononcé à Dorn le 3 mai 2019, devant le conseil."),
        ("es", "Conversación celebrada en Dorn el 3 de mayo de 2019."),
        ("pl", "Rozmowa odbyła się 3 maja 2019 r. w Dornie."),
        ("cs", "Proslov pronesla starostka v pátek 3. května 2019 na náměstí v Dornu."),
        ("hu", "A beszéd 2019. május 3-án a dorni iskolában elhangzott szöveg."),
    ],
)
def test_a_sentence_tells_the_day_of_the_event(language: str, head: str) -> None:
    assert dated(head, language=language) == EVENT


def test_it_goes_before_a_printed_day_of_publication() -> None:
    head = "Dorn Herald, 10 May 2019\n\nIn the hall the council met on 3 May 2019."
    assert dated(head, declared="") == EVENT


@pytest.mark.parametrize(
    "head",
    [
        "The bridge was closed on 3 May 2019.",
        "Elections were held in Dorn on 3 May 2019.",
        "To approve the minutes of the meeting that was held on 3 May 2019.",
        "The council met on 3 May 2019. The committee met on 6 May 2019.",
        "The council met on 3 May 2018.",
        "The next meeting will be held on 17 May 2019.",
        "Le conseil, légalement convoqué le 3 mai 2019, s'est réuni en mairie.",
        "Die Rede ist am 3. Mai 2019 erschienen und wurde in Dorn gehalten.",
    ],
)
def test_other_days_stay_those_of_something_else(head: str) -> None:
    assert dated(head) == PUBLISHED


def test_what_is_said_in_a_speech_tells_no_date() -> None:
    talk = TALK.replace("nine years", "since the council met on 3 May 2019")
    assert dated("The bridge is near the mill.", talk) == PUBLISHED
