"""Who may do what with projects, beyond the steps themselves."""

from core.accounts.abilities import Role, declare
from core.files import kinds as files

COMMUNITY = (Role.COMMUNITY_CLERK, Role.COMMUNITY_SECRETARY)
SUBDISTRICT = (Role.STREET_CLERK, Role.STREET_LEADER)
FINANCE = (Role.STREET_FINANCE, Role.DISTRICT_FINANCE)

declare(
    {
        "projects.see": (
            *COMMUNITY,
            *SUBDISTRICT,
            *FINANCE,
            Role.DISTRICT_ADMIN,
            Role.AUDITOR,
            Role.SUPERVISION_COMMITTEE,
        ),
        "projects.run": COMMUNITY,
        "projects.review": SUBDISTRICT,
        "projects.approve": (Role.STREET_LEADER,),
        "projects.approve_small": (Role.STREET_CLERK,),
        "projects.accept": SUBDISTRICT,
        "projects.check": (*SUBDISTRICT, Role.SUPERVISION_COMMITTEE),
        "projects.spot_check": (Role.AUDITOR, Role.SUPERVISION_COMMITTEE),
        "projects.settle": FINANCE,
        "projects.pay": FINANCE,
        "projects.vendors": (*COMMUNITY, *SUBDISTRICT),
        "projects.settings": (Role.DISTRICT_ADMIN,),
        "councils.run": COMMUNITY,
    }
)

# pictures of the thing are for everybody; until they hang on a note, only for who sent them
PICTURE = files.declare(files.FileKind("project", may_see=lambda user, stored: False))
