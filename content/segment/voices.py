"""Hear where a speech ends and the author of the page, or its readers, go on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from content.segment.conventions import Found
from content.segment.pieces import Piece, cut, nobodys, turns_of
from content.segment.result import SegmentKind
from content.segment.units import Unit

EMPHASIS = re.compile(
    r"[\[(](?:my|our|the author.?s|bold|all)?\s*(?:emphas[ie]s|bold|highlights?|italics)"
    r"(?:\s+(?:is |are )?(?:mine|added|ours|in the original|my own))?[^\])]{0,30}[\])]"
    r"|[\[(](?:Hervorhebung|souligné|énfasis|выделено|corsivo)[^\])]{0,40}[\])]",
    re.IGNORECASE,
)
PLUG = re.compile(
    r"\b(?:subscrib\w+|pledge|patreon|paypal|buy me a coffee|ko-fi|become a (?:member|patron|paid)|"
    r"donat(?:e|ion)s?|support (?:my|our|this|independent) \w+|free and paid|paid subscri\w+|"
    r"share this (?:post|article|page)|thanks? (?:you )?for reading|leave a comment|newsletter|"
    r"follow (?:me|us) on|like what you|sign up|restack|abonnier\w+|newsletter|spenden|"
    r"abonnez-vous|faire un don|suscr[ií]b\w+|inscreva-se|iscriviti|подпис\w+ на|поддержать|订阅|訂閱|关注我们)\b",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"(?:\d+\s+)?(?:comments?|replies|responses|thoughts on .{0,80}|kommentare?|commentaires?|comentarios?|"
    r"commenti|комментари(?:и|ев)|评论|評論|留言|コメント|discussion about this post|"
    r"leave a (?:comment|reply)|join the (?:discussion|conversation)|write a comment\.{0,3}|"
    r"top comments?|reader comments?|all comments)\s*(?:\(?\d+\)?)?\s*:?",
    re.IGNORECASE,
)
META = re.compile(
    r"(?:see also|related(?: \w+)?|tags?|topics?|persons?|categories|filed under|share|share (?:this|on) .{0,40}|"
    r"publication status|published in sections?:.*|publication date:.*|direct link:.*|text version|"
    r"print(?: this page)?|more (?:on|from) .{0,60}|read (?:more|next)|previous|next|back to top|"
    r"©.*|copyright .*|all rights reserved.*|source:.*|posted in.*|posted by.*|follow us.*|contact(?: us)?|"
    r"note:\s.*|about the author.*|siehe auch|teilen|mehr zum thema|schlagwörter|voir aussi|partager|véase también|compartir|"
    r"vedi anche|condividi|смотрите также|темы|лица|поделиться|статус материала|опубликован.*|"
    r"ссылка на материал:.*|текстовая версия|相关|相關|分享|责任编辑.*|責任編輯.*|来源：.*)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\(?\d{1,6}\)?\s+(?:comments?|replies|responses|thoughts on .{0,80}|kommentare?|commentaires?|"
    r"comentarios?|commenti|комментари\w+|条评论|則留言|条留言|件のコメント)\s*:?"
    r"|(?:comments?|replies|kommentare?|commentaires?|comentarios?|commenti|комментарии|评论|評論|留言|コメント)"
    r"\s*(?:\(\d{1,6}\)|[:：]?\s*\d{1,6})|discussion about this post|leave a (?:comment|reply).{0,20}",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:\b(?:thank you|thanks|god bless|goodbye|good bye|bye|good night|that is all|i yield|"
    r"vielen dank|danke|herzlichen dank|auf wiedersehen|merci|vive la|gracias|muchas gracias|grazie|"
    r"obrigado|obrigada|спасибо|благодарю|dziękuję|dank u|tack)\b|谢谢|謝謝|ありがとう|감사합니다)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"\b(?:IMO|IMHO|in my (?:humble )?(?:opinion|view|estimation)|my (?:emphasis|take|comments?|translation|gripe|complaint)|"
    r"(?:this|the|his|her|their|today's|that|above) (?:speech|interview|talk|presser|address|transcript|article|"
    r"remarks|essay|post|exchange|discourse|presentation|meeting|statement|text|above)|readers?|the reader|"
    r"substack|blog|my (?:previous|last|earlier) (?:article|post|essay|piece)|as (?:I|we) (?:wrote|noted|reported|said)|"
    r"the above|the big picture|here(?:'|’)(?:s|re)|the following|"
    r"(?:I|we) (?:highly |strongly )?(?:suggest|recommend) (?:that )?(?:you|reading|readers|this)|what (?:he|she|they) (?:said|says)|"
    r"note how|noteworthy|(?:he|she) (?:said|says|noted|notes|spoke|speaks|stressed|told|makes|made|clearly|doesn(?:'|’)t)|"
    r"die rede|der redner|meines erachtens|m\. ?e\.|à mon avis|ce discours|l'orateur|en mi opinión|este discurso|"
    r"a mio parere|questo discorso|по-моему|на мой взгляд|эта речь|笔者|筆者|小编|作者认为)\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"\b(?:ladies and gentlemen|dear (?:friends|colleagues)|mr\.? (?:president|speaker|chairman)|thank you|"
    r"i (?:would like|want) to|let me|i am (?:glad|pleased|grateful|honou?red)|my fellow|i yield|"
    r"meine damen und herren|mesdames|señoras y señores|уважаемые|дорогие друзья|各位)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:I|I’m|I'm|my|we’ve|we've|here’s|here's|readers)\b")


def comments_from(units: Sequence[Unit], labels: Mapping[int, Found]) -> int:
    """Find the line under which readers comment; the number of lines if none does.

    What looks like a label there is a reader's name or a quotation of the speech.
    """
    for n, unit in enumerate(units):
        text = unit.text.strip()
        if len(text) < 120 and _COUNTED.fullmatch(text):
            before = sum(place < n for place in labels)
            if 2 * before >= len(labels) and n > 1 and n not in labels:
                return n
    return len(units)


def part_voices(pieces: list[Piece]) -> list[Piece]:
    """Take from the speakers what the page's author and readers wrote."""
    framed = _is_framed(pieces)
    bloggy = _is_blog(pieces, framed=framed)
    spans = list(turns_of(pieces))
    parted: list[Piece] = []
    for start, end in spans:
        turn = pieces[start:end]
        last = end == len(pieces)
        if not turn[0].turn:
            parted += list(_before(turn))
            continue
        turn = _after_emphasis(turn) if bloggy or last else turn
        tail = _tail(turn, bloggy=bloggy, framed=framed, last=last)
        parted += turn[:tail]
        parted += _close(turn[tail:], last=last)
    return parted


def _is_framed(pieces: Sequence[Piece]) -> bool:
    """Tell whether somebody speaks in his own voice before the first label."""
    return any(
        piece.turn == 0
        and piece.kind is SegmentKind.COMMENTARY
        and (_FIRST.search(piece.text) or _AUTHOR.search(piece.text))
        for piece in pieces
    )


def _is_blog(pieces: Sequence[Piece], *, framed: bool) -> bool:
    """Tell whether the page is somebody's own, who writes around the speeches."""
    last = pieces[-1].turn if pieces else 0
    ends = [piece for piece in pieces if piece.turn == last]
    plugged = any(len(piece.text) < 600 and PLUG.search(piece.text) for piece in ends)
    noted = any(EMPHASIS.search(piece.text) for piece in pieces)
    commented = any(piece.kind is SegmentKind.COMMENT for piece in pieces)
    headed = any(_heads_comments(piece.text.strip()) for piece in ends)
    return noted or (framed and (plugged or commented or headed)) or (plugged and headed)


def _before(turn: Sequence[Piece]) -> Iterator[Piece]:
    for piece in turn:
        plug = piece.kind is SegmentKind.COMMENTARY and _is_plug(piece.text)
        meta = piece.kind is SegmentKind.COMMENTARY and _is_meta(piece.text)
        yield (
            nobodys(piece, SegmentKind.BOILERPLATE, "a plug or the page's own words")
            if plug or meta
            else piece
        )


def _heads_comments(text: str) -> bool:
    return len(text) < 120 and bool(COMMENTS.fullmatch(text) or _COUNTED.fullmatch(text))


def _is_plug(text: str) -> bool:
    found = PLUG.search(text)
    return found is not None and (len(text) < 400 or len(PLUG.findall(text)) > 1) and len(text) < 900


def _is_meta(text: str) -> bool:
    bare = text.strip()
    return len(bare) < 120 and META.fullmatch(bare) is not None


def _after_emphasis(turn: list[Piece]) -> list[Piece]:
    """Cut a turn where the author notes whose emphasis it was."""
    made: list[Piece] = []
    for piece in turn:
        marks = list(EMPHASIS.finditer(piece.text)) if piece.spoken else []
        if not marks:
            made.append(piece)
            continue
        places = [place for mark in marks for place in mark.span()]
        for part in cut(piece, places):
            if EMPHASIS.fullmatch(part.text.strip()):
                made.append(
                    nobodys(part, SegmentKind.COMMENTARY, "a note of the author")
                )
            else:
                made.append(part)
    return made


def _tail(turn: Sequence[Piece], *, bloggy: bool, framed: bool, last: bool) -> int:
    """Find where a turn's speaker stops; the turn's length if nowhere sooner."""
    ends = [len(turn)]
    short = _short_from(turn) if last else len(turn)
    for n, piece in enumerate(turn):
        text = piece.text.strip()
        if not piece.spoken or (n == 0 and piece.label):
            continue
        if last and _heads_comments(text):
            ends.append(n)
            break
        if n >= short and _is_meta(text):
            ends.append(n)
            break
        if (bloggy or last) and _is_plug(text) and (last or n >= len(turn) - 2):
            ends.append(_rules_before(turn, n))
            break
    end = min(ends)
    bar = 2.0 if bloggy else 2.5 if framed and last else 4.0
    return _change(turn[:end], bar=1.4 if bloggy and (end < len(turn)) else bar)


def _rules_before(turn: Sequence[Piece], n: int) -> int:
    while n > 1 and (turn[n - 1].rule or not _letters(turn[n - 1].text)):
        n -= 1
    return n


def _letters(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _change(turn: Sequence[Piece], *, bar: float) -> int:
    """Find the change of voice inside a turn, its length if there is none.

    Each paragraph is heard for the author's words against the speaker's; the
    change is where the sum of all that follows is highest, if it is high enough.
    """
    if len(turn) < 2:
        return len(turn)
    surname = (turn[0].speaker or turn[-1].speaker or "").split()
    about = (
        re.compile(rf"\b{re.escape(surname[-1])}\b(?!:)") if surname else None
    )
    best, place, total = 0.0, len(turn), 0.0
    for n in range(len(turn) - 1, 0, -1):
        piece = turn[n]
        if piece.kind is SegmentKind.COMMENTARY:
            total += 1.5
        elif piece.spoken:
            total += _heard(piece.text, about)
        bonus = 0.0
        if turn[n - 1].spoken and _closes(turn[n - 1].text):
            bonus += 1.0
        if piece.kind is SegmentKind.COMMENTARY:
            bonus += 0.5
        if total + bonus > best:
            best, place = total + bonus, n
    marked = any(piece.kind is SegmentKind.COMMENTARY for piece in turn[place:])
    return place if best >= (1.4 if marked else bar) else len(turn)


def _closes(text: str) -> bool:
    """Tell whether a paragraph takes its leave."""
    end = text.strip()[-120:]
    return _THANKS.search(end) is not None


def _heard(text: str, about: re.Pattern[str] | None) -> float:
    score = -0.25
    score += min(3.0, 0.8 * len(_AUTHOR.findall(text)))
    if about is not None:
        score += min(1.6, 0.8 * len(about.findall(text)))
    score -= 0.8 * len(_SPEAKER.findall(text))
    return score


def _close(rest: Sequence[Piece], *, last: bool) -> Iterator[Piece]:
    """Name what follows the speech: commentary, a plug, then the readers."""
    plugged = commented = trailing = False
    short = _short_from(rest)
    for n, piece in enumerate(rest):
        text = piece.text.strip()
        near = rest[n : n + 6]
        ahead = next((p for p in near if _letters(p.text)), piece)
        if piece.kind is SegmentKind.COMMENT:
            yield piece
        elif _heads_comments(text):
            commented = True
            yield nobodys(piece, SegmentKind.BOILERPLATE, "heads the comments")
        elif _is_plug(text) or (
            (piece.rule or not _letters(text)) and _is_plug(ahead.text)
        ):
            plugged = True
            yield nobodys(piece, SegmentKind.BOILERPLATE, "a plug")
        elif piece.kind is SegmentKind.HEADING or piece.rule:
            yield piece
        elif trailing or (_is_meta(text) and not commented and n >= short):
            trailing = True
            yield nobodys(piece, SegmentKind.BOILERPLATE, "the page's own words")
        elif last and (commented or plugged):
            yield nobodys(
                piece,
                SegmentKind.COMMENT,
                "after the comments' heading" if commented else "after the plug",
                1.0 if commented else 0.7,
            )
        else:
            yield nobodys(
                replace(piece, label=piece.label),
                SegmentKind.COMMENTARY,
                piece.reason
                if piece.kind is SegmentKind.COMMENTARY
                else "the voice changes: the author speaks about the speech",
                0.7,
            )


def _short_from(rest: Sequence[Piece]) -> int:
    """Find from where on only short lines follow."""
    total = 0
    for n in range(len(rest) - 1, -1, -1):
        total += len(rest[n].text)
        if len(rest[n].text) > 400 or total > 90 * (len(rest) - n) + 200:
            return n + 1
    return 0
