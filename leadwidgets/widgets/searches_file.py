"""`SearchesFile`: named searches in a JSON file that people may read, copy and change.

It holds one object: by name the fields of a search, as `SearchCriteria.to_json` writes them.
"""

import json
import threading
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidArgumentError, InvalidCriteriaError, LeadSearchError
from leadwidgets.result import replaced_when_whole

MOST_SEARCHES = 200
LONGEST_NAME = 80
_LARGEST_FILE = 16_000_000  # bytes


class SearchesFile:
    """Reads and writes one file; whoever changed it meanwhile is heard.

    Parameters
    ----------
    path
        Where it is, or will be with the first search that is saved.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self._path = Path(path).absolute()
        self._lock = threading.Lock()

    def read(self) -> dict[str, SearchCriteria]:
        """Give the searches by name, in the order of the names.

        Raises
        ------
        LeadSearchError
            If the file cannot be read, or holds anything else.
        """
        searches: dict[str, SearchCriteria] = {}
        for name, fields in self._content().items():
            try:
                searches[name] = SearchCriteria.from_api(fields)
            except InvalidCriteriaError as error:
                raise self._broken(f"{name!r:.60} is no search: {error.message}") from None
        return dict(sorted(searches.items(), key=lambda one: (one[0].casefold(), one[0])))

    def save(self, name: str, criteria: SearchCriteria) -> None:
        """Keep a search under a name, in the place of one that has it.

        Raises
        ------
        InvalidArgumentError
            If the name is no text of 1 to `LONGEST_NAME` characters on one line, or `MOST_SEARCHES`
            are kept.
        LeadSearchError
            If the file cannot be read or written; it stays as it was.
        """
        name = _checked(name)
        with self._lock:
            searches = self.read()
            if name not in searches and len(searches) >= MOST_SEARCHES:
                raise InvalidArgumentError(
                    f"{MOST_SEARCHES} searches are saved already", next_step="Delete one first."
                )
            self._write({**searches, name: criteria})

    def delete(self, name: str) -> None:
        """Forget the search of this name.

        Raises
        ------
        InvalidArgumentError
            If there is none.
        LeadSearchError
            If the file cannot be read or written; it stays as it was.
        """
        with self._lock:
            searches = self.read()
            found(searches, name)
            self._write({one: criteria for one, criteria in searches.items() if one != name})

    def _content(self) -> Mapping[str, Any]:
        try:
            if not self._path.exists():
                return {}
            if not self._path.is_file() or self._path.stat().st_size > _LARGEST_FILE:
                raise self._broken(f"It is no file of at most {_LARGEST_FILE // 10**6} MB")
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except OSError as error:
            raise self._broken(str(error.strerror)) from None
        except (ValueError, RecursionError):
            raise self._broken("It is not valid JSON") from None
        if not isinstance(content, dict):
            raise self._broken("It holds no object of searches by name")
        return content

    def _write(self, searches: Mapping[str, SearchCriteria]) -> None:
        held = {name: json.loads(criteria.to_json()) for name, criteria in searches.items()}
        text = json.dumps(held, indent=2, ensure_ascii=False) + "\n"
        try:
            with replaced_when_whole(self._path) as place:
                place.write_text(text, encoding="utf-8")
        except OSError as error:
            raise LeadSearchError(
                f"The searches could not be saved: {error.strerror}",
                next_step=f"See whether {self._path.name} can be written.",
            ) from None

    def _broken(self, why: str) -> LeadSearchError:
        return LeadSearchError(
            f"The saved searches cannot be read. {why}",
            next_step=f"Mend {self._path.name}, or move it away; nothing was written to it.",
        )


def found(searches: Mapping[str, SearchCriteria], name: str) -> SearchCriteria:
    """Give the search of a name.

    Raises
    ------
    InvalidArgumentError
        If there is none.
    """
    if name not in searches:
        raise InvalidArgumentError(
            f"No search is saved as {name!r:.100}", next_step="Choose one of those that are listed."
        )
    return searches[name]


def _checked(name: object) -> str:
    if isinstance(name, str):
        text = name.strip()
        if 0 < len(text) <= LONGEST_NAME and text.isprintable():
            return text
    raise InvalidArgumentError(
        "A search cannot be saved under this name",
        next_step=f"Give a text of 1 to {LONGEST_NAME} characters on one line.",
    )
