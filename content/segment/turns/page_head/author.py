"""The author of a document without labels, whom its headline or by-line names.

A page is somebody's speech or message only if a word for one stands at its top. Its
author is whom the headline or the lead names beside it, a line of its own, then the
by-line; who signs at the end is asked where these name nobody, or somebody else. The
name of the site in the title is nobody.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.document import Document
from content.language.folding import fold_letters
from content.language.word_lists import WordPattern, flag, words
from content.segment.basis import Basis, Reason
from content.segment.messages.signatures.signatures import signature_line
from content.segment.messages.words import DELIVERY_NOTICE, opens_with_salutation
from content.segment.names.document_language import language_of_document
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.cases.nominatives import (
    is_surely_nominative_of,
    nominative_of,
)
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.publishers import is_publisher, publishers_of
from content.segment.names.in_text.same_person import same_person
from content.segment.names.in_text.shown_people import is_shown_person
from content.segment.names.name_score import label_key
from content.segment.names.offices import is_role
from content.segment.names.text_words import MESSAGE_HEADING, SENT, SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.page_head.around_author import start_of_others_text
from content.segment.turns.page_head.head_lines import by_line
from content.segment.turns.page_head.headlines.names import (
    BY_LINE,
    author_in_headline,
    is_tribute,
    name_alone,
    name_before_title,
    sender,
    who_praises,
)
from content.segment.turns.page_head.page_top import (
    MAX_HEADING_WORDS,
    MAX_NOTICE,
    lead_lines,
    split_top,
    title_lines,
)
from content.segment.turns.page_head.presenters import name_in_cjk_line
from content.segment.turns.page_head.site_holder import site_holder
from content.segment.turns.unspoken.menus import is_site
from content.segment.turns.unspoken.page_lines import is_page_line
from content.segment.wording.in_person import FIRST_PERSON

# What is written about a speech, and the praise of the dead, whom "of" names.
_ABOUT = WordPattern(
    r"\b(?:<headlines.responses>)\b.{0,60}\b"
    r"(?:<headlines.speeches>|<headlines.messages>|<messages.nouns>)"
    r"|^(?:<headlines.genres>)\s?[:|–—]|\b(?:<headlines.eulogies>)\b"
)
HEADLINE_CONFIDENCE = 0.9
"""Confidence in an author whom the headline names; a by-line's has less."""

_SURE_CASE, _UNSURE = 0.85, 0.6
"""Least confidence in a name that the headline has in another case to be taken without more."""

IN_ANOTHER_CASE = Reason(
    "the headline names the author, in another grammatical case", Basis.HEADLINE
)
_IN_HEADLINE = Reason("the headline names the author", Basis.HEADLINE)
NAMED_BEFORE_TITLE = Reason(
    "the headline has the author before the title", Basis.HEADLINE
)
_LINE_AT_TOP = Reason("a line at the top is the author's name", Basis.BY_LINE)
_IN_BY_LINE = Reason("the by-line names the author", Basis.BY_LINE)
_PRAISES = Reason("the headline names who praises somebody", Basis.ANNOUNCEMENT)
OF_SITE = Reason("the head of the site names whose it is", Basis.HOLDER)
_DECLARED = Reason("the document declares one speaker", Basis.ANNOUNCEMENT)
_MAX_SIGNATURE_CHARS = 120
_CONTACT = re.compile(r"(?:\d[\s/().-]{0,2}){6}|@")
_MAX_OFFICE_WORDS = 6
_FAMILIES = "citations.families"
_TOPIC = WordPattern(r"(?<!\w)(?:<names.about>)(?!\w)")
_APART = re.compile(r"[:;|(–—]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """The author of a document without labels, and how that is known."""

    name: str
    kind: SegmentKind
    confidence: float
    reason: Reason


def find_author(pieces: Sequence[Piece], document: Document) -> Author | None:
    """Return the author whom the top of a document or its signature names, if any."""
    top, body = split_top(pieces)
    signer = signer_of(pieces[body:])
    start = pieces[top : top + 3]
    found = _find_author(pieces[:top], start, signer, document)
    found = found or _declared_author(document)
    inflected = None
    apart = start_of_others_text(pieces, body, others=bool(signer)) < len(pieces)
    if found is None or (apart and found.name == signer):
        # Who signs below a heading need not be whom the headline names.
        inflected = _author_in_another_case(pieces, top, document)
    if found and apart and not inflected and found.kind is SegmentKind.SPEECH:
        found = _find_author(pieces[:top], start, "", document) or found
    unsure = inflected is not None and inflected.confidence < _SURE_CASE
    if (inflected is None and found is None) or unsure:
        return _holder_of_site(pieces[:top], start, document) or inflected
    return inflected or found


def _holder_of_site(
    top: Sequence[Piece], start: Sequence[Piece], document: Document
) -> Author | None:
    """Return whose site a page surely is on, where it is a speech or a message of nobody named.

    It speaks in person: "The President's speech was short" opens a report.
    """
    lines = _headlines(top, document)
    kind = _kind_of_text(lines, start)
    holder = site_holder(document, lines) if kind else None
    if kind is None or holder is None or not holder.is_sure:
        return None
    if not any(map(_speaks_in_person, start)):
        return None
    # A site prints what others write to its holder, too.
    sure = kind is SegmentKind.SPEECH or holder.is_headed
    return Author(
        name=holder.name,
        kind=kind,
        confidence=HEADLINE_CONFIDENCE if sure else _UNSURE,
        reason=OF_SITE,
    )


def _speaks_in_person(piece: Piece) -> bool:
    text = piece.text
    return FIRST_PERSON.is_in(text) or opens_with_salutation(text)


def _find_author(
    top: Sequence[Piece], start: Sequence[Piece], signer: str, document: Document
) -> Author | None:
    lines = _headlines(top, document)
    leads = _leads(start)
    praises = any(map(_is_tributes_heading, lines))
    tribute = next(filter(None, (who_praises(t, praises=praises) for t in lines)), "")
    if tribute:
        return Author(
            name=tribute,
            kind=SegmentKind.SPEECH,
            confidence=HEADLINE_CONFIDENCE,
            reason=_PRAISES,
        )
    kind = _kind_of_text(lines, start)
    if kind is None:
        return None

    possible = _candidates(lines, leads, start, document)
    found = next((each for each in possible if each[0]), ("", 0.0, Reason()))
    if signer and not (found[0] and label_key(found[0]) in label_key(signer)):
        # The headline names nobody, or somebody else.
        signed = Reason(f"{signer} signs at the end", Basis.SIGNATURE)
        # The last line of a page may be a link: "Tweet   Email   Print".
        known = has_given_name(signer) or not signer[:1].isupper()
        found = signer, 0.85 if known else 0.6, signed
    name, confidence, reason = found
    if not name:
        return None
    return Author(name=name, kind=kind, confidence=confidence, reason=reason)


def _headlines(top: Sequence[Piece], document: Document) -> list[str]:
    """Return the lines at the top of a document, with those of its title and its leads."""
    # The menu of a site names nobody.
    lines = [
        piece.text.strip() for piece in top if piece.kind is not SegmentKind.BOILERPLATE
    ]
    lines += [line for line in title_lines(document) if line not in lines]
    return lines + lead_lines(document)


def _leads(start: Sequence[Piece]) -> list[str]:
    """Return the first paragraphs that say that something was sent."""
    texts = [piece.text.strip() for piece in start]
    return [text for text in texts if len(text) < 400 and SENT.regex.search(text)]


def _kind_of_text(lines: Sequence[str], start: Sequence[Piece]) -> SegmentKind | None:
    """Return whether the top of a page says that it is a speech or a message; None if not."""
    if any(_ABOUT.is_in(line) for line in lines):
        return None
    texts = [*lines, *_leads(start)]
    message = any(MESSAGE_HEADING.is_in(line) for line in texts)
    # "Delivered on 3 May in the town hall" says so as well.
    notices = (
        piece.text for piece in start if DELIVERY_NOTICE.is_in(piece.text[:MAX_NOTICE])
    )
    speech = any(SPEECH_WORD.is_in(line) for line in texts) or any(notices)
    spoken = any(
        SPEECH_WORD.is_in(line) and not MESSAGE_HEADING.is_in(line) for line in texts
    )
    if not (message or speech):
        return None
    return SegmentKind.MESSAGE if message and not spoken else SegmentKind.SPEECH


def _candidates(
    lines: Sequence[str],
    leads: Sequence[str],
    start: Sequence[Piece],
    document: Document,
) -> Iterator[tuple[str, float, Reason]]:
    """Yield who may be the author, the surest first, with the confidence and the reason."""
    for line in (*lines, *leads):
        name = author_in_headline(line) if line in lines else sender(line)
        yield name, HEADLINE_CONFIDENCE, _IN_HEADLINE
    for line in lines:
        yield name_before_title(line), HEADLINE_CONFIDENCE, NAMED_BEFORE_TITLE
    publishers = publishers_of(document)
    for line in lines:
        name = name_alone(line)
        site = is_site(line) or is_publisher(name, publishers)
        if (
            name
            and not site
            and (BY_LINE.regex.match(line) or _is_shown(name, document))
        ):
            yield name, 0.85, _LINE_AT_TOP
    if document.author:
        name = parse_label(document.author).name
        yield name, 0.7, _IN_BY_LINE
    name, office = by_line(document, start[0].block) if start else ("", False)
    yield name, 0.85 if office else 0.7, _IN_BY_LINE


def _is_shown(name: str, document: Document) -> bool:
    """Return whether a page shows that a name is a person's, and no blog's or heading's."""
    texts = [block.text for block in document.blocks]
    return is_shown_person(name, texts, language_of_document(document, texts))


def _is_tributes_heading(line: str) -> bool:
    """Return whether a short line only has a word for praise: "Eulogies"."""
    return len(line.split()) <= MAX_HEADING_WORDS and is_tribute(line)


def _author_in_another_case(
    pieces: Sequence[Piece], top: int, document: Document
) -> Author | None:
    """Return whom a headline beside the word for a speech names in another case.

    "Виступ Президента Остапа Вербицького …", "Minister Signe Brorholms tale …". The text
    may have the name as people write it; otherwise it is told from the headline, with doubt.
    """
    lines = [
        *(piece.text.strip() for piece in pieces[:top]),
        *title_lines(document),
    ]
    if any(_ABOUT.is_in(line) for line in lines):
        return None
    texts = [piece.text for piece in pieces if piece.kind is not SegmentKind.COMMENT]
    for line in lines:
        # Whom a headline praises does not speak: "Minnetale over Ada Brook".
        noun = None if is_tribute(line) else SPEECH_WORD.search(line[:300])
        name, possessed = _name_beside(line, noun) if noun else ("", False)
        if not name:
            continue
        reason = IN_ANOTHER_CASE
        forms = Counter(
            form
            for text in texts
            for one in mentions_in(text)
            if (form := _without_title(one.name)) != name and same_person(name, form)
        )
        if forms:
            return Author(
                name=forms.most_common(1)[0][0],
                kind=SegmentKind.SPEECH,
                confidence=HEADLINE_CONFIDENCE,
                reason=reason,
            )
        language = language_of_document(document, texts)
        # Nothing but another case stands right beside the word for a speech.
        plain = nominative_of(name, language, inflected=True)
        if is_surely_nominative_of(plain, name, language, inflected=True):
            return Author(
                name=plain, kind=SegmentKind.SPEECH, confidence=0.85, reason=reason
            )
        owned = possessed and name.endswith("s") and flag(language, "owner_in_s")
        # "Bài phát biểu của Hiệu trưởng …": nothing bends a name there.
        uninflected = (
            not possessed and language != "" and not flag(language, "bends_names")
        )
        sure = owned or uninflected
        return Author(
            name=name[:-1] if owned else name,
            kind=SegmentKind.SPEECH,
            confidence=0.85 if sure else 0.7,
            reason=reason if sure else reason.also("check how it is written"),
        )
    return None


def _last(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()


def _name_beside(line: str, noun: re.Match[str]) -> tuple[str, bool]:
    """Return the name right before or after a word for a speech, and whether before."""
    before, after = line[: noun.start()], line[noun.end() :]
    for one in mentions_in(before):
        if not before[one.end :].strip() and not is_role(_last(one.name)):
            return _without_title(one.name), True
    for one in mentions_in(after):
        between = after[: one.start]
        if _TOPIC.is_in(between):
            break  # "Speech about the Vale line"
        if len(between.split()) <= _MAX_OFFICE_WORDS and not _APART.search(between):
            return _without_title(one.name), False
    return "", False


def _without_title(name: str) -> str:
    """Return the last two words of a name; all of one that opens with a family or given name.

    >>> _without_title("Bartender Signe Brorholm"), _without_title("Nguyễn Văn Thành")
    ('Signe Brorholm', 'Nguyễn Văn Thành')
    """
    first = name.partition(" ")[0]
    whole = is_given_name(first) or fold_letters(first) in words("vi", _FAMILIES)
    return name if whole else " ".join(name.split()[-2:])


def _declared_author(document: Document) -> Author | None:
    """Return the only speaker whom the document declares, if it declares one."""
    if len(document.speakers) != 1:
        return None
    return Author(
        name=parse_label(document.speakers[0]).name,
        kind=SegmentKind.SPEECH,
        confidence=0.7,
        reason=_DECLARED,
    )


def signer_of(body: Sequence[Piece]) -> str:
    """Return who signs a text in its last lines with name and office; else empty."""
    texts = (piece.text.strip() for piece in body)
    last = [text for text in texts if text and not is_page_line(text)][-2:]
    if len(last) < 2 or body[-1].kind is not SegmentKind.COMMENTARY:
        return ""
    if any(_CONTACT.search(text) for text in last):
        return ""  # "Press office: Ada Brook, 555 0100"
    if (unspaced := name_in_cjk_line(last[-1])) or (
        unspaced := name_in_cjk_line(last[0])
    ):
        return unspaced
    for text in (", ".join(last), last[-1]):
        name = signature_line(text) if len(text) < _MAX_SIGNATURE_CHARS else ""
        if " " in name and not parse_label(name).voice:
            return name
    return ""
