"""Whom the lines of a document name, from its start on: in full, by surname, by office."""

import re
from collections.abc import Iterator

from content.language.word_lists import all_words
from content.segment.names.descriptions import is_person
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import names_surname, same_person
from content.segment.names.in_text.uncased.cjk_people import people_in_cjk
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitalization import (
    as_written,
    without_turkish_case,
)
from content.segment.names.words import label_words

_MAX_PEOPLE, _MAX_OFFICES = 100, 40
_WORD_WITH_STOP = re.compile(r"[^\W\d_][\w’'-]+\.?")
_INITIALS_BEFORE = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){1,2}$")
# "Ada Brook's Speech", "Orhan Selvi'nin Konuşması": what somebody has is no name.
_OWNED = re.compile(r"(['’][^\W\d_A-Z]{1,4})\s.*$")
_OWNER = re.compile(r"['’]s?$")
_MAX_BEFORE = 40


class PeopleMet:
    """The people whom the lines read so far name in full, and their offices."""

    def __init__(self) -> None:
        """Start without anybody."""
        self.names: list[str] = []
        self._offices: dict[str, str] = {}

    def meet(self, text: str) -> None:
        """Keep whom a text names in full, and the offices right before the names."""
        if len(self.names) >= _MAX_PEOPLE:
            return
        for name, before in _full_names(text):
            if " " not in name and name.isascii():
                continue
            if not self._known(name):
                self.names.append(name)
            for word in _WORD_WITH_STOP.findall(before):
                folded = word.casefold().strip(".")
                if is_role(folded) and len(self._offices) < _MAX_OFFICES:
                    same = self._offices.setdefault(folded, name) == name
                    self._offices[folded] = name if same else ""

    def named(self, text: str) -> list[str]:
        """Return whom a text names: in full, by a surname known by now, or an office.

        A surname that is not known counts behind a form of address or an office.
        """
        found = dict.fromkeys(
            self._known(name) or name
            for name, _ in _full_names(text)
            if " " in name or self._known(name) or not name.isascii()
        )
        if found:
            return list(found)
        words = [word for word in _WORD_WITH_STOP.findall(text) if word[0].isupper()]
        found = dict.fromkeys(
            one for one in self.names if any(names_surname(w, one) for w in words)
        )
        return list(found) or _titled(text) or self._holders(text)

    def _known(self, name: str) -> str:
        return next((one for one in self.names if _may_be(name, one)), "")

    def _holders(self, text: str) -> list[str]:
        folded = (word.casefold().strip(".") for word in _WORD_WITH_STOP.findall(text))
        found = dict.fromkeys(
            self._offices[word] for word in folded if word in self._offices
        )
        return list(found) if all(found) else []


def full_names(text: str) -> Iterator[str]:
    """Yield the people whom a text names, in full or by form of address and surname."""
    for name, _ in _full_names(text):
        yield name


def _full_names(text: str) -> Iterator[tuple[str, str]]:
    """Yield each name and the words right before it."""
    titles = label_words().titles
    for one in mentions_in(text):
        owner = _OWNER.sub("", without_turkish_case(_OWNED.sub(r"\1", one.name)))
        words = owner.split()
        while len(words) > 1 and words[0].casefold().strip(".") in titles:
            words = words[1:]
        before = text[max(0, one.start - _MAX_BEFORE) : one.start]
        if len(words) == 1:
            yield as_written(words[0]), before
        elif is_person(" ".join(words)):
            found = _INITIALS_BEFORE.search(before)
            initials = found.group() if found and found.group().isupper() else ""
            yield initials + parse_label(owner).name, before
    for name in people_in_cjk(text):
        yield name, ""


def _titled(text: str) -> list[str]:
    """Return the people whom a text names by form of address or office, and surname."""
    w = label_words()
    found: dict[str, None] = {}
    words = list(_WORD_WITH_STOP.finditer(text))
    for n, word in enumerate(words[:-1]):
        folded = word.group().casefold().strip(".")
        if folded not in w.titles and not is_role(folded):
            continue
        end = n + 1
        while end + 1 < len(words) and words[end].group().casefold() in w.particles:
            end += 1
        surname = words[end].group().strip(".")
        between = text[word.end() : words[n + 1].start()]
        if (
            surname[0].isupper()
            and between.isspace()
            and not is_role(surname.casefold())
        ):
            printed = text[word.start() : words[end].end()].strip(".")
            found[parse_label(printed).name] = None
    return list(found)


def _may_be(name: str, whole: str) -> bool:
    """Return whether a name, perhaps short or in another case, may be a whole one.

    >>> _may_be("Şükrü Bey", "Şükrü Tokgöz"), _may_be("Şükrü Okur", "Şükrü Tokgöz")
    (True, False)
    """
    return (
        name == whole
        or same_person(name, whole)
        or (" " not in name and names_surname(name, whole))
        or _is_called(name, whole)
    )


def _is_called(name: str, whole: str) -> bool:
    """Return whether a name is a given name or a surname before a form of address."""
    called, _, address = name.partition(" ")
    if address.casefold() not in all_words("labels.behind_names"):
        return False
    return called == whole.partition(" ")[0] or names_surname(called, whole)
