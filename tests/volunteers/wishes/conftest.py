import pytest

from tests.factories import wishes as make


@pytest.fixture
def community(db):
    return make.community()


@pytest.fixture
def clerk(community):
    return make.clerk(community)


@pytest.fixture
def helper(community):
    return make.volunteer(community, "林志和")


@pytest.fixture
def another(community):
    return make.volunteer(community, "黄家明")


@pytest.fixture
def wisher(community):
    return make.person("何秀兰", phone="13900001111")
