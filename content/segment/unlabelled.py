"""Whose words a document without labels holds, by all else that its page says.

An interview, several speeches, quotations, a framed speech, letters, or one author.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from content.document import Document
from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern
from content.segment.basis import Basis, Reason
from content.segment.kinds import PROSE
from content.segment.labels.evidence import FIRST_PERSON, SPOKEN_WORDS
from content.segment.labels.shapes.posts.stamps import stamp_of
from content.segment.lines import Line
from content.segment.messages.messages import attribute_messages
from content.segment.messages.signatures.signatures import is_closing
from content.segment.messages.whole_quotes import with_whole_quotes
from content.segment.messages.words import sentences_of, speaks_of_message
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.names.words import SPEECH
from content.segment.pieces import UNNAMED, Piece
from content.segment.result import MIN_CONFIDENCE, SegmentKind
from content.segment.turns.announced import attribute_announced, is_prose
from content.segment.turns.interviews import attribute_interview
from content.segment.turns.page_head.authors_words import attribute_to_author
from content.segment.turns.page_head.own_speech import page_author
from content.segment.turns.page_head.presenters import presenter
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
from content.segment.voices.narration import unquoted
from content.segment.voices.one_speech.calls_above import with_calls_above
from content.segment.voices.one_speech.endings import heads_message
from content.segment.voices.one_speech.framed_speech import (
    attribute_framed_speech,
    attribute_told_speech,
)
from content.segment.voices.one_speech.page_foot import without_page_foot
from content.segment.voices.one_speech.reposted_article import (
    attribute_reposted_article,
)
from content.segment.voices.one_speech.salutations import prints_speech
from content.segment.voices.one_speech.speakers import IN_BY_LINE
from content.segment.voices.one_speech.told.frame import ToldPage
from content.segment.voices.one_speech.told.left_out import doubt_left_out
from content.segment.voices.one_speech.told.several_speeches import with_other_speeches
from content.segment.voices.one_speech.told.told_check import (
    check_told_speech,
    weigh_paragraphs,
    with_resumed,
)
from content.segment.voices.one_speech.unshown_speakers import name_people
from content.segment.voices.one_speech.whole_speech import attribute_whole_speech
from content.segment.voices.reports.collections import attribute_collection
from content.segment.voices.reports.credited_quotations import (
    attribute_credited_quotations,
)
from content.segment.voices.reports.dashed_quotations import attribute_dashed_quotations
from content.segment.voices.reports.fact_checks import attribute_fact_check
from content.segment.voices.reports.introduced_turns import (
    attribute_introduced_turns,
    heads_speeches,
)
from content.segment.voices.reports.introducing_lines import QUOTED_WORDS
from content.segment.voices.reports.live_reports import attribute_live_report
from content.segment.voices.reports.notes import is_personal
from content.segment.voices.reports.printed_turns import attribute_printed_turns
from content.segment.voices.reports.told_sections import attribute_told_sections
from content.segment.voices.written_answers import attribute_written_answers

_EDITORS = WordPattern(r"[,(（–—-]\s?(?:<headlines.editors>)\W*$")
_CLOSING_LINES, _TOP, _LAST_TOLD = 4, 6, 2
_MIN_TOLD, _MIN_LETTER, _MUCH, _MIN_SENT, _MAX_DATE_LINE = 60, 300, 0.4, 0.7, 60
_MIN_ABOVE, _LED = 4, 0.7
_SENT_ABOVE, _NEARLY_ALL, _MUCH_MORE = 0.5, 0.9, 2
_MIN_QUOTED, _MIN_SAID = 2, 200


def attribute_without_labels(
    pieces: list[Piece], lines: Sequence[Line], document: Document
) -> list[Piece]:
    """Return the pieces of a document without labels given to whom it names otherwise."""
    pieces = without_page_foot(pieces, document.title)
    page = ToldPage(pieces)
    attributed = name_people(_attributed(page, lines, document), pieces, document)
    attributed = with_resumed(attributed, page)
    attributed = weigh_paragraphs(attributed, page, document)
    attributed = with_other_speeches(attributed, page, document)
    attributed = _with_letters_below(attributed, pieces)
    attributed = with_calls_above(_with_quotations_beside(attributed))
    return doubt_left_out(attributed, page)


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


def _above_labels(section: Sequence[Piece], document: Document) -> Sequence[Piece]:
    """Return the pieces of a section, given to who signs it or speaks in it."""
    if sum(map(is_prose, section)) < _MIN_ABOVE:
        return _led_to(section)
    found = attribute_signed_letters(section, document)
    found = found or attribute_whole_speech(section, document)
    if not found or len(found) != len(section) or not _names_somebody(found):
        return _led_to(section)
    # Whoever made the page leads to what others say below: "Dear readers, …".
    author, _ = page_author(document)
    if any(
        p.spoken
        and (
            p.reason == IN_BY_LINE or (author and same_person(author, p.speaker or ""))
        )
        for p in found
    ):
        return section
    return [replace(piece, turn=0) for piece in found]


def _led_to(section: Sequence[Piece]) -> Sequence[Piece]:
    """Return the pieces of a section, given to whom its first line names before a colon.

    "The Chaplain, Ada Brook, offered the following prayer:", and below it somebody prays.
    """
    prose = [n for n, piece in enumerate(section) if is_prose(piece)]
    led = [n for n in prose if section[n].text.rstrip().endswith(COLONS)]
    people = {one.name for n in led for one in mentions_in(section[n].text)}
    personal = any(is_personal(section[n].text, "") for n in prose[1:])
    if not personal or led != prose[:1] or len(people) != 1:
        return section
    name = people.pop()
    reason = Reason(f"a line above says that {name} speaks", Basis.LINE_ABOVE)
    return [
        piece.attributed(SegmentKind.SPEECH, name, None, _LED, reason)
        if n in prose[1:]
        else piece
        for n, piece in enumerate(section)
    ]


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
    several = several or _asked_or_told(pieces, lines, document)
    several = several or _collection(pieces, document)
    if several is not None:
        return several
    signed = attribute_signed_letters(pieces, document)
    if signed is not None and any(p.kind is SegmentKind.MESSAGE for p in signed):
        return _told_in_letter(signed, page, document) or signed
    report = (
        _introduced_turns(pieces)
        or _quoted_behind_dashes(pieces)
        or attribute_headline_quotations(pieces)
    )
    if report is not None and not _frames_most(report, page, document):
        return report
    read = with_whole_quotes(attribute_messages(pieces))
    found = _speech_or_letters(page, read, signed, document)
    told = _prints_letter(read, document) and not _keeps_letter(found, read)
    return _without_speech(_with_date_line(read), document) if told else found


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


def _speech_or_letters(
    page: ToldPage,
    read: list[Piece],
    signed: list[Piece] | None,
    document: Document,
) -> list[Piece]:
    """Return the pieces of a page given to a speech, to letters, or to its author.

    Args:
        page: The page, with nobody's speech.
        read: The same, with what is read out given to its senders.
        signed: The same, given to who signs them; None if nobody does.
        document: The page.
    """
    pieces = list(page.pieces)
    speech = _printed_speech(page, read, document)
    if signed is not None and not (speech and _names_somebody(speech)):
        return signed
    speech = speech or attribute_credited_quotations(pieces)
    if speech is not None:
        return speech
    found = _below_letters(pieces, read, document)
    found = check_told_speech(found, page, document)
    told = attribute_told_speech(page, document, surely=_names_somebody(found))
    if told is None or _said(told) <= 2 * _said(found):
        return found
    spoken = [n for n, piece in enumerate(told) if piece.spoken]
    sent = _is_sent(pieces[spoken[0]], read)
    # The sentence above a block quote says whose it is, and that above a letter.
    return found if sent or pieces[spoken[0]].quoted else told


def _is_sent(piece: Piece, read: Sequence[Piece]) -> bool:
    """Return whether a piece of a page is of a letter that is found on it."""
    place = piece.block, piece.line
    return any(
        p.kind is SegmentKind.MESSAGE and (p.block, p.line) == place for p in read
    )


def _said(pieces: Sequence[Piece]) -> int:
    """Return how many characters people say who are named."""
    return sum(len(p.text) for p in pieces if p.speaker not in {None, UNNAMED})


def _keeps_letter(found: Sequence[Piece], read: Sequence[Piece]) -> bool:
    """Return whether a letter is its sender's, and others say what is in quotation marks."""
    sent = {(p.block, p.line): p.speaker for p in read if p.kind is SegmentKind.MESSAGE}
    said = [p for p in found if p.spoken and (p.block, p.line) not in sent]
    letter = [p for p in found if (p.block, p.line) in sent]
    whole = all(sent[p.block, p.line] == p.speaker for p in letter)
    quoted = [unquoted(p.text).strip() != p.text.strip() for p in said]
    return whole and bool(quoted) and all(quoted)


def _prints_letter(read: Sequence[Piece], document: Document) -> bool:
    """Return whether a page's author prints one letter of somebody else, and tells of it.

    Words of a letter stand above it, it is much of the page, and who signs it is not who
    wrote the page. What the author writes around it is nobody's.
    """
    sent = [n for n, p in enumerate(read) if p.kind is SegmentKind.MESSAGE]
    senders = {read[n].speaker for n in sent}
    prose = [n for n, p in enumerate(read) if p.kind in PROSE or p.spoken]
    if len(senders) != 1 or not (sender := senders.pop() or ""):
        return False
    told = [read[n] for n in prose if n < sent[0] and is_prose(read[n])]
    below = [read[n] for n in prose if n > sent[-1] and is_prose(read[n])]
    size = sum(len(read[n].text) for n in sent)
    if (
        not below
        or size < _MIN_LETTER
        or size < _MUCH * sum(len(read[n].text) for n in prose)
    ):
        return False
    heads = [p.text for p in read if p.kind is SegmentKind.HEADING]
    last = " ".join(p.text for p in told[-_LAST_TOLD:])
    leads = " ".join(sentences_of(last)[-_LAST_TOLD:])
    sure = all(read[n].confidence >= _MIN_SENT for n in sent)
    author, _ = page_author(document)
    return (
        sure
        and speaks_of_message(last)
        and not any(map(SPEECH.is_in, (document.title, *heads, leads)))
        and not same_person(author, sender)
    )


def _with_date_line(read: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the place and the date right above a letter as its first words.

    "Upper Moor, 11 March 1983", and below it "Dear Sir,".
    """
    first = next(n for n, p in enumerate(read) if p.kind is SegmentKind.MESSAGE)
    above = read[first - 1] if first else None
    stamp = stamp_of(above.text) if above is not None and is_prose(above) else None
    if above is None or stamp is None or len(above.text) > _MAX_DATE_LINE:
        return list(read)
    letter = replace(read[first], text=above.text, block=above.block, line=above.line)
    return [*read[: first - 1], letter, *read[first:]]


def _told_in_letter(
    signed: Sequence[Piece], page: ToldPage, document: Document
) -> list[Piece] | None:
    """Return the pieces of a page whose author, who signs it, tells of a speech; None if not.

    The author goes on below the speech, and is not who speaks in it.
    """
    told = attribute_told_speech(page, document, announced=True, surely=True)
    if told is None and any(p.spoken and _EDITORS.is_in(p.text) for p in signed):
        # Who signs as "Ada Brook, editor" made the page.
        told = attribute_told_speech(page, document)
    if told is None or len(told) != len(signed) or not _names_somebody(told):
        return None
    end = max(n for n, piece in enumerate(told) if piece.spoken)
    authors = {piece.speaker for piece in signed if piece.spoken}
    goes_on = any(piece.spoken for piece in signed[end + 1 :])
    return told if goes_on and authors.isdisjoint({told[end].speaker}) else None


def _written_answers(pieces: list[Piece]) -> list[Piece] | None:
    """Return the pieces of written questions and answers, and of the letters they quote."""
    answered = attribute_written_answers(pieces)
    return _with_letters(answered, attribute_messages(pieces)) if answered else None


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
    if not any(p.kind is SegmentKind.HEADING and SPEECH.is_in(p.text) for p in above):
        return asked
    read = with_whole_quotes(attribute_messages(above))
    speech = _printed_speech(ToldPage(above), read, document)
    if speech is None or not _names_somebody(speech):
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
        return _with_letters(printed, read)
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


def _below_letters(
    pieces: list[Piece], read: list[Piece], document: Document
) -> list[Piece]:
    """Return the pieces of a page given to a speech below its letters, or to its author."""
    # What a page has below the letters that its author prints may be a speech.
    letters = [p for p in read if p.kind is SegmentKind.MESSAGE and p.speaker]
    speech = attribute_framed_speech(ToldPage(read), document) if letters else None
    if speech is not None:
        return _doubting_senders(speech, {p.speaker for p in letters})
    return _authored(pieces, read, letters, document)


def _quoted_behind_dashes(pieces: list[Piece]) -> list[Piece] | None:
    """Return a report's pieces with what it quotes, and the speech that it prints beside it.

    A paragraph says so: "The mayor, Ada Brook, spoke. We print her speech."
    """
    quoted = attribute_dashed_quotations(pieces)
    told = [p.text for p in quoted or () if p.kind is SegmentKind.COMMENTARY]
    if quoted is None or not any(
        SPEECH.is_in(text) and prints_speech(text) for text in told
    ):
        return quoted
    return attribute_printed_turns(quoted, attribute_messages(quoted)) or quoted


def _names_somebody(pieces: Sequence[Piece]) -> bool:
    return any(piece.speaker not in {None, UNNAMED} for piece in pieces)


def _doubting_senders(
    pieces: Sequence[Piece], senders: Collection[str | None]
) -> list[Piece]:
    """Return pieces with a speech doubted that seems to be by who sent a letter above it.

    Words of its own announce it, and most likely another speaks.
    """
    return [
        replace(p, confidence=min(p.confidence, _SENT_ABOVE))
        if p.spoken and p.kind is not SegmentKind.MESSAGE and p.speaker in senders
        else p
        for p in pieces
    ]


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
    # What is read out within a turn is no words of who is introduced.
    return attribute_messages(introduced) if introduced else None


def _all_open_with_calls(introduced: Sequence[Piece]) -> bool:
    """Return whether each turn opens with a salutation, so that no line above it signs."""
    turns = {p.turn: p for p in reversed(introduced) if p.spoken}
    return all(is_salutation(first.text) for first in turns.values())


def _authored(
    pieces: Sequence[Piece],
    read: list[Piece],
    letters: Sequence[Piece],
    document: Document,
) -> list[Piece]:
    """Return pieces given to the page's author, or to whom a report quotes or prints."""
    top = {SegmentKind.COMMENTARY, SegmentKind.HEADING}
    leads = [p.text.strip() for p in pieces[:_TOP] if p.kind in top]
    if not letters and presenter(leads):
        # "Speech by Ada Brook, given on Monday." stands between headline and speech.
        speech = attribute_whole_speech(pieces, document, unmarked=True)
        if speech is not None:
            return speech
    authored = attribute_to_author(pieces, document)
    given = [piece for piece in authored if piece.speaker]
    if not given:
        report = _without_speech(authored, document)
        if any(piece.speaker for piece in report):
            return report
        speech = attribute_whole_speech(
            pieces, document, unmarked=True, message=not letters
        )
        return speech or report
    if _only_sent(letters, given):
        return read
    report = _without_speech(pieces, document)
    others = _sent_by_others(letters, given)
    return report if others or _is_report(pieces, report) else authored


def _is_report(pieces: Sequence[Piece], read: Sequence[Piece]) -> bool:
    """Return whether a page with an author quotes several people and says "I" for nobody.

    Args:
        pieces: The pieces of the page.
        read: The same, read as a report.
    """
    quoted = {p.speaker for p in read if p.kind is SegmentKind.SPEECH and p.speaker}
    told = [QUOTED_WORDS.sub("", p.text) for p in pieces if p.kind in PROSE]
    language = guess_language(told)
    return len(quoted) >= _MIN_QUOTED and not any(
        is_personal(text, language) for text in told
    )


def _printed_speech(
    page: ToldPage, read: Sequence[Piece], document: Document
) -> list[Piece] | None:
    """Return a page's pieces with the speeches that it prints, and the letters beside them."""
    pieces = page.pieces
    printed = attribute_printed_turns(pieces, read)
    speech = attribute_framed_speech(page, document)
    # Who speaks may quote another: "She thought, and answered:", and a block quote.
    framed = _said(speech) if speech and _names_somebody(speech) else 0
    if printed is not None and framed <= _MUCH_MORE * _said(printed):
        return _with_letters(printed, read)
    if speech is None or not _names_somebody(speech):
        whole = attribute_whole_speech(pieces, document)
        speech = whole if whole and _names_somebody(whole) else speech or whole
    if speech is not None:
        speech = check_told_speech(speech, page, document)
    if speech is None or not _names_somebody(speech):
        told = _told_speech(page, read, document)
        if told is not None:
            return told
    if speech is None:
        return None
    return list(read) if _is_letter(speech, read) else _with_letters(speech, read)


def _told_speech(
    page: ToldPage, read: Sequence[Piece], document: Document
) -> list[Piece] | None:
    """Return a page's pieces with the speech of somebody of which it tells; None if not so.

    Where somebody is quoted, and of what looks like a letter, the page has to tell surely.
    """
    quoted = {p.speaker for p in _without_speech(page.pieces, document) if p.speaker}
    letters = ToldPage(read)
    unsure = (
        None if quoted else attribute_told_speech(letters, document, announced=True)
    )
    told = unsure or attribute_told_speech(page, document, announced=True, surely=True)
    if told is None or not _names_somebody(told):
        return None
    said = sum(len(p.text) for p in told if p.kind is SegmentKind.SPEECH)
    return told if said > _MIN_SAID else None


def _is_letter(speech: Sequence[Piece], read: Sequence[Piece]) -> bool:
    """Return whether what looks like a speech is a letter, which ends where it is signed.

    The letter opens the page. Its sender is surely who seems to speak; or letters of
    others follow; or it is most of the page, somebody signs it, and nobody speaks in person below.
    """
    if len(speech) != len(read):
        return False
    spoken = [n for n, piece in enumerate(speech) if piece.spoken]
    sent = [n for n in spoken if read[n].kind is SegmentKind.MESSAGE]
    if not sent or sent[0] != spoken[0] or _announces_speech(speech[: sent[0]]):
        return False
    first = read[sent[0]]
    if first.speaker == speech[sent[0]].speaker and first.confidence >= MIN_CONFIDENCE:
        return True
    if len({read[n].speaker for n in sent}) > 1:
        return True
    held = set(sent)
    left = [speech[n].text for n in spoken if n not in held]
    most = 2 * sum(len(speech[n].text) for n in sent) > sum(
        len(speech[n].text) for n in spoken
    )
    closed = any(is_closing(read[n].text) for n in sent[-_CLOSING_LINES:])
    return closed and most and not any(map(FIRST_PERSON.is_in, left))


def _announces_speech(above: Sequence[Piece]) -> bool:
    """Return whether the last sentence of an author leads to a speech, and to no letter."""
    # A title may stand between: "Speech of the day".
    told = [p.text.strip() for p in above if is_prose(p)][-_LAST_TOLD:]
    last = next((t for t in reversed(told) if t.endswith(COLONS)), "")
    sentence = " ".join(sentences_of(last)[-1:])
    return SPEECH.is_in(sentence) and not speaks_of_message(sentence)


def _with_letters(speech: Sequence[Piece], read: Sequence[Piece]) -> list[Piece]:
    """Return a page's speech with the letters that the page prints outside of it."""
    if len(speech) != len(read):
        return list(speech)
    return [
        letter
        if letter.kind is SegmentKind.MESSAGE and letter.quoted and not piece.spoken
        else piece
        for piece, letter in zip(speech, read, strict=True)
    ]


def _only_sent(letters: Sequence[Piece], given: Sequence[Piece]) -> bool:
    """Return whether a page's supposed author only sent the letters that it prints.

    Somebody else tells of them above the first.
    """
    if not letters or {p.speaker for p in letters} != {p.speaker for p in given}:
        return False
    above = [p for p in given if p.block < letters[0].block]
    sure = all(piece.confidence >= MIN_CONFIDENCE for piece in letters)
    return sure and any(
        len(p.text) > _MIN_TOLD and not FIRST_PERSON.is_in(p.text) for p in above
    )


def _sent_by_others(letters: Sequence[Piece], given: Sequence[Piece]) -> bool:
    """Return whether most of what the supposed author was given are letters of others."""
    sent = all(piece.kind is SegmentKind.MESSAGE for piece in given)
    senders = {one.speaker for one in letters}
    most = 2 * sum(len(p.text) for p in letters) > sum(len(p.text) for p in given)
    return sent and most and senders.isdisjoint(p.speaker for p in given)


def _without_speech(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Return the pieces of a report given to whom it quotes, or whom it announces."""
    dashed = attribute_dashed_quotations(pieces, least=1)
    pieces = attribute_long_quotations(dashed or attribute_woven_quotations(pieces))
    if any(piece.speaker for piece in pieces):
        return pieces
    return attribute_announced(pieces, document.title)
