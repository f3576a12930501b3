import os
from pathlib import Path

import pandas as pd
import pytest

from leadwidgets.account import VARIABLES, AccessToken, Account
from leadwidgets.default_account import (
    COLUMNS_VARIABLE,
    COUNTRY_VARIABLE,
    FILE_VARIABLE,
    LEADS_VARIABLE,
    READING_VARIABLE,
    Embedded,
    resolve,
)
from leadwidgets.errors import SignInError, SnapshotError
from leadwidgets.sandbox import ReadingOptions, Sandbox

_TOKENS = {"RINGCX_ACCESS_TOKEN", "RINGCX_LEGACY_TOKEN"}


@pytest.fixture(autouse=True)
def no_account_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        *VARIABLES,
        LEADS_VARIABLE,
        COLUMNS_VARIABLE,
        READING_VARIABLE,
        COUNTRY_VARIABLE,
        FILE_VARIABLE,
    ):
        monkeypatch.delenv(name, raising=False)


def test_a_given_account_is_meant() -> None:
    account = Account(account_id="1", credentials=AccessToken("t"))
    assert resolve(account) is account


def test_the_environments_account_is_meant_where_none_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RINGCX_ACCOUNT_ID", "2")
    monkeypatch.setenv("RINGCX_ACCESS_TOKEN", "t")
    assert resolve(None).account_id == "2"


def test_a_country_that_the_environment_names_goes_before_its_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RINGCX_ACCOUNT_ID", "2")
    monkeypatch.setenv("RINGCX_ACCESS_TOKEN", "t")
    monkeypatch.setenv("LEADWIDGETS_COUNTRY", "AU")
    assert resolve(None).name.endswith("Australia")
    embedded = Embedded(20, country="CA")
    assert Embedded.from_env(embedded.to_env()) == embedded
    assert embedded.open().name.endswith("Canada")


def test_an_environment_that_names_half_an_account_is_an_error_not_the_embedded_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RINGCX_ACCOUNT_ID", "2")
    with pytest.raises(SignInError, match="RC_CLIENT_ID"):
        resolve(None)


@pytest.mark.parametrize("leads", ["31", "leads.csv"])
def test_leads_that_the_environment_names_go_before_its_account(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, leads: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("leads.csv").write_text("lead_id,campaign_id\n" + "".join(f"{n},2\n" for n in range(31)))
    monkeypatch.setenv("RINGCX_ACCOUNT_ID", "2")
    monkeypatch.setenv("RINGCX_ACCESS_TOKEN", "t")
    monkeypatch.setenv("LEADWIDGETS_LEADS", leads)
    account = resolve(None)
    assert isinstance(account, Sandbox)
    assert account is resolve(None)
    assert len(account.raw_leads()) == 31


def test_a_mapping_of_columns_comes_with_the_file_of_leads(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "leads.csv").write_text("No,Campaign,Phone 1\n7,2,2125550100\n")
    columns = (("No", "leadId"), ("Campaign", "campaign_id"), ("Phone 1", "leadPhone"))
    named = Embedded(tmp_path / "leads.csv", columns)
    for name, value in named.to_env().items():
        monkeypatch.setenv(name, value)
    assert Embedded.from_env(os.environ) == named
    account = resolve(None)
    assert isinstance(account, Sandbox)
    assert list(account.raw_leads()["leadPhone"]) == ["2125550100"]


def test_what_values_mean_comes_with_the_file_of_leads(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "leads.csv").write_text("lead_id,loaded_dts,zip\n7,11/3/2026,NULL\n")
    said = ReadingOptions(
        times=(("loaded_dts", "m/d/y"),), fill=(("campaign_id", 5),), null_words=("NULL",)
    )
    named = Embedded(tmp_path / "leads.csv", reading=said)
    for name, value in named.to_env().items():
        monkeypatch.setenv(name, value)
    assert Embedded.from_env(os.environ) == named
    account = resolve(None)
    assert isinstance(account, Sandbox)
    [lead] = account.raw_leads().to_dict("records")
    assert (lead["campaignId"], lead["loadedDts"][:10]) == (5, "2026-11-03")
    assert pd.isna(lead["zip"])


@pytest.mark.parametrize("columns", [(), (("Team", "campaign_id"),)])
def test_proposed_columns_and_one_campaign_come_with_the_file_of_leads(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, columns: tuple[tuple[str, str], ...]
) -> None:
    (tmp_path / "leads.csv").write_text("Record ID,Phone,Team\n7,2125550100,Spring\n")
    reading = ReadingOptions(campaign=None if columns else "Spring")
    named = Embedded(tmp_path / "leads.csv", columns, reading=reading, auto=True)
    for name, value in named.to_env().items():
        monkeypatch.setenv(name, value)
    assert Embedded.from_env(os.environ) == named
    account = resolve(None)
    assert isinstance(account, Sandbox)
    [lead] = account.raw_leads().to_dict("records")
    assert (lead["leadId"], lead["leadPhone"]) == (7, "2125550100")
    assert lead["campaignName"] == "Spring"


@pytest.mark.parametrize(
    "columns",
    ["No=leadId", "[]", '["auto", 7]', '["auto", {"No": 7}]', '{"No": 7}', '"x"'],
)
def test_a_mapping_that_cannot_be_read_is_an_error(
    monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("LEADWIDGETS_COLUMNS", columns)
    with pytest.raises(SnapshotError, match="LEADWIDGETS_COLUMNS is no JSON object"):
        resolve(None)


def test_how_to_read_the_file_of_leads_comes_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes("lead_id,campaign_id,last_name\n1,5,Łoś\n".encode("cp1250"))
    named = Embedded(path, reading=ReadingOptions(encoding="cp1250", quotes="text"))
    for name, value in named.to_env().items():
        monkeypatch.setenv(name, value)
    assert Embedded.from_env(os.environ) == named
    account = resolve(None)
    assert isinstance(account, Sandbox)
    assert account.raw_leads()["lastName"].tolist() == ["Łoś"]


@pytest.mark.parametrize("reading", ["sheet=Leads", "[]", '{"sheets": 1}', '{"quotes": "none"}'])
def test_what_does_not_say_how_to_read_is_an_error(
    monkeypatch: pytest.MonkeyPatch, reading: str
) -> None:
    monkeypatch.setenv("LEADWIDGETS_READING", reading)
    with pytest.raises(SnapshotError, match="LEADWIDGETS_READING does not say") as caught:
        resolve(None)
    assert '{"sheet": "Leads"}' in str(caught.value)


def test_a_kept_account_that_the_environment_names_goes_before_its_account(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "account.duckdb"
    Sandbox(leads=17, file=file).prepare()
    monkeypatch.setenv("RINGCX_ACCOUNT_ID", "2")
    monkeypatch.setenv("RINGCX_ACCESS_TOKEN", "t")
    monkeypatch.setenv("LEADWIDGETS_FILE", str(file))
    account = resolve(None)
    assert isinstance(account, Sandbox)
    assert len(account.raw_leads()) == 17


@pytest.mark.parametrize("name", sorted({*VARIABLES} - _TOKENS))
def test_one_variable_alone_is_an_error_not_the_embedded_account(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(SignInError):
        resolve(None)


@pytest.mark.parametrize("name", sorted(_TOKENS))
def test_a_token_alone_names_an_account_whose_sub_account_is_found_when_it_is_asked(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "x")
    account = resolve(None)
    assert not account.embedded
    assert account.account_id == ""


def test_without_any_the_embedded_account_is_meant_the_same_for_everybody() -> None:
    assert resolve(None).embedded
    assert resolve(None) is resolve(None)
