"""Whatever fits the API's description, or just does not, is answered as described."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import CHECKS
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode

from tests import make
from tests.api import UNSAFE

# What every answer is held to, and what those are that must be refused.
JUDGED = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]
REFUSING = "negative_data_rejection"
# Ending sessions would leave nobody to ask the rest.
LEFT_OUT = {"accounts.sign_out", "accounts.end_others", "accounts.revoke_device"}
# A push is taken as a whole and judged operation by operation, whatever they are.
TOLERANT = {"sync.push", "sync.rescue"}
EXAMPLES = 8


def checks(*names: str) -> list[Any]:
    known = {check.__name__: check for check in CHECKS.get_all()}
    return [known[name] for name in names]


@dataclass(frozen=True, slots=True)
class Examiner:
    """Asks one operation in one mode, as whoever is signed in."""

    study: make.Study
    mode: GenerationMode
    met: set[tuple[str, int]] = field(default_factory=set)

    def examine(self, operation: Any) -> None:
        judged = checks(*JUDGED)
        name = operation.definition.raw["operationId"]
        if self.mode is GenerationMode.NEGATIVE and name not in TOLERANT:
            judged += checks(REFUSING)

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=self.mode))
        def ask(case: Any) -> None:
            self.point_at_the_study(case)
            response = case.call(headers=UNSAFE, cookies=self.cookies())
            self.met.add((name, response.status_code))
            case.validate_response(response, checks=judged)

        ask()

    def point_at_the_study(self, case: Any) -> None:
        """Ask of something that is there, or most answers would be 404."""
        known = {"study_id": self.study.id, "subject_id": self.study.subject_id}
        if self.mode is GenerationMode.POSITIVE and case.path_parameters:
            case.path_parameters.update(
                {key: known[key] for key in case.path_parameters if key in known}
            )

    def cookies(self) -> dict[str, str]:
        cookie = self.study.pi.client.get_cookie("shadowlog")
        assert cookie is not None
        return {"shadowlog": cookie.value}


@pytest.mark.parametrize(
    ("mode", "statuses"),
    [(GenerationMode.POSITIVE, {200, 201}), (GenerationMode.NEGATIVE, {422})],
    ids=["positive", "negative"],
)
def test_every_operation_answers_as_described(
    app: Flask, study: make.Study, mode: GenerationMode, statuses: set[int]
) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    # Nothing in JSON Schema but a pattern would say that no text may hold a NUL.
    # And whoever asks is signed in: the cookie is not for them to make up or leave out.
    # What is longer than allowed may also be more than is read at all.
    refusing = schema.config.checks.negative_data_rejection
    refusing.expected_statuses = [*refusing.expected_statuses, "413"]
    schema.config.generation.update(allow_x00=False, with_security_parameters=False)
    examiner = Examiner(study, mode)

    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        if operation.definition.raw["operationId"] not in LEFT_OUT:
            # An operation that takes nothing, or any text, cannot be asked wrongly.
            with suppress(Unsatisfiable):
                examiner.examine(operation)

    answered = {name for name, status in examiner.met if status in statuses}
    assert len(answered) > 15
    assert study.pi.get("/api/session").status == 200
