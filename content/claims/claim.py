"""Read a quote, and whom it is said to be by, from what somebody typed or forwarded."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from content.claims.alignment import without_editing
from content.language.folding import fold_letters
from content.language.word_lists import all_words
from content.language.words.tokens import Token, is_unspaced, tokens
from content.names.numerals import number_follows, typed_number
from content.names.parsing import fold_name

IsName = Callable[[str], bool]
"""Returns whether a text is certainly the name of somebody in the library."""

MAX_AROUND_WORDS = 14
"""Words outside the quotation marks up to which they say whose words are inside."""

MAX_NAME_WORDS = 6
"""Words of a name; characters, in writing without spaces."""

MAX_DOUBTFUL_WORDS = 3
"""Words set apart from a quote that may be a name, though nothing says so."""

MAX_REPORTING_WORDS = 3
"""Words between a name and a quote, of which the last says: "once famously said"."""

MIN_QUOTED_WORDS = 4
"""Words in quotation marks that are a quote, even where more stand around them."""

MAX_GAPS = 6
"""Ellipses that leave words out; more in one quote are taken for the speaker's own."""

_QUOTATIONS = re.compile(
    r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|»([^«»]+)«|„([^„“”\"]+)[“”\"]"
    r"|「([^「」]+)」|『([^『』]+)』|(?<!\w)‘([^‘]+)’(?!\w)|(?<!\w)'([^']+(?:'\w[^']*)*)'(?!\w)"
)
_GAP = re.compile(
    r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…+|\.\s?\.\s?\.(?:\s?\.)*|⋯+|⸺",
)
_BEFORE = re.compile(r"\s*([^:：\n]{1,80})[:：]\s+?(?=\S)|\s*([^:：\n]{1,40})[：]")
_AFTER_DASH = re.compile(r"(?:\s*[—–―]|\s-{1,2}|\n\s*[-~])\s*([^—–―\n]{2,100})\s*$")
_AFTER_IN_BRACKETS = re.compile(r"\s*[(（\[]([^()（）\[\]]{2,100})[)）\]]\s*\.?\s*$")
_LAST_LINE = re.compile(r"(?<=[.!?…。！？”\"»])\s*\n\s*([^\n]{2,80})\s*$")
_SET_APART = re.compile(
    r"([^:：\n]+)[:：]|\W*?[—–―~-]([^\n]+)|\W*?[(（\[]([^\n()（）\[\]]+)[)）\]]\W*"
)
"""Words around a quote that a colon, a dash or brackets set apart from it."""
_SAYS = re.compile("(?:曾|常)?[说說曰云道]$")
_YEAR = re.compile(r"(?<![\d.,])(1[0-9]{3}|20[0-9]{2})(?![\d,])")
_LINK = re.compile(r"https?://\S+")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”»』」’]?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is said to have been said.

    Attributes:
        parts: The quote; in several parts where an ellipsis leaves words out.
        author: Who is said to have said it, as typed; empty where nobody is named.
        known: Whether the author is surely somebody in the library.
        loose: Whether the name may as well be the beginning of the quote: no mark parts
            them. It counts only where the words are theirs.
        doubtful: Whether a mark sets the name apart, but nothing says that it is one:
            "Remember: we can not …", "obama: we can not …".
        year: In which year it is said to have been; empty where none is named.
    """

    parts: tuple[str, ...]
    author: str = ""
    known: bool = False
    loose: bool = False
    doubtful: bool = False
    year: str = ""

    @property
    def text(self) -> str:
        """The whole quote, an ellipsis where words are left out."""
        return " … ".join(self.parts)


def read_claims(text: str, is_name: IsName) -> tuple[Claim, ...]:
    """Return what a text may claim, the likeliest first; nothing for no words.

    Where a name is not surely one, the whole text as a quote comes second; where hardly
    anything says that it is one, first.
    """
    text = without_editing(_LINK.sub(" ", text)).strip()
    whole = Claim(parts=split_at_gaps(text))
    found = _in_quotation_marks(text, is_name) or _attributed(text, is_name)
    claims = [each for each in (found, whole) if each]
    if found and (found.known or not found.author):
        claims = claims[:1]
    if not found:
        perhaps = _attributed(text, is_name, surely=False)
        claims += [*_asked(text, is_name), *filter(None, [perhaps])]
        claims += [] if perhaps else [*_doubtful(text)]
    return tuple(each for each in claims if each.parts)


def split_at_gaps(quote: str) -> tuple[str, ...]:
    """Return the parts of a quote between its ellipses, those that have words.

    >>> split_at_gaps("Four score … our fathers [...] a new nation...")
    ('Four score', 'our fathers', 'a new nation')
    """
    parts = [part.strip() for part in _GAP.split(quote, maxsplit=MAX_GAPS)]
    return tuple(part for part in parts if next(tokens(part), None))


def _in_quotation_marks(text: str, is_name: IsName) -> Claim | None:
    """Return the claim of a text that is mostly in quotation marks."""
    inside: list[str] = []
    outside: list[str] = []
    at = 0
    for found in _QUOTATIONS.finditer(text):
        outside.append(text[at : found.start()])
        inside.append(next(filter(None, found.groups())))
        at = found.end()
    outside.append(text[at:])
    quoted, around = _word_count(*inside), _word_count(*outside)
    if (
        not quoted
        or around > MAX_AROUND_WORDS
        or quoted < min(around, MIN_QUOTED_WORDS)
    ):
        return None
    said = "\n".join(outside)
    apart = _SET_APART.fullmatch(said.strip())
    whose = next(filter(None, apart.groups())).strip() if apart else ""
    return _claim(" ".join(inside), said, is_name, whose=whose)


def _attributed(text: str, is_name: IsName, *, surely: bool = True) -> Claim | None:
    """Return the claim of a text without quotation marks that names somebody.

    Args:
        text: What was typed.
        is_name: Whether some words are certainly the name of somebody in the library.
        surely: Whether a dash that no sentence ends before is the quote's own.
    """
    for pattern in (_BEFORE, _AFTER_IN_BRACKETS, _AFTER_DASH, _LAST_LINE):
        found = pattern.match(text) if pattern is _BEFORE else pattern.search(text)
        if found is None:
            continue
        said = next(filter(None, found.groups()))
        before, after = text[: found.start()], text[found.end() :]
        quote = after if pattern is _BEFORE else before
        if _word_count(said) > MAX_AROUND_WORDS or not _word_count(quote):
            continue
        claim = _claim(quote, said, is_name, whose=said)
        # A colon or a dash may as well be the quote's own: "Remember: we can not …".
        ends = pattern is not _BEFORE and bool(_SENTENCE_END.search(quote))
        least = 1 if ends else 2
        likely = ends or pattern is _BEFORE or not surely
        if claim.known or (likely and _is_all_name(claim, said, least)):
            return claim
    return None


def _doubtful(text: str) -> Iterator[Claim]:
    """Yield what is claimed if a word that a mark sets apart, or a few, are a name."""
    for pattern in (_BEFORE, _AFTER_DASH, _AFTER_IN_BRACKETS):
        found = pattern.match(text) if pattern is _BEFORE else pattern.search(text)
        if found is None:
            continue
        name = next(filter(None, found.groups())).strip(" .,;\"'")
        quote = text[found.end() :] if pattern is _BEFORE else text[: found.start()]
        words = name.split()
        may_be_name = 0 < len(words) <= MAX_DOUBTFUL_WORDS and all(
            not _is_common(word, 1) and _begins_name(word, any_case=len(words) == 1)
            for word in words
        )
        if may_be_name and _word_count(quote) >= MIN_QUOTED_WORDS:
            yield Claim(parts=split_at_gaps(quote), author=name, doubtful=True)


def _asked(text: str, is_name: IsName) -> Iterator[Claim]:
    """Yield what is claimed of whom the first words name: "did lincoln say that we …".

    "Who said we …" names nobody.
    """
    words = text.split()
    asking = all_words("queries.question_words") | all_words("queries.before_speakers")
    verbs = all_words("queries.after_speakers")
    while words and words[0].casefold() in asking:
        words = words[1:]
        if words and words[0].casefold() in verbs:
            yield Claim(parts=split_at_gaps(" ".join(words[1:])))
    for count in range(min(MAX_NAME_WORDS, len(words) - 1), 0, -1):
        name = " ".join(words[:count])
        if _is_common(words[0], count) or number_follows(words, count):
            continue
        if not is_name(name):
            continue
        rest = words[count:]
        reports = [each.casefold() in verbs for each in rest[:MAX_REPORTING_WORDS]]
        said = rest[reports.index(True) + 1 :] if any(reports) else rest
        quotes = [said, said[1:]] if said and _is_common(said[0], 1) else [said]
        for quote in quotes:
            parts = split_at_gaps(" ".join(quote))
            if parts:
                yield Claim(parts=parts, author=name, known=True, loose=True)
        return


def _claim(quote: str, said: str, is_name: IsName, *, whose: str) -> Claim:
    """Return what is claimed of a quote and the words beside it.

    Args:
        quote: What somebody is said to have said.
        said: The words that may say who, and when.
        is_name: Whether some words are certainly the name of somebody in the library.
        whose: Those of them that can hardly be anything but a name; may be empty.
    """
    year = _YEAR.search(said)
    likely = _likely_name(said)
    known = next((name for name in _possible_names(said) if is_name(name)), "")
    if _is_namesake(likely, known) or _is_other_ruler(said, known):
        known = ""
    return Claim(
        parts=split_at_gaps(quote),
        author=known or likely or _name_without_capitals(whose),
        known=bool(known),
        year=year[1] if year else "",
    )


def _is_other_ruler(said: str, known: str) -> bool:
    """Return whether a number makes a name another one's: II, behind Elizabeth."""
    typed = said.split()
    count = len(known.split())
    return bool(known) and any(
        (
            fold_name(" ".join(typed[at : at + count])) == fold_name(known)
            and number_follows(typed, at + count)
        )
        # Where no space parts them, one word may have both.
        or (
            known in typed[at]
            and typed_number(typed[at]) not in {0, typed_number(known)}
        )
        for at in range(len(typed))
    )


def _is_namesake(likely: str, known: str) -> bool:
    """Return whether a name has more to it than somebody's: Theodore, before Roosevelt.

    It has not where a title or a word about speeches is what more there is.
    """
    words = set(fold_letters(likely).split())
    theirs = set(fold_letters(known).split())
    no_name = all_words("names.titles") | all_words("names.ranks")
    no_name |= all_words("queries.after_speakers") | all_words("stop_words")
    return bool(theirs) and theirs < words and words.isdisjoint(no_name)


def _is_all_name(claim: Claim, said: str, least: int) -> bool:
    """Return whether words hold a likely name, of so many words, and hardly anything else."""
    count = _word_count(claim.author)
    rest = _word_count(said) - count - bool(claim.year)
    return count >= least and rest <= count


def _possible_names(said: str) -> Iterator[str]:
    """Yield the words in a row that may be a name, the longest first.

    Those with small words, as "Jeanne d'Arc" and "the Chair of the Board" have, come last.
    """
    found = [*tokens(said)]
    # Who types no capitals at all types none in a name.
    any_case = not any(map(str.isupper, said))
    runs = [
        found[first : first + count]
        for count in range(min(len(found), MAX_NAME_WORDS), 0, -1)
        for first in range(len(found) - count + 1)
    ]
    named = [
        run
        for run in runs
        if all(_begins_name(run[at].form, any_case=any_case) for at in (0, -1))
        and not _is_common(run[0].form, len(run))
    ]
    for run in sorted(named, key=_has_small_words):
        yield said[run[0].start : run[-1].end]


def _has_small_words(run: Sequence[Token]) -> bool:
    return any(token.form[0].islower() for token in run)


def _begins_name(form: str, *, any_case: bool) -> bool:
    return form[0].isalpha() and (any_case or not form[0].islower())


def _is_common(form: str, count: int) -> bool:
    """Return whether the first of so many words alone is no name: a "the", a character."""
    is_stop_word = form.casefold() in all_words("stop_words")
    return count == 1 and (is_stop_word or is_unspaced(form))


def _likely_name(said: str) -> str:
    """Return the longest run of words with capitals."""
    best: Sequence[str] = ()
    run: list[str] = []
    particles = all_words("names.particles")
    for line in re.split(r"[\n,;:()\[\]“”\"«»]", said):
        for word in [*line.split(), ""]:
            form = word.strip(".'’—–―-~ ")
            if (form and form[0].isupper() and not _is_common(form, 1 + len(run))) or (
                run and form in particles
            ):
                run.append(form)
            else:
                best = max(best, run, key=len)
                run = []
    return " ".join(best)


def _name_without_capitals(whose: str) -> str:
    """Return a name in writing that has no capitals, such as 毛泽东 or 세종대왕."""
    first, *_ = re.split(r"[,，、;；(（\d]", whose)
    name = _SAYS.sub("", first.strip())
    fits = name[:1].isalpha() and _word_count(name) <= MAX_NAME_WORDS
    return name if fits and name.lower() == name.upper() else ""


def _word_count(*texts: str) -> int:
    """Return how many words there are; two characters without spaces count as one."""
    found = [token for text in texts for token in tokens(text)]
    unspaced = sum(token.unspaced for token in found)
    return len(found) - unspaced + (unspaced + 1) // 2
