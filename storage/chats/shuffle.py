"""A shuffle of any size that needs no list: each place is computed when asked for."""

ROUNDS = 4

_64_BITS = (1 << 64) - 1


def shuffled(index: int, size: int, seed: int) -> int:
    """Return the `index`-th element of a shuffle of ``range(size)``.

    A Feistel network permutes the smallest even power of two that holds `size`;
    what falls outside is walked on until it falls inside (at most four times as
    many values are walked as there are elements, on average).

    >>> sorted(shuffled(index, 10, seed=7) for index in range(10))
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    half = max(1, ((size - 1).bit_length() + 1) // 2)
    mask = (1 << half) - 1
    while True:
        left, right = index >> half, index & mask
        for number in range(ROUNDS):
            left, right = right, left ^ (_mix(right, number, seed) & mask)
        index = (left << half) | right
        if index < size:
            return index


def _mix(value: int, number: int, seed: int) -> int:
    """Mix well, though not for secrets: SplitMix64 (Steele, Lea and Flood, 2014)."""
    mixed = seed ^ ((value * ROUNDS + number + 1) * 0x9E3779B97F4A7C15) & _64_BITS
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & _64_BITS
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & _64_BITS
    return mixed ^ mixed >> 31
