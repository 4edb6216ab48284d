"""Whom a headline says to have been asked: "Interview with the boatbuilder Grace Tully"."""

import re
from collections.abc import Iterable, Sequence

from content.document import Document
from content.language.word_lists import WordPattern, flag
from content.segment.names.document_language import language_of_document
from content.segment.names.given_names import (
    han_name_at_end,
    is_given_name,
    opens_with_han_surname,
)
from content.segment.names.in_text.behind_trades import (
    name_at_end,
    name_behind_trade,
    without_trade_before,
)
from content.segment.names.in_text.cases.nominatives import nominative_of
from content.segment.names.in_text.credits import find_recorded, names_makers
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.person_at_start import person_at_start
from content.segment.names.in_text.same_person import names_surname, same_person
from content.segment.names.in_text.uncased.uncased_names import uncased_name
from content.segment.names.spelling.capitalization import without_turkish_case
from content.segment.names.spelling.capitals import CAPITAL, WITHOUT_CASE
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.page_head.headlines.cjk_headlines import (
    person_in_cjk_headline,
)

_MIN_NAME_WORDS, _MAX_HAN_NAME, _MAX_CASELESS_NAME = 2, 4, 3
_WITH = WordPattern(
    "(?:<<headlines.interviews>>)(?:\\s+|(?<=[\u3400-\u9fff])[／/|｜:：\\s]*)"
)
# "山田太郎さんに聞く", "김산들 시장 인터뷰": the name stands before the words for it.
_BEFORE = WordPattern(
    "(?:^|[\\s\u3000・、。:：「『])([\u3400-\u9fff々ァ-ヺー]{2,8}?|[\uac00-\ud7af]{2,4}?)\\s?"
    "(?:(?:<labels.honorific_suffixes>|<labels.roles_in_words>)\\s?){1,3}"
    "(?:[（(][^（()）]{1,20}[）)]\\s?)?"
    "(?:<headlines.interviews>)"
)
# "Elif Kaya ile söyleşi": a sentence that ends in it.
_INTERVIEW_LAST = WordPattern(
    r"\s(?:<headlines.interviews>|<headlines.interview_words>)(?:\s*$|\.\s)"
)
# "Z Anną Kurek rozmawia Jan Lis", "Jane Hall spoke with Ada Brook".
_TALKED_WITH = WordPattern(r"(?<!\S)(?:<headlines.with>)\s(?=\S)")
_CONVERSED = WordPattern("<<headlines.conversed>>")
# "Jane Hall asks Ada Brook, the keeper."
_ASKING = WordPattern(r"(?<!\S)(?:<headlines.asking>)\s(?=\S)")
_BEHIND_ASKED = frozenset(["", *",.;:!?()–—-|"])
# "Ada Brook and Jane Hall": either may answer.
_AND = WordPattern(rf"\s(?i:<names.and>|&)\s(?={CAPITAL})", re.NOFLAG)
# "Ada Brook: “The harbour is old”": a headline that quotes who was asked.
_QUOTED_HEAD = re.compile(r"([^:：\n]{3,60}?)\s?[:：]\s?[“”„«\"‘‚「『]")
# "“The harbour is old”: Ada Brook (interview)"
_QUOTED_FIRST = re.compile("[“”„«»‘'\"][^\n]{4,150}?[”“»«’‘'\"]\\s?[:：]\\s(?=\\S)")
# "Ada Brook, boatbuilder: the harbour is old", "Boatbuilder Ada Brook: “…”".
_HEADED = re.compile(r"([^:：\n]{3,90}?)\s?[:：]\s?\S")
_INTERVIEW_WORD = WordPattern(
    "(?<![a-zß-ÿ])(?:<headlines.interview_words>)(?![a-zß-ÿ])"
)
_MET = WordPattern("(?<![a-zß-ÿ])(?:<headlines.met>)(?![a-zß-ÿ])")
_INTERVIEW_FIRST = WordPattern(
    r"[\W_]*(?:<headlines.interviews>|<headlines.interview_words>)[\W_]+"
)
# A headline that is a quotation: "“I count the lamps”".
_QUOTATION_ALONE = re.compile('[“”„«»‘"「『‚’][^“”„«»"「」『』]{6,150}[“”»«’‘"」』]')
_MAX_HEADS = 2
_BEHIND_NAME = re.compile(r"\s?(?:$|[,(/|]|[–—-]\s)")
_MAX_TRADE_WORDS = 4
_INITIAL_AND_SURNAME = re.compile(r"(?:^|\s)([^\W\d_]\.)\s(\S.*)$")
# Hebrew and Arabic have no capitals: what a sign ends is the name.
_CASELESS = re.compile(r"[\u05d0-\u05ea\u0620-\u064a][^\s,.:;–—|()\"“”]*")
# "نادر الخطيب لـ«الجريدة»: …", "נועה שגיא, נוטעת: …".
_CASELESS_HEAD = re.compile(
    f'({_CASELESS.pattern}[^:\\n"“”«»]{{3,60}}?)(?:\\s?لـ?\\s?[«"“][^»"”]{{1,40}}[»"”])?'
    r"\s?:\s?\S"
)
_HEADLINES, _TOP = 3, 6
_FULL_NAME = re.compile(rf"{CAPITAL}[\w’'-]+\s{CAPITAL}[\w’'-]+")


def person_asked(pieces: Sequence[Piece], document: Document) -> str | None:
    """Return whom the top says to have been asked; None if it is one of several."""
    lines = [document.title, *(piece.text for piece in pieces[:_TOP])]
    language = language_of_document(document, (block.text for block in document.blocks))
    wrote = who_wrote_it_down(piece.text for piece in pieces[: 2 * _TOP])
    for n, line in enumerate(lines):
        first = _person_first(line[:300], language, pieces, n)
        others = [one for one in lines if line not in one and one not in line]
        asked = _person_in_sentence(line[:300], language, others)
        if wrote and any(one and same_person(one, wrote) for one in (first, asked)):
            continue
        # "Chess in Prison: An Interview with Ada Brook"
        if first and (not asked or is_given_name(first.partition(" ")[0])):
            return _spelled_out(first, lines)
        if asked and not _has_by_line(asked, pieces):
            return asked
        if asked is None:
            return None
    return ""


def _has_by_line(name: str, pieces: Sequence[Piece]) -> bool:
    """Return whether a line with a date names somebody, who asks, as does "Ada | 4 May"."""
    dated = (p.text for p in pieces[:_TOP] if p.kind is SegmentKind.BOILERPLATE)
    return any(
        same_person(one.name, name) for text in dated for one in mentions_in(text)
    )


def who_wrote_it_down(texts: Iterable[str]) -> str:
    """Return who wrote down what another told: "As told to Ada Brook"; empty if nobody did."""
    for text in texts:
        found = find_recorded(text)
        behind = next(mentions_in(text[found.end() :]), None) if found else None
        if behind is not None:
            return behind.name
    return ""


def _person_in_sentence(
    line: str, language: str, others: Sequence[str] = ()
) -> str | None:
    """Return whom a line says to have been asked; None if it is one of several."""
    last = _INTERVIEW_LAST.regex.search(line)
    if last and (name := name_at_end(line[: last.start()], language)):
        bends = flag(language or "en", "bends_names")
        nominative = nominative_of(name, language, inflected=True) if bends else name
        return without_turkish_case(nominative)
    talked = _person_talked_with(line, language)
    if talked := talked or _person_somebody_asks(line, language, others):
        return talked
    found = _WITH.regex.search(line)
    asked = line[found.end() :] if found else ""
    name = _person_behind(asked, language)
    if found is None or not name or name.endswith(("'s", "’s")):
        return ""
    # "Ada Brook in conversation with Jane Hall": either may have asked.
    if _names_another(line[: found.start()]) or _AND.regex.search(asked):
        return None
    # "Rozhovor s Janou Malou": behind "with" it surely is another case.
    governed = " " in found.group().strip() and flag(language or "en", "bends_names")
    return nominative_of(name, language, inflected=True) if governed else name


def _names_another(before: str) -> bool:
    """Return whether words before "in conversation with" name somebody in full.

    A title before a colon has capitals, too.

    >>> _names_another("Ada Brook in "), _names_another("המדבר לא ריק")
    (True, False)
    >>> _names_another("Teaching Chess in Prison: An ")
    False
    """
    title, colon, rest = before.rpartition(": ")
    before = rest if colon and not _FULL_NAME.fullmatch(title) else before
    if _CASELESS.search(before):
        return any(map(is_given_name, before.split()))
    return _FULL_NAME.search(before) is not None


def _person_talked_with(line: str, language: str) -> str:
    """Return whom a sentence says that somebody talked with; empty if it says so of nobody.

    The verb may stand behind the name, and the other name is of who asked.
    """
    verb = _CONVERSED.regex.search(line)
    if verb is None:
        return ""
    bends = flag(language or "en", "bends_names")
    # "He lives with a stove. With Ada Brook, its keeper, talks Jane Hall."
    for found in _TALKED_WITH.regex.finditer(line):
        end = verb.start() if verb.start() > found.end() else len(line)
        if name := _person_behind(line[found.end() : end], language):
            return nominative_of(name, language, inflected=True) if bends else name
    return ""


def _person_somebody_asks(line: str, language: str, others: Sequence[str]) -> str:
    """Return whom a sentence says that somebody asks, who is named in full right before.

    Args:
        line: The sentence.
        language: The document's language.
        others: Other lines of the top; whom they name, too, the page tells of.
    """
    verb = _ASKING.regex.search(line)
    if verb is None:
        return ""
    asker = list(mentions_in(line[: verb.start()]))[-1:]
    name = _person_behind(line[verb.end() :], language)
    if not asker or asker[0].end != len(line[: verb.start()].rstrip()) or not name:
        return ""
    behind = line[verb.end() :].partition(name.split()[-1])[2].lstrip()
    told = any(names_surname(one, asker[0].name) for one in others)
    if told and behind[:1] not in _BEHIND_ASKED:
        # "Tom Ferro questions Mayor Jane Hall over the nets": he answers below.
        return ""
    bends = flag(language or "en", "bends_names")
    return nominative_of(name, language, inflected=True) if bends else name


def is_about_interview(line: str) -> bool:
    """Return whether a line has a word for an interview.

    >>> is_about_interview("The interview, in full"), is_about_interview("专访尹静怡")
    (True, True)
    """
    found = _INTERVIEW_WORD.regex.search(line)
    if found is None:
        return False
    # Nothing parts the word from others where they have no spaces.
    beside = f"{line[: found.start()][-1:]}{line[found.end() :][:1]}"
    return WITHOUT_CASE.match(found.group()) is not None or not any(
        map(str.isalpha, beside)
    )


def tells_of_talk(line: str) -> bool:
    """Return whether a sentence says that somebody talked with somebody.

    >>> tells_of_talk("Jane Hall spoke with Ada Brook"), tells_of_talk("With Ada Brook")
    (True, False)
    >>> tells_of_talk("We met her on the pier."), tells_of_talk("They met on the pier.")
    (True, False)
    """
    spoke = _CONVERSED.regex.search(line) is not None
    talked = spoke and _TALKED_WITH.regex.search(line) is not None
    return talked or _MET.regex.search(line) is not None


def heads_interview(top: Sequence[str]) -> bool:
    """Return whether the top of a page shows an interview.

    It says so, or tells of a talk; or a headline quotes somebody, with or without the
    name before a colon.

    >>> heads_interview(["‘I count the lamps’"]), heads_interview(["The lamps of Moor"])
    (True, False)
    """
    heads = [text.strip() for text in top[:_MAX_HEADS]]
    return (
        any(is_about_interview(text) or tells_of_talk(text) for text in top)
        or any(_QUOTATION_ALONE.fullmatch(text) for text in heads)
        or any(
            person_in_quoting_headline(text)
            or person_heading(text, "")
            or _person_in_sentence(text, "")
            for text in heads
        )
    )


def _spelled_out(name: str, lines: Sequence[str]) -> str:
    """Return a name with an initial as another line has it in full: "A. Brook".

    What the person does may stand before: "Weaver Ada Brook".
    """
    found = _INITIAL_AND_SURNAME.search(name)
    if found is None:
        return name
    initial, surname = found.groups()
    given = re.compile(rf"(?<!\w)({initial[0]}[^\W\d_]+)\s{re.escape(surname)}(?!\w)")
    whole = {one.group(1) for line in lines for one in given.finditer(line)}
    return f"{whole.pop()} {surname}" if len(whole) == 1 else name


def _is_known(name: str, line: str, language: str, pieces: Sequence[Piece]) -> bool:
    """Return whether a name opens with a given name, or the page has its surname elsewhere.

    In languages that bend names, two words with capitals are hardly anything else.
    """
    if flag(language or "en", "bends_names") and name in line and not name.isupper():
        return True
    others = (piece.text for piece in pieces if piece.text.strip() != line.strip())
    return is_given_name(name.partition(" ")[0]) or any(
        names_surname(text, name) for text in others
    )


def _person_first(line: str, language: str, pieces: Sequence[Piece], place: int) -> str:
    """Return whom a line names before what was said, or before words for an interview."""
    below_site = 0 < place <= len(pieces) and (
        pieces[place - 1].kind is SegmentKind.HEADING
    )
    headline = place < _HEADLINES or below_site
    if quoted := person_in_quoting_headline(line):
        return quoted
    headed = person_heading(line, language) if headline else ""
    if headed and _is_known(headed, line, language, pieces):
        return headed
    before = _BEFORE.regex.search(line)
    if before:
        return before.group(1)
    led = _INTERVIEW_FIRST.regex.match(line) if not place else None
    name = line[led.end() :].strip() if led else ""
    if name and [one.name for one in mentions_in(name)] == [name]:
        return name  # "Interview: Ada Brook" as a headline; below, it is a by-line.
    below = [piece.text for piece in pieces[place:] if piece.text.strip() != line]
    if not headline:
        return ""
    return _person_in_caseless_headline(line, below) or person_in_cjk_headline(
        line, below
    )


def _person_in_caseless_headline(line: str, below: Sequence[str]) -> str:
    """Return whom a headline in Hebrew or Arabic letters has before its colon; else empty.

    Words for an office or a form of address show the name; or it opens with a given
    name, and the page has it again.
    """
    found = _CASELESS_HEAD.match(line)
    if found is None:
        return ""
    head = re.split("[,،(|–—]", found.group(1))[0].strip()
    if titled := uncased_name(f"{head},"):
        return titled
    words = head.split()
    for size in range(_MAX_CASELESS_NAME, _MIN_NAME_WORDS - 1, -1):
        name = words[-size:]
        told = any(" ".join(name) in text for text in below)
        if len(name) == size and told and is_given_name(name[0]):
            return " ".join(name)
    return ""


def _person_behind(asked: str, language: str) -> str:
    """Return whom the words behind "interview with" name in full, without a trade."""
    if WITHOUT_CASE.search(asked):
        phrase = re.split(r"[^\u3400-\u9fff·・]", asked, maxsplit=1)[0]
        name = han_name_at_end(phrase)
        if opens_with_han_surname(name) and len(name) <= _MAX_HAN_NAME:
            return name
    if _CASELESS.match(asked):
        words = re.split(
            r"[,.:;|()\"“”–—]|\s-\s|\s[\u05d1\u05de\u05d4\u0648]?-?\d", asked
        )[0]
        few = _MIN_NAME_WORDS <= len(words.split()) <= _MAX_CASELESS_NAME
        return words.strip() if few else ""
    name = _before_asker(person_at_start(asked))
    if len(name.split()) < _MIN_NAME_WORDS:
        return name_behind_trade(asked, language)
    return without_trade_before(name, language)


def _before_asker(name: str) -> str:
    """Return the first of two full names that "by" or "of" joins: "Ada Brook by Jane Hall"."""
    words = name.split()
    for n in range(_MIN_NAME_WORDS, len(words) - _MIN_NAME_WORDS):
        own = (words[0], words[n + 1])
        if words[n].islower() and all(map(is_given_name, own)):
            return " ".join(words[:n])
    return name


def person_heading(line: str, language: str) -> str:
    """Return who stands before the colon of an interview's headline; empty if nobody.

    What the person does may stand before the name, or behind a sign after it.

    >>> person_heading("Boatbuilder Ada Brook: The harbour is old", "en")
    'Ada Brook'
    >>> person_heading("Interview – Ada Brook, mayor of Moor: we wait", "en")
    'Ada Brook'
    >>> person_heading("What Ada Brook knows: a life in boats", "en")
    ''
    """
    found = _HEADED.match(line)
    head = found.group(1).strip() if found else ""
    led = _INTERVIEW_FIRST.regex.match(head)
    head = head[led.end() :] if led else head
    named = [*mentions_in(head)]
    if len(named) != 1 or names_makers(head):
        return ""
    one = named[0]
    before = head[: one.start].split()
    if not _BEHIND_NAME.match(head[one.end :]) or len(before) > _MAX_TRADE_WORDS:
        return ""
    return without_trade_before(one.name, language)


def person_in_quoting_headline(line: str) -> str:
    """Return whom a headline quotes, where it opens with the full name; else empty.

    So does what follows the quotation and a colon.

    >>> person_in_quoting_headline("Ada Brook: “The harbour is old”")
    'Ada Brook'
    >>> person_in_quoting_headline("‘It’s old’: Ada Brook (interview)")
    'Ada Brook'
    """
    found = _QUOTED_HEAD.match(line)
    name = found.group(1).strip() if found else ""
    behind = _QUOTED_FIRST.match(line)
    name = line[behind.end() :].strip() if behind else name
    whole = next(mentions_in(name), None)
    if whole is None or whole.start:
        return ""
    rest = name[whole.end :]
    return whole.name if not rest or (behind and _BEHIND_NAME.match(rest)) else ""
