"""Figures kept as they arise: INSERT-only deltas, folded into totals by a task."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.areas.models import Area
from core.areas.scope import ScopedModel


class Delta(ScopedModel):
    """One change of one figure: so much entered or left a state on a day, in an area.

    No index beside the key: the table holds what the last minute wrote, and every writer
    would pay for it.
    """

    kind = models.CharField(max_length=30)
    facet = models.CharField(max_length=30, blank=True, default="")
    measure = models.CharField(max_length=30, default="count")
    state = models.CharField(max_length=30)
    day = models.DateField()
    entered = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    left = models.DecimalField(max_digits=16, decimal_places=2, default=0)

    class Meta(ScopedModel.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.kind}.{self.state} {self.measure} +{self.entered} -{self.left}"


class Total(models.Model):
    """The sum of folded deltas of one area and all below it, by month or for ever.

    The days of a month stand in its row: as many rows as there are months, whatever happens
    in them, and few to read for any span of days.
    """

    class Grain(models.TextChoices):
        MONTH = "month"
        EVER = "ever"

    # its index serves every read: area, kind and grain are always given
    pk = models.CompositePrimaryKey(
        "area_id", "kind", "grain", "period", "state", "measure", "facet"
    )
    area = models.ForeignKey(
        Area, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    grain = models.CharField(max_length=5, choices=Grain.choices)
    period = models.DateField(help_text="the first of the month, or 2000-01-01 for ever")
    kind = models.CharField(max_length=30)
    facet = models.CharField(max_length=30, blank=True, default="")
    measure = models.CharField(max_length=30)
    state = models.CharField(max_length=30)
    entered = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    left = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    days = ArrayField(
        models.DecimalField(max_digits=18, decimal_places=2, null=True),
        null=True,
        help_text="what entered on each day of the month, the 31st last; none for ever",
    )

    def __str__(self) -> str:
        return f"{self.kind}.{self.state} {self.grain} {self.period}"


class Version(models.Model):
    """A share of a version number; the number itself is the sum over its shards.

    A page cached under the sum is right at once, because the share changes in the same
    transaction as what the page shows. Shards keep writers from queueing on one row.
    """

    name = models.CharField(max_length=30)
    shard = models.PositiveSmallIntegerField()
    n = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "shard"], name="version_shard_once")]

    def __str__(self) -> str:
        return f"{self.name}/{self.shard}: {self.n}"
