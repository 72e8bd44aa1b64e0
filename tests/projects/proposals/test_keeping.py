"""How long what is kept of a proposal, what a person takes with her, and what recounting says."""

import datetime as dt

import pytest
from django.utils import timezone

from core.counters.board import value
from core.counters.periods import year_of
from core.counters.rebuilding import rebuild
from core.privacy import registry
from core.workflow.engine import advance
from projects.proposals import figures, metrics, retention, services
from projects.proposals.models import Proposal
from tests.factories import proposals as make

pytestmark = pytest.mark.django_db


def test_contact_data_goes_ninety_days_after_the_end_and_supporters_still_count(cast):
    made = make.in_public(cast.community_clerk, cast.community)
    services.write_down(made, by=cast.community_clerk, phone="13911112222")
    advance(made, "decline", by=cast.community_clerk, note="物业负责")
    soon = timezone.now() - dt.timedelta(days=1)
    assert retention.erase_contacts(soon) == retention.erase_supporters(soon) == 0
    late = timezone.now() + dt.timedelta(seconds=1)
    assert (retention.erase_contacts(late), retention.erase_supporters(late)) == (1, 2)
    made.refresh_from_db()
    assert (made.contact_name, made.contact_phone, made.phone_index, made.text) == ("", "", "", "")
    assert made.standing.count() == 2
    assert not made.standing.exclude(phone_index="").exists()


def test_as_long_as_the_project_goes_on_it_is_kept(cast):
    made = make.shortlisted(cast.community_clerk, cast.community)
    assert retention.erase_contacts(timezone.now() + dt.timedelta(days=1)) == 0
    assert made.contact_phone


def test_who_leaves_takes_it_back_and_is_forgotten(cast):
    made = make.proposal(cast.community, by=cast.resident, contact_name="张桂芳")
    assert registry.collect(cast.resident)["proposals"]["made"][0]["code"] == made.code
    retention.forget(cast.resident)
    made.refresh_from_db()
    assert (made.status, made.contact_name) == ("withdrawn", "")


def test_figures_are_the_rows_and_recounting_agrees(cast):
    make.proposal(cast.community, by=cast.resident)
    make.proposal(cast.community, by=cast.resident)
    listed = make.in_public(cast.community_clerk, cast.community)
    services.support(listed, by=cast.volunteer)
    services.write_down(listed, by=cast.community_clerk, name="何秀兰", door="3栋201")
    advance(listed, "shortlist", by=cast.community_clerk, **make.SCREENED)
    year, area = year_of(timezone.localdate()), cast.community

    def told():
        all_metrics = (metrics.collected, metrics.people, metrics.shortlisted)
        all_metrics += (metrics.supports, metrics.supporters, metrics.to_screen)
        return [value(metric, area, year) for metric in all_metrics]

    assert told() == [3, 1, 1, 2, 2, 2]  # one phone is one person
    rows = metrics.collected.rows(area, year.since, year.until, cast.community_clerk)
    assert rows.count() == 3
    rebuild([figures.STEPS, figures.CATEGORIES, figures.SUPPORT])
    assert told() == [3, 1, 1, 2, 2, 2]  # one phone is one person
    assert Proposal.objects.filter(first_of_year=True).count() == 1
