"""People and roles in the Django admin. Names and phones are masked; editing is elsewhere."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.accounts import services
from core.accounts.models import RoleGrant, User
from core.privacy.masking import mask_email, mask_name, mask_phone


class RoleGrantInline(admin.TabularInline):
    model = RoleGrant
    fk_name = "user"
    extra = 0
    raw_id_fields = ("area",)
    readonly_fields = ("granted_by",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class PersonAdmin(admin.ModelAdmin):
    """Accounts without what is personal in them; people correct their own data at /me/."""

    list_display = ("username", "masked_name", "masked_phone", "community", "is_active")
    list_filter = ("is_active", "is_staff")
    list_select_related = ("community",)
    search_fields = ("username",)
    ordering = ("-id",)
    show_full_result_count = False
    fields = (
        "username",
        "masked_name",
        "masked_phone",
        "masked_email",
        "community",
        "is_active",
        "is_staff",
        "is_superuser",
        "last_login",
        "date_joined",
    )
    raw_id_fields = ("community",)
    readonly_fields = ("masked_name", "masked_phone", "masked_email", "last_login", "date_joined")
    inlines = (RoleGrantInline,)

    @admin.display(description=_("Full name"))
    def masked_name(self, user: User) -> str:
        return mask_name(user.name)

    @admin.display(description=_("Phone"))
    def masked_phone(self, user: User) -> str:
        return mask_phone(user.phone)

    @admin.display(description=_("E-mail"))
    def masked_email(self, user: User) -> str:
        return mask_email(user.email)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # people become anonymous instead: services.anonymise

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for grant in formset.save(commit=False):
            if grant.user_id == request.user.pk:
                raise PermissionDenied  # nobody changes their own roles
            grant.granted_by = request.user
            grant.save()
        formset.save_m2m()


@admin.register(RoleGrant)
class RoleGrantAdmin(admin.ModelAdmin):
    """All terms of office; a running one is ended, never edited."""

    list_display = ("user", "role", "area", "since", "until", "granted_by")
    list_filter = ("role",)
    list_select_related = ("user", "area", "granted_by")
    search_fields = ("user__username", "area__name")
    date_hierarchy = "since"
    show_full_result_count = False
    actions = ("end_today",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description=_("End these roles: yesterday was their last day"))
    def end_today(self, request: HttpRequest, grants: Any) -> None:
        for grant in grants.select_related("user", "area"):
            if grant.user_id == request.user.pk:
                raise PermissionDenied
            services.end_role(grant, by=None)
