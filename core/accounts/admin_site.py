"""Who may enter the Django admin: those who operate the portal, because it knows no areas."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.accounts.abilities import Role


class OperatorsSite(AdminSite):
    """Open to superusers, and to marked people who hold the role of system administrator today.

    The mark alone opens nothing: the admin shows every area, so no clerk may be let in by it.
    """

    site_header = site_title = _("Linli: for those who operate it")

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        if not super().has_permission(request):
            return False
        if user.is_superuser:
            return True
        grants = user.grants_today()  # type: ignore[union-attr]
        return any(grant.role == Role.SYSTEM_ADMIN for grant in grants)


class OperatorsAdminConfig(AdminConfig):
    default_site = "core.accounts.admin_site.OperatorsSite"
