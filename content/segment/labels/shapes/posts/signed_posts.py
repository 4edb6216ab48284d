"""Posts whose cards stand below their words: "Posted by ada72 on 3 May 2005 at 10:20".

Nothing is said below the last card, and a sentence stands above the first.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from content.language.sentence_marks import FULL_STOPS
from content.segment.labels.label import Ending
from content.segment.labels.shapes.chats.exports import message_label
from content.segment.labels.shapes.page_ends import end_of_page
from content.segment.labels.shapes.posts.cards import (
    MAX_CARD_LINES,
    MIN_POSTS,
    Card,
    PostPage,
    is_long,
    is_short,
)
from content.segment.labels.shapes.posts.poster_names import (
    are_people,
    come_back,
    name_at_start,
)
from content.segment.labels.shapes.written_messages import Medium, WrittenMessages
from content.segment.lines import Line
from content.segment.wording.in_person import SPOKEN_WORDS

_QUOTES = '"“”„«»‹›‘’「」『』'
_MAX_SHARE, _MIN_SAID = 0.6, 0.8


class _Signed(NamedTuple):
    """Where the words above a card start and end, and whose they are."""

    start: int
    end: int
    name: str


def stand_below(lines: Sequence[Line], cards: Sequence[Card]) -> bool:
    """Return whether cards stand below what they sign."""
    first, last = cards[0].start, cards[-1].end
    said = [line.text for line in lines[max(0, first - MAX_CARD_LINES) : first]]
    ends = f" {_QUOTES}"
    sentences = (text for text in said if text.rstrip(ends).endswith(FULL_STOPS))
    below = lines[last : end_of_page(lines, last)]
    heads = (text for text in said if not is_long(text))
    if any(text.startswith(card.name) for text in heads for card in cards):
        return False  # Names stand above the words, and dates below.
    # "Name:" is a field of the form below the last.
    return any(map(is_long, sentences)) and all(
        is_short(line.text.rstrip(" :")) or " | " in line.text for line in below
    )


def read_signed_posts(
    page: PostPage, cards: Sequence[Card], *, timed: bool, alike: bool
) -> WrittenMessages | None:
    """Return the posts above cards; None if there are none.

    Args:
        page: The page.
        cards: Its cards.
        timed: Whether these have a day and an hour.
        alike: Whether they are so much alike that no name need come back.
    """
    lines = page.lines
    if not stand_below(lines, cards):
        return None
    posts = [one for one in _posts(page, cards) if one.start < one.end]
    sizes = [sum(len(line.text) for line in lines[a:b]) for a, b, _ in posts]
    spoken = sum(
        any(SPOKEN_WORDS.is_in(line.text) for line in lines[a:b]) for a, b, _ in posts
    )
    again = come_back(one.name for one in posts)
    # “The rain was lovely!”, and right below it “Ada Brook, Moor, 4 August 2018”.
    quoted = all(lines[a].text.strip()[0] in _QUOTES for a, _, _ in posts) and (
        all(page.goes_on(card.start) for card in cards)
        and are_people(one.name for one in posts)
    )
    if (
        len(posts) < max(MIN_POSTS, _MIN_SAID * len(cards))
        # A letter has a day below its words, and no hour.
        or not (quoted or (timed and (alike or again)))
        or spoken < (1 if again else len(posts) / 2)
        # An article with comments below it is its author's.
        or sizes[0] > _MAX_SHARE * sum(sizes)
    ):
        return None
    said = {n for one in posts for n in range(one.start, one.end)}
    return WrittenMessages(
        medium=Medium.FORUM,
        lines=list(lines),
        labels={
            one.start: message_label(
                one.start, one.name, lines[one.start], Ending.TIME, end=0
            )
            for one in posts
        },
        own=frozenset(range(len(lines))) - said,
    )


def _posts(page: PostPage, cards: Sequence[Card]) -> Iterator[_Signed]:
    """Yield what stands above each card, without what the program prints around it."""
    start = 0
    heads = [page.lines[card.start].text for card in cards]
    size = next(
        (n for n, two in enumerate(zip(*heads, strict=False)) if len({*two}) > 1), 0
    )
    lead = heads[0][:size].rpartition(" ")[0]
    names = {card.name for card in cards}
    for card in cards:
        body = range(start, card.start)
        # "Posted by ada72 to Law (14 answers)", on the first card alone.
        led = [n for n in body if lead and page.lines[n].text.startswith(f"{lead} ")]
        for n in led[-1:]:
            if name := name_at_start(page.lines[n].text[len(lead) :], names):
                yield _bare(page, start, n, name)
        # What has a date of its own is another's: a note below a post.
        dated = [n for n in body if n in page.stamps]
        start = max([*dated, *led], default=start - 1) + 1
        yield _bare(page, start, card.start, card.name)
        start = card.end


def _bare(page: PostPage, start: int, end: int, name: str) -> _Signed:
    """Return words without what the program prints around them."""
    start = max((n + 1 for n in range(start, end) if n in page.stamps), default=start)
    while start < end and is_short(page.lines[start].text):
        start += 1
    while start < end and is_short(page.lines[end - 1].text):
        end -= 1
    return _Signed(start, end, name)
