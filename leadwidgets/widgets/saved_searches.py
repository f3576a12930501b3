"""`SavedSearches`: the named searches of a panel, for Python."""

from collections.abc import Callable

from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import LeadSearchError
from leadwidgets.widgets.searches_file import SearchesFile, found


class SavedSearches:
    """A panel's named searches, in the file that the panel was made with.

    Its methods raise `LeadSearchError` where the panel has no such file, where the file cannot be
    read or written, and where no search has a name.

    Examples
    --------
    >>> panel = LeadSearchPanel(searches="searches.json")  # doctest: +SKIP
    >>> panel.searches.save("Ready in June")  # doctest: +SKIP
    """

    def __init__(
        self,
        file: SearchesFile | None,
        held: Callable[[], SearchCriteria],
        fill: Callable[[SearchCriteria], None],
    ) -> None:
        self._given = file
        self._held = held
        self._fill = fill

    def list(self) -> tuple[str, ...]:
        """Give the names, in their order."""
        return tuple(self._file.read())

    def save(self, name: str) -> None:
        """Keep what the form holds under a name, in the place of a search that has it.

        Parameters
        ----------
        name
            A text of 1 to 80 characters.
        """
        self._file.save(name, self._held())

    def open(self, name: str) -> None:
        """Fill the form with the search of this name."""
        self._fill(found(self._file.read(), name))

    def delete(self, name: str) -> None:
        """Forget the search of this name."""
        self._file.delete(name)

    @property
    def _file(self) -> SearchesFile:
        if self._given is None:
            raise LeadSearchError(
                "This panel has no file for named searches",
                next_step='Make it with one: LeadSearchPanel(searches="searches.json").',
            )
        return self._given
