"""A wish of a known person goes its whole way; nothing open to others says who or where she is."""

import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from core.accounts.models import RoleGrant
from core.api.tokens import issue
from core.counters.periods import Period
from core.notices.models import Notice
from core.privacy.masking import mask_name
from core.workflow.models import TransitionRecord
from portal.reports.contents import freeze
from portal.reports.files import render
from portal.reports.models import Format
from portal.reports.services import request_report
from tests.promises.asking import ROWS, address, expected
from tests.promises.forms import FormReader
from tests.promises.scene import Scene
from volunteers.wishes.models import MicroWish

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("leaks")]
NAME, PHONE, PLACE = "欧阳桂芳", "13812345678", "榕景花园3栋502"
TITLE, STORY = "红船戏票两张给老伴", "老伴住院前最爱听红船粤剧"
SECRETS = (NAME, "桂芳", PHONE, "138 1234 5678", "1234-5678", PLACE, "3栋502", TITLE, STORY, "红船")
FIELDS = {
    "title": TITLE,
    "story": STORY,
    "kind": "service",
    "contact_name": NAME,
    "contact_phone": PHONE,
    "contact_address": PLACE,
    "contact_mode": "direct",
}
PUBLIC = {"public_title": "陪一位长者看戏", "public_text": "一位长者想有人陪着看一场戏。"}


def through_the_api(scene: Scene) -> Any:
    body = {**FIELDS, "community": scene.cast.community.code}
    secret = issue(scene.cast.resident)[0]
    return Client(headers={"Authorization": f"Bearer {secret}"}).post(
        "/api/v1/wishes/", json.dumps(body), content_type="application/json"
    )


def through_the_form(scene: Scene) -> Any:
    form = {**FIELDS, "community": scene.cast.community.code, "consent": "on", "seats": "1"}
    return signed_in(scene.cast.resident).post("/wishes/new/", form)


def by_staff(scene: Scene) -> Any:
    form = {
        **FIELDS,
        "community": scene.cast.community.code,
        "consent": "on",
        "spoken_for": "staff",
        "consent_basis": "counter",
        "channel": "counter",
    }
    return signed_in(scene.cast.community_clerk).post("/wishes/new/for-somebody/", form)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def refusals(answer: Any) -> Any:
    page = answer.content.decode()
    return FormReader(page, "").errors or page[:500]


def do(user: Any, wish: MicroWish, step: str, **fields: str) -> None:
    answer = signed_in(user).post(f"/wishes/{wish.code}/{step}/", fields)
    assert answer.status_code == 302, f"{step}: {answer.status_code}"


def found_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def open_pages(scene: Scene, wish: MicroWish, *, everywhere: bool) -> Iterator[str]:
    """What asks for this wish, the front page, and every address that answers a visitor."""
    yield "/"
    for where, get, _post in ROWS if everywhere else ():
        if "200" in expected(get)["visitor"]:
            yield address(where, scene)
    for room in ("wishes/", "api/v1/wishes/"):
        yield f"/{room}{wish.code}/"
        yield f"/{room}?area={scene.cast.community.code}&kind=service"


@pytest.mark.parametrize("way", [through_the_api, through_the_form, by_staff])
def test_nothing_open_to_others_says_who_she_is(scene, way, caplog):
    caplog.set_level("INFO")
    cast = scene.cast
    cast.resident.name, cast.resident.phone = NAME, PHONE
    cast.resident.save()
    answer = way(scene)
    assert answer.status_code in (201, 302), refusals(answer)
    wish = MicroWish.objects.latest("pk")
    assert wish.contact_name == NAME
    # what lies in the database is the same whichever way it came: one of them looks everywhere
    everywhere = way is through_the_form
    look_around(scene, wish)
    do(cast.community_clerk, wish, "take_up")
    do(cast.community_clerk, wish, "publish", **PUBLIC)
    look_around(scene, wish, everywhere=everywhere)
    do(cast.volunteer, wish, "claim")
    revealed = f"/privacy/reveal/volunteers.microwish/{wish.code}/contact_phone/"
    answer = signed_in(cast.volunteer).post(revealed, {"reason": "约时间"})
    assert PHONE in answer.content.decode()
    do(cast.volunteer, wish, "report_contact", note="约好了")
    do(cast.volunteer, wish, "fulfil")
    do(cast.community_clerk, wish, "confirm")
    look_around(scene, wish, everywhere=everywhere)
    wish.refresh_from_db()
    assert wish.status == "closed"
    staff_papers_mask_her(scene)
    the_record_is_discreet(scene, wish, caplog)
    if way is not by_staff:
        looks = signed_in(cast.resident).get("/me/looks/").content.decode()
        assert "约时间" in looks
        assert mask_name(cast.volunteer.name) in looks


def look_around(scene: Scene, wish: MicroWish, *, everywhere: bool = False) -> None:
    """As visitors, strangers, another helper and the neighbour's clerk."""
    cast = scene.cast
    seen = [
        (url, body_of(Client().get(url)).decode(errors="replace"))
        for url in open_pages(scene, wish, everywhere=everywhere)
    ]
    for other in (cast.stranger, cast.housekeeper, cast.neighbour_clerk):
        client = signed_in(other)
        urls = [f"/wishes/{wish.code}/", f"/api/v1/wishes/{wish.code}/", "/", "/wishes/", "/desk/"]
        urls += ["/me/", "/inbox/", "/wishes/manage/", "/deliveries/"]
        seen += [(url, body_of(client.get(url)).decode()) for url in urls]
    for url, text in seen:
        assert not found_in(text), f"{url} says {found_in(text)}"
    for secret in (NAME, PHONE, "红船"):  # the box repeats the words, so look for the wish
        for room in ("wishes/", "api/v1/wishes/"):
            text = Client().get(f"/{room}", {"q": secret}).content.decode()
            assert wish.code not in text, f"{room} finds her by {secret}"


def staff_papers_mask_her(scene: Scene) -> None:
    """Exports, tables and reports carry masked values at most; a title of her own stays inside."""
    cast = scene.cast
    pages = [f"/wishes/manage/export.{form}" for form in ("csv", "xlsx")]
    pages += [f"/dashboard/{cast.community.code}/table.{form}" for form in ("csv", "xlsx")]
    papers = {}
    for url in pages:
        answer = signed_in(cast.community_clerk).get(url)
        assert answer.status_code == 200
        papers[url] = as_text(body_of(answer))
    wish = MicroWish.objects.latest("pk")
    day = wish.closed_at.date()
    run, _new = request_report(
        area=cast.community, period=Period(day, day), language="zh-hans", by=cast.community_clerk
    )
    run.snapshot = freeze(run)
    papers["report"] = json.dumps(run.snapshot, ensure_ascii=False)
    for form in Format:
        papers[form] = as_text(render(run, form))
    assert cast.community.name in papers[Format.PDF]
    for name, text in papers.items():
        hers = {NAME, "桂芳", PHONE, PLACE, "3栋502", STORY} & set(found_in(text))
        assert not hers, f"{name} says {hers}"


def body_of(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def as_text(body: bytes) -> str:
    if body.startswith(b"%PDF"):
        book = PdfReader(io.BytesIO(body))
        # lines break inside words, and what the file says about itself is read as well
        pages = "".join(page.extract_text() for page in book.pages)
        return re.sub(r"\s+", "", pages) + str(book.metadata)
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return "".join(book.read(part).decode(errors="replace") for part in book.namelist())


def the_record_is_discreet(scene: Scene, wish: MicroWish, caplog: Any) -> None:
    """Logs, the open data of the log, and what others were told."""
    said = "\n".join(f"{r.getMessage()} {vars(r)}" for r in caplog.records)
    assert not found_in(said), f"the log says {found_in(said)}"
    moves = TransitionRecord.objects.filter(kind="wishes", object_id=wish.pk)
    assert not found_in(json.dumps(list(moves.values_list("data", flat=True))))
    hers = {wish.wisher_id, wish.submitted_by_id}
    hers |= {g.user_id for g in RoleGrant.objects.all() if g.user.can("wishes.verify", wish.area)}
    for notice in Notice.objects.exclude(user_id__in=hers - {None}).exclude(user=None):
        text = f"{notice.title} {notice.body} {notice.params} {notice.url}"
        assert not found_in(text), f"{notice.kind} tells {found_in(text)}"


def test_a_name_in_a_pdf_would_be_found(cast):
    """The control: what the test above reads is really what stands on the page."""
    month = Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    run, _new = request_report(area=cast.community, period=month, language="zh-hans", by=None)
    run.snapshot = freeze(run) | {"heading": f"{NAME}，{PLACE}"}
    assert {NAME, PLACE} <= set(found_in(as_text(render(run, Format.PDF))))
