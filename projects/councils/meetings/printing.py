"""Minutes as a PDF to hang on the notice board."""

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.printing.typesetting import FAMILY, typeset
from projects.councils.kinds import Outcome
from projects.councils.meetings.models import Meeting
from projects.councils.meetings.queries import present_count
from projects.councils.telling import when

TEMPLATE = Path(__file__).with_name("typst") / "minutes.typ"


def minutes_as_pdf(meeting: Meeting) -> bytes:
    """The published minutes, in the reader's language around the text as it was written.

    Raises TypesettingFailed.
    """
    return typeset(as_page(meeting), TEMPLATE)


def as_page(meeting: Meeting) -> dict[str, Any]:
    """The data of the page. Nobody is named but in the text."""
    chinese = (translation.get_language() or "").startswith("zh")
    here, members = present_count(meeting), meeting.members_in_office or 0
    decided = meeting.motions.filter(outcome__in=(Outcome.PASSED, Outcome.FAILED))
    return {
        "title": meeting.title,
        "council": meeting.council.name,
        "code": meeting.code,
        "summary": _("Minutes of a residents' council"),
        "fonts": [FAMILY],
        "lang": ["zh", "cn"] if chinese else ["en", "gb"],
        "facts": [
            [pgettext("column", "When"), when(meeting.starts_at)],
            [pgettext("column", "Where"), meeting.place],
            [_("Members there"), _("{here} of {members}").format(here=here, members=members)],
        ],
        "votes": [
            [
                motion.text,
                str(motion.in_favour),
                str(motion.against),
                str(motion.abstained),
                str(motion.recused),
                str(motion.get_outcome_display()),
            ]
            for motion in decided
        ],
        "paragraphs": [line for line in meeting.minutes.splitlines() if line.strip()],
        "words": {
            "votes": _("What was voted on"),
            "minutes": _("Minutes"),
            "columns": [
                _("Motion"),
                _("For"),
                _("Against"),
                _("Abstained"),
                _("Stepped out"),
                _("Outcome"),
            ],
            "rule": _rule(meeting),
        },
    }


def _rule(meeting: Meeting) -> str:
    charter = meeting.charter
    if charter is None:
        return ""
    return _("Counted by version {version} of the charter.").format(version=charter.version)
