"""A few hundred random bad days; `python -m benchmarks faults` runs ten thousand."""

import asyncio
from collections.abc import Iterator

import pytest
from fault_schedules import FaultRunner

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def runner() -> Iterator[FaultRunner]:
    with asyncio.Runner() as loop:
        yield FaultRunner(loop)


@pytest.mark.parametrize("seeds", [range(at, at + 25) for at in range(0, 300, 25)], ids=str)
def test_every_bad_day_ends_in_leads_that_can_be_trusted_or_in_a_named_error(
    runner: FaultRunner, seeds: range
) -> None:
    for seed in seeds:
        runner.run(seed)


def test_schedules_are_as_mixed_as_bad_days_are(runner: FaultRunner) -> None:
    ends = {runner.run(seed) for seed in range(60)}
    assert {"complete", "partial, and says so"} <= ends
    assert len(ends) >= 4
