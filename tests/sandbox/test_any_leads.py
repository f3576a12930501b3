# ruff: noqa: ANN401 - leads come in any type
"""Whatever is given as saved leads is served whole, or refused by an error of this package."""

import datetime as dt
import gzip
import io
import json
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

import leadwidgets as lw
from leadwidgets.fields import LEAD_FIELDS

pytestmark = pytest.mark.slow

OWN_NAMES = ["Shoe size", "", " ", "leads", "undocumented", "campaign_lead.a", "campaign_lead.a.b"]
NAMES = st.sampled_from(
    [*LEAD_FIELDS, *(field.column for field in LEAD_FIELDS.values()), *OWN_NAMES]
)
ODD_NAMES = st.none() | st.integers(-2, 2) | st.tuples(st.text(max_size=2)) | st.text(max_size=4)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=6)
    | st.text(st.characters(categories=["Cs"]), max_size=2)
    | st.binary(max_size=4)
    | st.sampled_from(["NULL", "READY", "=1", "2026-11-01", "11/3/2026", "1793491200", "1", "x"])
    | st.datetimes()
    | st.datetimes(timezones=st.just(dt.UTC))
    | st.dates()
    | st.times()
    | st.timedeltas()
    | st.decimals()
    | st.complex_numbers()
    | st.uuids()
    | st.sampled_from([pd.NA, pd.NaT, Decimal("sNaN"), object, np.float16(1.5)])
)
IDS = ["lead_id", "campaign_id"]
OFTEN = st.sampled_from([True] * 7 + [False])
VALUES = SCALARS | st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.text(max_size=2) | st.integers(), inner, max_size=2)
        | st.sets(st.integers(), max_size=2)
        | st.lists(st.integers(-9, 9), max_size=2).map(np.array)
    ),
    max_leaves=4,
)
DTYPES = st.sampled_from(
    [
        *("category", "string", "Int64", "float32", "float16", "bool", "boolean", "uint64"),
        *("datetime64[s]", "datetime64[ns, America/New_York]", "timedelta64[s]", "period[D]"),
        *("int64[pyarrow]", "string[pyarrow]", "timestamp[us][pyarrow]"),
        *("complex128", "Sparse[float]"),
    ]
)


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    """Draw a DataFrame; most have ids."""
    rows = draw(st.integers(0, 3))
    names: list[Any] = draw(st.lists(NAMES | ODD_NAMES, max_size=4, unique_by=str))
    kinds = draw(st.lists(st.none() | DTYPES, min_size=len(names), max_size=len(names)))
    columns = [
        _column(draw(st.lists(VALUES, min_size=rows, max_size=rows)), kind) for kind in kinds
    ]
    if draw(OFTEN):
        others = [name for name in names if name not in (*IDS, "leadId", "campaignId")]
        columns = [column for name, column in zip(names, columns, strict=True) if name in others]
        columns = [pd.Series(range(1, rows + 1)), pd.Series([5] * rows), *columns]
        names = [*IDS, *others]
    frame = pd.DataFrame(dict(enumerate(columns)), index=range(rows))
    if columns and not draw(OFTEN):
        levels = draw(st.lists(st.sampled_from(range(len(columns))), min_size=1, max_size=2))
        own = draw(OFTEN)
        frame.index = pd.MultiIndex.from_arrays(
            [columns[level] if own else range(rows) for level in levels],
            names=[names[level] for level in levels],
        )
    if names and not draw(OFTEN):
        names[-1] = names[0]
    frame.columns = pd.Index(names, dtype="object", tupleize_cols=False)
    return frame


def _column(values: list[Any], dtype: Any) -> "pd.Series[Any]":
    objects = pd.Series(values, dtype="object")
    try:
        return objects if dtype is None else objects.astype(dtype)
    except (ArithmeticError, AttributeError, TypeError, ValueError, NotImplementedError, Warning):
        return objects


ANYTHING = st.none() | SCALARS | st.lists(st.text(max_size=2), max_size=2)
NAMED = NAMES | st.text(max_size=3)
ENCODINGS = ["utf-8", "utf-16", "cp1250", "undefined", "utf-7", "punycode", "hex", "a\0b", "\ud800"]
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "columns": st.dictionaries(NAMED, NAMED, max_size=2) | ANYTHING,
        "sheet": st.sampled_from(["Sheet1", "a\0"]) | ANYTHING,
        "encoding": st.sampled_from(ENCODINGS) | ANYTHING,
        "quotes": st.sampled_from(["text", "enclose"]) | ANYTHING,
        "times": st.dictionaries(NAMED, st.just("m/d/y") | ANYTHING, max_size=2) | ANYTHING,
        "fill": st.dictionaries(NAMED, ANYTHING, max_size=2) | ANYTHING,
        "null_words": st.lists(st.text(max_size=2) | st.just("NULL"), max_size=2) | ANYTHING,
    },
)


def _served(leads: Any, said: dict[str, Any]) -> pd.DataFrame | None:
    """Serve leads; None if they are refused."""
    try:
        return lw.Sandbox.from_leads(leads, **said).raw_leads()
    except lw.LeadSearchError as error:
        assert error.message
        return None


@settings(max_examples=100)
@given(frame=frames(), said=st.just({}) | OPTIONS)
def test_any_frame_is_served_whole_or_refused(frame: pd.DataFrame, said: dict[str, Any]) -> None:
    served = _served(frame, said)
    if served is not None:
        assert len(served) == len(frame)


@settings(max_examples=50)
@given(frame=frames())
def test_any_arrow_table_is_served_whole_or_refused(frame: pd.DataFrame) -> None:
    frame = frame.set_axis([f"{name}" for name in frame.columns], axis=1)
    try:
        table = pa.Table.from_pandas(frame, preserve_index=False)
    except (pa.ArrowException, ArithmeticError, TypeError, ValueError):
        return
    served = _served(table, {})
    if served is not None:
        assert len(served) == len(frame)


TABLE = [["lead_id", "campaign_id", "note", "loaded_dts"], ["1", "5", "é", "11/3/2026"]]
LEADS = [dict(zip(TABLE[0], row, strict=True)) for row in TABLE[1:]]
CSV = "\n".join(map(",".join, TABLE)).encode()


def _workbook() -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet = book.add_worksheet()
    for number, row in enumerate(TABLE):
        sheet.write_row(number, 0, row)
    sheet.write_formula("C3", "=1/0", None, "#DIV/0!")
    book.close()
    return written.getvalue()


def _parquet() -> bytes:
    written = io.BytesIO()
    pd.DataFrame(LEADS).to_parquet(written)
    return written.getvalue()


def _packed(content: bytes, way: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", way) as packed:
        packed.writestr("leads.csv", content)
    return written.getvalue()


FILES = [
    *(CSV, b'lead_id,note\n1,"a\nb"\n', CSV.decode().encode("utf-16"), json.dumps(LEADS).encode()),
    *(_workbook(), _parquet(), gzip.compress(CSV), _packed(CSV)),
    *(_packed(CSV, zipfile.ZIP_LZMA), _packed(CSV, zipfile.ZIP_BZIP2), _packed(_packed(CSV))),
]
BEGINNINGS = [
    *(b"", b"PK\x03\x04", b"PAR1", b"\x1f\x8b", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"[", b"sep=", b'{"lead_id":1,"campaign_id":5,"a":'),
]


@st.composite
def contents(draw: st.DrawFn) -> bytes:
    """Draw what a file holds: anything, or leads with some bytes changed, put in or left out."""
    if draw(st.booleans()):
        return draw(st.sampled_from(BEGINNINGS)) + draw(st.binary(max_size=60))
    content = bytearray(draw(st.sampled_from(FILES)))
    for _ in range(draw(st.integers(0, 3))):
        begin = draw(st.integers(0, len(content)))
        content[begin : begin + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    return bytes(content[: draw(st.none() | st.integers(0, len(content)))])


@settings(max_examples=150)
@given(
    content=contents(),
    name=st.sampled_from(["leads.csv", "leads.xlsx", "leads.json", "leads.parquet", "leads"]),
    said=st.just({}) | OPTIONS,
)
def test_any_file_is_served_or_refused(content: bytes, name: str, said: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        _served(path, said)


def _holding_itself() -> list[Any]:
    itself: list[Any] = []
    itself += [itself, itself]
    return itself


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (_holding_itself(), "nested more than 100 deep"),
        (json.loads("[" * 400 + "]" * 400), "nested more than 100 deep"),
        ([{"a": 10**5000}], "a whole number of more than 4,000 digits"),
        (Decimal("sNaN"), "a signaling NaN"),
    ],
    ids=["itself", "deep", "long", "signaling"],
)
@pytest.mark.parametrize("column", ["zip", "Shoe size"])
def test_a_value_that_nothing_can_keep_is_refused_with_its_row(
    column: str, value: object, why: str
) -> None:
    leads = pd.DataFrame({"lead_id": [1, 2], "campaign_id": 5})
    leads[column] = pd.Series([None, value], dtype="object")
    with pytest.raises(lw.SnapshotError, match=f"column '{column}' holds .*{why}.* in row 2 below"):
        lw.Sandbox.from_leads(leads)


def test_an_index_that_is_a_column_too_is_that_column() -> None:
    leads = pd.DataFrame({"lead_id": [1, 2], "campaign_id": 5, "city": ["A", "B"]})
    served = lw.Sandbox.from_leads(leads.set_index(["lead_id", "city"], drop=False)).raw_leads()
    assert served["city"].tolist() == ["A", "B"]
    other = leads.set_index(pd.Index([3, 4], name="lead_id"))
    with pytest.raises(lw.SnapshotError, match="both called 'lead_id', and hold different values"):
        lw.Sandbox.from_leads(other)


def test_a_column_that_is_called_leads_hides_no_frame() -> None:
    leads = pd.DataFrame({"lead_id": [1, 2], "campaign_id": 5, "leads": [3, 4]})
    assert len(lw.Sandbox.from_leads(leads).raw_leads()) == 2


def test_columns_that_say_something_of_the_same_part_of_a_lead_are_refused() -> None:
    leads = pd.DataFrame({"lead_id": [1, 2], "campaign_id": 5})
    whole, part = pd.Series([None, 7], dtype="object"), pd.Series([8, None], dtype="object")
    once = leads.assign(**{"campaign_lead.a": whole, "campaign_lead.a.b": part})
    served = lw.Sandbox.from_leads(once).raw_leads()["campaignLead"]
    assert [json.loads(whole) for whole in served] == [{"a": {"b": 8}}, {"a": 7}]
    twice = once.assign(**{"campaign_lead.a.b": 8})
    with pytest.raises(
        lw.SnapshotError, match=r"'campaign_lead.a.b' and 'campaign_lead.a' say .* in row 2 below"
    ):
        lw.Sandbox.from_leads(twice)


@pytest.mark.parametrize("encoding", ["undefined", "punycode", "hex", "a\0b", "\ud800", "nothing"])
def test_what_is_no_encoding_of_files_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(CSV)
    with pytest.raises(lw.SnapshotError, match="no encoding is called"):
        lw.Sandbox.from_leads(path, encoding=encoding)


def test_half_a_surrogate_pair_in_an_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(b"lead_id,campaign_id\n1,5\n+2AA-,5\n")
    with pytest.raises(lw.SnapshotError, match="is not encoded as utf-7"):
        lw.Sandbox.from_leads(path, encoding="utf-7")


def test_whole_numbers_of_any_size_are_kept() -> None:
    leads = pd.DataFrame({"lead_id": [1, 2], "campaign_id": 5})
    numbers = pd.Series([2**70, 3], dtype="object")
    account = lw.Sandbox.from_leads(leads.assign(zip=numbers, size=numbers))
    found = lw.search(lw.SearchCriteria(), account).leads
    assert found["zip"].tolist() == [str(2**70), "3"]
    assert [int(size) for size in found["size"]] == [2**70, 3]
