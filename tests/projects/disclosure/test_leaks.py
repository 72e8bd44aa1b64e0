"""A project on its way from a known person's idea: no public surface says who she is."""

import pytest
from django.test import Client

from core.workflow.engine import advance
from projects.delivery.following import follow
from projects.delivery.ratings import Rating
from projects.delivery.services.objecting import object_to
from projects.proposals import services
from projects.proposals.models import Proposal
from tests.factories import proposals as make
from tests.factories.projects import crew_of, project, to_state
from tests.promises.test_leaks import as_text, body_of

pytestmark = pytest.mark.django_db
NAME, PHONE, OTHER = "欧阳桂芳", "13812345678", "13987654321"
TEXT, OBJECTION, COMMENT = "红船码头的栏杆松了", "挡住我家窗户", "台阶还是滑"
SECRETS = (NAME, "桂芳", PHONE, OTHER, TEXT, "红船", OBJECTION, COMMENT)
PUBLIC = (
    "/",
    "/projects/?area=",
    "/projects/map/?area=",
    "/projects/feed/",
    "/projects/budget/",
    "/projects/{code}/",
    "/projects/{code}/poster/",
    "/projects/{code}/follow/",
    "/projects/{code}/object/",
    "/open-data/",
    "/open-data/projects.csv",
    "/open-data/projects.json",
    "/open-data/calls.csv",
    "/open-data/proposals.csv",
    "/open-data/proposals.json",
    "/api/v1/projects/",
    "/api/v1/projects/{code}/",
    "/api/v1/ledger/?project={code}",
    "/ledger/ledger.csv",
)


def said_in_public(code: str) -> dict[str, list[str]]:
    """What of the secrets each public address says."""
    found = {}
    for path in PUBLIC:
        answer = Client().get(path.format(code=code))
        assert answer.status_code == 200, path
        body = body_of(answer)
        text = as_text(body) if body.startswith(b"%PDF") else body.decode()
        if said := [secret for secret in SECRETS if secret in text]:
            found[path] = said
    return found


def test_nothing_public_says_who_proposed_objected_followed_or_rated(cast):
    who, community = crew_of(cast), cast.community
    form = {"text": TEXT, "contact_name": NAME, "contact_phone": PHONE, "consent": "on"}
    Client().post("/proposals/new/", {**form, "community": community.code})
    idea = Proposal.objects.latest("pk")
    assert idea.contact_name == NAME
    advance(idea, "take_up", by=who.screener, note="红船那边去看看")
    title, text = make.PUBLIC.values()
    services.write_public_words(idea, by=who.screener, title=title, text=text)
    advance(idea, "shortlist", by=who.screener, **make.SCREENED)
    idea.refresh_from_db()
    made = idea.project
    made.supervision_phone, made.beneficiaries = "0760-8888 0012", "三栋楼 96 户居民"
    made.save()
    to_state(made, "public_notice", who)
    object_to(made, by=None, text=OBJECTION, contact_name=NAME, contact_phone=PHONE)
    follow(made, phone=OTHER)
    Rating.objects.create(
        project=made, phone=PHONE, score=2, delivered="partly", comment=COMMENT, received=TEXT
    )
    assert said_in_public(made.code) == {}
    for secret in (NAME, "红船", OBJECTION):
        text = Client().get("/projects/", {"q": secret, "area": ""}).content.decode()
        assert made.code not in text
        assert made.get_absolute_url() not in text


def test_a_name_in_public_words_would_be_found(cast):
    """The control: the pages are really read."""
    made = project(cast.community, state="public_notice", crew=crew_of(cast), title=f"帮{NAME}修灯")
    found = said_in_public(made.code)
    assert {"/projects/{code}/", "/open-data/projects.csv", "/projects/{code}/poster/"} <= set(
        found
    )
