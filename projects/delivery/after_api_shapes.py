"""What the API takes and gives of what comes after the work: sheet, ratings, checks."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from core.accounts.models import User
from core.privacy.phones import validate_phone
from projects.delivery.acceptances import Acceptance, PanelMember
from projects.delivery.aftermath import Voices
from projects.delivery.check_workflow import CHECK
from projects.delivery.checks import SiteCheck
from projects.delivery.ratings import Rating
from projects.delivery.services.working import MOST_PICTURES

CHECK_STEPS = [arrow.name for arrow in CHECK.transitions]
MOST_MEMBERS, MOST_LINES = 30, 500


def _count(**more: Any) -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=12, decimal_places=3, min_value=Decimal(0), **more)


class PanelSeat(serializers.Serializer):
    """One member of a panel."""

    name = serializers.CharField(max_length=60)
    part = serializers.ChoiceField(PanelMember.Part.choices)
    signed = serializers.BooleanField(default=False)
    username = serializers.CharField(
        max_length=150, required=False, allow_blank=True, write_only=True, help_text="Account."
    )

    def validate_username(self, username: str) -> str:
        if username and not User.objects.filter(username=username, is_active=True).exists():
            raise serializers.ValidationError("There is no such account.")
        return username


class FoundLine(serializers.Serializer):
    """One item as the panel found it. `ok` is null until it was looked at."""

    position = serializers.IntegerField(min_value=1, max_value=MOST_LINES)
    found = _count(required=False, allow_null=True)
    ok = serializers.BooleanField(required=False, allow_null=True, default=None)
    defect = serializers.CharField(max_length=300, required=False, allow_blank=True)


class SheetInput(serializers.Serializer):
    """The panel's sheet, as a whole or bit by bit: members are replaced, lines left out stay."""

    on = serializers.DateField()
    remark = serializers.CharField(max_length=600, required=False, allow_blank=True)
    members = PanelSeat(many=True, max_length=MOST_MEMBERS)
    lines = FoundLine(many=True, required=False, max_length=MOST_LINES)

    def for_service(self) -> dict[str, Any]:
        """What `fill_sheet` takes."""
        said = self.validated_data
        accounts = User.objects.in_bulk(
            [m["username"] for m in said["members"] if m.get("username")], field_name="username"
        )
        return {
            "on": said["on"],
            "remark": said.get("remark", ""),
            "members": [{**m, "user": accounts.get(m.get("username"))} for m in said["members"]],
            "lines": {line["position"]: line for line in said.get("lines", ())},
        }


class SheetPictures(serializers.Serializer):
    """Pictures of the thing, with the word of whoever sends them that nobody is seen on them."""

    pictures = serializers.ListField(
        child=serializers.FileField(),
        min_length=1,
        max_length=MOST_PICTURES,
        help_text="Images of up to 10 MB each; by content, whatever name and type say.",
    )
    shows_no_people = serializers.BooleanField(help_text="Must be true.")


class SheetLine(FoundLine):
    """One item of the contract on the sheet."""

    name = serializers.CharField()
    unit = serializers.CharField(allow_blank=True)
    agreed = _count()


class Sheet(serializers.Serializer):
    """One sitting of a panel and what came of it. Names are masked."""

    on = serializers.DateField()
    outcome = serializers.ChoiceField([*Acceptance.Outcome.choices], allow_blank=True)
    rectify_by = serializers.DateField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    remark = serializers.CharField(allow_blank=True)
    members = PanelSeat(many=True)
    lines = SheetLine(many=True)
    pictures = serializers.ListField(child=serializers.CharField(), help_text="Addresses.")


class Sheets(serializers.Serializer):
    """All sittings, the first one first."""

    results = Sheet(many=True)


class RatingInput(serializers.Serializer):
    """What a resident thinks of it."""

    score = serializers.ChoiceField(Rating.Score.choices)
    delivered = serializers.ChoiceField(Rating.Delivered.choices)
    received = serializers.CharField(max_length=300, required=False, allow_blank=True)
    comment = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class Ratings(serializers.Serializer):
    """How many said what. Fewer than five are not told apart: the figures are null then."""

    is_shown = serializers.BooleanField()
    total = serializers.IntegerField(allow_null=True)
    entered_by_staff = serializers.IntegerField(allow_null=True)
    satisfied = serializers.DecimalField(
        max_digits=3, decimal_places=0, allow_null=True, help_text="Percent."
    )
    by_score = serializers.DictField(child=serializers.IntegerField(), allow_null=True)


class CheckInput(serializers.Serializer):
    """A report by anybody, or a spot check by whoever may open one; then `text` is not needed."""

    spot = serializers.BooleanField(default=False)
    matter = serializers.ChoiceField(SiteCheck.Matter.choices, default="not_done")
    text = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    contact_name = serializers.CharField(max_length=60, required=False, allow_blank=True)
    contact_phone = serializers.CharField(
        max_length=40, required=False, allow_blank=True, validators=[validate_phone]
    )


class CheckItem(serializers.Serializer):
    """A check in its public words."""

    code = serializers.CharField()
    origin = serializers.ChoiceField(SiteCheck.Origin.choices)
    matter = serializers.ChoiceField(SiteCheck.Matter.choices)
    status = serializers.ChoiceField([(s.name, s.label) for s in CHECK.states])
    filed_at = serializers.DateTimeField()
    gist = serializers.CharField(allow_blank=True)
    finding = serializers.ChoiceField(SiteCheck.Finding.choices, allow_blank=True)
    answer = serializers.CharField(allow_blank=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class Checks(serializers.Serializer):
    """All checks of a project, the newest first."""

    results = CheckItem(many=True)


class CheckStep(serializers.Serializer):
    """What a step of a check takes beside its name."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    gist = serializers.CharField(required=False, allow_blank=True, max_length=300)
    finding = serializers.ChoiceField(SiteCheck.Finding.choices[1:], required=False)


def sheet_item(sheet: Acceptance) -> dict[str, Any]:
    """A sheet with members, lines and pictures fetched."""
    names = ("on", "outcome", "rectify_by", "decided_at", "remark")
    shown = ("position", "found", "ok", "defect", "name", "unit", "agreed")
    return {name: getattr(sheet, name) for name in names} | {
        "members": [
            {"name": m.masked_name, "part": m.part, "signed": m.signed} for m in sheet.members.all()
        ],
        "lines": [{name: getattr(line, name) for name in shown} for line in sheet.lines.all()],
        "pictures": [picture.get_absolute_url() for picture in sheet.pictures],
    }


def ratings_item(voices: Voices) -> dict[str, Any]:
    """Figures only, and only from five on."""
    if not voices.is_shown:
        names = ("total", "entered_by_staff", "satisfied", "by_score")
        return {"is_shown": False, **dict.fromkeys(names)}
    scores = (str(score.value) for score in Rating.Score)
    return {
        "is_shown": True,
        "total": voices.total,
        "entered_by_staff": voices.entered,
        "satisfied": voices.satisfied,
        "by_score": dict(zip(scores, (n for _label, n in voices.counts), strict=True)),
    }


def check_item(check: SiteCheck) -> dict[str, Any]:
    """The public words of a check."""
    names = ("code", "origin", "matter", "status", "gist", "finding", "answer", "answered_at")
    return {name: getattr(check, name) for name in names} | {"filed_at": check.created_at}
