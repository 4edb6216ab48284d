"""The label convention of a document, and the labels that follow it.

One line alone is ambiguous: "We usually say: …" looks like a label, "Hall: …" like a
heading. A whole document is not: its labels end alike, look alike, and their names
recur. So possible labels are grouped by what they have in common, and only groups
with enough evidence (conventions) are accepted.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from content.language.calendar_words import may_be_weekday
from content.language.sentence_marks import SENTENCE_GAP
from content.language.word_lists import all_words
from content.language.words.word_counts import WordCounts
from content.segment.labels.candidates import label_candidates
from content.segment.labels.declared import (
    declared_initials,
    initials_of_declared,
    initials_of_named,
    is_initials,
    stand_for,
)
from content.segment.labels.evidence import (
    MIN_SCORE,
    Convention,
    Signature,
    ends_of,
    has_evidence,
    introduces_words,
    is_steady,
)
from content.segment.labels.exclusions.clauses import without_clauses
from content.segment.labels.exclusions.contents import (
    without_heads_above_addressed,
    without_listed_above,
)
from content.segment.labels.exclusions.letter_lines import without_ends_of_quotations
from content.segment.labels.exclusions.names_below import are_names_below
from content.segment.labels.exclusions.phrases import without_phrases
from content.segment.labels.exclusions.strays import without_strays, without_unstamped
from content.segment.labels.exclusions.titles import (
    without_page_heads,
    without_titles_of_business,
)
from content.segment.labels.exclusions.unlike_most import without_notes
from content.segment.labels.label import Ending, LabelStyle
from content.segment.labels.letters import ANSWER, QUESTION
from content.segment.labels.names_alone import labels_of_names_alone
from content.segment.labels.parties import with_parties_apart
from content.segment.labels.scoring import (
    ScoredLabel,
    boost_recurring,
    count_words,
    declared_keys,
    lower_continued,
    lowercase_words,
    score_candidates,
    support_described,
    support_holders,
    support_joint,
)
from content.segment.labels.shapes.annexed import labels_in_annex
from content.segment.labels.shapes.bracketed import (
    labels_in_brackets,
    labels_only_in_brackets,
)
from content.segment.labels.shapes.capitals import labels_in_capitals
from content.segment.labels.shapes.captions.above_hours import (
    names_above_hours,
    without_places_above_hours,
)
from content.segment.labels.shapes.captions.counted_voices import labels_of_counted
from content.segment.labels.shapes.chats.handles import support_handles
from content.segment.labels.shapes.chats.stamped_lines import labels_on_stamped_lines
from content.segment.labels.shapes.chats.thread_lines import tells_last_reply
from content.segment.labels.shapes.chats.writers import with_chat_writers
from content.segment.labels.shapes.circles import join_circled_names
from content.segment.labels.shapes.counted_units import labels_of_units
from content.segment.labels.shapes.dashed_in_minutes import dashed_in_minutes
from content.segment.labels.shapes.listed import (
    labels_behind_numbers,
    support_listed,
)
from content.segment.labels.shapes.lone_stops import lone_stops
from content.segment.labels.shapes.one_off import one_off_labels
from content.segment.labels.shapes.questions.letter_pairs import read_letters
from content.segment.labels.shapes.repeated_shapes import (
    labels_in_repeated_shape,
    outweighs,
)
from content.segment.labels.shapes.small_words import (
    labels_behind_titles,
    support_parties,
)
from content.segment.labels.shapes.surnames_in_capitals import with_surname_in_capitals
from content.segment.labels.shapes.underlined import underlined_labels
from content.segment.labels.short_pages import (
    is_short_page,
    labels_on_short_page,
)
from content.segment.labels.stamps import is_time_of_day
from content.segment.lines import Line
from content.segment.names.name_score import (
    is_false_label,
    is_unnamed_voice,
    label_key,
    without_brackets,
)
from content.segment.names.offices import has_role
from content.segment.names.words import label_words
from content.segment.wording.in_person import SPOKEN_WORDS

# A label that is missed leaves its words with the speaker before. So in the leading
# convention a label that is only likely is accepted, with low confidence.
_MIN_LEADING_SCORE = 0.54
_MIN_SINGLE_WORD_SCORE = 0.5
_MIN_SAID_CHARS = 25
_HEAVY = 3
_LEAD_MALUS = -0.4

# Below what is served without a check.
_ODD_SCORE = 0.5
_MAX_ODD_WORDS = 6
_MAX_ODD_SHARE = 0.15

# Found by their slot alone, names have to be clearly more than labels of known forms.
_MANY_MORE, _FEWER = 1.5, 0.75


def find_labels(
    lines: Sequence[Line], declared: Sequence[str] = (), listed: Sequence[str] = ()
) -> dict[int, ScoredLabel]:
    """Return the labels of a document by the index of the line they stand on.

    Where nothing parts labels from words, what ends them elsewhere is found by chance.

    Args:
        lines: All lines of the document.
        declared: Names of speakers that the document itself declares.
        listed: Names that it lists as present.
    """
    found = without_weekdays(_find_turns(lines, declared, listed))
    found = without_listed_above(found, lines)
    found = without_heads_above_addressed(without_page_heads(found, lines))
    found = without_titles_of_business(found)
    if are_names_below(found, lines):
        return {}
    return with_parties_apart(without_notes(found, lines), lines)


def without_weekdays(found: dict[int, ScoredLabel]) -> dict[int, ScoredLabel]:
    """Return labels without those beside hours, if all such are days: "Mo, 3.5., 19:04"."""
    stamped = {
        n: one.label for n, one in found.items() if one.label.ending is Ending.TIME
    }
    names = {label.printed for label in stamped.values()}
    if len(names) < 2 or not all(map(may_be_weekday, names)):
        return found
    return {n: one for n, one in found.items() if n not in stamped}


def _find_turns(
    lines: Sequence[Line], declared: Sequence[str], listed: Sequence[str]
) -> dict[int, ScoredLabel]:
    """Return what takes turns as labels do, in a known form or by repetition."""
    counts = count_words(lines)
    lowercase = lowercase_words(counts)
    parted = _find_parted(lines, declared, listed, counts, lowercase)
    found = with_chat_writers(parted, lines)
    found = labels_of_units(labels_of_counted(found, lines), lines)
    in_capitals = labels_in_capitals(lines)
    if len(in_capitals) > 2 * len(found):
        return in_capitals
    found = found or names_above_hours({}, lines) or labels_on_stamped_lines(lines)
    if not found and is_short_page(lines):
        keys = declared_keys((*declared, *listed))
        found = labels_on_short_page(score_candidates(lines, lowercase, keys), lines)
    shaped = labels_in_repeated_shape(lines, lowercase)
    shape_wins = outweighs(shaped, found, lines, lowercase)
    if shape_wins and not all(one.label.alone for one in shaped.values()):
        return shaped
    alone = labels_of_names_alone(lines, counts, lowercase)
    if shape_wins:
        # "Ada Brook, 2. vice-president.": a number ends the shape, not the slot.
        shared = 2 * len(shaped.keys() & alone.keys()) > len(shaped)
        return alone if shared and len(alone) > len(shaped) else shaped
    many = len(alone) > _FEWER * len(found)
    if many and _count_with_repeats(alone) > _MANY_MORE * _count_with_repeats(found):
        return alone
    lined = {n for n, one in found.items() if one.label.ending is Ending.LINE}
    if 2 * len(alone.keys() & lined) > len(found):
        # A sentence may look as a name does where its line is broken.
        named = (
            one for one in found.values() if not SENTENCE_GAP.search(one.label.printed)
        )
        return alone | {one.line: one for one in named}
    return found


def _count_with_repeats(labels: Mapping[int, ScoredLabel]) -> int:
    """Return how many labels there are, those that come back more than once counted twice."""
    times = Counter(one.key for one in labels.values())
    return sum(count + count * (count > 2) for count in times.values())


def _grouped(found: Sequence[ScoredLabel]) -> dict[Signature, Convention]:
    """Return possible labels by how they end and look."""
    conventions: dict[Signature, Convention] = {}
    for one in found:
        signature = one.label.signature
        conventions.setdefault(signature, Convention(signature)).labels.append(one)
    return conventions


def _find_parted(
    lines: Sequence[Line],
    declared: Sequence[str],
    listed: Sequence[str],
    counts: WordCounts,
    lowercase: frozenset[str],
) -> dict[int, ScoredLabel]:
    """Return the labels that a sign parts from the words under them."""
    initials = {
        *declared_initials(lines),
        *initials_of_declared(declared),
        *initials_of_named(lines),
    }
    keys = declared_keys((*declared, *listed)) | set(map(label_key, initials))
    found = _supported(score_candidates(lines, lowercase, keys), lines, counts)
    conventions = _grouped(found)
    accepted = [one for one in conventions.values() if has_evidence(one, lines)]
    accepted += _in_two_styles(conventions, accepted, lines)
    titled = labels_behind_titles(found, lines)
    titled |= dashed_in_minutes(found, lines, listed)
    if not accepted:
        return titled or labels_only_in_brackets(lines)
    leading = max(accepted, key=Convention.weight)
    accepted += _conventions_of_same_ending(leading, conventions.values(), accepted)
    chosen = _chosen(accepted, leading)
    chosen |= _repeated_names(found, chosen) | _letters(found, accepted)
    chosen |= _without_colon(found, chosen, lines)
    chosen |= {n: one for n, one in titled.items() if n not in chosen}
    chosen |= with_surname_in_capitals(found, chosen, lines)
    chosen |= labels_behind_numbers(found, chosen, lines)
    chosen |= labels_in_brackets(chosen, lines)
    if leading.signature[0] is Ending.STOP:
        chosen |= lone_stops(chosen, lines)
        chosen |= _chairs_above_words(found, chosen)
    chosen |= _odd_bold_labels(chosen, lines, leading)
    chosen |= one_off_labels(chosen, lines)
    chosen |= labels_in_annex(found, chosen, lines)
    kept = without_strays(chosen, lines)
    kept = kept | underlined_labels(kept, lines)
    stamped = without_unstamped(kept | names_above_hours(kept, lines))
    return _doubt_unless_spoken(stamped, lines)


def _supported(
    found: list[ScoredLabel], lines: Sequence[Line], counts: WordCounts
) -> list[ScoredLabel]:
    """Return possible labels with scores as all of the document supports them."""
    found = [one for one in found if not tells_last_reply(one.line, lines)]
    found = without_ends_of_quotations(found, lines)
    found = read_letters(join_circled_names(found, lines), lines)
    found = support_handles(support_described(found, lines, counts), lines)
    found = support_listed(support_holders(support_parties(found)), lines)
    found = lower_continued(
        boost_recurring(without_places_above_hours(found, lines)), lines
    )
    return without_clauses(without_phrases(support_joint(found), lines), lines)


def _chosen(
    accepted: Sequence[Convention], leading: Convention
) -> dict[int, ScoredLabel]:
    """Return the labels of accepted conventions that score enough, one for each line."""
    heavy = leading.weight() > _HEAVY
    steady = 0.2 if is_steady(leading) else 0.0
    known = {one.key for one in leading.labels if one.score >= MIN_SCORE}
    # Most are single words, such as first names.
    single = bool(known) and 2 * sum(" " not in key for key in known) >= len(known)
    chosen: dict[int, ScoredLabel] = {}
    for convention in sorted(accepted, key=Convention.weight, reverse=True):
        times = Counter(one.key for one in convention.labels)
        for one in convention.labels:
            score = one.score + (steady if convention is leading else 0.0)
            if convention is not leading:
                once = times[one.key] == 1
                score += _secondary_bonus(one, leading, known, heavy=heavy, once=once)
            minimum = MIN_SCORE
            if convention is leading and " " in one.key:
                minimum = _MIN_LEADING_SCORE
            elif convention is leading and single:
                minimum = _MIN_SINGLE_WORD_SCORE
            if score >= minimum and one.line not in chosen:
                chosen[one.line] = one
    return chosen


def _in_two_styles(
    conventions: Mapping[Signature, Convention],
    accepted: Sequence[Convention],
    lines: Sequence[Line],
) -> list[Convention]:
    """Return names alone on a line that only have evidence with those of another style.

    Records print the chair's office in capitals: "PRESIDENTE", and "ROSSI Anna (Lib)".
    """
    plain = (Ending.LINE, LabelStyle.PLAIN)
    styles = [plain, (Ending.LINE, LabelStyle.CAPS)]
    own = [conventions[one] for one in styles if one in conventions]
    rest = [one for one in own if one not in accepted]
    if len(own) < len(styles) or not rest:
        return []
    both = Convention(plain, [label for one in own for label in one.labels])
    if not has_evidence(both, lines):
        return []
    if len(rest) < len(own):
        # Fields in the head look like the names of the other style.
        rest = [
            Convention(
                one.signature,
                [each for each in one.labels if is_unnamed_voice(each.label.printed)],
            )
            for one in rest
        ]
    return [one for one in rest if one.labels]


def _chairs_above_words(
    found: Sequence[ScoredLabel], chosen: dict[int, ScoredLabel]
) -> dict[int, ScoredLabel]:
    """Return the chair's lines that come back where names end in initials on theirs.

    "HALL J.P." ends in a full stop, and "CHAIR" does not.
    """
    alone = sum(one.label.alone for one in chosen.values())
    chairs = [
        one
        for one in found
        if one.label.signature == (Ending.LINE, LabelStyle.CAPS)
        and one.line not in chosen
        and is_unnamed_voice(one.label.printed)
    ]
    times = Counter(one.key for one in chairs)
    several = alone > 1 and 2 * alone >= len(chosen)
    return {one.line: one for one in chairs if several and times[one.key] > 1}


def _conventions_of_same_ending(
    leading: Convention,
    conventions: Collection[Convention],
    accepted: Sequence[Convention],
) -> list[Convention]:
    """Return conventions that need no more evidence: their labels end as most do.

    Where labels end in full stops or dashes, a single one may stand in another style; what
    ends in a dash above the first of them is the head of a page.
    """
    ending = leading.signature[0]
    if ending not in {Ending.STOP, Ending.DASH}:
        return []
    fellows = [
        one for one in conventions if one.signature[0] is ending and one not in accepted
    ]
    if ending is Ending.STOP:
        return fellows
    first = min(one.line for one in leading.labels if one.score >= MIN_SCORE)
    return [
        Convention(
            one.signature, [label for label in one.labels if label.line >= first]
        )
        for one in fellows
    ]


def _letters(
    found: list[ScoredLabel], accepted: list[Convention]
) -> dict[int, ScoredLabel]:
    """Return the letters for question and answer, where a document has both."""
    if all(one.signature[0] is not Ending.LETTER for one in accepted):
        return {}
    letters = {one.line: one for one in found if one.label.ending is Ending.LETTER}
    keys = {one.key for one in letters.values()}
    return letters if {QUESTION, ANSWER} <= keys else {}


def _secondary_bonus(
    one: ScoredLabel, leading: Convention, known: set[str], *, heavy: bool, once: bool
) -> float:
    """Return what to add to the score of a label that does not lead the document."""
    if one.key in known:
        return 0.15
    ending = one.label.ending
    stopped = leading.signature[0] is Ending.STOP
    # "President: Ada Brook" is a field of the head, and "On questions of Ms Brook:" has a
    # line of its own.
    dashed = (
        leading.signature[0] is Ending.DASH and " " in one.key and not one.label.alone
    )
    if heavy and (stopped or dashed) and ending is Ending.COLON and once:
        # Where labels end in full stops or dashes, what ends in a colon announces words.
        return _LEAD_MALUS
    lettered = leading.signature[0] is Ending.LETTER
    # "MR. HALL. I have no more to ask": printed trials set others apart so.
    # "WALTER P. DUNNING," goes on behind an initial.
    apart = (
        lettered
        and one.label.signature == (Ending.STOP, LabelStyle.CAPS)
        and len(one.key.rpartition(" ")[2]) > 1
    )
    if apart or ending is leading.signature[0]:
        return -0.05
    if ending in {Ending.LINE, Ending.DASH, Ending.BOLD, Ending.STOP}:
        # Where labels end in punctuation, a line of its own is a heading, and what
        # ends in a full stop addresses somebody.
        return -1.0 if heavy else -0.4
    if is_unnamed_voice(one.label.printed):
        # Letters for question and answer stand beside labels of others in any style.
        return 0.0 if lettered else -0.05
    return -0.15


def _repeated_names(
    found: list[ScoredLabel], chosen: dict[int, ScoredLabel]
) -> dict[int, ScoredLabel]:
    """Return weak labels whose name a chosen label of the same ending has, too.

    Where others go by their initials below their names, so may who speaks once more.
    """
    sure: defaultdict[Ending, set[str]] = defaultdict(set)
    named: defaultdict[Ending, set[str]] = defaultdict(set)
    for one in chosen.values():
        # The endings of a full name may stand for it.
        words = one.key.split()
        sure[one.label.ending].update(" ".join(words[n:]) for n in range(len(words)))
        if len(words) > 1 or is_initials(one.label.printed):
            named[one.label.ending].add(one.label.printed)
    weak: defaultdict[Ending, set[str]] = defaultdict(set)
    for one in found:
        weak[one.label.ending].add(one.label.printed)
    short = {ending: _shortened(weak[ending], named[ending]) for ending in weak}
    # "President Ada Brook" on a bold line, where "Ada Brook" is a label.
    whole = {
        (one.label.signature, one.key)
        for one in chosen.values()
        if one.label.signature == (Ending.LINE, LabelStyle.BOLD)
    }
    signatures = {signature for signature, _ in whole}
    return {
        one.line: one
        for one in found
        if one.line not in chosen
        and (
            not sure[one.label.ending].isdisjoint((one.key, _key_without_note(one)))
            or one.label.printed in short[one.label.ending]
            or (
                one.label.signature in signatures
                and any(
                    (one.label.signature, end) in whole and _is_titled(one.key, end)
                    for end in ends_of(one.key)
                )
            )
        )
    }


def _is_titled(key: str, name: str) -> bool:
    """Return whether a label has a title or an office beside a name, or the name opens with one.

    >>> _is_titled("president ada brook", "ada brook"), _is_titled("mr adam brook", "mr brook")
    (True, True)
    >>> _is_titled("about ada brook", "ada brook"), _is_titled("letter to mr brook", "mr brook")
    (False, False)
    """
    own = name.split()
    words = [word.strip(".,") for word in key.split()]
    beside = [word for word in words if word not in own]
    inside = words[0] == own[0] and words[-1] == own[-1]
    titled = own[0] in label_words().titles_and_roles if inside else has_role(beside)
    titled = titled or not label_words().titles.isdisjoint(beside)
    to = any(len(word) > 1 and word in all_words("messages.to") for word in beside)
    return titled and not to


def _without_colon(
    found: Sequence[ScoredLabel],
    chosen: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
) -> dict[int, ScoredLabel]:
    """Return lines that lack the colon of a label, where labels stand alone on theirs.

    They have all its words, stand between turns, and above a sentence.
    """
    alone = [
        one
        for one in chosen.values()
        if one.label.alone and one.label.ending is Ending.COLON
    ]
    if 2 * len(alone) <= len(chosen):
        return {}
    printed = {one.label.printed for one in alone if " " in one.label.printed}
    first, last = min(chosen), max(chosen)
    return {
        one.line: one
        for one in found
        if one.label.ending is Ending.LINE
        and first < one.line < last
        and one.line not in chosen
        and one.label.printed in printed
        and introduces_words(one.line, lines)
    }


def _shortened(printed: Collection[str], labels: Collection[str]) -> frozenset[str]:
    """Return which labels are the initials of one name, as others among labels are.

    >>> _shortened({"SR", "Well"}, {"Réka Somlai", "Somlai Réka", "VI"})
    frozenset({'SR'})
    >>> _shortened({"NB"}, {"Nora Brook", "Tom Hall"})
    frozenset()
    """
    short = [*filter(is_initials, printed)] if any(map(is_initials, labels)) else []
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name in map(without_brackets, labels if short else ()):
        names[name[:1].casefold()].append(name)
    return frozenset(
        one
        for one in short
        if sum(stand_for(one, name) for name in names[one[:1].casefold()]) == 1
    )


def _odd_bold_labels(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line], leading: Convention
) -> dict[int, ScoredLabel]:
    """Return what is bold up to its colon where nearly all such words are labels.

    Who they name is not known ("Upper gallery:"), but hardly the speaker before; so a
    person must check.
    """
    odd: dict[int, ScoredLabel] = {}
    if leading.signature != (Ending.COLON, LabelStyle.BOLD):
        return odd
    for n, line in enumerate(lines):
        labels = label_candidates(line) if n not in chosen and line.opens else ()
        label = next((one for one in labels if one.ending is Ending.COLON), None)
        if label is None or label.alone or label.style is not LabelStyle.BOLD:
            continue
        printed = line.text[: label.end].rstrip()
        whole = len(printed) - 1 <= line.bold <= label.end
        short = len(label.printed.split()) <= _MAX_ODD_WORDS
        if whole and short and not is_false_label(label.printed):
            key = label_key(label.printed)
            odd[n] = ScoredLabel(line=n, label=label, score=_ODD_SCORE, key=key)
    bold = sum(one.label.style is LabelStyle.BOLD for one in chosen.values())
    return odd if len(odd) <= _MAX_ODD_SHARE * bold else {}


def _key_without_note(one: ScoredLabel) -> str:
    """Return a label's key without a note in small letters: "ANNA LUND (HP) replik"."""
    words = without_brackets(one.label.printed).split()
    while len(words) > 1 and words[-1].islower():
        words.pop()
    return label_key(" ".join(words)) if words else ""


def _doubt_unless_spoken(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Lower the scores of all labels unless somebody surely speaks under one.

    "Onion: one large, chopped." is as regular as a talk; so a person must check.
    """
    if any(_is_spoken(one, lines) for one in chosen.values()):
        return chosen
    if _are_names_above_sentences(chosen.values(), lines):
        return chosen
    return {
        n: replace(one, score=min(one.score, _MIN_SINGLE_WORD_SCORE))
        for n, one in chosen.items()
    }


def _are_names_above_sentences(
    chosen: Collection[ScoredLabel], lines: Sequence[Line]
) -> bool:
    """Return whether labels are full names, and whole sentences stand under them.

    So a talk in a language whose "I" is not known is told from a list of things.
    """
    names = sum(
        1 < len(words) < 5 and all(word[:1].isupper() for word in words)
        for words in (without_brackets(one.label.printed).split() for one in chosen)
    )
    ends = {one.line: one.label.end for one in chosen}
    first = min(ends, default=0)
    said = [
        line.text[ends.get(n, 0) :].strip()
        for n, line in enumerate(lines)
        if n >= first
    ]
    said = [text for text in said if len(text) > _MIN_SAID_CHARS]
    sentences = sum(text.endswith((".", "!", "?", "…")) for text in said)
    return names >= 0.8 * len(chosen) and sentences > 2 and sentences >= 0.8 * len(said)


def _is_spoken(one: ScoredLabel, lines: Sequence[Line]) -> bool:
    """Return whether a label or the words under it are surely a speaker's."""
    first = one.key.split()[0] if one.key else ""
    titled = first in label_words().honorifics or first in label_words().roles
    sure = one.label.ending in {Ending.VOICE, Ending.LETTER, Ending.CIRCLE}
    if titled or sure or is_unnamed_voice(one.label.printed):
        return True
    text = lines[one.line].text[one.label.end :]
    # A rule or the hour may stand between a label and what is said.
    below = (line.text for line in lines[one.line + 1 : one.line + 3])
    after = next((words for words in below if _has_words(words)), "")
    return any(SPOKEN_WORDS.is_in(words) for words in (text, after))


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text)) and not is_time_of_day(text)
