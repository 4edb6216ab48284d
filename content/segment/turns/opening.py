"""The words before the first label: of who answers all below, or goes on from a page before."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from content.document import Document
from content.language.folding import fold_letters
from content.language.question_marks import asks, may_ask
from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.language.word_lists import WordPattern
from content.language.words.word_patterns import WORD
from content.segment.basis import Basis, Reason
from content.segment.kinds import QUESTION
from content.segment.messages.words import sentences_of
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.own_name import own_name, own_name_in_cjk
from content.segment.names.in_text.same_person import names_surname, same_person
from content.segment.names.in_text.uncased.cjk_people import people_named_in_cjk
from content.segment.names.name_score import is_unnamed_voice
from content.segment.names.text_words import SPEECH_WORD, leads_to_speech
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.bare_labels import is_answer_label
from content.segment.turns.by_labels.line_kinds import AT_TOP
from content.segment.turns.page_head.briefers import MEETS_THE_PRESS, briefer
from content.segment.turns.page_head.presenters import presenter
from content.segment.wording.in_person import FIRST_PERSON

_CONFIDENCE, _PRESENTED = 0.6, 0.85
_MIN_PARAGRAPHS = 2
_MIN_ANSWERS, _MIN_SHORT = 3, 2
_MOST, _MAX_HEAD, _MAX_TITLE, _MAX_OFFICE = 0.8, 120, 200, 60
_MOST_OF_REPORTERS = 0.5
_AROUND_LABEL = " .:：-–—()[]（）【】〈〉<>‹›"
# These patterns have signs in place of blanks.
_GREETS = WordPattern(r"(?:<excerpts.greetings>)(?![^\W_])")
_GOES_ON = WordPattern(r"(?<!\w)(?:<stage.goes_on>)(?!\w)")
# "Good morning!", "안녕하십니까?"
_GREETING = re.compile(r"[^.!?。！？,]{2,30}[!?！？]")


def attribute_opening(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Return pieces with an opening statement by the one person who answers after it.

    The headline names the person, or nobody has another label than one for answers; the
    statement greets or says "I", and does not name the person, as who writes about one does.
    """
    first = next((n for n, piece in enumerate(pieces) if piece.turn), len(pieces))
    pieces = _with_own_words(_with_who_goes_on(pieces, first), first)
    top = [p.text for p in pieces[:first] if p.kind is SegmentKind.HEADING]
    heads = [document.title, *top]
    lines = [p.text for p in pieces[:first] if p.kind is not SegmentKind.COMMENTARY]
    pieces = _with_briefing(_with_holder(pieces, lines, first), first)
    pieces = _with_statements(pieces, document, first)
    opening = [n for n in range(first) if pieces[n].kind is SegmentKind.COMMENTARY]
    name = _who_answers(pieces[first:])
    if not name:
        return _with_greeting(pieces, opening, heads, first)
    if len(opening) < _MIN_PARAGRAPHS:
        return list(pieces)
    headed = any(name in text for text in heads)
    texts = [pieces[n].text for n in opening]
    # "We print the statement:" stands above the greeting.
    led = [n for n in range(1, len(texts)) if greets(texts[n])][:1]
    if led and leads_to_speech(texts[led[0] - 1]):
        opening, texts = opening[led[0] :], texts[led[0] :]
    last = texts[-1].rstrip()
    if len(texts) > 1 and last.endswith(COLONS) and not _is_stated(last):
        opening, texts = opening[:-1], texts[:-1]  # "Questions and answers:"
    if _is_lettered(pieces, name) and (said := presenter(top)):
        spoken = Reason("the head says who speaks", Basis.ANNOUNCEMENT)
        return _opened(pieces, opening, said, _PRESENTED, spoken)
    greeted = _GREETING.match(texts[0].strip()) is not None
    speaks = greeted or any(FIRST_PERSON.is_in(text) for text in texts)
    written_about = any(name in text or names_surname(text, name) for text in texts)
    # "I am Jane Hall, and I met Ada Brook": whoever asks has written it.
    written_about |= any(map(_own_name, texts))
    if written_about or not speaks or not (headed or is_answer_label(name)):
        return list(pieces)
    if leads_to_speech(texts[0]):
        opening = opening[1:]
    if greets(pieces[opening[0]].text) and any(
        name in text and SPEECH_WORD.is_in(text) for text in heads
    ):
        spoken = Reason("the head says who speaks", Basis.ANNOUNCEMENT)
        return _opened(pieces, opening, name, _PRESENTED, spoken)
    reason = f"before the first label, where only {name} answers"
    return _opened(pieces, opening, name, _CONFIDENCE, Reason(reason, Basis.ASKED))


def _with_statements(
    pieces: Sequence[Piece], document: Document, first: int
) -> Sequence[Piece]:
    """Return pieces with what whoever meets the press states above the first question.

    The head names the person, and letters mark the answers. Short lines between the
    statements are headings; those above the greeting list them.
    """
    name = _who_answers(pieces[first:])
    lettered = name != "" and _is_lettered(pieces, name)
    if not lettered or briefer(pieces, first, document) != name:
        return pieces
    told = (n for n in range(first) if pieces[n].kind is SegmentKind.COMMENTARY)
    greeting = next((n for n in told if greets(pieces[n].text)), first)
    below = [
        n for n in range(greeting, first) if pieces[n].kind is SegmentKind.COMMENTARY
    ]
    stated = [n for n in below if _is_stated(pieces[n].text)]
    others = filter(None, (_own_name(pieces[n].text) for n in stated))
    if not all(same_person(name, other) for other in others):
        return pieces  # "I am Tom Hall; the minister will be with you in a moment."
    heads = {n for n in below if len(pieces[n].text) <= _MAX_HEAD} - {*stated}
    parted = [
        unattribute(piece, SegmentKind.HEADING, "heads a statement")
        if n in heads
        else piece
        for n, piece in enumerate(pieces)
    ]
    spoken = Reason("the head says who meets the press", Basis.ANNOUNCEMENT)
    return _opened(parted, stated, name, _PRESENTED, spoken)


def _is_stated(text: str) -> bool:
    """Return whether a paragraph holds a whole sentence: "A letter came. It reads:".

    >>> _is_stated("3. The ship “Ada”"), _is_stated("We wrote: “Come!”")
    (False, True)
    """
    bare = text.strip().rstrip(CLOSING_QUOTES)
    whole = bare.endswith(SENTENCE_ENDS) or len(sentences_of(bare)) > 1
    return whole or len(bare) > _MAX_HEAD


def _with_greeting(
    pieces: Sequence[Piece], opening: Sequence[int], heads: Sequence[str], first: int
) -> list[Piece]:
    """Return pieces whose words from a greeting on are of whom all others ask.

    Where several answer, they are of the one person whose press conference or statement
    the head announces, and whose own label comes later.
    """
    name, sure = _who_is_asked(pieces[first:]), _CONFIDENCE
    why = f"greets before the first label, where all others ask {name}"
    reason = Reason(why, Basis.ASKED)
    if not name:
        name, sure = _who_meets_the_press(pieces[first:], heads), _PRESENTED
        reason = Reason("the head says who speaks", Basis.ANNOUNCEMENT)
    greeting = _greeting_below(pieces, opening, name) if name else len(pieces)
    opening = [n for n in opening if n >= greeting]
    return _opened(pieces, opening, name, sure, reason)


def _who_meets_the_press(pieces: Sequence[Piece], heads: Sequence[str]) -> str:
    """Return the one person of those with labels whom the head of a statement names.

    Args:
        pieces: From the first label on.
        heads: The title of the page, and its headings above the first label.
    """
    heads = [
        one for one in heads if MEETS_THE_PRESS.is_in(one) or SPEECH_WORD.is_in(one)
    ]
    spoken = dict.fromkeys(p.speaker for p in pieces if p.speaker and p.label)
    named = [
        name
        for name in spoken
        if " " in name and any(fold_letters(name) in fold_letters(one) for one in heads)
    ]
    if len(named) != 1 or pieces[0].speaker == named[0]:
        return ""
    alone = not any(_names_another(one, named[0]) for one in heads)
    return named[0] if alone else ""


def _with_own_words(pieces: Sequence[Piece], first: int) -> Sequence[Piece]:
    """Return pieces whose opening is of who says there who they are.

    "Good morning. I am Ada Brook." stands above the first question. She has a label below,
    or answers have one without a name, and are hers, also beside those of others. Who
    names somebody else may have asked.
    """
    opening = [n for n in range(first) if pieces[n].kind is SegmentKind.COMMENTARY]
    texts = [pieces[n].text for n in opening]
    own = zip(opening, map(_own_name, texts), strict=True)
    told = next(((n, one) for n, one in own if one), None)
    below = [p for p in pieces[first:] if p.speaker and p.label]
    asking = {p.speaker for p in below if p.kind is QUESTION}
    answers = {p.speaker for p in below if is_answer_label(p.speaker or "")}
    named = {p.speaker for p in below if p.kind is SegmentKind.SPEECH}
    if told is None or not asking:
        return pieces
    place, name = told
    start = next((n for n in opening if n < place and greets(pieces[n].text)), place)
    alone = name not in asking and not any(_names_another(text, name) for text in texts)
    answers = answers if alone else set()
    if name not in named and not (answers and greets(pieces[start].text)):
        return pieces
    said = Reason("the first words name who speaks", Basis.ANNOUNCEMENT)
    words = [n for n in opening if n >= start]
    below_it = Reason(f"answers below the words of {name}", Basis.ASKED)
    # Who has no label may ask, and have somebody answer who is named nowhere.
    sure = _PRESENTED if name in named else _CONFIDENCE
    return [
        replace(p, speaker=name, confidence=sure, reason=below_it)
        if p.spoken and p.speaker in answers
        else p
        for p in _opened(pieces, words, name, _PRESENTED, said)
    ]


def _own_name(text: str) -> str:
    """Return who somebody says in a paragraph that they are; empty if nobody does."""
    return own_name([text]) or own_name_in_cjk(text)


def _names_another(text: str, name: str) -> bool:
    """Return whether a text names a person beside one."""
    shown = (one.name for one in mentions_in(text) if one.shown or one.office)
    people = (*shown, *people_named_in_cjk(text))
    return any(not same_person(one, name) for one in people)


def greets(text: str) -> bool:
    """Return whether a paragraph opens with a greeting, or with a mark and one: "“Good day!"."""
    bare = text.strip().lstrip(OPENING_QUOTES)
    greeting = _GREETS.regex.match("_".join(bare[:_MAX_HEAD].split()))
    return greeting is not None or _GREETING.match(bare) is not None


def _with_who_goes_on(pieces: Sequence[Piece], first: int) -> Sequence[Piece]:
    """Return pieces of which those below "(Ms Hall continues)" are hers up to the first label.

    Records that are printed page by page say so on top of each; labels show who it is.
    """
    told = ((n, _who_goes_on(pieces[n].text)) for n in range(first))
    start, words = next(((n, words) for n, words in told if words), (first, []))
    names = {p.speaker for p in pieces[first:] if p.speaker and p.label}
    likely = [
        name
        for name in names
        if words and fold_letters(name).split()[-1:] == [fold_letters(words[-1])]
    ]
    if len(likely) != 1:
        return pieces
    below = range(start + 1, first)
    said = [
        n
        for n in below
        if pieces[n].kind is SegmentKind.COMMENTARY
        or (n == start + 1 and _may_be_said(pieces[n]))
    ]
    reason = Reason("a line above says that this person goes on", Basis.LINE_ABOVE)
    return _opened(pieces, said, likely[0], _PRESENTED, reason)


def _may_be_said(piece: Piece) -> bool:
    """Return whether a short line at the top may be said: "We go on with item", and its title."""
    words = piece.text.split()
    small = sum(word.islower() for word in words)
    said = piece.kind is SegmentKind.HEADING and piece.reason.words == AT_TOP
    return said and words[0].isalpha() and 2 * small > len(words) > _MIN_PARAGRAPHS


def _who_goes_on(text: str) -> list[str]:
    """Return the words of a direction beside the one for going on, if a name is among them.

    >>> _who_goes_on("(pokračuje Strnadová)"), _who_goes_on("(The storm continues.)")
    (['Strnadová'], [])
    """
    bare = text.strip()
    if not (bare[:1] in "([" and bare[-1:] in ")]" and len(bare) <= _MAX_HEAD):
        return []
    inside = bare.strip("()[] .,:")
    found = _GOES_ON.regex.search(inside)
    if found is None:
        return []
    words = (inside[: found.start()] + inside[found.end() :]).split()
    named = words != [] and all(word[:1].isupper() for word in words)
    return [word.strip(",.:") for word in words] if named else []


def _with_holder(
    pieces: Sequence[Piece], top: Sequence[str], first: int
) -> Sequence[Piece]:
    """Return pieces with who answers by an office or a letter named as the head presents the person.

    "Speaker: Ada Brook, minister" stands above, and "Minister" or "A" answers "Reporter".
    What is said between the head and the first label is the statement of the same person.
    """
    letter = _answer_letter(pieces[first:])
    office = letter or _who_is_asked(pieces[first:], reporters=True)
    said = presenter(top) if office else ""
    key = "" if letter else office.casefold()
    if (
        not said
        or said == office
        or not any(said in line and key in line.casefold() for line in top)
    ):
        return pieces
    headed = max(n for n in range(first) if said in pieces[n].text)
    return _presented(pieces, said, office, headed, first)


def _with_briefing(pieces: Sequence[Piece], first: int) -> Sequence[Piece]:
    """Return pieces with whoever answers by an office named as a sentence above presents the briefing.

    "This is a transcript of today's briefing by Ada Brook, spokeswoman."
    """
    answers = (p for p in pieces[first:] if p.label and p.kind is not QUESTION)
    office = next((p.speaker or "" for p in answers), "")
    if not office or " " in office:
        return pieces
    for n in range(first):
        text = pieces[n].text
        if greets(text):
            break
        for sentence in filter(MEETS_THE_PRESS.is_in, sentences_of(text)):
            for one in mentions_in(sentence):
                behind = sentence[one.end : one.end + _MAX_OFFICE].casefold()
                if behind.startswith(",") and office.casefold() in behind:
                    return _presented(pieces, one.name, office, n, first)
    return pieces


def _presented(
    pieces: Sequence[Piece], said: str, office: str, headed: int, first: int
) -> Sequence[Piece]:
    """Return pieces of which those by an office, and the statement above the first label, are somebody's.

    Args:
        pieces: All of the page.
        said: Who holds the office.
        office: The office.
        headed: Where the head names the person.
        first: The first label.
    """
    opening = [
        n
        for n in range(headed, first)
        if pieces[n].kind is SegmentKind.COMMENTARY
        and pieces[n].text.rstrip().endswith(SENTENCE_ENDS)  # "2. Questions"
    ]
    # What a page tells of the occasion stands above the greeting.
    greeting = next((n for n in opening if greets(pieces[n].text)), headed)
    opening = [n for n in opening if n >= greeting]
    speaks = any(FIRST_PERSON.is_in(pieces[n].text) for n in opening)
    found = [replace(p, speaker=said) if p.speaker == office else p for p in pieces]
    spoken = Reason("the head says who speaks", Basis.ANNOUNCEMENT)
    return _opened(found, opening if speaks else (), said, _PRESENTED, spoken)


def _answer_letter(pieces: Sequence[Piece]) -> str:
    """Return the one label that only marks answers, if it comes back; else empty."""
    times = Counter(p.speaker for p in pieces if p.speaker and p.label and p.turn)
    letters = [name for name in times if is_answer_label(name)]
    return letters[0] if len(letters) == 1 and times[letters[0]] > 1 else ""


def _is_lettered(pieces: Sequence[Piece], name: str) -> bool:
    """Return whether who answers has labels that only mark an answer."""
    labels = (piece.label for piece in pieces if piece.speaker == name)
    return is_answer_label(name) or any(
        is_answer_label(label.strip(_AROUND_LABEL)) for label in labels if label
    )


def _opened(
    pieces: Sequence[Piece],
    opening: Sequence[int],
    name: str,
    confidence: float,
    reason: Reason,
) -> list[Piece]:
    """Return pieces whose opening is given to a speaker."""
    return [
        replace(
            piece,
            kind=SegmentKind.SPEECH,
            speaker=name,
            confidence=confidence,
            reason=reason,
        )
        if n in opening
        else piece
        for n, piece in enumerate(pieces)
    ]


def _greeting_below(pieces: Sequence[Piece], opening: Sequence[int], name: str) -> int:
    """Return where somebody greets below a line of the head that names who answers.

    The end of the pieces if nobody does.
    """
    surname = fold_letters(name).split()[-1]
    headed = False
    for n, piece in enumerate(pieces[: opening[-1] + 1] if opening else ()):
        text = piece.text.strip()
        if headed and n in opening and greets(text):
            return n
        words = map(fold_letters, WORD.findall(text)) if _is_head(text) else ()
        headed = headed or surname in words
    return len(pieces)


def _is_head(text: str) -> bool:
    return len(text) <= _MAX_TITLE and not text.endswith((".", "!", "?"))


def _who_is_asked(pieces: Sequence[Piece], *, reporters: bool = False) -> str:
    """Return who speaks every other turn, where all others ask; empty if nobody does.

    A briefing may name each journalist.

    Args:
        pieces: From the first label on.
        reporters: Whether one label may be for all who ask, without a name.
    """
    asked_or_said = {SegmentKind.SPEECH, *((QUESTION,) if reporters else ())}
    turns = [
        (piece.speaker, piece.text.rstrip())
        for piece in pieces
        if piece.kind in asked_or_said and piece.speaker and piece.label
    ]
    times = Counter(name for name, _ in turns)
    if len(times) <= _MIN_PARAGRAPHS and not reporters:
        return ""
    strangers = {name for name in times if reporters and is_unnamed_voice(name)}
    ranked = [one for one in times.most_common() if one[0] not in strangers]
    if not ranked or (reporters and not strangers):
        return ""
    name, most = ranked[0]
    asked = [text for other, text in turns if other != name]
    asking = sum(map(may_ask if reporters else asks, asked))
    often = most >= _MIN_ANSWERS and 2 * most >= len(turns) - 1
    least = _MOST_OF_REPORTERS if reporters else _MOST
    return name if often and asking >= least * len(asked) else ""


def _who_answers(pieces: Sequence[Piece]) -> str:
    """Return who speaks nearly all that is no question; empty if nobody does."""
    if not any(piece.kind is QUESTION for piece in pieces):
        return ""
    said = [p for p in pieces if p.kind is SegmentKind.SPEECH and p.speaker]
    # Answers may have no label at all, where "Q" asks.
    labelled = any(piece.label for piece in said)
    turns = Counter(p.speaker or "" for p in said if p.label or not labelled)
    named = Counter(
        {name: times for name, times in turns.items() if not is_answer_label(name)}
    )
    ranked = (named or turns).most_common(2)
    enough = sum(turns.values()) >= _MIN_SHORT
    alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > 2 * ranked[1][1])
    return ranked[0][0] if enough and alone else ""
