"""A notebook in JupyterLab, as the browser tests handle it: open, run, change the theme."""

import json
from typing import Literal

from browser.servers import Lab
from playwright.sync_api import Locator, Page

Theme = Literal["JupyterLab Light", "JupyterLab Dark"]

_KERNEL_IS_IDLE = """() => {
    const kernel = window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel;
    return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""


def write(lab: Lab, name: str, *cells: str) -> str:
    """Put a notebook of code cells into the lab's folder."""
    code = dict[str, object](cell_type="code", metadata={}, execution_count=None, outputs=[])
    notebook = {
        "cells": [code | {"source": one} for one in cells],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    (lab.folder / name).write_text(json.dumps(notebook), encoding="utf-8")
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


def save_widgets(page: Page) -> None:
    """Let widgets be saved with their notebooks, in this JupyterLab from now on."""
    page.evaluate(
        """command => {
            const { commands } = window.jupyterapp;
            if (!commands.isToggled(command)) void commands.execute(command);
        }""",
        "@jupyter-widgets/jupyterlab-manager:saveWidgetState",
    )


def execute(page: Page, command: str, arguments: dict[str, str] | None = None) -> None:
    """Start one of JupyterLab's commands."""
    # `void`: some commands' promises never settle, and an evaluation has no time limit.
    page.evaluate(
        "([command, given]) => void window.jupyterapp.commands.execute(command, given)",
        [command, arguments or {}],
    )
