"""A progress bar for searches and counts: tqdm's, in a terminal or in a notebook."""

from types import TracebackType
from typing import Any, Self

from leadwidgets.client.progress import CountProgress, SearchProgress
from leadwidgets.extras import load


class ProgressBar:
    """Shows how far a search or a count is; use it in ``with``, in one thread.

    Raises
    ------
    MissingExtraError
        If tqdm is not installed.
    """

    def __init__(self) -> None:
        tqdm = load("tqdm.auto", extra="progress", needed_for="A progress bar").tqdm
        self._bar: Any = tqdm(dynamic_ncols=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.close()

    def show(self, progress: SearchProgress | CountProgress) -> None:
        """Show a moment."""
        match progress:
            case SearchProgress(stage=stage, matched=total, leads=done):
                unit = " leads"
            case CountProgress(asked=done, requests=total):
                stage, unit = "counting", " counts"
        wait = f"waiting {progress.waiting_seconds:.0f} s" if progress.waiting_seconds else ""
        self._bar.unit, self._bar.total = unit, total
        self._bar.set_description_str(stage, refresh=False)
        self._bar.set_postfix_str(wait, refresh=False)
        self._bar.n = done
        self._bar.refresh()
