"""Which wishes a person may see, as one chainable filter that every surface starts from."""

from typing import Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.accounts.models import User
from core.areas.scope import ScopedQuerySet, within
from volunteers.wishes.states import ON_WALL

ON_THE_WALL = Q(status__in=ON_WALL, is_private=False)


class WishQuerySet(ScopedQuerySet):
    """Rows of MicroWish."""

    def on_wall(self) -> Self:
        """What anybody may read, in its public words."""
        return self.filter(ON_THE_WALL)

    def visible_to(self, user: User) -> Self:
        """The wall; one's own wishes and those one entered; those one has claimed; one's area.

        Seeing a row is not seeing its contact data: rules.may_see_contact decides that.
        """
        if not user.pk:
            return self.on_wall()
        mine = self._related("claims").filter(wish=OuterRef("pk"), claimer=user)
        mine = mine.filter(Q(ended_at__isnull=True) | Q(ended_how="fulfilled"))
        asked = self._related("invitations").filter(wish=OuterRef("pk"), invited=user)
        return self.filter(
            ON_THE_WALL
            | Q(wisher=user)
            | Q(submitted_by=user)
            | Exists(mine)
            | (Exists(asked) & Q(status__in=ON_WALL))
            | within(user.areas_where("wishes.see"))
        )

    def with_parts(self) -> Self:
        """With what the permits ask about who takes which part, so that a list of rows with
        their next steps costs one query more, not one a row."""
        return self.prefetch_related("claims")

    def in_areas_of(self, user: User) -> Self:
        """Only what one sees by a role: the staff list, its export, its figures."""
        return self.filter(within(user.areas_where("wishes.see")))

    def _related(self, name: str) -> QuerySet:
        return self.model._meta.get_field(name).related_model._base_manager.all()
