"""Lines of a site on cards between a name and what is said."""

from content.document import Block, BlockKind, Document
from content.formats.card_lines import set_cards_apart

_NAMES = ("Ada Brook", "Tom Ferro", "Mia Lund", "Jon Vale", "Eva Moor")
_SAID = "I thank the committee for its report, and I have one question about the ferry."


def _page(*above: Block) -> Document:
    lines = [line for name in _NAMES for line in (name, "Hide the text", _SAID)]
    blocks = [Block(text=line, line=n) for n, line in enumerate(lines, 1)]
    return Document(blocks=(*above, *blocks))


def _furniture(document: Document) -> list[str]:
    return [one.text for one in document.blocks if one.kind is BlockKind.FURNITURE]


def test_what_comes_back_below_names_is_the_pages() -> None:
    assert _furniture(set_cards_apart(_page())) == ["Hide the text"] * len(_NAMES)


def test_the_menu_may_say_the_same() -> None:
    menu = Block(text="Hide the text", line=1, kind=BlockKind.FURNITURE)
    found = _furniture(set_cards_apart(_page(menu)))
    assert set(found) == {"Hide the text"}
