"""Files that are replaced as a whole: an older one stands until the new one is complete."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

Target = str | os.PathLike[str] | IO[Any]


@contextmanager
def replaced_when_whole(target: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a place to write to, and move it over the target after the block.

    What is written stands beside the target meanwhile, under a name of its own with the same
    endings, and is on the disk before it is moved. If the block fails, or the program is killed in
    it, the target is what it was. A link stays a link; pipes and devices are written to as they
    are.

    Parameters
    ----------
    target
        Where to.

    Yields
    ------
    pathlib.Path
        Where to write.

    Raises
    ------
    OSError
        If nothing can be written there; it names the target.
    """
    path = Path(target)
    if path.exists() and not (path.is_file() or path.is_dir()):
        yield path
        return
    place = path.resolve()
    part = place.with_name(f".{secrets.token_hex(4)}.{place.name}")
    _make(part, like=place, named=path)
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def written_whole(target: Target) -> Iterator[Path | IO[Any]]:
    """Do the same for what may also be an open file, which is written to as it is."""
    if isinstance(target, str | os.PathLike):
        with replaced_when_whole(target) as place:
            yield place
    else:
        yield target


def _make(part: Path, *, like: Path, named: Path) -> None:
    try:
        if like.is_dir():
            raise IsADirectoryError(errno.EISDIR, "Is a directory")
        part.touch(exist_ok=False)
        if like.exists():
            shutil.copymode(like, part)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(named)) from None
