"""What came of checking a quote, as people read it."""

from collections.abc import Iterator, Sequence

from content.claims.alignment import Piece, PieceKind, pieces
from content.claims.verdict import Outcome, Place, is_in_order
from content.language.typography.typesetting import typeset
from content.language.words.tokens import is_unspaced
from content.model import TurnKind
from content.query.marks import Mark
from handlers.contract.reply import (
    Paragraph,
    ParagraphRole,
    Span,
    SpanStyle,
    heading,
    note,
    paragraph,
    small,
    strong,
)
from handlers.text.card import (
    byline,
    byline_and_provenance,
    quotation,
    short_title,
    snippet,
)
from handlers.text.wording import format_count, format_date, in_quotes, shorten
from storage.corpus.rows import StoredExcerpt
from storage.search.checking import CheckedClaim
from storage.search.library import Counts

MAX_PLACES_SHOWN = 5
"""Places that are shown where several have the words."""

MAX_PLACES_COUNTED = 20
"""Places from which very few words are in many."""

MAX_REST_CHARS = 120
"""Characters of what is nowhere that are named."""

_PAIRS = ("“”", "«»", "「」", "『』")
"""Quotation marks of which each opens or closes; „ has several partners."""

_NOBODYS = {
    TurnKind.STAGE: "a stage direction",
    TurnKind.HEADING: "a heading",
    TurnKind.COMMENTARY: "commentary",
    TurnKind.BOILERPLATE: "a notice of the page",
}


def verdict_paragraphs(checked: CheckedClaim) -> Iterator[Paragraph]:
    """Yield what came of a claim of which something is in the library."""
    verdict = checked.verdict
    places = verdict.places[:MAX_PLACES_SHOWN]
    yield heading(*_headline(checked))
    yield from map(note, _remarks(checked))
    if not verdict.in_one_speech:
        yield from _listed(places, checked)
        return
    if verdict.outcome in {Outcome.VERIFIED, Outcome.SHORT}:
        marks: dict[str, list[tuple[int, int]]] = {}
        for place in verdict.places:
            for key, found in place.slices.items():
                marks.setdefault(key, []).append(found)
        for key, ours in marks.items():
            yield quotation(checked.excerpts[key], ours)
    elif verdict.outcome is Outcome.NEAR:
        language = checked.excerpts[places[0].excerpt].language
        spans = [
            span
            for place in places
            for span in (*compared(place, language), Span(" … "))
        ]
        yield paragraph(*spans[:-1], role=ParagraphRole.QUOTATION)
    else:
        yield paragraph(places[0].words, role=ParagraphRole.QUOTATION)
    yield from byline_and_provenance(checked.excerpts[places[0].excerpt])


def by_excerpt(places: Sequence[Place]) -> dict[str, list[Place]]:
    """Return places by the excerpt that most of each stands in, as they come."""
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.excerpt, []).append(place)
    return found


def not_here(checked: CheckedClaim, counts: Counts) -> tuple[Paragraph, ...]:
    """Return what is said of words that the library does not have."""
    if checked.verdict.outcome is Outcome.SHORT:
        return (
            heading(
                strong("Too short to tell."), " Nobody says just these words here."
            ),
        )
    events = format_count(counts.transcripts, "event")
    text = f"That does not make it wrong: the library holds {events}, and no more."
    if len(checked.authors) == 1 and checked.claim.known:
        (name,) = checked.authors
        text = (
            f"{name} speaks in it, but not these words. That does not make them wrong: "
            f"the library holds {events}, and no more."
        )
    return (
        heading(strong("Not in this library.")),
        *map(note, _unknown_author(checked)),
        note(text),
    )


def compared(place: Place, language: str) -> Iterator[Span]:
    """Yield what was said, with the words of the quote that differ between brackets.

    It reads as well without styles: "the last best hope of [not mankind but earth]".
    """
    made = [
        each
        if each.kind is PieceKind.ADDED
        else Piece(each.kind, typeset(each.text, language).text)
        for each in pieces(place.part, place.passage.wording, place.found)
    ]
    before = ""
    while made:
        piece, *made = made
        if piece.kind is PieceKind.SHARED:
            spans: Sequence[Span] = (Span(piece.text),)
        else:
            other = made.pop(0) if made and _differs(made[0]) else None
            spans = _difference(piece, other)
        text = spans[0].text
        if before and not (is_unspaced(before) and text.startswith("[")):
            is_close = before == "]" and is_unspaced(text[0])
            yield Span("" if is_close else " ")
        yield from spans
        before = spans[-1].text[-1:]


def _differs(piece: Piece) -> bool:
    return piece.kind is not PieceKind.SHARED


def _difference(one: Piece, other: Piece | None) -> Sequence[Span]:
    """Return words that differ, in brackets."""
    both = {each.kind: each.text for each in (one, other) if each}
    added, missing = both.get(PieceKind.ADDED), both.get(PieceKind.MISSING)
    struck = Span(added or "", SpanStyle.STRUCK)
    inserted = Span(missing or "", SpanStyle.INSERTED)
    if added and missing:
        return Span("[not "), struck, Span(" but "), inserted, Span("]")
    if added:
        return Span("[not "), struck, Span("]")
    return Span("[left out: "), inserted, Span("]")


def _headline(checked: CheckedClaim) -> Iterator[Span | str]:
    """Yield the verdict in a few words, then who said what."""
    outcome, places = checked.verdict.outcome, checked.verdict.places
    if outcome is Outcome.SHORT:
        yield strong("Too short to tell.")
        many = format_count(len(places), "place")
        if len(places) >= MAX_PLACES_COUNTED:
            many = "many places"
        yield f" So few words may be anybody's; they stand in {many} here."
    elif outcome is Outcome.BLEND:
        yield strong("A blend.")
        if len({(p.passage.event, p.passage.voice) for p in places}) > 1:
            yield f" The words are of {format_count(len(places), 'place')}, put together."
        elif is_in_order(places):
            yield " The words are of one speech, and others stand between them there."
        else:
            yield " The words are of one speech, but do not follow each other in it so."
    elif outcome is Outcome.PART:
        yield strong("Only a part of it")
        yield " is in this library."
    else:
        yield from _who_said_it(checked)


def _who_said_it(checked: CheckedClaim) -> Iterator[Span | str]:
    place = checked.verdict.places[0]
    voice, exact = place.passage.voice, checked.verdict.outcome is Outcome.VERIFIED
    gap = " with words left out" if len(checked.claim.parts) > 1 else ""
    how = (
        f"word for word{',' * bool(gap)}{gap}" if exact else "in other words at places"
    )
    if not voice:
        yield strong("The words are here, but nobody's.")
        yield f" They stand in {_describe_passage(checked, place)}."
        return
    claimed = checked.claim.author
    is_doubtful = checked.claim.doubtful and not checked.is_theirs
    if claimed and not (checked.is_theirs or checked.may_be_theirs or is_doubtful):
        yield strong("Said by somebody else.")
        yield f" Not {shorten(claimed, 60)} but {voice} {_verb(place)} so, {how}."
        return
    if checked.may_be_theirs or is_doubtful:
        yield strong("The words are here.")
    else:
        yield strong("Verified." if exact else "Nearly.")
    yield f" {voice} {_verb(place)} so, {how}."


def _describe_passage(checked: CheckedClaim, place: Place) -> str:
    kind = place.passage.kind
    if kind in _NOBODYS:
        return f"{_NOBODYS[kind]}, and are not given as anybody's"
    doubt = checked.excerpts[place.excerpt].doubt
    why = f" ({shorten(doubt, 80)})" if doubt else ""
    return f"a passage of which it is not sure whose words it holds{why}"


def _verb(place: Place) -> str:
    return {TurnKind.QUESTION: "asked", TurnKind.MESSAGE: "wrote"}.get(
        place.passage.kind, "said"
    )


def _remarks(checked: CheckedClaim) -> Iterator[str]:
    """Yield what else differs from the claim: the year, who is unknown, what is nowhere."""
    claim, verdict = checked.claim, checked.verdict
    yield from _unknown_author(checked)
    yield from _other_voices(checked)
    years = {checked.excerpts[place.excerpt].date[:4] for place in verdict.places} - {
        ""
    }
    if verdict.outcome in {Outcome.VERIFIED, Outcome.NEAR} and _is_quoted(checked):
        voice = verdict.places[0].passage.voice
        yield f"The words stand in quotation marks there: {voice} may quote somebody."
    if claim.year and years and claim.year not in years:
        yield f"It is from {' and '.join(sorted(years))} here, not from {claim.year}."
    if verdict.outcome is Outcome.PART and (rest := _rest(checked)):
        yield f"Not found: {in_quotes(rest, MAX_REST_CHARS)}."
    if len(verdict.places) > MAX_PLACES_SHOWN and not verdict.in_one_speech:
        yield f"The first {MAX_PLACES_SHOWN} are shown."


def _is_quoted(checked: CheckedClaim) -> bool:
    """Return whether a speaker's words begin in quotation marks where they stand."""
    place = checked.verdict.places[0]
    if not place.passage.voice or place.passage.kind is TurnKind.MESSAGE:
        return False
    excerpt = checked.excerpts[place.excerpt]
    shown = typeset(excerpt.text, excerpt.language)
    start, _ = place.slices[place.excerpt]
    before = shown.text[: shown.position(start)]
    if "„" in before:
        return before.count("„") > before.count("“") + before.count("”")
    return any(before.count(pair[0]) > before.count(pair[1]) for pair in _PAIRS)


def _unknown_author(checked: CheckedClaim) -> Iterator[str]:
    author = checked.claim.author
    if author and not checked.authors:
        said = f"Nobody in this library is called {in_quotes(author)}"
        if checked.may_be_theirs:
            voice = checked.verdict.places[0].passage.voice
            said = f"{said}: look whether it is {voice} who is meant"
        yield f"{said}."


def _other_voices(checked: CheckedClaim) -> Iterator[str]:
    """Yield who else said pieces of what somebody is said to have said, or all of it."""
    claim, verdict = checked.claim, checked.verdict
    voices = dict.fromkeys(place.passage.voice for place in verdict.places)
    others = [voice for voice in voices if voice and voice not in checked.authors]
    if verdict.outcome in {Outcome.VERIFIED, Outcome.NEAR}:
        if len(verdict.places) > 1 and not verdict.in_one_speech:
            yield f"It stands in {format_count(len(verdict.places), 'place')} here."
    elif verdict.outcome is Outcome.SHORT and len(others) < len(voices):
        return  # they are theirs as well
    elif claim.author and others:
        names = " and ".join(others[:2]) if len(others) < 3 else f"{len(others)} others"
        yield f"Said by {names}, not by {shorten(claim.author, 60)}."


def _rest(checked: CheckedClaim) -> str:
    """Return what of a quote is in none of the places."""
    claim, places = checked.claim, checked.verdict.places
    if len(claim.parts) > 1:
        there = {place.part.text for place in places}
        return " … ".join(part for part in claim.parts if part not in there)
    place = max(places, key=lambda each: len(each.part))
    quoted, whole = place.found.quoted, place.part
    sides = (range(quoted.start), range(quoted.stop, len(whole)))
    there_too = {each.part.text for each in places if each is not place}
    rest = [
        whole.printed(side)
        for side in sides
        if side and whole.text[slice(*whole.slice_of(side))] not in there_too
    ]
    return " … ".join(rest)


def _listed(places: Sequence[Place], checked: CheckedClaim) -> Iterator[Paragraph]:
    """Yield each excerpt as a passage, with whose words it holds."""
    for number, (key, same) in enumerate(by_excerpt(places).items(), start=1):
        excerpt = checked.excerpts[key]
        marks = [Mark(*each.slices[key], at) for at, each in enumerate(same)]
        words = tuple(snippet(excerpt, marks))
        yield Paragraph(spans=words, role=ParagraphRole.QUOTATION)
        whose = (strong(f"{number} "), *byline(excerpt), _event(excerpt))
        yield Paragraph(spans=whose, role=ParagraphRole.CITATION)


def _event(excerpt: StoredExcerpt) -> Span:
    parts = (short_title(excerpt), format_date(excerpt.date))
    return small("".join(f" · {part}" for part in parts if part))
