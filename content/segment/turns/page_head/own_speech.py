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
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.publishers import title_parts
from content.segment.names.in_text.same_person import same_person
from content.segment.names.words import SPEECH

OWN_SPEECH = WordPattern("<<headlines.own_speeches>>")
_POSTED = WordPattern(
    r"\W*(?:<pages.posted>)(?!\w)\W*(?:(?:<headlines.by>|<headlines.by_lines>)\s)?"
)
_BY = WordPattern(r"(?<!\w)(?:<headlines.by>|<headlines.by_lines>|<pages.posted>)\W+$")
_MAX_BY_LINE, _MAX_NAME = 120, 50
_NEAR = 2


def is_own_speech(above: Sequence[str], heads: Sequence[str]) -> bool:
    """Return whether what announces a speech says that it is the author's own.

    Of the last paragraphs above it, the last sentence that tells of a speech decides;
    where it names nobody, the headline may say it: "My speech on the bridge".
    """
    told = [
        sentence
        for text in above[-_NEAR:]
        for sentence in SENTENCE_GAP.split(text)
        if OWN_SPEECH.regex.search(sentence)
        or REPRODUCED.is_in(sentence)
        or SPEECH.search(sentence)
    ]
    if told and OWN_SPEECH.regex.search(told[-1]):
        return True
    if told and any(True for _ in mentions_in(told[-1])):
        return False
    return any(OWN_SPEECH.regex.search(head) for head in heads)


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
    headed = False
    for block in document.blocks:
        headed |= block.kind is BlockKind.HEADING and block.level <= 1
        for line in block.text.split("\n"):
            if len(line) <= _MAX_BY_LINE:
                yield from _in_by_line(line)
                if not headed or block.kind is BlockKind.HEADING:
                    yield from _name_alone(line)


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
    if len(people) == 1 and (posted or _BY.regex.search(rest[: people[0].start])):
        yield people[0].name
