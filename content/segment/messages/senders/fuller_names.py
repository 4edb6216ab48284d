"""A sender's name in the fullest form that the document has, written as people write it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial

from content.language.word_lists import all_words, any_words, flag
from content.language.words.before import last_word
from content.segment.messages.senders.bare_names import holds_place
from content.segment.messages.senders.named_bodies.announcing_words import names_text
from content.segment.messages.words import speaks_of_message, tells_of_writing
from content.segment.names.body_names import is_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.nominatives import nominative_of
from content.segment.names.in_text.mentions import Mention, mentions_in
from content.segment.names.in_text.same_person import same_person, stem_of
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import NAME_WORD, articles, label_words

_MIN_NAME, _FULL = 3, 2
_INITIAL_AND_SURNAME = re.compile(r"([^\W\d_])\.\s?([^\W\d_][\w’'-]+)")
# No owner's "s" stands behind a doubled vowel: "Friis", "Bruus".
_LONG_VOWEL = re.compile(r"([aeiou])\1s$")
_MAX_TOLD, _SHORTENED = 400, 2
_WORD = re.compile(r"\w+")
_MANY_NAMES = 100
_MAX_SHORT_TITLE, _MAX_CONTRACTED, _MIN_OWNER = 5, 2, 3


def with_given_name(name: str, texts: Sequence[str]) -> str:
    """Return "Arthur Penhall" for "A. Penhall" where texts name one such person.

    >>> with_given_name("A. Penhall", ["So Arthur Penhall came.", "Mr. Penhall left."])
    'Arthur Penhall'
    """
    found = _INITIAL_AND_SURNAME.fullmatch(name)
    if found is None:
        return name
    initial, surname = found.groups()
    full = re.compile(rf"(?<!\w)({initial}[^\W\d_]+)\s{re.escape(surname)}(?!\w)")
    given = {
        one
        for text in texts
        if surname in text
        for one in full.findall(text)
        if one.casefold() not in label_words().titles and not is_role(one.casefold())
    }
    return f"{given.pop()} {surname}" if len(given) == 1 else name


def with_long_title(name: str, texts: Sequence[str]) -> str:
    """Return a name with the title that opens it as long as the document has it elsewhere.

    >>> with_long_title("Zr Aalt", ["... zei zuster Aalt.", "Zr. Aalt"])
    'Zuster Aalt'
    >>> with_long_title("Zr Aalt", ["... zei zuster Brand.", "Zr. Aalt"])
    'Zr Aalt'
    >>> with_long_title("Fr Anselm", ["It came from Anselm, from Fr. Anselm.", "Fra Anselm"])
    'Fr Anselm'
    >>> with_long_title("Mr Hall", ["Mr. Hall met Mayor Hall."])
    'Mr Hall'
    """
    title, _, rest = name.partition(" ")
    short = title.rstrip(".")
    if not rest or not short.isalpha() or not 1 < len(short) <= _MAX_SHORT_TITLE:
        return name
    if short.casefold() in label_words().titles and not is_given_name(
        rest, surely=True
    ):
        return name  # Before a surname it is a form of address.
    cut = re.compile(rf"(?<!\w){re.escape(short)}\.\s{re.escape(rest)}(?!\w)")
    if not any(rest in text and cut.search(text) for text in texts):
        return name
    before = re.compile(rf"(?<!\w)([^\W\d_]{{3,}})\s{re.escape(rest)}(?!\w)")
    found = (
        one
        for text in texts
        if rest in text
        for one in before.findall(text)
        if _is_short_for(short.casefold(), one.casefold())
    )
    long = next(found, "")
    return f"{long[0].upper()}{long[1:]} {rest}" if long else name


def with_whole_body(
    name: str, introduction: str, texts: Sequence[str], language: str
) -> str:
    """Return a body of one word in small letters by the one whole name that has it.

    It stands in the announcement, or else anywhere.

    >>> told = "We asked the Union of Keepers of Moor. The union wrote to us:"
    >>> with_whole_body("union", told, [told], "en")
    'Union of Keepers of Moor'
    >>> with_whole_body("union", told, ["The Union of Rowers", told, "The union"], "en")
    'Union of Keepers of Moor'
    >>> with_whole_body("union", "It wrote:", ["Union of Rowers", "Union of Keepers"], "en")
    'union'
    """
    if not name.islower() or " " in name:
        return name
    head = name[0].upper() + name[1:]
    whole = re.compile(
        rf"(?<!\w){re.escape(head)}(?:(?:\s[^\W\d_A-ZÀ-Þ]{{1,4}}){{0,2}}"
        rf"\s{CAPITAL}[\w’'-]+){{1,5}}"
    )
    for near in ([introduction], texts):
        found = {one for text in near if head in text for one in whole.findall(text)}
        found = {one for one in found if is_named_body(one, language)}
        if found:
            return found.pop() if len(found) == 1 else name
    return name


def _is_short_for(short: str, long: str) -> bool:
    """Return whether a title is another without its end, or without what is in its middle.

    >>> _is_short_for("zr", "zuster"), _is_short_for("sen", "senator")
    (True, True)
    >>> _is_short_for("mr", "mrs"), _is_short_for("fr", "for"), _is_short_for("dr", "der")
    (False, False, False)
    """
    letters = iter(long)
    inside = long[-1] == short[-1] and all(letter in letters for letter in short)
    small = all_words("stop_words") | any_words("messages.from", "messages.elsewhere")
    longer = len(long) > len(short) + 1
    cut = len(short) > _MAX_CONTRACTED and long.startswith(short)
    return longer and (inside or cut) and long not in small


def with_title_before(name: str, introduction: str) -> str:
    """Return a name of one word with the short title before it.

    >>> with_title_before("Aalt", "Zr. Aalt schreef:"), with_title_before("Aalt", "Aalt:")
    ('Zr. Aalt', 'Aalt')
    """
    if " " in name or not name:
        return name
    found = re.search(
        rf"(?<!\w)([^\W\d_a-z]\w{{1,4}})\.\s{re.escape(name)}", introduction
    )
    return f"{found[1]}. {name}" if found else name


def with_surname(
    name: str, introduction: str, full_names: Collection[str], speakers: Collection[str]
) -> str:
    """Return a given name with the surname of the one person whom a document calls so.

    Whoever speaks there under that name is not meant, or it is not known who is. What
    stands behind the name in the words that lead to the text may be a place.

    Args:
        name: The name.
        introduction: The words that lead to the text.
        full_names: Those of the document that open with the name.
        speakers: Who speaks there.

    >>> told = "Ada has kept her word."
    >>> with_surname("Ada", told, ["Ada Brook"], ["Tom Hall"])
    'Ada Brook'
    >>> with_surname("Ada", told, ["Ada Brook"], ["Ada Kerr"])
    'Ada'
    >>> with_surname("Ada", "Ada from Moor writes:", ["Ada Brook"], [])
    'Ada'
    """
    if " " in name or not is_given_name(name) or _is_made_known(name, introduction):
        return name
    if any(name in speaker.split() for speaker in speakers):
        return name
    found = [one for one in full_names if one not in introduction]
    return found[0] if len(found) == 1 else name


def full_names_of(given: str, texts: Sequence[str]) -> frozenset[str]:
    """Return the full names that open with a given name in some texts.

    >>> full_names_of("Ada", ["Last week Ada Brook was here.", "Ada came."])
    frozenset({'Ada Brook'})
    """
    if not is_given_name(given):
        return frozenset()
    whole = re.compile(rf"(?<!\w){re.escape(given)}\s(?=[^\W\d_])")
    return frozenset(
        one.name
        for text in texts
        if given in text and whole.search(text)
        for one in mentions_in(text)
        if one.name.startswith(f"{given} ") and is_person(one.name)
    )


def texts_that_call(given: str, texts: Sequence[str]) -> Sequence[str]:
    """Return those of some texts that call somebody by the given name alone.

    >>> texts_that_call("Ada", ["Ada Brook", "So Ada came.", "Love, Ada", "Ada Hall came."])
    ('So Ada came.', 'Love, Ada')
    """
    alone = re.compile(rf"(?<!\w){re.escape(given)}(?!\w|[-’'\s]+[^\W\d_a-zà-öø-ÿ])")
    found = (text for text in texts if given in text and alone.search(text))
    return tuple(dict.fromkeys(found))


def call_so(texts: Sequence[str], but: Sequence[str]) -> bool:
    """Return whether there are texts but for some, which may be the last words of one.

    >>> call_so(["Love, Ada", "So Ada came."], ["Love, Ada"]), call_so(["Love, Ada"], ["Ada"])
    (True, False)
    """
    return any(
        not any(text in one or (one and text.endswith(one)) for one in but)
        for text in texts
    )


class NamesInTexts:
    """What a document's texts have of a name, looked for once however many texts are sent.

    Attributes:
        long_title: A name with its title as long as the texts have it.
        given_name: A name with its given name for an initial, where the texts have it.
        full_names: The full names that open with a given name.
        calling: The texts that have the given name alone.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts of a document."""
        self._texts = texts
        self._asked = 0
        self.long_title = cache(partial(with_long_title, texts=texts))
        self.given_name = cache(partial(with_given_name, texts=texts))
        self.full_names = cache(self._full_names)
        self.calling = cache(self._calling)

    def _full_names(self, given: str) -> frozenset[str]:
        return full_names_of(given, self._texts_with(given))

    def _calling(self, given: str) -> Sequence[str]:
        return texts_that_call(given, self._texts_with(given))

    def _texts_with(self, given: str) -> Sequence[str]:
        """Return the texts that may have a name, all or those with the word that opens it.

        To look for one name in all texts is quicker than to part them at words; for many
        names, as in thousands of letters, it is not.
        """
        self._asked += 1
        first = _WORD.match(given)
        if self._asked <= _MANY_NAMES or first is None or not first[0][0].isupper():
            return self._texts
        return self._by_capital_word.get(first[0], ())

    @cached_property
    def _by_capital_word(self) -> Mapping[str, Sequence[str]]:
        """The texts by the words with a capital in them."""
        found: dict[str, list[str]] = {}
        for text in self._texts:
            for word in {*_WORD.findall(text)}:
                if word[0].isupper():
                    found.setdefault(word, []).append(text)
        return found


def _is_made_known(name: str, introduction: str) -> bool:
    """Return whether words tell of where somebody is or how old, who is new to the page.

    >>> _is_made_known("Ada", "Ada, aged 8, writes:"), _is_made_known("Ada", "Ada writes:")
    (True, False)
    """
    behind = re.search(
        rf"(?<!\w){re.escape(name)}(?:\s(\w+)|,?\s\(?(?:\w+\s)?\d)", introduction
    )
    placed = any_words("messages.from", "messages.elsewhere", "messages.placed")
    placed |= all_words("labels.before_homes") | all_words("places.prepositions")
    return behind is not None and (not behind[1] or behind[1] in placed)


def without_genitive(
    name: str, introduction: str, texts: Sequence[str], language: str
) -> str:
    """Return a name without the "s" of an owner.

    The text stands behind it as what is owned, or its surname stands elsewhere without.

    >>> without_genitive("Ada Bergs", "Ada Bergs brev lyder:", [], "da")
    'Ada Berg'
    >>> without_genitive("Ada Riis", "Ada Riis brev lyder:", [], "da")
    'Ada Riis'
    >>> without_genitive("Ada Bergs", "Ada Bergs klager i et brev:", [], "da")
    'Ada Bergs'
    >>> without_genitive("Ada Bergers Brief", "Ada Bergers Brief lautet:", [], "de")
    'Ada Berger'
    >>> without_genitive("Karl Matthias Huber", "Karl Matthias Huber schreibt:", [], "de")
    'Karl Matthias Huber'
    >>> without_genitive("Karl Strands", "min farfars bog, Karl Strands", ["Jo Strand"], "da")
    'Karl Strand'
    """
    words = name.split()
    if not flag(language, "owner_in_s") or len(words) < _FULL:
        return name
    if flag(language, "capital_nouns") and len(words) > _FULL:
        # "Ada Bergers Brief": all nouns have capitals.
        owner, _, noun = name.rpartition(" ")
        owned = owner.endswith("s") and _is_text(noun, language)
        return owner[:-1] if owned else name
    if not name.endswith("s") or name.endswith("ss") or is_given_name(words[-1]):
        return name
    if _LONG_VOWEL.search(name):
        return name  # "Ada Riis brev"
    if any(name in text and text not in introduction for text in texts):
        return name  # "Ada Jonas" is called so elsewhere, too.
    bare = words[-1][:-1]
    behind = re.search(rf"(?<!\w){re.escape(name)}\s([^\W\d_]+)", introduction)
    owned = behind is not None and _is_text(behind[1], language)
    elsewhere = len(bare) > _MIN_OWNER and not is_given_name(bare)
    elsewhere = elsewhere and _is_surname(bare, texts)
    return name[:-1] if owned or elsewhere else name


def _is_text(word: str, language: str) -> bool:
    """Return whether a word behind an owner's name is one for a text: "Bergs brev".

    Of other words it is not known whether they are verbs: "Bergs klager".
    """
    noun = word[:1].isupper() if flag(language, "capital_nouns") else word.islower()
    named = speaks_of_message(word) or (
        noun and word[:1].isupper() and names_text(word, language)
    )
    return noun and named and not tells_of_writing(word)


def _is_surname(word: str, texts: Sequence[str]) -> bool:
    """Return whether texts have a word behind one with a capital that is in few texts.

    >>> _is_surname("Strand", ["som Jens Strand sagde"]), _is_surname("Keller", ["Im Keller."])
    (True, False)
    """
    full = re.compile(rf"(?<!\w)([^\W\d_a-z]\w*)\.?\s{re.escape(word)}(?!\w)")
    small = all_words("stop_words") | articles() | label_words().particles
    return any(
        before.casefold() not in small
        for text in texts
        if word in text
        for before in full.findall(text)
    )


def with_small_letters(name: str, texts: Sequence[str]) -> str:
    """Return a name in capitals as the first text has it that prints it otherwise.

    >>> with_small_letters("GROUP OF PELL", ["GROUP OF PELL", "The group of Pell met."])
    'group of Pell'
    """
    printed = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    found = (one.group() for text in texts for one in printed.finditer(text))
    return next((one for one in found if not one.isupper()), name)


def as_speaker(name: str, speakers: Collection[str]) -> str:
    """Return the one speaker with a given name whom a title and a surname mean.

    >>> as_speaker("Dr Hall", ["Jane Hall", "Ada Brook"]), as_speaker("Hall", ["Jane Hall"])
    ('Jane Hall', 'Hall')
    """
    title, _, surname = name.partition(" ")
    if title.strip(".").casefold() not in label_words().titles or " " in surname:
        return name
    known = [one for one in speakers if one.endswith(f" {surname}")]
    return known[0] if len(known) == 1 else name


def fuller_signer(named: str, signer: str, around: Sequence[str]) -> str:
    """Return the sender of a signed text, by the fuller form of the name.

    A signature has no grammatical case, and so its form is taken where both are full.
    """
    if named.endswith(f" {signer.rsplit(maxsplit=1)[-1]}") and "." in signer:
        return named
    return full_name(signer, around) or signer


def as_announced(signer: str, introduction: str, language: str) -> str:
    """Return the name by which an announcement calls whoever signs with a short one.

    >>> as_announced("Stipe Grgić", "Pismo je poslao Stjepan Grgić:", "hr")
    'Stjepan Grgić'
    >>> as_announced("Stana Grgić", "Pismo je poslao Tomo Grgić:", "hr")
    'Stana Grgić'
    """
    given, _, surname = signer.partition(" ")
    if not surname or " " in surname or given.endswith("."):
        return signer
    for one in mentions_in(introduction[-_MAX_TOLD:]):
        plain = nominative_of(one.name, language) if language else one.name
        first, _, last = plain.partition(" ")
        alike = first[:_SHORTENED] == given[:_SHORTENED]
        if last == surname and alike and stem_of(first) != stem_of(given):
            return plain
    return signer


def full_name(name: str, around: Sequence[str]) -> str:
    """Return the only full name in texts that holds a single name; empty if none."""
    words = [word for word in NAME_WORD.findall(name) if len(word) > 1]
    if len(words) != 1:
        return ""
    stem = stem_of(words[0])
    found: list[str] = []
    for text in around:
        for one in map(partial(_without_place_before, text), mentions_in(text)):
            tokens = one.name.casefold().split()
            # "Hollis at Brandt", "Writes Breda" add a place or a verb to one name.
            verb = len(tokens) == _FULL and tells_of_writing(tokens[0])
            called = _is_called(one.name, words[0], text[one.end :])
            if verb or called or holds_place(one.name):
                continue
            held = any(
                token.startswith(stem) and abs(len(token) - len(words[0])) <= _MIN_NAME
                for token in tokens
            )
            if held and not any(same_person(one.name, other) for other in found):
                found.append(one.name)
    return found[0] if len(found) == 1 else ""


def _is_called(full: str, name: str, behind: str) -> bool:
    """Return whether one word calls somebody of one name, and is no part of it.

    >>> _is_called("Bravo Marie", "Marie", " ! Well done."), _is_called(
    ...     "Marie Hall", "Marie", ", come in.")
    (True, False)
    """
    first, _, rest = full.partition(" ")
    sign = behind.lstrip()[:1]
    calls = sign == "!" or (sign in {",", "."} and is_given_name(name))
    return rest == name and calls and not is_given_name(first)


def _without_place_before(text: str, one: Mention) -> Mention:
    """Return whom a text names, without the place that stands right before the name.

    “директорка ліцею в Луговій Поляні Ганна Кушнір” names Ганна Кушнір.
    """
    tokens = one.name.split()
    before = last_word(text, one.start)
    if len(tokens) <= _FULL or not before:
        return one
    given = next((n for n, word in enumerate(tokens) if is_given_name(word)), 0)
    placed = before[0] in any_words("messages.elsewhere", "messages.placed")
    if not (given and placed and len(tokens) - given >= _FULL):
        return one
    return replace(one, name=" ".join(tokens[given:]))
