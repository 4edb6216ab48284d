"""Interviews that do not print who answers: bold questions, or "Q:" and "A:"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.document import BlockKind, Document
from content.language.word_lists import WordPattern
from content.segment.labels.letters import letter_form
from content.segment.labels.name_score import label_key
from content.segment.labels.words import label_words
from content.segment.lines import Line
from content.segment.messages.senders import person_at_start
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

_TITLE_CONFIDENCE = 0.7
_ASKS = ("?", "？", "؟")
_WITH = WordPattern("(?:<<headlines.interviews>>)(?:\\s+|(?<=[\u3400-\u9fff]))")
# "山田太郎さんに聞く", "김산들 시장 인터뷰": the name stands before the words for it.
_BEFORE = WordPattern(
    "(?:^|[\\s\u3000・、。:：「『])([\u3400-\u9fff々ァ-ヺー]{2,8}?|[\uac00-\ud7af]{2,4}?)\\s?"
    "(?:(?:<labels.honorific_suffixes>|<labels.roles_in_words>)\\s?){1,3}"
    "(?:<headlines.interviews>)"
)
# "Ada Brook and Jane Hall": either may answer.
_AND = re.compile(r"\s(?:and|und|et|y|e|и|&)\s", re.IGNORECASE)
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+\s[^\W\d_a-z][\w’'-]+")


def is_interview(lines: Sequence[Line]) -> bool:
    """Return whether bold questions and plain answers take turns."""
    asked = [n for n, line in enumerate(lines) if _is_question(line)]
    answered = sum(n + 1 < len(lines) and not _is_question(lines[n + 1]) for n in asked)
    return len(asked) > 2 and answered >= 0.8 * len(asked)


def _is_question(line: Line) -> bool:
    text = line.text.strip()
    whole = line.bold >= len(line.text.rstrip()) or line.kind is BlockKind.HEADING
    return (whole or line.italic >= len(line.text.rstrip())) and text.endswith(_ASKS)


def attribute_interview(
    pieces: Sequence[Piece], lines: Sequence[Line], document: Document
) -> list[Piece]:
    """Return pieces with questions by "Question" and answers by who was asked.

    If the top of the document does not say who was asked, answers stay nobody's.
    """
    questions = {(line.block, line.number) for line in lines if _is_question(line)}
    who = _person_asked(pieces, document)
    attributed: list[Piece] = []
    turn = 0
    for piece in pieces:
        if (piece.block, piece.line) in questions:
            turn += 1
            attributed.append(
                replace(
                    piece,
                    kind=SegmentKind.QUESTION,
                    speaker="Question",
                    turn=turn,
                    confidence=0.9,
                    reason="a question set apart by its look",
                )
            )
        elif turn and who and piece.kind is SegmentKind.COMMENTARY:
            attributed.append(
                replace(
                    piece,
                    kind=SegmentKind.SPEECH,
                    speaker=who,
                    turn=turn,
                    confidence=0.8,
                    reason="answers a question; the headline names who was asked",
                )
            )
        else:
            attributed.append(piece)
    return attributed


def attribute_answers(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Attribute answers under "A:" to the one person whom a title names as asked.

    Their confidence is low: the title says who was asked, not who "A" is.
    """
    spoken = [piece for piece in pieces if piece.spoken]
    speakers = {piece.speaker for piece in spoken}
    answers = {name for name in speakers if is_answer_label(name or "")}
    others = speakers - answers
    if len(answers) != 1 or others != {"Question"}:
        return list(pieces)
    first = next(n for n, piece in enumerate(pieces) if piece.spoken)
    top = [piece for piece in pieces[:first] if piece.kind is SegmentKind.HEADING]
    who = _person_asked(top, document)
    reason = f"a title names {who} as asked; check who answers"
    return [
        replace(piece, speaker=who, confidence=_TITLE_CONFIDENCE, reason=reason)
        if who and piece.spoken and piece.speaker in answers
        else piece
        for piece in pieces
    ]


def is_answer_label(printed: str) -> bool:
    """Return whether a label only marks an answer, such as "A"."""
    words = label_words().answers | label_words().answer_letters
    return not words.isdisjoint((label_key(printed), letter_form(printed)))


def _person_asked(pieces: Sequence[Piece], document: Document) -> str:
    lines = [document.title, *(piece.text for piece in pieces[:6])]
    for line in lines:
        before = _BEFORE.regex.search(line[:300])
        if before:
            return before.group(1)
        found = _WITH.regex.search(line[:300])
        asked = line[found.end() :] if found else ""
        name = person_at_start(asked)
        if found is None or len(name.split()) < 2 or name.endswith(("'s", "’s")):
            continue
        # "Ada Brook in conversation with Jane Hall": either may have asked.
        several = _FULL_NAME.search(line[: found.start()]) or _AND.search(asked)
        return "" if several else name
    return ""
