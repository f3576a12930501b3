"""A notebook in JupyterLab, as the browser tests handle it: open, run, change the theme."""

from typing import Literal

import nbformat
from browser.servers import Lab
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Locator, Page

Theme = Literal["JupyterLab Light", "JupyterLab Dark"]

_KERNEL_IS_IDLE = """() => {
    const kernel = window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel;
    return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""


def write(lab: Lab, name: str, *cells: str) -> str:
    """Put a notebook of code cells into the lab's folder."""
    notebook = new_notebook(
        cells=[new_code_cell(one) for one in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(notebook, lab.folder / name)
    return name


def open_notebook(page: Page, lab: Lab, notebook: str) -> None:
    """Open `notebook`, a path in the lab's folder, and wait until its kernel is idle."""
    page.goto(lab.page_of(notebook))
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.wait_for_function(_KERNEL_IS_IDLE)


def run_all(page: Page) -> None:
    """Start every cell, as the Run menu does, without waiting for what they show."""
    execute(page, "notebook:run-all-cells")


def run_cell(page: Page, index: int) -> None:
    """Start the cell at `index`, without waiting for what it shows."""
    page.evaluate(
        "index => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = index; }", index
    )
    execute(page, "notebook:run-cell")


def cell(page: Page, index: int) -> Locator:
    """Give the cell at `index` with its output."""
    return page.locator(".jp-Notebook .jp-Cell").nth(index)


def use_theme(page: Page, theme: Theme) -> None:
    """Change JupyterLab's theme and wait until the page wears it."""
    execute(page, "apputils:change-theme", {"theme": theme})
    page.locator(f"body[data-jp-theme-name='{theme}']").wait_for(state="attached")


def save(page: Page) -> None:
    """Save the notebook and wait until it is on disk."""
    execute(page, "docmanager:save")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")


def execute(page: Page, command: str, arguments: dict[str, str] | None = None) -> None:
    """Start one of JupyterLab's commands."""
    # `void`: some commands' promises never settle, and an evaluation has no time limit.
    page.evaluate(
        "([command, given]) => void window.jupyterapp.commands.execute(command, given)",
        [command, arguments or {}],
    )
