"""Which proposals a person may see, as one chainable filter that every surface starts from."""

from typing import Any, Self

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core.accounts.models import User
from core.areas.scope import ScopedQuerySet, within
from projects.proposals.states import SHOWN

IN_PUBLIC = Q(status__in=SHOWN, public_since__isnull=False)


class ProposalQuerySet(ScopedQuerySet):
    """Rows of Proposal."""

    def in_public(self) -> Self:
        """What anybody may read, in its public words."""
        return self.filter(IN_PUBLIC)

    def visible_to(self, user: Any) -> Self:
        """What is in public; one's own, what one entered or supports; one's area.

        Seeing a row is not reading the proposer's own words or contact data: rules decide that.
        """
        if not user.pk:
            return self.in_public()
        behind = self.model._meta.get_field("supporters").related_model._base_manager.filter(
            proposal=OuterRef("pk"), user=user
        )
        return self.filter(
            IN_PUBLIC
            | Q(proposer=user)
            | Q(submitted_by=user)
            | (Exists(behind) & Q(public_since__isnull=False))
            | within(user.areas_where("proposals.see"))
        )

    def in_areas_of(self, user: User) -> Self:
        """Only what one sees by a role: the staff list, its export, its figures."""
        return self.filter(within(user.areas_where("proposals.see")))

    def with_support(self) -> Self:
        """With `support`: how many people stand behind each, authors included, each once."""
        rows = self.model._meta.get_field("standing").related_model._base_manager
        counted = rows.filter(counted_in=OuterRef("pk")).order_by().values("counted_in")
        number = Subquery(counted.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        return self.annotate(support=Coalesce(number, 0))
