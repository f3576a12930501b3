"""The account's own description: complete, and true of every answer."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sandbox.foreign import Foreign
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.service.openapi import DESCRIPTION_PATH
from leadwidgets.sandbox.service.operations import OPERATIONS, PREFIXES
from leadwidgets.sandbox.service.where import CRITERIA

pytestmark = pytest.mark.slow

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
REQUESTS = [
    (prefix + operation.path, operation.method)
    for operation in OPERATIONS
    for prefix in (PREFIXES if operation.prefixed else ("",))
]
OF_AN_ACCOUNT = [
    (PREFIXES[0] + operation.path, operation.method)
    for operation in OPERATIONS
    if "{account_id}" in operation.path and operation.answers
]
WITH_INPUT = [
    (PREFIXES[0] + operation.path, operation.method)
    for operation in OPERATIONS
    if operation.prefixed and (operation.query or operation.body)
]
HERE = {"dial_group_id": 50011, "campaign_id": 136785}


@pytest.fixture(scope="module")
def description(sandbox: Sandbox) -> BaseSchema:
    return schemathesis.openapi.from_asgi(DESCRIPTION_PATH, sandbox.app)


# The same cases each time: a run of the tests says something of the code, not of its luck.
DRAWN = settings(
    max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def document(foreign: Foreign) -> dict[str, Any]:
    answer = foreign.send("GET", "/openapi.json")
    assert answer.status_code == 200
    description: dict[str, Any] = answer.json()
    return description


def test_every_request_is_described_under_both_prefixes(document: dict[str, Any]) -> None:
    described = [
        (path, method.upper()) for path, item in document["paths"].items() for method in item
    ]
    assert sorted(described) == sorted(REQUESTS)
    assert len(described) == 3 + 2 * 21


def test_every_criterion_is_described(document: dict[str, Any]) -> None:
    properties = document["components"]["schemas"]["Criteria"]["properties"]
    assert set(properties) == {*CRITERIA, "campaignId"}
    comparison = properties["leadPassesCriteria"]["anyOf"][0]["properties"]
    assert comparison["operator"]["enum"] == ["GREATER_THAN", "LESS_THAN", "EQUALS"]


def test_a_request_that_writes_leads_is_described_as_always_refused(
    document: dict[str, Any],
) -> None:
    leads = f"{PREFIXES[0]}/admin/accounts/{{account_id}}/campaignLeads"
    responses = document["paths"][f"{leads}/actions"]["put"]["responses"]
    assert set(responses) == {"401", "403", "404"}


def test_every_operation_says_what_it_does(document: dict[str, Any]) -> None:
    for item in document["paths"].values():
        for operation in item.values():
            assert operation["summary"].startswith("Answer ")
    ids = [
        operation["operationId"]
        for item in document["paths"].values()
        for operation in item.values()
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("path", "method"), REQUESTS)
def test_every_answer_is_a_described_one(
    description: BaseSchema, foreign: Foreign, path: str, method: str
) -> None:
    foreign.count({})  # signs in, the first time
    headers = {"authorization": f"Bearer {foreign.token}"}

    @DRAWN
    @given(case=description[path][method].as_strategy(), mine=st.integers(0, 3))
    def answered(case: "schemathesis.Case[Any]", mine: int) -> None:
        if "account_id" in case.path_parameters and mine:
            case.path_parameters["account_id"] = foreign.account.account_id
        case.call_and_validate(headers=headers, checks=CHECKS)

    answered()


def _cases(
    description: BaseSchema, foreign: Foreign, path: str, method: str, mode: GenerationMode
) -> "st.SearchStrategy[schemathesis.Case[Any]]":
    """Draw requests for what is there, by somebody who may see it."""
    foreign.count({})  # signs in, the first time
    there = HERE | {"account_id": foreign.account.account_id}
    return description[path][method].as_strategy(
        generation_mode=mode,
        headers={"authorization": f"Bearer {foreign.token}"},
        path_parameters={name: value for name, value in there.items() if f"{{{name}}}" in path},
    )


@pytest.mark.parametrize(("path", "method"), OF_AN_ACCOUNT)
def test_what_the_description_allows_is_answered(
    description: BaseSchema, foreign: Foreign, path: str, method: str
) -> None:
    cases = _cases(description, foreign, path, method, GenerationMode.POSITIVE)

    @DRAWN
    @given(case=cases)
    def answered(case: "schemathesis.Case[Any]") -> None:
        answer = case.call()
        case.validate_response(answer, checks=[positive_data_acceptance])
        assert answer.status_code == 200

    answered()


@pytest.mark.parametrize(("path", "method"), WITH_INPUT)
def test_what_the_description_forbids_is_refused(
    description: BaseSchema, foreign: Foreign, path: str, method: str
) -> None:
    cases = _cases(description, foreign, path, method, GenerationMode.NEGATIVE)

    @DRAWN
    @given(case=cases)
    def refused(case: "schemathesis.Case[Any]") -> None:
        answer = case.call()
        # An empty parameter is as good as none, and of a repeated one the last counts: OpenAPI
        # cannot say so of a number.
        sent = parse_qs(urlsplit(str(answer.request.url)).query, keep_blank_values=True)
        assume(all(len(values) == 1 and values[0] for values in sent.values()))
        case.validate_response(answer, checks=[negative_data_rejection])

    refused()
