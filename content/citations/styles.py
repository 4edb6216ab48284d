"""The styles in which a citation is written."""

import json
import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from content.citations.citation import Citation
from content.citations.markdown import block_quote, escape
from content.language.folding import fold_letters
from content.names.parsing import to_latin

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_SHORT_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug."),
    *("Sept.", "Oct.", "Nov.", "Dec."),
)

_LATEX = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces, escaped ones as well.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "&%$#_"}

_LISTED_NUMBERS = re.compile(r"\[\n\s+\[[\d,\s]+\]\s+\]")


class CitationStyle(StrEnum):
    """A style, by the name that people type."""

    APA = "apa"
    MLA = "mla"
    CHICAGO = "chicago"
    BIBTEX = "bibtex"
    CSL = "csl"
    MARKDOWN = "markdown"

    @property
    def label(self) -> str:
        """The style as it is called."""
        return _LABELS[self]


_LABELS = {
    CitationStyle.APA: "APA",
    CitationStyle.MLA: "MLA",
    CitationStyle.CHICAGO: "Chicago",
    CitationStyle.BIBTEX: "BibTeX",
    CitationStyle.CSL: "CSL-JSON",
    CitationStyle.MARKDOWN: "Markdown",
}


def cite(citation: Citation, style: CitationStyle) -> str:
    """Return a citation in a style."""
    return _WRITERS[style](citation)


def _apa(citation: Citation) -> str:
    """Write as the 7th edition does: Lincoln, A. (1862, December 1). Title [Speech]."""
    name = citation.name
    date = _spelt(citation, lambda year, *rest: ", ".join([year, *rest[:1]]))
    title = f"{_flat(citation.title)} [{citation.genre}]"
    return _sentences(
        name.inverted_initials if name else "",
        # Without an author, the title comes first.
        f"({date})." if name else title,
        title if name else f"({date}).",
        citation.place,
        citation.url or citation.source,
    )


def _mla(citation: Citation) -> str:
    """Write as the 9th edition does: Lincoln, Abraham. “Title.” 1 Dec. 1862, Place."""
    name = citation.name
    parts = citation.date_parts
    date = " ".join(
        [
            *(str(day) for day in parts[2:]),
            *(_SHORT_MONTHS[month - 1] for month in parts[1:2]),
            *(str(year) for year in parts[:1]),
        ]
    )
    return _sentences(
        name.inverted if name else "",
        f"“{_sentence(_flat(citation.title))}”",
        ", ".join(filter(None, (date, citation.place))),
        citation.genre,
        citation.url or citation.source,
    )


def _chicago(citation: Citation) -> str:
    """Write as a bibliography of the 17th edition has it."""
    name = citation.name
    date = _spelt(
        citation,
        lambda year, *rest: (
            f"{rest[0]}{',' * (' ' in rest[0])} {year}" if rest else year
        ),
    )
    return _sentences(
        name.inverted if name else "",
        f"“{_sentence(_flat(citation.title))}”",
        ", ".join(filter(None, (citation.genre, citation.place, date))),
        citation.url or citation.source,
    )


def _spelt(citation: Citation, write: Callable[..., str]) -> str:
    """Return a date of its year and, if known, its month and day in words."""
    parts = citation.date_parts
    if not parts:
        return "n.d."
    day = "".join(f" {day}" for day in parts[2:])
    months = [f"{_MONTHS[month - 1]}{day}" for month in parts[1:2]]
    return write(str(parts[0]), *months)


def _bibtex(citation: Citation) -> str:
    """Write an entry of BibTeX, in UTF-8."""
    name, parts = citation.name, citation.date_parts
    author = ""
    if name and name.given:
        # "von Last, Jr, First" is BibTeX's own order.
        inverted = (name.surname, name.suffix, name.given)
        author = ", ".join(_latex(part) for part in inverted if part)
    elif name:
        author = f"{{{_latex(name.family)}}}"
    fields = {
        "author": author,
        "title": f"{{{_latex(_flat(citation.title))}}}",
        "howpublished": _latex(
            ", ".join(filter(None, (citation.genre, citation.place)))
        ),
        "year": str(parts[0]) if parts else "",
        "month": _MONTHS[parts[1] - 1][:3].lower() if len(parts) > 1 else "",
        "day": str(parts[2]) if len(parts) > 2 else "",
        "url": _plain_url(citation.url),
        "note": _latex(_note(citation, "" if citation.url else citation.source)),
        "language": _latex(citation.language),
    }
    # A month is a macro, which takes no braces.
    lines = [
        f"  {field} = {value if field == 'month' else f'{{{value}}}'},"
        for field, value in fields.items()
        if value
    ]
    return "\n".join([f"@misc{{{_key(citation)},", *lines, "}"])


def _csl(citation: Citation) -> str:
    """Write an item of CSL-JSON, in an array as programs import it."""
    name, parts = citation.name, citation.date_parts
    author: Mapping[str, str] | None = None
    if name and name.given:
        author = {"family": name.family, "given": name.given}
        if name.particle:
            author |= {"non-dropping-particle": name.particle}
        author |= {"suffix": name.suffix} if name.suffix else {}
    elif name:
        author = {"literal": name.family}
    item: dict[str, object] = {
        "id": citation.id,
        "type": "speech",
        "title": _flat(citation.title),
        "author": [author] if author else None,
        "issued": {"date-parts": [[*parts]]} if parts else None,
        "genre": citation.genre,
        "event-place": citation.place,
        "URL": citation.url,
        "source": "" if citation.url else citation.source,
        "language": citation.language,
        "abstract": citation.text,
        "note": _note(citation),
    }
    kept = {key: value for key, value in item.items() if value}
    written = json.dumps([kept], ensure_ascii=False, indent=2)
    # A date stands on one line; in a text no line breaks.
    return _LISTED_NUMBERS.sub(lambda found: " ".join(found[0].split()), written)


def _markdown(citation: Citation) -> str:
    """Write the words as a quotation, and below it whose they are and where from."""
    title = f"*{escape(_flat(citation.title))}*"
    if citation.url:
        title = f"[{title}](<{_plain_url(citation.url)}>)"
    parts = citation.date_parts
    words = [
        *(str(day) for day in parts[2:]),
        *(_MONTHS[month - 1] for month in parts[1:2]),
        *(str(year) for year in parts[:1]),
    ]
    read = f" (read by {escape(citation.read_by)})" if citation.read_by else ""
    about = (
        f"{escape(citation.speaker)}{read}" if citation.speaker else citation.genre,
        title,
        " ".join(words),
        escape(citation.place),
        "" if citation.url else escape(_flat(citation.source)),
        escape(citation.licence),
        f"\\#{citation.id}",
    )
    return f"{block_quote(citation.text)}\n>\n> — {', '.join(filter(None, about))}"


_WRITERS: Mapping[CitationStyle, Callable[[Citation], str]] = {
    CitationStyle.APA: _apa,
    CitationStyle.MLA: _mla,
    CitationStyle.CHICAGO: _chicago,
    CitationStyle.BIBTEX: _bibtex,
    CitationStyle.CSL: _csl,
    CitationStyle.MARKDOWN: _markdown,
}


def _sentences(*parts: str) -> str:
    """Join parts, each ended by a point, but for an address, which has none."""
    return " ".join(
        flat if "://" in flat else _sentence(flat)
        for part in parts
        if (flat := _flat(part))
    )


def _sentence(text: str) -> str:
    """Return a text with a point at its end, unless it ends a sentence as it is.

    >>> _sentence("Who pays?"), _sentence("A fair deal"), _sentence("“Peace.”")
    ('Who pays?', 'A fair deal.', '“Peace.”')
    """
    return text if text.rstrip("”\"'»").endswith((".", "!", "?", "…")) else f"{text}."


def _note(citation: Citation, source: str = "") -> str:
    licence = citation.licence and f"Licence: {citation.licence}"
    return ". ".join(filter(None, (_flat(source), licence, f"Excerpt {citation.id}")))


def _key(citation: Citation) -> str:
    """Return a key for BibTeX in ASCII: lincoln1862-7k3m9qxa."""
    family = to_latin(fold_letters(citation.name.family)) if citation.name else "nobody"
    word = re.sub(r"[^a-z]", "", family.lower())
    year = "".join(map(str, citation.date_parts[:1]))
    return f"{word or 'speech'}{year}-{citation.id.lower()}"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in _flat(text))


def _plain_url(url: str) -> str:
    """Return an address without signs that end a field of BibTeX or a link."""
    for sign, code in (
        ("\\", "%5C"),
        ("{", "%7B"),
        ("}", "%7D"),
        ("<", "%3C"),
        (">", "%3E"),
    ):
        url = url.replace(sign, code)
    return url


def _flat(text: str) -> str:
    return " ".join(text.split())
