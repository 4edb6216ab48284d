"""Buttons, select menus and forms, as Discord takes them.

They carry what they do as their id, so they work after a restart, for everybody who sees
them: nothing is kept for them here.
https://discord.com/developers/docs/components/reference
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, cast

import discord
from discord import ui

from bot.faces.discord.incoming.requests import AnyInteraction, decode
from bot.faces.discord.outgoing.markdown import web_address
from bot.rendering.pages import grapheme_start
from bot.rendering.sanitize import one_line
from handlers.contract.action import Action
from handlers.contract.reply import Button, ButtonGroup, ButtonPurpose

MAX_ROWS = 5
MAX_BUTTONS_IN_ROW = 5
MAX_OPTIONS = 25
MAX_LABEL_CHARS = 80
MAX_OPTION_CHARS = 100
MAX_FIELD_LABEL_CHARS = 45
MAX_PLACEHOLDER_CHARS = 100
MAX_FIELD_CHARS = 4000
MAX_BUTTON_URL_CHARS = 512

FORM_TIMEOUT_S = 900.0
"""Seconds that Discord lets a form be answered in; the library forgets it then."""

_SELECT_ID = "select:"
_PLACEHOLDERS = {
    ButtonPurpose.RESULTS: "Choose one",
    ButtonPurpose.REFINE: "Ask a little differently",
    ButtonPurpose.NAVIGATE: "Go to",
    ButtonPurpose.ACT: "Go on with",
}
_IMPORTANCE = (
    ButtonPurpose.NAVIGATE,  # without its pages a list can't be read to its end
    ButtonPurpose.RESULTS,
    ButtonPurpose.ACT,
    ButtonPurpose.REFINE,
)

_BUTTON = discord.ComponentType.button.value
_PLAIN_STYLE = discord.ButtonStyle.secondary.value
_LINK_STYLE = discord.ButtonStyle.link.value

log = logging.getLogger(__name__)


class _Usable(NamedTuple):
    """A button that Discord takes: it has either data or an address."""

    label: str
    data: str = ""
    url: str = ""


Row = Sequence[dict[str, Any]]
"""Buttons side by side, or a menu, as they are sent."""


class Answers(Protocol):
    """What answers people who press a button or fill in a form."""

    async def answer_press(
        self, interaction: AnyInteraction, action: Action | None
    ) -> None:
        """Answer a press; None is one that this version does not know."""
        ...

    async def answer_field(
        self, interaction: AnyInteraction, action: Action, text: str
    ) -> None:
        """Answer a form that was sent."""
        ...


class ActionButton(ui.DynamicItem[ui.Button[Any]], template=rf"(?s)(?!{_SELECT_ID}).*"):
    """A button whose id is its action's data; any id that is no menu's is one."""

    def __init__(self, button: ui.Button[Any]) -> None:
        super().__init__(button)

    @classmethod
    async def from_custom_id(
        cls, _interaction: AnyInteraction, item: ui.Item[Any], _match: re.Match[str], /
    ) -> "ActionButton":
        """Return the button that was pressed."""
        # A menu of another version comes here, too: it has an id as well.
        return cls(cast("ui.Button[Any]", item))

    async def callback(self, interaction: AnyInteraction) -> None:
        """Do what the button says."""
        await _press(interaction, self.custom_id)


class ActionSelect(ui.DynamicItem[ui.Select[Any]], template=rf"{_SELECT_ID}[0-9]+"):
    """A select menu whose values are its actions' data."""

    def __init__(self, select: ui.Select[Any]) -> None:
        super().__init__(select)

    @classmethod
    async def from_custom_id(
        cls, _interaction: AnyInteraction, item: ui.Item[Any], _match: re.Match[str], /
    ) -> "ActionSelect":
        """Return the menu that was used."""
        return cls(cast("ui.Select[Any]", item))

    async def callback(self, interaction: AnyInteraction) -> None:
        """Do what the chosen option says."""
        values = self.item.values
        await _press(interaction, values[0] if values else "")


DYNAMIC_ITEMS = (ActionButton, ActionSelect)
"""What a client adds once, so that every message's buttons work."""


class Rows(ui.View):
    """Rows of buttons and menus, kept just as they are sent to Discord.

    The library's own items would be made, placed and written out for each message, which
    takes longer than all else about it.

    Args:
        rows: At most five.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        super().__init__(timeout=None)
        self._rows = [
            {"type": discord.ComponentType.action_row.value, "components": [*row]}
            for row in rows
        ]

    def to_components(self) -> list[dict[str, Any]]:
        """Return what is sent."""
        return self._rows

    def is_finished(self) -> bool:
        """Return that nothing need be kept of it: its buttons say all that they do."""
        return True


class FieldModal(ui.Modal):
    """The form for an action's text field; its id is the action's data.

    What was filled in goes to `answer_form`, as the library knows no form from before a
    restart, and only one of several people who have the same form open.

    Raises:
        ValueError: The action asks for nothing.
    """

    def __init__(self, action: Action) -> None:
        field = action.field
        if field is None:
            raise ValueError(f"/{action.command} asks for nothing")
        title = shortened(field.label, MAX_FIELD_LABEL_CHARS)
        super().__init__(title=title, timeout=FORM_TIMEOUT_S, custom_id=action.encode())
        long = discord.TextStyle.paragraph
        text_input: ui.TextInput[FieldModal] = ui.TextInput(
            custom_id=field.parameter,
            style=long if field.multiline else discord.TextStyle.short,
            placeholder=shortened(field.placeholder, MAX_PLACEHOLDER_CHARS),
            max_length=min(field.max_chars, MAX_FIELD_CHARS),
            required=True,
        )
        self.add_item(ui.Label(text=title, component=text_input))


async def answer_form(interaction: AnyInteraction) -> None:
    """Answer a form that was sent, whoever opened it and when."""
    data = cast("dict[str, Any]", interaction.data or {})
    answers: Answers = interaction.client.conversation
    action = decode(str(data.get("custom_id", "")))
    if action and action.field:
        texts = (text for row in data.get("components", ()) for text in _texts(row))
        await answers.answer_field(interaction, action, next(texts, ""))
    else:
        await answers.answer_press(interaction, None)


def view_of(groups: Iterable[ButtonGroup]) -> ui.View | None:
    """Return the buttons in at most five rows, or None for no buttons.

    A group takes a row, or a menu if it has too many buttons for that, or asks the same
    a little differently.
    """
    known: set[str] = set()
    rows: list[tuple[ButtonPurpose, Row]] = []
    for group in groups:
        usable = [*_usable(group.buttons, known)]
        menus = sum("options" in row[0] for _, row in rows)
        rows += [(group.purpose, row) for row in _rows(group.purpose, usable, menus)]
    return Rows(_most_important(rows)) if rows else None


@lru_cache(maxsize=1024)  # most labels are the same few
def shortened(text: str, limit: int) -> str:
    """Return a text on one line, cut between graphemes to a limit in characters.

    >>> shortened("Comments on the Kappel bridge", 12)
    'Comments on…'
    """
    flat = one_line(text)
    if len(flat) <= limit:
        return flat
    return flat[: grapheme_start(flat, limit - 1)].rstrip() + "…"


def _most_important(rows: Sequence[tuple[ButtonPurpose, Row]]) -> Iterator[Row]:
    """Yield the rows that Discord takes, in order."""
    if len(rows) <= MAX_ROWS:
        yield from (row for _, row in rows)
        return
    numbers = range(len(rows))
    ranked = sorted(numbers, key=lambda n: (_IMPORTANCE.index(rows[n][0]), n))
    for number, (purpose, row) in enumerate(rows):
        if number in ranked[:MAX_ROWS]:
            yield row
        else:
            log.warning("a row of buttons is left out: %s", purpose)


def _usable(buttons: Iterable[Button], known: set[str]) -> Iterator[_Usable]:
    """Yield the buttons that Discord takes; add their data to those that are known.

    Two with the same data do the same, and Discord refuses the message.
    """
    for button in buttons:
        if not shortened(button.label, MAX_LABEL_CHARS):
            continue
        if button.action is None:
            if url := web_address(button.url, MAX_BUTTON_URL_CHARS):
                yield _Usable(button.label, url=url)
            continue
        try:
            data = button.action.encode()
        except ValueError:
            log.exception("a button is left out")
            continue
        if data not in known:
            known.add(data)
            yield _Usable(button.label, data=data)


def _rows(
    purpose: ButtonPurpose, buttons: Sequence[_Usable], menus: int
) -> Iterator[Row]:
    """Yield the rows of a group.

    Args:
        purpose: What its buttons are for.
        buttons: Those that Discord takes.
        menus: The number of menus above.
    """
    acting = [each for each in buttons if each.data]
    most = 1 if purpose is ButtonPurpose.REFINE else MAX_BUTTONS_IN_ROW
    if len(acting) <= most:
        for at in range(0, len(buttons), MAX_BUTTONS_IN_ROW):
            yield [_button(each) for each in buttons[at : at + MAX_BUTTONS_IN_ROW]]
        return
    for number, at in enumerate(range(0, len(acting), MAX_OPTIONS), start=menus):
        yield [_menu(purpose, acting[at : at + MAX_OPTIONS], number)]
    links = [each for each in buttons if each.url]
    for at in range(0, len(links), MAX_BUTTONS_IN_ROW):
        yield [_button(each) for each in links[at : at + MAX_BUTTONS_IN_ROW]]


def _button(button: _Usable) -> dict[str, Any]:
    label = shortened(button.label, MAX_LABEL_CHARS)
    shared = {"type": _BUTTON, "label": label}
    if button.url:
        return {**shared, "style": _LINK_STYLE, "url": button.url}
    return {**shared, "style": _PLAIN_STYLE, "custom_id": button.data}


def _menu(
    purpose: ButtonPurpose, buttons: Iterable[_Usable], number: int
) -> dict[str, Any]:
    return {
        "type": discord.ComponentType.select.value,
        "custom_id": f"{_SELECT_ID}{number}",
        "placeholder": _PLACEHOLDERS[purpose],
        "options": [
            {"label": shortened(each.label, MAX_OPTION_CHARS), "value": each.data}
            for each in buttons
        ],
    }


async def _press(interaction: AnyInteraction, data: str) -> None:
    answers: Answers = interaction.client.conversation
    await answers.answer_press(interaction, decode(data))


def _texts(component: dict[str, Any]) -> Iterator[str]:
    """Yield what was filled in; a field stands in a label, or in a row in old forms."""
    if "value" in component:
        yield str(component["value"] or "")
    for inner in (component.get("component"), *component.get("components", ())):
        if inner:
            yield from _texts(inner)
