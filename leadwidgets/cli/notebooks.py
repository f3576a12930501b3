"""The notebooks that come with the package, and copies of them for the user to change."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Copies:
    """What became of each notebook: copied now, or there already and left alone."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def shipped() -> Path:
    """Give the folder of the package's notebooks, in a wheel or in a checkout."""
    package = Path(str(files("leadwidgets")))
    inside = package / "notebooks"
    return inside if inside.is_dir() else package.parent / "notebooks"


def copy_to(folder: Path) -> Copies:
    """Copy each notebook that `folder` does not have; a file that is there is never touched.

    Raises
    ------
    OSError
        If the folder cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    kept: list[Path] = []
    for notebook in sorted(shipped().glob("*.ipynb")):
        target = folder / notebook.name
        (written if _copy(notebook, target) else kept).append(target)
    return Copies(tuple(written), tuple(kept))


def _copy(source: Path, target: Path) -> bool:
    try:
        with target.open("xb") as copy:  # "x" refuses a file that exists
            copy.write(source.read_bytes())
    except FileExistsError:
        return False
    return True
