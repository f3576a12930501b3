"""Each refusal of saved leads gives a next step that works: here every one is taken.

Advice that is Python is run as it stands, advice for a shell is given to the command line's own
parser with the leads in a CSV file, and what is to be done by hand is done by hand.
"""

import ast
import inspect
import re
import shlex
import traceback
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import leadwidgets as lw
from leadwidgets.cli import leads as leads_options
from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.snapshots import (
    column_matching,
    frames,
    identity,
    preparing,
    python_values,
    reading,
    required,
    said,
    sources,
)
from leadwidgets.sandbox.snapshots.columns import nested, readers, time_columns

MODULES = (
    *(column_matching, frames, identity, preparing, python_values, reading, readers),
    *(required, said, sources, nested, time_columns),
)

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Refusal:
    """Leads that are refused.

    Attributes
    ----------
    leads, said
        What is given to `Sandbox.from_leads`.
    meant
        From a placeholder of the advice to the column that the reader knows.
    by_hand
        What is given once the reader has done what only a reader can do.
    """

    leads: Any
    said: Said = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)
    by_hand: tuple[Any, Said] | None = None


def _leads(**columns: list[Any]) -> pd.DataFrame:
    rows = max(map(len, columns.values()), default=1)
    ids = {"lead_id": list(range(1, rows + 1)), "campaign_id": [5] * rows}
    return pd.DataFrame(ids | columns)


REFUSALS: Mapping[str, Refusal] = {
    "no ids": Refusal(
        pd.DataFrame({"Lead No": [1], "Camp": [5]}), meant={"your column of campaignId": "Camp"}
    ),
    "no campaign": Refusal(
        pd.DataFrame({"lead_id": [1], "Team": [5]}), meant={"your column of campaignId": "Team"}
    ),
    "other names": Refusal(
        pd.DataFrame({"Record ID": [51], "Campaign": ["Spring"], "Mobile": ["555-0100"]})
    ),
    "other names, without a campaign": Refusal(
        pd.DataFrame({"Record ID": [51], "Team": [5]}), meant={"your column of campaignId": "Team"}
    ),
    "other names, all accepted": Refusal(
        pd.DataFrame({"Record ID": [51], "Team": [5], "Created": ["11/3/2026"]}),
        {"columns": "auto"},
        meant={"your column of campaignId": "Team"},
    ),
    "two columns for the id": Refusal(
        pd.DataFrame({"Record ID": [51], "Contact ID": [61], "Campaign": ["Spring"]}),
        {"columns": "auto"},
    ),
    "one campaign, and a column of campaigns": Refusal(
        _leads(campaign_id=["Fall", None, "Fall"]),
        {"campaign": "Spring"},
        by_hand=(_leads(campaign_id=["Fall", "Fall"]), {}),
    ),
    "a campaign of the API's name": Refusal(
        pd.DataFrame({"leadId": [1], "campaignId": ["Fall"]}),
        {"campaign": "Spring"},
        by_hand=(_leads(campaign_id=["Fall"]), {}),
    ),
    "a field twice": Refusal(_leads(leadId=[1]), by_hand=(_leads(), {})),
    "a mapping of nothing": Refusal(
        _leads(Stat=["READY"]),
        {"columns": {"Status": "leadState"}},
        by_hand=(_leads(Stat=["READY"]), {"columns": {"Stat": "leadState"}}),
    ),
    "a mapping to nothing": Refusal(
        _leads(Status=["READY"]),
        {"columns": {"Status": "state of the lead"}},
        by_hand=(_leads(Status=["READY"]), {}),
    ),
    "a name twice": Refusal(
        pd.DataFrame([[1, 5, "NY", "CA"]], columns=["lead_id", "campaign_id", "x", "x"]),
        by_hand=(_leads(x=["NY"], y=["CA"]), {}),
    ),
    "no Unicode": Refusal(
        _leads(lead_id=[1, 2]).assign(city=pd.Series(["Town", "\ud800"], dtype="object"))
    ),
    "no Unicode in a name": Refusal(
        pd.DataFrame(
            [[1, 5, "x"]], columns=pd.Index(["lead_id", "campaign_id", "\ud800"], dtype="object")
        ),
        by_hand=(_leads(), {}),
    ),
    "a lead without an id": Refusal(
        _leads(lead_id=[1, None, 3]), by_hand=(_leads(lead_id=[1, 3]), {})
    ),
    "a lead with a blank for an id": Refusal(
        _leads(lead_id=["1", " ", "NULL"]), by_hand=(_leads(lead_id=["1", "3"]), {})
    ),
    "a lead with a blank among texts": Refusal(
        _leads(lead_id=["K-1", " ", None]), by_hand=(_leads(lead_id=["K-1", "K-3"]), {})
    ),
    "a lead twice, in two ways": Refusal(
        _leads(lead_id=["1", "1.0", "3"]), by_hand=(_leads(lead_id=["1", "3"]), {})
    ),
    "a lead twice": Refusal(_leads(lead_id=[1, 1, 3]), by_hand=(_leads(lead_id=[1, 3]), {})),
    "a lead without a campaign": Refusal(_leads(campaign_id=[5, None, 5])),
    "an id that is none": Refusal(
        _leads(lead_id=["1", "x"], No=["7", "8"]),
        meant={"that column": "No"},
        by_hand=(_leads(lead_id=["1", "2"]), {}),
    ),
    "digits gone": Refusal(
        _leads(campaign_id=["1.2E+09", "5"]), by_hand=(_leads(campaign_id=["1234567", "5"]), {})
    ),
    "digits of lead ids gone": Refusal(
        _leads(lead_id=["1.2E+09"]), by_hand=(_leads(lead_id=["1234567890"]), {})
    ),
    "no number": Refusal(
        _leads(lead_passes=["3", "few"]), by_hand=(_leads(lead_passes=["3", ""]), {})
    ),
    "no flag": Refusal(_leads(suppressed=["perhaps"]), by_hand=(_leads(suppressed=["yes"]), {})),
    "days or months": Refusal(_leads(Loaded=["11/3/2026"]), {"columns": {"Loaded": "loadedDts"}}),
    "no time": Refusal(
        _leads(loaded_dts=["157766400"]), by_hand=(_leads(loaded_dts=["2026-11-01"]), {})
    ),
    "not as said": Refusal(
        _leads(loaded_dts=["2026-11-01"]), {"times": {"loaded_dts": "unix seconds"}}
    ),
    "neither as said nor otherwise": Refusal(
        _leads(loaded_dts=["157766400", "50"]),
        {"times": {"loaded_dts": "iso"}},
        by_hand=(_leads(loaded_dts=["2026-11-01", ""]), {"times": {"loaded_dts": "iso"}}),
    ),
    "times of nothing": Refusal(
        _leads(loaded_dts=["11/3/2026"]),
        {"times": {"Loadet": "m/d/y"}},
        by_hand=(_leads(loaded_dts=["11/3/2026"]), {"times": {"loaded_dts": "m/d/y"}}),
    ),
    "times of a text": Refusal(
        _leads(city=["Town"], loaded_dts=["11/3/2026"]),
        {"times": {"city": "m/d/y"}},
        by_hand=(_leads(loaded_dts=["11/3/2026"]), {"times": {"loaded_dts": "m/d/y"}}),
    ),
    "a filling of nothing": Refusal(
        _leads(campaign_id=[None]),
        {"fill": {"Campain": 5}},
        by_hand=(_leads(campaign_id=[None]), {"fill": {"campaign_id": 5}}),
    ),
    "a filling twice": Refusal(
        _leads(campaign_id=[None]),
        {"fill": {"campaign_id": 5, "campaignId": 6}},
        by_hand=(_leads(campaign_id=[None]), {"fill": {"campaign_id": 5}}),
    ),
    "times twice": Refusal(
        _leads(loaded_dts=["11/3/2026"]),
        {"times": {"loaded_dts": "m/d/y", "Loaded Dts": "d/m/y"}},
        by_hand=(_leads(loaded_dts=["11/3/2026"]), {"times": {"loaded_dts": "m/d/y"}}),
    ),
    "a name that is no Unicode": Refusal(
        _leads().set_axis(pd.Index(["lead_id", "\ud800"], dtype="object"), axis=1),
        by_hand=(_leads(), {}),
    ),
    "an index that is another column": Refusal(
        _leads().set_index(pd.Index([7], name="lead_id")), by_hand=(_leads(), {})
    ),
    "a value of many digits": Refusal(
        _leads(city=[None]).assign(city=pd.Series([10**5000], dtype="object")),
        by_hand=(_leads(city=[None]), {}),
    ),
    "the same part of a lead twice": Refusal(
        _leads(**{"campaign_lead.a": [1], "campaignLead.a": [2]}),
        by_hand=(_leads(**{"campaign_lead.a": [1]}), {}),
    ),
    "no leads": Refusal(7, by_hand=(_leads(), {})),
}

SAYING = re.compile(
    r"(?P<argument>columns|fill|times)=(?P<pairs>\{.*?\}), "
    r"in a shell with (?P<options>(?:--\w+ (?:\"[^\"]*\"|'[^']*'|[^\s\"']+)\s?)+)"
)
SAYING_ONE = re.compile(
    r"(?P<argument>columns|campaign)='(?P<value>\w+)', in a shell with (?P<options>--\w+ \w+)"
)
RUNNING = re.compile(r"Sandbox\.from_leads\(leads.*\)(?=\.)")
REPLACING = re.compile(r"leads\['(?P<column>\w+)'\]\.str\..*\)(?=\.)")
BY_HAND = re.compile(
    r"Correct them|Drop or rename|Rename or drop|[Tt]ake (those rows|the others|that value) out|"
    r"Export the column|^The leads have|needs no mapping|^Columns that are|^Give a file|^Leave the|"
    r"^Say once"
)


def _refused(refusal: Refusal) -> lw.SnapshotError:
    with pytest.raises(lw.SnapshotError) as caught:
        Sandbox.from_leads(refusal.leads, **refusal.said)
    return caught.value


def _steps(refusal: Refusal, next_step: str, folder: Path) -> Iterator[Sandbox]:
    """Take each step of an advice."""
    for before, told, options in _sayings(refusal, next_step):
        further = replace(refusal, said=told)
        try:
            yield Sandbox.from_leads(refusal.leads, **told)
        except lw.SnapshotError as error:  # another refusal brings the next step of the way
            assert error.next_step not in (None, next_step)
            with pytest.raises(lw.SnapshotError):
                _in_a_shell(replace(refusal, said=before), options, folder)
            yield from _steps(further, str(error.next_step), folder)
        else:
            yield _in_a_shell(replace(refusal, said=before), options, folder)
    for found in RUNNING.finditer(next_step):
        yield eval(found[0], {"Sandbox": Sandbox, "leads": refusal.leads})  # noqa: S307 - our own
    for found in REPLACING.finditer(next_step):
        leads = refusal.leads
        yield Sandbox.from_leads(leads.assign(**{found["column"]: eval(found[0])}))  # noqa: S307
    if BY_HAND.search(next_step):
        assert refusal.by_hand is not None
        leads, said_by_hand = refusal.by_hand
        yield Sandbox.from_leads(leads, **said_by_hand)


def _sayings(refusal: Refusal, next_step: str) -> Iterator[tuple[Said, Said, str]]:
    """Give what an advice says to say: what stays as it was, all of it in Python, and options."""
    for found in SAYING.finditer(next_step):
        argument, pairs = found["argument"], ast.literal_eval(found["pairs"])
        told = {refusal.meant.get(name, name): value for name, value in pairs.items()}
        before = dict(refusal.said)
        if argument == "fill" and before.get("campaign") in told.values():
            del before["campaign"]  # the advice is to say one instead of the other
        match before.get(argument):
            case None:
                yield before, {**before, argument: told}, found["options"]
            case dict() as earlier:
                yield before, {**before, argument: {**earlier, **told}}, found["options"]
            case earlier:
                yield before, {**before, argument: [earlier, told]}, found["options"]
    for found in SAYING_ONE.finditer(next_step):
        told = {**refusal.said, found["argument"]: found["value"]}
        yield refusal.said, told, found["options"]


def _as_options(told: Said) -> Iterator[str]:
    for argument, option in (("columns", "--column"), ("fill", "--fill")):
        of = told.get(argument, {})
        for part in of if isinstance(of, list) else [of]:
            if isinstance(part, dict):
                yield from (
                    word for name, value in part.items() for word in (option, f"{name}={value}")
                )
            else:
                yield from ("--columns", str(part))
    if "campaign" in told:
        yield from ("--campaign", told["campaign"])


def _in_a_shell(refusal: Refusal, options: str, folder: Path) -> Sandbox:
    path = folder / "leads.csv"
    refusal.leads.to_csv(path, index=False)
    for placeholder, column in refusal.meant.items():
        options = options.replace(placeholder, column)
    before = _as_options(refusal.said)
    parser = ArgumentParser()
    leads_options.add_to(parser, otherwise="none")
    chosen = parser.parse_args(["--leads", str(path), *before, *shlex.split(options)])
    return leads_options.embedded(chosen).open()


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSALS)
def test_each_next_step_works(name: str, tmp_path: Path) -> None:
    refusal = REFUSALS[name]
    error = _refused(refusal)
    assert error.next_step is not None
    taken = list(_steps(refusal, error.next_step, tmp_path))
    assert taken
    assert all(len(account.raw_leads()) for account in taken)
    untaken = SAYING.sub(
        "", SAYING_ONE.sub("", RUNNING.sub("", REPLACING.sub("", error.next_step)))
    )
    assert not re.search(r"=\{|--\w|Sandbox\.|leads\[", untaken)


def test_no_refusal_is_left_out() -> None:
    places = set()
    for refusal in REFUSALS.values():
        frame = traceback.extract_tb(_refused(refusal).__traceback__)[-1]
        places.add((frame.filename, frame.lineno))
    for module in MODULES:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Raise):
                lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
                assert any(file == module.__file__ and line in lines for file, line in places), (
                    f"{module.__name__}, line {node.lineno}"
                )
