"""Intervals of shares and their changes, against published values and against chance itself."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwidgets.snapshot_comparison.intervals import (
    INDEPENDENT,
    NO_PAIRS,
    PAIRED,
    PARTLY_PAIRED,
    Pairs,
    Share,
    method,
    newcombe,
    wilson,
)


@pytest.mark.parametrize(
    ("leads", "basis", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
    ids=["81/263", "15/148", "0/20", "1/29"],
)
def test_a_share_has_the_interval_that_newcombe_printed_for_wilsons_score(
    leads: int, basis: int, low: float, high: float
) -> None:
    assert wilson(Share(leads, basis)) == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
    ],
    ids=["56/70", "9/10", "6/7", "5/56", "0/10", "10/10"],
)
def test_groups_have_the_interval_that_newcombe_printed_for_his_method_10(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    given_ = Share(*second), Share(*first)
    assert newcombe(*given_) == pytest.approx((low, high), abs=0.00005)
    assert method(*given_, NO_PAIRS) == INDEPENDENT


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        ((36, 12, 2, 0), 0.0569, 0.3404),
        ((36, 14, 0, 0), 0.1528, 0.4167),
        # Cavo et al., 2012, as the R package contingencytables prints it
        ((59, 6, 16, 80), -0.1186, -0.0046),
    ],
    ids=["36, 12, 2, 0", "36, 14, 0, 0", "59, 6, 16, 80"],
)
def test_pairs_have_the_interval_that_is_printed_for_newcombes_paired_method_10(
    table: tuple[int, int, int, int], low: float, high: float
) -> None:
    both, first_only, second_only, neither = table
    pairs = Pairs(both, second_only, first_only, neither)
    before = Share(both + second_only, pairs.leads)
    after = Share(both + first_only, pairs.leads)
    assert newcombe(before, after, pairs) == pytest.approx((low, high), abs=0.00005)
    assert method(before, after, pairs) == PAIRED


_COUNT = st.integers(0, 60)
_PAIRS = st.builds(Pairs, _COUNT, _COUNT, _COUNT, _COUNT)
_ALONE = st.tuples(_COUNT, _COUNT)


def _sides(pairs: Pairs, alone: tuple[int, int], others: tuple[int, int]) -> tuple[Share, Share]:
    return (
        Share(pairs.both + pairs.before_only + alone[0], pairs.leads + sum(alone)),
        Share(pairs.both + pairs.after_only + others[0], pairs.leads + sum(others)),
    )


@given(_PAIRS, _ALONE, _ALONE)
def test_an_interval_holds_the_change_stays_possible_and_turns_round_with_the_sides(
    pairs: Pairs, alone: tuple[int, int], others: tuple[int, int]
) -> None:
    before, after = _sides(pairs, alone, others)
    if not (before.basis and after.basis):
        return
    low, high = newcombe(before, after, pairs)
    assert -1 <= low <= after.value - before.value + 1e-12
    assert after.value - before.value - 1e-12 <= high <= 1
    turned = Pairs(pairs.both, pairs.after_only, pairs.before_only, pairs.neither)
    assert newcombe(after, before, turned) == pytest.approx((-high, -low))


def test_leads_on_both_sides_that_mostly_stay_make_an_interval_narrower() -> None:
    before, after = Share(100, 200), Share(110, 200)
    whole = newcombe(before, after, Pairs(98, 2, 12, 88))
    half = newcombe(before, after, Pairs(49, 1, 6, 44))
    none = newcombe(before, after)
    assert whole[1] - whole[0] < half[1] - half[0] < none[1] - none[0]
    assert method(before, after, Pairs(49, 1, 6, 44)) == PARTLY_PAIRED


@pytest.mark.parametrize("on_both", [0, 60, 120])
def test_of_a_thousand_changes_the_interval_holds_about_950(on_both: int) -> None:
    """Leads of one side only, or of both, of which four in five keep what they were."""
    draw = random.Random(12)  # noqa: S311 - no secret depends on it
    sides, chance_before, chance_after = 120, 0.4, 0.48
    held = 0
    for _ in range(1_000):
        befores = [draw.random() < chance_before for _ in range(sides)]
        kept = [(was, was if draw.random() < 0.8 else draw.random() < 0.8) for was in befores]
        pairs = kept[:on_both]
        afters = [after for _, after in pairs]
        afters += [draw.random() < chance_after for _ in range(sides - on_both)]
        counted = Pairs(
            *(
                pairs.count(one)
                for one in ((True, True), (True, False), (False, True), (False,) * 2)
            )
        )
        low, high = newcombe(Share(sum(befores), sides), Share(sum(afters), sides), counted)
        held += low <= chance_after - chance_before <= high
    assert 930 <= held <= 980
