"""The README, CONTRIBUTING and the site's pages: what they show is run, what they name is there."""

import ast
import re
import shlex
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from source_files import ROOT

import leadwidgets as lw
from leadwidgets import account, testing
from leadwidgets.cli import parser

PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md")))
}
SERVE_FOR_EVER = {"lab", "dashboard", "sandbox"}
# Where a page's file names begin, when not at the root.
FOLDERS = ("", "leadwidgets", "leadwidgets/widgets", "js")

_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<language>python|sh)\n(?P<code>.*?)^ *```"
    r"(?:\n\n *```text\n(?P<shown>.*?)^ *```)?",
    re.DOTALL | re.MULTILINE,
)
_COMMAND = re.compile(r"`(leadwidgets \w+ [^`…]+)`")
_FILE = re.compile(r"[\w/-]*\w(?:\.test)?\.(?:css|mjs|py|toml|tsx?)\b")
_NAME_IN_FILE = re.compile(r"`(\w+)` in `([\w/]+\.py)`")
_LINK = re.compile(r"\]\((?!https:)([^)#]+)[^)]*\)")


@pytest.fixture
def _at_a_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be in a folder with the files that pages speak of, and without an account of one's own.

    The account that the ``.env`` file names is an embedded one, served on this machine.
    """
    for name in account.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    export = "Lead No,campaign_id,Phone 1,Loaded,Score\n7,5,2125550100,3/11/2026,low\n"
    Path("export.csv").write_text(export, encoding="utf-8")
    Path("export.xlsx").touch()  # only named to commands that serve for ever
    with lw.Sandbox(1_000).serve() as served:
        assert isinstance(served.credentials, account.JwtCredentials)
        variables = {
            "RINGCX_BASE_URL": served.base_url,
            "RC_PLATFORM_URL": served.platform_url,
            "RINGCX_ACCOUNT_ID": served.account_id,
            "RC_CLIENT_ID": served.credentials.client_id,
            "RC_CLIENT_SECRET": served.credentials.client_secret,
            "RC_JWT": served.credentials.jwt,
        }
        lines = (f"{name}={value}\n" for name, value in variables.items())
        Path(".env").write_text("".join(lines), encoding="utf-8")
        yield


@pytest.mark.slow
@pytest.mark.anyio
@pytest.mark.usefixtures("_at_a_readers")
@pytest.mark.parametrize("page", [name for name, text in PAGES.items() if _BLOCK.search(text)])
async def test_what_a_page_shows_runs_as_it_stands(page: str) -> None:
    names: dict[str, Any] = {}
    panels: set[Any] = set()
    for block in _BLOCK.finditer(PAGES[page]):
        code, shown = (_dedented(block[part], block["indent"]) for part in ("code", "shown"))
        if block["language"] == "sh":
            _run_commands(code)
            continue
        given = await _run_cell(code, page, names)
        assert not shown or repr(given) == shown.rstrip("\n")
        panels.add(names.get("panel"))
    if page == "README.md":
        await _check_what_the_readme_says(names)
    for panel in filter(None, panels):
        panel.close()


async def _check_what_the_readme_says(names: dict[str, Any]) -> None:
    leads = names["result"].leads
    assert set(leads["lead_state"]) == {"READY"}
    assert not leads["suppressed"].any()
    assert len(lw.read_result("leads.parquet").leads) == len(leads)
    assert len((await names["panel"].search()).leads) == 1
    assert len(lw.Sandbox(file="spring.duckdb").raw_leads()) == 1


def _dedented(text: str | None, indent: str) -> str:
    return re.sub(f"^{indent}", "", text or "", flags=re.MULTILINE)


async def _run_cell(code: str, page: str, names: dict[str, Any]) -> object:
    """Run a block as a cell of a notebook is, and give what its last line does."""
    *statements, last = ast.parse(code).body
    if isinstance(last, ast.Expr):
        last = ast.Assign([ast.Name("_", ast.Store())], last.value)
    cell = ast.fix_missing_locations(ast.Module([*statements, last], []))
    run = compile(cell, page, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    names["_"] = None
    if (running := types.FunctionType(run, names)()) is not None:
        await running
    return names["_"]


def _run_commands(code: str) -> None:
    """Run the commands of ours that end by themselves, and read the others as the shell would."""
    for line in code.splitlines():
        program, *arguments = shlex.split(line)
        if program != "leadwidgets":
            continue
        if arguments[0] in SERVE_FOR_EVER:
            parser().parse_args(arguments)
        else:
            subprocess.run([sys.executable, "-m", "leadwidgets", *arguments], check=True)  # noqa: S603


@pytest.mark.usefixtures("_at_a_readers")
def test_commands_inside_of_sentences_are_commands() -> None:
    commands = [command for text in PAGES.values() for command in _COMMAND.findall(text)]
    assert commands
    for command in commands:
        parser().parse_args(shlex.split(command)[1:])


@pytest.mark.parametrize("page", PAGES)
def test_every_public_name_on_a_page_is_public(page: str) -> None:
    assert set(re.findall(r"\blw\.([A-Za-z]\w*)", PAGES[page])) <= set(lw.__all__)


def test_the_reference_has_every_public_name() -> None:
    reference = "".join(text for page, text in PAGES.items() if page.startswith("docs/reference/"))
    listed = set(re.findall(r"^\.\. auto\w+:: (?:leadwidgets\.)?(\w+)$", reference, re.MULTILINE))
    assert {*lw.__all__, *testing.__all__} <= listed


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    named = set(_FILE.findall(PAGES[page]))
    assert {
        file for file in named if not any((ROOT / folder / file).is_file() for folder in FOLDERS)
    } == set()


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_says_of_a_file_is_in_it(page: str) -> None:
    for name, file in _NAME_IN_FILE.findall(PAGES[page]):
        source = (ROOT / file).read_text(encoding="utf-8")
        assert re.search(rf"^(?:class |(?:async )?def )?{name}\b", source, flags=re.MULTILINE), file


@pytest.mark.parametrize("page", PAGES)
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    assert [to for to in _LINK.findall(PAGES[page]) if not (folder / to).exists()] == []
