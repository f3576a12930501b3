"""Pages gathered into one DataFrame.

Each page's columns are kept as Arrow arrays and joined once, column by column, when the last page
is in: a column's pages are let go as soon as it stands, so that memory never holds two copies of
the answer.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from leadwidgets.frame import dispositions
from leadwidgets.frame.columns import ARROW_TYPES, MICROSECONDS, Chunk, widened
from leadwidgets.frame.exact import as_sent
from leadwidgets.frame.pages import LeadPage
from leadwidgets.frame.readings import Odd, Reason
from leadwidgets.frame.schema import (
    AGENT_DISPOSITION,
    COLUMN_NAMES,
    COMPOSITE_DISPOSITION,
    FIELDS,
    KINDS,
    LAST_PASS_DISPO,
    LEAD_STATE,
    SENT_AGENT_DISPOSITION,
    SYSTEM_DISPOSITION,
    Kind,
    Path,
    column_name,
    unique_name,
)
from leadwidgets.vocabulary import (
    LEAD_STATES,
    LEAD_TIMEZONES,
    SYSTEM_DISPOSITIONS,
    canonical_lead_state,
)
