"""Centres with hours, for tests of any room."""

import datetime as dt

import factory

from centres.directory.models import OpeningHours, Room, ServiceCentre

MORNING = (dt.time(8, 30), dt.time(12, 0))
AFTERNOON = (dt.time(14, 0), dt.time(18, 0))


class CentreFactory(factory.django.DjangoModelFactory):
    """A public community centre without hours. Pass `area`."""

    class Meta:
        model = ServiceCentre

    level = ServiceCentre.Level.COMMUNITY
    name = factory.Sequence(lambda n: f"榕树头社区党群服务中心{n}")
    address = "榕江街道榕树路 1 号"
    longitude = 113.5
    latitude = 22.5
    phone = "0756-8000001"


class RoomFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Room

    centre = factory.SubFactory(CentreFactory)
    kind = "reading"
    name = factory.Sequence(lambda n: f"阅览室{n}")
    access = Room.Access.WALK_IN


def weekdays(centre, *spans, days=range(1, 6)):
    """Give the centre these (opens, closes) spans on the days, Monday to Friday by default."""
    OpeningHours.objects.bulk_create(
        OpeningHours(centre=centre, weekday=day, opens=opens, closes=closes)
        for day in days
        for opens, closes in spans
    )
    return centre
