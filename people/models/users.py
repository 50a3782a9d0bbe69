"""Accounts. The login name is an e-mail address or a personnel number: nobody needs work e-mail."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts; login names are kept in lower case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(login=(username or "").strip().lower())

    def create_user(self, login: str, password: str | None = None, **fields: Any) -> "User":
        """An account. Without a password it cannot sign in with one."""
        user = self.model(login=login.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, login: str, password: str | None = None, **fields: Any) -> "User":
        """An account with every right in the CMS. It gives no sight: only circles do."""
        return self.create_user(login, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account of one person."""

    login = models.CharField(
        _("inlognaam"),
        max_length=150,
        unique=True,
        validators=[RegexValidator(r"^[\w.@+-]+$", _("Gebruik een e-mailadres of personeelsnummer."))],
        help_text=_("E-mailadres of personeelsnummer."),
    )
    email = models.EmailField(_("e-mailadres"), blank=True)
    name = models.CharField(_("naam"), max_length=150)
    is_active = models.BooleanField(_("actief"), default=True)
    date_joined = models.DateTimeField(_("sinds"), default=timezone.now)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    objects = UserManager()

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.name or self.login

    def clean(self) -> None:
        self.login = self.login.strip().lower()
        self.email = self.email.strip()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ", 1)[0]
