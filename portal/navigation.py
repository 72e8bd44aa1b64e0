"""Where one can go: the bottom bar of residents and the rail of staff, in reading order."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui.nav import Entry, Group

RESIDENT = [
    Group(
        "",
        [
            Entry("home:home", pgettext_lazy("navigation", "Home"), "home"),
            Entry("wishes:wall", _("Wishes"), "heart"),
            Entry(
                "disclosure:list",
                pgettext_lazy("navigation", "Projects"),
                "tool",
                rooms=[
                    "calls:list",
                    "proposals:list",
                    "councils:list",
                    "councils:ballots",
                    "disclosure:open_data",
                    "funding:verify",
                ],
            ),
            Entry("directory:list", _("Centres"), "building"),
            Entry("me:home", pgettext_lazy("navigation", "Me"), "user"),
        ],
    ),
]

STAFF = [
    Group(
        "",
        [
            Entry("desk:today", _("Due today"), "list", key="t"),
            Entry("wishes:manage", _("Wishes"), "heart", key="w", rooms=["wishes:wall"]),
            Entry(
                "delivery:manage",
                pgettext_lazy("staff", "Projects"),
                "tool",
                ability="projects.see",
                key="x",
            ),
            Entry(
                "proposals:manage",
                _("Proposals"),
                "edit",
                ability="proposals.see",
                key="p",
                rooms=["proposals:list", "calls:list"],
            ),
            Entry("housekeepers:manage", _("Volunteers"), "users", key="v"),
            Entry(
                "directory:manage",
                _("Centres"),
                "building",
                ability="directory.edit",
                key="c",
                rooms=["directory:list"],
            ),
            Entry(
                "councils:manage",
                _("Councils"),
                "users",
                ability="councils.run",
                key="o",
                rooms=["councils:list", "councils:ballots"],
            ),
            Entry("funding:list", _("Funds"), "coin", ability="funds.see", key="m"),
            Entry("home:callbacks", _("Call-backs"), "phone", ability="callbacks.handle"),
            Entry(
                "home:feedback_list",
                _("Complaints and suggestions"),
                "message",
                ability="feedback.handle",
            ),
            Entry("notices:outbox", _("Deliveries"), "send", "notices.decide"),
        ],
    ),
    Group(
        _("Figures"),
        [
            Entry("dashboard:board", _("Dashboard"), "chart", key="d"),
            Entry("reports:list", _("Reports"), "report", key="r"),
        ],
    ),
    Group(
        _("Public pages"),
        [
            Entry("home:home", _("Residents' home"), "home", key="h"),
            Entry("wishes:wall", _("Wish wall"), "heart-handshake"),
        ],
    ),
]
