"""Installs what the checks need and runs them all, each in an environment of its own.

    python3 -m venv .venv && .venv/bin/pip install 'nox[uv]' && .venv/bin/nox

`nox -l` lists the sessions and `nox -s lint` runs one. The wheel is built once a run, and it is the
wheel that the tests install, never the checkout. Environments are made with uv; where uv cannot
reach the package index that pip is set up for, add `--default-venv-backend virtualenv`.
"""

from itertools import chain
from pathlib import Path

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
DIST = Path("dist")

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = True
nox.options.reuse_venv = "yes"
nox.options.stop_on_first_error = True


@nox.session
def lint(session: nox.Session) -> None:
    """Read the Python code: ruff's rules, ruff's format, mypy's types."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    session.install(*PROJECT["project"]["dependencies"], *chain(*extras), *_group("dev"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")


@nox.session
def js(session: nox.Session) -> None:
    """Read and test the front end: TypeScript, biome, vitest; its components in a Chromium."""
    if requirement := session.run("python", "js/node.py", "requires", silent=True):
        session.install(*requirement.split())
    session.install(*(name for name in _group("test") if name.startswith("playwright")))
    *_, chromium = str(session.run("python", "tests/browser/chromium.py", silent=True)).splitlines()
    for arguments in (["ci"], ["run", "check"], ["test"]):
        session.run(
            "python", "js/node.py", "npm", *arguments, env={"LEADWIDGETS_CHROMIUM": chromium}
        )


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel that the tests install, by way of the source distribution."""
    session.install("build[virtualenv]")
    for old in DIST.glob("leadwidgets-*"):
        old.unlink()
    session.run("python", "-m", "build", "--outdir", str(DIST))


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests of the wheel, those in JupyterLab and Voilà last.

    `nox -s tests -- -m "not browser and not slow"` runs the fast part, in under a minute.
    """
    wheels = [str(path.resolve()) for path in DIST.glob("*.whl")]
    if len(wheels) != 1:
        session.error("There is no wheel to test: run `nox -s wheel` first, or plain `nox`")
    session.install(f"{wheels[0]}[lab,dashboard,excel,progress,server]", *_group("test"))
    session.install("--force-reinstall", "--no-deps", wheels[0])
    session.run("python", "tests/browser/chromium.py")
    session.run("pytest", *session.posargs, env={"LEADWIDGETS_WHEEL": wheels[0]})


def _group(name: str) -> tuple[str, ...]:
    return nox.project.dependency_groups(PROJECT, name)
