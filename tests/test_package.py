import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tomllib
import types
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from source_files import ROOT, imported, modules

import leadwidgets
from leadwidgets import account, errors


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """Open the wheel under test; without one at hand, build it from a source distribution."""
    path = os.environ.get("LEADWIDGETS_WHEEL") or _build(tmp_path_factory.mktemp("dist"))
    with zipfile.ZipFile(path) as archive:
        yield archive


def _build(folder: Path) -> Path:
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)], check=True
    )
    [built] = folder.glob("*.whl")
    return built


def test_public_names_are_sorted_and_are_all_there_is() -> None:
    found = {
        name
        for name, value in vars(leadwidgets).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert leadwidgets.__all__ == sorted(leadwidgets.__all__)
    assert found <= set(leadwidgets.__all__)
    assert dir(leadwidgets) == leadwidgets.__all__


def test_every_public_name_can_be_had() -> None:
    for name in leadwidgets.__all__:
        value = getattr(leadwidgets, name)
        assert not isinstance(value, types.ModuleType), name
        assert value.__doc__, name


def test_what_is_loaded_when_first_used_is_named_like_no_module() -> None:
    """Otherwise Python would set the module in its place."""
    modules_beside = {path.stem for path in Path(leadwidgets.__file__).parent.iterdir()}
    named_alike = modules_beside & set(leadwidgets.__all__)
    script = f"""
import importlib, types
import leadwidgets as lw
for name in {sorted(named_alike)}:
    importlib.import_module(f"leadwidgets.{{name}}")
    assert not isinstance(getattr(lw, name), types.ModuleType), name
"""
    assert named_alike
    subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603 - ours


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'leadwidgets' has no attribute 'serach'"):
        getattr(leadwidgets, "serach")  # noqa: B009 - unknown to the type checker, too


@pytest.mark.slow
def test_importing_loads_neither_the_embedded_account_nor_the_panel_nor_plotly() -> None:
    heavy = "anywidget duckdb httpx ipywidgets plotly pyarrow.parquet starlette"
    script = f"""
import sys
import leadwidgets as lw
assert set(lw.__all__) <= set(dir(lw))
print(sorted(sys.modules.keys() & set({heavy.split()})))
from leadwidgets import *
print(lw.client.search is search, lw.breakdown is breakdown, callable(breakdown))
"""
    ended = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True
    )
    assert ended.stdout.split("\n") == ["[]", "True True True", ""]


def test_every_error_and_every_credential_is_public() -> None:
    wanted = {
        name
        for module, base in ((errors, errors.LeadSearchError), (account, account.Credentials))
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, base)
    }
    assert wanted - {"Credentials"} <= set(leadwidgets.__all__)


def test_the_newest_version_in_the_changelog_is_the_packages() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.findall(r"^## (\S+)", changelog, flags=re.MULTILINE)[0]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert importlib.metadata.version("leadwidgets") == project["version"] == newest


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "notebooks/01-search.ipynb",
        "notebooks/dashboard.ipynb",
        "py.typed",
        "static/LICENSES.txt",
        "static/panel.css",
        "static/panel.js",
        "static/plotly-basic.min.js.gz",
    ],
)
def test_the_wheel_holds(wheel: zipfile.ZipFile, name: str) -> None:
    assert wheel.getinfo(f"leadwidgets/{name}").file_size > 0 or name == "py.typed"


@pytest.mark.slow
def test_the_wheel_holds_every_module_and_nothing_but_the_package(wheel: zipfile.ZipFile) -> None:
    names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    sources = {path.relative_to(ROOT).as_posix() for path in modules().values()}
    assert {name for name in names if name.endswith(".py")} == sources
    assert {name.split("/")[0] for name in names} == {"leadwidgets"}


def test_notebooks_are_stored_without_outputs() -> None:
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert code
        assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def test_the_lock_file_names_no_download_address() -> None:
    lock = json.loads((ROOT / "js" / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, entry in lock["packages"].items() if "resolved" in entry]


def test_everything_imported_is_declared() -> None:
    foreign = {name.split(".")[0] for path in modules().values() for name in imported(path)}
    foreign -= sys.stdlib_module_names | {"leadwidgets"}
    declared = {
        _normal(re.split(r"[^\w.-]", requirement)[0])
        for requirement in importlib.metadata.requires("leadwidgets") or ()
    }
    owners = importlib.metadata.packages_distributions()
    assert [name for name in foreign if declared.isdisjoint(map(_normal, owners[name]))] == []


def _normal(name: str) -> str:
    """Give a distribution's name as PEP 503 compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()
