"""Who speaks by a tag: “…”, said the mayor.

It stands behind the closing mark, or between dashes or commas within the quotation:
“It is, says Ada Brook, quite safe.” In some languages only its verb stands there, and who
speaks stands before the quotation.
"""

import re
from dataclasses import replace

from content.language.sentence_marks import COLONS, FULL_STOPS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import all_words, flag
from content.language.word_lists import words as words_of
from content.segment.messages.senders.named_bodies.announcing_words import names_text
from content.segment.messages.words import greets_reader, sentences_of
from content.segment.names.spelling.capitals import HAN_OR_KANA, WITHOUT_CASE
from content.segment.names.words import label_words
from content.segment.turns.quotations.clauses import (
    FEW_WORDS,
    LONGER_WORD,
    MAX_BARE_TAG,
    MAX_BEFORE_VERB,
    MAX_BESIDE,
    MAX_LEAD,
    MAX_TAG,
    PARTING_SIGN,
    SENTENCE_END,
)
from content.segment.turns.quotations.marks import without_quotations
from content.segment.turns.quotations.subject import NOBODY, Subject
from content.segment.turns.quotations.subject_finder import SubjectFinder

_MAX_SIGNS, _MAX_TEXT_WORDS = 14, 2
# A topic in Korean, and in Japanese, where kana part it from what is before it.
_TOPIC = re.compile(
    r"(?P<who>[\uac00-\ud7af\w·]+(?:\s[\uac00-\ud7af\w·]+)?)(?:께서는?|은|는|이|가)\s*$"
    r"|(?P<that>[\u3400-\u9fff々ァ-ヶー・]{2,16})(?:[（(][^（()）]{1,12}[)）])?(?:は|も)"
    r"(?:[^「」。は]{1,16}[、で])?$"
)
_INSIDE = re.compile(
    r"(?<=[\w,!?….])\s?[–—-]\s(?P<tag>[^\W\d_][^–—“”„«»]{2,80}?)"
    r"(?:[.,]?\s?[–—]|[.,]?\s-),?\s"
)
# "“It is, says Ada Brook, quite safe.”"
_INSIDE_COMMAS = re.compile(r",\s(?P<tag>[^\W\d_][^,.“”„«»]{2,60}),(?=\s)")


class Tags:
    """Reads the clauses behind quotations, and within them, that say who speaks."""

    def __init__(self, finder: SubjectFinder) -> None:
        self._finder = finder

    def tagged(self, quoted: str, after: str) -> Subject:
        """Return who a clause behind a quotation says to speak."""
        bare = after.lstrip(",. –—-\n\u00a0、，")
        # "said Mr. Hall"
        stops = (one.start() for one in SENTENCE_END.finditer(bare[:MAX_TAG]))
        end = next((at for at in stops if not _ends_in_title(bare[:at])), len(bare))
        end += WITHOUT_CASE.search(bare[:end]) is not None
        tag = bare[:end][:MAX_TAG]
        if not tag or tag[:1].isdigit():
            return NOBODY
        verb = self._finder.first_verb(tag)
        far = verb is None or verb.start() > MAX_BEFORE_VERB
        # "…”, she promised.": any short clause that a comma parts.
        if far and not (self._is_brief(tag) and _is_parted(quoted, after)):
            return NOBODY
        # "“…” The mayor said on Monday": a sentence of its own tells of something else.
        stopped = after.lstrip()[:1] == "." or after[:1] == ""
        stopped = stopped or (
            quoted[-2:-1] in FULL_STOPS and not PARTING_SIGN.match(after)
        )
        if stopped and not tag[:1].islower() and not HAN_OR_KANA.match(tag):
            return NOBODY
        if verb is not None and (
            self._is_strangers(tag, verb) or self._is_texts(tag, verb)
        ):
            return NOBODY
        who = self._finder.subject_of(self._first_clause(tag), brief=verb is not None)
        means = verb is not None and who.sure and not who.named
        return replace(who, tagged=True) if who.name and means else who

    def framed(self, before: str, quoted: str, rest: str) -> Subject:
        """Return whom a clause names that goes on behind the quotation: "Ada, “…” said.".

        So tell languages whose verb stands last, perhaps behind a next quotation.
        """
        clause = _open_clause(before)
        behind = without_quotations(rest[:MAX_LEAD]) if clause else ""
        bare = behind.lstrip(",. –—-\n\u00a0、，")
        end = SENTENCE_END.search(bare)
        tag = " ".join((bare[: end.end()] if end else bare).split())[:MAX_TAG]
        verb = self._finder.first_verb(tag)
        if not clause or verb is None or not _ends_in_verb(tag, verb):
            return NOBODY
        if greets_reader(quoted.lstrip(OPENING_QUOTES)) or self._finder.cast.named(tag):
            return NOBODY
        named = self._finder.cast.named(clause)
        if named:
            return self._finder.first_named(named, clause)
        return (
            self._finder.meant_by(clause)
            if self._finder.has_pronoun(clause)
            else _topic(clause)
        )

    def parted_by_dashes(self, one: re.Match[str]) -> list[tuple[int, int, Subject]]:
        """Return the tags between dashes within a quotation: “It, – he says, – is so.”."""
        found: list[tuple[int, int, Subject]] = []
        for inside in _INSIDE.finditer(one.group()):
            tag = inside["tag"]
            if not (tag[:1].islower() and self._finder.says(tag)):
                continue
            who = self._finder.subject_of(tag, brief=True)
            if who.name:
                start, end = (
                    one.start() + inside.start("tag"),
                    one.start() + inside.end(),
                )
                found.append((start, end, who))
        return found

    def parted_by_commas(self, one: re.Match[str]) -> list[tuple[int, int, Subject]]:
        """Return the tag between commas within a quotation: "It is, says Ada, quite safe"."""
        for inside in _INSIDE_COMMAS.finditer(one.group()):
            tag = inside["tag"]
            verb = self._finder.first_verb(tag)
            named = self._finder.cast.named(tag)
            if verb is None or verb.start() or len(named) != 1 or not named[0].name:
                continue
            start, end = inside.span("tag")
            return [
                (one.start() + start, one.start() + end + 1, Subject(named[0].name))
            ]
        return []

    def _first_clause(self, tag: str) -> str:
        """Return a tag without what a comma adds, if it names no one, or has its verb.

        "he began, amid some whistles", "snapped Ada Brook, who had come by boat"; but
        "said the chair, Ada Brook".
        """
        first = tag.partition(",")[0]
        verb, named = self._finder.first_verb(first), self._finder.cast.named(first)
        if verb is None or (not named and self._finder.cast.named(tag)):
            return tag
        return first

    def _is_strangers(self, tag: str, verb: re.Match[str]) -> bool:
        """Return whether a verb of saying is of somebody without a name: "said a woman"."""
        behind = tag[verb.end() :].casefold().split(maxsplit=1)[:1]
        stranger = {word.strip(".,!?") for word in behind}
        unknown = words_of(self._finder.language, "labels.indefinite_articles")
        # Where no article stands, "řekl rybář" may mean one of whom the report tells.
        if not flag(self._finder.language or "en", "bends_names"):
            unknown |= label_words().strangers
        return not stranger.isdisjoint(unknown) and not self._finder.cast.named(tag)

    def _is_texts(self, tag: str, verb: re.Match[str]) -> bool:
        """Return whether a verb of saying is of a text: "reads the statement"."""
        behind = " ".join(tag[verb.end() :].split()[:_MAX_TEXT_WORDS])
        text = names_text(behind, self._finder.language) or not all_words(
            "labels.texts_of"
        ).isdisjoint(behind.casefold().strip(".").split())
        return text and not self._finder.cast.named(tag)

    def _is_brief(self, tag: str) -> bool:
        """Return whether a clause has hardly a word beside who it names."""
        if "," in tag or len(tag) > MAX_BARE_TAG:
            return False
        for one in reversed(self._finder.cast.named(tag)):
            tag = tag[: one.start] + tag[one.end :]
        return len(LONGER_WORD.findall(tag)) <= MAX_BESIDE


def _open_clause(text: str) -> str:
    """Return the end of a text behind its last sentence; empty if a sentence ends it."""
    bare = text.rstrip()
    if not bare or bare[-1] in FULL_STOPS or bare.endswith(COLONS):
        return ""
    return (sentences_of(bare[-MAX_LEAD:]) or [""])[-1]


def _ends_in_verb(tag: str, verb: re.Match[str]) -> bool:
    """Return whether hardly a word stands before or behind a verb in a clause."""
    before, behind = tag[: verb.start()], tag[verb.end() :]
    signs = len(HAN_OR_KANA.findall(before)) + len(HAN_OR_KANA.findall(behind))
    words = len(LONGER_WORD.findall(before)) + len(LONGER_WORD.findall(behind))
    return words <= FEW_WORDS and signs <= _MAX_SIGNS and not tag[:1].isupper()


def _ends_in_title(text: str) -> bool:
    last = text.rsplit(maxsplit=1)[-1:]
    short = label_words().titles | all_words("labels.abbreviations")
    return bool(last) and last[0].casefold() in short


def _is_parted(quoted: str, after: str) -> bool:
    """Return whether a comma or a dash stands between a quotation and what follows."""
    comma = (
        quoted[-2:-1] in {",", "，"}
        or HAN_OR_KANA.search(after[:FEW_WORDS]) is not None
    )
    return comma or PARTING_SIGN.match(after) is not None


def _topic(clause: str) -> Subject:
    """Return the subject of a clause that goes on behind a quotation, if no name.

    Where an ending shows it: “교육청 관계자는 “…”라고 밝혔다”, “鈴木町長は「…」と述べた”.
    """
    found = _TOPIC.search(clause)
    name = (found["who"] or found["that"]).strip() if found else ""
    return Subject(name, named=False, sure=False)
