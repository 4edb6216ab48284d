"""An author prints a speech, and a letter or another speech, each below who gives it."""

from pathlib import Path

from content.formats import read_document
from content.segment import segment

STYLES = Path(__file__).parent / "house_styles"

_TOLD = "The lamp was lit on Friday, and most of the village came to see it burn."
_SPEECH = (
    "“Dear friends, when I first saw this lamp it lay in the mud, and nobody knew what "
    "it was. I did not know either.\n\n"
    "We washed it for a year. I thank all of you who brought water.”"
)


def _speakers(text: str) -> dict[str | None, str]:
    found = segment(read_document(text.encode(), "talk.txt"))
    return {one.speaker: one.text for one in found}


def test_a_letter_and_a_speech() -> None:
    found = _speakers(
        "The lamp of Skerry\n\n"
        f"{_TOLD} The vicar read a letter from the bishop. It says:\n\n"
        "Dear brothers and sisters,\n\n"
        "I was to stand beside you today. The doctors would not have it, and I obey.\n\n"
        "Yours sincerely,\nHugo Marsh\n\n"
        "Then the chair of the lamp society, Jane Hall, took the floor.\n\n"
        f"{_SPEECH}\n\n"
        "The repair cost 38,600 crowns. The lamp burns every Sunday from now on.\n"
    )
    assert set(found) == {None, "Hugo Marsh", "Jane Hall"}
    assert "washed" in found["Jane Hall"]
    assert "crowns" in (found[None])


def test_a_text_of_nobody_and_a_speech_under_a_heading() -> None:
    page = (
        "<article><h1>A day of rain</h1>"
        f"<p>{_TOLD} The pupils read a message from the secretary of state:</p>"
        "<blockquote><p>Lamps were carried by farmers, teachers, sailors and clerks.</p>"
        "<p>We honour all of them today, and we speak their names aloud.</p></blockquote>"
        "<p>The mayor, Karl Weiss, then took the floor.</p><h2>Speech by the mayor</h2>"
        "<p>Ladies and gentlemen, dear children,</p>"
        "<p>I was told to move us indoors. I looked at you, and I did not ask.</p>"
        "<p>We go on coming here, in the rain above all.</p><p>Thank you.</p>"
        "<p>A glass of wine was offered, and Ada Brook received a medal.</p></article>"
    )
    found = segment(read_document(page.encode(), "talk.html"))
    given = {one.speaker: one.text for one in found}
    assert "indoors" in given["Karl Weiss"]
    assert "medal" not in given["Karl Weiss"]
    assert all("medal" not in one.text for one in found if one.speaker)


def test_who_reads_a_telegram_and_goes_on_below_the_cheers_spoke_before_it() -> None:
    page = STYLES / "third" / "hu_archivum__01.html"
    found = segment(read_document(page.read_bytes(), page.name))
    said = [one.text for one in found if one.speaker == "Bárándy Kálmán"]
    assert "Ezek a nevek" in "".join(said)
    assert "hogy unatkozzanak" in "".join(said)


def test_below_a_heading_behind_a_letter_nobody_goes_on() -> None:
    page = (
        "<article><h1>The lamp of Skerry</h1>"
        f"<p>{_TOLD} The vicar read a letter from the bishop. It says:</p>"
        "<blockquote><p>Dear brothers and sisters,</p><p>I was to stand beside you "
        "today. The doctors would not have it, and I obey.</p>"
        "<p>Yours sincerely,<br>Hugo Marsh</p></blockquote>"
        "<h2>The lamp today</h2><p>I walked home behind the crowd that night.</p>"
        f"<p>{_TOLD}</p><p>The square was empty by ten.</p><p>It rained.</p>"
        "<p>Then the chair of the lamp society, Jane Hall, took the floor.</p>"
        f"<blockquote><p>{_SPEECH.replace(chr(10) * 2, '</p><p>')}</p></blockquote>"
        "<p>The lamp burns every Sunday.</p></article>"
    )
    found = segment(read_document(page.encode(), "talk.html"))
    said = {one.speaker: one.text for one in found}
    assert "washed" in said["Jane Hall"]
