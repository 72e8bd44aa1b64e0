"""Whatever the API's own schema allows: never a 500, and every answer is one it describes.

A bounded number of tries here; longer by hand: LINLI_FUZZ=500 before pytest and this file.
"""

import os
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CHECKS, load_all_checks

from core.api.tokens import issue
from tests.promises.scene import Scene, for_a_module, make_scene, settle, undone

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("fuzz")]
TRIES = int(os.environ.get("LINLI_FUZZ", "8"))

load_all_checks()
PROMISED = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "response_headers_conformance",
    )
]
schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
schema.app = get_wsgi_application()
OPERATIONS = [found.ok() for found in schema.get_all_operations()]


@pytest.fixture(scope="module")
def played(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Scene, list[dict[str, str]]]]:
    """The scene, and how some of the cast ask. Requests stay in its transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), for_a_module():
        scene = make_scene()
        asking: list[dict[str, str]] = [{}]
        for user in (scene.cast.community_clerk, scene.cast.volunteer, scene.cast.resident):
            asking.append({"Authorization": f"Bearer {issue(user)[0]}"})
        settle()
        yield scene, asking
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("operation", OPERATIONS, ids=[o.label for o in OPERATIONS])
def test_no_answer_breaks_the_promise_of_the_schema(played, operation):
    scene, asking = played

    @given(case=operation.as_strategy())
    @settings(max_examples=TRIES, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        # by the content of the case, so that a failure is found again
        dice = zlib.crc32(repr((case.path_parameters, case.query, case.body)).encode())
        if "code" in case.path_parameters and dice % 4:
            case.path_parameters["code"] = (scene.wish.code, scene.hidden.code)[dice % 2]
        if "id" in case.path_parameters and dice % 2:
            case.path_parameters["id"] = scene.centre.pk
        if isinstance(case.body, dict) and "community" in case.body and dice % 3:
            case.body["community"] = scene.cast.community.code
        with undone():
            headers = asking[dice // 7 % len(asking)]
            case.call_and_validate(headers=headers, checks=PROMISED)

    ask()
