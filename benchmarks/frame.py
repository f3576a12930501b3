"""JSON pages to a typed DataFrame: this package against what one would write by hand.

::

    python benchmarks/frame.py --leads 1000000 --rounds 3 --arrival 20

Ways, each in a process of its own, in turns:

- ``leadwidgets``: `read_page` as each page arrives, `LeadFrame.finish` after the last.
- ``by hand``: `json.loads` of every page into one list, `pandas.DataFrame`, the same conversions.
- ``by page``: `json.loads` and `pandas.DataFrame` page by page, `pandas.concat`, conversions.

Figures: seconds of CPU and of wall time; the peak of resident memory above that before the first
page; and with ``--arrival``, a page arriving every so many milliseconds, read in a worker thread:
the wait after the last page, and the lag of the event loop (99th percentile). The pages lie in
files, so that no way holds them all in memory; the time to load them is nobody's. A first round on
few leads checks that all ways give equal frames. Of the rounds the best is printed for each figure:
what else runs on the machine only ever adds.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from lead_pages import PAGE_SIZE, write_pages

from leadwidgets.frame import LeadFrame, empty_leads, read_page
from leadwidgets.frame.lead_columns import COLUMN_NAMES

OURS, BY_HAND, BY_PAGE = "leadwidgets", "by hand", "by page"
WAYS = (OURS, BY_HAND, BY_PAGE)
_CHECKED_LEADS = 3000
_LAG_INTERVAL = 0.001


class Reader:
    """One way to read pages."""

    def __init__(self, way: str, leads: int) -> None:
        self._way = way
        self._parts: list[Any] = []
        self._frame = LeadFrame(leads)  # a search counts them first

    def read(self, content: bytes) -> None:
        """Take a page that has arrived."""
        if self._way == OURS:
            self._frame.add(read_page(content))
        elif self._way == BY_HAND:
            self._parts.extend(json.loads(content))
        else:
            self._parts.append(pd.DataFrame(json.loads(content)))

    def finish(self) -> pd.DataFrame:
        """Give the frame after the last page."""
        if self._way == OURS:
            return self._frame.finish()
        whole = pd.DataFrame(self._parts) if self._way == BY_HAND else pd.concat(self._parts)
        self._parts = []
        return converted(whole.reset_index(drop=True))


def converted(frame: pd.DataFrame) -> pd.DataFrame:
    """Give the columns the dtypes that `leadwidgets.frame` gives them, with pandas alone."""
    composite = frame["lastPassDisposition"].str.split(" : ", n=1, expand=True)
    composite = composite.reindex(columns=[0, 1])
    columns: dict[str, pd.Series] = {}
    dtypes = empty_leads().dtypes
    for (name,), column in COLUMN_NAMES.items():
        if name not in frame:
            continue
        dtype = dtypes[column]
        if isinstance(dtype, pd.DatetimeTZDtype):
            times = pd.to_datetime(frame.pop(name), utc=True, format="ISO8601")
            columns[column] = times.dt.as_unit("ms")
        else:
            columns[column] = frame.pop(name).astype("category" if dtype == "category" else dtype)
    agent = columns["agent_disposition"].astype("str")
    columns["agent_disposition"] = composite[1].astype("str").fillna(agent).astype("category")
    dispo = columns["last_pass_dispo"].astype("str")
    columns["system_disposition"] = composite[0].astype("str").fillna(dispo).astype("category")
    return pd.DataFrame(columns)


def measure(way: str, folder: Path) -> dict[str, float]:
    """Read all pages of a folder as fast as possible."""
    paths = sorted(folder.iterdir())
    once = Reader(way, PAGE_SIZE)  # what is imported and compiled once is no page's cost
    once.read(paths[0].read_bytes())
    once.finish()
    before = _reset_peak()
    reader = Reader(way, PAGE_SIZE * len(paths))
    read, finish = Spent(), Spent()
    for path in paths:
        content = path.read_bytes()
        with read:
            reader.read(content)
    with finish:
        reader.finish()
    return {
        "cpu_s": read.cpu + finish.cpu,
        "wall_s": read.wall + finish.wall,
        "finish_s": finish.wall,
        "peak_mb": _peak() - before,
    }


class Spent:
    """Seconds of CPU and of wall time, summed over the blocks that it is entered for."""

    def __init__(self) -> None:
        self.cpu = self.wall = 0.0

    def __enter__(self) -> None:
        self.cpu -= time.process_time()
        self.wall -= time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.cpu += time.process_time()
        self.wall += time.perf_counter()


async def measure_arrival(way: str, paths: list[Path], milliseconds: float) -> dict[str, float]:
    """Read pages that arrive one after the other, in a worker thread, and watch the event loop."""
    lags: list[float] = []
    watching = asyncio.create_task(_watch(lags))
    reader = Reader(way, PAGE_SIZE * len(paths))
    start = time.perf_counter()
    reading: Awaitable[None] = asyncio.sleep(0)
    for number, path in enumerate(paths, start=1):
        await asyncio.sleep(max(0.0, start + number * milliseconds / 1000 - time.perf_counter()))
        content = await asyncio.to_thread(path.read_bytes)
        await reading
        reading = asyncio.create_task(asyncio.to_thread(reader.read, content))
    last = time.perf_counter()
    await reading
    await asyncio.to_thread(reader.finish)
    tail = time.perf_counter() - last
    watching.cancel()
    return {
        "tail_s": tail,
        "lag_p99_ms": float(np.percentile(lags, 99)) * 1000,
        "lag_max_ms": max(lags) * 1000,
    }


async def _watch(lags: list[float]) -> None:
    while True:
        asked = time.perf_counter()
        await asyncio.sleep(_LAG_INTERVAL)
        lags.append(time.perf_counter() - asked - _LAG_INTERVAL)


def check(folder: Path) -> None:
    """Raise unless all ways give equal frames."""
    frames = []
    for way in WAYS:
        reader = Reader(way, _CHECKED_LEADS)
        for path in sorted(folder.iterdir()):
            reader.read(path.read_bytes())
        frames.append(reader.finish())
    for other in frames[1:]:
        for name, column in other.items():
            pd.testing.assert_series_equal(frames[0][str(name)], column, check_category_order=False)


def _reset_peak() -> float:
    Path("/proc/self/clear_refs").write_text("5")  # Linux: forget the peak so far
    return _status("VmRSS")


def _peak() -> float:
    return _status("VmHWM")


def _status(key: str) -> float:
    line = next(x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith(key))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Measure all ways in turns, and print figures and ratios."""
    options = _options()
    if options.way:
        run = (
            asyncio.run(
                measure_arrival(options.way, sorted(options.folder.iterdir()), options.arrival)
            )
            if options.arrival
            else measure(options.way, options.folder)
        )
        print(json.dumps(run))
        return
    with tempfile.TemporaryDirectory() as checked, tempfile.TemporaryDirectory() as measured:
        write_pages(Path(checked), _CHECKED_LEADS)
        check(Path(checked))
        print(f"all ways give equal frames of {_CHECKED_LEADS:,} leads")
        paths = write_pages(Path(measured), options.leads)
        size = sum(path.stat().st_size for path in paths) / 1e6
        print(f"{options.leads:,} leads in {len(paths):,} pages, {size:,.0f} MB")
        for arrival in (0.0, options.arrival):
            runs: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
            for _ in range(options.rounds):
                for way, done in runs.items():
                    done.append(_in_own_process(way, Path(measured), arrival))
            pace = f"one page every {arrival:g} ms" if arrival else "as fast as possible"
            print(f"\n{pace}, best of {options.rounds}")
            _print(runs)
            if not options.arrival:
                break


def _in_own_process(way: str, folder: Path, arrival: float) -> dict[str, float]:
    command = [sys.executable, __file__, "--way", way, "--folder", str(folder)]
    done = subprocess.run(  # noqa: S603 - this file
        [*command, "--arrival", str(arrival)], check=True, capture_output=True, text=True
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _print(runs: dict[str, list[dict[str, float]]]) -> None:
    best = {
        way: {name: min(run[name] for run in done) for name in done[0]}
        for way, done in runs.items()
    }
    names = list(best[OURS])
    print(f"{'':14}" + "".join(f"{name:>12}" for name in names))
    for way, figures in best.items():
        print(f"{way:14}" + "".join(f"{figures[name]:12,.2f}" for name in names))
    for way in WAYS[1:]:
        ratios = (best[OURS][name] / best[way][name] for name in names)
        print(f"{'÷ ' + way:14}" + "".join(f"{ratio:12.3f}" for ratio in ratios))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--arrival", type=float, default=0.0, help="milliseconds between pages")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
