"""One or two posts that somebody copied from a forum: too few to compare their cards.

The path on top says that the page is a forum's ("Board » Villages » Moor"), and a card
of short lines with a day and an hour stands above the words, with a
forum's words on it ("Joined: 2011", "Posts: 214") and on the rest of the page.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from content.document import BlockKind
from content.formats.readers_comments.heads import dated_head
from content.formats.rows import Row
from content.language.sentence_marks import SENTENCE_ENDS
from content.language.word_lists import WordPattern
from content.segment.labels.label import Ending
from content.segment.labels.shapes.chats.exports import message_label
from content.segment.labels.shapes.page_ends import end_of_page
from content.segment.labels.shapes.posts.cards import MAX_CARD_LINES, is_short
from content.segment.labels.shapes.posts.post_dates import Stamp, stamp_of, tells_hour
from content.segment.labels.shapes.written_messages import Medium, WrittenMessages
from content.segment.lines import Line

_MAX_TOP, _MAX_PATH_CHARS, _MAX_ABOVE, _MAX_CARDS = 4, 160, 16, 6
_MAX_STAMP_CHARS, _MAX_SIGNATURE_CHARS, _MAX_FOOT_CHARS = 110, 160, 120
_MIN_PARTS, _MIN_RULE = 2, 5
# "zlata_iz_moora", "ferry72": no word of running text.
_HANDLE = re.compile(r"(?<![\w.@])(?=\w*[\d_])[^\W\d_][\w.-]*[^\W_](?!\w)")
_COUNT = re.compile(r"[^\W\d_][^:：\d]{1,30}[:：]\s?\d[\d., \u00a0]{0,8}(?:\s{2,}|$)")
_FIELD = re.compile(r"(?:^|\s{2,})[^\W\d_][^:：]{0,24}[:：]\s?\S")
_FORUM = WordPattern("<<pages.forum_words>>")
_MIN_FIELDS, _MIN_WORDS = 2, 3
_PARTED = re.compile(r"\s+[‹›»→>/]+\s+")


class _Card(NamedTuple):
    """The lines of a card, and who posts below it, if a line shows that."""

    start: int
    end: int
    name: str


def read_lone_posts(lines: Sequence[Line]) -> WrittenMessages | None:
    """Return the posts of a page of a forum that has too few to compare; None if it is none."""
    if not any(map(_is_path, lines[:_MAX_TOP])):
        return None
    cards = [*_cards(lines)]
    if not cards or len(cards) > _MAX_CARDS or cards[0].start > _MAX_ABOVE:
        return None
    end = _end(lines, cards[-1].end)
    shown = [*range(cards[0].start), *range(end, len(lines))]
    shown += [n for card in cards for n in range(card.start, card.end)]
    if not _are_of_forum([lines[n].text for n in shown]):
        return None
    own = {n for card in cards for n in range(card.start, card.end)}
    own |= set(range(end, len(lines)))
    ends = [*(card.start for card in cards[1:]), end]
    for card, stop in zip(cards, ends, strict=True):
        own |= set(range(_above_signature(lines, card.end, stop), stop))
    labels = {
        card.end - 1: message_label(
            card.end - 1, card.name, lines[card.end - 1], Ending.LINE
        )
        for card, stop in zip(cards, ends, strict=True)
        if card.end < stop
    }
    return WrittenMessages(
        medium=Medium.FORUM,
        lines=list(lines),
        labels=labels,
        own=frozenset(own - set(labels)),
    )


def _is_path(line: Line) -> bool:
    """Return whether a line says where in a forum the page stands."""
    text = line.text.strip()
    if not line.spoken or len(text) > _MAX_PATH_CHARS or text.endswith(SENTENCE_ENDS):
        return False
    return len([part for part in _PARTED.split(text) if part]) >= _MIN_PARTS


def _cards(lines: Sequence[Line]) -> Iterator[_Card]:
    """Yield the runs of short lines around a day and an hour."""
    below = 0
    for n, line in enumerate(lines):
        if n < below or not _is_stamp(line):
            continue
        start = n
        while start > below and _may_be_of_card(lines[start - 1]):
            near = _goes_on(lines, start) or _tells_of_poster(lines[start - 1])
            if start < n - MAX_CARD_LINES or not near:
                break
            start -= 1
        end = n + 1
        while end < len(lines) and _may_be_of_card(lines[end]):
            if not (_goes_on(lines, end) or _is_stamp(lines[end])):
                break
            end += 1
        yield _Card(start, end, _name(lines[start:end]))
        below = end


def _is_stamp(line: Line) -> bool:
    """Return whether a line has a day and an hour, and is no sentence."""
    text = line.text.strip()
    if not line.spoken or len(text) > _MAX_STAMP_CHARS:
        return False
    stamp = stamp_of(text)
    return stamp is not None and (stamp.stamp is Stamp.FULL or tells_hour(text))


def _tells_of_poster(line: Line) -> bool:
    """Return whether a line has a field with a number or a date, or a handle alone."""
    text = line.text.strip()
    return len(text) <= _MAX_STAMP_CHARS and (
        _COUNT.search(text) is not None
        or _HANDLE.fullmatch(text) is not None
        or (_FIELD.match(text) is not None and stamp_of(text) is not None)
    )


def _may_be_of_card(line: Line) -> bool:
    text = line.text.strip()
    program = len(text) <= _MAX_STAMP_CHARS and (
        len(_FIELD.findall(text)) >= _MIN_FIELDS or stamp_of(text) is not None
    )
    return line.kind is not BlockKind.QUOTE and (is_short(text) or program)


def _goes_on(lines: Sequence[Line], n: int) -> bool:
    """Return whether no blank line stands above a line."""
    return lines[n].number == lines[n - 1].number + 1


def _are_of_forum(texts: Sequence[str]) -> bool:
    """Return whether several different words in lines around posts are those of a forum."""
    told = (
        _FORUM.regex.findall(text) for text in texts if len(text) <= _MAX_PATH_CHARS
    )
    return len({word.casefold() for found in told for word in found}) >= _MIN_WORDS


def _name(card: Sequence[Line]) -> str:
    """Return who posts: a handle, a name before the date, or the first line of the card."""
    texts = [line.text.strip() for line in card]
    handles = (found for text in texts if (found := _HANDLE.search(text)))
    handle = next(handles, None)
    if handle:
        return handle.group()
    heads = (dated_head(Row(0, 0, one, 0, False, card[0].kind, True)) for one in texts)
    return next((head.author for head in heads if head), texts[0])


def _above_signature(lines: Sequence[Line], start: int, end: int) -> int:
    """Return where a rule stands above the signature with which a post ends; else the end."""
    for n in range(start + 1, end):
        rule = lines[n].text.strip()
        if len(rule) >= _MIN_RULE and not rule.strip("_"):
            below = lines[n + 1 : end]
            short = all(len(line.text) <= _MAX_SIGNATURE_CHARS for line in below)
            if short and len(below) <= MAX_CARD_LINES:
                return n
    return end


def _end(lines: Sequence[Line], start: int) -> int:
    """Return where the short lines start that the page ends in: "Reply   Quote"."""
    end = end_of_page(lines, start)
    while end > start + 1:
        text = lines[end - 1].text.strip()
        if len(text) > _MAX_FOOT_CHARS or text.endswith(SENTENCE_ENDS):
            break
        if _goes_on(lines, end - 1) and not is_short(text):
            break
        end -= 1
    return end
