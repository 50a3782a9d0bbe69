"""What a person tells about themselves, and to whom."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Profile(models.Model):
    """One per account. `visibility`: field name -> Audience; what is not named is for colleagues."""

    class Audience(models.TextChoices):
        NOBODY = "nobody", _("alleen ikzelf")
        COLLEAGUES = "colleagues", _("collega’s")

    FIELDS = ("photo", "phone", "mobile", "skills", "languages", "about")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    display_name = models.CharField(_("naam op de kaart"), max_length=150, blank=True)
    nickname = models.CharField(_("roepnaam"), max_length=80, blank=True)
    pronouns = models.CharField(_("aanspreekvorm"), max_length=40, blank=True)
    photo = models.ImageField(_("foto"), upload_to="people", blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    mobile = models.CharField(_("mobiel"), max_length=30, blank=True)
    about = models.TextField(_("over mij"), blank=True)
    skills = models.CharField(
        _("kennis"), max_length=500, blank=True, help_text=_("Woorden met komma’s ertussen.")
    )
    languages = models.CharField(_("talen"), max_length=200, blank=True)
    visibility = models.JSONField(_("wie ziet wat"), default=dict, blank=True)
    search_text = models.TextField(editable=False, blank=True, default="")

    class Meta:
        verbose_name = _("profiel")
        verbose_name_plural = _("profielen")

    def __str__(self) -> str:
        return self.display_name or str(self.user)
