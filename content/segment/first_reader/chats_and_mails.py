"""Chats, mails and posts: whether a document is one, and who wrote each message."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from content.document import Document
from content.segment.first_reader.document_labels import complete_labels, known_labels
from content.segment.first_reader.part_end import up_to_last_message
from content.segment.first_reader.reading import FirstReading
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.chats.exports import (
    read_chat_export,
    read_declared_chat,
)
from content.segment.labels.shapes.chats.short_chats import read_short_chat
from content.segment.labels.shapes.mails.threads import pieces_of_mails, read_mails
from content.segment.labels.shapes.posts.copied_posts import read_copied_posts
from content.segment.labels.shapes.posts.lone_posts import read_lone_posts
from content.segment.labels.shapes.posts.talk_pages import read_talk_page
from content.segment.labels.shapes.quoted_words import with_marked_quotes, with_quoted
from content.segment.labels.shapes.written_messages import Medium, WrittenMessages
from content.segment.labels.stamps import is_time_of_day
from content.segment.lines import Line
from content.segment.messages.messages import attribute_messages
from content.segment.messages.posted.pasted import with_pasted
from content.segment.messages.posted.quoted_again import with_quoted_again
from content.segment.pieces import Piece
from content.segment.speakers.inflected_names import with_nominatives
from content.segment.speakers.resolver import PrintedNames
from content.segment.turns.by_labels.assigner import assign_speakers
from content.segment.turns.unspoken.chat_lines import separate_notes
from content.segment.turns.unspoken.directions import separate_directions
from content.segment.voices.minutes.minutes import find_minutes
from content.segment.voices.one_speech.posted_speech import (
    find_posted_speeches,
    without_posters,
)

ReadPage = Callable[[Sequence[Piece]], Sequence[Piece]]


def find_messages(
    lines: Sequence[Line], document: Document
) -> tuple[WrittenMessages | None, WrittenMessages | None]:
    """Return the messages of a document, and those that may be turns of a recording.

    These are posts that tell of an hour alone, and a few messages of what may be a chat.
    """
    export = read_declared_chat if document.is_chat else read_chat_export
    if found := export(lines) or read_mails(lines) or read_talk_page(lines):
        return found, None
    short = read_short_chat(lines)
    if short is not None and short.sure:
        return short.written, None
    posts = read_copied_posts(lines)
    # Extracts of minutes have heads as alike as cards.
    aged = posts is not None and posts.aged
    none = posts is None and short is None
    if none or (not aged and find_minutes(lines, document)):
        return None, None
    if posts is not None and posts.dated:
        others = _others_speak(posts.thread, lines, document)
        return (None, None) if others else (posts.thread, None)
    if posts is not None and (short is None or not short.beside):
        return None, posts.thread
    return None, short.written if short is not None else None


def posts_explain_more(
    posts: WrittenMessages, lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> bool:
    """Return whether posts below hours have all labels among their cards, and many more.

    Of labels that all stand above hours, any more is enough, if no card stands right below
    an hour: what stands there was said.
    """
    cards = _cards(posts)
    stamped = all(
        one.label.ending is Ending.LINE and one.label.stamped for one in labels.values()
    )
    many = 2 * len(posts.labels) >= 3 * len(labels)
    above = {posts.lines[n - 1].text for n in _name_lines(posts) if n}
    more = many or (
        stamped
        and len(posts.labels) > len(labels)
        and not any(map(is_time_of_day, above))
    )
    return more and all(lines[n].position in cards for n in labels)


def _others_speak(
    posts: WrittenMessages, lines: Sequence[Line], document: Document
) -> bool:
    """Return whether labels that come back stand between dates, more often than these.

    Heads of pages, and of items, may be as alike as cards, but names in cards are no
    more than these. "Posts: 41" on every card may stand once more on top of the page.
    """
    cards, many = _cards(posts), len(posts.labels)
    known = known_labels(lines, document, None)
    labels = complete_labels(known, lines, document, None, is_first=True)
    carded = {n for n in labels if lines[n].position in cards}
    times = Counter(one.key for one in labels.values())
    within = Counter(labels[n].key for n in carded)
    fields = {
        key for key, count in within.items() if times[key] < 2 * count <= 2 * many
    }
    again = sum(
        n not in carded or (times[one.key] > many and one.key not in fields)
        for n, one in labels.items()
        if times[one.key] > 1
    )
    return again > many


def _name_lines(posts: WrittenMessages) -> Iterator[int]:
    """Yield the lines that name who wrote each message, at its stamp or right above it."""
    for n, one in posts.labels.items():
        yield n if not n or one.label.printed in posts.lines[n].text else n - 1


def _cards(posts: WrittenMessages) -> set[tuple[int, int]]:
    """Return the blocks and numbers of the lines that a program prints at posts."""
    lines = posts.lines
    return {lines[n].position for n in (*posts.own, *posts.labels)}


def read_written(
    written: WrittenMessages, document: Document, read_page: ReadPage, *, more: bool
) -> FirstReading:
    """Give every message to its writer, and what it quotes to whoever wrote that.

    `read_page` reads a post as if it were a page of its own.
    """
    written, rest = up_to_last_message(written) if more else (written, None)
    lines, labels = written.lines, written.labels
    quoted, known = written.quoted, frozenset[int]()
    if written.medium is not Medium.CHAT:
        forum = written.medium is Medium.FORUM
        posted = find_posted_speeches(
            pieces_of_mails(written),
            quoted,
            read_page=read_page if forum else None,
        )
        quoted, known = posted.quoted, posted.turns
        told = posted.pieces if not known else with_nominatives(posted.pieces, document)
        pieces = attribute_messages(told)
    else:
        pieces = assign_speakers(lines, labels, PrintedNames(), programs=written.own)
        pieces = with_pasted(attribute_messages(list(separate_notes(pieces))))
        pieces = with_nominatives(with_quoted_again(pieces), document)
    pieces = separate_directions(list(with_quoted(pieces, quoted)))
    pieces = list(with_marked_quotes(pieces, known))
    return FirstReading(
        pieces=pieces, lines=lines, labels=labels, rest=rest, medium=written.medium
    )


def read_speech_in_posts(
    lines: Sequence[Line], document: Document, read_page: ReadPage
) -> FirstReading | None:
    """Give the speech that one of few posts passes on to who speaks; None if there is none.

    All else on such a page is nobody's.
    """
    written = read_lone_posts(lines)
    if written is None:
        return None
    posted = find_posted_speeches(
        pieces_of_mails(written),
        {},
        few=True,
        read_page=read_page,
    )
    if not posted.turns:
        return None
    pieces = with_nominatives([*without_posters(posted.pieces)], document)
    pieces = separate_directions(pieces)
    return FirstReading(pieces=pieces, lines=written.lines, labels={})
