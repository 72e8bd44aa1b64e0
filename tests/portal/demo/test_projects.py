"""The demo's micro-projects: every state, and each of the cases one wants to show."""

import random

import pytest

from core.counters.services import fold_all
from core.notices.models import Notice
from portal.demo.councils import make_councils
from portal.demo.people import make_people
from portal.demo.places import make_places
from portal.demo.project_texts import LATER, PROJECTS
from portal.demo.projects import make_projects
from projects.delivery.models import MicroProject
from projects.delivery.splitting import SplittingFlag
from projects.funding.caps import CapException
from projects.funding.contributions import SocialContribution
from projects.funding.queries import below_floor

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_thirty_projects_stand_in_every_state(working_calendar):
    """One test, because telling it takes a while."""
    dice = random.Random(1)
    places = make_places()
    cast = make_people(places, dice)
    make_councils(places, cast, dice)
    assert make_projects(places, cast) == len(PROJECTS) + len(LATER) == 34
    fold_all()
    told = MicroProject.objects.filter(title__in=[t.title for t in (*PROJECTS, *LATER)])
    assert told.count() == 34
    assert {p.status for p in told} == {s.name for s in MicroProject.workflow.states}
    assert not told.filter(proposals__isnull=True).exists()
    assert told.filter(status="vote_failed").count() == 1
    assert told.filter(status="objected").count() == 1
    assert told.filter(status="terminated").count() == 1
    for shown in told.filter(status="closed", kind="works"):
        stages = set(shown.progress_notes.values_list("stage", flat=True))
        assert {"before", "after"} <= stages
    assert CapException.objects.filter(decision="approved").count() == 1
    assert SplittingFlag.objects.count() == 2
    assert SocialContribution.objects.count() == 6
    assert len({p.created_at.date() for p in told}) > 20
    year = told.latest("created_at").created_at.year
    assert len(below_floor(places.district, year)) == 1
    # whoever loads the demo texts nobody
    assert not Notice.objects.filter(kind__startswith="projects.").exclude(channel="inbox").exists()
