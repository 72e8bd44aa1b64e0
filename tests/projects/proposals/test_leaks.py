"""A proposal of a known person: nothing open to others says who she is or what she wrote."""

from typing import Any

import pytest
from django.test import Client

from core.workflow.engine import advance
from projects.proposals import services
from projects.proposals.models import Proposal
from tests.factories import proposals as make
from tests.promises.asking import ROWS, address, expected
from tests.promises.scene import Scene, make_scene
from tests.promises.test_leaks import as_text, body_of, signed_in

pytestmark = pytest.mark.django_db
NAME, PHONE = "欧阳桂芳", "13812345678"
TEXT = "红船码头的栏杆松了，老伴差点摔下去。"
PLACE = "码头对面302室"
SECRETS = (NAME, "桂芳", PHONE, "138 1234 5678", TEXT, "老伴", "红船", PLACE)


def found_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def open_pages(scene: Scene, proposal: Proposal, *, everywhere: bool) -> list[str]:
    rows = [
        address(where, scene)
        for where, get, _post in ROWS
        if everywhere and "200" in expected(get)["visitor"]
    ]
    return [
        *rows,
        f"/proposals/{proposal.code}/",
        f"/api/v1/proposals/{proposal.code}/",
        "/proposals/?area=",
        f"/proposals/?q={proposal.code}",
    ]


def look_around(scene: Scene, proposal: Proposal, *, everywhere: bool) -> None:
    pages = open_pages(scene, proposal, everywhere=everywhere)
    seen: list[tuple[str, Any]] = [(url, Client().get(url)) for url in pages]
    cast = scene.cast
    for other in (cast.stranger, cast.volunteer, cast.neighbour_clerk):
        client = signed_in(other)
        urls = ["/proposals/", f"/proposals/{proposal.code}/", "/api/v1/proposals/", "/desk/"]
        urls += ["/proposals/manage/", "/me/", "/inbox/", "/deliveries/"]
        seen += [(url, client.get(url)) for url in urls]
    for url, answer in seen:
        text = body_of(answer).decode(errors="replace")
        assert not found_in(text), f"{url} says {found_in(text)}"
    for secret in (NAME, "红船"):  # the box repeats the words, so look for the number
        for room in ("proposals", "api/v1/proposals"):
            text = Client().get(f"/{room}/", {"q": secret, "area": ""}).content.decode()
            assert proposal.code not in text, f"{room} finds her by {secret}"
    told = Client().post(
        "/proposals/new/similar/", {"community": cast.community.code, "text": TEXT}
    )
    assert not found_in(told.content.decode())


def test_nothing_open_to_others_says_who_proposed(caplog):
    caplog.set_level("INFO")
    scene = make_scene()
    cast = scene.cast
    form = {"text": TEXT, "contact_name": NAME, "contact_phone": PHONE, "consent": "on"}
    form["place"] = PLACE
    answer = Client().post("/proposals/new/", {**form, "community": cast.community.code})
    assert answer.status_code == 302
    proposal = Proposal.objects.latest("pk")
    assert proposal.contact_name == NAME
    look_around(scene, proposal, everywhere=False)  # open to nobody yet
    advance(proposal, "take_up", by=cast.community_clerk, note="红船那边去看看")
    title, text = make.PUBLIC.values()
    services.write_public_words(proposal, by=cast.community_clerk, title=title, text=text)
    services.support(proposal, by=cast.volunteer)
    look_around(scene, proposal, everywhere=True)
    advance(proposal, "shortlist", by=cast.community_clerk, place="码头", **make.SCREENED)
    look_around(scene, proposal, everywhere=True)
    for form_of in ("csv", "xlsx"):
        paper = signed_in(cast.community_clerk).get(f"/proposals/manage/export.{form_of}")
        assert not {NAME, "桂芳", PHONE} & set(found_in(as_text(body_of(paper))))
    said = "\n".join(f"{r.getMessage()} {vars(r)}" for r in caplog.records)
    assert not found_in(said), f"the log says {found_in(said)}"
