"""Tests for forums that print a card of whoever posts above each post."""

from content.formats import read_document
from content.segment import segment

_CARD = (
    "<table><tr><td><b>{name}</b><br>New member<br>Posts: {count}<br>Town: {town}</td>"
    "<td><div>14 November 2019, 21:0{n} #{n}</div><div>{words}</div></td></tr></table>"
)
_POSTS = (
    ("lamp_keeper", 7, "Dorn", "The stove smokes when the wind turns. What can I do?"),
    (
        "stoves42",
        2316,
        "Hale",
        "Your flue is too short. Make it longer by half a metre.",
    ),
    ("lamp_keeper", 8, "Dorn", "I did, and now it draws as it should. Thank you all."),
)


def _spoken(posts: tuple[tuple[str, int, str, str], ...]) -> list[tuple[str, str]]:
    cards = "".join(
        _CARD.format(name=name, count=count, town=town, words=words, n=n)
        for n, (name, count, town, words) in enumerate(posts, start=1)
    )
    html = f"<html><body><h1>Smoke in the room</h1>{cards}</body></html>"
    found = segment(read_document(html.encode(), "forum.html"))
    return [(one.speaker, one.text.strip()) for one in found if one.speaker]


def test_the_name_above_the_fields_posts() -> None:
    assert _spoken(_POSTS) == [(name, words) for name, _, _, words in _POSTS]


def test_cards_of_one_person_alone_tell_nothing() -> None:
    alone = tuple(("lamp_keeper", *post[1:]) for post in _POSTS)
    assert "lamp_keeper" not in {speaker for speaker, _ in _spoken(alone)}
