"""What a person tells about themselves, and to whom."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Profile(models.Model):
    """One per account. `visibility`: field name -> Audience; what is not named is for colleagues.

    "Colleagues" are the people whom the gate lets see this person at all.
    """

    class Audience(models.TextChoices):
        NOBODY = "nobody", _("alleen ikzelf")
        COLLEAGUES = "colleagues", _("collega’s en wie met mij samenwerkt")

    FIELDS = ("photo", "phone", "mobile", "email", "skills", "languages", "about")
    """The fields with a choice of who sees them. `email` is the one of the account."""

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

    def audience_of(self, field: str) -> str:
        """Who sees this field; a value nobody knows is for nobody."""
        value = self.visibility.get(field, self.Audience.COLLEAGUES)
        return str(value) if value in self.Audience.values else self.Audience.NOBODY.value

    def shows(self, field: str) -> bool:
        """Is this field shown to whoever may see the person?"""
        return self.audience_of(field) == self.Audience.COLLEAGUES
