"""The poster for the site: an A3 sheet with a code that leads back to the public page."""

import datetime as dt
from pathlib import Path
from typing import Any

import segno
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from centres.directory.queries import centre_of
from core.printing.typesetting import FAMILY, typeset
from core.ui.formatting import exact_money, long_date, short_date
from projects.delivery.contracts import Contract
from projects.delivery.models import MicroProject
from projects.funding.queries import of_project

TEMPLATE = Path(__file__).with_name("typst") / "poster.typ"
LONG_TITLE = 10  # characters that fit one line of the largest type
LONGEST = 150  # characters of the summary that fit above the facts


def poster_as_pdf(project: MicroProject, address: str) -> bytes:
    """The poster in the reader's language; `address` is where its code leads.

    Raises TypesettingFailed.
    """
    return typeset(as_page(project, address), TEMPLATE)


def as_page(project: MicroProject, address: str) -> dict[str, Any]:
    """The data of the sheet: public words only, and offices instead of names."""
    chinese = (translation.get_language() or "").startswith("zh")
    community = project.area.community or project.area
    centre = centre_of(community)
    return {
        "title": project.title,
        "size": 56 if len(project.title) <= LONG_TITLE else 43,
        "where": " · ".join(part for part in (community.name, project.place) if part),
        "summary": _shortened(project.summary),
        "code": project.code,
        "publisher": community.name,
        "made": long_date(timezone.localdate()),
        "fonts": [FAMILY],
        "lang": ["zh", "cn"] if chinese else ["en", "gb"],
        "facts": _facts(project),
        "phone": project.supervision_phone or (centre.phone if centre else "12345"),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "qr": segno.make(address, error="m").svg_inline(scale=4, border=2),
        "words": {
            "kicker": _("Livelihood micro-project"),
            "call": _("Something wrong? Supervision telephone"),
            "scan": _("Scan for the whole story: votes, money, progress."),
            "qr": _("A code that leads to the page of this project"),
        },
    }


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _facts(project: MicroProject) -> list[list[Any]]:
    """Label, text, and whether it is set large; what is not known yet is left out."""
    contract = Contract.objects.filter(project=project).select_related("vendor").first()
    rows: list[tuple[Any, Any, bool]] = [
        (_("Budget"), exact_money(project.budget), True),
        (_("Who benefits"), project.beneficiaries, False),
    ]
    if given := of_project(project).pledged:
        rows.append((pgettext("money", "From others"), exact_money(given), False))
    if contract:
        days = f"{_with_year(contract.starts)} – {_with_year(contract.ends)}"
        rows += [
            (pgettext("money", "Contract"), exact_money(contract.amount), True),
            (_("Carried out by"), contract.vendor.name, False),
            (pgettext("dates", "Planned"), days, False),
        ]
    rows.append((_("Office that answers for it"), project.responsible or project.area.name, False))
    return [[str(label), str(text), large] for label, text, large in rows if text]


def _with_year(day: dt.date) -> str:
    """A board hangs for years."""
    return short_date(day, today=dt.date.min)
