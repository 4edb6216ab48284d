"""Who is who across the files of a library, and what of it is unsure."""

from storage.store import Store
from tests.fakes.libraries.speeches import sentences, speech

FLOODS = speech("floods", *sentences("flood", 8))


async def test_aliases_join_people_across_files_and_doubts_are_reported(
    store: Store,
) -> None:
    cyrillic = speech("a", *sentences("flood", 3), speaker="А. Марден")
    latin = speech("b", *sentences("frost", 3), aliases=("А. Марден", "阿达"))
    short = speech("c", *sentences("fire", 3), speaker="Marden")
    difference = await store.loader.load([cyrillic, latin, short])
    found = await store.search.find("flood frost", count=100, merged=False)
    assert {excerpt.speaker for excerpt in found.excerpts} == {"Ada Marden"}
    (unsure,) = difference.unresolved
    assert unsure.startswith("'Marden' in c may be Ada Marden; give the full name")
    assert len((await store.library.find_speaker("阿达")).certain) == 1


async def test_a_doubt_is_told_when_it_comes(store: Store) -> None:
    short = speech("c", *sentences("fire", 3), speaker="Marden")
    first = await store.loader.load([short, FLOODS])
    assert len(first.unresolved) == 1
    assert (await store.loader.load([short, FLOODS])).unresolved == ()
    assert (await store.loader.difference([short, FLOODS])).unresolved == ()
    unmoved = speech("d", *sentences("fog", 3), speaker="Nell Orchard")
    assert (await store.loader.load([short, FLOODS, unmoved])).unresolved == ()
    crowd = [speech(f"e{n}", "Fog.", speaker=f"Q{n} Marden") for n in range(9)]
    difference = await store.loader.load([short, FLOODS, unmoved, *crowd])
    (unsure,) = difference.unresolved
    assert "may be Ada Marden, Q0 Marden, Q1 Marden or 7 others; give" in unsure
    again = speech("f", "Mist.", speaker="Marden")
    (unsure,) = (
        await store.loader.load([short, FLOODS, unmoved, *crowd, again])
    ).unresolved
    assert unsure.startswith("'Marden' in c and f may be")
