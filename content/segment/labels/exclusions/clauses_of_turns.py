"""Clauses inside turns that look like labels: calls, salutations, and what leads to a quotation."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from content.language.word_lists import WordPattern
from content.segment.labels.evidence import MIN_SCORE
from content.segment.labels.exclusions.titles import MAX_TITLE_SHARE
from content.segment.labels.label import Ending, LabelStyle
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.stopped_labels import ends_abbreviated
from content.segment.lines import Line
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.name_score import (
    is_direct_address,
    label_key,
)
from content.segment.names.offices import has_role
from content.segment.names.spelling.capitals import HAN_OR_KANA
from content.segment.names.words import label_words

MIN_CLAUSE_WORDS = 3
_MIN_TOLD_WORDS = 2
_QUOTES = frozenset('“”„«»"「『')
# "Ada Brook said:", "Dywedodd Ada Brook:"
_SAYING = WordPattern(
    r"(?<![^\W\d_])(?:<messages.says>)\s*$|^\W*(?:<messages.says>)(?![^\W\d_])"
)
_TELLS = WordPattern(
    r"(?<![^\W\d_])(?:<<messages.says>>|<<messages.writes>>)(?![^\W\d_])"
)
_READS = WordPattern(
    r"(?<![^\W\d_])(?:<<messages.read_aloud>>|<<messages.reads_out>>)(?![^\W\d_])"
)
_TEXT = WordPattern(
    r"(?<![^\W\d_])(?:<<messages.nouns>>|<<messages.questions>>)(?![^\W\d_])"
)
_MIN_TELLING_WORDS = 4
_LISTS = WordPattern("<stage.lists>")
_ENDS_IN_READING = WordPattern(
    r"\s(?:<<messages.read_aloud>>|<<messages.reads_out>>)\s*$"
)


def without_broken_calls(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without the end of a call to many that stands on two lines.

    "Senhoras e Srs." stands above "Deputados: O barco …".
    """
    many = label_words().plural_addresses
    return {
        n: one
        for n, one in chosen.items()
        if not n
        or not many.issuperset(one.key.split())
        or not ends_abbreviated(lines[n - 1].text.rstrip())
        or lines[n].number != lines[n - 1].number + 1
    }


def without_calls(chosen: Mapping[int, ScoredLabel]) -> dict[int, ScoredLabel]:
    """Return labels without a sentence that calls somebody who has a label: "Mr. Hall, read this: “…”".

    It stands once, and behind the name and a comma nothing looks like an office.
    """
    times = Counter(one.key for one in chosen.values())
    calls = [n for n, one in chosen.items() if times[one.key] == 1 and _calls(one)]
    named = {
        word for n, one in chosen.items() if n not in calls for word in one.key.split()
    }
    named -= label_words().titles_and_roles
    return {
        n: one
        for n, one in chosen.items()
        if n not in calls or named.isdisjoint(_called(one))
    }


def _called(one: ScoredLabel) -> Sequence[str]:
    """Return the words of a label up to its comma, behind the first."""
    return label_key(one.label.printed.partition(", ")[0]).split()[1:]


def _calls(one: ScoredLabel) -> bool:
    """Return whether a form of address, a surname and a comma stand before a clause.

    What counts there is short, or a whole sentence: "Monsieur Roux, 70 % sont privées."
    """
    called, _, behind = one.label.printed.partition(", ")
    if "(" in called:
        return False  # "Mr. J. Hall (Director, Harbours of the Department)"
    words, counts = behind.split(), any(map(str.isdigit, behind))
    long = one.label.ending is Ending.COLON and len(words) >= MIN_CLAUSE_WORDS
    return (
        (long or (counts and one.label.ending in {Ending.COLON, Ending.STOP}))
        and one.label.style is not LabelStyle.CAPS
        and one.key.split()[0] in label_words().honorifics
        and not any(map(is_given_name, _called(one)))
        and not has_role([label_key(word) for word in words])
        and any(map(str.islower, words))
    )


def without_leads_to_quotations(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without those that all say that somebody said what stands below: "Ada Brook said:".

    A quotation may stand right behind each; the readers of running text know whom it
    names. So is dropped what says that a text is read out: "The clerk read the letter:".
    """
    kept = {
        n: one
        for n, one in chosen.items()
        if not (_announces_text(one) or _leads_to_reading(one, lines[n].text))
    }
    sayings = all(
        (one.label.alone or lines[n].text[one.label.end :].lstrip()[:1] in _QUOTES)
        and one.label.ending is Ending.COLON
        and _SAYING.search(one.label.printed)
        for n, one in kept.items()
    )
    return {} if sayings else kept


def _leads_to_reading(one: ScoredLabel, text: str) -> bool:
    """Return whether a label alone on its line ends in a verb of reading: "The clerk reads:"."""
    alone = not text[one.label.end :].strip() and one.label.ending is Ending.COLON
    last = (one.label.printed.split() or [""])[-1]
    if not alone or not last.islower() or _LISTS.regex.fullmatch(last):
        return False  # "Directors present:"
    return _ENDS_IN_READING.search(one.label.printed) is not None


def _announces_text(one: ScoredLabel) -> bool:
    """Return whether all of a line says that somebody reads a letter or a motion."""
    label = one.label
    if not label.alone or label.ending is not Ending.COLON or "(" in label.printed:
        return False
    long = label.printed.count(" ") >= _MIN_TELLING_WORDS
    return long and _READS.is_in(label.printed) and _TEXT.is_in(label.printed)


def without_told_words(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without what tells inside a turn that somebody said it: "Mr. Hall always said: “…”".

    Hardly any other label stands right below a line of words; or it stands alone on its
    line, as hardly any other does: "The council may resolve:". What is hardly a label by
    itself ("As to the motion: …") is none right below a line, either.
    """
    times = Counter(one.key for one in chosen.values())
    # Above it are the fields of the head.
    again = min((n for n, one in chosen.items() if times[one.key] > 1), default=0)
    # Plain text may have a paragraph on each line, and a blank line above each turn.
    inside = _unless_many(
        chosen,
        lambda n, _: (
            n > 0 and (not lines[n].opens or lines[n].number == lines[n - 1].number + 1)
        ),
    )
    alone = _unless_many(
        chosen,
        lambda _, one: one.label.alone and not any(mentions_in(one.label.printed)),
    )
    once = {
        n
        for n, one in chosen.items()
        if times[one.key] == 1 and one.label.ending is Ending.COLON
    }
    weak = {n for n in inside & once if n > again and chosen[n].score < MIN_SCORE}
    told = {
        n
        for n in (inside | alone) & once
        if _tells(chosen[n].label.printed)
        and _said_under(chosen[n], lines)[:1] in _QUOTES
    }
    # "潘文琼議員動議的議案如下：", beside "潘文琼議員：": no blank parts the name.
    names = tuple({one.label.printed for one in chosen.values() if times[one.key] > 1})
    told |= {
        n
        for n in once
        if chosen[n].label.printed.startswith(names)
        and HAN_OR_KANA.match(chosen[n].label.printed)
        and chosen[n].label.printed not in names
        and _said_under(chosen[n], lines)[:1] in _QUOTES
    }
    return {n: one for n, one in chosen.items() if n not in weak | told}


def _unless_many(
    chosen: Mapping[int, ScoredLabel], is_one: Callable[[int, ScoredLabel], bool]
) -> set[int]:
    """Return the lines of the labels that are so; none where many are."""
    found = {n for n, one in chosen.items() if is_one(n, one)}
    return found if len(found) <= MAX_TITLE_SHARE * len(chosen) else set()


def _tells(printed: str) -> bool:
    """Return whether words before a colon end small, or have a verb of saying or writing."""
    words = printed.split()
    return len(words) > _MIN_TOLD_WORDS and (
        words[-1].islower() or _TELLS.is_in(" ".join(words[1:]))
    )


def _said_under(one: ScoredLabel, lines: Sequence[Line]) -> str:
    """Return the words behind a label, or on the line below one that stands alone."""
    if one.label.alone and one.line + 1 < len(lines):
        return lines[one.line + 1].text.lstrip()
    return lines[one.line].text[one.label.end :].lstrip()


def without_forms_of_address(chosen: dict[int, ScoredLabel]) -> dict[int, ScoredLabel]:
    """Return labels without "Mr. Speaker:" where the Speaker's own label is another one."""
    times = Counter(one.key for one in chosen.values())
    roles = {key.split()[-1] for key, n in times.items() if n > 1 and key.split()}
    return {
        n: one
        for n, one in chosen.items()
        if not (is_direct_address(one.label.printed) and times[one.key] == 1)
        or one.key.split()[-1] not in roles
    }


def without_salutations(chosen: dict[int, ScoredLabel]) -> dict[int, ScoredLabel]:
    """Return labels without what ends in a full stop right under a label: "President. I rise to …".

    Who speaks first addresses the chair; two labels without words between them are rare.
    """
    return {
        n: one
        for n, one in chosen.items()
        if not (
            one.label.ending is Ending.STOP
            and not one.label.alone
            and n - 1 in chosen
            and chosen[n - 1].label.alone
            and chosen[n - 1].label.ending is not Ending.STOP
        )
    }
