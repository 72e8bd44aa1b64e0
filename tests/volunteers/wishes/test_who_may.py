"""The buttons each person sees at every stage; tests/promises shows that all else is refused."""

import pytest

from core.accounts.abilities import Role
from core.workflow.engine import available
from tests.factories import wishes as make
from volunteers.wishes import services
from volunteers.wishes.models import MicroWish
from volunteers.wishes.workflow import WISH

VERIFY = {"publish", "send_back", "decline", "refer"}
MAY = {
    "submitted": {"wisher": {"withdraw"}, "clerk": {"take_up", "withdraw"}},
    "verifying": {"wisher": {"withdraw"}, "clerk": {*VERIFY, "withdraw"}},
    "returned": {"wisher": {"resubmit", "withdraw"}, "clerk": {"resubmit", "withdraw"}},
    "declined": {},
    "referred": {},
    "published": {
        "wisher": {"withdraw"},
        "clerk": {"withdraw"},
        "claimer": {"claim"},
        "volunteer": {"claim"},
        "housekeeper": {"claim"},
    },
    "claimed": {
        "wisher": {"veto", "withdraw"},
        "clerk": {"veto", "withdraw"},
        "claimer": {"report_contact", "give_up"},
    },
    "contacted": {
        "wisher": {"veto", "withdraw"},
        "clerk": {"veto", "withdraw"},
        "claimer": {"fulfil", "give_up"},
    },
    "fulfilled": {
        "wisher": {"confirm", "dispute", "withdraw"},
        "clerk": {"confirm", "dispute", "withdraw"},
    },
    "closed": {},
    "withdrawn": {},
}


@pytest.fixture
def cast(community, clerk, helper, another, wisher):
    district = community.district
    return {
        "wisher": wisher,
        "clerk": clerk,
        "claimer": helper,
        "volunteer": another,
        "housekeeper": make.housekeeper(community),
        "stranger": make.person(),
        "neighbour": make.clerk(make.community(make.NEIGHBOUR, "老埠社区")),
        "subdistrict": make.official(Role.STREET_CLERK, community.subdistrict),
        "district": make.official(Role.DISTRICT_ADMIN, district),
        "finance": make.official(Role.DISTRICT_FINANCE, district),
        "auditor": make.official(Role.AUDITOR, district),
        "grid_worker": make.official(Role.GRID_WORKER, community),
    }


def at(stage: str, cast) -> MicroWish:
    """A wish of the wisher at this stage, taken on by the claimer where somebody has."""
    clerk, helper, own = cast["clerk"], cast["claimer"], {"by": cast["wisher"]}
    if stage == "submitted":
        return make.wish(**own)
    if stage in ("verifying", "published"):
        return getattr(make, stage)(clerk, **own)
    if stage in ("claimed", "contacted", "fulfilled", "closed"):
        return getattr(make, stage)(clerk, helper, **own)
    wish = make.verifying(clerk, **own)
    verb = {"returned": "send_back", "declined": "decline", "referred": "refer"}.get(stage)
    if verb:
        getattr(services, verb)(wish, by=clerk, note="因为")
    else:
        services.withdraw(wish, by=cast["wisher"])
    return wish


def test_the_table_covers_every_state():
    assert MAY.keys() == WISH.by_state.keys()


@pytest.mark.parametrize("stage", MAY)
def test_the_buttons_each_person_sees(cast, stage):
    wish = at(stage, cast)
    for name, user in cast.items():
        seen = {arrow.name for arrow in available(wish, user)}
        assert seen == MAY[stage].get(name, set()), name
