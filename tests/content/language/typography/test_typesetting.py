"""Golden cases of setting a text for the eye, and what always holds."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.language.language_files import languages
from content.language.typography.typesetting import typeset

CASES = [
    # Dashes.
    (
        "en",
        "We need-and we must have without delay-a system.",
        "We need—and we must have without delay—a system.",
    ),
    (
        "en",
        "They, not we-the free-did not-and could not-yield.",
        "They, not we—the free—did not—and could not—yield.",
    ),
    (
        "en",
        "New bridges-the first since May-must pay, and mills-free of debt-pay-so I hope.",
        "New bridges—the first since May—must pay, and mills-free of debt-pay-so I hope.",
    ),
    (
        "en",
        "The village-to a man-has property-property that roads-new ones-opened.",
        "The village—to a man—has property—property that roads—new ones—opened.",
    ),
    (
        "en",
        "Centuries-old arms-makers, soldiers-helpers, Cross-Rivers, hands-on, undreamed-of, as-is.",
        "Centuries-old arms-makers, soldiers-helpers, Cross-Rivers, hands-on, undreamed-of, as-is.",
    ),
    ("en", 'The "end"-it is near -- or so.', "The “end”—it is near — or so."),
    ("en", "He waited - as always.", "He waited – as always."),
    (
        "en",
        "A 45- or 50-hour week, state-of-the-art, a mother-in-law, 1914-18, peace-keeping.",
        "A 45- or 50-hour week, state-of-the-art, a mother-in-law, 1914-18, peace-keeping.",
    ),
    (
        "de",
        "Haupt- und -nebenfragen - so ist es.",
        "Haupt- und -nebenfragen – so ist es.",
    ),
    ("ru", "Он ушёл - и вернулся.", "Он ушёл — и вернулся."),
    # Quotation marks and apostrophes.
    (
        "en",
        "He said: \"I never said 'no'.\" 'Tis true of the '90s.",
        "He said: “I never said ‘no’.” ’Tis true of the ’90s.",
    ),
    ("en", "The boys' books; the boy's.", "The boys’ books; the boy’s."),
    ("en", "``Quoted'' and 'alone.", "“Quoted” and ’alone."),
    ("de", "Er rief: \"Das ist 'gut'.\"", "Er rief: „Das ist ‚gut‘.“"),
    (
        "fr",
        'Il dit : "Bonjour, l\'ami."',
        "Il dit : «\u202fBonjour, l’ami.\u202f»",
    ),
    ("ru", 'Он сказал: "Нет".', "Он сказал: «Нет»."),
    ("zh", '他说"好"，然后"走"了。', "他说“好”，然后“走”了。"),
    ("ja", '彼は"はい"と言った。', "彼は「はい」と言った。"),
    ("sv", 'Han sa: "Ja" och ”nej”.', "Han sa: ”Ja” och ”nej”."),
    ("de", "Sie sagte „ja“ und ging.", "Sie sagte „ja“ und ging."),
    ("he", 'יו"ר אמר: "צה"ל" וב"הארץ".', "יו״ר אמר: “צה״ל” וב“הארץ”."),
    ("en", 'At 5\'10" he said "no".', "At 5’10″ he said “no”."),
    (
        "en",
        "See https://example.org/a--b?c='d' -- or not.",
        "See https://example.org/a--b?c='d' — or not.",
    ),
    # Quotations that begin before the excerpt, or go on after it.
    ("en", 'It closes here" and goes on.', "“It closes here” and goes on."),
    ("en", 'He said: "It goes on.', "He said: “It goes on.”"),
    ("uk", "Він сказав: «Ще не все.", "Він сказав: «Ще не все.»"),
    # Quotations over several paragraphs.
    ("en", '"One.\n\n"Two."', "“One.\n\n“Two.”"),
    ("en", "“One.\n\nTwo,” he said.", "“One.\n\n“Two,” he said."),
    ("en", '"Thanks.\n\nI went on.', "“Thanks.”\n\nI went on."),
    # Spaces and stray marks.
    ("en", "Two  spaces , and a note.[12]", "Two spaces, and a note."),
    ("en", "An area of \u200b3,500 me\u00adtres.", "An area of 3,500 metres."),
    ("en", "Well... it . . . went ....", "Well… it … went ...."),
    ("tlh", 'tlhIngan "maH" - Qapla\'.', "tlhIngan “maH” – Qapla’."),
]


@pytest.mark.parametrize(("language", "stored", "shown"), CASES)
def test_shown(language: str, stored: str, shown: str) -> None:
    assert typeset(stored, language).text == shown


@pytest.mark.parametrize(("language", "stored", "shown"), CASES)
def test_what_is_set_once_stays(language: str, stored: str, shown: str) -> None:
    assert typeset(typeset(stored, language).text, language).text == shown


def test_a_match_keeps_its_place() -> None:
    stored = 'We know-and  they know-"what  liberty" costs.'
    found = typeset(stored, "en")
    start = stored.index("liberty")
    at = slice(found.position(start), found.position(start + len("liberty")))
    assert found.text[at] == "liberty"


_WRITTEN = st.text(
    st.sampled_from("aA1 -—.,'\"“”„«»「」`[]()\n\u200b我是") | st.characters(),
    max_size=60,
)


@given(_WRITTEN, st.sampled_from([*sorted(languages()), "tlh"]))
def test_letters_are_never_changed(text: str, language: str) -> None:
    def letters(of: str) -> list[str]:
        return [sign for sign in of if sign.isalpha()]

    assert letters(typeset(text, language).text) == letters(text)


@given(_WRITTEN, st.sampled_from([*sorted(languages()), "tlh"]))
def test_positions_go_forward_and_reach_the_end(text: str, language: str) -> None:
    found = typeset(text, language)
    places = [found.position(at) for at in range(len(text) + 1)]
    assert all(one <= other for one, other in pairwise(places))
    assert places[0] >= 0
    assert places[-1] == len(found.text)


@given(_WRITTEN)
def test_the_edits_lead_from_one_text_to_the_other(text: str) -> None:
    found = typeset(text, "en")
    parts, at = [], 0
    for start, end, shown in found.edits:
        assert at <= start <= end
        parts += [text[at:start], shown]
        at = end
    assert "".join([*parts, text[at:]]) == found.text
