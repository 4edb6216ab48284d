"""Whom somebody presents right above the first turn of a given name or a surname.

"Host: With me today is Ada Brook, a diver.", and then "Ada: Thank you.": whoever has the
floor next is whom the turn above names in full. Who has a label may also say who they
are: "Ada: I'm Ada Brook."
"""

from collections.abc import Collection, Mapping, Sequence

from content.language.folding import fold_letters
from content.language.sentence_marks import SENTENCE_ENDS, SENTENCE_GAP
from content.language.word_lists import all_words, entries, flag
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.nominatives import nominative_of
from content.segment.names.in_text.mentions import Mention, people_in
from content.segment.names.in_text.own_name import own_name
from content.segment.names.in_text.same_person import same_person
from content.segment.names.name_score import is_unnamed_voice
from content.segment.names.offices import is_role
from content.segment.names.words import NAME_WORD
from content.segment.wording.in_person import says_i

_MAX_WORDS = 3
_MAX_OPENING, _NEAR, _NEAR_WORDS = 400, 80, 4
_BETWEEN = " \u00a0,:–—-"
_MARKS = "“„«\"'("
_POSSESSIVE = ("'s", "’s")


def presented_people(
    names: Collection[str], texts: Sequence[str], turns: Mapping[int, int]
) -> dict[str, str]:
    """Return full names by the single names of labels that the turns around them present.

    Args:
        names: How labels call people.
        texts: The lines of the document.
        turns: Where the label ends, by the index of each line with one.
    """
    single = {name for name in names if _is_single(name)}
    if not single:
        return {}
    language = guess_language(texts)
    first = _first_turns(single, texts, turns)
    starts = sorted(turns)
    found: dict[str, str] = {}
    for name, n in first.items():
        place = starts.index(n)
        end = starts[place + 1] if place + 1 < len(starts) else len(texts)
        turn = (texts[n][turns[n] :], *texts[n + 1 : end])
        own = own_name(turn) or _own_name_beside_i(turn, name, language)
        above = starts[place - 1] if place else 0
        person = own if name in own.split() and " " in own else ""
        said = (texts[above][turns.get(above, 0) :], *texts[above + 1 : n])
        if person := person or _person_in(said, name, language):
            found[name] = person
    return found


def _own_name_beside_i(turn: Sequence[str], name: str, language: str) -> str:
    """Return the full name with a given one that opens a turn right beside a word for "I".

    "Я Ада Брук", "Ada Brook vagyok"; but not "I know Ada Brook", nor "Io e Ada Brook siamo …".
    """
    opening = " ".join(turn)[:_MAX_OPENING]
    for one in people_in(opening):
        if name not in one.name.split():
            continue
        before = opening[: one.start].rstrip(_BETWEEN)
        last = before.split()[-1:]
        first = opening[one.end :].split()[:1] if _opens_sentence(before) else []
        if any(says_i(word, language) for word in (*last, *first)):
            return one.name
    return ""


def _opens_sentence(before: str) -> bool:
    return not before or before.endswith(SENTENCE_ENDS)


def _is_single(name: str) -> bool:
    """Return whether a label is one word in small letters, and may be a name."""
    plain = name[:1].isupper() and name.isalpha() and not name.isupper()
    return plain and not (is_unnamed_voice(name) or is_role(name.casefold()))


def _first_turns(
    names: Collection[str], texts: Sequence[str], turns: Mapping[int, int]
) -> dict[str, int]:
    """Return the line of the first turn whose label has each name and no other word.

    The label may be in capitals.
    """
    by_letters = {fold_letters(name): name for name in names}
    first: dict[str, int] = {}
    for n in sorted(turns):
        words = NAME_WORD.findall(texts[n][: turns[n]])
        name = by_letters.get(fold_letters(words[0]), "") if len(words) == 1 else ""
        if name:
            first.setdefault(name, n)
    return first


def _person_in(texts: Sequence[str], single: str, language: str) -> str:
    """Return the one person whom texts name in full with a given name or surname, in any case."""
    plain: list[str] = []
    bent: list[str] = []
    bends = flag(language or "en", "bends_names")
    for text in texts:
        for one in people_in(text):
            words = one.name.split()
            if _is_only_mentioned(one, text, language):
                continue
            if single in words[:-1]:
                # "Dem Ornithologen Simon Wittig": a trade stands before the name.
                plain.append(" ".join(words[words.index(single) :]))
            elif single in words[1:]:
                plain.append(one.name)
            elif bends and len(words) > 1 and _is_behind_with(one, text, language):
                bent.append(nominative_of(one.name, language, inflected=True))
    # Bent, a town may look like a surname that is a given name, too: "iz Vele Luke".
    last = not is_given_name(single)
    people = plain or [
        name
        for name in bent
        if name.startswith(f"{single} ") or (last and single in name.split())
    ]
    people = [name for name in people if _is_whole(name)]
    alike = all(same_person(people[0], name) for name in people[1:])
    return people[0] if people and alike else ""


def _is_behind_with(one: Mention, text: str, language: str) -> bool:
    """Return whether "with" stands a few words before a name, and no other sign.

    "Dnes mluvíme s malířkou Adou Holou": in other cases a name may be of whom is spoken,
    "piosenki Toma Waitsa".
    """
    near = SENTENCE_GAP.split(text[max(0, one.start - _NEAR) : one.start])[-1].split()[
        -_NEAR_WORDS:
    ]
    with_ = entries(language, "headlines.with") if language else ()
    return any(word.casefold() in with_ for word in near)


def _is_only_mentioned(one: Mention, text: str, language: str) -> bool:
    """Return whether words before or behind a name say that it is only spoken of.

    "My guest grew up with the songs of Tom Waits", "We talked about Anna Karenina's son".
    """
    spoken_of = entries(language, "names.before_mentioned") if language else ()
    before = text[max(0, one.start - _NEAR) : one.start].split()[-1:]
    if any(word.strip(_MARKS).casefold() in spoken_of for word in before):
        return True
    owns = text.endswith(_POSSESSIVE, 0, one.end)
    return owns or text.startswith(_POSSESSIVE, one.end)


def _is_whole(name: str) -> bool:
    """Return whether words are a whole name: "Mayor Brook" and "Ada Hanım" are none."""
    words = name.split()
    polite = words[-1].casefold() in all_words("labels.behind_names")
    return len(words) <= _MAX_WORDS and not polite and any(map(is_given_name, words))
