"""Files: Parquet comes back as it was, and no spreadsheet executes what a stranger typed."""

import csv
import io
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from results import ROWS, leads, receipt

from leadwidgets.errors import ResultFileError
from leadwidgets.frame import empty_leads
from leadwidgets.result.exports import neutralised, read_parquet, write_csv, write_parquet

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
UNSEEN = [
    character
    for character in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"}
]


def rows_of(frame: pd.DataFrame) -> list[list[str]]:
    target = io.BytesIO()
    write_csv(frame, target)
    return list(csv.reader(io.StringIO(target.getvalue().decode("utf-8-sig"), newline="")))


@pytest.mark.slow
@pytest.mark.parametrize(
    "frame",
    [
        leads(),
        empty_leads(),
        leads().set_index("lead_id"),
        leads().set_index(["lead_state", "zip"]),
        leads().iloc[[1, 0]],
        leads().assign(lead_state=leads().lead_state.cat.set_categories(["X", "READY"])),
        leads().assign(grade=pd.Categorical(["a", "b"], ["b", "a"], ordered=True)),
        leads().assign(grade=pd.Categorical([2, None], [3, 2, 1], ordered=True)),
        pd.DataFrame({7: pd.Categorical(["a", "b"]), 8: [1, 2]}),
    ],
    ids=[
        "leads",
        "no leads",
        "index of ids",
        "index of two",
        "other order",
        "unused categories",
        "ordered",
        "categories of numbers",
        "columns named by numbers",
    ],
)
def test_parquet_gives_back_the_same_frame_and_receipt(frame: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "leads.parquet"
    write_parquet(frame, receipt(), path)
    back, back_receipt = read_parquet(path)
    pd.testing.assert_frame_equal(back, frame)
    assert back_receipt == receipt()


def test_microseconds_and_early_years_come_back_from_parquet(tmp_path: Path) -> None:
    times = (
        pd.Series(
            pd.array(
                ["0001-01-01 00:00:00.000001", "9999-12-31 23:59:59.999999"], dtype="datetime64[us]"
            )
        )
        .dt.tz_localize("UTC")
        .rename("loaded_dts")
    )
    path = tmp_path / "leads.parquet"
    write_parquet(pd.DataFrame({"loaded_dts": times}), receipt(), path)
    pd.testing.assert_series_equal(read_parquet(path)[0].loaded_dts, times)


def test_other_programs_read_the_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "leads.parquet"
    write_parquet(leads(), receipt(), path)
    with duckdb.connect() as database:
        found = database.read_parquet(str(path)).project("lead_state, lead_id").order("lead_id")
        assert found.fetchall() == [("READY", 2), ("DO-NOT-CALL", 2**53 + 1)]


def test_a_file_that_is_no_parquet_is_named_and_leads_on(tmp_path: Path) -> None:
    file = tmp_path / "leads.parquet"
    for content in (b"", b"lead_id,campaign_id\n1,5\n", b"PAR1 but no more PAR1"):
        file.write_bytes(content)
        with pytest.raises(ResultFileError, match=r"no Parquet file.*Sandbox\.from_leads"):
            read_parquet(file)


def test_a_parquet_file_without_receipt_is_refused_with_the_way_to_read_it(tmp_path: Path) -> None:
    path = tmp_path / "other.parquet"
    pq.write_table(pa.table({"lead_id": [1]}), path)
    with pytest.raises(ValueError, match=r"holds no receipt.*pandas\.read_parquet"):
        read_parquet(path)


def test_no_cell_and_no_header_of_a_csv_begins_a_formula() -> None:
    header, *rows = rows_of(leads())
    cells = [*header, *(cell for row in rows for cell in row)]
    assert not any(cell.startswith(STARTS) for cell in cells)
    assert "'=shoe size" in header


def test_taking_one_apostrophe_off_gives_back_every_text() -> None:
    header, first, _ = rows_of(leads())
    shown = dict(zip(header, first, strict=True))
    for column, field in [
        ("lead_phone", "leadPhone"),
        ("first_name", "firstName"),
        ("last_name", "lastName"),
        ("email", "email"),
        ("extern_id", "externId"),
        ("aux_data1", "auxData1"),
        ("list_desc", "listDesc"),
        ("zip", "zip"),
    ]:
        assert shown[column].removeprefix("'") == ROWS[0][field]
    assert shown["lead_phone"] == "'+12125550123|0125550199"
    assert shown["agent_disposition"] == "'=Sold"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d"])
def test_what_is_not_seen_in_front_hides_no_formula(start: str) -> None:
    texts = [f"{unseen}{start}1+1" for unseen in [*UNSEEN, "  \t", "\u200b\u00ad\ufeff"]]
    frame = pd.DataFrame({"text": texts, "mixed": pd.Series(texts, dtype=object)})
    frame["category"] = frame.text.astype("category")
    shown = neutralised(frame)
    for column in shown:
        assert shown[column].tolist() == [f"'{text}" for text in texts]


def test_blanks_in_front_of_other_text_are_no_danger() -> None:
    frame = pd.DataFrame({"text": [" a", "a = b", "\u00a0-a".strip(), "", "5-6", " "]})
    shown = neutralised(frame).text.tolist()
    assert shown == [" a", "a = b", "'-a", "", "5-6", " "]


def _with_pandas(path: Path) -> list[list[str]]:
    read = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return [list(read.columns), *read.to_numpy().tolist()]


def _with_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def _with_arrow(path: Path) -> list[list[str]]:
    names = _with_csv(path)[0]
    table = pyarrow.csv.read_csv(
        path,
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    return [table.column_names, *map(list, zip(*table.to_pydict().values(), strict=True))]


@pytest.mark.slow
@pytest.mark.parametrize("read", [_with_pandas, _with_csv, _with_arrow])
@given(
    st.lists(
        st.tuples(st.just("7"), st.text(st.sampled_from([*UNSEEN, *'ab",;=\r\n']), max_size=8)),
        min_size=1,
        max_size=4,
    )
)
def test_no_character_of_a_text_makes_a_row_more(
    read: Callable[[Path], list[list[str]]], rows: list[tuple[str, str]]
) -> None:
    frame = pd.DataFrame(rows, columns=["lead_id", "aux_data1"], dtype="str")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "leads.csv"
        write_csv(frame, path)
        header, *read_rows = read(path)
    assert header == ["lead_id", "aux_data1"]
    assert read_rows == neutralised(frame).to_numpy().tolist()


def test_two_columns_of_one_name_are_both_in_a_csv() -> None:
    frame = pd.DataFrame([["a", "=b"]], columns=["note", "note"])
    assert rows_of(frame) == [["note", "note"], ["a", "'=b"]]


@pytest.mark.parametrize("start", STARTS)
def test_every_start_of_a_formula_is_neutralised_in_every_kind_of_text(start: str) -> None:
    text = f"{start}1+1"
    frame = pd.DataFrame(
        {"text": [text, None, "a"], "mixed": pd.Series([text, None, 1], dtype=object)}
    )
    frame["category"] = frame.text.astype("category")
    assert neutralised(frame).iloc[0].tolist() == [f"'{text}"] * 3
    assert neutralised(frame).text.isna().tolist() == [False, True, False]


def test_numbers_and_times_are_left_alone() -> None:
    frame = pd.DataFrame({"n": [-1], "x": [-1.5], "t": [pd.Timestamp("2026-11-01", tz="UTC")]})
    pd.testing.assert_frame_equal(neutralised(frame), frame)


def test_accents_and_line_breaks_come_back_from_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    write_csv(pd.DataFrame({"name": ["Zoë\r\nNuñez", 'a"b,c']}), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(path).name.tolist() == ["Zoë\r\nNuñez", 'a"b,c']
