"""Who holds the office by which alone a text is announced: "The minister's statement:"."""

from collections.abc import Sequence

from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.office_words import is_former, is_plain_office

_AROUND = "“”„«»\"'(),"


def holder_in(office: str, texts: Sequence[str]) -> str:
    """Return the one person whom texts name right behind an office; else the office.

    >>> holder_in("Mayor", ["Then the mayor Ada Brook spoke.", "The mayor sat down."])
    'Ada Brook'
    >>> holder_in("Mayor", ["The mayor Ada Brook met mayor Tom Ferro."])
    'Mayor'
    >>> holder_in("Mayor", ["The mayor thanked the former mayor Ada Brook."])
    'Mayor'
    """
    if " " in office or not is_plain_office(office):
        return office
    folded = office.casefold()
    held = {
        one.name
        for text in texts
        if folded in text.casefold()
        for one in mentions_in(text)
        if _holds(folded, text[: one.start])
    }
    return held.pop() if len(held) == 1 else office


def _holds(office: str, before: str) -> bool:
    """Return whether an office stands before a name, as it is printed alone, held now."""
    above, _, last = before.rstrip().rpartition(" ")
    return last.strip(_AROUND).casefold() == office and not is_former(f"{above} ")
