"""Who may do what with wishes, beyond the steps themselves."""

from core.accounts.abilities import Role, declare
from core.accounts.models import User
from volunteers.wishes.kinds import AgeBand, ContactMode
from volunteers.wishes.models import MicroWish
from volunteers.wishes.states import BEFORE_WALL, OPEN

COMMUNITY = (Role.COMMUNITY_CLERK, Role.COMMUNITY_SECRETARY)
ABOVE = (Role.STREET_CLERK, Role.STREET_LEADER, Role.DISTRICT_ADMIN)

declare(
    {
        "wishes.see": (*COMMUNITY, *ABOVE, Role.AUDITOR),
        "wishes.verify": COMMUNITY,
        "wishes.contact": COMMUNITY,  # reveal contact data, which is logged
        "wishes.import": COMMUNITY,
        "wishes.settings": (Role.DISTRICT_ADMIN,),
    }
)


def reads_own_words(user: User, wish: MicroWish) -> bool:
    """Whether the wisher's own title and story are for this person: her, who entered it, staff."""
    if not user.pk:
        return False
    own = user.pk in (wish.wisher_id, wish.submitted_by_id)
    return own or user.can("wishes.see", wish.area)


def may_see_contact(user: User, wish: MicroWish) -> bool:
    """Whether contact data may be revealed: to her, to staff who arrange, or, if she chose
    direct contact, to whoever holds an active claim.

    The caller shows it through core.privacy.services.reveal, which keeps a record.
    """
    if not user.pk or wish.contact_purged_at:
        return False
    if user.pk == wish.wisher_id or user.can("wishes.contact", wish.area):
        return True
    if wish.contact_mode != ContactMode.DIRECT:
        return False
    return wish.claims.filter(claimer=user, ended_at__isnull=True).exists()


def speaks_for(user: User, wish: MicroWish) -> bool:
    """She herself, who entered it for her, or staff who may verify."""
    if not user.pk:
        return False
    own = user.pk in (wish.wisher_id, wish.submitted_by_id)
    return own or user.can("wishes.verify", wish.area)


def can_be_edited(wish: MicroWish) -> bool:
    """Until staff decide: afterwards the words on the wall are theirs."""
    return wish.status in BEFORE_WALL


def can_change_privacy(wish: MicroWish) -> bool:
    return wish.status in OPEN


def can_be_thanked_for(wish: MicroWish) -> bool:
    """A thank-you is never asked for, and possible once the wish has come true."""
    return wish.status == "closed"


def can_be_offered(wish: MicroWish) -> bool:
    """Whether staff may ask a volunteer to look at it: it waits for one, or has a place left."""
    if wish.status == "published":
        return True
    return wish.status in ("claimed", "contacted") and wish.is_shared and wish.free_seats > 0


def needs_guardian(wish: MicroWish) -> bool:
    """A wish of a minor that has not ended: under 14 agreed, 14 to 17 informed."""
    return wish.age_band in (AgeBand.UNDER_14, AgeBand.TEEN) and wish.status in OPEN
