"""Write the given names of the world into `content/segment/names/given_names.txt`.

    python -m bench.documents.given_names

Needs the package Faker (MIT), of which nothing else here depends: its providers of
people hold the names that are common in some 80 places. Their given names, and the
family names of China and Japan, are folded as labels are, without words that our own tables
have as stop words, and each is kept once.
"""

import argparse
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from types import ModuleType

from content.language.folding import fold_letters
from content.language.word_lists import all_words
from content.segment.names.given_names import PATH

_PROVIDERS = "faker.providers.person"
_LINE = 100
_MIN_CHARS = 2
_MAX_FAMILY = 3
_HAN = re.compile(f"[\u3400-\u9fff]{{1,{_MAX_FAMILY}}}")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN_PLACES = ("ja_", "zh_")

HEADER = """\
# Given names, folded; "=": it is a family name, too; "+": a family name of China or Japan.
# Made by `python -m bench.documents.given_names` of Faker {version},
# https://github.com/joke2k/faker, Copyright (c) 2012 Daniele Faraglia, MIT:
# Permission is hereby granted, free of charge, to any person obtaining a copy of this
# software and associated documentation files (the "Software"), to deal in the Software
# without restriction, including without limitation the rights to use, copy, modify,
# merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
# permit persons to whom the Software is furnished to do so, subject to the following
# conditions: The above copyright notice and this permission notice shall be included in
# all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS",
# WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT.
# IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR
# OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
# OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def main() -> None:
    """Write the file anew."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    PATH.write_text(make(), encoding="utf-8")


def make() -> str:
    """Return the text of `given_names.txt`."""
    never = frozenset(
        fold_letters(word)
        for table in ("stop_words", "dates.months", "dates.weekdays")
        for word in all_words(table)
    )
    given: set[str] = set()
    family: set[str] = set()
    package = importlib.import_module(_PROVIDERS)
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{_PROVIDERS}.{found.name}")
        given |= {
            folded
            for folded in _folded_words(module, "first_name")
            if not _CJK.search(folded) and folded not in never
        }
        family.update(_folded_words(module, "last_name"))
        if found.name.startswith(_HAN_PLACES):
            given |= {
                f"{entry}+"
                for entry in _entries(module, "last_name")
                if _HAN.fullmatch(entry)
            }
    names = (f"{name}=" if name in family else name for name in sorted(given))
    return HEADER.format(version=version("faker")) + _lines(names)


def _folded_words(module: ModuleType, kind: str) -> Iterator[str]:
    """Yield the words of names, folded, but initials and what is in brackets."""
    for entry in _entries(module, kind):
        for word in fold_letters(entry).split():
            if len(word) >= _MIN_CHARS and word[0].isalpha() and word[-1] not in ".)":
                yield word


def _entries(module: ModuleType, kind: str) -> Iterator[str]:
    """Yield the names of one kind that a provider has; Japanese ones have three forms."""
    for holder in module.Provider.__mro__:
        if holder.__module__ == _PROVIDERS:
            continue
        for attribute, values in vars(holder).items():
            if kind in attribute and isinstance(values, (list, tuple, dict)):
                for value in values:
                    yield from (value,) if isinstance(value, str) else value


def _lines(names: Iterable[str]) -> str:
    lines = [""]
    for name in names:
        if len(lines[-1]) + len(name) > _LINE:
            lines.append("")
        lines[-1] += f" {name}" if lines[-1] else name
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
