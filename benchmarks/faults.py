"""Random bad days: every search ends in leads that can be trusted, or in a named error.

    python -m benchmarks faults [--schedules 10000] [--from 0]

Each schedule draws faults (connection resets, truncated and strange answers, 4xx, 5xx, 429, expired
tokens, lost renewals, wrong counts, leads that vanish, appear or change), a dialect (page base,
largest page, shapes), a search, and perhaps a Cancel, and runs them on a virtual clock against an
embedded account of 90 leads. The answer is compared with the account's own table. A failure is
printed with its seed, which repeats it.
"""

import argparse
import asyncio
import sys
import time
from collections import Counter

from fault_schedules import LEADS, FaultRunner

_TOLD_EVERY = 1_000


def main() -> int:
    """Run schedules and print how they ended."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schedules", type=int, default=10_000)
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first seed")
    chosen = parser.parse_args()
    ends: Counter[str] = Counter()
    wrong: list[int] = []
    started = time.perf_counter()
    with asyncio.Runner() as loop:
        runner = FaultRunner(loop)
        for seed in range(chosen.first, chosen.first + chosen.schedules):
            try:
                ends[runner.run(seed)] += 1
            except Exception as error:  # noqa: BLE001 - whatever went wrong is what is looked for
                wrong.append(seed)
                print(f"seed {seed}: {type(error).__name__}: {error}", flush=True)
            done = seed - chosen.first + 1
            if done % _TOLD_EVERY == 0:
                seconds = time.perf_counter() - started
                print(f"  … {done:,} done, {len(wrong)} wrong, {seconds:,.0f} s", flush=True)
    print(
        f"{chosen.schedules:,} schedules over {LEADS} leads, {time.perf_counter() - started:,.0f} s"
    )
    for end, times in ends.most_common():
        print(f"  {times:7,}  {end}")
    print(f"  {len(wrong):7,}  lost, invented or changed a lead, hung, or raised something else")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
