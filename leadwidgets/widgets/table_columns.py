"""The table's columns: what they are called, how they are aligned, and which are shown at first."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionDtype

from leadwidgets.widgets.wire import CellKind, Layout, TableColumn

FIRST_SET = (
    "lead_id",
    "first_name",
    "last_name",
    "lead_phone",
    "city",
    "physical_state",
    "lead_timezone",
    "lead_state",
    "system_disposition",
    "agent_disposition",
    "lead_passes",
    "last_pass_dts",
    "next_dial_time",
    "list_desc",
)
"""What is shown at first: who, where, in what state, what happened last, and what comes next."""

PINNED = ("lead_id",)

NO_LAYOUT = Layout((), (), {})

_LABELS: Mapping[str, str] = {
    "lead_phone": "Phone",
    "mid_name": "Middle name",
    "list_desc": "Loaded list",
    "list_id": "Loaded list id",
    "campaign_name": "Campaign",
    "last_pass_dispo": "Last pass disposition, as sent",
    "last_pass_dts": "Last pass",
    "last_pass_agent_name": "Last agent",
    "lead_passes": "Passes",
    "max_passes": "Most passes",
    "next_dial_time": "Next dial",
    "pending_agent_name": "Pending agent",
    "lead_timezone": "Timezone",
    "physical_state": "State",
    "address1": "Address",
    "address2": "Address, line 2",
    "email": "E-mail",
    "loaded_dts": "Loaded",
    "state_dts": "Lead state since",
    "upload_date": "Uploaded",
    "speed_to_lead_first_pass": "Speed to first pass",
    "speed_to_lead_agent_conn": "Speed to agent",
    "aux_data1": "Aux data 1",
    "aux_data2": "Aux data 2",
    "aux_data3": "Aux data 3",
    "aux_data4": "Aux data 4",
    "aux_data5": "Aux data 5",
    "aux_external_url": "Aux external URL",
    "mach_answer_message": "Machine answer message",
    "dupe_key_override": "Duplicate key override",
    "sort_col": "Sort column",
}
"""What people call a column where its name alone would not say it."""

_LOOKED_AT = 1_000  # leads, before all of them are


def columns_of(leads: pd.DataFrame) -> list[TableColumn]:
    """Describe a frame's columns, in their order."""
    return [
        TableColumn(
            str(name), label_of(str(name), column.dtype), kind_of(column.dtype), _is_empty(column)
        )
        for name, column in leads.items()
    ]


def layout_of(columns: Sequence[TableColumn], chosen: Layout | None) -> Layout:
    """Give what is shown: as chosen, as far as these columns have it, else the first set."""
    known = {column.name for column in columns}
    shown = _among(known, chosen.shown) if chosen else ()
    if chosen is None or not shown:
        full = {column.name for column in columns if not column.empty}
        shown = _among(full, FIRST_SET) or tuple(column.name for column in columns)
    pinned = PINNED if chosen is None else chosen.pinned
    widths = {} if chosen is None else chosen.widths
    return Layout(
        shown,
        _among(shown, pinned),
        {name: width for name, width in widths.items() if name in known},
    )


def kind_of(dtype: ExtensionDtype | np.dtype) -> CellKind:
    """Tell what a column of this dtype shows."""
    if isinstance(dtype, pd.DatetimeTZDtype):
        return "time"
    if pd.api.types.is_bool_dtype(dtype):
        return "flag"
    return "number" if pd.api.types.is_numeric_dtype(dtype) else "text"


def label_of(name: str, dtype: ExtensionDtype | np.dtype) -> str:
    """Say a column's name as people do, and in which timezone its times are."""
    group, _, last = name.rpartition(".")
    words = last.replace("_", " ")
    label = _LABELS.get(last) or words[:1].upper() + words[1:]
    notes = [group.partition(".")[0].replace("_", " ")] if group else []
    if isinstance(dtype, pd.DatetimeTZDtype):
        notes.append(str(dtype.tz))
    return f"{label} ({', '.join(notes)})" if notes else label


def _is_empty(column: pd.Series) -> bool:
    if not len(column):
        return False
    return not column.iloc[:_LOOKED_AT].notna().any() and not column.notna().any()


def _among(known: Collection[str], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name in known)
