"""Excerpt ids: short, the same on every platform, kept when a text is edited."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from hashlib import blake2b

from content.excerpts.alignment import align

ID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O (they read as 1, 1, 0) and no U."""

ID_LENGTH = 8

_QUOTES = re.compile(r"[\"'`´‘’‚‛“”„‟‹›«»′″「」『』〝〞]+")
_DASHES = re.compile(r" ?(?:[-‐‑‒–—―−] ?)+")
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_SPACES = re.compile(r"\s+")
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def normalise_text(text: str) -> str:
    """Return a text without what an editor may change without changing the words.

    Letter case, compatibility forms, invisible characters, line breaks, the shape of
    quotation marks and dashes, and the spaces around dashes do not count. Words and
    all other punctuation do.
    """
    folded = _INVISIBLE.sub("", text)
    # Quotation marks twice: NFKC would break an acute accent used as one in two, and
    # makes plain ones of the full-width forms.
    folded = unicodedata.normalize("NFD", _QUOTES.sub("'", folded))
    for _ in range(2):  # as Unicode defines NFKC_Casefold
        folded = unicodedata.normalize("NFKC", folded.casefold())
    folded = _SPACES.sub(" ", _QUOTES.sub("'", folded))
    return _DASHES.sub("-", folded).strip()


def excerpt_id(slug: str, text: str, occurrence: int = 0) -> str:
    """Hash a transcript's slug and an excerpt's text into an id.

    `occurrence` tells apart what would have the same id: the second excerpt of a
    transcript with the same words, or a collision.
    """
    return _hash_to_id(slug, normalise_text(text), occurrence)


def normalise_id(typed: str) -> str | None:
    """Parse an id as a person typed it; None when it can't be one.

    Forgives letter case, o for 0, i and l for 1, spaces, hyphens and a leading ``#``.
    """
    start = normalise_id_start(typed)
    return start if start and len(start) == ID_LENGTH else None


def normalise_id_start(typed: str) -> str | None:
    """Read the first characters of an id as `normalise_id` does; it may be empty."""
    folded = unicodedata.normalize("NFKC", typed).strip().removeprefix("#").upper()
    folded = _DASHES.sub("", _SPACES.sub(" ", folded)).replace(" ", "")
    folded = folded.translate(_LOOKALIKES)
    if len(folded) > ID_LENGTH or not set(folded) <= set(ID_ALPHABET):
        return None
    return folded


def ids_from(start: str) -> tuple[str, str]:
    """Return the lowest and the highest id that begins with some characters.

    >>> ids_from("7K3")
    ('7K300000', '7K3ZZZZZ')
    """
    return start.ljust(ID_LENGTH, ID_ALPHABET[0]), start.ljust(
        ID_LENGTH, ID_ALPHABET[-1]
    )


def assign_ids(
    slug: str,
    texts: Sequence[str],
    taken: Collection[str] = (),
    kept: Sequence[str | None] | None = None,
) -> list[str]:
    """Assign each excerpt of a transcript an id that no other in the library has.

    Args:
        slug: The transcript's slug.
        texts: Its excerpts, in order.
        taken: Ids of all other transcripts; a set, or looking up is slow.
        kept: For each text the id that it keeps, as `carry_over_ids` found, or None.
    """
    kept = kept if kept is not None else [None] * len(texts)
    used = {id_ for id_ in kept if id_ is not None}
    seen: Counter[str] = Counter()
    ids = []
    for text, id_ in zip(texts, kept, strict=True):
        key = normalise_text(text)
        while id_ is None:
            candidate = _hash_to_id(slug, key, seen[key])
            seen[key] += 1
            if candidate not in used and candidate not in taken:
                id_ = candidate  # noqa: PLW2901 - the loop ends by finding it
        used.add(id_)
        ids.append(id_)
    return ids


def carry_over_ids(
    old: Sequence[tuple[str, str]], new: Sequence[str]
) -> list[str | None]:
    """Return which old id each excerpt of a transcript's new edition keeps.

    Args:
        old: Id and text of each excerpt as stored, in order.
        new: The text of each excerpt of the new edition, in order.

    Returns:
        For each new excerpt the id it keeps, or None; no id is given twice.
    """
    found = align(
        [normalise_text(text) for _, text in old], [normalise_text(t) for t in new]
    )
    return [None if i is None else old[i][0] for i in found]


def _hash_to_id(slug: str, key: str, occurrence: int) -> str:
    source = f"{slug}\0{occurrence or ''}\0{key}"
    hashed = blake2b(source.encode("utf-8", "surrogatepass"), digest_size=5)
    number = int.from_bytes(hashed.digest(), "big")
    return "".join(
        ID_ALPHABET[number >> shift & 31]
        for shift in range(5 * (ID_LENGTH - 1), -1, -5)
    )
