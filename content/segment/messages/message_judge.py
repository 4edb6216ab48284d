"""Decide whether an announced text is a message, where it ends, and who sent it."""

import re
from dataclasses import dataclass, replace

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, words
from content.segment.messages.addresses import addresses_body
from content.segment.messages.announcements.announcements import Announced
from content.segment.messages.extent import Extent, Form
from content.segment.messages.extents.extent_finder import find_extent
from content.segment.messages.found_message import Message, message_of, with_body_below
from content.segment.messages.message_senders import SenderFinder
from content.segment.messages.possible_text import (
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
    turn_greets,
)
from content.segment.messages.senders.announced_person import announced_person
from content.segment.messages.senders.bodies.body_words import may_be_body
from content.segment.messages.senders.described import is_of_person_before
from content.segment.messages.senders.named_bodies.announcing_words import names_text
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, Origin
from content.segment.messages.signatures.signatures import is_closing
from content.segment.messages.starts.announced_text import confirmed_by_text
from content.segment.messages.starts.asked_questions import (
    asker,
    speaker_asking,
    up_to_question_mark,
)
from content.segment.messages.starts.read_aloud import is_message, may_be_message
from content.segment.messages.words import (
    announces_question,
    says_it_is_read,
    sentences_of,
    without_reader,
)
from content.segment.names.body_names import (
    bends_nouns,
    body_ending,
    may_be_named_body,
    nominative_body,
)
from content.segment.names.descriptions import is_person
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.pieces import UNNAMED

_BRIEF_CHARS = 200
_AUDIENCE = WordPattern("(?:<headlines.audiences>)")
_COUNTED = re.compile(r"\s\d+(?:(?:,|\s[^\W\d_]{1,3})\s\d+)*")
_UNNAMED, _MIN_READ = 0.7, 0.85
_MAX_CALLED = 3


@dataclass(frozen=True, kw_only=True)
class MessageJudge:
    """What tells messages from other texts that words in one document announce.

    Attributes:
        senders: Finds who sent them.
    """

    senders: SenderFinder

    def message_of(self, text: PossibleText) -> Message | None:
        """Return the message that an announced text is; None if it is none."""
        told = text.announcement
        hardly = told.announced <= Announced.COLON and not told.read
        if hardly and not may_be_message(
            text.turn, text.start, told.intro, told.announced
        ):
            return None  # Most texts are none: a quick check first.
        text, asked = self._with_end(text)
        told = text.announcement
        if not (told.read or is_message(*text.span, told.announced)):
            return None
        origin = self._origin_of(text, asked=asked)
        text = replace(text, extent=settled_extent(text, origin.name))
        # "請各位指教": whom a speaker calls sends nothing.
        called = _AUDIENCE.is_all_of(origin.name)
        called = called or (not text.extent.signed and turn_greets(origin.name, text))
        # “丁家亮議員動議的議案如下：” above what he says himself.
        reader = text.first.speaker or ""
        called = called or (origin.name == reader != "" and reader in told.intro)
        # “以下是本人的聲明：”
        uncased = WITHOUT_CASE.match(origin.name) is not None
        owns = words(self.senders.language, "messages.own")
        called = called or (uncased and any(origin.name.endswith(own) for own in owns))
        moved = text.act_end > 0 and origin.name == text.sender_above
        if called or (not moved and self._quotes_speaker(text, origin.name)):
            return None
        found = message_of(*text.span, told.announced, origin, read=told.read)
        own = is_of_body(origin, self.senders.language)
        shown = is_printed_as_somebodys(text, found) or self._is_text_read(text, found)
        if text.printed and not (shown or (own and is_led_by_colon(text))):
            return None
        # Else whom the frame names is known to the first reader.
        by_whom = text.extent.signer != "" or text.first.speaker == UNNAMED
        if told.framed and not (by_whom and found.sender):
            return None
        if text.printed and is_sender_unsure(text, origin, self.senders.language):
            found = replace(found, confidence=min(found.confidence, _UNNAMED))
        printed = text.printed or told.framed
        return replace(found, printed=printed, doubted=origin.doubted)

    def _with_end(self, text: PossibleText) -> tuple[PossibleText, bool]:
        """Return a text with its end, and whether it is a question of somebody's."""
        turn, start, told = text.turn, text.start, text.announcement
        extent = find_extent(turn, start, read=told.read)
        if text.act_end and not extent.signed:
            extent = Extent(end=text.act_end, form=Form.LIST)
        extent = with_body_below(turn, extent, told.intro)
        extent, asked = up_to_question_mark(turn, start, extent, told.intro)
        text = replace(text, extent=extent)
        sure = asked or self._ends_with_text(text)
        told = confirmed_by_text(told, *text.span, text.before, sure=sure)
        return replace(text, announcement=told), asked

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
            without_reader(text.announcement.intro), self.senders.language
        )
        return found is not None and found.name not in self.senders.speakers

    def _origin_of(self, text: PossibleText, *, asked: bool) -> Origin:
        """Return who sent an announced text, which may be a question of somebody's."""
        told = text.announcement
        origin = self.senders.origin(*text.span, told, text.before)
        # Whoever else is found below, others may as well have sent it.
        doubted = origin.doubted
        origin = asker(told.intro, origin) if asked else origin
        if announces_question(told.intro) and text.extent.form is Form.QUOTED:
            asks = speaker_asking(told.intro, self.senders.speakers)
            own = asks is not None and asks.name == text.first.speaker
            origin = origin if asks is None or own else asks
        described = origin.confidence <= DOUBTFUL and not is_person(origin.name)
        sent = text.sender_above
        if sent and described and origin.name != sent:
            certainty = LIKELY if origin.name else origin.confidence
            origin = Origin(name=sent, confidence=certainty)
        if self._names_nobody(origin.name):
            origin = replace(origin, name="")
        origin = self._in_nominative(doubted_if_cut(origin, text.first.text))
        return replace(origin, doubted=doubted)

    def _names_nobody(self, name: str) -> bool:
        """Return whether a name is a closing formula, or a word that opens sentences.

        "Yours truly", or the first word of "Then he wrote it down:".
        """
        openers = words(self.senders.language, "labels.sentence_openers")
        return is_closing(name) or name.casefold() in openers

    def _in_nominative(self, origin: Origin) -> Origin:
        """Return an origin, a body in another case put into the nominative."""
        ending = body_ending(origin.name, self.senders.language)
        if ending:
            return replace(origin, name=origin.name.removesuffix(ending))
        bends = bends_nouns(self.senders.language) and may_be_named_body(origin.name)
        if not bends or origin.name in self.senders.speakers:
            return origin
        name = nominative_body(origin.name, self.senders.language)
        # "Crew of the Elbe 7" loses no number.
        counted = _COUNTED.fullmatch(origin.name.removeprefix(name))
        return replace(origin, name=name) if name and not counted else origin

    def _is_text_read(self, text: PossibleText, found: Message) -> bool:
        """Return whether a record says that somebody's motion or the like was read out.

        "Motion 1 from Ada Brook on the fence. The chair read the motion:"
        """
        intro = text.announcement.intro
        last = " ".join(sentences_of(intro)[-1:])
        quoted = text.extent.form is Form.QUOTED and intro.rstrip().endswith(COLONS)
        told = (
            quoted and says_it_is_read(last) and names_text(last, self.senders.language)
        )
        return told and found.sender != "" and found.confidence >= _MIN_READ

    def _quotes_speaker(self, text: PossibleText, name: str) -> bool:
        """Return whether what looks like a text quotes somebody who speaks here.

        "Ada Brook, you say: “It is so.”" quotes who is addressed.
        """
        extent, told = text.extent, text.announcement
        near = text.turn[text.start : text.start + _MAX_CALLED]
        if any(is_called_at_first(name, one.text) for one in near):
            return True
        if signs_own_words(text, name):
            return True
        if not name and lists_own_points(text):
            return True
        brief = extent.end - text.start == 1 and len(text.first.text) < _BRIEF_CHARS
        silent = extent.evident or told.announced is Announced.NOT
        if announces_question(told.intro) and not says_who_writes(name, told.intro):
            # A body moves what marks enclose; a question is asked by somebody.
            speaks = may_be_body(name) or name in self.senders.speakers
            moved = extent.form is Form.QUOTED and speaks
            return not (moved or is_person(name))
        # "Ms Brook has resigned. I read from her letter:" tells of what she wrote.
        wrote = is_of_person_before(told.intro)
        quotes = brief and not extent.signer and not wrote
        # Who hands a motion in may speak to it.
        handed_in = addresses_body(text.first.text)
        alone = silent and extent.form is Form.LETTER and not handed_in
        return (quotes or alone) and name in self.senders.speakers
