"""An excerpt in every style: golden cases, and what holds for any."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.citations.citation import Citation
from content.citations.person_name import PersonName, split_name
from content.citations.styles import CitationStyle, cite
from content.model import TurnKind

LINCOLN = Citation(
    id="5BHZNS2P",
    text="Fellow-citizens, we can not escape history.",
    title="Annual message to Congress",
    speaker="Abraham Lincoln",
    date="1862-12-01",
    place="Washington",
    url="https://speeches.example/1862_(a)",
    licence="CC0-1.0",
)
LETTER = Citation(
    id="7K3M9QXA",
    text="I send *two* barrels\nof nails & 100% of the rope.",
    title="What now? {Two} answers",
    speaker="Martin Luther King, Jr.",
    kind=TurnKind.MESSAGE,
    read_by="Ada Brook",
    date="1955-03",
    source="Minutes of the Lamp Board, vol. 3",
)

GOLDEN: list[tuple[Citation, CitationStyle, str]] = [
    (
        LINCOLN,
        CitationStyle.APA,
        (
            "Lincoln, A. (1862, December 1). Annual message to Congress [Speech]. "
            "Washington. https://speeches.example/1862_(a)"
        ),
    ),
    (
        LINCOLN,
        CitationStyle.MLA,
        (
            "Lincoln, Abraham. “Annual message to Congress.” 1 Dec. 1862, Washington. "
            "Speech. https://speeches.example/1862_(a)"
        ),
    ),
    (
        LINCOLN,
        CitationStyle.CHICAGO,
        (
            "Lincoln, Abraham. “Annual message to Congress.” Speech, Washington, "
            "December 1, 1862. https://speeches.example/1862_(a)"
        ),
    ),
    (
        LINCOLN,
        CitationStyle.BIBTEX,
        (
            "@misc{lincoln1862-5bhzns2p,\n"
            "  author = {Lincoln, Abraham},\n"
            "  title = {{Annual message to Congress}},\n"
            "  howpublished = {Speech, Washington},\n"
            "  year = {1862},\n"
            "  month = dec,\n"
            "  day = {1},\n"
            "  url = {https://speeches.example/1862_(a)},\n"
            "  note = {Licence: CC0-1.0. Excerpt 5BHZNS2P},\n"
            "  language = {en},\n"
            "}"
        ),
    ),
    (
        LINCOLN,
        CitationStyle.MARKDOWN,
        (
            "> Fellow-citizens, we can not escape history.\n>\n"
            "> — Abraham Lincoln, "
            "[*Annual message to Congress*](<https://speeches.example/1862_(a)>), "
            "1 December 1862, Washington, CC0-1.0, \\#5BHZNS2P"
        ),
    ),
    (
        LETTER,
        CitationStyle.APA,
        (
            "King, M. L., Jr. (1955, March). What now? {Two} answers [Message read by Ada "
            "Brook]. Minutes of the Lamp Board, vol. 3."
        ),
    ),
    (
        LETTER,
        CitationStyle.MLA,
        (
            "King, Martin Luther, Jr. “What now? {Two} answers.” Mar. 1955. Message read by "
            "Ada Brook. Minutes of the Lamp Board, vol. 3."
        ),
    ),
    (
        LETTER,
        CitationStyle.CHICAGO,
        (
            "King, Martin Luther, Jr. “What now? {Two} answers.” Message read by Ada Brook, "
            "March 1955. Minutes of the Lamp Board, vol. 3."
        ),
    ),
    (
        replace(LINCOLN, speaker="习近平", date="", place="", url=""),
        CitationStyle.APA,
        "习近平. (n.d.). Annual message to Congress [Speech].",
    ),
    (
        replace(LINCOLN, speaker="", kind=TurnKind.COMMENTARY, date="1862"),
        CitationStyle.APA,
        (
            "Annual message to Congress [Commentary]. (1862). Washington. "
            "https://speeches.example/1862_(a)"
        ),
    ),
    (
        replace(LINCOLN, speaker="A reporter", is_role=True, kind=TurnKind.QUESTION),
        CitationStyle.CHICAGO,
        (
            "A reporter. “Annual message to Congress.” Question, Washington, December 1, "
            "1862. https://speeches.example/1862_(a)"
        ),
    ),
]


@pytest.mark.parametrize(("citation", "style", "written"), GOLDEN)
def test_styles(citation: Citation, style: CitationStyle, written: str) -> None:
    assert cite(citation, style) == written


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Franklin D. Roosevelt", PersonName(family="Roosevelt", given="Franklin D.")),
        ("Charles de Gaulle", PersonName(family="de Gaulle", given="Charles")),
        ("Sammy Davis Jr.", PersonName(family="Davis", given="Sammy", suffix="Jr.")),
        (
            "Kim Dae-jung",
            PersonName(family="Kim", given="Dae-jung", family_first=True),
        ),
        ("Lu Xun", PersonName(family="Lu", given="Xun", family_first=True)),
        ("Yaël Braun-Pivet", PersonName(family="Braun-Pivet", given="Yaël")),
        ("Elizabeth I", PersonName(family="Elizabeth I")),
        ("Malcolm X", PersonName(family="Malcolm X")),
        ("The Chair of the Board", PersonName(family="The Chair of the Board")),
        ("Лев Толстой", PersonName(family="Толстой", given="Лев")),
        ("جمال عبدالناصر", PersonName(family="عبدالناصر", given="جمال")),
        ("孙中山", PersonName(family="孙中山")),
        ("小泉 純一郎", PersonName(family="小泉 純一郎")),
        ("Voltaire", PersonName(family="Voltaire")),
        ("Brook, Ada", PersonName(family="Brook", given="Ada")),
    ],
)
def test_names_in_parts(name: str, parts: PersonName) -> None:
    assert split_name(name) == parts


def test_csl_json() -> None:
    assert '"date-parts": [ [ 1955, 3 ] ]' in cite(LETTER, CitationStyle.CSL)
    assert json.loads(cite(LETTER, CitationStyle.CSL)) == [
        {
            "id": "7K3M9QXA",
            "type": "speech",
            "title": "What now? {Two} answers",
            "author": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
            "issued": {"date-parts": [[1955, 3]]},
            "genre": "Message read by Ada Brook",
            "source": "Minutes of the Lamp Board, vol. 3",
            "language": "en",
            "abstract": "I send *two* barrels\nof nails & 100% of the rope.",
            "note": "Excerpt 7K3M9QXA",
        }
    ]


def test_a_particle_in_bibtex_and_csl() -> None:
    cited = replace(LINCOLN, speaker="Lope de Vega", language="es")
    assert "author = {de Vega, Lope}," in cite(cited, CitationStyle.BIBTEX)
    (item,) = json.loads(cite(cited, CitationStyle.CSL))
    assert item["author"] == [
        {"family": "Vega", "given": "Lope", "non-dropping-particle": "de"}
    ]
    assert cite(cited, CitationStyle.MLA).startswith("Vega, Lope de. ")


CSL_FIELDS = {
    *("id", "type", "title", "author", "issued", "genre", "event-place", "URL"),
    *("source", "language", "abstract", "note"),
}
"""Those of our variables that the schema of CSL 1.0.2 has."""

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
CITATIONS = st.builds(
    Citation,
    id=st.just("7K3M9QXA"),
    text=TEXTS,
    title=TEXTS,
    speaker=st.one_of(
        TEXTS, st.sampled_from(["Лев Толстой", "孙中山", "a} {b, and c"])
    ),
    is_role=st.booleans(),
    kind=st.sampled_from(TurnKind),
    read_by=TEXTS,
    date=st.sampled_from(
        ["", "1862", "1862-12", "1862-12-01", "about 1862", "1862-13"]
    ),
    place=TEXTS,
    url=st.sampled_from(["", "https://speeches.example/{a}%20b\\c"]),
    source=TEXTS,
    licence=TEXTS,
)


@given(CITATIONS)
def test_any_csl_json_is_an_item_of_the_schema(citation: Citation) -> None:
    (item,) = json.loads(cite(citation, CitationStyle.CSL))
    assert {*item} <= CSL_FIELDS
    assert item["type"] == "speech"
    for author in item.get("author", ()):
        assert {*author} in (
            {"literal"},
            {"family", "given"},
            {"family", "given", "suffix"},
            {"family", "given", "non-dropping-particle"},
            {"family", "given", "suffix", "non-dropping-particle"},
        )
    for parts in item.get("issued", {}).get("date-parts", ()):
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)


@given(CITATIONS)
def test_any_bibtex_is_one_entry(citation: Citation) -> None:
    fields = bibtex_fields(cite(citation, CitationStyle.BIBTEX))
    for name, value in fields.items():
        if name != "url":
            assert not re.search(r"(?<!\\)[&%$#_~^]", value), (name, value)
    title = unescaped(fields.get("title", ""))
    assert title == f"{{{' '.join(citation.title.split())}}}"


@given(CITATIONS, st.sampled_from([*CitationStyle]))
def test_every_style_can_cite_anything(
    citation: Citation, style: CitationStyle
) -> None:
    assert cite(citation, style).strip()


def bibtex_fields(entry: str) -> Mapping[str, str]:
    """Read an entry as BibTeX does: braces are counted, escaped ones as well."""
    found = re.fullmatch(r"@misc\{([a-z0-9-]+),\n(.*)\n\}", entry, re.DOTALL)
    assert found, entry
    fields: dict[str, str] = {}
    rest = found[2]
    while rest:
        name, rest = rest.split(" = ", 1)
        if not rest.startswith("{"):
            value, rest = rest.split(",", 1)
            assert re.fullmatch("[a-z]{3}", value)
        else:
            depths = accumulate((sign == "{") - (sign == "}") for sign in rest)
            end = next(at for at, depth in enumerate(depths) if not depth)
            value, rest = rest[1:end], rest[end + 1 :].removeprefix(",")
        fields[name.strip()] = value
        rest = rest.removeprefix("\n")
    return fields


def unescaped(text: str) -> str:
    for sign, written in (
        ("{", r"\textbraceleft{}"),
        ("}", r"\textbraceright{}"),
        ("~", r"\textasciitilde{}"),
        ("^", r"\textasciicircum{}"),
    ):
        text = text.replace(written, sign)
    text = re.sub(r"\\([&%$#_])", r"\1", text)
    return text.replace(r"\textbackslash{}", "\\")


def test_markdown_makes_no_list_of_a_quote() -> None:
    numbered = replace(LINCOLN, text="1. Peace\n2. Bread\n\n- and $5 & more")
    assert cite(numbered, CitationStyle.MARKDOWN).startswith(
        "> 1\\. Peace\\\n> 2\\. Bread\n>\n> \\- and \\$5 \\& more\n>\n> — "
    )
