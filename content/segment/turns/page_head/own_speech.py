"""Who gives a speech of which a page's author says "my speech": the author.

Politicians print on their own pages what they said in a debate. The page names others,
those who answered or were answered, and itself only in its head and its by-line.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from content.document import BlockKind, Document
from content.language.sentence_marks import SENTENCE_GAP
from content.language.word_lists import WordPattern
from content.segment.messages.words import REPRODUCED
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.capitalized_runs import CASE_ENDING
from content.segment.names.in_text.cases.nominatives import nominative_of
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.office_words import is_office_word
from content.segment.names.in_text.publishers import title_parts
from content.segment.names.in_text.same_person import same_person
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import NAME_WORD
from content.segment.turns.page_head.headlines.names import is_tribute
from content.segment.wording.in_person import FIRST_PERSON

OWN_SPEECH = WordPattern("<<headlines.own_speeches>>")
_POSTED = WordPattern(
    r"\W*(?:<pages.posted>)(?!\w)\W*(?:(?:<headlines.by>|<headlines.by_lines>)\s)?"
)
_BY_WORD = WordPattern(
    r"(?<!\w)(?:<headlines.by>|<headlines.by_lines>|<pages.posted>)(?!\w)"
)
_MAX_BY_LINE, _MAX_NAME, _MAX_WORDS = 120, 50, 6
_NEAR, _TOP = 2, 4


def is_own_speech(above: Sequence[str], heads: Sequence[str]) -> bool:
    """Return whether what announces a speech says that it is the author's own.

    Of the last paragraphs above it, the last sentence that tells of a speech and says it,
    or names somebody, decides; else the headline may say it: "My speech on the bridge".
    Only below a headline of praise, or in the author's own words about it, is it more than
    the last one.
    """
    told = [
        sentence
        for text in above[-_NEAR:]
        for sentence in SENTENCE_GAP.split(text)
        if OWN_SPEECH.is_in(sentence)
        or REPRODUCED.is_in(sentence)
        or SPEECH_WORD.is_in(sentence)
    ]
    praises = any(map(is_tribute, heads))
    for sentence in reversed(told):
        if OWN_SPEECH.is_in(sentence):
            return True
        if any(True for _ in mentions_in(sentence)):
            return False
        # "You asked for what I said. I have typed it out.": it tells of no other speech.
        again = FIRST_PERSON.is_in(sentence) and not SPEECH_WORD.is_in(sentence)
        if not (praises or again):
            break
    return any(map(OWN_SPEECH.is_in, heads))


def page_author(document: Document) -> tuple[str, bool]:
    """Return whose page a document is, and whether two lines of it agree; else empty.

    A by-line names the author, and so does the head of the page, above its headline.
    """
    found = Counter[str]()
    for name in _authors(document):
        known = next((one for one in found if _are_one(one, name)), name)
        count = found.pop(known, 0) + 1
        found[max(known, name, key=len)] = count
    ranked = found.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return "", False
    return ranked[0][0], ranked[0][1] > 1


def page_owner(document: Document, told: Sequence[str]) -> tuple[str, bool]:
    """Return whose page a document is, and whether that is sure; else empty.

    It is its author's, or else of the one person whom its first line names, "Ada Brook's
    homepage", and what the page tells of the speech does not: the author says "I" there,
    and names whom the speech is about.
    """
    name, agreed = page_author(document)
    if name:
        return name, agreed
    lines = (line.strip() for b in document.blocks for line in b.text.split("\n"))
    # "Ada Brook's homepage | Walks | Guestbook"
    first = title_parts(next(filter(None, lines), ""))[0]
    if (
        len(first) > _MAX_NAME
        or any(map(str.isdigit, first))
        or SPEECH_WORD.is_in(first)
    ):
        return "", False
    owner = _owner_in(first, document)
    others = (one.name for text in told for one in mentions_in(text))
    return ("", False) if any(same_person(n, owner) for n in others) else (owner, False)


def _owner_in(line: str, document: Document) -> str:
    """Return the one person whose page a line of a few words says that it is; else empty."""
    # "Weblog van Ada Brook": the first word has a capital anyhow.
    rest = line.partition(" ")[2]
    people = [one for one in mentions_in(line) if one.shown] or [*mentions_in(rest)]
    if len(people) != 1 or people[0].thing:
        return ""
    name = CASE_ENDING.sub("", people[0].name)
    behind = line.partition(people[0].name)[2]
    if name.endswith("s") and behind.startswith(" ") and behind.islower():
        name = name[:-1]  # "Inger Holms hjemmeside"
    language = guess_language(block.text for block in document.blocks)
    plain = nominative_of(name, language, inflected=not line.startswith(people[0].name))
    known = plain != name and is_given_name(plain.split()[0])
    return plain if people[0].shown or known else ""


def _are_one(one: str, two: str) -> bool:
    """Return whether two names may be one; the second surname may be left out."""
    shorter, longer = sorted((one, two), key=len)
    return same_person(one, two) or longer.startswith(f"{shorter} ")


def _authors(document: Document) -> Iterator[str]:
    """Yield the names that the page's head and its by-lines have."""
    if document.author:
        yield parse_label(document.author).name
    for part in title_parts(document.title)[1:]:
        yield from _name_alone(part)
    yield from _above_headline(document)
    headed = False
    for block in document.blocks:
        headed |= block.kind is BlockKind.HEADING and block.level <= 1
        for line in block.text.split("\n"):
            if len(line) <= _MAX_BY_LINE:
                yield from _in_by_line(line)
                if not headed or block.kind is BlockKind.HEADING:
                    yield from _name_alone(line)


def _above_headline(document: Document) -> Iterator[str]:
    """Yield whom the first line of a page names, if the headline stands below it.

    "Blog – Ada Brook", "Ada Brook's notes", and below it "My speech on the bridge".
    """
    lines = [
        line.strip() for b in document.blocks[:_TOP] for line in b.text.split("\n")
    ]
    first = lines[0] if lines else ""
    told = (
        SPEECH_WORD.is_in(first)
        or OWN_SPEECH.is_in(first)
        or any(map(str.isdigit, first))
    )
    if told or len(first) > _MAX_NAME or len(first.split()) > _MAX_WORDS:
        return
    if not any(OWN_SPEECH.is_in(line) for line in lines[1:]):
        return
    owner = _owner_in(first, document)
    if owner:
        yield owner


def _name_alone(line: str) -> Iterator[str]:
    """Yield the person whose name, with a given name that is known, is all of a line."""
    bare = line.strip()
    given = bare.partition(" ")[0]
    if len(bare) <= _MAX_NAME and is_given_name(given) and is_person(bare):
        yield parse_label(bare).name


def _in_by_line(line: str) -> Iterator[str]:
    """Yield the one person whom a line says to have put the text there."""
    posted = _POSTED.regex.match(line)
    if posted is None and not any(map(str.isdigit, line)):
        return
    rest = line[posted.end() :] if posted else line
    people = list(mentions_in(rest))
    if len(people) != 1:
        return
    *_, before = _BY_WORD.regex.split(rest[: people[0].start], maxsplit=1)
    offices = before != rest[: people[0].start] and all(
        map(is_office_word, NAME_WORD.findall(before))
    )
    if posted or offices:
        yield people[0].name
