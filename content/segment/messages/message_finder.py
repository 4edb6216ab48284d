"""Find the messages that pieces of a document announce: where each starts, and what leads to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from content.language.question_marks import holds_question
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.kinds import COMMENTARY, HEADING, STAGE
from content.segment.messages.announcements.announced_acts import (
    announces_act,
    announces_reply,
)
from content.segment.messages.announcements.announcements import Announced
from content.segment.messages.extent import Form
from content.segment.messages.extents.extent_finder import find_extent
from content.segment.messages.extents.numbered_acts import (
    announced_act_end,
    moved_clauses_end,
)
from content.segment.messages.extents.returns import reader_returns
from content.segment.messages.extents.set_off import (
    is_set_off,
    up_to_letter_set_off,
)
from content.segment.messages.found_message import CONFIDENCE, DOUBT, Message
from content.segment.messages.message_judge import MessageJudge
from content.segment.messages.message_senders import SenderFinder
from content.segment.messages.possible_text import RETURNED, PossibleText, told_as_sent
from content.segment.messages.posted.posts import post_below
from content.segment.messages.quotations import MAX_QUOTED_PIECES
from content.segment.messages.senders.bodies.opening_bodies import (
    opening_body,
    opens_as_body,
)
from content.segment.messages.senders.bodies.self_named import deciding_body
from content.segment.messages.senders.bodies.titled_texts import titled_body
from content.segment.messages.senders.named_bodies.announcing_words import names_text
from content.segment.messages.senders.named_bodies.named_body import KNOWN
from content.segment.messages.starts.announced_text import (
    Announcement,
    announcement_of,
    is_framed,
    is_printed,
    only_calls,
    tells_of_speech,
    text_start,
)
from content.segment.messages.starts.asked_questions import (
    called_to_ask,
    question_asked_by,
    questions_listed,
)
from content.segment.messages.starts.possible_starts import (
    answers_above_text,
    as_spoken,
    directs_below,
    leads_to_quotation,
    may_announce,
    may_be_read,
)
from content.segment.messages.starts.read_aloud import is_marked
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
    announces_question,
    is_speech_heading,
    leads_on,
    speaks_of_question,
)
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.same_person import has_word_of
from content.segment.names.words import NAME_WORD
from content.segment.pieces import Piece
from content.segment.wording.in_person import FIRST_PERSON

# How much of a turn is looked at beside an announcement: a text of no more paragraphs.
_MAX_NEAR_ABOVE, _MAX_NEAR_BELOW = 4, 400
_FAR = 0.7
_MAX_TITLED = 4
_MAX_SIGNED = 90


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

    @cached_property
    def _judge(self) -> MessageJudge:
        return MessageJudge(senders=self._senders)

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
        if self._is_speech(turn, start):
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
        of_body = of_body or titled or headed != "" or self._decides(turn, place, start)
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
        above = before[-1:] if place < 0 else ()
        told_above = printed or any(p.kind is COMMENTARY for p in above)
        if told_above and not of_body and leads_on(told.intro):
            return None
        if printed:
            shown = turn[start : start + MAX_QUOTED_PIECES]
            turn = [*turn[:start], *map(as_spoken, shown)]
        text = PossibleText(
            turn=turn,
            start=start,
            announcement=told,
            before=before,
            act_end=act,
            sender_above=sent,
            printed=printed,
        )
        return self._judge.message_of(text)

    @staticmethod
    def _is_speech(turn: Sequence[Piece], start: int) -> bool:
        """Return whether a heading for a speech stands above a text: "Full text of the speech"."""
        return start > 0 and is_speech_heading(turn[start - 1].text)

    def _headed_body(self, turn: Sequence[Piece], place: int, start: int) -> str:
        """Return the body that a text opens with, and that the title above it names as its own.

        "Declaration of the Council of Moor on the ferry", and “The Council of Moor …”
        """
        if not 0 <= place < start < len(turn):
            return ""
        # The number of the record may stand between the title and the text.
        head = start - 1
        while head > place and turn[head].kind is STAGE:
            head -= 1
        above = turn[head]
        if above.kind is not HEADING:
            return ""
        if not names_text(above.text, self._language):
            return ""
        found = opening_body(turn[start].text, [above.text], self._language)
        return found.name if found and found.confidence >= KNOWN else ""

    def _decides(self, turn: Sequence[Piece], place: int, start: int) -> bool:
        """Return whether a page sets off in a turn what a body decided, or answered.

        "I begin with what you ask.", and set off "The Board at its meeting today …"; "The
        Board answered us:".
        """
        if not 0 <= place < start or not turn[place].spoken:
            return False
        text = turn[start].text
        set_off = is_set_off(turn[start]) and not is_set_off(turn[place])
        if not (set_off or text.lstrip()[:1] in OPENING_QUOTES):
            return False
        if announces_reply(turn[start - 1].text, self._language):
            return True
        body = deciding_body(text, self._language)
        return body is not None and not FIRST_PERSON.is_in(text)

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
        if only_calls(turn[start - 1].text) or self._is_speech(turn, start):
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
            text = PossibleText(
                turn=turn, start=start, announcement=told, before=before
            )
            found = self._judge.message_of(text)
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
        return replace(found, confidence=min(found.confidence, _FAR))

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
