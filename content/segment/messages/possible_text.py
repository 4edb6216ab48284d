"""A text that may be read out, and what shows whether it is, and whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.language.sentence_marks import COLONS
from content.segment.messages.announcements.announcements import Announced
from content.segment.messages.extent import Extent, Form
from content.segment.messages.found_message import (
    Message,
    is_printed_letter,
    is_signed_quote,
    up_to_address,
)
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, Origin
from content.segment.messages.starts.announced_text import Announcement
from content.segment.messages.words import (
    is_salutation_line,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.body_names import is_named_body, without_articles
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.same_person import has_word_of
from content.segment.names.name_score import label_key
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.wording.in_person import FIRST_PERSON

RETURNED = Extent(end=0, form=Form.READ)
"""The extent of a text from whose end on its reader speaks to who sent it."""

_MAX_GREETING_WORDS, _MIN_NICK = 4, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleText:
    """A text that may be read out: where it stands in a turn, and what announces it.

    Attributes:
        turn: The turn, or a part of it.
        start: The first piece of the text.
        announcement: What announces it.
        extent: Where it ends.
        before: What stands above the turn.
        act_end: Where it ends if it is an act with numbered paragraphs, or 0.
        sender_above: Whose text the piece above it tells of; empty if it tells of none.
        printed: Whether the page prints it where nobody speaks.
    """

    turn: Sequence[Piece]
    start: int
    announcement: Announcement
    extent: Extent = RETURNED
    before: Sequence[Piece] = ()
    act_end: int = 0
    sender_above: str = ""
    printed: bool = False

    @property
    def first(self) -> Piece:
        """The first piece of the text."""
        return self.turn[self.start]

    @property
    def span(self) -> tuple[Sequence[Piece], int, Extent]:
        """The turn, and where in it the text starts and ends."""
        return self.turn, self.start, self.extent


def lists_own_points(text: PossibleText) -> bool:
    """Return whether who speaks leads to a list of his or her own points.

    "What we propose is this:", and below it "1. …".
    """
    last = " ".join(sentences_of(text.announcement.intro)[-1:])
    own = text.extent.form is Form.LIST and FIRST_PERSON.is_in(last)
    others = says_it_is_read(last) or speaks_of_message(last) or text.announcement.read
    return own and not (text.extent.signed or others)


def doubted_if_cut(origin: Origin, text: str) -> Origin:
    """Return an origin, in doubt where a text cuts its name inside a series of numbers.

    >>> tenants = Origin(name="tenants of flats 4", confidence=0.9)
    >>> doubted_if_cut(tenants, "We, tenants of flats 4, 6 and 8, ask you.").confidence
    0.6
    >>> doubted_if_cut(tenants, "We, tenants of flats 4, ask you.").confidence
    0.9
    """
    behind = text.partition(f"{origin.name}, ")[2]
    if not (origin.name[-1:].isdigit() and behind[:1].isdigit()):
        return origin
    return replace(origin, confidence=min(origin.confidence, DOUBTFUL))


def is_called_at_first(name: str, opening: str) -> bool:
    """Return whether a paragraph calls somebody by title and name at first.

    >>> is_called_at_first("Mr. Hall", "Mr. Hall, you have the floor.")
    True
    >>> is_called_at_first("Council of Moor", "Council of Moor, at its meeting, resolves:")
    False
    """
    title = name.partition(" ")[0].strip(".").casefold()
    called = opening.startswith(f"{name}, ")
    return called and title in label_words().honorifics


def says_who_writes(name: str, intro: str) -> bool:
    """Return whether the last sentence before a text says that somebody writes it.

    >>> says_who_writes("Nora", "A listener has a question. Nora from Moor writes:")
    True
    >>> says_who_writes("Nora", "There is a question from Nora. She writes:")
    False
    """
    last = " ".join(sentences_of(intro)[-1:])
    return tells_of_writing(last) and has_word_of(last, name)


def is_printed_as_somebodys(text: PossibleText, found: Message) -> bool:
    """Return whether a text that a page prints where nobody speaks is somebody's."""
    told = text.announcement
    return is_printed_letter(
        found, text.extent, told.announced, told.intro
    ) or is_signed_quote(*text.span)


def is_of_body(origin: Origin, language: str) -> bool:
    """Return whether a text likely is of a body, and not of somebody's office alone."""
    named = " " in without_articles(origin.name)
    return (
        named and origin.confidence >= LIKELY and is_named_body(origin.name, language)
    )


def is_led_by_colon(text: PossibleText) -> bool:
    """Return whether a colon leads to a marked text, and words tell that it is one."""
    led = text.announcement.intro.rstrip().endswith(COLONS)
    marked = text.extent.form in {Form.QUOTED, Form.SET_OFF}
    return led and marked and text.announcement.announced >= Announced.LIKELY


def is_sender_unsure(text: PossibleText, origin: Origin, language: str) -> bool:
    """Return whether the sender of a text that a page prints is little more than likely.

    Who is "the chair", whose report the record prints? And whom words further above name,
    most likely did something else, but for a body whose text the title names.
    """
    if text.extent.signer or is_of_body(origin, language):
        return False
    led = text.announcement.intro.rstrip().endswith(COLONS)
    chair = label_key(origin.name) in label_words().chairs
    return chair or (led and not has_word_of(text.announcement.intro, origin.name))


def settled_extent(text: PossibleText, sender: str) -> Extent:
    """Return where a text ends whose end nothing shows, once its sender is known."""
    turn, start, told, extent = text.turn, text.start, text.announcement, text.extent
    if extent.form in {Form.OPEN, Form.REST}:
        extent = up_to_address(turn, start, extent, sender)
    led = start > 0 and turn[start - 1].text.rstrip().endswith(COLONS)
    sure = told.announced is Announced.SURE
    if extent.form is Form.OPEN and start + 1 == len(turn) and led and sure:
        # The turn ends with the only paragraph that a colon leads to.
        return replace(extent, form=Form.LIST)
    if extent.form is Form.REST and told.announced is not Announced.SURE:
        return replace(extent, form=Form.OPEN, end=start + 1)
    return extent


def turn_greets(name: str, text: PossibleText) -> bool:
    """Return whether a turn opens with a greeting of somebody: "Good day, Moor.".

    "I have a letter from my neighbour, Ada Brook." tells who wrote.
    """
    opening = text.turn[0].text if text.start > 0 else ""
    greeting = opening.rstrip(" .!").removesuffix(f", {name}")
    return (
        name != ""
        and greeting != opening.rstrip(" .!")
        and len(greeting.split()) <= _MAX_GREETING_WORDS
        and not speaks_of_message(opening)
    )


def signs_own_words(text: PossibleText, name: str) -> bool:
    """Return whether whose words these are signs a text: below all of a letter, or by the first name.

    "Ada" below a mail from Ada Brook, or a post of "hall_ada72". Below a turn that opens with a
    line of address, the signature closes the turn, unless the text has such a line, too, or
    the words above tell whose it is. "Anna" is not "Joanna", and Ada Brook not Tom Hall.
    """
    speaker = text.first.speaker or ""
    words = speaker.split()
    if not name or not text.extent.signed:
        return False
    own = not _tells_of_text(text.announcement.intro)
    nick = own and len(words) == 1 and not is_given_name(speaker)
    called = " " not in name and (
        name in words
        if len(words) > 1
        else nick and len(name) >= _MIN_NICK and name.casefold() in speaker.casefold()
    )
    unmarked = text.extent.form not in {Form.QUOTED, Form.SET_OFF}
    closes = text.start > 0 and unmarked and text.extent.end == len(text.turn)
    same = nick or not set(words).isdisjoint(name.split())
    own_letter = (
        same
        and closes
        and not text.extent.greeted
        and is_salutation_line(text.turn[0].text)
    )
    return called or own_letter


def _tells_of_text(intro: str) -> bool:
    """Return whether words say that somebody wrote something, or that it is read."""
    tells = (speaks_of_message, tells_of_writing, says_it_is_read)
    return any(told(intro) for told in tells)


def told_as_sent(told: Announcement, above: str) -> Announcement:
    """Return an announcement, likely where the words above tell of a text sent."""
    if told.announced >= Announced.LIKELY:
        return told
    return replace(told, intro=above, announced=Announced.LIKELY, read=True)
