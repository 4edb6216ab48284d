"""Find the messages that pieces of a document announce: where each ends, and who sent it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from content.language.question_marks import holds_question
from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, words
from content.segment.kinds import HEADING
from content.segment.messages.addresses import addresses_body
from content.segment.messages.announcements.announced_acts import announces_act
from content.segment.messages.announcements.announcements import Announced
from content.segment.messages.extent import Extent, Form
from content.segment.messages.extents.extent_finder import find_extent
from content.segment.messages.extents.numbered_acts import (
    announced_act_end,
    moved_clauses_end,
)
from content.segment.messages.extents.returns import reader_returns
from content.segment.messages.extents.set_off import up_to_letter_set_off
from content.segment.messages.found_message import (
    CONFIDENCE,
    DOUBT,
    Message,
    message_of,
    with_body_below,
)
from content.segment.messages.message_senders import SenderFinder
from content.segment.messages.possible_text import (
    RETURNED,
    PossibleText,
    doubted_if_cut,
    is_called_at_first,
    is_led_by_colon,
    is_of_body,
    is_printed_as_somebodys,
    is_sender_unsure,
    lists_own_points,
    says_who_writes,
    settled_extent,
    signs_own_words,
    told_as_sent,
    turn_greets,
)
from content.segment.messages.posted.posts import post_below
from content.segment.messages.quotations import MAX_QUOTED_PIECES
from content.segment.messages.senders.announced_person import announced_person
from content.segment.messages.senders.bodies.body_words import may_be_body
from content.segment.messages.senders.bodies.opening_bodies import (
    opening_body,
    opens_as_body,
)
from content.segment.messages.senders.bodies.titled_texts import titled_body
from content.segment.messages.senders.described import is_of_person_before
from content.segment.messages.senders.named_bodies.announcing_words import names_text
from content.segment.messages.senders.named_bodies.named_body import KNOWN
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, Origin
from content.segment.messages.signatures.signatures import is_closing
from content.segment.messages.starts.announced_text import (
    Announcement,
    announcement_of,
    confirmed_by_text,
    is_framed,
    is_printed,
    tells_of_speech,
    text_start,
)
from content.segment.messages.starts.asked_questions import (
    asker,
    called_to_ask,
    question_asked_by,
    questions_listed,
    speaker_asking,
    up_to_question_mark,
)
from content.segment.messages.starts.possible_starts import (
    answers_above_text,
    as_spoken,
    directs_below,
    leads_to_quotation,
    may_announce,
    may_be_read,
)
from content.segment.messages.starts.read_aloud import (
    is_marked,
    is_message,
    may_be_message,
)
from content.segment.messages.starts.sent_in import sent_in_by
from content.segment.messages.starts.weighed_texts import (
    LIKELY as LIKELY_OF_ANOTHER,
)
from content.segment.messages.starts.weighed_texts import (
    MAYBE as MAYBE_OF_ANOTHER,
)
from content.segment.messages.starts.weighed_texts import (
    SURE as SURELY_OF_ANOTHER,
)
from content.segment.messages.starts.weighed_texts import likely_of_another
from content.segment.messages.words import (
    OPENING_QUOTES,
    announces_question,
    says_it_is_read,
    sentences_of,
    speaks_of_question,
    without_reader,
)
from content.segment.names.body_names import (
    bends_nouns,
    body_ending,
    may_be_named_body,
    nominative_body,
)
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.same_person import has_word_of
from content.segment.names.words import NAME_WORD
from content.segment.pieces import UNNAMED, Piece

# How much of a turn is looked at beside an announcement: a text of no more paragraphs.
_MAX_NEAR_ABOVE, _MAX_NEAR_BELOW = 4, 400
_BRIEF_CHARS = 200
_AUDIENCE = WordPattern("(?:<headlines.audiences>)")
_COUNTED = re.compile(r"\s\d+(?:(?:,|\s[^\W\d_]{1,3})\s\d+)*")
_UNNAMED, _MIN_READ = 0.7, 0.85
_MAX_TITLED = 4
_MAX_SIGNED, _MAX_CALLED = 90, 3


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

    @cached_property
    def _senders(self) -> SenderFinder:
        return SenderFinder(
            texts=self.texts,
            titles=self.titles,
            speakers=self.speakers,
            language=self._language,
        )

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
        if place >= 0 and (asked := self._asked_below(turn, place)):
            return asked
        titled = self._is_titled(turn, place + 1)
        if place >= 0 and not (titled or may_announce(turn, place)):
            return None
        first = max(0, place - _MAX_NEAR_ABOVE)
        turn = turn[first : max(place, 0) + _MAX_NEAR_BELOW]
        found = self._returned(turn, place - first)
        found = found or self.message_at(turn, place - first, before)
        if found is None or found.end == found.start:
            weighed = self._weighed_at(turn, place - first, before)
            found = weighed if weighed and (weighed.sender or not found) else found
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
        titled = self._is_titled(turn, start)
        printed = is_printed(turn, place, start)
        printed = printed and not (titled and turn[start].spoken)
        # "Yes. It says:" announces a text, and is none that the turn above announces.
        leads = leads_to_quotation(turn, start) or directs_below(turn, start)
        leads = leads or (place < 0 and answers_above_text(turn, start))
        if start >= len(turn) or leads or not may_be_read(turn[start], printed=printed):
            return None
        turn = up_to_letter_set_off(turn, start)
        told = announcement_of(turn, place, start, before)
        headed = self._headed_body(turn, place, start)
        sent = headed or self._sender_above(turn, place, start)
        told = told_as_sent(told, turn[start - 1].text) if sent else told
        act = announced_act_end(turn, place, start, told.intro, self._language)
        of_body = act > 0 or announces_act(told.intro, self._language)
        near = [*(p.text for p in before[-2:]), *(p.text for p in turn[:start])]
        of_body = of_body or opens_as_body(turn[start].text, near, self._language)
        of_body = of_body or titled or headed != ""
        if of_body:
            intro = told.intro or turn[place].text
            told = replace(told, intro=intro, announced=Announced.SURE)
        elif moved := moved_clauses_end(turn, place, start, self._language):
            act, sent = moved, self._mover(turn[place])
            told = replace(told, intro=turn[place].text, announced=Announced.SURE)
        if told.announced is Announced.NOT and not (
            told.intro and is_marked(turn[start])
        ):
            return None
        framed = printed or (place < 0 and is_framed(turn, before))
        if framed and not of_body and tells_of_speech(told.intro):
            return None
        if printed:
            shown = turn[start : start + MAX_QUOTED_PIECES]
            turn = [*turn[:start], *map(as_spoken, shown)]
        text = PossibleText(turn=turn, start=start, announcement=told)
        return self._message_of(text, before, act=act, sent=sent, printed=printed)

    def _headed_body(self, turn: Sequence[Piece], place: int, start: int) -> str:
        """Return the body that a text opens with, and that the title above it names as its own.

        "Declaration of the Council of Moor on the ferry", and “The Council of Moor …”
        """
        above = turn[start - 1] if 0 <= place < start < len(turn) else None
        if above is None or above.kind is not HEADING:
            return ""
        if not names_text(above.text, self._language):
            return ""
        found = opening_body(turn[start].text, [above.text], self._language)
        return found.name if found and found.confidence >= KNOWN else ""

    def _is_titled(self, turn: Sequence[Piece], start: int) -> bool:
        """Return whether a text opens with its title, which says which body's it is."""
        if start >= len(turn) or turn[start].text.lstrip()[:1] not in OPENING_QUOTES:
            return False
        texts = [piece.text for piece in turn[start : start + _MAX_TITLED]]
        return titled_body(texts, self._language) is not None

    def _weighed_at(
        self, turn: Sequence[Piece], place: int, before: Sequence[Piece]
    ) -> Message | None:
        """Return the message below a piece that many small signs show; None if few do."""
        start = text_start(turn, place)
        if not 0 <= place < start < len(turn):
            return None
        # What somebody moves is the council's, in words of its own.
        moved = speaks_of_question(turn[start - 1].text)
        if moved or not may_be_read(turn[start], printed=False):
            return None
        likely = likely_of_another(turn, start)
        if likely < MAYBE_OF_ANOTHER:
            return None
        told = Announcement(
            intro=turn[start - 1].text,
            announced=Announced.LIKELY,
            read=True,
            framed=False,
        )
        if likely >= LIKELY_OF_ANOTHER:
            text = PossibleText(turn=turn, start=start, announcement=told)
            found = self._message_of(text, before, act=0, sent="", printed=False)
            # "Mr President, ladies and gentlemen": whom the speaker calls sends nothing.
            called = found is not None and any(
                one.text.startswith(found.sender) for one in turn[:start]
            )
            if found is not None and found.sender and not called:
                return self._doubted_if_far(turn, found, told.intro, likely)
        extent = find_extent(turn, start)
        marked = extent.form in {Form.QUOTED, Form.SET_OFF}
        end = extent.end if marked else start + 1
        return Message(start=start, end=start, sender="", confidence=DOUBT, doubt=end)

    @staticmethod
    def _doubted_if_far(
        turn: Sequence[Piece], found: Message, intro: str, likely: float
    ) -> Message:
        """Return a weighed message, in doubt where the words beside it do not name its sender.

        Whoever is named further off may have sent something else.
        """
        near = f"{intro} {turn[max(found.end - 1, 0)].text[-_MAX_SIGNED:]}"
        if likely >= SURELY_OF_ANOTHER and has_word_of(near, found.sender):
            return found
        return replace(found, confidence=min(found.confidence, _UNNAMED))

    def _message_of(
        self,
        text: PossibleText,
        before: Sequence[Piece],
        *,
        act: int,
        sent: str,
        printed: bool,
    ) -> Message | None:
        """Return the message that an announced text is; None if it is none.

        Args:
            text: The text.
            before: What stands above the turn.
            act: Where it ends if it is an act with numbered paragraphs, or 0.
            sent: Whose text the piece above tells of.
            printed: Whether the page prints it where nobody speaks.
        """
        told = text.announcement
        hardly = told.announced <= Announced.COLON and not told.read
        if hardly and not may_be_message(
            text.turn, text.start, told.intro, told.announced
        ):
            return None  # Most texts are none: a quick check first.
        text, asked = self._with_end(text, before, act)
        told = text.announcement
        if not (told.read or is_message(*text.span, told.announced)):
            return None
        origin = self._origin_of(text, before, sent=sent, asked=asked)
        text = replace(text, extent=settled_extent(text, origin.name))
        # "請各位指教": whom a speaker calls sends nothing.
        called = _AUDIENCE.is_all_of(origin.name)
        called = called or (not text.extent.signed and turn_greets(origin.name, text))
        moved = act > 0 and origin.name == sent
        if called or (not moved and self._quotes_speaker(text, origin.name)):
            return None
        found = message_of(*text.span, told.announced, origin, read=told.read)
        own = is_of_body(origin, self._language)
        shown = is_printed_as_somebodys(text, found) or self._is_text_read(text, found)
        if printed and not (shown or (own and is_led_by_colon(text))):
            return None
        # Else whom the frame names is known to the first reader.
        by_whom = text.extent.signer != "" or text.first.speaker == UNNAMED
        if told.framed and not (by_whom and found.sender):
            return None
        if printed and is_sender_unsure(text, origin, self._language):
            found = replace(found, confidence=min(found.confidence, _UNNAMED))
        printed = printed or told.framed
        return replace(found, printed=printed, doubted=origin.doubted)

    def _origin_of(
        self, text: PossibleText, before: Sequence[Piece], *, sent: str, asked: bool
    ) -> Origin:
        """Return who sent an announced text.

        Args:
            text: The text.
            before: What stands above the turn.
            sent: Whose text the piece above tells of.
            asked: Whether it is a question of somebody's.
        """
        told = text.announcement
        origin = self._senders.origin(*text.span, told, before)
        # Whoever else is found below, others may as well have sent it.
        doubted = origin.doubted
        origin = asker(told.intro, origin) if asked else origin
        if announces_question(told.intro) and text.extent.form is Form.QUOTED:
            origin = speaker_asking(told.intro, self.speakers) or origin
        described = origin.confidence <= DOUBTFUL and not is_person(origin.name)
        if sent and described and origin.name != sent:
            certainty = LIKELY if origin.name else origin.confidence
            origin = Origin(name=sent, confidence=certainty)
        if self._names_nobody(origin.name):
            origin = replace(origin, name="")
        origin = self._in_nominative(doubted_if_cut(origin, text.first.text))
        return replace(origin, doubted=doubted)

    def _is_text_read(self, text: PossibleText, found: Message) -> bool:
        """Return whether a record says that somebody's motion or the like was read out.

        "Motion 1 from Ada Brook on the fence. The chair read the motion:"
        """
        intro = text.announcement.intro
        last = " ".join(sentences_of(intro)[-1:])
        quoted = text.extent.form is Form.QUOTED and intro.rstrip().endswith(COLONS)
        told = quoted and says_it_is_read(last) and names_text(last, self._language)
        return told and found.sender != "" and found.confidence >= _MIN_READ

    def _names_nobody(self, name: str) -> bool:
        """Return whether a name is a closing formula, or a word that opens sentences.

        "Yours truly", or the first word of "Then he wrote it down:".
        """
        openers = words(self._language, "labels.sentence_openers")
        return is_closing(name) or name.casefold() in openers

    def _in_nominative(self, origin: Origin) -> Origin:
        """Return an origin, a body in another case put into the nominative."""
        ending = body_ending(origin.name, self._language)
        if ending:
            return replace(origin, name=origin.name.removesuffix(ending))
        bends = bends_nouns(self._language) and may_be_named_body(origin.name)
        if not bends or origin.name in self.speakers:
            return origin
        name = nominative_body(origin.name, self._language)
        # "Crew of the Elbe 7" loses no number.
        counted = _COUNTED.fullmatch(origin.name.removeprefix(name))
        return replace(origin, name=name) if name and not counted else origin

    def _with_end(
        self, text: PossibleText, before: Sequence[Piece], act: int
    ) -> tuple[PossibleText, bool]:
        """Return a text with its end, and whether it is a question of somebody's."""
        turn, start, told = text.turn, text.start, text.announcement
        extent = find_extent(turn, start, read=told.read)
        unsigned = act and not extent.signed
        extent = Extent(end=act, form=Form.LIST) if unsigned else extent
        extent = with_body_below(turn, extent, told.intro)
        extent, asked = up_to_question_mark(turn, start, extent, told.intro)
        text = replace(text, extent=extent)
        sure = asked or self._ends_with_text(text)
        told = confirmed_by_text(told, *text.span, before, sure=sure)
        return replace(text, announcement=told), asked

    def _asked_below(self, turn: Sequence[Piece], place: int) -> Message | None:
        """Return the question below a piece that tells of who asks it; None if none is."""
        start = place + 1
        if start >= len(turn) or not holds_question(turn[start].text):
            return None  # Few are asked: a quick check first.
        named = questions_listed(turn, start, speakers=self.speakers)
        named = named or called_to_ask(turn, start, speakers=self.speakers)
        if named is not None:
            end, origin = named
            return Message(
                start=start, end=end, sender=origin.name, confidence=origin.confidence
            )
        if start + 1 != len(turn):
            return None
        found = question_asked_by(
            turn, start, speakers=self.speakers, language=self._language
        )
        if found is None or not turn[start].spoken:
            return None
        end, origin = found
        confidence = min(CONFIDENCE[Form.READ], origin.confidence)
        return Message(start=start, end=end, sender=origin.name, confidence=confidence)

    def _mover(self, told: Piece) -> str:
        """Return who of those who speak is named first where a motion is led to; empty if nobody."""
        words = [word.group() for word in NAME_WORD.finditer(told.text)]
        places = {
            name: words.index(surname)
            for name in self.speakers
            if name != told.speaker and (surname := name.split()[-1]) in words
        }
        return min(places, key=lambda name: (places[name], name), default="")

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

    def _ends_with_text(self, text: PossibleText) -> bool:
        """Return whether a turn ends with the one paragraph that its speaker announces.

        "Ada Brook, who could not come, wrote to us:", and below the text another speaks.
        """
        start = text.start
        if text.extent.form is not Form.OPEN or not 0 < start == len(text.turn) - 1:
            return False
        above = text.turn[start - 1]
        if not (above.spoken and above.text.rstrip().endswith(COLONS)):
            return False
        found = announced_person(
            without_reader(text.announcement.intro), self._language
        )
        return found is not None and found.name not in self.speakers

    def _quotes_speaker(self, text: PossibleText, name: str) -> bool:
        """Return whether what looks like a text quotes somebody who speaks here.

        "Ada Brook, you say: “It is so.”" quotes who is addressed.
        """
        extent, told = text.extent, text.announcement
        near = text.turn[text.start : text.start + _MAX_CALLED]
        if any(is_called_at_first(name, one.text) for one in near):
            return True
        if extent.signed and signs_own_words(text.first.speaker or "", name):
            return True
        if not name and lists_own_points(text):
            return True
        brief = extent.end - text.start == 1 and len(text.first.text) < _BRIEF_CHARS
        silent = extent.evident or told.announced is Announced.NOT
        if announces_question(told.intro) and not says_who_writes(name, told.intro):
            # A body moves what marks enclose; a question is asked by somebody.
            moved = extent.form is Form.QUOTED and may_be_body(name)
            return not (moved or is_person(name))
        # "Ms Brook has resigned. I read from her letter:" tells of what she wrote.
        wrote = is_of_person_before(told.intro)
        quotes = brief and not extent.signer and not wrote
        # Who hands a motion in may speak to it.
        handed_in = addresses_body(text.first.text)
        alone = silent and extent.form is Form.LETTER and not handed_in
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
            sender=self._senders.full_name(found.sender, RETURNED, turn[place].text),
            confidence=CONFIDENCE[Form.READ],
        )
