"""Draw layouts of turns at random, from what houses do with names, signs, lines and tags.

Each layout is a choice from every list: what stands before a name and after it, what it is
set in, whether its words follow on its line, how paragraphs look and what parts them. So
there are thousands, of which nobody looked at more than a few. What is in the lists ``_HELD``
was never drawn while labels were worked on.
"""

import random
from typing import NamedTuple

from bench.documents.reprinting import Layout


class Drawn(NamedTuple):
    """A layout, and what was chosen for it, by the name of the list."""

    layout: Layout
    choices: dict[str, str]


_HTML_SHARE = 0.4
_TEXT = {
    "before": (
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "– ",
        "- ",
        "— ",
        ">> ",
        "• ",
        "* ",
        "{turn}. ",
        "{turn}) ",
        "[{time}] ",
        "{time} ",
        "({time}) ",
        "{time} – ",
        "# ",
        "@",
        "§ ",
        "~ ",
        "→ ",
        "{turn} ",
        "{turn}: ",
        "({turn}) ",
        "{time} | ",
    ),
    "case": ("{name}", "{name}", "{NAME}"),
    "set in": (
        "@",
        "@",
        "@",
        "@",
        "@",
        "@",
        "[@]",
        "(@)",
        "<@>",
        "*@*",
        "**@**",
        "__@__",
        "«@»",
        "{{@}}",
        "***@***",
        "“@”",
        "_@_",
        "=@=",
        "/@/",
    ),
    "after": (
        "",
        "",
        "",
        "",
        "",
        "",
        " ({time})",
        " [{time}]",
        " ({party})",
        ", {party}",
        " {time}",
        " | {time}",
        " – {party}",
        " · {time}",
        " /{party}/",
        " [{party}]",
    ),
    "sign": (
        ":",
        ":",
        ":",
        " :",
        ".",
        ".–",
        " –",
        " —",
        " |",
        "\t",
        " >",
        " /",
        "",
        "::",
        " =>",
        " »",
        ";",
        " --",
        " -",
        " ~",
        "：",
        ":-",
    ),
    "its words": (" ", " ", "\n", "\n\n", "  ", "\n----\n"),
    "lines": ("", "", "    ", "\t", "> ", "  ", "| ", "        "),
    "within": ("\n\n", "\n\n", "\n"),
    "between": (
        "\n\n",
        "\n\n",
        "\n\n\n",
        "\n\n---\n\n",
        "\n",
        "\n\n* * *\n\n",
        "\n\n\n\n",
        "\n\n#\n\n",
    ),
}
_HELD_TEXT = {
    "before": (
        "",
        "",
        "",
        "",
        "○",
        "◆ ",
        "■ ",
        "### ",
        "[{turn}] ",
        "{turn}\t",
        "{time}\n",
        "{time} - ",
        "{time}\t",
        "{turn}\n{time}\n",
    ),
    "case": ("{name}", "{NAME}"),
    "set in": (
        "@",
        "@",
        "@",
        "@",
        "@",
        "【@】",
        "［@］",
        "「@」",
        "[[@]]",
        "[ @ ]",
        "**_@_**",
        "`@`",
        "== @ ==",
    ),
    "after": (
        "",
        "",
        "",
        "",
        "（{party}）",
        " ({party}, {time})",
        " at {time}",
        " @ {time}",
        ", {time}",
        "  {time}",
        " - {time}",
        "\t{time}",
    ),
    "sign": (".—", ".-", ": –", ": —", ". –", "︰", " ->", " says:", "\u3000", ""),
    "its words": ("", "   ", "\t\t", "  \n", "\n \n", "\n\n\t", "\n\t", "\n=====\n"),
    "lines": ("", "", "   ", "     ", "          ", "\t\t", "\u3000", ">", "│ "),
    "within": (
        "\n \n",
        "\n \n",
        "  \n",
        "\n\t",
        "\n   ",
        "\n\n\t",
        "\n\n   ",
        "\n\u3000",
    ),
    "between": (
        "\n \n",
        "\n \n",
        "\n\n\n\n\n",
        "\n\n***\n\n",
        "\n\n___\n\n",
        "\n\n\xa0\n\n",
        "\n\n====================\n\n",
        "\n\n- - -\n\n",
        "\n\n◆\n\n",
    ),
}
_HTML = {
    "case": ("{name}", "{name}", "{NAME}"),
    "tag": (
        "b",
        "strong",
        "i",
        "em",
        "u",
        "span",
        "a",
        "cite",
        "small",
        "",
        "font",
        "big",
        "code",
        "label",
    ),
    "after": (
        "",
        "",
        "",
        "",
        "",
        " ({time})",
        " <small>{time}</small>",
        " ({party})",
        ", {party}",
        " <time>{time}</time>",
        " <i>{party}</i>",
        " [{party}]",
        " · {time}",
    ),
    "sign": (":", ":", "", ".", " –", " :", ".–", " |", " »"),
    "sign in": ("yes", "no"),
    "its words": ("line", "line", "br", "block"),
    "block": (
        "p",
        "p",
        "p",
        "div",
        "h3",
        "h4",
        "li",
        "dt",
        "td",
        "header",
        "h2",
        "h5",
        "h6",
    ),
    "words": (
        "p",
        "p",
        "div",
        "blockquote",
        "dd",
        "li",
        "br",
        "pre",
        "section",
        "span",
    ),
    "around": ("", "", "div", "section", "article", "li", "main", "ol", "blockquote"),
    "class": (
        "",
        "",
        ' class="turn"',
        ' class="css-1x7k2q"',
        ' class="MsoNormal"',
        ' id="t"',
        ' style="text-indent:2em"',
        ' class="wp-block-paragraph"',
    ),
}
_HELD_HTML = {
    "case": ("{name}", "{NAME}"),
    "tag": ("B", "B", "STRONG", "I", "mark", "dfn", "tt", "ins", "kbd", "button"),
    "after": (
        "",
        "",
        "",
        "",
        " <span>{time}</span>",
        " <em>({party})</em>",
        "&nbsp;({time})",
        " at {time}",
        " – {time}",
        "（{party}）",
        " <sup>{time}</sup>",
        " <abbr>{party}</abbr>",
    ),
    "sign": ("", "", "&nbsp;:", ".—", ".-", ": –", " &mdash;", "︰", " &gt;"),
    "sign in": ("yes", "no"),
    "its words": ("line", "br", "block"),
    "block": ("P", "P", "DIV", "H3", "h1", "figcaption", "address", "center", "aside"),
    "words": ("P", "P", "DIV", "address", "ul", "dir", "figure", "center", "aside"),
    "around": ("", "", "figure", "ul", "dl", "fieldset", "aside", "center", "DIV"),
    "class": (
        "",
        ' class="western"',
        ' class="c3 c7"',
        ' class="speaker"',
        ' align="justify"',
        ' dir="auto"',
        ' data-start="12.48"',
        ' style="margin-left:36pt"',
        ' style="margin:0cm;line-height:150%"',
    ),
}


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
    seen = _HTML if html else _TEXT
    kept = _HELD_HTML if html else _HELD_TEXT
    return {name: choose.choice((kept if held else seen)[name]) for name in seen}


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
