"""What was changed about who may see what, by whom and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessChange(models.Model):
    """One change. Written in the same transaction as the change itself; never edited."""

    at = models.DateTimeField(_("wanneer"), auto_now_add=True)
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="access_changes"
    )
    action = models.CharField(_("wat"), max_length=60)
    subject = models.CharField(_("waarover"), max_length=200)
    before = models.JSONField(_("voor"), default=dict)
    after = models.JSONField(_("na"), default=dict)
    reason = models.TextField(_("waarom"), blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("wijziging van toegang")
        verbose_name_plural = _("wijzigingen van toegang")

    def __str__(self) -> str:
        return f"{self.action}: {self.subject}"
