"""Buttons, and the form of a text field."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord

from bot.faces.discord.requests import decode
from handlers.contract.action import Action
from handlers.contract.reply import ButtonGroup


class ActionButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r".+:.*:.*:(?s:.*)"
):
    """A button whose id says what it does."""

    def __init__(self, data: str, label: str) -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=data))
        self.data = data

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Return the button of a message."""
        return cls(match[0], getattr(item, "label", None) or "")

    async def callback(self, interaction: discord.Interaction[Any], /) -> None:
        """Do what the button says."""
        await interaction.client.conversation.answer_press(
            interaction, decode(self.data)
        )


class FieldModal(discord.ui.Modal):
    """The form of a text field."""

    def __init__(self, action: Action) -> None:
        field = action.field
        assert field  # noqa: S101
        super().__init__(title=field.label, custom_id=action.encode(), timeout=None)
        self._action = action
        self._text: discord.ui.TextInput[Any] = discord.ui.TextInput(
            label=field.label, custom_id="text", max_length=field.max_chars
        )
        self.add_item(self._text)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Answer what was written."""
        await interaction.client.conversation.answer_field(
            interaction, self._action, self._text.value
        )


def view_of(groups: Sequence[ButtonGroup]) -> discord.ui.View | None:
    """Return the buttons of a reply; None for none."""
    view = discord.ui.View(timeout=None)
    for group in groups:
        for button in group.buttons[:20]:
            if button.action:
                view.add_item(ActionButton(button.action.encode(), button.label))
    return view if view.children else None
