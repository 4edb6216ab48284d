"""Find what a speaker reads out for somebody else, and whose words it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.segment import words as w
from content.segment.likeness import likeness
from content.segment.names import named
from content.segment.pieces import Piece, cut, turns_of
from content.segment.result import SegmentKind

OPENING = "\"“”„«‟「『‘'"
CLOSING = "\"”“»‟」』’"
_LONGEST = 200

_NOUN = (
    r"(?:message|letter|telegram|greetings?|congratulat\w+|condolences|statement|note|e-?mail|cable|tribute|"
    r"telegramm|botschaft|brief|schreiben|grußwort|grußbotschaft|glückwunsch\w*|lettre|télégramme|mensaje|carta|"
    r"saludo|telegrama|mensagem|messaggio|lettera|saluto|послани\w+|приветстви\w+|письм\w+|телеграмм\w+|обращени\w+|"
    r"贺信|賀信|贺电|賀電|致辞|致辭|来信|來信|书信|口信|信函|賀詞|贺词|書簡|メッセージ|祝辞|親書|메시지|축전|서한|list\w*|przesłanie)"
)
_READ = (
    r"(?:read(?:s|ing)?(?:\s+(?:out|aloud|you|to you|it|this|the|a|from))?|convey\w*|deliver\w*|pass(?:ing)? on|share|"
    r"received?|quote|brought|bring|present|transmit\w*|forward\w*|relay|says?|said|sent|verles\w*|vorles\w*|lese|"
    r"überbring\w*|übermittel\w*|erhalten|erreicht|lire|lis|donne\w* lecture|transmett\w*|leer|leo|lectura|"
    r"transmitir|ler|leitura|legger\w*|зачита\w*|прочита\w*|огла\w*|переда\w*|宣读|宣讀|转达|轉達|转交|念|朗读|代読|紹介|낭독)"
)
_INTRODUCED = re.compile(
    rf"{_READ}[^.!?。]{{0,90}}?{_NOUN}|{_NOUN}[^.!?。]{{0,60}}?{_READ}", re.IGNORECASE
)
_REPORTED = re.compile(
    r"(?:as follows|the following (?:message|letter|statement|words|telegram)|in part|mitgeteilt|geschrieben|"
    r"mitteilen lassen|ainsi rédigée?|comme suit|ce qui suit|lo siguiente|como sigue|quanto segue|o seguinte|"
    r"следующее|говорится|(?:has |have )?(?:written|writes|wrote)(?: to (?:us|me))?|schreibt|a écrit|nous écrit|"
    r"escribe|ha escrito|scrive|пишет|написал\w?|全文如下|内容如下|如下|写道|寫道|以下の通り)\s*[:：.]?\s*$",
    re.IGNORECASE,
)
# "As follows" introduces lists and motions too; these say that it is a text.
_BARE = re.compile(r"(?:follow|in part|following|suit|siguiente|sigue|segue|seguinte|следующее|如下)", re.IGNORECASE)
_TEXT = re.compile(
    rf"\b{_NOUN}|\b(?:speech|address|copy|text|reply|rede|ansprache|discours|discurso|discorso|речь|текст)\b|讲话|講話|原文|全文",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|by|of|von|vom|seitens|des|de la part de|de|du|del|di|da|от|od|van)\s+(?=[^\W\d_])", re.IGNORECASE
)
_SENDING = frozenset("from by von vom seitens от od".split())
_CJK_FROM = re.compile(
    "([\u3400-\u9fff·・]{2,20}?)(?:发来|發來)?的?(?:贺信|賀信|贺电|賀電|致辞|致辭|来信|來信|口信|贺词|賀詞)"
)
_CJK_READ = re.compile("宣读|宣讀|转达|轉達|收到|代表|来自|來自|朗读|朗讀|念|读|讀")
_SIGNED = re.compile(
    r"(?:[-–—]+\s*|signed|(?:yours )?(?:very )?(?:sincerely|truly|faithfully|respectfully)(?: yours)?|yours|"
    r"with (?:best|kind|warm) \w+|gez\.?|hochachtungsvoll|"
    r"с уважением|atentamente|cordialement|in fede)\b",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:dear|honou?rable|your (?:excellenc\w+|majest\w+)|excellenc\w+|ladies and gentlemen|members of|my fellow|"
    r"fellow \w+|mr\.? \w+|friends|sehr (?:geehrte|verehrte)\w*|liebe\w*|meine damen|mesdames|messieurs|"
    r"monsieur|madame|cher\w*|señor\w*|estimad\w+|querid\w+|distinguid\w+|senhor\w*|car[iaoe] |signor\w*|gentil\w*|"
    r"уважаем\w+|дорог\w+|尊敬的|各位|親愛的|亲爱的).{0,120}[,!:，！：]\s*$",
    re.IGNORECASE,
)
_HONOUR = re.compile(
    r"\b((?:His|Her|Their)\s(?:Excellency|Majesty|Holiness|(?:Royal )?Highness))(\s+the(?:\s[A-Z][\w’'-]+)+)?"
)
_NOT_NAMED = re.compile(r"^(?:the|a|an|our|my|his|her|their|your|this|der|die|das|unser\w*|mein\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Hold where a message stands among the pieces of a turn, and by whom."""

    start: int
    end: int
    author: str
    confidence: float
    reason: str


def part_messages(pieces: Sequence[Piece]) -> list[Piece]:
    """Give what is read out to those whose words it is."""
    expansions = _expansions(pieces)
    parted: list[Piece] = []
    for start, end in turns_of(pieces):
        turn = _with_inner(pieces[start:end])
        if turn[0].turn:
            place = 0
            while place < len(turn):
                found = _message_at(turn, place, expansions)
                if found is None:
                    parted.append(turn[place])
                    place += 1
                else:
                    parted += turn[place : found.start]
                    parted += [_given(p, found) for p in turn[found.start : found.end]]
                    place = found.end
        else:
            parted += turn
    return parted


def _given(piece: Piece, found: Message) -> Piece:
    if not piece.spoken and piece.kind is not SegmentKind.HEADING:
        return piece
    return replace(
        piece,
        kind=SegmentKind.MESSAGE,
        speaker=found.author,
        read_by=piece.speaker,
        confidence=found.confidence,
        reason=found.reason,
    )


def _with_inner(turn: Sequence[Piece]) -> list[Piece]:
    """Cut a line in which a message opens after its introduction."""
    made: list[Piece] = []
    for piece in turn:
        opened = _INNER.search(piece.text[:1200]) if piece.spoken else None
        head = piece.text[: opened.end()] if opened else ""
        if opened and len(head) < 600 and _introduces(head, quoted=True):
            made += cut(piece, [opened.end()])
        else:
            made.append(piece)
        if len(made) > 1 and _introduces(made[-2].text, quoted=True):
            end = _closing_place(made[-1].text)
            if end:
                made[-1:] = cut(made[-1], [end])
    return made


_INNER = re.compile(r"[:：.]\s*(?=[“„«「\"])")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"'}


def _closing_place(text: str) -> int:
    """Find where a quotation that opens a line ends inside it; 0 if it does not."""
    bare = text.lstrip()
    offset = len(text) - len(bare)
    closing = _PAIRS.get(bare[:1], "")
    if not closing or (bare[0] == '"' and bare.count('"') != 2):
        return 0
    depth = 0
    for place, sign in enumerate(bare):
        if sign == bare[0] and (place == 0 or sign not in closing):
            depth += 1
        elif sign in closing:
            depth -= 1
            if depth == 0:
                end = place + 1
                end += bare[end : end + 1] in {".", ",", "。"}
                rest = bare[end:].strip()
                more = sum(map(str.isalpha, rest)) > 3 and end > 20
                return offset + end if more and not rest[0].islower() else 0
    return 0


def _introduces(text: str, *, quoted: bool) -> bool:
    """Tell whether a paragraph's end announces somebody else's words."""
    end = text.strip()[-260:]
    if quoted:
        last = re.split(r"(?<=[.!?。])\s+", end)[-2:]
        return _INTRODUCED.search(" ".join(last)) is not None or (
            _REPORTED.search(end) is not None
        )
    reported = _REPORTED.search(end) if end.endswith((":", "：")) else None
    if reported is None:
        return False
    return not _BARE.search(reported.group()) or _TEXT.search(end) is not None


def _message_at(
    turn: Sequence[Piece], place: int, expansions: dict[str, str]
) -> Message | None:
    intro = turn[place]
    start = place + 1
    if not intro.spoken or start >= len(turn):
        return None
    body = turn[start]
    if not body.spoken and body.kind is not SegmentKind.HEADING:
        return None
    opens = body.text.lstrip()[:1] in OPENING
    if opens:
        end, signer = _quoted(turn, start)
        announced = _introduces(intro.text, quoted=True)
        if not announced and not (signer and end - start > 1):
            return None
        author = _author(intro.text, expansions) if announced else ""
        return _made(start, end, _whose(author, signer), 0.95 if announced else 0.7)
    if not _introduces(intro.text, quoted=False):
        return None
    author = _author(intro.text, expansions)
    if body.quoted:
        end = start
        while end < len(turn) and turn[end].quoted and turn[end].spoken:
            end += 1
        return _made(start, end, author, 0.85)
    end, signer = _signed(turn, start)
    if signer:
        return _made(start, end, _whose(author, signer), 0.85)
    if _SALUTATION.match(body.text.strip()):
        end = start
        while end < len(turn) and turn[end].spoken:
            end += 1
        return _made(start, end, author, 0.75)
    return None


def _whose(author: str, signer: str) -> str:
    """Prefer a signature that names somebody to an introduction that does not."""
    return signer if signer and (not author or named(author).voice) else author


def _made(start: int, end: int, author: str, sure: float) -> Message | None:
    if not author:
        return None
    return Message(
        start=start,
        end=end,
        author=author,
        confidence=sure,
        reason=f"read out for {author}",
    )


def _quoted(turn: Sequence[Piece], start: int) -> tuple[int, str]:
    """Find where quoted paragraphs end, and who signs them.

    Each paragraph may open with a mark of its own, or one may be missing; the
    quotation ends with a paragraph that closes it, unless the next one opens again.
    """
    end = start
    last = min(len(turn), start + _LONGEST)
    for n in range(start, last):
        piece = turn[n]
        if not piece.spoken:
            if piece.kind is SegmentKind.STAGE:
                continue
            break
        text = piece.text.strip()
        opens = text[:1] in OPENING
        if n > start and not opens and not _closed_ahead(turn, n, last):
            break
        end = n + 1
        if _closes(text):
            after = turn[n + 1].text.lstrip()[:1] if n + 1 < last else ""
            if after not in OPENING or not after:
                break
    signer = _signer(turn[end - 1].text) if end > start else ""
    return end, signer


def _closes(text: str) -> bool:
    bare = text.rstrip(" .)")
    return len(bare) > 1 and bare[-1] in CLOSING and bare[-2:-1] not in {" ", "s"} or (
        len(bare) > 1 and bare[-1] in "”»」』\""
    )


def _closed_ahead(turn: Sequence[Piece], place: int, last: int) -> bool:
    """Tell whether an unmarked paragraph stands inside a quotation still open."""
    for n in range(place, min(last, place + 12)):
        text = turn[n].text.strip()
        if text[:1] in OPENING and n > place:
            return True
        if _closes(text):
            return not any(sign in text[:-2] for sign in "“„«「\"")
    return False


def _signed(turn: Sequence[Piece], start: int) -> tuple[int, str]:
    """Find the signature line that ends an unmarked message."""
    for n in range(start, min(len(turn), start + 40)):
        if not turn[n].spoken:
            break
        signer = _signer(turn[n].text) if n > start else ""
        if signer and not turn[n].text.strip().endswith(":"):
            return n + 1, signer
    return start, ""


def _signer(text: str) -> str:
    """Read a signature line; empty if it is none."""
    bare = text.strip().strip(OPENING + CLOSING + " ")
    if not 3 < len(bare) <= 160 or _SALUTATION.match(bare) or bare.endswith(","):
        return ""
    signed = _SIGNED.match(bare)
    rest = bare[signed.end() :].strip(" ,") if signed else bare
    head = re.split(r"(?<=[^\W\d_]{2})[.。]\s*|\n", rest)[0].strip(" ,.")
    tokens = head.split()
    if not 2 <= len(tokens) <= 16 or head.endswith(("!", "?")):
        return ""
    role = any(token.strip(",.").casefold() in w.ROLES for token in tokens)
    if likeness(head, frozenset()) < 0.7 or not (role or signed):
        return ""
    return named(head).name


def _author(text: str, expansions: dict[str, str]) -> str:
    """Read from an introduction whose words follow."""
    end = text.strip()[-260:]
    honour = list(_HONOUR.finditer(end))
    if honour:
        title = honour[-1].group(1)
        return (title + (honour[-1].group(2) or "")) if honour[-1].group(2) else (
            expansions.get(title, title)
        )
    cjk = _CJK_FROM.search(end)
    if cjk:
        return _cjk_name(_CJK_READ.split(cjk.group(1))[-1])
    # The latest "from …" names the sender, unless it names no person.
    places = sorted(
        _FROM.finditer(end),
        key=lambda found: (found.group().split()[0].casefold() in _SENDING, found.end()),
        reverse=True,
    )
    names = [person(end[found.end() :]) for found in places]
    for name in [name for name in names if " " in name] + names:
        if name:
            return name
    owner = re.search(r"((?:[^\W\d_][\w.’'-]*\s){1,6}?[^\W\d_][\w.-]*)['’]s\s+" + _NOUN, end)
    if owner:
        name = person(owner.group(1))
        if name:
            return name
    reported = _REPORTED.search(end)
    return _subject(end) or (_person_before(end[: reported.start()]) if reported else "")


def _cjk_name(text: str) -> str:
    """Strip the office that Chinese puts after a name."""
    office = w.CJK_ROLE.search(text)
    return text[: office.start()] if office and office.start() > 1 else text


def _person_before(text: str) -> str:
    """Read the name a phrase ends with: "as President Ada Brook" (wrote)."""
    tokens: list[str] = []
    for token in reversed(text.split()[-10:]):
        word = token.strip(",.").casefold()
        if not (token[:1].isupper() or word in w.PARTICLES) or token.endswith(","):
            break
        tokens.insert(0, token)
    while tokens and tokens[0].casefold() in w.PARTICLES | {"as"}:
        tokens.pop(0)
    return person(" ".join(tokens)) if tokens and tokens[0] != "I" else ""


def person(text: str, *, deeper: bool = True) -> str:
    """Read a name with its role at the start of a phrase."""
    tokens: list[str] = []
    for token in text.split()[:16]:
        clean = token.strip("\"“”„«»:;,")
        word = clean.rstrip(".").casefold()
        if word in _AFTER and _whole(tokens):
            break
        if not clean or not (clean[:1].isupper() or word in w.PARTICLES or word in w.ROLES):
            break
        tokens.append(clean)
        if token.endswith((":", ";", ",")) or (
            token.endswith(".") and word not in w.TITLES and len(word) > 1
        ):
            break
    while tokens and tokens[-1].rstrip(".").casefold() in w.PARTICLES:
        tokens.pop()
    phrase = " ".join(tokens).rstrip(".")
    while _NOT_NAMED.match(phrase) and " " in phrase:
        phrase = phrase.split(" ", 1)[1]
    large = any(token[:1].isupper() for token in phrase.split())
    if not large or likeness(phrase, frozenset()) < 0.5:
        return ""
    found = named(phrase)
    rest = text.partition(",")[2].strip()
    if deeper and found.voice and rest:
        # "the Minister of Harbours, Jane Hall," names the office, then its holder.
        return person(rest, deeper=False) or found.name
    return found.name


# After a full name these go on with the occasion, not with the name.
_AFTER = frozenset(
    "at on in to for zur zum auf bei beim vor im am über anlässlich au aux à en sur para per na в на по к".split()
)


def _whole(tokens: Sequence[str]) -> bool:
    return len(tokens) > 1 and all(token[:1].isupper() for token in tokens[-2:])


def _subject(text: str) -> str:
    """Read the subject of the last sentence, where it is a person: "The King wrote:"."""
    sentence = re.split(r"(?<=[.!?])\s+(?=[^\W\d_])", text.strip())[-1]
    article = re.match(
        r"((?:The|Der|Die|Le|La|El|Il|O)\s(?:(?:Herr|Frau|Right Honou?rable)\s)?)", sentence
    )
    name = person(sentence[article.end() :] if article else sentence)
    if not name or not article:
        return name
    return (article.group() + name) if named(name).voice else name


def _expansions(pieces: Sequence[Piece]) -> dict[str, str]:
    """Learn the full form of titles the document also uses short."""
    times: dict[str, dict[str, int]] = {}
    for piece in pieces:
        if "Excellency" in piece.text or "Majesty" in piece.text or "High" in piece.text:
            for found in _HONOUR.finditer(piece.text):
                if found.group(2):
                    forms = times.setdefault(found.group(1), {})
                    full = found.group(1) + found.group(2)
                    forms[full] = forms.get(full, 0) + 1
    return {
        title: max(forms, key=lambda form: forms[form])
        for title, forms in times.items()
    }
