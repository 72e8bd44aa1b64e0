"""The schema is sound, and the one in docs/ is the one we serve."""

from pathlib import Path

import yaml
from django.utils import translation
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema

KEPT = Path(__file__).parents[2] / "docs" / "openapi.yaml"
REFRESH = "manage.py spectacular --lang en --validate --fail-on-warn --file docs/openapi.yaml"


def served() -> dict:
    with translation.override("en"):
        return SchemaGenerator().get_schema(request=None, public=True)


def as_written(schema: dict) -> str:
    with translation.override("en"):
        return OpenApiYamlRenderer().render(schema, renderer_context={}).decode()


def test_the_schema_is_valid_and_complete():
    schema = served()
    validate_schema(schema)
    assert not GENERATOR_STATS, "the generator guessed somewhere: it wrote warnings"
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            if method == "parameters":
                continue
            assert operation.get("description"), f"{method} {path} says nothing of itself"


def test_the_committed_schema_is_the_one_we_serve():
    assert KEPT.exists(), f"write it: {REFRESH}"
    same = yaml.safe_load(KEPT.read_text()) == yaml.safe_load(as_written(served()))
    assert same, f"the API has changed; look at the difference after: {REFRESH}"
