"""Installs what the checks need and runs them all, each in an environment of its own.

    python3 -m venv .venv && .venv/bin/pip install 'nox[uv]' && .venv/bin/nox

`nox -l` lists the sessions and `nox -s lint` runs one. The wheel is built once a run, and it is the
wheel that the tests install, never the checkout. Environments are made with uv; where uv cannot
reach the package index that pip is set up for, add `--default-venv-backend virtualenv`. The Pythons
that the package names and the machine lacks are left out, with a line that says so.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
NEEDED = [
    *PROJECT["project"]["dependencies"],
    *chain(*PROJECT["project"]["optional-dependencies"].values()),
]
PYTHONS = nox.project.python_versions(PROJECT)
OTHER_PYTHONS = [python for python in PYTHONS if not sys.version.startswith(f"{python}.")]
DIST = Path("dist")
FAST = ("-m", "not browser and not slow")

# pyenv hides the versions that are not chosen.
PYENV = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser()
os.environ["PATH"] = os.pathsep.join([os.environ["PATH"], *map(str, PYENV.glob("versions/*/bin"))])

nox.needs_version = ">=2025.10.16"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"
nox.options.stop_on_first_error = True


@nox.session
def lint(session: nox.Session) -> None:
    """Read the Python code: ruff's rules, ruff's format, mypy's types."""
    session.install(*NEEDED, *_group("dev"))
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
def docs(session: nox.Session) -> None:
    """Build the site into docs/_build; a warning, such as a link to nowhere, is an error."""
    _install(session, *_group("docs"))
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-E", "docs", "docs/_build")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests of the wheel: those in JupyterLab and Voilà beside the others.

    `nox -s tests -- -m "not browser and not slow"` runs the fast part alone.
    """
    _install(session, *_group("test"))
    session.run("python", "tests/browser/chromium.py")
    if session.posargs:
        _pytest(session)
        return
    folder = Path(session.virtualenv.location)
    logs = {part: folder / f"{part}.log" for part in ("not browser", "browser")}
    with ThreadPoolExecutor(len(logs)) as pool:
        runs = [pool.submit(_pytest_to, log, session, "-m", part) for part, log in logs.items()]
    for log in logs.values():
        print(log.read_text(encoding="utf-8", errors="replace"))
    for run in runs:
        run.result()


@nox.session(default=False)
def marimo(session: nox.Session) -> None:
    """Run the panel in marimo, in a Chromium."""
    _install(session, *_group("test"), *_group("marimo"))
    session.run("python", "tests/browser/chromium.py")
    _pytest(session, "tests/browser/in_marimo.py")


@nox.session(python=OTHER_PYTHONS)
def others(session: nox.Session) -> None:
    """Run the fast part of the tests in each other Python that the package names."""
    _install(session, *_group("test"))
    _pytest(session, *FAST)


@nox.session(python=PYTHONS[0])
def bounds(session: nox.Session) -> None:
    """Run the fast part with the lowest version of each package that the project names."""
    _install(session, *(lowest.replace(">=", "==") for lowest in (*NEEDED, *_group("test"))))
    _pytest(session, *FAST)


def _install(session: nox.Session, *requirements: str) -> None:
    wheel = _wheel(session)
    session.install(f"{wheel}[lab,dashboard,excel,progress,server]", *requirements)
    session.install("--force-reinstall", "--no-deps", wheel)


def _pytest(session: nox.Session, *arguments: str) -> None:
    environment = {"LEADWIDGETS_WHEEL": _wheel(session)}
    session.run("pytest", *arguments, *session.posargs, env=environment)


def _pytest_to(log: Path, session: nox.Session, *arguments: str) -> None:
    environment = {"LEADWIDGETS_WHEEL": _wheel(session)}
    with log.open("w", encoding="utf-8") as out:
        session.run("pytest", *arguments, env=environment, stdout=out, stderr=out)


def _wheel(session: nox.Session) -> str:
    wheels = [str(path.resolve()) for path in DIST.glob("*.whl")]
    if len(wheels) != 1:
        session.error("There is no wheel to test: run `nox -s wheel` first, or plain `nox`")
    return wheels[0]


def _group(name: str) -> tuple[str, ...]:
    return nox.project.dependency_groups(PROJECT, name)
