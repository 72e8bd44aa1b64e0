import pytest

from tests.factories.projects import Crew, crew_of


@pytest.fixture
def who(cast) -> Crew:
    """The cast in the parts of a project."""
    return crew_of(cast)
