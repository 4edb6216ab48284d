"""Decide whether a page without labels is a speech, letters, or its author's own words."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from content.document import Document
from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern
from content.segment.kinds import PROSE
from content.segment.labels.shapes.posts.post_dates import stamp_of
from content.segment.messages.signatures.signatures import is_closing
from content.segment.messages.words import sentences_of, speaks_of_message
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.same_person import same_person
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import UNNAMED, Piece
from content.segment.result import MIN_CONFIDENCE, SegmentKind
from content.segment.turns.announced import attribute_announced, is_prose
from content.segment.turns.page_head.authors_words import attribute_to_author
from content.segment.turns.page_head.own_speech import page_author
from content.segment.turns.page_head.presenters import presenter
from content.segment.turns.quotations.saying_words import first_person_of
from content.segment.turns.quoted_speech import (
    attribute_long_quotations,
)
from content.segment.turns.woven_quotations import attribute_woven_quotations
from content.segment.voices.letters.signed_letters import is_announced_letter
from content.segment.voices.narration import unquoted
from content.segment.voices.one_speech.framed_speech import (
    attribute_framed_speech,
    attribute_told_speech,
)
from content.segment.voices.one_speech.told.told_check import (
    check_told_speech,
)
from content.segment.voices.one_speech.told.told_page import (
    ToldPage,
)
from content.segment.voices.one_speech.whole_speech import attribute_whole_speech
from content.segment.voices.reports.credited_quotations import (
    attribute_credited_quotations,
)
from content.segment.voices.reports.dashed_quotations import attribute_dashed_quotations
from content.segment.voices.reports.introducing_lines import QUOTED_WORDS
from content.segment.voices.reports.notes import speaks_beside_quotations
from content.segment.voices.reports.printed_turns import attribute_printed_turns
from content.segment.wording.in_person import FIRST_PERSON

_EDITORS = WordPattern(r"[,(（–—-]\s?(?:<headlines.editors>)\W*$")
_CLOSING_LINES, _TOP, _LAST_TOLD = 4, 6, 2
_MIN_TOLD, _MIN_LETTER, _MUCH, _MIN_SENT, _MAX_DATE_LINE = 60, 300, 0.4, 0.7, 60
_SENT_ABOVE, _MUCH_MORE = 0.5, 2
_MIN_QUOTED, _MIN_SAID = 2, 200


def speech_or_letters(
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
    speech = printed_speech(page, read, document)
    if signed is not None:
        if _is_announced(signed):
            return with_letters(signed, read)
        if not (speech and names_somebody(speech)):
            return signed
    speech = speech or attribute_credited_quotations(pieces)
    if speech is not None:
        return speech
    found = _below_letters(pieces, read, document)
    found = check_told_speech(found, page, document)
    told = attribute_told_speech(page, document, surely=names_somebody(found))
    if told is None or _said(told) <= 2 * _said(found):
        return found
    spoken = [n for n, piece in enumerate(told) if piece.spoken]
    sent = _is_sent(pieces[spoken[0]], read)
    # The sentence above a block quote says whose it is, and that above a letter.
    return found if sent or pieces[spoken[0]].quoted else told


def _is_announced(signed: Sequence[Piece]) -> bool:
    """Return whether words above the first signed letter of a page name its sender."""
    sent = (n for n, p in enumerate(signed) if p.kind is SegmentKind.MESSAGE)
    first = next(sent, 0)
    return first > 0 and is_announced_letter(signed, first, signed[first].speaker or "")


def _is_sent(piece: Piece, read: Sequence[Piece]) -> bool:
    """Return whether a piece of a page is of a letter that is found on it."""
    return any(
        p.kind is SegmentKind.MESSAGE and p.position == piece.position for p in read
    )


def _said(pieces: Sequence[Piece]) -> int:
    """Return how many characters people say who are named."""
    return sum(len(p.text) for p in pieces if p.speaker not in {None, UNNAMED})


def keeps_letter(found: Sequence[Piece], read: Sequence[Piece]) -> bool:
    """Return whether a letter is its sender's, and others say what is in quotation marks."""
    sent = {p.position: p.speaker for p in read if p.kind is SegmentKind.MESSAGE}
    said = [p for p in found if p.spoken and p.position not in sent]
    letter = [p for p in found if p.position in sent]
    whole = all(sent[p.position] == p.speaker for p in letter)
    quoted = [unquoted(p.text).strip() != p.text.strip() for p in said]
    return whole and bool(quoted) and all(quoted)


def prints_letter(read: Sequence[Piece], document: Document) -> bool:
    """Return whether a page's author prints a letter of somebody else, and tells of it.

    Words of a letter stand above it, it is much of the page, and who signs it is not who
    wrote the page: of the sender of a block quote the author tells by name. What the author writes around it is nobody's.
    """
    sent = [n for n, p in enumerate(read) if p.kind is SegmentKind.MESSAGE]
    senders = {read[n].speaker for n in sent}
    prose = [n for n, p in enumerate(read) if p.kind in PROSE or p.spoken]
    # A press office prints several in block quotes, each signed.
    quoted = all(read[n].quoted for n in sent)
    if not senders or None in senders or (len(senders) > 1 and not quoted):
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
        and not any(map(SPEECH_WORD.is_in, (document.title, *heads, leads)))
        and not any(
            same_person(author, one) and not (quoted and one in last)
            for one in senders
            if one
        )
    )


def with_date_line(read: Sequence[Piece]) -> list[Piece]:
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


def told_in_letter(
    signed: Sequence[Piece], page: ToldPage, document: Document
) -> list[Piece] | None:
    """Return the pieces of a page whose author, who signs it, tells of a speech; None if not.

    The author goes on below the speech, and is not who speaks in it.
    """
    told = attribute_told_speech(page, document, announced=True, surely=True)
    if told is None and any(p.spoken and _EDITORS.is_in(p.text) for p in signed):
        # Who signs as "Ada Brook, editor" made the page.
        told = attribute_told_speech(page, document)
    if told is None or len(told) != len(signed) or not names_somebody(told):
        return None
    end = max(n for n, piece in enumerate(told) if piece.spoken)
    authors = {piece.speaker for piece in signed if piece.spoken}
    goes_on = any(piece.spoken for piece in signed[end + 1 :])
    return told if goes_on and authors.isdisjoint({told[end].speaker}) else None


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


def names_somebody(pieces: Sequence[Piece]) -> bool:
    """Return whether words are given to anybody who is named."""
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
        report = without_speech(authored, document)
        if any(piece.speaker for piece in report):
            return report
        speech = attribute_whole_speech(
            pieces, document, unmarked=True, message=not letters
        )
        return speech or report
    if _only_sent(letters, given):
        return read
    report = without_speech(pieces, document)
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
        speaks_beside_quotations(text, language) for text in told
    )


def printed_speech(
    page: ToldPage, read: Sequence[Piece], document: Document
) -> list[Piece] | None:
    """Return a page's pieces with the speeches that it prints, and the letters beside them."""
    pieces = page.pieces
    printed = attribute_printed_turns(pieces, read)
    speech = attribute_framed_speech(page, document)
    # Who speaks may quote another: "She thought, and answered:", and a block quote.
    framed = _said(speech) if speech and names_somebody(speech) else 0
    if printed is not None and framed <= _MUCH_MORE * _said(printed):
        return with_letters(printed, read)
    if speech is None or not names_somebody(speech):
        whole = attribute_whole_speech(pieces, document)
        speech = whole if whole and names_somebody(whole) else speech or whole
    if speech is not None:
        speech = check_told_speech(speech, page, document)
    if speech is None or not names_somebody(speech):
        told = _told_speech(page, read, document)
        if told is not None:
            return told
    if speech is None:
        return None
    return list(read) if _is_letter(speech, read) else with_letters(speech, read)


def _told_speech(
    page: ToldPage, read: Sequence[Piece], document: Document
) -> list[Piece] | None:
    """Return a page's pieces with the speech of somebody of which it tells; None if not so.

    Where somebody is quoted, and of what looks like a letter, the page has to tell surely.
    """
    quoted = {p.speaker for p in without_speech(page.pieces, document) if p.speaker}
    letters = ToldPage(read)
    unsure = (
        None if quoted else attribute_told_speech(letters, document, announced=True)
    )
    told = unsure or attribute_told_speech(page, document, announced=True, surely=True)
    if told is None or not names_somebody(told):
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
    if not (closed and most):
        return False
    # "I stadshuset": a preposition looks like "I" of another language.
    language = guess_language(piece.text for piece in read)
    own = first_person_of(language).search if language else FIRST_PERSON.is_in
    return not any(map(own, left))


def _announces_speech(above: Sequence[Piece]) -> bool:
    """Return whether the last sentence of an author leads to a speech, and to no letter."""
    # A title may stand between: "Speech of the day".
    told = [p.text.strip() for p in above if is_prose(p)][-_LAST_TOLD:]
    last = next((t for t in reversed(told) if t.endswith(COLONS)), "")
    sentence = " ".join(sentences_of(last)[-1:])
    return SPEECH_WORD.is_in(sentence) and not speaks_of_message(sentence)


def with_letters(speech: Sequence[Piece], read: Sequence[Piece]) -> list[Piece]:
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


def without_speech(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Return the pieces of a report given to whom it quotes, or whom it announces."""
    dashed = attribute_dashed_quotations(pieces, least=1)
    pieces = attribute_long_quotations(dashed or attribute_woven_quotations(pieces))
    if any(piece.speaker for piece in pieces):
        return pieces
    return attribute_announced(pieces, document.title)
