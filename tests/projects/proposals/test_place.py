"""Where a proposal is: a whole point on the map or none."""

import pytest
from django.core.exceptions import ValidationError

from projects.proposals import services
from tests.factories import areas

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("given", "missing"), [("latitude", "longitude"), ("longitude", "latitude")]
)
def test_half_a_point_is_refused_beside_what_is_missing(given, missing):
    with pytest.raises(ValidationError) as refused:
        services.make_proposal(
            by=None,
            area=areas.community(),
            text="楼道的灯不亮",
            contact_name="陈桂芳",
            contact_phone="13800005678",
            **{given: 22.5},
        )
    assert list(refused.value.message_dict) == [missing]
