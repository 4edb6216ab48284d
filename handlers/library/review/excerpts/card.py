"""An excerpt of a file under review, as its card will be."""

from content.excerpts.excerpts import Excerpt
from content.excerpts.ids import excerpt_id
from content.model import Transcript
from handlers.contract.reply import Paragraph
from handlers.text.card import byline_paragraph, question_paragraphs, quotation
from storage.corpus.rows import StoredExcerpt


def card_paragraphs(excerpt: Excerpt, transcript: Transcript) -> tuple[Paragraph, ...]:
    """Return an excerpt with its question and whose words it holds."""
    stored = _stored(excerpt, transcript)
    return (*question_paragraphs(stored), quotation(stored), byline_paragraph(stored))


def _stored(excerpt: Excerpt, transcript: Transcript) -> StoredExcerpt:
    """Return an excerpt as the library would have it."""
    speaker = next(each for each in transcript.speakers if each.name == excerpt.speaker)
    return StoredExcerpt(
        id=excerpt_id(transcript.slug, excerpt.text),
        text=excerpt.text,
        kind=excerpt.kind,
        speaker=speaker.name,
        speaker_id=None,
        printed=speaker.name,
        role=speaker.role,
        read_by=excerpt.read_by or "",
        doubt="",
        offered=excerpt.offered,
        position=excerpt.position,
        turn=excerpt.turn,
        transcript_id=0,
        slug=transcript.slug,
        title=transcript.title,
        date=transcript.date,
        place=transcript.place,
        source=transcript.source,
        licence=transcript.licence,
        language=transcript.language,
        question=excerpt.question,
        asked_by=excerpt.asked_by or "",
    )
