"""A search's result: leads, receipt, and the ways out."""

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from results import result

from leadwidgets.result.search_result import SearchResult, read_result


def test_a_result_says_its_size_and_its_receipt_and_shows_no_lead() -> None:
    for said in (repr(result()), result()._repr_html_()):
        assert "2 leads" in said
        assert "12,345 of 12,345 matching leads" in said
        assert "HYPERLINK" not in said
        assert "2125550123" not in said


def test_a_result_counts_and_draws_its_leads() -> None:
    assert result().breakdown("lead_state").leads.tolist() == [1, 1]
    assert isinstance(result().figure("lead_state"), go.Figure)
    assert result().breakdown(("lead_state", "suppressed")).to_numpy().sum() == 2


def test_a_result_comes_back_from_parquet_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "leads.parquet"
    result().to_parquet(path)
    back = read_result(path)
    assert isinstance(back, SearchResult)
    pd.testing.assert_frame_equal(back.leads, result().leads)
    assert back.receipt == result().receipt


def test_a_masked_parquet_file_holds_no_person(tmp_path: Path) -> None:
    path = tmp_path / "leads.parquet"
    result().to_parquet(path, mask_pii=True)
    assert read_result(path).leads.lead_phone.tolist()[0] == "+•••••••••23|••••••••99"
    assert read_result(path).receipt.criteria.first_name is None
    for secret in (b"HYPERLINK", b"2125550", b"Jon"):
        assert secret not in path.read_bytes()


@pytest.mark.parametrize("mask", [False, True])
def test_a_csv_holds_every_lead_masked_if_asked(tmp_path: Path, mask: bool) -> None:  # noqa: FBT001
    path = tmp_path / "leads.csv"
    result().to_csv(path, mask_pii=mask)
    text = path.read_text("utf-8-sig")
    assert (str(2**53 + 1) in text) is True
    assert ("2125550" in text) is not mask
    assert len(pd.read_csv(path)) == 2
