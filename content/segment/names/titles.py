"""Forms of address, degrees and articles before names."""

import re

from content.language.word_lists import all_words, words
from content.segment.names.given_names import is_given_name
from content.segment.names.offices import bare_word
from content.segment.names.words import articles, label_words

# Offices cut short, such as "DI", "GR", "StR", "MMag.": they may be initials, too, and so
# count where a given name follows.
_SHORT_OFFICE = re.compile(
    r"[^\W\d_a-zß-ž]{2}|(?=\w{3,4}\.?$)[A-Z][a-z]?[A-Z][a-z]{0,2}\.?"
)
_MIN_INITIALLED = 2
_CUT_SMALL, _CUT_TO_ONE = re.compile(r"[a-zà-ž]{2,6}\."), re.compile(r"[a-zà-ž]\.")


def strip_titles(text: str) -> str:
    """Remove forms of address and degrees if a full name is left.

    >>> strip_titles("Prof. Dr. Anna Berg"), strip_titles("Mr. HALL")
    ('Anna Berg', 'Mr. HALL')
    >>> strip_titles("Dr M. T. Brook"), strip_titles("Dr M. Brook")
    ('M. T. Brook', 'M. Brook')
    >>> strip_titles("La Sra. Puig"), strip_titles("De heer Bakker")
    ('Sra. Puig', 'De heer Bakker')
    >>> strip_titles("O SR. TADEU LAGE"), strip_titles("El señor ROCA LUNA")
    ('TADEU LAGE', 'El señor ROCA LUNA')
    >>> strip_titles("Cllrs T. Brook"), strip_titles("Consiglieri Ada Rossi")
    ('T. Brook', 'Ada Rossi')
    """
    tokens = text.split()
    particles = label_words().particles
    bare = [bare_word(token) for token in tokens]
    rest = tokens[_count_titles(tokens, bare) :]
    while len(rest) > 2 and rest[-1].strip(".,") in all_words("names.letters_behind"):
        rest.pop()
    if len(rest) < 2 or rest[0].casefold() in particles or leads_home(rest[1]):
        return _without_article(text)
    # "Ms. HALL WEISS" has no given name; of "O SR. TOM FERRO" capitals tell nothing.
    addressed = not all_words("labels.before_surnames").isdisjoint(
        bare[: len(tokens) - len(rest)]
    )
    in_capitals = all(token.isupper() for token in rest) and not (
        text.isupper() and bare[0] in articles()
    )
    return text if addressed and in_capitals else " ".join(rest)


def leads_home(word: str) -> bool:
    """Return whether a word stands between a surname and where its owner is from.

    It is asked in English alone: in "Dr. Ada de Brook" it is part of the name.

    >>> leads_home("of"), leads_home("de")
    (True, False)
    """
    return word in words("en", "labels.before_homes")


def _is_cut_small(token: str, *, first: bool) -> bool:
    """Return whether a word is a title that is cut short, in small letters: "p.", "arch."."""
    return (_CUT_TO_ONE if first else _CUT_SMALL).fullmatch(token) is not None


def without_small_title(printed: str) -> str:
    """Return a label without one small letter for a title: "p. Nováková, poslankyňa".

    >>> without_small_title("p. Nováková, poslankyňa"), without_small_title("P. Novák")
    ('Nováková, poslankyňa', 'P. Novák')
    """
    cut = printed[:1].islower() and printed[1:3] == ". " and printed[3:4].isupper()
    return printed[3:] if cut else printed


def without_address_behind(words: list[str]) -> list[str]:
    """Return words without a form of address in small letters behind a name or an office.

    >>> without_address_behind(["Goikolea", "andrea"]), without_address_behind(["Andrea"])
    (['Goikolea'], ['Andrea'])
    """
    behind = label_words().honorifics | all_words("labels.behind_names")
    last = len(words)
    while last > 1 and words[last - 1].islower() and words[last - 1] in behind:
        last -= 1
    return words[:last]


def _without_article(text: str) -> str:
    """Return a surname without the article before its title: "La Sra. Puig".

    Titles in full keep it: "De heer Bakker" is no "heer Bakker".
    """
    article, _, rest = text.partition(" ")
    title = rest.partition(" ")[0]
    w = label_words()
    opens = article.casefold() in articles()
    addressed = title.endswith(".") and title[:-1].casefold() in w.honorifics
    return rest if opens and addressed and title[:1].isupper() else text


def _count_titles(tokens: list[str], bare: list[str]) -> int:
    """Return how many words at the start are titles.

    A letter is one only behind another title ("Dr. h. c.") or, as the French "M.",
    before a whole word: "M. K. Hall" has two initials, and so has "Dr M. K. Hall".
    """
    # "The Hon. Tom Ferro"
    article = bool(bare) and bare[0] in articles()
    count = int(article and len(bare) > 1 and bare[1] in label_words().addresses)
    while (
        count < len(tokens)
        and bare[count] in label_words().addresses
        and bare[count] not in label_words().lasting_titles
    ):
        word, follows = bare[count], "".join(bare[count + 1 : count + 2])
        initial = len(word) == 1 and not count
        if initial and (word not in label_words().honorifics or len(follows) < 2):
            break
        # "Dr M. T. Brook", "Dr M. Brook"; but "S.E. M. Jean Roux"
        letter = len(word) == 1 and count and tokens[count].isupper()
        if letter and (len(follows) == 1 or len(tokens) == count + _MIN_INITIALLED):
            break
        if (
            not count
            and word in all_words("labels.titles_as_given_names")
            and not tokens[0].endswith(".")
        ):
            break
        count += 1
    count = _behind_short_offices(tokens, bare, count)
    # "Ing. arch. Jan Novák"
    while count < len(tokens) - 2 and _is_cut_small(tokens[count], first=not count):
        count += 1
    # "Marszałek Województwa Jan Nowak": some offices are titles, too.
    while 0 < count < len(tokens) - 2 and bare[count] in label_words().departments:
        count += 1
    return count


def _behind_short_offices(tokens: list[str], bare: list[str], count: int) -> int:
    """Return how many words are titles with offices cut short before a given name.

    "Abg. DI Mag. Ada Brook"; but "AL" in "AL Mag. Brook" may be somebody's initials.
    """
    behind, w = count, label_words()
    while behind < len(tokens) - 2 and (
        _SHORT_OFFICE.fullmatch(tokens[behind])
        or (behind > count and bare[behind] in w.dropped_titles)
    ):
        behind += 1
    given = behind > count and is_given_name(tokens[behind])
    return behind if given and not tokens[behind].isupper() else count
