"""The one place where the sign-in of allauth is bent to our rules."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from an invitation or from provisioning: nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_username(self, username: str, shallow: bool = False) -> Any:
        return username.strip().lower()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """As allauth's, but an account that ended answers like one that never was, right password or not."""
        user = super().authenticate(request, **credentials)
        if user is None or user.is_active:
            return user
        self.authentication_failed(request, **credentials)
        return None

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """No page says that an account exists and is switched off."""
        return redirect("account_login")

    def is_safe_url(self, url: str) -> bool:
        """Where `next` may lead: this host and nowhere else, other hosts of ours included."""
        allowed = {self.request.get_host()}
        return url_has_allowed_host_and_scheme(url, allowed, require_https=self.request.is_secure())
