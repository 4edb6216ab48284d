"""Find the messages that pieces of a document announce: where each ends, and who sent it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from content.language.sentence_marks import COLONS
from content.segment.kinds import COMMENTARY, STAGE
from content.segment.labels.evidence import FIRST_PERSON
from content.segment.messages.announced_text import (
    Announcement,
    announcement_of,
    borne_out,
    is_framed,
    is_printed,
    tells_of_speech,
    text_start,
)
from content.segment.messages.announcements.announcements import Announced
from content.segment.messages.asked_questions import asker, up_to_question_mark
from content.segment.messages.extent import Extent, Form
from content.segment.messages.extents.extent_finder import find_extent
from content.segment.messages.extents.numbered_acts import act_end, is_act_title
from content.segment.messages.extents.returns import reader_returns
from content.segment.messages.found_message import (
    CONFIDENCE,
    DOUBT,
    Message,
    is_printed_letter,
    is_signed_quote,
    message_of,
    paragraphs_below,
    up_to_address,
    with_body_below,
)
from content.segment.messages.posts import post_below
from content.segment.messages.quotations import CLOSING_MARKS, MAX_QUOTED_PIECES
from content.segment.messages.read_aloud import (
    is_marked,
    is_message,
)
from content.segment.messages.senders.announced_person import announced_person
from content.segment.messages.senders.bodies import may_be_body
from content.segment.messages.senders.named_bodies import announces_act, named_body
from content.segment.messages.senders.names import (
    as_speaker,
    from_given_name,
    with_given_name,
    without_noun,
    without_opening,
    without_senders_place,
)
from content.segment.messages.senders.origin import Origin
from content.segment.messages.senders.origins import find_origin
from content.segment.messages.senders.read_text import ReadText
from content.segment.messages.sent_in import sent_in_by
from content.segment.messages.signatures.signatures import BEFORE_NAME
from content.segment.messages.words import (
    announces_question,
    may_tell_of_text,
    says_it_is_read,
    without_reader,
)
from content.segment.names.body_names import is_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.same_person import stem_of
from content.segment.names.name_score import label_key
from content.segment.names.words import label_words
from content.segment.pieces import (
    UNNAMED,
    Piece,
)
from content.segment.result import SegmentKind

# How much of a turn is looked at beside an announcement: a text of no more paragraphs.
_MAX_NEAR_ABOVE, _MAX_NEAR_BELOW = 4, 400
_MAX_LEAD, _MAX_READING = 60, 200
_BRIEF_CHARS = 200
_MAX_OPENING_CHARS = 120
MAY_BE_READ = {SegmentKind.SPEECH, SegmentKind.QUESTION}
# "“And if not?” a student asked.": a sentence of the speaker goes on behind it.
_WOVEN = re.compile(
    r"\s*[“„«\"‘](?:[^“”„«»\"‘’]|(?<=\w)’(?=\w))*[,?!][”»\"’]\s[a-zß-öø-ÿ]"
)
_MAX_WOVEN = 300
_YEAR = re.compile(r"(?<=\s)1[5-9]\d\d(?!\d)|(?<=\s)20\d\d(?!\d)")
_MIN_NAMED = 2
_RETURNED = Extent(end=0, form=Form.READ)
_UNNAMED = 0.7
_LIKELY_SENDER = 0.86


@dataclass(frozen=True, kw_only=True)
class MessageFinder:
    """A search for the messages of one document, a piece at a time.

    Attributes:
        texts: All words of the document.
        titles: Full forms of titles of honour.
        speakers: Who speaks in the document.
    """

    texts: Sequence[str]
    titles: dict[str, str]
    speakers: Collection[str]

    @cached_property
    def _language(self) -> str:
        """The language of the document; empty if it is not known."""
        return guess_language(self.texts)

    def post_at(
        self, turn: Sequence[Piece], place: int, before: Sequence[Piece]
    ) -> Message | None:
        """Return the post of another that a line of a post quotes or forwards."""
        if place < 0:
            return None
        post = post_below(turn, place, speakers=self.speakers, before=before)
        if post is None:
            return None
        return Message(
            start=place + 1,
            end=post.end,
            sender=post.sender,
            confidence=post.confidence,
        )

    def message_near(
        self,
        turn: Sequence[Piece],
        place: int,
        before: Sequence[Piece],
    ) -> Message | None:
        """Return the message that a piece announces, as `message_at` finds it.

        Of a long turn only what stands near is looked at: a page of a forum may be one
        turn of nobody, and announce something in each paragraph.
        """
        if place >= 0 and not _may_announce(turn, place):
            return None
        first = max(0, place - _MAX_NEAR_ABOVE)
        turn = turn[first : max(place, 0) + _MAX_NEAR_BELOW]
        found = self._returned(turn, place - first)
        found = found or self.message_at(turn, place - first, before)
        if found is None or not first:
            return found
        return replace(
            found,
            start=found.start + first,
            end=found.end + first,
            doubt=found.doubt + first,
        )

    def message_at(
        self,
        turn: Sequence[Piece],
        place: int,
        before: Sequence[Piece],
    ) -> Message | None:
        """Return the message that a piece announces; None if it announces none.

        Before the first piece of a turn (-1), the turn above may announce it, or the
        label: "Ada Brook (reads):".

        Args:
            turn: The turn, or a part of it.
            place: Which piece may announce a message.
            before: What stands above the turn.
        """
        start = text_start(turn, place)
        printed = is_printed(turn, place, start)
        # "Yes. It says:" announces a text, and is none that the turn above announces.
        leads = place < 0 and _leads_to_quotation(turn, start)
        if (
            start >= len(turn)
            or leads
            or not _may_be_read(turn[start], printed=printed)
        ):
            return None
        told = announcement_of(turn, place, start, before)
        sent = self._sender_above(turn, place, start)
        told = _told_as_sent(told, turn[start - 1].text) if sent else told
        act = self._act_end(turn, place, start, told.intro)
        of_body = act > 0 or announces_act(told.intro, self._language)
        if of_body:
            intro = told.intro or turn[place].text
            told = replace(told, intro=intro, announced=Announced.SURE)
        silent = told.announced is Announced.NOT and not (
            told.intro and is_marked(turn[start])
        )
        framed = printed or (place < 0 and is_framed(turn, before))
        if silent or (framed and not of_body and tells_of_speech(told.intro)):
            return None
        if printed:
            printed_text = turn[start : start + MAX_QUOTED_PIECES]
            turn = [*turn[:start], *map(_as_spoken, printed_text)]
        extent = find_extent(turn, start, read=told.read)
        extent = Extent(end=act, form=Form.LIST) if act else extent
        extent = with_body_below(turn, extent, told.intro)
        extent, asked = up_to_question_mark(turn, start, extent, told.intro)
        sure = asked or self._ends_with_text(turn, start, extent, told)
        told = borne_out(told, turn, start, extent, before, sure=sure)
        if not (told.read or is_message(turn, start, extent, told.announced)):
            return None
        origin = self._origin(turn, start, extent, told, before)
        origin = asker(told.intro, origin) if asked else origin
        origin = origin if origin.name else replace(origin, name=sent)
        extent = _settled(turn, start, extent, told, origin.name)
        if self._quotes_speaker(turn, start, extent, told, origin.name):
            return None
        found = message_of(turn, start, extent, told.announced, origin, read=told.read)
        if printed:
            shown = is_printed_letter(found, extent, told.announced, told.intro)
            if not (shown or is_signed_quote(turn, start, extent)):
                return None
            chair = label_key(origin.name) in label_words().chairs
            led = told.intro.rstrip().endswith(COLONS)
            other = led and not _names(told.intro, origin.name)
            if not extent.signer and (chair or other):
                # Who is "the chair", whose report the record prints? And whom words
                # further above name, most likely did something else.
                found = replace(found, confidence=min(found.confidence, _UNNAMED))
        # Else whom the frame names is known to the first reader.
        by_whom = extent.signer != "" or turn[start].speaker == UNNAMED
        known = told.framed and not (by_whom and found.sender)
        return None if known else replace(found, printed=printed or told.framed)

    def _sender_above(self, turn: Sequence[Piece], place: int, start: int) -> str:
        """Return whose text the piece above tells of; empty if it tells of none."""
        if place < 0:
            return ""
        return sent_in_by(
            turn,
            start,
            speakers=self.speakers,
            titles=self.titles,
            language=self._language,
        )

    def _act_end(
        self, turn: Sequence[Piece], place: int, start: int, intro: str
    ) -> int:
        """Return the end of an act of a body that somebody says to read; 0 if none."""
        if place < 0 or not (turn[place].spoken and turn[start].spoken):
            return 0
        titled = is_act_title(turn[start].text, self._language)
        told = turn[place].text if titled else intro
        reads = says_it_is_read(told[-_MAX_READING:]) or told.endswith(COLONS)
        known = titled and reads and named_body(told, self._language)
        if not (known or announces_act(told, self._language)):
            return 0
        quoted = turn[start].text.lstrip()[:1] in CLOSING_MARKS
        return 0 if quoted else act_end(turn, start)

    def _ends_with_text(
        self, turn: Sequence[Piece], start: int, extent: Extent, told: Announcement
    ) -> bool:
        """Return whether a turn ends with the one paragraph that its speaker announces.

        "Ada Brook, who could not come, wrote to us:", and below the text another speaks.
        """
        if extent.form is not Form.OPEN or start == 0 or start + 1 != len(turn):
            return False
        above = turn[start - 1]
        if not (above.spoken and above.text.rstrip().endswith(COLONS)):
            return False
        found = announced_person(without_reader(told.intro), self._language)
        return found is not None and found.name not in self.speakers

    def _quotes_speaker(
        self,
        turn: Sequence[Piece],
        start: int,
        extent: Extent,
        told: Announcement,
        name: str,
    ) -> bool:
        """Return whether what looks like a text quotes somebody who speaks here.

        "Ada Brook, you say: “It is so.”" quotes who is addressed.
        """
        if extent.signed and _signs_own(turn[start].speaker or "", name):
            return True
        brief = extent.end - start == 1 and len(turn[start].text) < _BRIEF_CHARS
        silent = extent.evident or told.announced is Announced.NOT
        if announces_question(told.intro):
            # A body moves what marks enclose; a question is asked by somebody.
            moved = extent.form is Form.QUOTED and may_be_body(name)
            return not (moved or is_person(name))
        quotes = brief and not extent.signer
        alone = silent and extent.form is Form.LETTER
        return (quotes or alone) and name in self.speakers

    def _returned(self, turn: Sequence[Piece], place: int) -> Message | None:
        """Return the text below a piece up to where its reader turns to the sender."""
        start = place + 1
        if place < 0 or start >= len(turn) or not turn[start].spoken:
            return None
        if announces_question(turn[place].text):
            return None  # Who is spoken to below answers it.
        found = reader_returns(turn, start, self.speakers)
        if found is None or find_extent(turn, start).signed:
            return None
        return Message(
            start=start,
            end=found.end,
            sender=self._full_name(found.sender, _RETURNED, turn[place].text),
            confidence=CONFIDENCE[Form.READ],
        )

    def _origin(
        self,
        turn: Sequence[Piece],
        start: int,
        extent: Extent,
        told: Announcement,
        before: Sequence[Piece],
    ) -> Origin:
        """Return who sent a text, by the fullest name."""
        read, loose = turn[start : extent.end], told.loose
        text = ReadText(
            introduction=without_reader(told.intro),
            extent=extent,
            sure=told.announced is Announced.SURE,
            loose=loose,
            above=[p.text for p in before if p.kind is not SegmentKind.STAGE],
            below=paragraphs_below(turn, start, extent),
            titles=self.titles,
            reader=read[0].speaker or "",
            speakers=self.speakers,
            opening=read[0].text[:_MAX_OPENING_CHARS],
            words=[piece.text for piece in read if piece.spoken],
            language=self._language,
        )
        origin = find_origin(text)
        # Who quotes without saying that it is a letter may quote what anybody said.
        likely = origin.confidence >= _LIKELY_SENDER and extent.form is Form.QUOTED
        certainty = origin.confidence
        doubted = extent.for_another or (loose and not likely)
        certainty = min(certainty, DOUBT) if doubted else certainty
        name = self._full_name(origin.name, extent, told.intro)
        unsaid = name and not (extent.signed or is_named_body(name, self._language))
        if unsaid and _is_of_others(name, read):
            certainty = min(certainty, DOUBT)
        several = " " in name and not is_person(name)
        if loose and extent.form is Form.SET_OFF and several:
            name = ""  # The page may set off an oath, or a list.
        return replace(origin, name=name, confidence=certainty)

    def _full_name(self, name: str, extent: Extent, intro: str) -> str:
        """Return a sender's name, as full as the document has it and without a place."""
        if is_named_body(name, self._language):
            return name
        name = as_speaker(name.lstrip(BEFORE_NAME), self.speakers)
        name = name if extent.signed else _without_year(name)
        if name != extent.group:  # What is signed is as long as its name.
            name = without_opening(without_noun(name), intro)
            name = without_senders_place(from_given_name(name), intro)
        return with_given_name(name, self.texts)


def _may_announce(turn: Sequence[Piece], place: int) -> bool:
    """Return whether a piece may announce the text below: few do, which is found out fast.

    Whatever does that ends in a colon, tells of a letter or of reading, or stands above
    a direction to read or a text that looks like another's.
    """
    intro = turn[place].text
    below = turn[place + 1] if place + 1 < len(turn) else None
    return below is not None and (
        intro.rstrip().endswith(COLONS)
        or below.kind is STAGE
        or may_tell_of_text(intro)
        or is_marked(below)
        or is_act_title(below.text)
    )


def _names(intro: str, name: str) -> bool:
    """Return whether words that announce a text have one of a name, in any case."""
    folded = intro.casefold()
    return any(stem_of(word) in folded for word in name.split() if word[:1].isupper())


def _as_spoken(piece: Piece) -> Piece:
    """Return what nobody says as if it were spoken."""
    return piece if piece.kind is not COMMENTARY else _spoken(piece)


# Texts that may start at each of many lines below each other have the same pieces.
@lru_cache(maxsize=512)
def _spoken(piece: Piece) -> Piece:
    return replace(piece, kind=SegmentKind.SPEECH, speaker="")


def _leads_to_quotation(turn: Sequence[Piece], start: int) -> bool:
    """Return whether a brief piece ends in a colon, and quotation marks open the next."""
    if start + 1 >= len(turn):
        return False
    text, below = turn[start].text.strip(), turn[start + 1].text.lstrip()[:1]
    return len(text) <= _MAX_LEAD and text.endswith(COLONS) and below in CLOSING_MARKS


def _settled(
    turn: Sequence[Piece],
    start: int,
    extent: Extent,
    told: Announcement,
    sender: str,
) -> Extent:
    """Return where a text ends whose end nothing shows, once its sender is known."""
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


def _may_be_read(piece: Piece, *, printed: bool) -> bool:
    """Return whether a text may start at a piece.

    An e-mail that is answered may not, nor a sentence that opens with a quotation.
    """
    if printed and piece.text.lstrip().startswith(">"):
        return False
    if _WOVEN.match(piece.text, 0, _MAX_WOVEN):
        return False
    return piece.kind in MAY_BE_READ or (
        printed and piece.kind is SegmentKind.COMMENTARY
    )


def _without_year(name: str) -> str:
    """Return a name without the year in which its bearer spoke.

    >>> _without_year("Ants Tamm 1842"), _without_year("Szép Ilona az 1842-es")
    ('Ants Tamm', 'Szép Ilona')
    """
    year = _YEAR.search(name)
    if year is None:
        return name
    words = name[: year.start()].split()
    while len(words) > _MIN_NAMED and words[-1].islower():
        words.pop()
    return " ".join(words) if len(words) >= _MIN_NAMED else name


def _signs_own(speaker: str, name: str) -> bool:
    """Return whether a signature is the first name of the one whose words these are.

    "Ada" below a mail from Ada Brook.
    """
    words = speaker.split()
    return len(words) > 1 and " " not in name and name in words


def _is_of_others(name: str, read: Sequence[Piece]) -> bool:
    """Return whether a body's text neither says "we" nor names the body.

    "France joined the following statement: “The members of the group regret …”"
    """
    if is_person(name):
        return False
    words = {stem_of(word) for word in name.split() if word[:1].isupper()}
    texts = [piece.text for piece in read if piece.spoken]
    return not any(
        FIRST_PERSON.search(text) or any(w in text.casefold() for w in words)
        for text in texts
    )


def _told_as_sent(told: Announcement, above: str) -> Announcement:
    """Return an announcement, likely where the words above tell of a text sent."""
    if told.announced >= Announced.LIKELY:
        return told
    return replace(told, intro=above, announced=Announced.LIKELY, read=True)
