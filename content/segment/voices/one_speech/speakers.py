"""Who gives the speech that a page prints whole: by its head, its author, a signature."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

from content.document import Document
from content.language.folding import fold_letters
from content.language.sentence_marks import CALL_ENDS
from content.language.word_lists import WordPattern, all_words
from content.language.words.word_patterns import WORD_OR_NUMBER
from content.reasons import SPEECH_UNNAMED
from content.segment.basis import Basis, Reason, announced_as_speaker
from content.segment.messages.signatures.signatures import BEFORE_NAME
from content.segment.messages.words import heads_full_text
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import guess_language, language_of_document
from content.segment.names.given_names import (
    has_given_name,
    is_given_name,
)
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.credits import without_recorder
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.own_name import own_name
from content.segment.names.in_text.same_person import names_surname, same_person
from content.segment.names.in_text.shown_people import is_shown_person
from content.segment.names.in_text.uncased.uncased_names import uncased_speaker
from content.segment.names.offices import has_role, is_role
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.titles import strip_titles
from content.segment.pieces import UNNAMED, Piece
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.author import (
    HEADLINE_CONFIDENCE,
    IN_ANOTHER_CASE,
    NAMED_BEFORE_TITLE,
    OF_SITE,
    Author,
    find_author,
)
from content.segment.turns.page_head.head_lines import (
    author_with_office,
    by_line,
    head_lines,
    lines_between,
)
from content.segment.turns.page_head.headlines.names import (
    is_tribute,
    name_before_title,
    without_owners_ending,
)
from content.segment.turns.page_head.own_speech import (
    is_own_speech,
    page_author,
    page_owner,
)
from content.segment.turns.page_head.page_top import title_lines
from content.segment.turns.page_head.presenters import (
    first_named,
    name_beside_office,
    name_led_by_office,
    presenter,
)
from content.segment.turns.page_head.site_holder import site_holder
from content.segment.turns.page_head.speaker_above import office_above, speaker_above
from content.segment.turns.unspoken.menus import site_lines, without_buttons
from content.segment.voices.introduced import Clarity, introduced_in_cjk
from content.segment.voices.one_speech.cjk_speakers import cjk_speakers
from content.segment.voices.one_speech.office_holders import holder_of
from content.segment.voices.one_speech.title_lines import without_title_lines
from content.segment.wording.in_person import FIRST_PERSON, pattern_of_words

_DOUBTED, _UNNAMED_CONFIDENCE = 0.6, 0.5
# Whether the page agrees on the name, the second reader says.
_UNCLEAR = 0.8
_BY_LINE = WordPattern(r"(?:<headlines.by>|<headlines.by_lines>)\s")
_LAST_PARAGRAPHS, _BEFORE_SIGNATURE = 3, 2
_MIN_LED_CHARS = 160
_MAX_LINES, _MAX_TOLD = 6, 3
_MAX_HEAD, _MIN_NAME, _MAX_NAME = 10, 5, 60
_AROUND_NAME = f"{BEFORE_NAME}*_,–—-"

_IN_HEAD = Reason("the head says who speaks", Basis.ANNOUNCEMENT)
_IN_OWN_WORDS = Reason("the first words name who speaks", Basis.ANNOUNCEMENT)
_BELOW_HEADLINE = Reason(
    "a line below the headline names who speaks", Basis.ANNOUNCEMENT
)
_AUTHOR_IN_OFFICE = Reason("the head names the author and the office", Basis.BY_LINE)
_LINE_AT_TOP = Reason("a line at the top names the speaker", Basis.BY_LINE)
IN_BY_LINE = Reason("the by-line names who may speak", Basis.BY_LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who gives a speech, how surely, and why that is thought.

    Attributes:
        own: Whether it is whoever wrote the page, whomever that tells of.
    """

    name: str
    confidence: float
    reason: Reason
    own: bool = False


def who_speaks(
    pieces: Sequence[Piece], start: int, framed: Sequence[str], document: Document
) -> Speaker:
    """Return who gives the speech that starts at a piece.

    Args:
        pieces: All of the page.
        start: Where the speech starts.
        framed: The page's own paragraphs above it.
        document: The page.
    """
    lines = [p.text.strip() for p in pieces[:start] if not is_prose(p)]
    if is_own_speech(framed, [document.title, *lines]):
        own = _own(document, framed)
        if own.name != UNNAMED or framed:
            return own
        # "My speech on the harbours", and only "Ada Brook, Member for Moor" above it.
        return replace(_told(pieces, start, framed, document), own=True)
    return _told(pieces, start, framed, document)


def _own(document: Document, framed: Sequence[str]) -> Speaker:
    """Return the author of a page on which the author says "my speech"."""
    name, agreed = page_owner(document, framed)
    if not name:
        return Speaker(
            name=UNNAMED,
            confidence=_UNNAMED_CONFIDENCE,
            reason=Reason(
                "the author's own speech, and nothing names the author", Basis.BY_LINE
            ),
            own=True,
        )
    return Speaker(
        name=name,
        confidence=0.9 if agreed else _UNCLEAR,
        reason=Reason(f"the author's own speech, on the page of {name}", Basis.BY_LINE),
        own=True,
    )


def _told(
    pieces: Sequence[Piece], start: int, framed: Sequence[str], document: Document
) -> Speaker:
    """Return whom the lines above a speech name, or else who signs it."""
    own = own_name(p.text for p in pieces[start:] if is_prose(p))
    if " " in own:
        return Speaker(name=own, confidence=0.92, reason=_IN_OWN_WORDS)
    possible = _possible_speakers(pieces, start, framed, document)
    # "Opening of the Forest Days": a whole headline is nobody's name.
    title = document.title.strip()
    found = _surest(
        [one for one in possible if one.name != title and one.name.startswith(own)]
    )
    if own and found is None:
        return Speaker(name=own, confidence=_UNCLEAR, reason=_IN_OWN_WORDS)
    if found and _may_be_author(found, pieces[:start], framed, document):
        found = None
    return found or Speaker(
        name=UNNAMED,
        confidence=_UNNAMED_CONFIDENCE,
        reason=Reason(SPEECH_UNNAMED),
    )


def _may_be_author(
    speaker: Speaker, before: Sequence[Piece], framed: Sequence[str], document: Document
) -> bool:
    """Return whether a page's author may print below a heading what somebody else said.

    "By Ada Brook", "I went to hear the mayor.", and then "Full text of the speech"; but
    not whom a line below that heading names.
    """
    headed = [n for n, piece in enumerate(before) if heads_full_text(piece.text)]
    if not headed:
        return False
    sure = speaker.confidence >= _UNCLEAR
    in_person = sure and any(FIRST_PERSON.is_in(text) for text in framed)
    below = [piece.text for piece in before[headed[0] + 1 :]]
    told = [document.title, *title_lines(document), *framed, *below]
    return in_person and not any(names_surname(text, speaker.name) for text in told)


def _surest(possible: Sequence[Speaker]) -> Speaker | None:
    """Return the first of those who may speak; before it who alone has a given name.

    "The Agricultural Academy", "Opening of the Forest Days" are named as people are.
    """
    first = next(iter(possible), None)
    if first is None or has_given_name(first.name):
        return first
    people = [one for one in possible if is_given_name(one.name.partition(" ")[0])]
    if len({one.name for one in people}) != 1:
        return first
    return replace(people[0], confidence=max(people[0].confidence, _UNCLEAR))


def _possible_speakers(
    pieces: Sequence[Piece], start: int, framed: Sequence[str], document: Document
) -> Iterator[Speaker]:
    """Yield who may give a speech, the surest first."""
    site = site_lines(pieces[:start])
    lines = [
        text
        for p in pieces[:start]
        if not is_prose(p)
        and (text := without_buttons(p.text.strip()))
        and text not in site
    ]
    yield from _named_in_own_lines(pieces, start)
    heads = [*head_lines(pieces, start, document)]
    said = presenter([*heads, *lines_between(document, pieces[start].block)])
    if said:
        yield Speaker(
            name=said,
            confidence=0.92,
            reason=_IN_HEAD,
        )
    author = find_author(pieces, document)
    headed = author is not None and author.confidence >= HEADLINE_CONFIDENCE
    wrote, holds = by_line(document, pieces[start].block, lines)
    # "Held in the church of Moor on 12 March": a note introduces nobody.
    told = any(True for text in framed for _ in mentions_in(without_recorder(text)))
    if wrote and holds and not (headed or told):
        yield Speaker(name=wrote, confidence=0.9, reason=_BELOW_HEADLINE)
    yield from _by_line_below_speech(() if framed else heads)
    name, clear = _spoken_of(pieces, start, author, document)
    name = reduce(without_owners_ending, heads, name)
    holder = "" if headed else _holder_in_line(lines)
    if name and (clear or (framed and not headed and not holder)):
        yield Speaker(
            name=name,
            confidence=0.9 if clear else _UNCLEAR,
            reason=announced_as_speaker(name),
        )
    by = "" if name else author_with_office(heads)
    if by:
        yield Speaker(name=by, confidence=0.85, reason=_AUTHOR_IN_OFFICE)
    beside = holder or ("" if headed else _named_in_line(lines))
    if beside:
        yield Speaker(name=beside, confidence=0.85, reason=_LINE_AT_TOP)
    if author is not None and (headed or not framed):
        yield Speaker(
            name=author.name, confidence=author.confidence, reason=author.reason
        )
    yield from _named_before_title(() if framed else heads, pieces[start:])
    yield from _spoken_of_in_head(name, pieces, start, document)
    if wrote:
        own = not framed or any(FIRST_PERSON.is_in(text) for text in framed)
        yield Speaker(
            name=wrote,
            confidence=_UNCLEAR if own else _DOUBTED,
            reason=IN_BY_LINE,
        )
    elif owner := site_holder(document, lines):
        sure = HEADLINE_CONFIDENCE if owner.is_sure else _DOUBTED
        yield Speaker(name=owner.name, confidence=sure, reason=OF_SITE)
    elif posted := page_author(document)[0]:
        # Who posts a speech may have given it.
        yield Speaker(
            name=posted,
            confidence=_UNNAMED_CONFIDENCE,
            reason=Reason(f"{posted} wrote the page, and may have spoken"),
        )


def _named_before_title(
    heads: Sequence[str], spoken: Sequence[Piece]
) -> Iterator[Speaker]:
    """Yield whom a headline names before its title, and the speech never.

    "Ada Brook: A house with open doors" may also head what somebody else says of her.
    """
    name = next(filter(None, map(name_before_title, heads)), "")
    told = name and (
        any(names_surname(piece.text, name) for piece in spoken)
        or _tells_of_somebody([p.text for p in spoken if is_prose(p)])
    )
    if name and not told and not any(map(is_tribute, heads)):
        yield Speaker(
            name=name, confidence=HEADLINE_CONFIDENCE, reason=NAMED_BEFORE_TITLE
        )


def _tells_of_somebody(texts: Sequence[str]) -> bool:
    """Return whether the first texts have a pronoun for one person, and none else is named.

    "Willy Brandt: Ein Leben für den Frieden", and below it "Ich habe ihn nie getroffen."
    """
    language = guess_language(texts)
    person = pattern_of_words(language, "excerpts.persons", "messages.pronouns")
    kin = pattern_of_words(language, "labels.kin")
    return any(
        person is not None
        and person.search(text) is not None
        and not (kin and kin.search(text))
        and not any(mentions_in(text))
        for text in texts[:_MAX_TOLD]
    )


def _spoken_of_in_head(
    name: str, pieces: Sequence[Piece], start: int, document: Document
) -> Iterator[Speaker]:
    """Yield the holder of an office in the head, and of whom or what it speaks, doubted."""
    known = has_given_name(name)
    # "Remarks of the Secretary-General on Small Islands"
    office = "" if known else office_above(pieces[:start], document)
    holder = holder_of(office, pieces, document) if office else ""
    if holder:
        yield Speaker(
            name=holder,
            confidence=0.85,
            reason=Reason(f"the page names the {office}", Basis.HOLDER),
        )
    texts = [document.title, *(piece.text for piece in pieces)]
    language = language_of_document(document, texts)
    # "The Marchants, from Moor to the World": a heading is named as people are.
    if office or (name and is_shown_person(name, texts, language)):
        yield Speaker(
            name=office or name,
            confidence=_DOUBTED if known or office else _UNNAMED_CONFIDENCE,
            reason=Reason(f"the head speaks of {office or name}", Basis.ANNOUNCEMENT),
        )


def _named_in_own_lines(pieces: Sequence[Piece], start: int) -> Iterator[Speaker]:
    """Yield whose name is a line above a speech, beside other signs that it is his or hers."""
    signed = heads_and_signs(pieces, start)
    if signed:
        yield Speaker(
            name=signed[0],
            confidence=0.92,
            reason=Reason("who signs it stands at the top", Basis.SIGNATURE),
        )
    _, titled = without_title_lines([p.text for p in pieces[:start] if is_prose(p)])
    if titled:
        yield Speaker(
            name=titled,
            confidence=0.92,
            reason=Reason("a line above the speech is this name", Basis.ANNOUNCEMENT),
        )
    uncased, agreed = uncased_speaker(p.text for p in pieces[:start])
    if uncased:
        yield Speaker(
            name=uncased,
            confidence=0.92 if agreed else _UNCLEAR,
            reason=Reason(
                f"{uncased} stands beside an office above", Basis.ANNOUNCEMENT
            ),
        )
    spaceless = Counter(cjk_speakers(pieces, start))
    if spaceless:
        name, times = spaceless.most_common(1)[0]
        yield Speaker(
            name=name,
            confidence=0.92 if times == sum(spaceless.values()) else _UNCLEAR,
            reason=Reason(
                f"{name} stands beside an office above, below, or in the first words",
                Basis.ANNOUNCEMENT,
            ),
        )


def _spoken_of(
    pieces: Sequence[Piece], start: int, author: Author | None, document: Document
) -> tuple[str, bool]:
    """Return whom the page above a speech speaks of, and whether that is clear."""
    after = [p.text for p in pieces[start:] if is_prose(p)]
    name, clear = speaker_above(
        pieces[:start],
        after[-_LAST_PARAGRAPHS:],
        document,
        opening=next(iter(after), ""),
    )
    if not name:
        above = [p.text for p in pieces[:start] if is_prose(p)]
        heads = [
            document.title,
            *(p.text.strip() for p in pieces[:start] if not is_prose(p)),
        ]
        plain = [head for head in heads if not is_tribute(head)]
        name, clarity = introduced_in_cjk(above, plain)
        clear = clarity is Clarity.CLEAR
    if (
        author
        and name
        and same_person(author.name, name)
        and (len(author.name) < len(name) or author.reason == IN_ANOTHER_CASE)
        and is_given_name(author.name.partition(" ")[0])
    ):
        # The headline's grammar tells how the name is written.
        name = author.name
    if (
        author
        and author.confidence >= HEADLINE_CONFIDENCE
        and not same_person(author.name, name or author.name)
        and has_given_name(author.name)
        and not has_given_name(name)
    ):
        return author.name, False  # The other is a place, or a thing.
    return name, clear


def _by_line_below_speech(heads: Sequence[str]) -> Iterator[Speaker]:
    """Yield who alone stands behind "by" right below a line with a word for a speech."""
    for above, line in pairwise(heads):
        led = _BY_LINE.regex.match(line)
        name = line[led.end() :].strip() if led and SPEECH_WORD.is_in(above) else ""
        if name and is_person(strip_titles(name)):
            yield Speaker(
                name=parse_label(strip_titles(name)).name,
                confidence=0.9,
                reason=Reason("a by-line stands below the headline", Basis.BY_LINE),
            )


def _holder_in_line(lines: Sequence[str]) -> str:
    """Return whom one of the first lines names beside an office, and holds nothing else.

    "Pfarrerin Almut Reinders" under the headline says more than whom a paragraph names;
    so does "Hegedűs Katalin belügyminiszter" above it.
    """
    for n, line in enumerate(lines[:_MAX_LINES]):
        headline = not n and (len(lines) == 1 or SPEECH_WORD.is_in(line))
        other = headline or is_tribute(line) or _is_addressed(line)
        name = "" if other else _beside_office_alone(line)
        if name:
            return name
    return ""


def _beside_office_alone(line: str) -> str:
    """Return whom a line names that has nothing else but an office; else empty.

    >>> _beside_office_alone("Minister spraw wewnętrznych Jadwiga Sokołowska")
    'Jadwiga Sokołowska'
    >>> _beside_office_alone("Hegedűs Katalin belügyminiszter")
    'Hegedűs Katalin'
    >>> _beside_office_alone("Letters to Ada Brook")
    ''
    """
    name = name_led_by_office(line)
    if name and line != name and line.endswith(name):
        return name
    name = name_beside_office(line)
    before, _, behind = line.partition(name or line)
    office = (before or behind).casefold().split()
    alone = bool(office) and not (before and behind)
    return name if alone and (is_role(office[0]) or is_role(office[-1])) else ""


def _named_in_line(lines: Sequence[str]) -> str:
    """Return whom one of the first lines names by itself, or behind an office.

    Whom a line praises, or is addressed to, does not speak.
    """
    own = [
        line
        for line in lines[:_MAX_LINES]
        if not (is_tribute(line) or _is_addressed(line))
    ]
    plain = (
        line
        for line in own
        if line != lines[0]
        and not (
            any(map(str.isdigit, line))
            or SPEECH_WORD.is_in(line)
            or _BY_LINE.regex.match(line)
        )
    )
    alone = [name for line in plain if (name := name_beside_office(line))]
    # "Halifax, Nova Scotia": a known given name tells people from places.
    known = next(filter(has_given_name, alone), "")
    led = next(filter(None, map(first_named, own)), "")
    return known or led or next(iter(alone), "")


def _is_addressed(line: str) -> bool:
    """Return whether a line says to whom a text is sent: "To the mayor, Ada Brook"."""
    return line.partition(" ")[0].casefold() in all_words("messages.elsewhere")


def heads_and_signs(pieces: Sequence[Piece], start: int) -> tuple[str, int] | None:
    """Return whose name is a line above a speech and another below it, and where.

    "DR. ADA BROOK" at the top, and "Ada Brook", or "+ Ada Brook", behind the last words.
    Who stands above an introduction wrote that.
    """
    long = (n for n in range(start) if len(pieces[n].text) > _MIN_LED_CHARS)
    top = max(start - _MAX_HEAD, max(long, default=-1) + 1, 0)
    heads = {key for piece in pieces[top:start] if (key := _name_key(piece.text))}
    if not heads:
        return None
    for n in range(start + _BEFORE_SIGNATURE, len(pieces)):
        text = pieces[n].text.strip()
        if _name_key(text) in heads:
            name = parse_label(strip_titles(text.strip(_AROUND_NAME))).name
            return name, n
    return None


def _name_key(text: str) -> str:
    """Return a line that is only a name, folded and without titles; else empty."""
    bare = text.strip().strip(_AROUND_NAME)
    if not _MIN_NAME <= len(bare) <= _MAX_NAME or bare.endswith(CALL_ENDS):
        return ""
    plain = strip_titles(as_written(bare))
    named = is_person(plain) and not has_role(plain.casefold().split())
    return " ".join(WORD_OR_NUMBER.findall(fold_letters(plain))) if named else ""
