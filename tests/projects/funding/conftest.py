"""A book and a project."""

import pytest

from tests.factories.funding import a_project, money


@pytest.fixture
def book(cast):
    """300,000 yuan for the micro-projects of the community this year."""
    return money(cast.community, 300_000)


@pytest.fixture
def project(cast):
    return a_project(cast.community)
