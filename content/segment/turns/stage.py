"""Stage directions, sentences of the minutes, and other text that nobody speaks."""

import re
from collections.abc import Sequence

from content.segment.pieces import Piece, split_piece, unattribute
from content.segment.result import SegmentKind

_WORDS = (
    r"applause|applaud\w*|laugh\w*|chuckl\w*|cheer\w*|ovation|booing|boos|cough\w*|sighs?|sighing|pause|"
    r"crosstalk|cross-talk|inaudible|unintelligible|indiscernible|interrupt\w*|interjection\w*|silence|"
    r"music|video|singing|sings|gavel|whistl\w*|shouts?|shouting|smiles?|smiling|gasps?|weeps?|crying|"
    r"off-?mi[ck]\w*|recess|adjourn\w*|break|nods?|gestur\w*|noise|beep|bell|rises?|standing|end of \w+|"
    r"background|foreign language|speaks? in|spoke in|speaking in|interpretation|through interpreter|"
    r"beifall|heiterkeit|lachen|lacht|zuruf\w*|zwischenruf\w*|widerspruch|unruhe|glocke|unterbrech\w*|"
    r"schluss|beginn|erheben|nationalhymne|applaudi\w*|gelächter|klatschen|pfiffe|"
    r"applaudissements?|rires?|sourires?|exclamations?|protestations?|mouvements?|murmures|huées|"
    r"aplausos?|risas?|sonrisas|rumores|protestas|pausa|murmullos|aplaude|abucheos|"
    r"applausi|applauso|risate|ride|ilarità|commenti|proteste|palmas|risos|"
    r"аплодисменты|оплески|сміх|вигуки|смех|смеётся|смеется|шум|пауза|оживление|овация|звучит|"
    r"oklaski|śmiech|wesołość|brawa|applaus|gelach|gelächter|skratt|"
    r"掌声|掌聲|鼓掌|笑声|笑聲|笑|大笑|众笑|眾笑|拍手|鼓掌声|沉默|停頓|播放|播映|無意見|无意见|発言する者あり|"
    r"박수|웃음|장내"
)
_WORD = re.compile(rf"(?:{_WORDS})(?![^\W\d_])|(?:掌|鼓掌|笑|拍手)", re.IGNORECASE)
_GROUP = re.compile(
    r"[(\[（【〔<〈＜*][^()\[\]（）【】〔〕<>〈〉＜＞*\n]{1,240}[)\]）】〕>〉＞*]"
)
_WHOLE = re.compile(
    r"(?:[(\[（【〔<〈＜][^\n]{0,600}[)\]）】〕>〉＞][.。]?\s*)|(?:\*[^*\n]{1,120}\*)"
)
_OPEN, _CLOSE = "([（【〔<〈＜*", ")]）】〕>〉＞*"
_CLOCK = re.compile(
    r"[(\[]?\d{1,2}[.:]?\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?|\sUhr)?[)\]]?", re.IGNORECASE
)

# Sentences of the minutes themselves, which nobody speaks.
_MINUTES = re.compile(
    r"(?:The|And the)\s(?:[\w.'-]+\s){0,4}?(?:clerk|house|senate|committee|council|assembly|motion|"
    r"amendment|bill|resolution|sitting|meeting|debate|question|yeas and nays|speaker pro tempore|"
    r"conference|hearing|session|agenda|roll|commission|result|vote|previous question|journal|acting chair)\s(?:\w+ly\s)?"
    r"(?:proceeded|met|divided|adjourned|resumed|rose|read|called|suspended|reconvened|was|were|is adjourned|"
    r"being|having|is as follows|then|stood|recessed|began|opened|closed|convened)\b"
    r"|(?:ayes|noes|yeas|nays|abstentions?|abstained|absent|paired|not voting)\s*[:–—-]{1,3}\s*\d+\s*$"
    r"|(?:question|motion|amendment|bill|debate|leave|sitting|proceedings|resolution|clause)s?\s(?:\w+\s){0,2}?"
    r"(?:agreed to|put|resolved|negatived|lost|carried|withdrawn|read (?:a|the)|adjourned|interrupted|resumed|granted|"
    r"suspended|passed|reported)\b.{0,80}$|several hon\.? members rose|honou?rable (?:members|senators) interjecting"
    r"|(?:mr|mrs|ms|messrs|senators?|mmes)\.? .{2,300}changed (?:his|her|their) votes? from|so (?:the|two-thirds) "
    r".{3,120}(?:passed|agreed to|rejected|suspended|adopted)\b.{0,200}$|a motion to reconsider|there was no objection"
    r"|(?:Aplausos|Risos|Protestos|Vozes|Pausa)(?: d[aoe]s? [^.!?]{1,80})?\.$"
    r"|Accordingly,\sthe\s|Whereupon|\(?In the chair|Prayers?\b.{0,20}$|"
    r"(?:Die|Der)\s(?:Sitzung|Wahlgang|Abgeordnete\w*)\s(?:wurde|wird von)\b|"
    r"La séance (?:est|, suspendue)|La sesión (?:se|es)|Se (?:abre|levanta|suspende|reanuda) la sesión|"
    r"La seduta (?:è|inizia|termina)|Заседание (?:ведёт|ведет|открыто|закрыто)|"
    r"(?:L'|L’)amendement.{0,60}(?:est|n'est|n’est) (?:pas )?adopté|"
    r"(?:午前|午後).{1,20}(?:開会|散会|休憩|開議)",
    re.IGNORECASE,
)
_INSERTED = re.compile(
    r"(?:there being no objection,? )?the (?:text|material|bill|letter|article|amendment|resolution|statement|remarks|"
    r"following|information|document|table|list|summary|report|editorial)s?\b[^.]{0,160}?"
    r"(?:was|were|is|are) (?:as follows|ordered to be printed|(?:inserted|printed) in the record)|"
    r"(?:the )?(?:clerk|secretary) (?:will )?reads? (?:the \w+ )?as follows",
    re.IGNORECASE,
)
_VOTES = re.compile(
    r"\[?(?:roll(?:call)?(?: vote)? no\.? ?\d+.{0,30}\]?|(?:yeas|nays|ayes|noes|not voting|answered ..present..|"
    r"absent|paired|pour|contre|abstentions?|votes? for|votes? against|endgültiges ergebnis|ja|nein|enthaltung\w*)"
    r"\s?(?:[:–—-]{1,3}\s?)?\d*\s?:?)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[(\[（]?\s*(?:(?:Schluss|Schluß|Ende)(?: der Sitzung)?\s?(?::|um|\d)|"
    r"(?:the )?(?:meeting|house|senate|committee|session|sitting|hearing|council|conference)[\w ]{0,30}"
    r"(?:adjourned|rose|concluded|was closed|ended|stands adjourned|was adjourned)\b|"
    r"(?:end(?: of)?(?: the)? (?:transcript|interview|recording|speech|remarks|audio|text|video|session|meeting)|end)\s?[\])）.]?$|"
    r"La séance est levée|Se levanta la sesión|La seduta (?:termina|è tolta)|Заседание закрыто|"
    r"(?:whereupon|thereupon),? .{0,80}(?:adjourned|concluded|ended)|###\s?$|-30-$|-\s?END\s?-|END\s+\d{1,2}:\d{2}\b.{0,30}$|"
    r"(?:午前|午後).{1,20}散会|散会$|\(?(?:transcript|interview|recording) ends?\b)",
    re.IGNORECASE,
)


def is_direction(text: str) -> bool:
    """Return whether a line is only a stage direction.

    >>> is_direction("(Applause.)"), is_direction("(It is 5 pm) and we go on.")
    (True, False)
    """
    bare = text.strip()
    if len(bare) > 640 or not _WHOLE.fullmatch(bare):
        return False
    # Outside all brackets nothing may be left.
    depth, outside = 0, 0
    if bare.startswith("*"):
        return _WORD.search(bare) is not None
    for char in bare:
        if char in _OPEN[:-1]:
            depth += 1
        elif char in _CLOSE[:-1]:
            depth -= 1
        elif depth <= 0 and not char.isspace() and char not in ".。":
            outside += 1
    return not outside


def is_time_of_day(text: str) -> bool:
    """Return whether a line is only a time of day."""
    bare = text.strip()
    return len(bare) < 16 and _CLOCK.fullmatch(bare) is not None


def is_minutes_sentence(text: str) -> bool:
    """Return whether a line is a sentence of the minutes, which nobody speaks."""
    bare = text.strip()
    return len(bare) < 400 and (
        _MINUTES.match(bare) is not None or announces_printed_text(bare)
    )


def announces_printed_text(text: str) -> bool:
    """Return whether a sentence of the minutes says that a printed text follows."""
    bare = text.strip()
    return len(bare) < 400 and _INSERTED.match(bare) is not None


def is_vote_heading(text: str) -> bool:
    """Return whether a line heads a list of votes."""
    bare = text.strip()
    return len(bare) < 60 and _VOTES.fullmatch(bare) is not None


def is_name_list(text: str) -> bool:
    """Return whether a line may be part of a list of names, not a sentence."""
    bare = text.strip()
    words = bare.split()
    capitalized = sum(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return not bare.endswith((".", "!", "?", ":")) and capitalized >= 0.7 * len(words)


def is_event_end(text: str) -> bool:
    """Return whether a line says that the event is over."""
    return len(text) < 240 and _CLOSING.match(text.strip()) is not None


def find_directions(text: str) -> list[tuple[int, int]]:
    """Return start and end of the stage directions inside a line.

    >>> find_directions("Thank you. (Applause.) Sit down.")
    [(11, 22)]
    """
    found: list[tuple[int, int]] = []
    for group in _GROUP.finditer(text):
        inside = group.group()[1:-1].strip()
        opened, closed = group.group()[0], group.group()[-1]
        if _OPEN.index(opened) != _CLOSE.index(closed):
            continue
        if _is_direction_text(inside):
            start, end = group.span()
            ended = text[:start].rstrip()[-1:] in {"", *".!?…。！？"}
            # "Thank you. (Applause)." has a full stop that belongs to nobody.
            end += ended and text[end : end + 1] in {".", "。"}
            found.append((start, end))
    return found


def _is_direction_text(inside: str) -> bool:
    """Return whether words in brackets are a stage direction; if not, they are speech."""
    if len(inside) > 240:
        return False
    if inside.strip(" .…") == "":
        return True
    word = _WORD.search(inside)
    if word is None:
        return False
    # A long aside that only mentions laughter is somebody's words.
    return word.start() < 40 and (len(inside.split()) <= 12 or word.start() == 0)


def separate_directions(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with stage directions split from the speech around them."""
    separated: list[Piece] = []
    for piece in pieces:
        found = find_directions(piece.text) if piece.spoken else []
        if not found:
            separated.append(piece)
            continue
        parts = split_piece(piece, [place for span in found for place in span])
        inside = {piece.text[a:b].strip() for a, b in found}
        separated += [
            unattribute(part, SegmentKind.STAGE, "a direction inside speech")
            if part.text.strip() in inside
            else part
            for part in parts
        ]
    return separated
