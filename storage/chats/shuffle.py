"""Shuffles that need no list: any place of one can be worked out from its seed."""

FEISTEL_ROUNDS = 4

_64_BITS = (1 << 64) - 1


def shuffled_index(index: int, size: int, seed: int) -> int:
    """Return the `index`-th element of a shuffle of ``range(size)``.

    A Feistel network permutes the numbers below the smallest power of four that is at
    least `size`; a result of `size` or more is permuted again until it is smaller (at
    most four permutations an element, on average).

    >>> sorted(shuffled_index(index, 10, seed=7) for index in range(10))
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    half = max(1, ((size - 1).bit_length() + 1) // 2)
    mask = (1 << half) - 1
    while True:
        left, right = index >> half, index & mask
        for number in range(FEISTEL_ROUNDS):
            left, right = right, left ^ (_hash(right, number, seed) & mask)
        index = (left << half) | right
        if index < size:
            return index


def draw_lot(number: int, seed: int) -> float:
    """Return a number's own lot, from 0 to 1, which has nothing to do with its place."""
    return _hash(number, 0, seed ^ _64_BITS) / (1 << 64)


def _hash(value: int, number: int, seed: int) -> int:
    """Return a hash by SplitMix64 (Steele, Lea and Flood, 2014); not for secrets."""
    mixed = (
        seed ^ ((value * FEISTEL_ROUNDS + number + 1) * 0x9E3779B97F4A7C15) & _64_BITS
    )
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & _64_BITS
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & _64_BITS
    return mixed ^ mixed >> 31
