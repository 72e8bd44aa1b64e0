"""What comes after the work: panels, ratings, reports, for tests of any room.

panel(made, who)            # the acceptance sheet filled in and signed, everything in order
rated(made, who, 5, 4, 2)   # three residents were asked by telephone
"""

import io
from decimal import Decimal
from typing import Any

from django.utils import timezone
from PIL import Image

from core.accounts.models import User
from projects.delivery.acceptances import Acceptance, Receipt
from projects.delivery.models import MicroProject
from projects.delivery.ratings import Rating
from projects.delivery.services.accepting import confirm_receipt, fill_sheet, sheet_of
from projects.delivery.services.rating import enter_rating
from tests.factories.accounts import mobile

MEMBERS: tuple[dict[str, Any], ...] = (
    {"name": "蔡明", "part": "community", "signed": True},
    {"name": "谢工", "part": "engineer", "signed": True},
    {"name": "林桂英", "part": "resident", "signed": True},
)


def a_picture() -> io.BytesIO:
    data = io.BytesIO()
    Image.new("RGB", (8, 6), "green").save(data, "PNG")
    data.name = "a.png"
    data.seek(0)
    return data


def sheet(made: MicroProject, by: User, **given: Any) -> Acceptance:
    """The panel's sheet as filled in; `lines`, `members` and `pictures` may be given."""
    found = sheet_of(made, by=by)
    lines = {
        line.position: {"found": line.agreed, "ok": True, "defect": ""}
        for line in found.lines.all()
    }
    shown = [a_picture()] if made.kind == "works" else []
    fields = {"members": MEMBERS, "lines": lines, "pictures": shown, **given}
    return fill_sheet(found, by=by, on=timezone.localdate(), shows_no_people=True, **fields)


def panel(made: MicroProject, who: Any) -> Acceptance:
    """All in order, signed by three, with a picture of works and recipients of goods."""
    filled = sheet(made, who.officer)
    if made.kind == "goods":
        for line in filled.lines.all():
            received(made, who.clerk, line)
    return filled


def received(made: MicroProject, clerk: User, line: Any) -> Receipt:
    return confirm_receipt(
        made,
        by=clerk,
        item=line.item,
        quantity=Decimal(1),
        name="陈桂芳",
        phone=mobile(),
        how=Receipt.How.PAPER,
    )


def rated(made: MicroProject, who: Any, *scores: int) -> list[Rating]:
    """So many residents asked by telephone."""
    return [
        enter_rating(
            made, by=who.clerk, phone=mobile(), channel="phone", score=score, delivered="yes"
        )
        for score in scores or (5, 4, 4)
    ]
