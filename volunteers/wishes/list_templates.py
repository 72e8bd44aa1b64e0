"""The empty list of wishes to fill in."""

from django.utils.translation import gettext as _

from core.lists.blank import blank_csv, blank_xlsx
from volunteers.wishes.columns import COLUMNS


def _example() -> dict[str, str]:
    return {
        "title": _("A radio (example, please overwrite)"),
        "estimated_value": "150",
        "contact_name": "陈桂芳",
        "contact_phone": "13800000000",
    }


def csv_template() -> bytes:
    """As CSV that Excel opens rightly."""
    return blank_csv(COLUMNS, _example())


def xlsx_template() -> bytes:
    """As XLSX with drop-downs."""
    return blank_xlsx(COLUMNS, _example())
