"""Pages that set the name of whoever speaks in a box of its own."""

import pytest

from content.document import BlockKind
from content.formats.html.reader import read
from content.segment import segment

WORDS = "I thank you all for coming, and I ask you to vote for the bridge tonight."
ANSWER = "We have counted the money twice, and it does not reach the other bank."


def voices(body: str) -> list[tuple[str, str]]:
    """Return who says what on a page, words without a speaker left out."""
    page = f"<html><body><h1>The bridge</h1>{body}</body></html>"
    found = segment(read(page.encode()))
    return [(one.speaker, one.text.strip()) for one in found if one.speaker]


@pytest.mark.parametrize(
    "box",
    [
        '<p class="name">{}</p><div class="text">{}</div>',
        '<div class="speech__speaker">{}</div><div><p>{}</p></div>',
        '<h4 class="speaker-name"><a href="/m/7">{}</a></h4><p>{}</p>',
        '<div><span class="userName">{}</span></div><p>{}</p>',
    ],
)
def test_a_class_says_that_a_box_holds_who_speaks(box: str) -> None:
    body = box.format("Ada Brook", WORDS) + box.format("chair of the club", ANSWER)
    assert voices(body + box.format("Ada Brook", WORDS)) == [
        ("Ada Brook", WORDS),
        ("chair of the club", ANSWER),
        ("Ada Brook", WORDS),
    ]


def test_what_stands_in_boxes_beside_names_is_nobodys() -> None:
    box = (
        "<p class='name'>{}</p><p class='state'>{}</p>"
        "<p class='toggle'>Show text</p><div class='text'>{}</div>"
        "<p class='toggle'>Hide text</p>"
    )
    body = box.format("Ada Brook", "Checked text", WORDS)
    body += box.format("Tom Ferro", "Checked text", ANSWER)
    body += box.format("Ada Brook", "Raw text", WORDS)
    body += box.format("Tom Ferro", "Checked text", ANSWER)
    assert voices(body) == [("Ada Brook", WORDS), ("Tom Ferro", ANSWER)] * 2
    page = read(f"<html><body>{body}</body></html>".encode())
    shown = {b.text for b in page.blocks if b.kind is not BlockKind.FURNITURE}
    assert shown == {WORDS, ANSWER}


def test_boxes_of_names_without_words_below_are_a_list() -> None:
    body = "".join(
        f"<li><span class='name'>{name}</span></li>" for name in ("Ada Brook", "Tom")
    )
    assert voices(f"<ul>{body}</ul><p>{WORDS}</p>") == []


def test_a_class_that_also_holds_long_text_is_no_box_of_names() -> None:
    body = f"<p class='speaker'>Ada Brook</p><p>{ANSWER}</p>"
    body += f"<p class='speaker'>{WORDS}</p><p>{ANSWER}</p>"
    assert voices(body) == []


def test_capitals_in_boxes_that_recur_are_likely_names() -> None:
    box = "<div class='c7'>{}</div><div class='c8'>{}</div>"
    pairs = [("Ada Brook", WORDS), ("Tom Ferro", ANSWER)] * 2
    body = "".join(box.format(*pair) for pair in pairs)
    assert voices(body) == pairs


def test_a_class_says_that_a_box_holds_a_question() -> None:
    lead = "Ada Brook has kept bees on the moor for forty years, and we asked her."
    box = "<p class='interview__question'>{}</p><p>{}</p>"
    asked = ["You began with one hive.", "Then came the frost.", "And today?"]
    body = "".join(box.format(each, WORDS) for each in asked)
    said = [(("Question", each), ("Ada Brook", WORDS)) for each in asked]
    assert voices(f"<p>{lead}</p>{body}") == [one for pair in said for one in pair]


def test_labels_printed_in_boxes_of_answers_say_more_than_their_class() -> None:
    box = "<p class='q'>{}</p><p class='a'><b>Brook</b> {}</p>"
    asked = ["You began with one hive.", "Then came the frost.", "And today?"]
    body = "".join(box.format(each, WORDS) for each in asked)
    assert ("Answer", WORDS) not in voices(body)
    assert "A" not in {speaker for speaker, _ in voices(body)}


def test_a_long_office_among_boxes_of_names_has_its_holder_in_brackets() -> None:
    office = "The Parliamentary Under-Secretary of State for Rivers and Bridges"
    box = (
        "<div class='top'><a href='/m/7'><div class='primary'>{}</div>"
        "<div class='secondary'>{}</div></a></div><div class='words'><p>{}</p></div>"
    )
    said = [
        ("Ada Brook", "(Moor and Upper Fells) (Lab)", WORDS),
        (f"{office} (Tom Ferro)", "(Moor East and the Isles) (Con)", ANSWER),
        ("Ada Brook", "(Moor and Upper Fells) (Lab)", ANSWER),
        ("Tom Ferro", "(Moor East and the Isles) (Con)", WORDS),
        ("Lena Hall", "(Upper Brook and Lower Brook) (LD)", ANSWER),
    ]
    found = voices("".join(box.format(*each) for each in said))
    assert [name for name, _ in found] == [
        "Ada Brook",
        "Tom Ferro",
        "Ada Brook",
        "Tom Ferro",
        "Lena Hall",
    ]


def test_names_at_the_first_question_and_answer_alone_are_labels() -> None:
    lead = "Ada Brook has kept bees on the moor for forty years, and we asked her."
    box = "<p class='interview__question'>{}</p><p>{}</p>"
    asked = ["You began with one hive.", "Then came the frost.", "And today?"]
    body = box.format(f"Moor Post: {asked[0]}", f"Ada Brook: {WORDS}")
    body += "".join(box.format(each, WORDS) for each in asked[1:])
    said = [(("Question", each), ("Ada Brook", WORDS)) for each in asked]
    assert voices(f"<p>{lead}</p>{body}") == [one for pair in said for one in pair]
