"""Signing in and out. Listed one by one: allauth's pages for e-mail addresses are left out,
because it would keep the addresses in the clear.
"""

from allauth.account import views as allauth_views
from allauth.account.internal.decorators import login_stage_required
from allauth.account.stages import LoginByCodeStage
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from core.accounts import password_views, views

by_phone = RedirectView.as_view(pattern_name="account_request_login_code", query_string=True)
code = login_stage_required(
    stage=LoginByCodeStage.key, redirect_urlname="account_request_login_code"
)(views.CodeView.as_view())

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/login/", views.SignInView.as_view(), name="account_login"),
    path("account/login/code/", views.PhoneView.as_view(), name="account_request_login_code"),
    path("account/login/code/confirm/", code, name="account_confirm_login_code"),
    path("account/signup/", by_phone, name="account_signup"),
    path("account/logout/", allauth_views.logout, name="account_logout"),
    path("account/inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path(
        "account/password/change/",
        password_views.NewPasswordView.as_view(),
        name="account_change_password",
    ),
    path(
        "account/password/set/",
        password_views.FirstPasswordView.as_view(),
        name="account_set_password",
    ),
    path(
        "account/password/reset/",
        views.ForgottenPasswordView.as_view(),
        name="account_reset_password",
    ),
    path("account/phone/change/", views.NewPhoneView.as_view(), name="account_change_phone"),
    path("account/phone/verify/", allauth_views.verify_phone, name="account_verify_phone"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("staff/abilities/", views.AbilitiesView.as_view(), name="abilities"),
]
if settings.WEIXIN_APP_ID:
    urlpatterns += [
        path("account/wechat/", include("allauth.socialaccount.urls")),
        path("account/", include("allauth.socialaccount.providers.weixin.urls")),
    ]
