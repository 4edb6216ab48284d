from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.chats.shuffle import shuffled_index


@settings(max_examples=60, deadline=None)
@given(size=st.integers(1, 300), seed=st.integers(0, 2**62))
def test_every_size_is_shuffled_without_loss(size: int, seed: int) -> None:
    assert sorted(shuffled_index(i, size, seed) for i in range(size)) == list(
        range(size)
    )


def test_orders_differ_from_seed_to_seed() -> None:
    orders = {
        tuple(shuffled_index(i, 12, seed) for i in range(12)) for seed in range(200)
    }
    assert len(orders) > 190


def test_no_first_element_is_much_likelier_than_another() -> None:
    firsts = Counter(shuffled_index(0, 10, seed) for seed in range(5000))
    assert min(firsts.values()) > 380
    assert max(firsts.values()) < 620
