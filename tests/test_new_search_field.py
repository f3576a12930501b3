"""A new field of a search is one line in each of three files, and nothing else."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from source_files import ROOT

import leadwidgets

pytestmark = pytest.mark.slow

# Before the line that stands there, a line of the new field.
LINES = {
    "leadwidgets/fields/search_fields.py": (
        "    last_name: str | None",
        '    mid_name: str | None = _text("Middle name", "The middle name.")\n',
    ),
    "leadwidgets/sandbox/service/where.py": (
        '    "orphanedLeadsOnly": Criterion',
        '    "midName": _contains("midName"),\n',
    ),
    "oracle.py": (
        '    "orphanedLeadsOnly": Reading',
        '    "midName": _contains("midName"),\n',
    ),
}

USES = """
import asyncio, contextlib, io, json
import msgspec
import leadwidgets as lw
from leadwidgets.cli import main
from leadwidgets.client.http.redaction import redact, sent_values
from leadwidgets.result.masking import mask_receipt
from leadwidgets.sandbox.service.openapi import describe
from leadwidgets.widgets.views import form_view
from leadwidgets.widgets.wire import read_ask
from oracle import Chance, expected_ids

criteria = lw.SearchCriteria(mid_name="a")
assert criteria.to_api()["midName"] == "a"
assert lw.SearchCriteria.from_api(criteria.to_api()) == criteria
assert lw.SearchCriteria.from_json(criteria.to_json()) == criteria
assert eval(criteria.to_code()) == criteria
assert "mid_name" in {field.name for field in form_view().extended}
assert read_ask({"kind": "set", "id": "1", "field": "mid_name", "value": "a"}).field == "mid_name"
assert "Quux" not in redact("midName Quux is odd", sent_values({"midName": "Quux"}))

account = lw.Sandbox(3_000)
assert "midName" in json.dumps(describe(account._service.dialect))
raw = account.raw_leads()
body = {"midName": Chance(raw, 1).part("midName")}
result = lw.search(lw.SearchCriteria.from_api(body), account)
assert set(result.leads["lead_id"]) == set(expected_ids(raw, body)) != set()
assert mask_receipt(result.receipt).criteria.mid_name is None

panel = lw.LeadSearchPanel(account)
panel.criteria = criteria
assert asyncio.run(panel.search()).receipt.criteria == criteria
panel.close()
with open("criteria.json", "w") as file:
    file.write(criteria.to_json())
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    assert main(["search", "--criteria", "criteria.json", "--count", "--quiet"]) == 0
assert int(printed.getvalue()) > 0
"""


def test_a_new_field_takes_a_line_in_the_table_one_in_the_account_and_one_in_the_oracle(
    tmp_path: Path,
) -> None:
    [installed] = leadwidgets.__path__
    shutil.copytree(installed, tmp_path / "leadwidgets", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "tests" / "oracle.py", tmp_path)
    for name, (before, line) in LINES.items():
        path = tmp_path / name
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, name
        path.write_text(text.replace(before, line + before), encoding="utf-8")
    (tmp_path / "uses.py").write_text(USES, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-W", "error", "uses.py"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": "", "HOME": str(tmp_path)},
    )
    assert ended.returncode == 0, ended.stderr
