"""A lead's last disposition, whole and in its two parts: the system's and the agent's.

``ANSWER : Sold`` is both; the API has a field for each part and one for the whole.
"""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.vocabulary import system_disposition_meant

SYSTEM, AGENT, WHOLE = "lastPassDispo", "agentDispostion", "lastPassDisposition"

DISPOSITIONS = frozenset({SYSTEM, AGENT, WHOLE})
"""The fields."""

_BETWEEN = " : "


def whole_meant(text: str) -> str:
    """Give a whole disposition with its system part in RingCX's spelling."""
    system, between, agent = text.partition(_BETWEEN)
    return f"{system_disposition_meant(system)}{between}{agent}"


def are_system_parts(texts: pa.Array, read: Mapping[str, pa.Array]) -> bool:
    """Tell whether texts say of each lead what the fields that were read say, or nothing.

    Parameters
    ----------
    texts
        System dispositions, a lead each.
    read
        The fields.
    """
    known = with_whole_and_parts({name: read[name] for name in (SYSTEM, WHOLE) if name in read})
    wholes = known[WHOLE].to_pylist() if WHOLE in known else [None] * len(texts)
    systems = known[SYSTEM].to_pylist() if SYSTEM in known else [None] * len(texts)
    return all(
        not (text and text.strip())
        or system_disposition_meant(text) in (system, (whole or "").partition(_BETWEEN)[0])
        for text, system, whole in zip(texts.to_pylist(), systems, wholes, strict=True)
    )


def with_whole_and_parts(stored: Mapping[str, pa.Array]) -> dict[str, pa.Array]:
    """Make whole dispositions of their parts, or the parts of the whole, where they are missing.

    Parameters
    ----------
    stored
        The fields that there are.
    """
    system, agent, whole = (stored.get(name) for name in (SYSTEM, AGENT, WHOLE))
    if whole is not None:
        coded = whole.dictionary_encode()
        halves = [text.partition(_BETWEEN) for text in coded.dictionary.to_pylist()]
        parts = {
            name: pa.array(
                [half[place] if half[place].strip() else None for half in halves], pa.string()
            ).take(coded.indices)
            for name, place in ((SYSTEM, 0), (AGENT, 2))
        }
        return {**parts, **stored}
    if system is None:
        return dict(stored)
    joined = system if agent is None else pc.binary_join_element_wise(system, agent, _BETWEEN)
    return {**stored, WHOLE: pc.coalesce(joined, system)}
