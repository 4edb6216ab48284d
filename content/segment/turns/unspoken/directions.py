"""Stage directions in brackets, alone on a line or inside what somebody says."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from content.language.sentence_marks import SENTENCE_ENDS
from content.language.word_lists import WordPattern, all_words
from content.segment.kinds import STAGE
from content.segment.labels import stamps
from content.segment.labels.shapes.bracketed import DIRECTION
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import HAN_OR_KANA
from content.segment.names.words import label_words
from content.segment.pieces import Piece, split_piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.unspoken.minutes_sentences import EVENT_END, tells_hours
from content.segment.wording.in_person import SPOKEN_WORDS

_RECORDED = WordPattern(
    r"(?:<stage.record_fields>|<stage.votes>)\s?[:：–-]\s?\D{0,20}\d", by_words=True
)
_OPENING_SIGNS = "([（【〔<〈＜*/"
_GROUP = re.compile(
    r"[(\[（【〔<〈＜*][^()\[\]（）【】〔〕<>〈〉＜＞*\n]{1,240}[)\]）】〕>〉＞*]"
    # "/laughter/"; verses have blanks beside their slashes.
    r"|(?<![^\s…])/[^\W\d_][^/\n]{1,80}(?<=\S)/(?![^\s…])"
)
_WHOLE = re.compile(
    r"(?:[(\[（【〔<〈＜][^\n]{0,600}[)\]）】〕>〉＞][.。]?\s*)|(?:\*[^*\n]{1,120}\*)"
)
_SLASHED = re.compile(r"/[^\W\d_][^/\n]{1,120}(?<=\S)/")
_DOTS_BEHIND = re.compile(r"\.{3,}")
_OPEN = "([（【〔<〈＜*/"
_CLOSE = ")]）】〕>〉＞*/"
# How many directions in brackets make them usual in a document.
_MIN_USUAL = 2
_MIN_SENTENCE_WORDS = 3
_MIN_TOLD = 4
_MAX_TOLD = 160
# "Hear! Hear! from the left."
_CALLS = re.compile(
    r"((?:[^\W\d_a-z][^!:()]{0,40}!\s*){1,4})([^\W\d_][^!?:()]{0,40}\.?)?"
)
_DASHED_PART = re.compile(r"\s[–—]\s")
_DASHES = " –—"
_CALL_END = re.compile(r"!\s*")
_MAX_CALL_WORDS = 3
# "El señor"
_ADDRESS, _MAX_OFFICE_WORDS = 2, 7
_CALL = re.compile(r"[^:：!?]{3,60}[:：]\s")
_QUOTED_CALL = re.compile(
    r"[^\W\d_][^:：!?“”„«»\"]{2,40}[:：]\s?[“„«»\"‘‚][^“”„«»\"]{1,80}[”“»«\"’][.!]?"
)


def is_direction(text: str) -> bool:
    """Return whether a line is only a stage direction.

    >>> is_direction("(Applause.)"), is_direction("(It is 5 pm) and we go on.")
    (True, False)
    >>> is_direction("/a jingle/"), is_direction("/home/ada")
    (True, False)
    """
    if text[:1].isalpha():
        return False  # Most lines begin with a letter, which is found out faster.
    bare = text.strip()
    if bare[:1] == "/":
        return _SLASHED.fullmatch(bare) is not None
    if bare[:1] not in _OPEN or len(bare) > 640 or not _WHOLE.fullmatch(bare):
        return False
    # Outside all brackets nothing may be left.
    depth, outside = 0, 0
    if bare.startswith("*"):
        return DIRECTION.is_in(bare)
    for char in bare:
        if char in _OPEN[:-2]:
            depth += 1
        elif char in _CLOSE[:-2]:
            depth -= 1
        elif depth <= 0 and not char.isspace() and char not in ".。":
            outside += 1
    return not outside


def is_bare_direction(text: str) -> bool:
    """Return whether a line is one word for what happens, without brackets or a stop.

    >>> is_bare_direction("Applause"), is_bare_direction("Applause.")
    (True, False)
    """
    bare = text.strip()
    return bare.isalpha() and DIRECTION.regex.fullmatch(bare) is not None


def is_reaction(text: str) -> bool:
    """Return whether a line is only a direction about the hall: applause, laughter.

    >>> is_reaction("(Standing ovation)"), is_reaction("(Adjourned at 5 pm)")
    (True, False)
    """
    return (
        is_direction(text)
        and DIRECTION.is_in(text)
        and not any(map(str.isdigit, text))
        and not EVENT_END.opens(text.strip())
    )


def find_directions(text: str) -> list[tuple[int, int]]:
    """Return start and end of the stage directions inside a line.

    >>> find_directions("Thank you. (Applause.) Sit down.")
    [(11, 22)]
    >>> find_directions("Thank you ...(Interruptions)... Sit down.")
    [(10, 31)]
    """
    found: list[tuple[int, int]] = []
    for group in _GROUP.finditer(text):
        inside = group.group()[1:-1].strip()
        opened, closed = group.group()[0], group.group()[-1]
        if _OPEN.index(opened) != _CLOSE.index(closed):
            continue
        if _is_direction_text(inside) or stamps.IN_BRACKETS.fullmatch(group.group()):
            start, end = group.span()
            end = _end_with_sign(text, start, end)
            dots = _DOTS_BEHIND.match(text, group.end())
            if dots and text[:start].endswith("..."):
                start, end = len(text[:start].rstrip(".")), dots.end()
            found.append((start, end))
    return found


def _end_with_sign(text: str, start: int, end: int) -> int:
    """Return the end of a direction with the sign right behind it, which is nobody's.

    "Thank you. (Applause).", and "(Reading):" on a line of its own.
    """
    ended = text[:start].rstrip()[-1:] in {"", *".!?…。！？"}
    return end + (ended and text[end : end + 1] in {".", "。", ":"})


def _is_direction_text(inside: str) -> bool:
    """Return whether words in brackets are a stage direction; if not, they are speech."""
    if len(inside) > 240:
        return False
    hour = stamps.is_time_of_day(inside.rstrip(".")) and not _counts_paper(inside)
    if hour or _RECORDED.match(inside):
        # "(Vote: for 13.)", "(10:15 a.m.)"
        return True
    if inside.strip(" .…") == "" or (tells_hours(inside) and not inside[0].islower()):
        return True
    word = DIRECTION.search(inside)
    if word is None:
        return False
    # A long aside that only mentions laughter is somebody's words.
    first = _DASHED_PART.split(inside, maxsplit=1)[0]
    return word.start() < 40 and (len(first.split()) <= 12 or word.start() == 0)


def _counts_paper(inside: str) -> bool:
    """Return whether words in brackets count a paper: no hour is so written behind a word.

    >>> _counts_paper("tlač 901"), _counts_paper("kl 0915"), _counts_paper("9.15 Uhr")
    (True, False, False)
    """
    word, _, number = inside.strip().partition(" ")
    named = word.casefold().rstrip(".") in all_words("dates.hour_words")
    return word.isalpha() and number.isdigit() and not named


def _all_directions(
    text: str,
    found: Sequence[tuple[int, int]],
    usual: Collection[str],
    seen: Collection[str],
) -> list[tuple[int, int]]:
    """Return the directions inside a line, also those whose words no list has.

    Where a document brackets its directions, what stands in such brackets between two
    sentences is one more, unless somebody speaks in it. A whole sentence is so where
    they are seen once.

    Args:
        text: The line.
        found: The directions in it by their words.
        usual: The signs that open brackets of directions again and again.
        seen: Those that do so at all.
    """
    others = [
        (group.start(), _end_with_sign(text, *group.span()))
        for group in _GROUP.finditer(text)
        if (
            group.group()[0] in usual
            or _is_named_call(group.group()[1:-1])
            or (group.group()[0] in seen and _is_sentence(group.group()[1:-1].strip()))
        )
        and all(group.end() <= start or end <= group.start() for start, end in found)
        # "Bill no. 162 (Power lines. (Local power))"
        and text.count("(", 0, group.start()) <= text.count(")", 0, group.start())
        and _stands_between_sentences(text, *group.span())
        and (
            _tells(group.group()[1:-1].strip())
            or (group.group()[0] in usual and are_calls(group.group()[1:-1].strip()))
        )
    ]
    return sorted([*found, *others])


def _is_named_call(inside: str) -> bool:
    """Return whether words in brackets open with a name and a colon, as calls do.

    Whatever stands before a colon and quotation marks calls, too.

    >>> _is_named_call("Ada Brook: Nor here!"), _is_named_call("As we say: no.")
    (True, False)
    >>> _is_named_call("From the hall: “Hear, hear!”")
    True
    >>> _is_named_call("El señor Luna: ¡No!"), _is_named_call("El señor dice: no.")
    (True, False)
    >>> _is_named_call("La señora ministra de Pesca: ¡No!")
    True
    """
    if _QUOTED_CALL.fullmatch(inside.strip()):
        return True
    found = _CALL.match(inside)
    words = found.group().rstrip(": ").split() if found else []
    addressed = len(words) > _ADDRESS and _is_address(*words[:_ADDRESS])
    words = words[_ADDRESS:] if addressed else words
    if addressed and is_role(words[0]):
        return len(words) <= _MAX_OFFICE_WORDS
    return (not addressed) < len(words) < 5 and all(map(_opens_as_name, words))


def _is_address(article: str, form: str) -> bool:
    """Return whether an article and a form of address open what somebody is called.

    >>> _is_address("La", "señora"), _is_address("The", "old")
    (True, False)
    """
    w = label_words()
    opens = article.casefold() in w.articles | w.leading_articles
    return opens and form.islower() and form.rstrip(".") in w.honorifics


def _is_numbered_call(inside: str) -> bool:
    """Return whether somebody calls a sentence in brackets, even with a number in it.

    >>> _is_numbered_call("Ada Brook: In 2019!"), _is_numbered_call("Moor Post: 4 May")
    (True, False)
    """
    return inside.endswith(SENTENCE_ENDS) and _is_named_call(inside)


def _opens_as_name(word: str) -> bool:
    """Return whether a capital opens a word of small letters, or an initial stands alone.

    >>> [_opens_as_name(word) for word in ("Ada", "GRin", "McKay", "J.", "EU")]
    [True, True, True, True, False]
    """
    return word.istitle() or (word[:1].isupper() and not word.isupper())


def are_calls(inside: str) -> bool:
    """Return whether brackets hold nothing but what a hall calls, and perhaps from where.

    >>> are_calls("Hear! Hear! from the left."), are_calls("Yes! No!"), are_calls("No.")
    (True, True, False)
    >>> are_calls("And how glad they all were about that!")
    False
    """
    found = _CALLS.fullmatch(inside)
    if found is None or (found[2] or "")[:1].isupper():
        return False
    calls = _CALL_END.split(found[1])
    return all(len(one.split()) <= _MAX_CALL_WORDS for one in calls)


def _is_sentence(inside: str) -> bool:
    """Return whether a stop ends several words in brackets, or they are in Han letters.

    >>> _is_sentence("She turns to the clerk."), _is_sentence("see page")
    (True, False)
    """
    if HAN_OR_KANA.match(inside):
        return True
    ended = inside.endswith(".") and not inside[:1].islower()
    return ended and len(inside.split()) >= _MIN_SENTENCE_WORDS


def _stands_between_sentences(text: str, start: int, end: int) -> bool:
    # "Hear, hear! – (Ada Hall: Oh!) – Yes, indeed."
    before, after = text[:start].rstrip(_DASHES), text[end:].lstrip(f".{_DASHES}")
    # "(Applause.) (She turns to the clerk.)"
    before = before.rstrip(")") if before.endswith((".)", "!)", "?)")) else before
    return before[-1:] in {"", *".!?…。！？:"} and not after[:1].islower()


def _tells(inside: str) -> bool:
    """Return whether words in brackets tell what happens, and are nobody's own.

    "(Mr. Hall: On paper!)" tells who calls out. Numbers and references are neither, but
    "(Ada Brook: That was in 2019!)" is a call; "(Hymn Book: 212)" is none.
    """
    numbered = any(map(str.isdigit, inside)) and not _is_numbered_call(inside)
    if not _MIN_TOLD <= len(inside) <= _MAX_TOLD or numbered:
        return False
    calls = _CALL.match(inside) is not None
    # "Ada Brook i Hall": a small "i" joins names, and is no Englishman's.
    return calls or not SPOKEN_WORDS.is_in(inside.replace(" i ", " "))


def separate_directions(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with stage directions split from the speech around them."""
    # Few pieces have brackets, which is found out once.
    bracketed = {
        n: find_directions(piece.text)
        for n, piece in enumerate(pieces)
        if piece.spoken and any(map(piece.text.__contains__, _OPENING_SIGNS))
    }
    known: Counter[str] = Counter()
    for piece in pieces:
        if piece.kind is STAGE and is_direction(piece.text):
            known[piece.text.strip()[0]] += 1
    known.update(
        pieces[n].text[start] for n, found in bracketed.items() for start, _ in found
    )
    usual = frozenset(char for char in "([（【/" if known[char] >= _MIN_USUAL)
    seen = frozenset(char for char in "([（【/" if known[char])
    separated: list[Piece] = []
    for n, piece in enumerate(pieces):
        found = bracketed.get(n, [])
        if n in bracketed:
            found = _all_directions(piece.text, found, usual, seen)
        if not found:
            separated.append(piece)
            continue
        parts = split_piece(piece, [place for span in found for place in span])
        inside = {piece.text[a:b].strip() for a, b in found}
        separated += [
            unattribute(part, SegmentKind.STAGE, "a direction inside speech")
            if part.text.strip() in inside
            else part
            for part in parts
        ]
    return separated
