"""Labels that the rest of a document shows to be none: titles, credits, lone words.

A label that follows the convention may still be none where it differs from its fellows:
it stands once, has a number, no office, no time stamp, or no sentence below it, and
nearly all others do not.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from content.language.sentence_marks import COLONS, LINE_ENDS
from content.language.word_lists import WordPattern, all_words
from content.language.words.word_patterns import LONG_WORD
from content.segment.labels.candidates import ends_abbreviated
from content.segment.labels.evidence import MIN_SCORE
from content.segment.labels.exclusions.contents import without_contents
from content.segment.labels.exclusions.unlike_most import without_unlike_most
from content.segment.labels.label import Ending, LabelStyle
from content.segment.labels.letters import QUESTION
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.stamps import is_time_of_day
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_labels.strangers import names_stranger
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.name_score import (
    is_direct_address,
    is_unnamed_voice,
    label_key,
)
from content.segment.names.offices import has_role, is_role
from content.segment.names.spelling.capitals import HAN_OR_KANA
from content.segment.names.words import SPEECH, label_words

_MAX_TITLE_SHARE = 0.34
_MAX_HEAD_LINES = 40
_MIN_LONG_CHARS = 120
_NOTE_AT_END = re.compile(r"\s?\([^()]{1,60}\)$")
_SAID_ENDS = (*LINE_ENDS, *"]'’—–-")
_MARKS = (":", ".", ")", "：", "．", "、")
_MIN_LONE_SCORE = 0.85
_BULLET = re.compile(r"\s*[•·▪◦‣*-]\s+\w")
_MIN_ALONE = 6
_MIN_SENTENCE_WORDS = 3
_MIN_TOLD_WORDS = 2
_DASHES, _BRACKETS = frozenset("–—-"), frozenset("([（")
_QUOTES = frozenset('“”„«»"「『')
_FIELD = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]+\s){0,2}[^\W\d_]+\s?[:：]")
_RECORD = WordPattern(
    r"(?<![^\W\d_])(?:<stage.records>|<stage.sittings>)(?![^\W\d_])", by_words=True
)
_MAX_TITLE_CHARS = 120
_MAX_CREDITS_CHARS, _MAX_TRADE_WORDS = 200, 3
_TALKS = re.compile("[!?！？]")
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
_ENDS_IN_OFFICE = WordPattern("<labels.roles_in_words>$", re.NOFLAG)
_CITED = re.compile(r",\s?[^\W\d_]\..*\([12]\d{3}[a-z]?\)$")
_COLUMNS = re.compile(r"[^\W\d_] {3,}[^\W\d_]")
_LISTS = WordPattern("<stage.lists>")
_ENDS_IN_READING = WordPattern(
    r"\s(?:<<messages.read_aloud>>|<<messages.reads_out>>)\s*$"
)
_NUMBER = re.compile(r"\s*(?:\d{1,3}|[IVX]{1,5})[.)]")
_DIGITS = re.compile(r"\d+")


def without_strays(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without those that others, or the words around, speak against."""
    # "Brook, A. (2012): Tides" is in a list of works.
    works = {
        n
        for n, one in chosen.items()
        if _CITED.search(one.label.printed)
        # "Lower House    Questions: ferry   4 June" runs at the head of pages.
        or _COLUMNS.search(lines[n].text[: one.label.end].strip())
        # "Speech of A. M. Brook at the opening" has initials, and no label.
        or (
            one.label.ending is Ending.STOP
            and SPEECH.is_in(one.label.printed.split()[0])
        )
    }
    chosen = {n: one for n, one in chosen.items() if n not in works}
    chosen = _drop_replies(_drop_bulleted_names(chosen, lines), lines)
    kept = without_unlike_most(_drop_unlike_in_style(chosen, lines), lines)
    kept = _drop_sayings(without_contents(kept, lines), lines)
    kept = without_calls(without_broken_calls(kept, lines))
    kept = _drop_titles_of_record(_drop_dashed_titles(kept, lines), lines)
    kept = _drop_listed_with_offices(kept, lines)
    kept = _drop_numbered(_drop_single_titles(kept, lines), lines)
    kept = _drop_unrepeated_titles(kept, lines)
    kept = without_inside_lines(_drop_salutations(kept), lines)
    kept = _drop_forms_of_address(_drop_stray_letters(kept, lines))
    kept = _drop_told(without_unstamped(_drop_credits(kept, lines)), lines)
    return _drop_weak_lone_label(kept, lines)


def _drop_bulleted_names(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop names behind bullets, "• Ada Brook", where others alone on lines have none."""
    alone = {n for n, one in chosen.items() if one.label.alone}
    listed = {n for n in alone if _BULLET.match(lines[n].text)}
    few = 2 * len(listed) < len(alone)
    return {n: one for n, one in chosen.items() if not few or n not in listed}


def _drop_replies(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop what opens behind a dash below a call in brackets, where other labels have no dash.

    Whoever was called into goes on so: "(Ada Brook: You did!)", "– For the record: I did not."
    """
    dashed = {n for n in chosen if lines[n].text.lstrip()[:1] in _DASHES}
    few = 2 * len(dashed) < len(chosen)
    replies = {
        n
        for n in dashed
        if n
        and lines[n - 1].text.strip()[:1] in _BRACKETS
        and not has_given_name(chosen[n].label.printed)
    }
    return {n: one for n, one in chosen.items() if not few or n not in replies}


def _drop_unlike_in_style(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop what is bold above all names that recur, and lacks the colon of the others.

    "**Economy** Ada Brook on bridges", above "**Post:** …" and "**Brook:** …".
    """
    bold = {n for n, one in chosen.items() if one.label.ending is Ending.BOLD}
    bare = {
        n
        for n in bold
        if not lines[n].text[: chosen[n].label.end].rstrip().endswith(COLONS)
    }
    few = len(bare) <= _MAX_TITLE_SHARE * len(bold)
    times = Counter(one.key for one in chosen.values())
    first = min((n for n, one in chosen.items() if times[one.key] > 1), default=0)
    bare = {n for n in bare if n < first and times[chosen[n].key] == 1}
    return {n: one for n, one in chosen.items() if not few or n not in bare}


def _drop_dashed_titles(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop a title that a dash parts as a label ("THE SLOOP “ANN”. — PERJURY.").

    They stand once, in capitals throughout, where words below a label have small letters;
    or on the first line, which is no sentence; or above all others, where a number
    follows: "OPEN TABLE – 47th part / 11 October".
    """
    times = Counter(one.key for one in chosen.values())
    first = min(chosen, default=0)
    heads = {
        n
        for n, one in chosen.items()
        if one.label.ending is Ending.DASH
        and times[one.key] == 1
        and (
            lines[n].text.isupper()
            or (
                (not n or (n == first and _is_counted(one, lines[n].text)))
                and not lines[n].text.rstrip().endswith(_SAID_ENDS)
            )
        )
    }
    few = len(heads) <= _MAX_TITLE_SHARE * len(chosen)
    return {n: one for n, one in chosen.items() if n not in heads or not few}


def _is_counted(one: ScoredLabel, text: str) -> bool:
    """Return whether a number stands right behind a label."""
    return text[one.label.end :].lstrip()[:1].isdigit()


def _drop_titles_of_record(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop the title of a record above all labels that come back: "VERBATIM REPORT OF THE SITTING".

    It stands once, on a short line with a word for a sitting or a record, and names nobody.
    """
    times = Counter(one.key for one in chosen.values())
    again = min((n for n, one in chosen.items() if times[one.key] > 1), default=0)
    return {
        n: one
        for n, one in chosen.items()
        if n >= again
        or one.label.ending not in {Ending.LINE, Ending.DASH}
        or not _is_title_of_record(one, lines[n].text.strip())
    }


def _is_title_of_record(one: ScoredLabel, text: str) -> bool:
    words = one.key.split()
    titled = len(words) > 1 and len(text) <= _MAX_TITLE_CHARS and _RECORD.is_in(text)
    return titled and not (
        text.endswith(_SAID_ENDS)
        or has_role(words)
        or is_unnamed_voice(one.label.printed)
        or any(is_given_name(word, surely=True) for word in words)
    )


def _drop_listed_with_offices(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop whom the head lists with an office behind a dash: "ADA BROOK – Former director".

    Nobody has spoken before, the words have no sign at their end, and a label below has
    the whole name.
    """
    kept = dict(chosen)
    for n, one in sorted(chosen.items()):
        said = lines[n].text[one.label.end :].strip()
        below = lines[n + 1] if n + 1 < len(lines) else None
        listed = (
            one.label.ending is Ending.DASH
            and n < _MAX_HEAD_LINES
            and 0 < len(said) <= _MAX_CREDITS_CHARS
            and (_lacks_form(one, chosen) or not said.endswith((*_SAID_ENDS, ",")))
            and (below is None or below.opens or n + 1 in chosen)
            # "exdirector"
            and (
                _lacks_form(one, chosen)
                or has_role(
                    [word.removeprefix("ex") for word in label_key(said).split()]
                )
            )
            and not is_direct_address(said)
            and any(
                set(one.key.split()) <= set(other.key.split())
                for m, other in chosen.items()
                if m > n
            )
        )
        if not listed:
            break
        del kept[n]
    return kept


def _lacks_form(one: ScoredLabel, chosen: Mapping[int, ScoredLabel]) -> bool:
    """Return whether a form of address stands before a name in its other labels alone.

    "ADA BROOK - Ferry master.", where "MS. ADA BROOK - …" speaks below.
    """
    printed = one.label.printed
    others = [
        other.label.printed
        for other in chosen.values()
        if printed in other.label.printed and other.label.printed != printed
    ]
    same = sum(other.label.printed == printed for other in chosen.values())
    led = [other.partition(printed)[0].split() for other in others]
    titles = label_words().honorifics
    return (
        same == 1
        and bool(led)
        and all(words and words[-1].strip(".").casefold() in titles for words in led)
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
    """Drop a sentence that calls somebody who has a label: "Mr. Hall, read this: “…”".

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
    long = one.label.ending is Ending.COLON and len(words) >= _MIN_SENTENCE_WORDS
    return (
        (long or (counts and one.label.ending in {Ending.COLON, Ending.STOP}))
        and one.label.style is not LabelStyle.CAPS
        and one.key.split()[0] in label_words().honorifics
        and not any(map(is_given_name, _called(one)))
        and not has_role([label_key(word) for word in words])
        and any(map(str.islower, words))
    )


def _drop_sayings(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop labels that all say that somebody said what stands below: "Ada Brook said:".

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


def _drop_told(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop what tells inside a turn that somebody said it: "Mr. Hall always said: “…”".

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
    return found if len(found) <= _MAX_TITLE_SHARE * len(chosen) else set()


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


def _drop_forms_of_address(chosen: dict[int, ScoredLabel]) -> dict[int, ScoredLabel]:
    """Drop "Mr. Speaker:" where the Speaker's own label is another one."""
    times = Counter(one.key for one in chosen.values())
    roles = {key.split()[-1] for key, n in times.items() if n > 1 and key.split()}
    return {
        n: one
        for n, one in chosen.items()
        if not (is_direct_address(one.label.printed) and times[one.key] == 1)
        or one.key.split()[-1] not in roles
    }


def _drop_stray_letters(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop the article of "A Conversation with …" where "A:" marks answers."""
    letters = {n for n, one in chosen.items() if one.label.ending is Ending.LETTER}
    printed = {n: lines[n].text[: chosen[n].label.end].rstrip(" —–") for n in letters}
    signed = {n for n in letters if printed[n].endswith(_MARKS)}
    asked = min((n for n in letters if chosen[n].key == QUESTION), default=0)
    # Counsel may have asked under a name before.
    first = min((n for n in chosen if n not in letters), default=asked)
    start = min(asked, first) if signed else asked
    return {
        n: one
        for n, one in chosen.items()
        if n not in letters or (n >= start and (n in signed or not signed))
    }


def _drop_credits(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop credits at the top of the document, such as "Moderator: Ada Brook"."""
    times = Counter(one.key for one in chosen.values())
    known = set(times)
    kept = dict(chosen)
    for n, one in sorted(chosen.items())[:12]:
        said = lines[n].text[one.label.end :].strip()
        others = known - {one.key}
        once = times[one.key] == 1
        if not said or n > 20:
            break
        if not (_names_only(said, others) or (once and _presents(said, others))):
            break
        del kept[n]
    return kept


def _presents(said: str, known: Collection[str]) -> bool:
    """Return whether words tell who somebody is whom labels call by a part of the name.

    "Guest: Ada Brook, historian"; behind small words for a trade, too.
    """
    first = next(mentions_in(said), None)
    if first is None or len(said) > _MAX_CREDITS_CHARS or _TALKS.search(said):
        return False
    before = said[: first.start].split()
    led = len(before) <= _MAX_TRADE_WORDS and all(map(str.islower, before))
    behind = said[first.end : first.end + 1]
    return (
        led
        and behind in {",", "."}
        and any(word in known for word in first.name.casefold().split())
    )


def _names_only(said: str, known: Collection[str]) -> bool:
    """Return whether words are names with labels of their own, and fields between them.

    "Ada Brook. Guests: Tom Ferro and Paul Lund"
    """
    if label_key(said) in known:
        return True
    rest = f" {label_key(_FIELD.sub(' ', said))} "
    if len(rest) > _MAX_CREDITS_CHARS:
        return False
    named = False
    for key in sorted(known, key=len, reverse=True):
        if " " in key and f" {key} " in rest:
            rest, named = rest.replace(f" {key} ", "  "), True
    return named and not set(rest.split()) - all_words("names.and")


def _drop_salutations(chosen: dict[int, ScoredLabel]) -> dict[int, ScoredLabel]:
    """Drop what ends in a full stop right under a label: "President. I rise to …".

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


def _drop_single_titles(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop lines of their own that occur once, and that no sentence follows.

    Titles in the head of minutes look like the names between their turns.
    """
    times = Counter(one.key for one in chosen.values())
    titles = {
        n
        for n, one in chosen.items()
        if one.label.ending is Ending.LINE
        and times[one.key] == 1
        and not _sentence_follows(n, lines)
    }
    lined = sum(one.label.ending is Ending.LINE for one in chosen.values())
    few = len(titles) <= _MAX_TITLE_SHARE * lined
    return {n: one for n, one in chosen.items() if n not in titles or not few}


def _drop_unrepeated_titles(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop lines of their own that occur once, where others come back or have more.

    "Cabinet Committees" stands above words as "Deputy Ada Brook" and "Tom Ferro (Lib)"
    do; but it has no title and no brackets, and no other line has its last word.
    """
    times = Counter(one.key for one in chosen.values())
    lined = [n for n, one in chosen.items() if one.label.ending is Ending.LINE]
    titles = {n for n in lined if times[chosen[n].key] == 1 and _is_bare(chosen[n])}
    if not titles or len(titles) > _MAX_TITLE_SHARE * len(lined):
        return chosen
    heard = Counter(
        word for line in lines for word in set(LONG_WORD.findall(line.text.casefold()))
    )
    unheard = {n for n in titles if heard[chosen[n].key.split()[-1]] <= 1}
    return {n: one for n, one in chosen.items() if n not in unheard}


def _is_bare(one: ScoredLabel) -> bool:
    """Return whether a label has no title, office or given name, and no mark."""
    words, titles = one.key.split(), label_words().titles_and_roles
    printed = one.label.printed
    titled = not titles.isdisjoint(words) or is_unnamed_voice(printed)
    titled = (
        titled or names_stranger(printed) or bool(_ENDS_IN_OFFICE.regex.search(printed))
    )
    marked = "(" in printed or "," in printed or "." in printed
    return bool(words) and not (titled or marked or any(map(is_given_name, words)))


def _drop_numbered(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop numbered lines of their own where most have no number: items of business."""
    lined = [n for n, one in chosen.items() if one.label.ending is Ending.LINE]
    numbered = {n for n in lined if _NUMBER.match(lines[n].text)}
    few = len(numbered) <= _MAX_TITLE_SHARE * len(lined)
    return {n: one for n, one in chosen.items() if n not in numbered or not few}


def without_page_heads(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without what heads pages: "DS-C 318" above the date of the sitting.

    It ends in a number and comes back, mostly above one line of words and figures, or
    before such words: "8 May 2006 : Column 763".
    """
    below: defaultdict[str, list[str]] = defaultdict(list)
    for n, one in chosen.items():
        numbered = one.label.printed[-1:].isdigit()
        if numbered and not is_unnamed_voice(one.label.printed):
            text = lines[n].text[one.label.end :].strip()
            if one.label.alone and n + 1 < len(lines):
                text = lines[n + 1].text.strip()
            below[one.key].append(_DIGITS.sub("0", text[:_MAX_TITLE_CHARS]))
    heads = set()
    for key, texts in below.items():
        common, times = Counter(texts).most_common(1)[0]
        dated = "0" in common and len(LONG_WORD.findall(common)) > 0
        if dated and times > 1 and 2 * times >= len(texts):
            heads.add(key)
    return {n: one for n, one in chosen.items() if one.key not in heads}


def _sentence_follows(n: int, lines: Sequence[Line]) -> bool:
    texts = [line.text.strip() for line in lines[n + 1 : n + 4]]
    # The hour may stand between.
    if not any(map(is_time_of_day, texts[:2])):
        texts = texts[:2]
    # "Present: 118 people (list enclosed)" is none; "(laughs)" may stand alone.
    bare = (_NOTE_AT_END.sub("", t) or t for t in texts)
    return any(len(t) > _MIN_LONG_CHARS or t.endswith(_SAID_ENDS) for t in bare)


def without_inside_lines(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop a lone label with words behind its colon where most others stand by themselves.

    "First reading: the bill on dikes", where "Deputy Ada Brook:" has a line of its own.
    Who speaks once may do so in any way, but then something shows a person: an office, a
    given name, a party. Without that, "My question: will it hold?" is part of what is
    said, and so are words of which the first alone has a capital.
    """
    times = Counter(one.key for one in chosen.values())
    alone = sum(one.label.alone for one in chosen.values())
    lone = [
        n
        for n, one in chosen.items()
        if one.label.ending is Ending.COLON
        and not one.label.alone
        and times[one.key] == 1
        and (
            _is_sentence(one)
            or _is_title(one, lines[n].text)
            or not _shows_person(one)
            # "Thank you. Quite short: …" is said by whom the line above names.
            or (_is_alone(chosen.get(n - 1)) and not _shows_person(one, by_words=False))
        )
    ]
    if alone < _MIN_ALONE or alone < 2 * (len(chosen) - alone):
        return chosen
    return {n: one for n, one in chosen.items() if n not in lone}


def _is_alone(one: ScoredLabel | None) -> bool:
    return one is not None and one.label.alone


def _is_title(one: ScoredLabel, text: str) -> bool:
    ended = text.rstrip().endswith(_SAID_ENDS)
    return not ended and not any(map(is_role, one.key.split()))


def _is_sentence(one: ScoredLabel) -> bool:
    words = one.label.printed.split()
    return len(words) >= _MIN_SENTENCE_WORDS and all(map(str.islower, words[1:]))


def _shows_person(one: ScoredLabel, *, by_words: bool = True) -> bool:
    """Return whether something shows that a label names a person, or a voice.

    Where letters have no capitals, a sentence is longer than a name.

    Args:
        one: The label.
        by_words: Whether a given name among other words shows one.
    """
    printed, words = one.label.printed, one.key.split()
    if printed.lower() == printed.upper():
        return len(words) <= _MIN_SENTENCE_WORDS
    return (
        "(" in printed
        or is_unnamed_voice(printed)
        or any(map(is_role, words))
        or (any(map(is_given_name, words)) if by_words else is_person(printed))
    )


def without_unstamped(chosen: dict[int, ScoredLabel]) -> dict[int, ScoredLabel]:
    """Return labels without a name that has no time stamp where nearly all others do.

    What stands right below a name alone and its hour is said: "Mr. Hall, fourteen. And?"
    """
    times = Counter(one.key for one in chosen.values())
    bare = [n for n, one in chosen.items() if not one.label.stamped]
    under = {
        n + 2 for n, one in chosen.items() if one.label.stamped and one.label.alone
    }
    others = sum(n not in under for n in bare)
    if len(chosen) < 4 or others > 0.2 * len(chosen):
        return chosen
    return {
        n: one
        for n, one in chosen.items()
        if n not in bare or (times[one.key] > 1 and n not in under)
    }


def _drop_weak_lone_label(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop the only label of a document unless other lines support it."""
    if len({one.key for one in chosen.values()}) != 1 or len(chosen) > 1:
        return chosen
    (one,) = chosen.values()
    said = lines[one.line].text[one.label.end :].strip()
    if said[:1].islower() and not said.endswith(_SAID_ENDS):
        return {}  # "Harbour Light: supporting seamen since 1887"
    others = [line.text for n, line in enumerate(lines) if n != one.line]
    surname = one.key.split()[-1] if one.key else ""
    early = one.line <= max(3, len(lines) * 0.4)
    named = bool(surname) and any(surname in text.casefold() for text in others)
    # "Alderman Moss: Dear neighbours, …", of whom the page tells.
    words, w = one.key.split(), label_words()
    holder = len(words) > 1 and (words[0] in w.roles or words[0] in w.honorifics)
    led = one.line > 0 and lines[one.line - 1].text.rstrip().endswith(COLONS)
    first = one.line == 0
    return (
        chosen
        if one.score >= _MIN_LONE_SCORE
        or first
        or (early and (named or led))
        or (holder and named)
        else {}
    )
