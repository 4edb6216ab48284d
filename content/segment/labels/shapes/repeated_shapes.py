"""Labels in a shape that no table knows, found because the document repeats it.

"OM » …", "(Femke) …", "HALL = …", "Q. V.  …": a few short openings take turns before
what people say, and the same sign parts all of them from the words. How much the
openings look like people, how many come back, and how many lead to what is spoken is
weighed together: where one is clear, less of another is enough.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from content.language.folding import fold_letters
from content.language.sentence_marks import LINE_ENDS
from content.language.word_lists import all_entries, all_words
from content.language.words.word_patterns import WORD
from content.segment.kinds import ITEM_BLOCK
from content.segment.labels.label import CIRCLE_ENDING, Ending, Label, plain_printed
from content.segment.labels.openings import LEAD, NOTED, UNBLANKED, Opening, openings
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.bracketed import DIRECTION
from content.segment.labels.stamps import without_stamps
from content.segment.lines import Line
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.name_score import (
    is_false_label,
    is_unnamed_voice,
    label_key,
    name_score,
    without_brackets,
)
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import CJK_ROLE, label_words
from content.segment.wording.in_person import SPOKEN_WORDS

Shape = tuple[str, str]

_MAX_WORDS, _SHORT = 5, 12
# "Vadas B. (mayor) We met": initials end the name, and a note may stand behind any.
_INITIALLED = re.compile(
    r"\s*([^\W\d_a-z][^\W_]+(?:-[^\W_]+)?\s[^\W\d_a-z][^\W\d_]?\.(?:\s[(][^()]{1,60}[)])?)"
    r"\s(?=[¿¡„“\"«]?[^\W\d_a-z])"
)
# "B. Vadas. We met": initials open the name, and a full stop ends it.
_INITIALS_FIRST = re.compile(
    r"\s*((?:[^\W\d_a-z][^\W_]?\.\s?){1,2}[^\W\d_a-z][^\W_]+(?:-[^\W_]+)?"
    r"(?:\s[(][^()]{1,60}[)])?)\.\s(?=[¿¡„“\"«(–—]?\s?[^\W_a-z])"
)
# "Question from the floor. Why", "Question (A. Hall, The Post). Why": a voice beside these.
_VOICE = re.compile(
    r"\s*([^\W\d_a-z][^.:!?()]{2,40}(?:\s[(][^()]{1,60}[)])?)\.\s(?=[¿¡„“\"«(–—]?\s?[^\W_a-z])"
)
_NICKNAME = re.compile(r"[^\W\d_][\w.-]{1,24}")
_TOLD = "。．？！?!…"
_COUNTED = re.compile("([\u3040-\u30ff\u3400-\u9fff々ー]{2,8})[A-ZＡ-Ｚ]")
_MARKED = "marked"
_AROUND_STYLED = " .,–—-|｜"
# What stands inside sentences, too: these need names in front.
_OF_SENTENCES = frozenset((*".,;…。、，；", "...", "‘", "'", UNBLANKED, NOTED))

# Found by repetition alone, labels have to be clearly more than those of known forms.
_MORE, _MAX_SHARED = 1.5, 0.5
_MIN_LABELS, _LOOK_BELOW = 4, 8
_MIN_WEIGHT, _SURE_WEIGHT, _MANY = 0.2, 0.4, 5
_MIN_PERSON, _MIN_NAMED, _GIVEN = 0.2, 0.6, 0.9
_UNHEARD = 0.3
_CACHED_LINES = 1_024
_KNOWN, _LIKELY, _LONE = 0.8, 0.55, 0.5
_TIMED = 0.7
"""How much a nickname with the time beside it looks like somebody who writes."""


def labels_in_repeated_shape(
    lines: Sequence[Line], lowercase: frozenset[str]
) -> dict[int, ScoredLabel]:
    """Return the labels of the shape that weighs most, or {} if none weighs enough.

    What no other place of the document supports is taken with doubt.

    Args:
        lines: All lines of the document.
        lowercase: Words that it mostly has in small letters.
    """
    often = _repeated(lines)
    if not often:
        return {}

    @cache
    def score(printed: str) -> float:
        return _person_score(printed, lowercase)

    best: dict[int, Opening] = {}
    leading, weight = ("", ""), 0.0
    for shape, each in often.items():
        if not _comes_back(each):
            continue  # Whoever they look like, they would weigh nothing.
        found = _likely(shape, each, lines, score, lowercase)
        part = len(found) / len(each) if _is_of_sentences(shape) else 1.0
        its = _weigh(found, lines, score) * part
        more = its * len(found) - weight * len(best)
        # "Ada [0:41]", "Ada [0:41] >": the sign behind it is none of the words.
        longer = bool(leading[1]) and shape[1].startswith(leading[1])
        if its >= _MIN_WEIGHT and (more > 0 or (more == 0 and longer)):
            best, leading, weight = found, shape, its
    if not best:
        return {}
    sure = weight >= _SURE_WEIGHT
    if _is_of_sentences(leading):
        sure = sure and weight * len(best) >= _MANY
        # What is known to part labels may part off who speaks once, too.
        named = _of_people(often[leading], score, least=_GIVEN)
        first = min(best)
        blank = leading[1] == UNBLANKED
        best |= {
            n: one
            for n, one in named.items()
            if n not in best and n > first and not (blank and not _is_told(lines[n]))
        }
    return _scored_all(best, lines, score, sure=sure)


def _likely(
    shape: Shape,
    each: Mapping[int, Sequence[Opening]],
    lines: Sequence[Line],
    score: Callable[[str], float],
    lowercase: Collection[str],
) -> dict[int, Opening]:
    """Return the openings of a shape that are people, stricter where sentences have it."""
    if not _is_of_sentences(shape):
        return _of_people(each, score, least=_MIN_PERSON)
    found = _returning(_of_people(each, score, least=_MIN_NAMED))
    if shape[1] == UNBLANKED:
        return {n: one for n, one in found.items() if _is_told(lines[n])}
    if shape[1] != NOTED:
        found = {n: one for n, one in found.items() if not _is_said(one.printed)}
    return found if shape[1] else _before_sentences(found, lines, lowercase)


def outweighs(
    shaped: Mapping[int, ScoredLabel],
    parted: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
    lowercase: frozenset[str],
) -> bool:
    """Return whether labels of a repeated shape are clearly more than those of known forms.

    Or they stand on other lines and look more like people who take turns: no table knows
    "Kl." before the hours of a record.
    """
    if _have_circles(parted) and shaped.keys() >= parted.keys():
        # A list of who is present has the blanks of turns, and not their circle.
        return False
    if len(shaped) > _MORE * len(parted):
        return True
    if _MAX_SHARED * len(shaped) < len(shaped.keys() & parted.keys()):
        return False

    def weigh(labels: Mapping[int, ScoredLabel]) -> float:
        found = {
            n: Opening(("", ":"), one.label.printed, one.label.end)
            for n, one in labels.items()
        }
        weight = _weigh(found, lines, lambda one: _person_score(one, lowercase))
        return weight * len(labels)

    return bool(shaped) and weigh(shaped) > _MORE * weigh(parted)


def _have_circles(labels: Mapping[int, ScoredLabel]) -> bool:
    """Return whether a circle marks all of some labels, and several."""
    return len(labels) >= _MIN_LABELS and all(
        one.label.ending is CIRCLE_ENDING for one in labels.values()
    )


def _repeated(
    lines: Sequence[Line],
) -> dict[Shape, defaultdict[int, list[Opening]]]:
    """Return the openings of each shape that several lines have, by line."""
    shapes: defaultdict[Shape, defaultdict[int, list[Opening]]]
    shapes = defaultdict(lambda: defaultdict(list))
    openings_of = lru_cache(_CACHED_LINES)(_openings)  # Refrains come back.
    for n, line in enumerate(lines):
        if line.opens_paragraph or (line.opens and line.kind is ITEM_BLOCK):
            for opening in openings_of(line.text, line.bold, line.italic, line.marked):
                shapes[opening.shape][n].append(opening)
    return {shape: each for shape, each in shapes.items() if len(each) >= _MIN_LABELS}


def _openings(text: str, bold: int, italic: int, marked: int) -> Sequence[Opening]:
    """Return the openings of a line that signs, initials or another style part off."""
    found = [*openings(text), *_beside_initials(text)]
    for style, end in (("bold", bold), ("italic", italic), (_MARKED, marked)):
        if 1 < end < len(text.rstrip()):
            lead = LEAD.match(text[:end])
            begin = lead.end() if lead else 0
            words = without_stamps(text[begin:end]).strip(_AROUND_STYLED)
            if words and ":" not in words:
                found.append(Opening(("", style), words, end + _gap(text[end:])))
    return found


def _gap(text: str) -> int:
    return len(text) - len(text.lstrip(_AROUND_STYLED))


def _beside_initials(text: str) -> Iterator[Opening]:
    """Yield openings that end in initials, or open with them and end in a full stop."""
    if initialled := _INITIALLED.match(text):
        yield Opening(("", "initial"), initialled.group(1), initialled.end())
    if led := _INITIALS_FIRST.match(text):
        yield Opening(("initial", "."), led.group(1), led.end())
    voice = _VOICE.match(text)
    if voice and is_unnamed_voice(voice.group(1)):
        yield Opening(("initial", "."), voice.group(1), voice.end())


def _comes_back(each: Mapping[int, Sequence[Opening]]) -> bool:
    """Return whether any of the openings of a shape stands on two lines."""
    seen: set[str] = set()
    for found in each.values():
        keys = {_key(one.printed) for one in found}
        if not keys.isdisjoint(seen):
            return True
        seen |= keys
    return False


def _thanks(printed: str) -> bool:
    """Return whether words thank whom they name: "Grazie, Presidente"."""
    words = fold_letters(printed.replace(",", " ")).split()
    return any(" ".join(words[:n]) in _words_of_thanks() for n in (1, 2))


@cache
def _words_of_thanks() -> frozenset[str]:
    return frozenset(all_entries("queries.thanks"))


def _person_score(printed: str, lowercase: Collection[str]) -> float:
    """Return from 0 to 1 how much words look like somebody who may speak."""
    if _thanks(printed):
        return 0.0
    if _is_office(printed):
        return 1.0
    if not _may_be_name(printed) or DIRECTION.is_in(without_brackets(printed)):
        return 0.0
    score = name_score(printed, frozenset(lowercase))
    full = score > 0 and " " in printed and has_given_name(printed)
    return max(score, _GIVEN) if full else score


def _may_be_name(printed: str) -> bool:
    """Return whether words may call somebody: capitals, and no words of sentences.

    What somebody is may stand behind a comma: "Ada Brook, harbour master".
    """
    words = without_brackets(printed).partition(",")[0].split()
    w = label_words()
    small = [word for word in words if word[:1].islower()]
    nickname = len(words) == 1
    return (
        sum(map(str.isalpha, printed)) > 1
        and len(words) <= _MAX_WORDS
        and (nickname or small[:1] != words[:1] or _is_title(words[0]))
        and (
            nickname
            or all(word.casefold().strip(".") in w.role_words for word in small)
        )
        and w.never_in_labels.isdisjoint(small)
        and not is_false_label(printed)
    )


def _is_title(word: str) -> bool:
    w, bare = label_words(), word.casefold().strip(".")
    return bare in w.honorifics or bare in w.titles


def _is_office(printed: str) -> bool:
    return is_unnamed_voice(printed) or CJK_ROLE.is_in(printed) or _is_counted(printed)


def _is_counted(printed: str) -> bool:
    """Return whether a letter tells one of those in the hall from the others.

    >>> _is_counted("参加者A(男性)"), _is_counted("田中A")
    (True, False)
    """
    counted = _COUNTED.fullmatch(without_brackets(printed))
    return counted is not None and (
        counted[1] in all_words("labels.listeners")
        or counted[1] in label_words().unnamed
    )


def _is_told(line: Line) -> bool:
    return any(sign in line.text for sign in _TOLD)


def _of_people(
    each: Mapping[int, Sequence[Opening]],
    score: Callable[[str], float],
    *,
    least: float,
) -> dict[int, Opening]:
    """Return which openings of a shape look like people, one a line.

    Of several in a line, it is what most lines have: "Brook, Ada | …".
    """
    likely = {
        n: [
            one
            for one in found
            if _likeness(one, score) >= least and not _calls_behind(one)
        ]
        for n, found in each.items()
    }
    times = Counter(_key(one.printed) for all_ in likely.values() for one in all_)

    def rank(one: Opening) -> tuple[int, int]:
        return times[_key(one.printed)], one.end

    return {n: max(found, key=rank) for n, found in likely.items() if found}


def _likeness(one: Opening, score: Callable[[str], float]) -> float:
    """Return how much an opening looks like somebody: by its words, or the time beside it."""
    nickname = one.timed and _NICKNAME.fullmatch(one.printed) is not None
    return max(score(one.printed), _TIMED if nickname else 0.0)


def _calls_behind(one: Opening) -> bool:
    """Return whether an opening that no sign parts off ends in a form of address.

    What is said begins with it: "Ada Brook Madam President, …".
    """
    *name, last = one.printed.casefold().split()
    called = last in label_words().honorifics or last in label_words().roles
    return not one.shape[1] and len(name) > 1 and called


def _returning(found: Mapping[int, Opening]) -> dict[int, Opening]:
    """Return the openings that are offices, or come back."""
    times = Counter(_key(one.printed) for one in found.values())
    return {
        n: one
        for n, one in found.items()
        if times[_key(one.printed)] > 1 or _is_office(one.printed)
    }


def _before_sentences(
    found: Mapping[int, Opening], lines: Sequence[Line], lowercase: Collection[str]
) -> dict[int, Opening]:
    """Return the openings behind which no name goes on.

    "Ada Maria Brook asks why", "Councillor Ada Brook asks why": a name goes on.
    """
    behind: defaultdict[str, list[str]] = defaultdict(list)
    before: defaultdict[str, set[str]] = defaultdict(set)
    for n, one in found.items():
        for word in lines[n].text[one.end :].split(maxsplit=1)[:1]:
            behind[_key(one.printed)].append(word)
            before[word].add(_key(one.printed))
    # Who opens with a word that others open with, too, or that small letters have, speaks.
    spoken = {
        word
        for word, keys in before.items()
        if len(keys) > 1
        or word.casefold().strip(",.") in lowercase
        or SPOKEN_WORDS.is_in(word)
    }
    goes_on = {
        key
        for key, words in behind.items()
        if (len(words) > 1 and len({*words}) == 1 and words[0] not in spoken)
        or 2 * sum(map(is_given_name, words)) >= len(words)
    }
    return {n: one for n, one in found.items() if _key(one.printed) not in goes_on}


def _key(printed: str) -> str:
    """Return what all labels of one person share: "Ada Brook, mayor", "Ada BROOK"."""
    name = printed.partition(",")[0]
    return label_key(name if " " in name else printed)


def _is_said(printed: str) -> bool:
    """Return whether turns may open with the words: "Thank you.", "Mr President, …"."""
    first = printed.split(maxsplit=1)[0].casefold().strip(".")
    called = first in label_words().honorifics or is_unnamed_voice(printed)
    return (called or SPOKEN_WORDS.is_in(printed)) and not has_given_name(printed)


def _is_of_sentences(shape: Shape) -> bool:
    return not shape[1] or (not shape[0] and shape[1] in _OF_SENTENCES)


def _weigh(
    found: Mapping[int, Opening],
    lines: Sequence[Line],
    score: Callable[[str], float],
) -> float:
    """Return from 0, and of a talk a half or more, how much openings of one shape look like labels."""
    places = sorted(found)
    keys = [_key(found[n].printed) for n in places]
    times = Counter(keys)
    count = len(keys)
    if count < _MIN_LABELS or len(times) < 2 or max(times.values()) < 2:
        return 0.0
    people = sum(_likeness(one, score) for one in found.values())
    # "(Chair)", "（岡本委員）": an office is somebody's, though it stands once.
    again = sum(
        times[key] > 1 or _is_office(found[n].printed)
        for n, key in zip(places, keys, strict=True)
    )
    turns = sum(one != two for one, two in pairwise(keys))
    opening = sum(line.opens and line.spoken for line in lines[places[0] : places[-1]])
    share = count / (opening + 1)
    capital = heard = told = 0
    for n, behind in zip(places, [*places[1:], len(lines)], strict=True):
        said = _said(n, found[n], lines)
        speaks = any(map(SPOKEN_WORDS.is_in, (said, *_below(n, behind, lines))))
        capital += not next(filter(str.isalpha, said), "A").islower()
        heard += speaks
        told += said.endswith(LINE_ENDS) or (speaks and len(said) > _SHORT)
    # Who is to do what is listed, too, and captions open with names; nobody speaks there.
    listed = any(lines[n].kind is ITEM_BLOCK for n in places)
    unheard = 0.0 if listed or not found[places[0]].shape[1] else _UNHEARD
    goes_on = capital / count
    shape = found[places[0]].shape
    if not (_is_of_sentences(shape) or shape[1] == _MARKED):
        goes_on = max(goes_on, share)  # In a chat sentences may open in small letters.
    return (
        (people / count)
        * (again / count)
        * (turns / (count - 1))
        * goes_on
        * (told / count)
        * (unheard + heard / count)
    )


def _said(n: int, one: Opening, lines: Sequence[Line]) -> str:
    """Return the words behind an opening, or below it where nothing is behind."""
    text = lines[n].text[one.end :].strip()
    if not text and n + 1 < len(lines):
        text = lines[n + 1].text.strip()
    return text


def _below(n: int, behind: int, lines: Sequence[Line]) -> Iterator[str]:
    for line in lines[n + 1 : min(behind, n + _LOOK_BELOW)]:
        yield line.text


def _scored_all(
    found: Mapping[int, Opening],
    lines: Sequence[Line],
    score: Callable[[str], float],
    *,
    sure: bool,
) -> dict[int, ScoredLabel]:
    elsewhere = _words_elsewhere(found, lines)
    times = Counter(_key(one.printed) for one in found.values())
    # Who speaks a thousand times is looked for once.
    known = {
        printed
        for printed in {one.printed for one in found.values()}
        if is_unnamed_voice(printed)
        or (sure and score(printed) >= _MIN_NAMED)
        or _is_known(printed, elsewhere)
    }
    return {n: _scored(n, one, times, known) for n, one in found.items()}


def _words_elsewhere(found: Mapping[int, Opening], lines: Sequence[Line]) -> str:
    """Return all texts of a document without the openings."""
    return "\n".join(
        line.text[found[n].end :] if n in found else line.text
        for n, line in enumerate(lines)
    )


def _scored(
    n: int, one: Opening, times: Counter[str], known: Collection[str]
) -> ScoredLabel:
    again = _LIKELY if times[_key(one.printed)] > 1 else _LONE
    score = _KNOWN if one.printed in known else again
    label = Label(
        printed=plain_printed(one.printed),
        end=one.end,
        ending=Ending.SHAPE,
        alone=one.alone,
    )
    return ScoredLabel(line=n, label=label, score=score, key=label_key(one.printed))


def _is_known(printed: str, elsewhere: str) -> bool:
    """Return whether a name, or one that initials stand for, stands elsewhere, too."""
    words = WORD.findall(printed)
    if words and all(len(word) == 1 or word.isupper() for word in words):
        parts = words if len(words) > 1 else list(words[0])
        initials = r"[\w'’-]*\s".join(re.escape(part) for part in parts)
        if re.search(rf"(?<!\w){initials}", elsewhere):
            return True
    return any(
        word in elsewhere
        if WITHOUT_CASE.match(word)
        else re.search(
            rf"(?<!\w){re.escape(word)}\w{{0,2}}(?!\w)", elsewhere, re.IGNORECASE
        )
        for word in words
        if len(word) > 1 or WITHOUT_CASE.match(word)
    )
