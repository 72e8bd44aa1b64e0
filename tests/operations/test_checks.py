import pytest

from core.operations.checks import DEMO_DISTRICT, no_demo_in_production, no_demo_in_the_database
from tests.factories import areas


def ids(settings, **values):
    for name, value in values.items():
        setattr(settings, name, value)
    return {error.id for error in no_demo_in_production()}


def test_the_demo_is_refused_by_a_deploy_check(settings):
    assert {"linli.E001", "linli.E002", "linli.E003", "linli.E004", "linli.E005"} <= ids(
        settings, DEMO=True
    )


def test_a_real_portal_passes(settings):
    assert not ids(
        settings,
        DEMO=False,
        SECRET_KEY="k" * 60,
        METRICS_TOKEN="t" * 30,
        SMS_SENDER="core.notices.channels.aliyun.AliyunSender",
        INSTALLED_APPS=[],
    )


@pytest.mark.django_db
def test_the_demos_district_is_refused_in_a_real_database(settings):
    settings.DEMO = False
    assert not no_demo_in_the_database(databases=["default"])
    areas.district(code=DEMO_DISTRICT)
    assert [e.id for e in no_demo_in_the_database(databases=["default"])] == ["linli.E006"]
