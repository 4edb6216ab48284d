"""Whose words a document without labels holds, by all else that its page says.

An interview, several speeches, quotations, a framed speech, letters, or one author.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from content.document import Document
from content.language.sentence_marks import CALL_ENDS, COLONS, SENTENCE_ENDS
from content.language.typography.leaders import LEADER_AND_PAGE
from content.segment.basis import named_in_line_above
from content.segment.kinds import STAGE
from content.segment.lines import Line
from content.segment.messages.messages import attribute_messages
from content.segment.messages.whole_quotes import with_whole_quotes
from content.segment.messages.words import heads_full_text
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.speech_or_letters import (
    keeps_letter,
    names_somebody,
    printed_speech,
    prints_letter,
    speech_or_letters,
    told_in_letter,
    with_date_line,
    with_letters,
    without_speech,
)
from content.segment.turns.announced import is_prose
from content.segment.turns.interviews import attribute_interview
from content.segment.turns.lectures import attribute_lecture
from content.segment.turns.page_head.own_speech import page_author
from content.segment.turns.questions import is_interview
from content.segment.turns.quoted_speech import (
    attribute_headline_quotations,
    attribute_long_quotations,
)
from content.segment.turns.told_to import attribute_told
from content.segment.turns.woven_quotations import attribute_woven_quotations
from content.segment.voices.letters.readers_letters import attribute_readers_letters
from content.segment.voices.letters.signed_letters import (
    attribute_signed_letters,
    is_salutation,
)
from content.segment.voices.one_speech.calls_above import with_calls_above
from content.segment.voices.one_speech.endings import heads_message
from content.segment.voices.one_speech.framed_speech import (
    attribute_framed_speech,
)
from content.segment.voices.one_speech.page_foot import without_page_foot
from content.segment.voices.one_speech.reposted_article import (
    attribute_reposted_article,
)
from content.segment.voices.one_speech.salutations import prints_speech
from content.segment.voices.one_speech.speakers import IN_BY_LINE
from content.segment.voices.one_speech.told.course_instead import with_course_instead
from content.segment.voices.one_speech.told.labelled_passages import LabelledPage
from content.segment.voices.one_speech.told.labelled_speech import (
    speaks_above_labels,
    without_authors_words,
)
from content.segment.voices.one_speech.told.several_speeches import with_other_speeches
from content.segment.voices.one_speech.told.surely_spoken import (
    doubt_likely_spoken,
    with_own_opening,
    with_surely_spoken,
)
from content.segment.voices.one_speech.told.told_check import (
    weigh_paragraphs,
    with_resumed,
)
from content.segment.voices.one_speech.told.told_page import (
    ToldPage,
)
from content.segment.voices.one_speech.unshown_speakers import name_people
from content.segment.voices.one_speech.whole_speech import attribute_whole_speech
from content.segment.voices.reports.collections import attribute_collection
from content.segment.voices.reports.dashed_quotations import attribute_dashed_quotations
from content.segment.voices.reports.fact_checks import attribute_fact_check
from content.segment.voices.reports.introduced_turns import (
    are_sections,
    attribute_introduced_turns,
    heads_speeches,
)
from content.segment.voices.reports.live_reports import attribute_live_report
from content.segment.voices.reports.notes import speaks_beside_quotations
from content.segment.voices.reports.printed_turns import attribute_printed_turns
from content.segment.voices.reports.told_sections import attribute_told_sections
from content.segment.voices.words import heads_notes
from content.segment.voices.written_questions.written_answers import (
    attribute_written_answers,
)
from content.segment.wording.in_person import SPOKEN_WORDS

_MAX_LEADERS = 60
_MAX_TITLE, _MAX_BARE_WORDS = 60, 2
_MIN_ABOVE, _MIN_LEAD_WORDS, _LED, _NEARLY_ALL = 4, 4, 0.7, 0.9


def attribute_without_labels(
    pieces: list[Piece], lines: Sequence[Line], document: Document
) -> list[Piece]:
    """Return the pieces of a document without labels given to whom it names otherwise."""
    pieces = _with_text_headings(without_page_foot(pieces, document.title))
    page = ToldPage(pieces)
    attributed = name_people(_attributed(page, lines, document), pieces, document)
    attributed = with_resumed(attributed, page)
    attributed = weigh_paragraphs(attributed, page, document)
    attributed = with_other_speeches(attributed, page, document)
    attributed = _with_letters_below(attributed, pieces)
    attributed = with_calls_above(_with_quotations_beside(attributed))
    attributed = with_course_instead(attributed, page, document)
    attributed = with_surely_spoken(attributed, page, document)
    attributed = with_own_opening(attributed)
    return doubt_likely_spoken(attributed, page)


def _with_text_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces whose lines such as "Full text of the speech", "Source" are headings."""
    heading = SegmentKind.HEADING
    return [
        unattribute(piece, heading, "heads the words of a speech")
        if is_prose(piece)
        and (
            heads_notes(piece.text)
            or (heads_full_text(piece.text) and not _is_first_of_titles(pieces, n))
        )
        else piece
        for n, piece in enumerate(pieces)
    ]


def _is_first_of_titles(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a word or two stand above another short line: "Homily", and whose it is."""
    below = pieces[n + 1 : n + 2]
    bare = len(pieces[n].text.split()) <= _MAX_BARE_WORDS
    return bare and bool(below) and len(below[0].text) <= _MAX_TITLE


def attribute_above_labels(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Return the pieces of a page with the signed texts, or speeches, above its first label.

    A press office prints a greeting, and below it the record of the meeting. Rules part
    what a page prints.
    """
    first = next((n for n, p in enumerate(pieces) if p.label and p.turn), 0)
    if any(p.spoken for p in pieces[:first]):
        return list(pieces)
    rules = [n for n in range(first) if pieces[n].rule or pieces[n].ruled]
    found: list[Piece] = []
    for start, end in pairwise([0, *rules, first]):
        found += _above_labels(pieces[start:end], document)
    return [*found, *pieces[first:]]


def with_speech_above_labels(
    told: list[Piece],
    labelled: Sequence[Piece],
    lines: Sequence[Line],
    document: Document,
) -> list[Piece]:
    """Return a page whose labels stand below a speech without one, with that speech.

    Args:
        told: The page, with what is known of it.
        labelled: The same, given to whom its labels name, and to nobody else.
        lines: The lines of the page.
        document: The page.
    """
    above = next((n for n, piece in enumerate(labelled) if piece.turn > 0), 0)
    known = any(piece.spoken for piece in told[:above]) or len(told) != len(labelled)
    if known or not speaks_above_labels(labelled):
        return told
    plain = LabelledPage(labelled).plain
    for part in (plain, plain[:above]):
        read = attribute_without_labels([*part], lines, document)
        if len(read) == len(part) and any(piece.spoken for piece in read[:above]):
            return [*(replace(piece, turn=0) for piece in read[:above]), *told[above:]]
    return told


def _above_labels(section: Sequence[Piece], document: Document) -> Sequence[Piece]:
    """Return the pieces of a section, given to who signs it or speaks in it."""
    if sum(map(is_prose, section)) < _MIN_ABOVE:
        return _led_to(section)
    found = attribute_signed_letters(section, document)
    found = found or attribute_whole_speech(section, document)
    if not found or len(found) != len(section) or not names_somebody(found):
        return _led_to(section)
    # Whoever made the page leads to what others say below: "Dear readers, …".
    author, _ = page_author(document)
    if author and not _is_told_above(found):
        return section
    if any(
        p.spoken
        and (
            p.reason == IN_BY_LINE or (author and same_person(author, p.speaker or ""))
        )
        for p in found
    ):
        return section
    return [replace(piece, turn=0) for piece in found]


def _is_told_above(found: Sequence[Piece]) -> bool:
    """Return whether somebody tells something above what is said, in a whole sentence."""
    first = next((n for n, p in enumerate(found) if p.spoken), len(found))
    return any(
        is_prose(p) and p.text.rstrip().endswith(SENTENCE_ENDS) for p in found[:first]
    )


def _led_to(section: Sequence[Piece]) -> Sequence[Piece]:
    """Return the pieces of a section, given to whom its first line names before a colon.

    "The Chaplain, Ada Brook, offered the following prayer:", and below it somebody prays.
    """
    # A record's own sentences are told apart from prose.
    prose = [
        n
        for n, piece in enumerate(section)
        if (is_prose(piece) and not LEADER_AND_PAGE.search(piece.text[-_MAX_LEADERS:]))
        or (piece.kind is STAGE and _leads(piece.text))
    ]
    led = [n for n in prose if section[n].text.rstrip().endswith(COLONS)]
    people = {one.name for n in led for one in mentions_in(section[n].text)}
    personal = any(speaks_beside_quotations(section[n].text, "") for n in prose[1:])
    # "Things carried by Ada Brook:" heads a list.
    lists = any(not _is_sentence(section[n].text) for n in prose[1:2])
    if lists or not personal or led != prose[:1] or len(people) != 1:
        return section
    name = people.pop()
    reason = named_in_line_above(name)
    return [
        piece.attributed(SegmentKind.SPEECH, name, None, _LED, reason)
        if n in prose[1:]
        else piece
        for n, piece in enumerate(section)
    ]


def _is_sentence(text: str) -> bool:
    """Return whether a paragraph ends as sentences do, or calls somebody."""
    return text.rstrip(" )").endswith((*SENTENCE_ENDS, *CALL_ENDS))


def _leads(text: str) -> bool:
    """Return whether a sentence ends in a colon: "The Chaplain offered this prayer:"."""
    return len(text.split()) >= _MIN_LEAD_WORDS and text.rstrip().endswith(COLONS)


def _with_quotations_beside(attributed: list[Piece]) -> list[Piece]:
    """Return the pieces of a page with what its author quotes beside the speech it prints."""
    kinds = {piece.kind for piece in attributed}
    if SegmentKind.SPEECH not in kinds or SegmentKind.QUESTION in kinds:
        return attributed
    return attribute_woven_quotations(attributed, least=1, surely=True)


def _with_letters_below(
    attributed: list[Piece], pieces: Sequence[Piece]
) -> list[Piece]:
    """Return the pieces of a page with the signed texts below its speech, under headings."""
    if len(attributed) != len(pieces):
        return attributed
    spoken = (n for n in reversed(range(len(pieces))) if attributed[n].spoken)
    end = next(spoken, len(pieces)) + 1
    if end >= len(pieces) or not heads_message(pieces, end):
        return attributed
    signed = attribute_signed_letters(pieces[end:], Document(blocks=()))
    return attributed[:end] + signed if signed else attributed


def _attributed(
    page: ToldPage, lines: Sequence[Line], document: Document
) -> list[Piece]:
    pieces = list(page.pieces)
    several = attribute_reposted_article(pieces)
    several = several or attribute_readers_letters(pieces, document)
    several = several or _written_answers(pieces)
    several = several or attribute_live_report(pieces) or attribute_fact_check(pieces)
    several = several or attribute_lecture(pieces, lines)
    several = several or _asked_or_told(pieces, lines, document)
    several = several or _collection(pieces, document)
    if several is not None:
        return several
    signed = attribute_signed_letters(pieces, document)
    if signed is not None and any(p.kind is SegmentKind.MESSAGE for p in signed):
        return told_in_letter(signed, page, document) or signed
    report = (
        _introduced_turns(pieces)
        or _quoted_behind_dashes(pieces)
        or attribute_headline_quotations(pieces)
    )
    if report is not None and not _frames_most(report, page, document):
        return report
    read = with_whole_quotes(attribute_messages(pieces))
    found = speech_or_letters(page, read, signed, document)
    told = prints_letter(read, document) and not keeps_letter(found, read)
    return without_speech(with_date_line(read), document) if told else found


def _frames_most(report: Sequence[Piece], page: ToldPage, document: Document) -> bool:
    """Return whether nearly all that a report gives to people is one speech that a page frames."""
    said = Counter[str]()
    for piece in report:
        if piece.kind is SegmentKind.SPEECH and piece.speaker:
            said[piece.speaker] += len(piece.text)
    if not said:
        return False
    name, most = said.most_common(1)[0]
    if most < _NEARLY_ALL * said.total():
        return False
    speech = attribute_framed_speech(page, document)
    return any(same_person(name, one or "") for one in _speakers(speech or ()))


def _written_answers(pieces: list[Piece]) -> list[Piece] | None:
    """Return the pieces of written questions and answers, and of the letters they quote."""
    answered = attribute_written_answers(pieces)
    return with_letters(answered, attribute_messages(pieces)) if answered else None


def _collection(pieces: Sequence[Piece], document: Document) -> list[Piece] | None:
    """Return the pieces of a collection, with what is read out in its texts apart.

    Where headings say whose each text is, and the paragraphs below them tell of others,
    these speak, in doubt.
    """
    collection = attribute_collection(pieces)
    told = attribute_told_sections(pieces, document)
    if told is not None and not _speakers(told) <= _speakers(collection or ()):
        # A section may print a letter, whose sender signs it.
        letters = with_whole_quotes(attribute_messages(pieces))
        quoted = [n for n, p in enumerate(pieces) if p.quoted]
        return _with_letters_in(told, letters, quoted)
    return attribute_messages(collection) if collection is not None else None


def _with_letters_in(
    told: list[Piece], letters: Sequence[Piece], quoted: Sequence[int]
) -> list[Piece]:
    """Return pieces of which those in block quotes are of who sent them as letters."""
    if len(told) != len(letters):
        return told
    sent = {n: letters[n] for n in quoted if letters[n].kind is SegmentKind.MESSAGE}
    return [sent.get(n, piece) for n, piece in enumerate(told)]


def _speakers(pieces: Sequence[Piece]) -> set[str | None]:
    return {piece.speaker for piece in pieces if piece.spoken}


def _asked_or_told(
    pieces: list[Piece], lines: Sequence[Line], document: Document
) -> list[Piece] | None:
    """Return the pieces of an interview, or of what one person told; None if neither."""
    if is_interview(lines):
        asked = attribute_interview(pieces, lines, document)
        return asked and _with_speech_above(asked, pieces, document)
    told = attribute_told(pieces, document)
    # Who wrote down the speeches of several may be named below them, too.
    return None if told and heads_speeches(pieces) else told


def _with_speech_above(
    asked: list[Piece], pieces: Sequence[Piece], document: Document
) -> list[Piece]:
    """Return the pieces of an interview with the speech that the page prints above its heading."""
    first = next((n for n, p in enumerate(asked) if p.spoken), 0)
    heads = [
        n
        for n in range(1, first)
        if pieces[n].kind is SegmentKind.HEADING and is_prose(pieces[n - 1])
    ]
    if len(asked) != len(pieces) or not heads:
        return asked
    above = pieces[: heads[-1]]
    if not any(
        p.kind is SegmentKind.HEADING and SPEECH_WORD.is_in(p.text) for p in above
    ):
        return asked
    read = with_whole_quotes(attribute_messages(above))
    speech = printed_speech(ToldPage(above), read, document)
    if speech is None or not names_somebody(speech):
        return asked
    return [*speech, *asked[heads[-1] :]]


def attribute_in_minutes(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of minutes, in which only what is printed or quoted is somebody's.

    A clerk tells what others said, so that nobody's speech fills a page without labels.
    Sentences that say who spoke introduce what they say only where most do so in person.
    """
    introduced = _introduced_turns(pieces) or attribute_dashed_quotations(pieces)
    said = [p.text for p in introduced or () if p.kind is SegmentKind.SPEECH]
    if introduced and 2 * sum(map(SPOKEN_WORDS.is_in, said)) >= max(1, len(said)):
        return introduced
    read = attribute_messages(pieces)
    printed = attribute_printed_turns(pieces, read)
    if printed is not None:
        return with_letters(printed, read)
    # Who reads a motion out is not who moved it.
    return attribute_long_quotations(_with_sent(pieces, read))


def _with_sent(pieces: Sequence[Piece], read: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the texts of others that are found in them, where nobody speaks."""
    if len(pieces) != len(read):
        return list(pieces)
    return [
        sent if sent.kind is SegmentKind.MESSAGE and not piece.spoken else piece
        for piece, sent in zip(pieces, read, strict=True)
    ]


def _quoted_behind_dashes(pieces: list[Piece]) -> list[Piece] | None:
    """Return a report's pieces with what it quotes, and the speech that it prints beside it.

    A paragraph says so: "The mayor, Ada Brook, spoke. We print her speech."
    """
    quoted = attribute_dashed_quotations(pieces)
    told = [p.text for p in quoted or () if p.kind is SegmentKind.COMMENTARY]
    if quoted is None or not any(
        SPEECH_WORD.is_in(text) and prints_speech(text) for text in told
    ):
        return quoted
    return attribute_printed_turns(quoted, attribute_messages(quoted)) or quoted


def _introduced_turns(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Return pieces given to whom a line above introduces, letters left aside."""
    introduced = attribute_introduced_turns(pieces)
    if introduced is None:
        return None
    read = attribute_messages(pieces)
    if len(read) == len(pieces):
        letters = {n for n, p in enumerate(read) if p.kind is SegmentKind.MESSAGE}
        if letters and not _all_open_with_calls(introduced):
            introduced = attribute_introduced_turns(pieces, letters)
    if introduced is None:
        return None
    # What is read out within a turn is no words of who is introduced.
    apart = attribute_messages(introduced)
    sections = are_sections(introduced)
    return without_authors_words(apart, introduced, introduced=True, sections=sections)


def _all_open_with_calls(introduced: Sequence[Piece]) -> bool:
    """Return whether each turn opens with a salutation, so that no line above it signs."""
    turns = {p.turn: p for p in reversed(introduced) if p.spoken}
    return all(is_salutation(first.text) for first in turns.values())
