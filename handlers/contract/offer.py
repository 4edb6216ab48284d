"""Excerpts that are offered while somebody types, to be chosen for another chat."""

from dataclasses import dataclass

from handlers.contract.action import Action
from handlers.contract.reply import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An excerpt that can be chosen.

    Attributes:
        excerpt: Its id.
        title: Its words around what was typed, on one line.
        description: Whose they are, and when and where they were said.
        card: What is shown in the chat that it is chosen for: nothing that belongs to
            another chat.
    """

    excerpt: str
    title: str
    description: str
    card: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage:
    """A page of what is offered, best first.

    Attributes:
        offers: What is offered.
        next_page: Asks for the page after this one; empty at the end. It is of at most
            64 bytes.
        line: Something to say above them, in one short line; empty for nothing.
        asks: What the line leads to in a private chat, if anything.
        personal: Whether it is for this person only, and may be another soon.
    """

    offers: tuple[Offer, ...] = ()
    next_page: str = ""
    line: str = ""
    asks: Action | None = None
    personal: bool = False
