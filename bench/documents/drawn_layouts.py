"""Draw layouts of turns at random, from what houses do with names, signs, lines and tags.

Each layout is a choice from every list: what stands before a name and after it, what it is
set in, whether its words follow on its line, how paragraphs look and what parts them. So
there are thousands, of which nobody looked at more than a few. The lists stand in
`drawn_layouts.yaml`; those kept apart were never drawn while labels were worked on.
"""

import random
from pathlib import Path
from typing import NamedTuple

import yaml

from bench.documents.reprinting import Layout


class Drawn(NamedTuple):
    """A layout, and what was chosen for it, by the name of the list."""

    layout: Layout
    choices: dict[str, str]


_HTML_SHARE = 0.4
_LISTS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_suffix(".yaml").read_text("utf-8")
)


def draw(seed: str, *, held: bool = False) -> Drawn:
    """Return the layout of a seed, always the same; `held` draws what was kept apart."""
    choose = random.Random(f"{seed} {held}")
    html = choose.random() < _HTML_SHARE
    while True:
        choices = _choices(choose, html=html, held=held)
        if html:
            return Drawn(_html_layout(choices), choices)
        if _shows_labels(choices):
            return Drawn(_text_layout(choices), choices)


def _shows_labels(choices: dict[str, str]) -> bool:
    """Whether a reader sees where a label ends and a turn begins."""
    inline = not choices["its words"].strip(" ")
    marked = choices["sign"] or choices["set in"] != "@"
    lines_run_on = choices["within"] == "\n" and choices["between"] == "\n"
    return bool(marked) if inline or lines_run_on else True


def _choices(choose: random.Random, *, html: bool, held: bool) -> dict[str, str]:
    lists = _LISTS[("html" if html else "text") + (" kept apart" if held else "")]
    return {name: choose.choice(values) for name, values in lists.items()}


def _text_layout(choices: dict[str, str]) -> Layout:
    label = _label(choices)
    words = choices["its words"] + choices["lines"] * ("\n" in choices["its words"])
    marked = any(sign in choices["set in"] for sign in "*_")
    return Layout(
        choices["before"] + label + words + "{text}",
        choices["lines"] + "{text}",
        "md" if marked or choices["lines"] == "> " else "txt",
        within=choices["within"],
        between=choices["between"],
    )


def _label(choices: dict[str, str]) -> str:
    name = choices["set in"].replace("@", choices["case"])
    return name + choices["after"] + choices["sign"]


def _html_layout(choices: dict[str, str]) -> Layout:
    tag, sign = choices["tag"], choices["sign"]
    name = choices["case"] + choices["after"]
    inside, outside = (sign, "") if choices["sign in"] == "yes" else ("", sign)
    label = f"<{tag}>{name}{inside}</{tag}>{outside}" if tag else name + sign
    block, words, class_ = choices["block"], choices["words"], choices["class"]
    more = "{text}<br>" if words == "br" else _tagged(words, "{text}")
    if choices["its words"] == "block":
        first = _tagged(block, label, class_) + more
    else:
        gap = " " if choices["its words"] == "line" else "<br>"
        inner = "p" if words == "br" else words
        first = _tagged(inner, label + gap + "{text}", class_)
    return Layout(first, more, "html", around=choices["around"])


def _tagged(tag: str, text: str, attributes: str = "") -> str:
    return f"<{tag}{attributes}>{text}</{tag}>"
