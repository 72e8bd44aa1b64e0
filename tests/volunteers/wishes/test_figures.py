"""Every figure equals a count of its rows."""

import datetime as dt
import itertools

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from core.accounts.abilities import Role
from core.counters import metrics as registry
from core.counters.figures import median, read_cells, total
from core.counters.periods import Period
from core.counters.rebuilding import differing
from core.counters.services import Change, counted, fold_all, record
from core.counters.versions import current
from core.workflow.models import WorkflowModel
from core.workflow.recounting import differences
from tests.factories import wishes as make
from tests.promises.scene import undone
from volunteers.wishes import metrics, services
from volunteers.wishes.models import MicroWish


def value(metric, area):
    today = timezone.localdate()
    if metric.values is not None:
        return metric.values([area], today, today)[area.pk]
    cells = read_cells([metric.of], [area], [Period(today, today)])
    return median(cells, metric.of) if metric.of.spread else total(cells, metric.of)


def rows(metric, area, user):
    today = timezone.localdate()
    return metric.rows(area, today, today, user)


@pytest.fixture
def story(clerk, helper, another, community):
    """Wishes at every stage, with detours, for one person and for others."""
    make.closed(clerk, helper)
    make.closed(clerk, helper, kind="service", estimated_value=80)
    make.closed(clerk, helper, contact_name="黄家明", contact_phone="13800001234")
    given_back = make.contacted(clerk, helper)
    services.give_up(given_back, by=helper)
    services.claim(given_back, by=another, items=3)
    asked = make.verifying(clerk)
    services.send_back(asked, by=clerk, note="尺码？")
    services.resubmit(asked, by=clerk)
    services.refer(make.verifying(clerk), by=clerk, note="超过限额", next_door="charity")
    make.wish(by=clerk, spoken_for="staff", consent_basis="counter")
    services.withdraw(make.published(clerk), by=clerk)
    return make.official(Role.DISTRICT_ADMIN, community.district)


COUNTS = ["submitted", "by_proxy", "published", "claims", "closed", "people"]
COUNTS += ["standing", "waiting", "elsewhere"]


def test_figures_equal_their_rows(story, community):
    for folded in (False, True):
        if folded:
            fold_all()
        for name in COUNTS:
            metric = getattr(metrics, name)
            found = rows(metric, community, story)
            assert value(metric, community) == found.count(), (name, folded)
            assert value(metric, community.district) == found.count(), (name, folded)


def test_items_claimed_and_people_helped_are_two_figures(story, community):
    assert value(metrics.closed, community) == 3
    assert value(metrics.people, community) == 2  # two of the three were hers
    assert value(metrics.items, community) == 3 + 3
    assert value(metrics.items, community) == sum(
        claim.items for claim in rows(metrics.items, community, story)
    )
    assert value(metrics.yuan, community) == 150 + 80 + 150
    assert value(metrics.median_days, community) == 0


def test_counters_agree_with_rows_and_log(story):
    assert list(differences(MicroWish)) == []


def test_first_steps_and_claims_are_checked_as_well(story, community):
    for kind, folded in itertools.product(["wish_steps", "wish_claims"], [False, True]):
        with undone():
            one_too_many_is_found(community, kind, folded)


def one_too_many_is_found(community, kind, folded):
    if folded:
        fold_all()
    assert list(differing(kind)) == []
    call_command("check_counters", snapshot=False)
    record(kind, community.pk, timezone.localdate(), [Change("made", counted("goods", {}), 1)])
    if folded:
        fold_all()
    assert [line.split()[0] for line in differing(kind)] == [kind]
    with pytest.raises(CommandError):
        call_command("check_counters", snapshot=False)


def test_figures_of_a_place_without_wishes_are_found(story, community):
    elsewhere = make.community(make.NEIGHBOUR, "老埠社区")
    record("wish_claims", elsewhere.pk, timezone.localdate(), [Change("taken", counted("", {}), 1)])
    fold_all()
    assert len(list(differing("wish_claims"))) == 1


def test_editing_corrects_the_figures(clerk, community):
    wish = make.wish()
    services.edit(wish, by=clerk, kind="service", estimated_value=99)
    assert list(differences(MicroWish)) == []


def test_waiting_too_long(clerk, community):
    wish = make.published(clerk)
    assert value(metrics.unclaimed, community) == 0
    MicroWish.objects.filter(pk=wish.pk).update(due_at=timezone.now() - dt.timedelta(hours=1))
    for area in (community, community.subdistrict, community.district):
        assert value(metrics.unclaimed, area) == 1
    assert rows(metrics.unclaimed, community, clerk).get() == wish


def test_rows_stay_in_ones_scope(story, community):
    neighbour = make.clerk(make.community(make.NEIGHBOUR, "老埠社区"))
    assert not rows(metrics.closed, community.district, neighbour).exists()


@pytest.mark.parametrize("verb", ["publish", "claim", "withdraw"])
def test_the_walls_version_changes_with_what_it_shows(clerk, helper, verb):
    wish = make.verifying(clerk) if verb == "publish" else make.published(clerk)
    before = current("wishes")
    if verb == "publish":
        services.publish(wish, by=clerk, **make.PUBLIC)
    else:
        getattr(services, verb)(wish, by=helper if verb == "claim" else clerk)
    assert current("wishes") > before


def test_all_metrics_define_themselves():
    ours = registry.metrics("wishes")
    assert {"wishes.items", "wishes.people"} <= {m.name for m in ours}
    assert all(str(m.definition).strip() for m in ours)
    assert issubclass(MicroWish, WorkflowModel)
