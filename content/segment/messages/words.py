"""Patterns of the words that introduce a message which is read aloud."""

from content.language.word_lists import WordPattern

OPENING_QUOTES = "\"“”„«‟「『‘'"

CLOSING_QUOTES = "\"”“»‟」』’'"

NOUN = "(?:<<messages.nouns>>)"
"""A part of patterns: a word for a message."""

_READ = "(?:<<messages.read_aloud>>)"

INTRODUCED = WordPattern(
    rf"{_READ}[^.!?。]{{0,90}}?{NOUN}|{NOUN}[^.!?。]{{0,60}}?{_READ}|"
    rf"{NOUN}\s(?:\w+\s){{0,3}}(?:from|by|von|vom|de|del|di|от)\s"
)

REPORTED = WordPattern(r"(?:<messages.announcements>)\s*[:：.]?\s*$")

# "As follows" introduces lists and motions, too; `TEXT` says that it is a text.
AMBIGUOUS_INTRODUCTION = WordPattern("<messages.bare_announcements>")

TEXT = WordPattern(rf"\b{NOUN}|<<messages.texts>>")

SALUTATION = WordPattern(r"(?:<messages.salutations>).{0,120}[,!:，！：]\s*$")
