"""Who signs a letter or a statement in the short lines below it: people, a couple, or a body."""

import re
from collections.abc import Collection, Sequence
from functools import cache

from content.language.calendar_words import whole_days_and_months
from content.language.folding import fold_letters
from content.language.sentence_marks import FULL_STOPS
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.language.word_lists import WordPattern, all_words
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.signatures.signatures import (
    CROSSES,
    beside_cross,
    is_closing,
)
from content.segment.messages.words import speaks_of_message
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import (
    has_given_name,
    is_given_name,
)
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.credits import is_credit
from content.segment.names.in_text.same_person import stem_of
from content.segment.names.in_text.uncased.names_alone import is_name_alone
from content.segment.names.offices import has_role, is_role
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.titles import strip_titles
from content.segment.names.words import CJK_ROLE, articles, label_words
from content.segment.pieces import Piece
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.notes_below import FIELD
from content.segment.turns.page_head.presenters import (
    name_beside_office,
    name_in_cjk_line,
)
from content.segment.turns.unspoken.page_lines import is_page_line

_SIGNS_BEFORE = f" *{''.join(CROSSES)}"
_EDGES = " .,;:–—-" + CLOSING_QUOTES + OPENING_QUOTES
_GROUP_EDGES = " .,;:–—-"
# "Annual_report.pdf" is one word, and no name.
_WORD_OR_FILE = re.compile(r"\w+")
_NAME_ENDS = re.compile(r",|\s/\s|(?<=[^\W\d_]{3})\.\s")
_COUPLE = WordPattern(
    r"([^\W\d_a-z][\w.-]*(?:\s[^\W\d_a-z][\w.-]*){0,2})"
    r"\s(?:<names.and>|<names.and_elsewhere>|&)\s([^\W\d_a-z].*)",
    re.NOFLAG,
)
_ABOVE_CJK = "。"
_CJK_BODY = WordPattern(
    r"^[^\W\d][\w\s]{1,28}(?:<labels.never_holders_in_words>)", re.NOFLAG
)
# "The signatories:", "Semnatari:"
_SIGNERS = WordPattern(
    r"(?:[^\W\d_]{1,4}\s)?(?:<<messages.signed>>)[^.!?:]{0,20}[:：]$"
)
_CONTACT = re.compile(r"©|[\w.-]+@[\w.-]+\.\w|\bhttps?://|www\.|(?:\d[\s./-]?){7,}")
_ABBREVIATED = re.compile(r"(?:^|\s)(?:[^\W\d_]|[JS]r|\d{1,4})\.$")
# "1. Ada Brook, Moor"; "Антонова В. П., ул. Лесная"
_ITEM = re.compile(r"\d{1,3}[.)]\s+(?=[^\W\d_])")
# "(Mrs) Ada Brook"
_TITLE_IN_BRACKETS = re.compile(r"\([^\W\d_]{1,5}\.?\)\s(?=[^\W\d_])")
_INITIAL_BEFORE = re.compile(r"[^\W\d_]\.\s")
_YEAR = re.compile(r"\d{4}")
_INITIALS_BEHIND = re.compile(r"[^\W\d_][\w’'-]+\s[^\W\d_]\.\s?[^\W\d_]\.?")
_MAX_LINE, _MAX_WORDS = 90, 12
_MIN_GROUP = 6
_MIN_NAME, _MAX_TRADE = 2, 3
_MAX_ENDING, _MAX_SMALL = 3, 2


def may_sign(piece: Piece) -> bool:
    """Return whether a line may be one of a signature: short, and no sentence."""
    text = piece.text.strip()
    if not text or len(text) > _MAX_LINE or piece.rule or not is_prose(piece):
        return False
    stopped = text.endswith(FULL_STOPS) and not is_closing(text)  # "敬礼！"
    if stopped and _ABBREVIATED.search(text) is None:
        return False
    if text[0] in "([（" and not _TITLE_IN_BRACKETS.match(text):
        return False
    if len(text.split()) > _MAX_WORDS:
        return False
    if is_credit(text) or FIELD.match(text) or _CONTACT.search(text):
        return False
    return not is_page_line(text)


def signer_in(lines: Sequence[str]) -> str:
    """Return who signs: a line that is all a name, or else a name beside an office."""
    unspaced = holder_in_cjk(lines) or next(
        filter(None, map(name_in_cjk_line, lines)), ""
    )
    alone = unspaced or next(filter(None, map(_person, _undated(lines))), "")
    if alone:
        return alone
    held = [has_role(_WORD_OR_FILE.findall(line.casefold())) for line in lines]
    named = [name_beside_office(line.strip(_SIGNS_BEFORE)) for line in lines]
    for office, name in zip(held, named, strict=True):
        if office and name:
            return name
    # "President of the Academy", and below it "Academician Ada Brook"
    return next(filter(has_given_name, named), "") if any(held) else ""


def holder_in_cjk(lines: Sequence[str]) -> str:
    """Return whose name is all of a line beside one with an office: "市长", "陈秀兰".

    >>> holder_in_cjk(["青河市市长", "陈秀兰"]), holder_in_cjk(["박은주", "교육부 장관"])
    ('陈秀兰', '박은주')
    >>> holder_in_cjk(["青河市市长"]), holder_in_cjk(["陈秀兰"])
    ('', '')
    """
    bare = [line.strip(" \u3000.。") for line in lines]
    offices = [one for one in bare if CJK_ROLE.regex.search(one)]
    if not offices or not WITHOUT_CASE.search(offices[0]):
        return ""
    people = (re.sub(r"\s", "", line) for line in bare if is_name_alone(line))
    return next(people, "")


def _undated(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without those of a place and a day, where a body signs on another.

    "Moor Hill, 5 May 1911": a word of the place may be somebody's given name.
    """
    undated = [line for line in lines if not _is_dated(line)]
    return undated if body_in(undated) else lines


def signers_in(lines: Sequence[str]) -> list[str]:
    """Return the people whom lines of a signature name, each on a line of its own."""
    bare = (_ITEM.sub("", line.strip()) for line in lines)
    undated = (line for line in bare if not _YEAR.search(line))
    return [*dict.fromkeys(filter(None, map(_person, undated)))]


def heads_signers(line: str) -> bool:
    """Return whether a line says that those who sign stand below it.

    >>> heads_signers("The signatories:"), heads_signers("Signed: Ada Brook")
    (True, False)
    """
    return _SIGNERS.opens(line.strip())


def couple_in(lines: Sequence[str]) -> str:
    """Return the two people who sign a line together: "Ada and Tom Brook, Moor".

    >>> couple_in(["Gerda og Svend Lauridsen, Lem"]), couple_in(["Work and Play"])
    ('Gerda og Svend Lauridsen', '')
    """
    for line in lines:
        bare = _NAME_ENDS.split(line.strip().strip(_EDGES))[0]
        found = _COUPLE.regex.fullmatch(bare)
        first = [one.split()[0] for one in found.groups()] if found else []
        if found and any(map(is_given_name, first)) and is_person(found[2]):
            return bare
    return ""


def _person(line: str) -> str:
    """Return the person who signs a line alone, without titles; empty if it is no name."""
    bare = line.strip().lstrip(_SIGNS_BEFORE).strip(_EDGES)
    bare = _ITEM.sub("", bare)
    if is_closing(bare):
        return ""
    if WITHOUT_CASE.search(bare):
        return sign_off([_ABOVE_CJK, bare], letter=True).name
    if bishop := beside_cross(line):
        return bishop
    # "Prof. Ada Brook, Moor": the stop behind a title ends no name.
    written = as_written(bare)
    untitled = strip_titles(written)
    if (
        _INITIAL_BEFORE.match(written)
        and len(_NAME_ENDS.split(untitled)[0].split()) < 2
    ):
        untitled = written  # "M. Brook": an initial, or a "Monsieur".
    plain = _before_trade(_NAME_ENDS.split(untitled)[0])
    words = plain.split()
    leads = words[0].casefold() if words else ""
    if not is_person(plain) or is_role(leads) or _is_acronym(bare.split()):
        return ""
    # "Moor Hill, 5 May 1911"
    given = is_given_name(leads) and leads not in all_words("headlines.saints")
    placed = not given and _is_dated(bare[len(plain) :])
    if placed or (bare.isupper() and not any(map(is_given_name, words))):
        return ""  # "GOD SAVE THE KING", "RELATED ARTICLES"
    whole = len(words[-1].strip(".")) > 1 or _INITIALS_BEHIND.fullmatch(plain)
    return parse_label(plain).name if whole else ""


def _is_dated(text: str) -> bool:
    """Return whether a day of a month stands in words behind a sign."""
    words = _WORD_OR_FILE.findall(text.casefold())
    return any(map(str.isdigit, words)) and not whole_days_and_months().isdisjoint(
        words
    )


def _before_trade(line: str) -> str:
    """Return the name of a line that ends in what the person does: "Ada Brook boatbuilder"."""
    words = line.split()
    end = len(words)
    while end > 1 and words[end - 1].islower():
        end -= 1
    few = _MIN_NAME <= end < len(words) <= end + _MAX_TRADE
    joins = few and words[end] in label_words().particles
    known = few and not joins and any(map(is_given_name, words[:end]))
    return " ".join(words[:end]) if known else line


def _is_acronym(words: Sequence[str]) -> bool:
    """Return whether a body's letters and a small word open a line: "CEIP do Navia".

    >>> _is_acronym("CEIP do Navia".split()), _is_acronym("J.P. van Dam".split())
    (True, False)
    """
    initials = words[0].endswith(".") or len(words[0]) == 1
    return len(words) > 1 and words[0].isupper() and words[1].islower() and not initials


def signing_body(lines: Sequence[str], heads: Sequence[str]) -> str:
    """Return the body that signs: behind a closing formula, or as a line above names it.

    Where a line above speaks of a message, and none of a speech, what the body is shows
    by its first word, too.

    Args:
        lines: Those of the signature.
        heads: The lines above the text, and its first paragraph.
    """
    if is_closing(lines[0]) and len(lines) > 1:
        if group := sign_off(lines, letter=True).group:
            return "" if _is_office(group) else group
        if not WITHOUT_CASE.search(lines[0]):
            return ""
    told = {
        word for head in heads for word in _WORD_OR_FILE.findall(fold_letters(head))
    }
    above = heads[:-1]
    told_of = any(map(speaks_of_message, above)) and not any(
        map(SPEECH_WORD.is_in, above)
    )
    for line in _undated(lines):
        bare = line.strip().strip(_GROUP_EDGES)
        if WITHOUT_CASE.search(bare) and _CJK_BODY.regex.search(bare):
            return bare
        own = [
            word
            for word in _WORD_OR_FILE.findall(bare)
            if word.casefold() not in articles()
        ]
        if own and (speaks_of_message(own[0]) or SPEECH_WORD.is_in(own[0])):
            continue  # "Letter from Toronto" heads the next text.
        # "The rooms shut": small words stand in all lines.
        telling = own[:1] + [word for word in own[1:] if len(word) > _MAX_SMALL]
        known = [_is_told(fold_letters(word), told) for word in telling]
        named = own and own[0][0].isupper() and len(bare) >= _MIN_GROUP
        if named and known[0] and 2 * sum(known) >= len(known):
            return bare
        if told_of and (body := _body(own, bare)):
            return body
    return ""


def body_in(lines: Sequence[str]) -> str:
    """Return the body that one of some lines names by what it is; empty if none does."""
    bare = (line.strip().strip(_GROUP_EDGES) for line in lines)
    return next(
        filter(None, (_body(_WORD_OR_FILE.findall(one), one) for one in bare)), ""
    )


def _body(words: Sequence[str], line: str) -> str:
    """Return the body that a line names by what it is: "For the Committee of Moor"."""
    behind = words and words[0].casefold() in all_words("messages.from")
    own = (
        words[1:] if behind or (words and words[0].casefold() in articles()) else words
    )
    is_body = len(own) > 1 and own[0].casefold() in label_words().never_holders
    named = is_body and own[0][0].isupper() and not _is_dated(line)
    return line[line.index(own[0]) :] if named else ""


def _is_office(text: str) -> bool:
    """Return whether words are an office alone, perhaps in capitals: "Ο ΜΗΤΡΟΠΟΛΙΤΗΣ"."""
    return {
        fold_letters(word) for word in _WORD_OR_FILE.findall(text)
    } <= _folded_offices()


@cache
def _folded_offices() -> frozenset[str]:
    w = label_words()
    return frozenset(map(fold_letters, w.roles | w.articles | w.leading_articles))


def _is_told(word: str, told: Collection[str]) -> bool:
    """Return whether words have one, perhaps in another case."""
    stem = stem_of(word)
    return any(
        one.startswith(stem) and abs(len(one) - len(word)) <= _MAX_ENDING
        for one in told
    )
