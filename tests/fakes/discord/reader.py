"""What Discord's apps show of a message: its Markdown, read as they read it.

The rules are those of the desktop app, in its order; where a rule of it is not known for
sure, the reader is stricter and takes more for markup.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import discord


class Shown(NamedTuple):
    """Words as they are shown, and the innermost style that they are shown in."""

    kind: str
    text: str


_LINE_RULES: list[tuple[str, str]] = [
    ("quote", r"(?: *>>> ?(?P<all>[\s\S]*))|(?: *> (?P<line>[^\n]*))"),
    ("heading", r" *#{1,3}[^\S\n]+(?P<in>[^\n]+)"),
    ("small", r" *-# +(?P<in>[^\n]+)"),
    ("list", r" *(?:[*+-]|\d+\.) +(?P<in>[^\n]*)"),
]
_RULES: list[tuple[str, str, str]] = [
    ("escape", "\\", r"\\(?P<text>[^0-9A-Za-z\s])"),
    ("block", "`", r"```(?P<text>[\s\S]+?)```"),
    ("autolink", "<", r"<(?P<text>(?:https?|discord):\/\/[^ >]+)>"),
    ("url", "hsd", r"(?P<text>(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;\"'\]\s])"),
    (
        "link",
        "[",
        (
            r"\[(?P<in>(?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]"
            r"\(\s*<?(?P<href>(?:\([^)]*\)|[^\s\\()]|\\.)*?)>?\s*\)"
        ),
    ),
    ("mention", "<@", r"<(?:@[!&]?|#)\d+>|@(?:everyone|here)\b"),
    ("mention", "<", r"<(?:a?:\w+|t|id|\/[^\n>]+?):[^\n>]*>"),
    ("mention", "<", r"<\+?\d+>|<[^\s<>]+@[^\s<>]+>"),
    ("invite", "dD", r"(?i:discord(?:app)?\.(?:gg|com|new|gift)\/\S+)"),
    ("emoji", ":", r":[^\s:]+?(?:::skin-tone-\d)?:"),
    ("strong", "*", r"\*\*(?P<in>(?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"),
    ("underlined", "_", r"__(?P<in>(?:\\[\s\S]|[^\\])+?)__(?!_)"),
    (
        "em",
        "*",
        (
            r"\*(?=\S)(?P<in>(?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s\*\\]|\*\*)|[^\s\*\\])+?)"
            r"\*(?!\*)"
        ),
    ),
    ("em", "_", r"_(?P<in>(?:__|\\[\s\S]|[^\\_])+?)_(?!\w)"),
    ("struck", "~", r"~~(?P<in>[\s\S]+?)~~"),
    ("spoiler", "|", r"\|\|(?P<in>[\s\S]+?)\|\|"),
    ("code", "`", r"(?P<tick>`+)(?P<text>[\s\S]*?[^`])(?P=tick)(?!`)"),
]
"""Styles, the signs that they may begin with, and how they are written."""

_LINES = [(kind, re.compile(rule)) for kind, rule in _LINE_RULES]
_INLINE = {
    sign: [(kind, re.compile(rule)) for kind, signs, rule in _RULES if sign in signs]
    for sign in "".join(signs for _, signs, _ in _RULES)
}

_MADE_UP = {"mention", "invite", "emoji", "list", "heading", "spoiler"}
"""What never stands in our messages: none of it may come of a text."""


@lru_cache(256)
def read(markdown: str) -> tuple[Shown, ...]:
    """Return what is shown of a message's content or an embed's description."""
    return tuple(_read(markdown.strip(), "plain", at_line_start=True))


def shown_text(markdown: str) -> str:
    """Return the words that are shown, without their styles."""
    return "".join(part.text for part in read(markdown))


def words_in(markdown: str, kind: str) -> list[str]:
    """Return the words that are shown in a style."""
    return [part.text for part in read(markdown) if part.kind == kind]


def texts_of(embed: discord.Embed) -> str:
    """Return all that an embed shows, from top to bottom, a line for each of its parts."""
    parts = (
        embed.author.name or "",
        shown_text(embed.title or ""),
        shown_text(embed.description or ""),
        embed.footer.text or "",
    )
    return "\n".join(part for part in parts if part)


def _read(text: str, style: str, *, at_line_start: bool) -> Iterator[Shown]:
    at = 0
    while at < len(text):
        starts_line = text[at - 1] == "\n" if at else at_line_start
        rules = [*(_LINES if starts_line else ()), *_INLINE.get(text[at], ())]
        found = _first_match(rules, text, at)
        if found is None:
            yield Shown(style, text[at])
            at += 1
            continue
        kind, match = found
        groups = match.groupdict()
        if kind == "escape":
            yield Shown(style, groups["text"])
        elif kind == "quote":
            inner = groups["all"] if groups["line"] is None else groups["line"]
            yield from _read(inner, "quote", at_line_start=True)
        elif kind in _MADE_UP:
            yield Shown(kind, f"⟦{kind}⟧")
        elif kind in {"code", "block", "autolink", "url"}:
            yield Shown(kind, groups["text"])
        else:
            yield from _read(groups["in"], kind, at_line_start=kind == "small")
        at = match.end()


def _first_match(
    rules: list[tuple[str, re.Pattern[str]]], text: str, at: int
) -> tuple[str, re.Match[str]] | None:
    for kind, rule in rules:
        if match := rule.match(text, at):
            return kind, match
    return None
