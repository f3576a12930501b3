import pickle
from pathlib import Path

import pytest

from leadwidgets.account import (
    AccessToken,
    Account,
    Credentials,
    JwtCredentials,
    LegacyToken,
    PasswordCredentials,
)
from leadwidgets.errors import SignInError

SECRET = "keep-this-to-yourself"
JWT_ENVIRONMENT = {
    "RINGCX_ACCOUNT_ID": "99990001",
    "RC_CLIENT_ID": "an-app",
    "RC_CLIENT_SECRET": SECRET,
    "RC_JWT": SECRET,
}
EVERY_KIND = [
    JwtCredentials("an-app", SECRET, SECRET),
    PasswordCredentials("an-app", SECRET, "someone", SECRET),
    AccessToken(SECRET),
    LegacyToken(SECRET),
]


def test_the_environment_names_an_account_with_a_jwt() -> None:
    account = Account.from_env(JWT_ENVIRONMENT)
    assert account.account_id == "99990001"
    assert account.credentials == JwtCredentials("an-app", SECRET, SECRET)
    assert account.api_root == "https://ringcx.ringcentral.com/voice/api/v1"
    assert account.auth_root == "https://ringcx.ringcentral.com/api/auth"


def test_the_environment_names_an_account_with_a_password() -> None:
    environment = {
        **JWT_ENVIRONMENT,
        "RC_JWT": "",
        "RC_USERNAME": "someone",
        "RC_PASSWORD": SECRET,
        "RC_EXTENSION": "101",
    }
    expected = PasswordCredentials("an-app", SECRET, "someone", SECRET, "101")
    assert Account.from_env(environment).credentials == expected


def test_a_ready_token_goes_before_credentials() -> None:
    account = Account.from_env({**JWT_ENVIRONMENT, "RINGCX_ACCESS_TOKEN": SECRET})
    assert account.credentials == AccessToken(SECRET)


def test_a_dotenv_file_is_read_when_asked_and_the_environment_goes_before_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / ".env"
    file.write_text(
        "# credentials\nexport RINGCX_ACCOUNT_ID='1'\nRINGCX_ACCESS_TOKEN=\"of-the-file\"\n"
    )
    assert Account.from_env({}, dotenv=file).account_id == "1"
    account = Account.from_env({"RINGCX_ACCOUNT_ID": "2"}, dotenv=file)
    assert account.account_id == "2"
    assert account.credentials == AccessToken("of-the-file")


def test_a_secret_in_a_dotenv_file_is_taken_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("RINGCX_ACCOUNT_ID=1\nRINGCX_ACCESS_TOKEN='a${HOME}b$c'\n")
    credentials = Account.from_env({}, dotenv=file).credentials
    assert isinstance(credentials, AccessToken)
    assert credentials.token == "a${HOME}b$c"


def test_an_empty_variable_leaves_what_the_dotenv_file_says(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("RINGCX_ACCOUNT_ID=1\nRINGCX_ACCESS_TOKEN=of-the-file\n")
    account = Account.from_env({"RINGCX_ACCESS_TOKEN": ""}, dotenv=file)
    assert account.credentials == AccessToken("of-the-file")


def test_blanks_and_line_breaks_around_a_value_are_no_part_of_it() -> None:
    account = Account.from_env({name: f" {value}\r\n" for name, value in JWT_ENVIRONMENT.items()})
    assert account == Account.from_env(JWT_ENVIRONMENT)


@pytest.mark.parametrize(
    ("content", "name"), [(b"\xe4", ".env"), (b"", "nul\0.env")], ids=["text", "name"]
)
def test_a_dotenv_file_that_is_no_text_is_named(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / ".env").write_bytes(content)
    with pytest.raises(SignInError, match="could not be read"):
        Account.from_env({}, dotenv=tmp_path / name)


@pytest.mark.parametrize("kind", [AccessToken, LegacyToken])
def test_what_is_no_text_is_no_token(kind: type[AccessToken | LegacyToken]) -> None:
    with pytest.raises(SignInError, match="Copy it anew"):
        kind(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("credentials", [None, SECRET])
def test_an_account_needs_credentials_of_a_known_kind(credentials: object) -> None:
    with pytest.raises(SignInError, match="none of the four kinds") as caught:
        Account(credentials=credentials)  # type: ignore[arg-type]
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("kind", [AccessToken, LegacyToken])
@pytest.mark.parametrize(
    "token", ["", "\n", "two words", "eyJabc\u2026def", "abc\r\nX-Header: 1", "abc\0"]
)
def test_what_no_header_can_hold_is_no_token(
    kind: type[AccessToken | LegacyToken], token: str
) -> None:
    with pytest.raises(SignInError, match="Copy it anew") as caught:
        kind(token)
    assert "abc" not in str(caught.value)


def test_a_missing_dotenv_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SignInError, match=r"nothing\.env could not be read"):
        Account.from_env({}, dotenv=tmp_path / "nothing.env")


@pytest.mark.parametrize("missing", ["RC_CLIENT_ID", "RC_CLIENT_SECRET", "RC_JWT"])
def test_a_missing_variable_is_named_and_no_other_is_shown(missing: str) -> None:
    environment = {name: value for name, value in JWT_ENVIRONMENT.items() if name != missing}
    with pytest.raises(SignInError, match=missing) as caught:
        Account.from_env(environment)
    assert SECRET not in str(caught.value)


def test_the_account_id_may_be_missing_or_a_number() -> None:
    unnamed = Account.from_env({"RINGCX_ACCESS_TOKEN": SECRET})
    assert unnamed.account_id == ""
    assert unnamed.label == "ringcx.ringcentral.com"
    numbered = Account(account_id=99990001, credentials=AccessToken(SECRET))  # type: ignore[arg-type]
    assert numbered.account_id == numbered.label == "99990001"
    with pytest.raises(SignInError, match="RINGCX_ACCOUNT_ID"):
        Account(account_id=None, credentials=AccessToken(SECRET))  # type: ignore[arg-type]


@pytest.mark.parametrize("credentials", EVERY_KIND, ids=lambda kind: type(kind).__name__)
def test_credentials_are_never_shown_or_pickled(credentials: Credentials) -> None:
    account = Account(account_id="1", credentials=credentials)
    assert SECRET not in repr(credentials) + repr(account)
    assert SECRET in credentials.secrets()
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(account)


@pytest.mark.parametrize(
    "url",
    [
        "https://ringcx.example.com",
        "https://ringcx.example.com/",
        "https://ringcx.example.com/voice",
        "https://ringcx.example.com/voice/api/",
        "https://ringcx.example.com/voice/api/v1",
        "https://ringcx.example.com//voice/api/v1/admin/accounts/99990001/dialGroups",
        "https://ringcx.example.com/voice/admin/?x=1#/home",
        "ringcx.example.com",
        "//ringcx.example.com/voice/",
        "'ringcx.example.com/voice/api'",
    ],
)
def test_a_base_url_may_end_where_the_guides_do(url: str) -> None:
    account = Account(account_id="1", credentials=AccessToken(SECRET), base_url=url)
    assert account.api_root == "https://ringcx.example.com/voice/api/v1"


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("engage.ringcentral.com/api/v1/admin", "https://engage.ringcentral.com"),
        ("portal.vacd.biz/api/v1/admin/accounts", "https://portal.vacd.biz"),
        ("https://x.example/proxy/voice/api", "https://x.example/proxy"),
        ("https://x.example/voices", "https://x.example/voices"),
        ("127.0.0.1:8723", "http://127.0.0.1:8723"),
        ("localhost:8723/voice/api/v1/", "http://localhost:8723"),
    ],
)
def test_an_address_is_read_as_a_browser_understands_it(url: str, base: str) -> None:
    account = Account(account_id="1", credentials=AccessToken(SECRET), base_url=url)
    assert account.base_url == base


def test_ways_to_write_an_address_are_one_account() -> None:
    written = Account(
        account_id="1",
        credentials=AccessToken(SECRET),
        base_url=" https://RingCX.Example.com:443/ ",
    )
    assert written.base_url == "https://ringcx.example.com"


def test_a_legacy_host_has_no_voice_prefix() -> None:
    account = Account(
        account_id="1", credentials=LegacyToken(SECRET), base_url="https://portal.vacd.biz/api/"
    )
    assert account.legacy
    assert account.api_root == "https://portal.vacd.biz/api/v1"


@pytest.mark.parametrize(
    "url",
    [
        "http://ringcx.example.com",
        "",
        "file:///x",
        "https://",
        "https://[bad",
        "https://ringcx.example.com:port",
        "https://ringcx.example.com:99999999",
        "https://ringcx example.com",
        "https://\udcff",
    ],
)
def test_an_address_that_would_send_secrets_in_the_clear_is_refused(url: str) -> None:
    with pytest.raises(SignInError, match="base_url is not an https address"):
        Account(account_id="1", credentials=AccessToken(SECRET), base_url=url)


def test_an_address_with_a_password_in_it_is_refused_and_not_repeated() -> None:
    with pytest.raises(SignInError, match="holds a user name or a password") as caught:
        Account(
            account_id="1",
            credentials=AccessToken(SECRET),
            base_url=f"https://me:{SECRET}@x.example",
        )
    assert SECRET not in str(caught.value)


def test_loopback_may_be_plain_http() -> None:
    url = "http://127.0.0.1:8723"
    account = Account(account_id="1", credentials=AccessToken(SECRET), base_url=url)
    assert account.api_root == f"{url}/voice/api/v1"
