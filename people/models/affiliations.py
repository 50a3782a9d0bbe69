"""Organisations, their units, locations, and who works where. One person may have several affiliations."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """The organisation itself, or one that works with it."""

    class Kind(models.TextChoices):
        OWN = "own", _("eigen organisatie")
        PARTNER = "partner", _("partner")
        SUPPLIER = "supplier", _("leverancier")
        OTHER = "other", _("anders")

    name = models.CharField(_("naam"), max_length=150, unique=True)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.PARTNER)

    class Meta:
        ordering = ("name",)
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A department or team of an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    name = models.CharField(_("naam"), max_length=150)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("valt onder"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="children",
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("afdeling")
        verbose_name_plural = _("afdelingen")
        constraints = (models.UniqueConstraint(fields=("organisation", "name"), name="unit_name_once"),)

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """A place where people work or come."""

    name = models.CharField(_("naam"), max_length=150, unique=True)
    address = models.CharField(_("adres"), max_length=200, blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("locatie")
        verbose_name_plural = _("locaties")

    def __str__(self) -> str:
        return self.name


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    """Affiliations, by date."""

    def active(self) -> "AffiliationQuerySet":
        today = timezone.localdate()
        return self.filter(
            models.Q(starts_on=None) | models.Q(starts_on__lte=today),
            models.Q(ends_on=None) | models.Q(ends_on__gte=today),
        )


class Affiliation(models.Model):
    """A person in an organisation. `ends_on` is the last day it counts."""

    class Source(models.TextChoices):
        MANUAL = "manual", _("met de hand")
        IDENTITY_PROVIDER = "idp", _("aanmelddienst")
        IMPORT = "import", _("import")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affiliations")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="affiliations"
    )
    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.SET_NULL, related_name="affiliations"
    )
    job = models.CharField(_("functie"), max_length=150, blank=True)
    job_family = models.CharField(_("functiegroep"), max_length=80, blank=True)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("leidinggevende"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="led_affiliations",
    )
    starts_on = models.DateField(_("vanaf"), null=True, blank=True)
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)
    source = models.CharField(_("bron"), max_length=10, choices=Source, default=Source.MANUAL)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanstelling")
        verbose_name_plural = _("aanstellingen")
        indexes = (models.Index(fields=("user", "starts_on", "ends_on"), name="affiliation_of_user"),)

    def __str__(self) -> str:
        return f"{self.job or self.user_id}, {self.organisation_id}"
