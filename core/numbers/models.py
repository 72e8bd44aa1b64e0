"""The last number given out of each series."""

from django.db import models


class CodeSequence(models.Model):
    """The last number given out under a prefix in a year; the row lock keeps numbers apart."""

    prefix = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="code_series_once")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.last:04d}"
