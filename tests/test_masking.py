"""Masking: what tells who a lead is goes, what an audit needs stays."""

import pandas as pd
import pytest
from results import leads, receipt

from leadwidgets.frame import empty_leads
from leadwidgets.result.masking import KEPT, PHONES, mask_phone, mask_pii, mask_receipt


@pytest.mark.parametrize(
    ("sent", "masked"),
    [
        ("2125550123", "••••••••23"),
        ("+1 212-555-0123", "+• •••-•••-••23"),
        ("2125550123|0125550199", "••••••••23|••••••••99"),
        ("0123", "••••"),
        ("", ""),
        ("n/a", "***"),
        ("(212) 555-0123 ext. 45", "(•••) •••-•••• ext. 45"),
        ("212-555-0123x4", "•••-•••-•••3x4"),
        ("Ann Lee 2125550123|0125550199", "***|••••••••99"),
        ("ann5550123@example.com", "***"),
        ("٢١٢٥٥٥٠١٢٣", "••••••••٢٣"),
    ],
)
def test_a_phone_keeps_its_last_two_digits(sent: str, masked: str) -> None:
    assert mask_phone(sent) == masked


def test_nothing_that_tells_who_a_lead_is_stays() -> None:
    shown = mask_pii(leads()).to_csv()
    told = ("HYPERLINK", "Nuñez", "zoe", "quoted", "secret", "01234", "5550123", "42", "Zoë")
    for secret in (*told, "2125550", "True,birthday"):
        assert secret not in shown


def test_what_an_audit_needs_stays_as_it_was() -> None:
    before, after = leads(), mask_pii(leads())
    for name in KEPT & set(before.columns):
        pd.testing.assert_series_equal(after[name], before[name])
    assert after["campaign_lead.lead_priority"].tolist() == [pd.NA, 3]
    assert after.last_pass_agent_name.tolist()[1] == "Agent Kim"


def test_masking_keeps_columns_rows_dtypes_and_nulls() -> None:
    before = leads().set_index(pd.Index(["a", "b"]))
    after = mask_pii(before)
    assert list(after.columns) == list(before.columns)
    assert after.index.equals(before.index)
    assert (after.email.isna() == before.email.isna()).all()
    assert after.lead_phone.tolist()[0] == "+•••••••••23|••••••••99"
    for name in before.columns:
        if str(before[name].dtype) in {"str", "Int64", "boolean", "datetime64[ms, UTC]"}:
            assert after[name].dtype == before[name].dtype


def test_every_documented_column_is_either_kept_or_masked_on_purpose() -> None:
    masked = set(empty_leads().columns) - KEPT - PHONES
    assert masked == {
        *("first_name", "mid_name", "last_name", "title", "suffix", "gate_keeper"),
        *("email", "address1", "address2", "city", "zip", "extern_id"),
        *(f"aux_data{number}" for number in range(1, 6)),
        *("aux_greeting", "aux_external_url", "extra_data"),
        *("live_answer_message", "mach_answer_message", "sort_col", "dupe_key_override"),
    }


def test_columns_of_ones_own_are_masked_unless_they_are_named() -> None:
    frame = leads().assign(score=[1, 2], diary=["x", "y"], born=pd.Timestamp("1990-01-01"))
    assert mask_pii(frame).score.isna().all()
    assert mask_pii(frame).diary.tolist()[0] == "***"
    assert mask_pii(frame).born.isna().all()
    assert mask_pii(frame, keep=["score"]).score.tolist() == [1, 2]


def test_an_index_with_a_name_is_masked_like_a_column() -> None:
    by_name = leads().set_index("last_name")
    assert mask_pii(by_name).index.tolist()[0] == "***"
    assert mask_pii(by_name).index.name == "last_name"
    assert mask_pii(by_name, keep=["last_name"]).index.equals(by_name.index)
    by_two = mask_pii(leads().set_index(["lead_id", "lead_phone"]))
    assert by_two.index.names == ["lead_id", "lead_phone"]
    assert by_two.index[0] == (2**53 + 1, "+•••••••••23|••••••••99")
    by_id = leads().set_index("lead_id")
    assert mask_pii(by_id).index.equals(by_id.index)
    assert mask_pii(empty_leads().set_index("email")).empty


def test_two_columns_of_one_name_are_both_masked() -> None:
    frame = pd.DataFrame([["Ann", "Lee"]], columns=["note", "note"])
    assert mask_pii(frame).iloc[0].tolist() == ["***", "***"]


def test_a_column_whose_type_has_no_null_is_masked() -> None:
    frame = pd.DataFrame({"age": pd.arrays.IntervalArray.from_tuples([(30, 39), (40, 49)])})
    assert mask_pii(frame).age.isna().all()


def test_an_empty_result_can_be_masked() -> None:
    assert mask_pii(empty_leads()).empty


def test_a_masked_receipt_no_longer_says_who_was_searched_for_and_says_that() -> None:
    masked = mask_receipt(receipt())
    assert masked.criteria.first_name is None
    assert masked.criteria.lead_phone_numbers == ()
    assert tuple(masked.criteria.campaign_ids) == (136785,)
    assert "first_name, lead_phone_numbers" in masked.notes[-1]
    assert "Jon" not in masked.to_json()
    assert mask_receipt(masked) == masked
