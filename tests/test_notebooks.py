"""The notebooks, run as a user would run them."""

import json
from pathlib import Path

import pytest
from secrecy import Watch

from leadwidgets.account import VARIABLES

pytestmark = pytest.mark.slow

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    assert [path.name for path in NOTEBOOKS] == ["01-search.ipynb", "dashboard.ipynb"]


@pytest.mark.tells("a log line of traitlets", why="nbclient logs what a cell shows of its leads")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_to_its_end(
    path: Path, monkeypatch: pytest.MonkeyPatch, watch: Watch
) -> None:
    import nbformat  # noqa: PLC0415 - these two take seconds, and all tests would wait for them
    from nbclient import NotebookClient  # noqa: PLC0415

    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [one for one in outputs if one.get("name") == "stderr"] == []
    shown = json.dumps(outputs)
    saved = json.dumps(notebook.metadata["widgets"])
    assert "receipt" in saved
    watch.hear("the widgets of a notebook that was run", saved)
    assert "application/vnd.jupyter.widget-view+json" in shown
    if path.stem == "01-search":
        assert "of these leads were never dialed" in shown
        assert "campaign_ids=[136785]" in shown  # the first campaign, as the panel chose it


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []
